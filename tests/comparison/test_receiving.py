"""What is said where there is nothing to compare."""

import pytest

from evalkit import ProblemsFound
from evalkit.comparison.reading import workbooks
from evalkit.comparison.running import run_comparison

CORE = """\
id: socle
version: 1
source: essai
dimensions: [{id: lien, label: Lien}]
"""


def codes(found: ProblemsFound) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.path if problem.where else "") for problem in found.problems]


def test_each_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ProblemsFound) as raised:
        workbooks([tmp_path / "recus", tmp_path / "a.xlsx", tmp_path])
    assert [("E433", str(tmp_path / "a.xlsx")), ("E433", str(tmp_path / "recus"))] == sorted(codes(raised.value))


def test_a_folder_without_workbook_is_named(tmp_path):
    (tmp_path / "~$ouvert.xlsx").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("rien")
    with pytest.raises(ProblemsFound) as raised:
        workbooks([tmp_path])
    assert [("E434", str(tmp_path))] == codes(raised.value)


def test_where_all_are_refused_nothing_is_written(tmp_path):
    core = tmp_path / "socle.yaml"
    core.write_text(CORE, encoding="utf-8")
    (tmp_path / "abime.xlsx").write_bytes(b"PK\x03\x04 coup\xc3\xa9")
    with pytest.raises(ProblemsFound) as raised:
        run_comparison([tmp_path], core, folder=tmp_path / "out", keep_going=True)
    assert ["E205", "E436"] == sorted(code for code, _ in codes(raised.value))
    assert not (tmp_path / "out").exists()
