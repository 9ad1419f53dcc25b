"""Items join into a link, links into a marker, markers into counts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evalkit.core.framework import Join
from evalkit.core.readings import PlacedReading, Reading, Status
from evalkit.core.synthesis import counted, join_items, joined, synthesised
from tests.core.building import evaluation, instrument, link, scale, tree

YES, NO, SPLIT, NONE, HIDDEN = (
    Status.ATTESTED,
    Status.NOT_ATTESTED,
    Status.CONTESTED,
    Status.NOT_LOOKED_FOR,
    Status.MASKED,
)


@pytest.mark.parametrize(
    ("items", "how_any", "how_most", "how_all"),
    [
        ([YES], YES, YES, YES),
        ([NO], NO, NO, NO),
        ([SPLIT], SPLIT, SPLIT, SPLIT),
        ([YES, NO], YES, SPLIT, NO),
        ([YES, YES, NO], YES, YES, NO),
        ([YES, NO, NO], YES, NO, NO),
        ([YES, SPLIT], YES, SPLIT, SPLIT),
        ([NO, SPLIT], SPLIT, SPLIT, NO),
        ([YES, YES, SPLIT], YES, YES, SPLIT),
        ([YES, NONE], YES, YES, YES),
        ([NO, HIDDEN], NO, NO, NO),
        ([YES, NO, HIDDEN], YES, SPLIT, NO),
        ([YES, None], YES, YES, YES),
        ([NONE, HIDDEN], NONE, NONE, NONE),
        ([HIDDEN, HIDDEN], HIDDEN, HIDDEN, HIDDEN),
        ([None, HIDDEN], NONE, NONE, NONE),
        ([None, None], None, None, None),
        ([], NONE, NONE, NONE),
    ],
)
def test_items_join(items: list[Status | None], how_any: Status, how_most: Status, how_all: Status) -> None:
    assert (how_any, how_most, how_all) == tuple(join_items(items, join) for join in (Join.ANY, Join.MOST, Join.ALL))


def test_statuses_are_counted_and_nothing_is_averaged() -> None:
    assert {
        "attested": 2,
        "contested": 1,
        "not_attested": 1,
        "not_looked_for": 1,
        "masked": 1,
        "informed": 4,
        "markers": 6,
    } == counted([YES, YES, NO, SPLIT, NONE, HIDDEN])


def test_a_join_rests_on_the_shares_that_are_left() -> None:
    links = [link("quest", "q", "r"), link("quest", "q")]
    found = evaluation(tree({"m1": links}), instrument("quest", scale("q"), scale("r")))
    marker = found.framework.markers["m1"].marker

    def placed(at: int, item: str, segment: str, reading: Reading | None) -> PlacedReading:
        return PlacedReading(
            marker="m1", link=at, instrument="quest", item=item, scorer="share", phase="",
            dimension="group" if segment else "all", segment=segment, reading=reading,
        )  # fmt: skip

    joins = joined(
        found,
        marker,
        [
            placed(0, "q", "", Reading(kind="share", status=YES, k=12, n=20)),
            placed(0, "r", "", Reading(kind="share", status=YES, k=3, n=10)),
            placed(1, "q", "", None),
            placed(0, "q", "a", None),
            placed(0, "r", "a", Reading(kind="count", status=NO, n=4)),
        ],
    )
    assert [("all", YES, Fraction(1, 2)), ("all", HIDDEN, None), ("group", NO, None)] == [
        (join.dimension, join.status, join.share) for join in joins
    ]
    assert [links[0], links[1], links[0]] == [join.evidence for join in joins]
    statuses = synthesised(found, marker, joins)
    assert [("all", "", YES, "common", 2), ("group", "a", NO, "common", 1)] == [
        (one.dimension, one.segment, one.verdict.status, one.verdict.rule, len(one.joins)) for one in statuses
    ]


def test_a_marker_without_evidence_was_not_looked_for() -> None:
    found = evaluation(tree({"m1": []}), instrument("quest", scale("q")))
    (only,) = synthesised(found, found.framework.markers["m1"].marker, ())
    assert (NONE, "no_vote", ()) == (only.verdict.status, only.verdict.rule, only.joins)
