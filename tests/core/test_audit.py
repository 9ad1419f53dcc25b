"""The auditor on tables changed by hand: what it must see, and what it must let pass."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from evalkit.core.audit import audit
from evalkit.core.published import MASKED, Cell, Published
from evalkit.core.publishing import publish
from evalkit.languages import language
from tests.core.building import answered, evaluation, instrument, link, scale, tree

EVALUATION = evaluation(tree({"m1": [link("quest", "q")]}), instrument("quest", scale("q"), scale("r")))
FIGURES = (
    "status", "reason", "k", "n", "records", "present", "distribution", "voices", "median", "spread", "value",
    "value_unit", "low", "high", "dissent",
)  # fmt: skip


def published(**groups: int) -> Published:
    filled: list[dict[str, Any]] = [{"q": "5", "group": group} for group, n in groups.items() for _ in range(n)]
    answers = answered(EVALUATION, {"quest": [{**row, "record": f"x{n}"} for n, row in enumerate(filled)]})
    return publish(EVALUATION, answers, profile="published", translator=language("fr"), version="0")


def changed(results: Published, segment: str | None, **cells: Cell) -> Published:
    """The same tables with these cells in the reading of one segment."""
    table = results["readings"]
    rows = []
    for row in table.records():
        if row["segment"] == segment and row["item"] is not None:
            row |= cells
        rows.append(tuple(row.values()))
    return evolve(results, tables_by_name={**results.tables_by_name, "readings": evolve(table, rows=tuple(rows))})


def hidden(results: Published, *segments: str | None) -> Published:
    """The same tables with the readings of these segments masked, and their markers."""
    for segment in segments:
        results = changed(results, segment, **dict.fromkeys(FIGURES, MASKED))
    table = results["markers"]
    rows = tuple(
        tuple(row.values()) if row["segment"] not in segments else tuple((row | {"status": MASKED}).values())
        for row in table.records()
    )
    return evolve(results, tables_by_name={**results.tables_by_name, "markers": evolve(table, rows=rows)})


def told(results: Published) -> list[str]:
    return sorted({str(dict(problem.message.values)["segment"]) for problem in audit(results)})


def test_one_masked_part_is_what_the_others_leave_of_the_whole() -> None:
    """However many stand behind it: a masked figure is no figure that a sum tells."""
    full = published(a=12, b=30)
    assert [] == told(full)
    assert ["b"] == told(hidden(full, "b"))
    assert [] == told(hidden(full, "a", "b"))


def test_masked_parts_are_together_no_smaller_than_the_floor() -> None:
    full = published(a=12, b=30, c=20)
    assert [] == told(hidden(full, "a", "c"))
    small = hidden(changed(changed(full, "b", n=54), None, n=62), "a", "c")
    assert ["a"] == told(small)


def test_figures_of_fewer_than_the_floor_are_seen() -> None:
    assert ["a"] == told(changed(published(a=12, b=30), "a", n=10, records=12))


def test_a_masked_whole_leaves_its_parts_unknown() -> None:
    full = published(a=12, b=30)
    assert {"E450"} == {problem.code for problem in audit(hidden(full, None, "b"))}
    everything = hidden(full, None, "a", "b")
    table = everything["instruments"]
    at = table.index["n"]
    rows = tuple((*row[:at], MASKED, *row[at + 1 :]) for row in table.rows)
    assert [] == told(
        evolve(everything, tables_by_name={**everything.tables_by_name, "instruments": evolve(table, rows=rows)})
    )


def test_records_that_the_others_leave_are_seen_where_they_are_few() -> None:
    full = published(a=12, b=30, c=20)
    assert [] == told(changed(full, "a", records=MASKED))
    few = changed(changed(full, "a", records=MASKED), "b", records=40)
    assert ["a"] == told(few)
