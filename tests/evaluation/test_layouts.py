"""The same answers as many tools export them, and hostile files: those that nobody here made."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from evalkit.evaluation.collecting import Collected, collect
from evalkit.evaluation.loading import load
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.summary import summary
from evalkit.plugins.manager import Plugins

LAYOUTS = (
    "excel_fr_cp1252.csv", "framaforms_fr_separate.tsv", "google_sheets_fr.csv", "kobo_fr_labels.csv",
    "kobo_fr_names.xlsx", "limesurvey_fr_codes.csv", "ms_forms_fr.xlsx",
)  # fmt: skip
TABLES = ("criteria", "indicators", "markers", "readings", "coverage")


def project(shared: Path, name: str, data: Path, room: Path) -> Path:
    folder = room / "project"
    shutil.copytree(shared / name, folder)
    data_folder = folder / data
    data_folder.mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def collected(folder: Path, wave: str) -> Collected:
    plugins = Plugins(folder=folder, installed=False)
    evaluation, _ = load(folder, plugins)
    assert evaluation is not None
    return collect(evaluation, wave, plugins)


@pytest.mark.parametrize("name", LAYOUTS)
def test_thirty_answers_are_counted_alike_in_every_layout(shared, tmp_path, name):
    folder = project(shared, "fixtures/thirty/project", Path("data/2026/lien-social"), tmp_path)
    shutil.copy(shared / "fixtures/thirty" / name, folder / "data/2026/lien-social")
    expected = json.loads((shared / "fixtures/thirty/expected.json").read_text())

    read = collected(folder, "2026")

    assert [] == [p for p in read.problems if not p.is_note]
    found = summary(read)["lien-social"]
    assert (expected["records"], expected["sites"]) == (found["records"], found["sites"])
    for item, want in expected["items"].items():
        assert want == {key: found["items"][item][key] for key in want}


def test_every_layout_gives_equal_tables(shared, tmp_path):
    published = {}
    for name in LAYOUTS:
        folder = project(shared, "fixtures/thirty/project", Path("data/2026/lien-social"), tmp_path / name)
        shutil.copy(shared / "fixtures/thirty" / name, folder / "data/2026/lien-social")
        results = open_evaluation(folder).publish("2026", "internal")
        published[name] = {table: results[table].rows for table in TABLES}

    for name in LAYOUTS[1:]:
        assert published[LAYOUTS[0]] == published[name], name


def hostile(shared: Path) -> list[dict[str, str]]:
    with (shared / "badinputs/manifest.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["file"] and row["family"] != "H"]


def test_every_hostile_file_is_read_right_or_refused_by_its_place(shared, tmp_path):
    """What the manifest expects, in one process; `../shared/accept` holds the command to it in its own process."""
    faults = []
    folder = project(shared, "badinputs/project", Path("data/2024/temoin"), tmp_path)
    data = folder / "data/2024/temoin"
    for case in hostile(shared):
        source = shared / "badinputs" / case["file"]
        if not source.exists() or case["id"] in ("E34", "E36"):
            continue
        for path in data.iterdir():
            path.unlink()
        shutil.copy(source, data)
        read = collected(folder, "2024")
        problems = [p for p in read.problems if not p.is_note]
        found = summary(read)["temoin"]
        total = sum(float(k) * n for i in range(1, 7) for k, n in found["items"][f"q{i}"].get("counts", {}).items())
        if case["expected"] in ("ask", "refuse"):
            wrong = not problems
        else:
            wrong = (
                bool(problems)
                or found["records"] != int(case["truth_rows"])
                or total != float(case["truth_sum"] or total)
            )
            wrong |= case["expected"] == "note" and not read.problems
        if wrong:
            faults.append((case["id"], [(p.code, str(p.message)) for p in read.problems]))
    assert [] == faults
