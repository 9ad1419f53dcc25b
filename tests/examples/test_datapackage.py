"""An output from outside: the published tables as a data package that frictionless finds valid."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package, system

from evalkit.evaluation.opened import open_evaluation
from tests.evaluation.small import answer, small_project

SOURCE = Path(__file__).resolve().parents[2] / "examples" / "plugins" / "evalkit-datapackage"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    found = small_project(tmp_path / "projet", more="outputs: [workbook, datapackage]")
    answer(found, text='=1+1 "cité"')
    return found


def test_it_is_built_installed_named_used_and_taken_out(clean, project, tmp_path):  # type: ignore[no-untyped-def]
    before = clean.evalkit("run", project)
    assert 1 == before.returncode
    assert "datapackage" in before.stderr
    clean.install(SOURCE)
    plain = small_project(tmp_path / "sans-la-nommer")
    answer(plain)
    assert 0 == clean.evalkit("run", plain).returncode
    assert not (plain / "out/2026/datapackage").exists()  # installing changes no centre's outputs
    done = clean.evalkit("run", project)
    assert 0 == done.returncode, done.stderr
    folder = project / "out/2026/datapackage"
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert [] == report.flatten(["resourceName", "type", "note"])

    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert ("petit-2026", False, "published") == tuple(
        descriptor[key] for key in ("name", "simulated", "profile_of_release")
    )
    manifest = json.loads((project / "out/2026/manifest.json").read_text(encoding="utf-8"))
    written = {one["path"] for one in manifest["outputs"] if one["kind"] == "datapackage"}
    assert {f"datapackage/{path.name}" for path in folder.iterdir()} == written
    assert any("datapackage" in plugin["name"] for plugin in manifest["plugins"])
    (project / "evaluation.yaml").write_text(
        (project / "evaluation.yaml").read_text(encoding="utf-8").replace(", datapackage", ""), encoding="utf-8"
    )
    tables = open_evaluation(project).publish("2026").tables_by_name
    for name, table in tables.items():
        if name == "about":
            continue  # it names the plugins that took part
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert [field.id for field in table.fields] == rows[0]
        assert [["" if cell is None else str(cell) for cell in row] for row in table.rows] == rows[1:]

    clean.uninstall("evalkit-datapackage")
    assert {} == clean.plugins()
