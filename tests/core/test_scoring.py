"""From tallies to readings: which items, which phase, which segments, and when nothing is said."""

from __future__ import annotations

import pytest
from attrs import evolve

from evalkit.core.framework import Evidence, ScorerUse
from evalkit.core.interval import wilson
from evalkit.core.items import Missing
from evalkit.core.readings import PlacedReading, Reading, Reason, Status
from evalkit.core.scoring import items_of, phase_of, read, readings, segments_read
from evalkit.core.tally import Tallies
from evalkit.scorers.count import Count
from evalkit.scorers.mentions import Mentions
from evalkit.scorers.narrative import Narrative
from evalkit.scorers.shift import Shift
from tests.core.building import answered, evaluation, instrument, link, number, scale, text, tree

QUEST = instrument("quest", scale("q"), scale("r"), number("h"), text("t"))


def one(filled: list[dict[str, object]], *, use: object = QUEST, evidence: Evidence | None = None) -> Reading:
    """The reading of the whole of one item."""
    found = evaluation(tree({"m1": [evidence or link("quest", "q")]}), use)  # type: ignore[arg-type]
    every = readings(found, Tallies(answered(found, {"quest": filled})))
    reading = next(r.reading for r in every if r.dimension == "all")
    assert reading is not None
    return reading


def scorer(name: str, made: object, **more: object) -> Evidence:
    return Evidence(instrument="quest", items=("h",), scorer=ScorerUse(name=name, scorer=made, **more))  # type: ignore[arg-type]


def test_readings_come_in_tree_order_then_by_link_item_dimension_and_segment() -> None:
    found = evaluation(
        tree({"m2": [link("quest", "r", "q"), link("quest", "q")], "m1": [link("quest", "q")]}),
        QUEST,
        sites="n",
        groups="a b",
    )
    filled = [{"group": "b", "q": "1"}, {"group": "a", "q": "5"}, {"q": "5"}]
    every = list(readings(found, Tallies(answered(found, {"quest": filled}))))
    segments = ["", "a", "b", "unspecified"]
    assert [
        (m, at, item, s)
        for m, at, item in [("m2", 0, "r"), ("m2", 0, "q"), ("m2", 1, "q"), ("m1", 0, "q")]
        for s in segments
    ] == [(r.marker, r.link, r.item, r.segment) for r in every]
    assert {("quest", "share", "")} == {(r.instrument, r.scorer, r.phase) for r in every}


def test_an_instrument_whose_items_are_the_markers() -> None:
    use = instrument("fleur", scale("m1"), scale("m2"))
    marker = tree({"m2": [link("fleur")]}).markers["m2"].marker
    assert ("m2",) == tuple(item.id for item in items_of(use, marker.evidence[0], marker))
    other = tree({"m3": [link("fleur")]}).markers["m3"].marker
    assert () == items_of(use, other.evidence[0], other)


def test_the_phase_asked_for_then_the_scorers_own_then_after() -> None:
    plain, phased = scale("q"), scale("q", phases=("before", "after"))
    share = link("quest", "q").scorer
    shift = ScorerUse(name="shift", scorer=Shift())
    assert ["", "after", "before", "shift", "after"] == [
        phase_of(share, plain),
        phase_of(share, phased),
        phase_of(evolve(share, phase="before"), phased),
        phase_of(shift, phased),
        phase_of(evolve(shift, phase="after"), phased),
    ]


@pytest.mark.parametrize(
    ("given", "unit", "reason"),
    [
        ([], "person", Reason.NOBODY_LOOKED),
        ([{"q": Missing.NOT_ASKED}] * 3, "person", Reason.NOBODY_LOOKED),
        ([{"q": Missing.NOT_ASKED}, {"q": None}], "person", Reason.TOO_FEW),
        ([{"q": Missing.DONT_KNOW}], "person", Reason.TOO_FEW),
        ([{"q": Missing.NOT_ASKED}], "interview", Reason.NOBODY_LOOKED),
    ],
)
def test_why_nobody_answered(given: list[dict[str, object]], unit: str, reason: Reason) -> None:
    reading = one(given, use=instrument("quest", scale("q"), unit=unit))
    assert (Status.NOT_LOOKED_FOR, reason, 0, "share") == (reading.status, reading.reason, reading.n, reading.kind)


