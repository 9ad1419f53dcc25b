"""Answer files with a few bytes lost, changed or added, read to the end: an answer or a refusal, and nothing else."""

from __future__ import annotations

import io
import random
import resource
import time

import pytest
import xlsxwriter

from evalkit.core.problems import Problem
from evalkit.evaluation.collecting import collect
from evalkit.evaluation.loading import load
from evalkit.plugins.manager import Plugins
from tests.files.building import MUTATIONS, mutated, ods, ods_row

SECONDS, KIBIBYTES = 3, 300 << 10
ROWS = (
    ("id", "submitdate", "q1", "q2", "act", "age", "mot"),
    ("1", "2026-03-02 10:00:00", "3", "Plutôt d’accord", "Accueil, écoute; Aucun", "40", "très « bien » ;\nmerci"),
    ("2", "2026-03-03 11:00:00", "A4", "NSP", "Aucun", "40,5", ""),
    ("3", "", "-", "4", "", "", "à revoir"),
)


def originals() -> list[bytes]:
    """The same rows as text in three encodings, and as two kinds of workbooks."""
    text = "\r\n".join(";".join('"' + cell + '"' for cell in row) for row in ROWS) + "\r\n"
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Réponses")
        for i, row in enumerate(ROWS):
            sheet.write_row(i, 0, row)
        sheet.merge_range(4, 0, 5, 0, "4", book.add_format({"num_format": "0%"}))
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")
    table = "".join(ods_row(*row) for row in ROWS) + ods_row("4", attributes='table:number-rows-repeated="2"')
    return [text.encode(), text.encode("cp1252"), text.encode("utf-16"), file.getvalue(), ods(table)]


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20260102)


def test_no_mutation_brings_anything_but_answers_or_a_refusal(project, chance):
    plugins = Plugins(folder=project.folder, installed=False)
    evaluation, _ = load(project.folder, plugins)
    path = project.write("data/2026/q/a.csv", b"")
    whole = originals()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slowest = 0.0
    read = 0
    for _ in range(MUTATIONS):
        path.write_bytes(mutated(chance.choice(whole), chance))
        start = time.process_time()
        collected = collect(evaluation, "2026", plugins)
        slowest = max(slowest, time.process_time() - start)
        read += len(collected.answers.records) > 0
        assert all(isinstance(p, Problem) and p.where and p.where.path for p in collected.problems)
    assert 0 < read < MUTATIONS
    assert slowest < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < KIBIBYTES


@pytest.mark.parametrize("cell", [" " * 300_000 + "x", "-a/<" * 30_000, "9" * 100_000, "1/" * 100_000, "a b " * 60_000])
def test_a_cell_as_long_as_a_book_costs_no_more_than_its_length(project, cell):
    headings = ("q1", "q2", "act", "age", "mot", cell[-100_000:])
    start = time.process_time()
    project.add("a.csv", (cell, "3", "Aucun", "40", "bien", "x"), headings=headings)

    problems = project.collect().problems

    assert "A2" in {p.where.cell for p in problems if p.where and not p.is_note}
    assert time.process_time() - start < SECONDS
