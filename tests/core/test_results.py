"""The rows of the tables of results."""

from __future__ import annotations

from typing import Any

import pytest

from evalkit.core import results
from evalkit.core.answers import AskedItem
from evalkit.core.framework import Evidence, ScorerUse
from evalkit.core.protected import protect
from evalkit.core.published import MASKED
from evalkit.core.rows import Entry
from evalkit.core.schema import TABLES
from evalkit.core.tally import Tallies
from evalkit.scorers.mentions import Mentions
from evalkit.scorers.shift import Shift
from tests.core.building import answered, evaluation, instrument, link, rows, scale, tree

Row = dict[str, Any]


def named(table: str, rows: list[tuple[object, ...]]) -> list[Row]:
    """Rows by column id; one that is too short or too long fails."""
    ids = [column for column, *_ in TABLES[table].columns]
    return [dict(zip(ids, row, strict=True)) for row in rows]


TALK = Evidence(instrument="entretiens", scorer=ScorerUse(name="mentions", scorer=Mentions(attested_from=2)))
TREE = tree({"m1": [link("quest", "q", "r"), TALK], "m2": [link("quest", "s")], "m3": []})
USES = (
    instrument("quest", scale("q"), scale("r"), scale("s")),
    instrument("entretiens", scale("m1", "contrary qualified favourable"), unit="interview", kind="interview"),
)
EVALUATION = evaluation(TREE, *USES, groups="a b c", sites="")
PEOPLE = [
    *({"group": "a", "q": "5", "r": "5"} for _ in range(13)),
    *({"group": "b", "q": "1", "r": "5"} for _ in range(12)),
    *({"q": "5", "r": "5"} for _ in range(3)),
]
TALKS = [{"m1": "favourable", "group": "b"}, {"m1": "favourable"}, {}, {}, {}]
TALLIES = Tallies(answered(EVALUATION, {"quest": PEOPLE, "entretiens": TALKS}))
PROTECTED = protect(EVALUATION, TALLIES, "published")


def test_a_reading_and_its_join() -> None:
    rows = [
        r for r in named("readings", results.readings(PROTECTED)) if r["marker"] == "m1" and r["dimension"] == "all"
    ]
    assert [
        ("share", "q", 16, 28),
        ("share", "r", 28, 28),
        ("mentions", "m1", 2, 2),
        ("join", "", None, None),
        ("join", "", None, None),
    ] == [(r["kind"], r["item"], r["k"], r["n"]) for r in rows]
    assert ("attested", 28, None, "1=12; 2=0; 3=0; 4=0; 5=16") == (
        rows[0]["status"], rows[0]["records"], rows[0]["present"], rows[0]["distribution"],
    )  # fmt: skip
    assert ["share", "mentions"] == [r["scorer"] for r in rows if r["kind"] == "join"]
    assert ["attested", "attested"] == [r["status"] for r in rows if r["kind"] == "join"]


def test_a_masked_reading_holds_the_token_and_a_masked_join_nothing() -> None:
    rows = [r for r in named("readings", results.readings(PROTECTED)) if r["status"] == "masked"]
    readings, joins = [r for r in rows if r["item"]], [r for r in rows if not r["item"]]
    figures = ["reason", "k", "n", "records", "present", "distribution", "voices", "median", "spread", "value"]
    assert {MASKED} == {r[name] for r in readings for name in figures}
    assert {"share", "mentions"} == {r["kind"] for r in readings}
    assert {None} == {r[name] for r in joins for name in figures}
    assert joins


def test_a_reading_that_casts_no_vote_has_no_status() -> None:
    stage = scale("m1", "down same up", phases=("shift",))
    moved = Evidence(instrument="fleur", scorer=ScorerUse(name="shift", scorer=Shift()))
    use = instrument("fleur", stage, unit="collective")
    found = evaluation(tree({"m1": [moved]}), use)
    asked = (AskedItem(instrument="fleur", item=stage, values=stage.codes),)
    answers = rows(found, use, [{"present": 9}]).from_entries(asked, [Entry(row=0, item=0, code=2, phase="shift")])
    told = named("readings", results.readings(protect(found, Tallies(answers), "published")))
    assert [("shift", None, 9, "shift"), ("join", None, None, "")] == [
        (r["kind"], r["status"], r["present"], r["phase"]) for r in told
    ]


