"""No structure’s masked cell can be had from what the department writes: the auditor looks, each figure is traced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from evalkit import MASKED, Comparison, Published, compare
from evalkit.core.audit import audit
from evalkit.core.evaluation import Privacy
from evalkit.core.publishing import completed
from evalkit.languages import language
from evalkit.outputs import comparison as outputs
from tests.comparison.structures import CORE, NO, YES, structure
from tests.outputs.reading_pages import Read, plain

STRUCTURES = (
    structure("iris", {"lien": "half", "pouvoir": YES}),
    structure("lilas", {"lien": YES, "pouvoir": NO}, n=9),
    structure("rose", {"lien": YES, "pouvoir": NO}, n=17),
    structure("rose", {"lien": NO, "pouvoir": NO}, n=13, wave="2028"),
    structure("violette", {"lien": YES}, n=6, privacy=Privacy(published=6)),
)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(STRUCTURES, CORE)


def told_again(found: Comparison, one: Published) -> Published:
    """What *one* published, with every figure that the comparison tells of it put in its place."""
    about = one.about
    key = (about["structure"], about["wave"])
    instruments = {
        row["instrument"]: row for row in found["instruments"].records() if (row["structure"], row["wave"]) == key
    }
    markers = {row["marker"]: row for row in found["markers"].records() if (row["structure"], row["wave"]) == key}
    tables = dict(one.tables_by_name)
    table = tables["instruments"]
    at = table.index["records"]
    tables["instruments"] = evolve(
        table, rows=tuple((*row[:at], instruments[row[0]]["records"], *row[at + 1 :]) for row in table.rows)
    )
    table = tables["markers"]
    at, marker, whole = table.index["status"], table.index["marker"], table.index["dimension"]
    tables["markers"] = evolve(
        table,
        rows=tuple(
            (*row[:at], markers[row[marker]]["status"] if row[whole] == "all" else row[at], *row[at + 1 :])
            for row in table.rows
        ),
    )
    del tables["about"], tables["dictionary"]
    facts = [(key, value) for key, value in about.items() if not key.startswith("seal.")]
    return completed(tables, facts, language("fr"))


@pytest.mark.parametrize("one", STRUCTURES, ids=lambda one: f"{one.about['structure']}-{one.about['wave']}")
def test_the_auditor_finds_nothing_in_what_the_comparison_tells(found, one):
    assert () == audit(one)
    assert () == audit(told_again(found, one))


def test_the_auditor_would_see_a_figure_that_was_masked(found):
    table = found["instruments"]
    at = table.index["records"]
    bare = tuple((*row[:at], 9 if row[0] == "lilas" else row[at], *row[at + 1 :]) for row in table.rows)
    assert bare != table.rows
    leaking = evolve(found, tables_by_name={**found.tables_by_name, "instruments": evolve(table, rows=bare)})
    assert "E450" in {problem.code for problem in audit(told_again(leaking, STRUCTURES[1]))}


def test_every_figure_of_the_comparison_is_one_that_the_structure_published(found):
    published = {
        (one.about["structure"], one.about["wave"]): {
            cell for table in one.tables_by_name.values() for row in table.rows for cell in row
        }
        for one in STRUCTURES
    }
    recounted = {"criteria", "markers", "informed", "attested", "contested", "not_attested", "not_looked_for", "masked"}
    for name in ("structures", "context", "instruments", "markers", "findings", "quotes", "dimensions"):
        for row in found[name].records():
            known = published[row["structure"], row["wave"]]
            figures = {
                key: value for key, value in row.items() if isinstance(value, int | float) and key not in recounted
            }
            assert set(figures.values()) <= known, (name, figures)


def test_recounted_figures_count_only_statuses_that_are_shown(found):
    for row in found["dimensions"].records():
        shown = [
            one["status"]
            for one in found["markers"].records()
            if (one["dimension"], one["structure"], one["wave"]) == (row["dimension"], row["structure"], row["wave"])
        ]
        for status in ("attested", "contested", "not_attested", "not_looked_for", "masked"):
            assert shown.count(status) == row[status]


def test_what_is_masked_is_a_word_and_never_a_number(found):
    (row,) = [r for r in found["instruments"].records() if r["structure"] == "lilas"]
    assert MASKED is row["records"]
    heads = {row["structure"]: row["instruments"] for row in found["structures"].records()}
    assert "quest=masked" == heads["lilas"]
    assert {"masked"} == {r["status"] for r in found["markers"].records() if r["structure"] == "lilas"}
    ((_, data),) = outputs.Comparison().write(found, Path(), "fr").items()
    read = Read(data.decode())
    card = plain(read.words(lambda tag, held: held.get("data-member") == "s2"))
    assert "Lilas" in card
    assert "masqué" in card
    assert not re.search(r"\b9\b", card)
