"""Problems stand in the order in which a person reads her files."""

from __future__ import annotations

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order, relocated


def problem(code: str = "E101", **place: object) -> Problem:
    return Problem(code, say("faux"), Location(**place) if place else None)  # type: ignore[arg-type]


def test_sorted_by_place_each_once() -> None:
    nowhere = problem()
    early = problem(path="a.yaml", line=2, column=9)
    wide = problem(path="a.yaml", line=2, column=10)
    late = problem(path="a.yaml", line=10)
    sheet = problem(path="a.yaml", sheet="Réponses", line=1, column="q1", cell="D17")
    other = problem(path="b.yaml", line=1)
    shuffled = [other, late, sheet, wide, early, nowhere, early]
    assert (nowhere, early, wide, late, sheet, other) == in_order(shuffled)


def test_codes_part_what_stands_in_one_place() -> None:
    assert [problem("E101"), problem("E102")] == list(in_order([problem("E102"), problem("E101")]))


def test_notes_are_carried_but_not_said_by_the_error() -> None:
    found = ProblemsFound([problem("W201"), problem("E101", path="a")])
    assert ("W201", "E101") == tuple(p.code for p in found.problems)
    assert "E101 faux" == str(found)
    assert [True, False] == [p.is_note for p in found.problems]


def test_a_place_is_given_once() -> None:
    here, there = Location(path="a"), Location(path="b")
    assert here == relocated(problem(), here).where
    assert there == relocated(problem(path="b"), here).where