@pytest.mark.parametrize(
    ("unit", "reason"),
    [("interview", Reason.SILENCE), ("collective", Reason.NOBODY_LOOKED), ("meeting", Reason.NOBODY_LOOKED)],
)
def test_silence_is_of_interviews_only(unit: str, reason: Reason) -> None:
    """Records without any answer about it: an interview could have come to speak of it, a session was not asked."""
    use = instrument("quest", scale("m1"), unit=unit)
    found = evaluation(tree({"m1": [link("quest", "m1")]}), use)
    answers = answered(found, {"quest": [{}, {}]})
    (reading,) = readings(found, Tallies(answers.take(answers.row < 0)))
    assert reading.reading is not None
    assert reason is reading.reading.reason
    assert 2 == reading.records


def test_under_min_n_nothing_is_said() -> None:
    evidence = link("quest", "q")
    strict = evolve(evidence, scorer=evolve(evidence.scorer, min_n=3))
    few = one([{"q": "5"}, {"q": "5"}], evidence=strict)
    assert (Status.NOT_LOOKED_FOR, Reason.TOO_FEW, 2, 2) == (few.status, few.reason, few.k, few.n)
    assert Status.ATTESTED is one([{"q": "5"}] * 3, evidence=strict).status


def test_what_casts_no_vote_casts_none_under_min_n_either() -> None:
    reading = one([{"h": 2}], evidence=scorer("count", Count(), min_n=5))
    assert (None, None) == (reading.status, reading.reason)


def test_an_interval_is_for_shares_of_random_samples_only() -> None:
    filled: list[dict[str, object]] = [{"q": "5", "h": 1}] * 7 + [{"q": "1", "h": 1}] * 2
    drawn = instrument("quest", scale("q"), number("h"), sample="random")
    sampled = one(filled, use=drawn)
    assert wilson(7, 9) == (sampled.low, sampled.high)
    assert (None, None) == ((other := one(filled)).low, other.high)
    counted = one(filled, use=drawn, evidence=scorer("narrative", Narrative()))
    assert (None, None) == (counted.low, counted.high)


def test_a_dimension_that_no_record_names_has_no_segment() -> None:
    found = evaluation(tree({"m1": [link("quest", "q")]}), QUEST)
    tallies = Tallies(answered(found, {"quest": [{"group": "b"}, {}]}))
    assert [("",), ("b", "unspecified"), ()] == [segments_read(QUEST, d, tallies) for d in ("all", "group", "site")]


def test_interviews_that_stand_in_one_segment_are_the_whole() -> None:
    use = instrument("entretiens", scale("m1"), unit="interview")
    found = evaluation(tree({"m1": [link("entretiens")]}), use)
    tallies = Tallies(answered(found, {"entretiens": [{"group": "b", "site": "n"}, {"group": "b"}]}))
    assert [(), ("n", "unspecified")] == [segments_read(use, d, tallies) for d in ("group", "site")]


def test_a_reading_keeps_its_tally() -> None:
    found = evaluation(tree({"m1": [link("quest", "q")]}), QUEST)
    tallies = Tallies(answered(found, {"quest": [{"q": "5"}, {}]}))
    (placed,) = readings(found, tallies)
    assert isinstance(placed, PlacedReading)
    assert (tallies.tally("quest", QUEST.items[0], "", "all", ""), 2) == (placed.tally, placed.records)


def test_mentions_under_the_number_are_too_few() -> None:
    use = ScorerUse(name="mentions", scorer=Mentions(attested_from=2))
    tones = scale("m1", "contrary qualified favourable")
    found = evaluation(tree({"m1": []}), instrument("e", tones, unit="interview"))
    tally = Tallies(answered(found, {"e": [{"m1": "favourable"}]})).tally("e", tones, "", "all", "")
    assert Reason.TOO_FEW is read(use, tally, tones, found.instrument("e").file).reason