def test_markers_for_the_whole_and_each_group_left() -> None:
    rows = named("markers", results.markers(EVALUATION, PROTECTED, "fr"))
    expected = {"m1": ["", "a", "b", "unspecified"], "m2": ["", "a", "b", "unspecified"], "m3": [""]}
    assert expected == {m: [r["segment"] for r in rows if r["marker"] == m] for m in expected}
    assert ["attested", "attested", "masked", "masked"] == [r["status"] for r in rows[:4]]
    whole = rows[0]
    assert ("c", "i", "m1", False, "all", "attested", "common", 2, "2/2") == (
        whole["criterion"], whole["indicator"], whole["label"], whole["provisional"], whole["dimension"],
        whole["status"], whole["rule"], whole["kinds"], whole["coverage"],
    )  # fmt: skip
    assert "quest=attested; entretiens=attested" == whole["sources"]
    assert ("not_looked_for", "0/1", "quest=not_looked_for") == (
        rows[4]["status"],
        rows[4]["coverage"],
        rows[4]["sources"],
    )
    assert ("not_looked_for", "0/0", 0) == (rows[8]["status"], rows[8]["coverage"], rows[8]["kinds"])


def test_a_masked_marker_does_not_say_by_how_many_kinds() -> None:
    few = Tallies(answered(EVALUATION, {"quest": PEOPLE[:4], "entretiens": []}))
    rows = named("markers", results.markers(EVALUATION, protect(EVALUATION, few, "published"), "fr"))
    assert [("m1", "masked", MASKED)] == [(r["marker"], r["status"], r["kinds"]) for r in rows if r["marker"] == "m1"]


def test_statuses_are_counted_up_the_tree() -> None:
    (criterion,) = named("criteria", results.criteria(EVALUATION, PROTECTED, "fr"))
    (indicator,) = named("indicators", results.indicators(EVALUATION, PROTECTED, "fr"))
    for row in (criterion, indicator):
        assert {
            "attested": 1,
            "contested": 0,
            "not_attested": 0,
            "not_looked_for": 2,
            "masked": 0,
            "informed": 1,
            "markers": 3,
        } == {
            name: row[name]
            for name in ("attested", "contested", "not_attested", "not_looked_for", "masked", "informed", "markers")
        }
    assert ("c", "c") == (criterion["criterion"], indicator["criterion"])


def test_coverage_says_where_nobody_looked() -> None:
    rows = {
        (r["marker"], r["instrument"], r["group"]): r["state"]
        for r in named("coverage", results.coverage(EVALUATION, TALLIES, PROTECTED))
    }
    assert {
        ("m1", "quest", ""): "looked",
        ("m1", "quest", "a"): "looked",
        ("m1", "quest", "b"): "masked",
        ("m1", "quest", "c"): "not_looked",
        ("m1", "quest", "unspecified"): "masked",
        ("m1", "entretiens", ""): "looked",
        ("m1", "entretiens", "a"): "not_looked",
        ("m1", "entretiens", "b"): "masked",
        ("m1", "entretiens", "c"): "not_looked",
        ("m1", "entretiens", "unspecified"): "masked",
        ("m2", "quest", ""): "looked",
        ("m2", "quest", "a"): "looked",
        ("m2", "quest", "b"): "looked",
        ("m2", "quest", "c"): "not_looked",
        ("m2", "quest", "unspecified"): "looked",
        ("m2", "entretiens", ""): "not_planned",
        ("m3", "quest", ""): "not_planned",
        ("m3", "entretiens", ""): "not_planned",
    } == rows


def test_interviews_all_of_one_group_looked_there() -> None:
    talks = [{**talk, "group": "c"} for talk in TALKS]
    tallies = Tallies(answered(EVALUATION, {"entretiens": talks}))
    found = results.coverage(EVALUATION, tallies, protect(EVALUATION, tallies, "published"))
    rows = {(r["marker"], r["instrument"], r["group"]): r["state"] for r in named("coverage", found)}
    assert ("looked", "looked", "not_looked") == tuple(rows["m1", "entretiens", group] for group in ("", "c", "a"))


def test_masked_cells_are_counted_by_rule() -> None:
    assert [
        {"instrument": "entretiens", "dimension": "group", "rule": "whole", "cells": 2},
        {"instrument": "quest", "dimension": "group", "rule": "floor", "cells": 4},
    ] == [r for r in named("masked", results.masked(PROTECTED)) if r["rule"] != "other"]


@pytest.mark.parametrize("other", [{"a": 3, "b": 11}, {"a": 11, "b": 3}, {"a": 5, "b": 9}])
def test_no_count_of_what_is_masked_tells_the_parts_of_one_sum_apart(other: dict[str, int]) -> None:
    def told(sizes: dict[str, int]) -> list[tuple[object, ...]]:
        people = [{"group": group, "s": "5"} for group, n in sizes.items() for _ in range(n)]
        tallies = Tallies(answered(EVALUATION, {"quest": people}))
        protected = protect(EVALUATION, tallies, "published")
        return [*results.readings(protected), *results.masked(protected)]

    assert told({"a": 4, "b": 10, "c": 15}) == told({**other, "c": 15})
