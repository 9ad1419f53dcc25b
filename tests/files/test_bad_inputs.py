"""Files that nobody here made: each opens or is refused as its manifest says, and no byte of them brings us down."""

import csv
import random
import time
from pathlib import Path

from evalkit.core.problems import ProblemsFound
from evalkit.core.sources import Source
from evalkit.files.opening import open_source
from tests.files.building import MUTATIONS, mutated

LATER = frozenset({"A07", "A10", "C01", "D02", "D03", "D15", "E08", "E20", "E34", "E51", "F07"})
"""Refused only once cells meet their items."""


def cases(shared: Path) -> list[tuple[dict[str, str], Path]]:
    folder = shared / "badinputs"
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["file"] and row["family"] != "H"]
    return [(row, folder / row["file"]) for row in rows if row["id"] not in LATER]


def what_happens(path: Path) -> Source | tuple[str, ...]:
    try:
        return open_source(path, path.name, {})
    except ProblemsFound as found:
        return tuple(str(problem.where) for problem in found.problems)


def test_what_must_be_refused_is_refused_and_the_rest_opens(shared: Path) -> None:
    for row, path in cases(shared):
        refuses = not isinstance(what_happens(path), Source)
        assert (row["id"], row["expected"] in ("ask", "refuse")) == (row["id"], refuses)


def test_control_files_are_quiet(shared: Path) -> None:
    for row, path in cases(shared):
        if row["kind"] == "control":
            source = open_source(path, path.name, {})
            assert () == source.notes
            assert [11] == [len(sheet.rows) for sheet in source.sheets]


def test_the_cells_that_are_no_answers_are_kept_by_place(shared: Path) -> None:
    found = {}
    for name in ("E08_cellules_en_erreur.xlsx", "E51_pourcentages.xlsx", "F07_formules_erreurs.ods"):
        (sheet,) = open_source(shared / "badinputs" / name, name, {}).sheets
        found[name[:3]] = sorted({problem.code for problem in sheet.refused.values()})

    assert {"E08": ["E213"], "E51": ["E215"], "F07": ["E213"]} == found


def test_no_mutation_brings_anything_but_a_refusal(shared: Path, tmp_path: Path) -> None:
    chance = random.Random(20260101)
    originals = [path.read_bytes() for _, path in cases(shared) if path.stat().st_size < 20_000]
    path = tmp_path / "mutated"
    slowest = 0.0
    for _ in range(MUTATIONS):
        path.write_bytes(mutated(chance.choice(originals), chance))
        start = time.process_time()
        what_happens(path)
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 3
