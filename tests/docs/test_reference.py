"""What the reference shows in Python works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import evalkit
from evalkit.outputs.workbook import Workbook

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_example_in_python_runs_as_it_stands(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "en" / "reference.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    published = evalkit.open_evaluation(ROOT / "examples" / "romans").publish("2017-2018")
    (data,) = Workbook().write(published, tmp_path, "fr").values()
    (tmp_path / "romans.xlsx").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    shown: dict[str, object] = {}
    exec(compile(code, "reference.md", "exec"), shown)
    assert published == shown["published"] == shown["workbook"]
    assert set(published.tables_by_name) == set(shown["tables"])
    assert ["cooperation-romans"] == list(shown["compared"]["structures"].column("structure"))
