"""Each scorer says what its rule says, at its threshold and on either side of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit import Category, Item, ItemType, Reading, Reason, Scorer, Spread, Status, Tally, Text
from evalkit.scorers import count, mean, mentions, narrative, presence, share, shift, stages
from evalkit.scorers.count import Count
from evalkit.scorers.mean import Mean
from evalkit.scorers.mentions import Mentions
from evalkit.scorers.narrative import Narrative
from evalkit.scorers.presence import Presence
from evalkit.scorers.share import Share
from evalkit.scorers.shift import Shift
from evalkit.scorers.stages import Stages, lower_median, spread_of

YES, NO, CONTESTED, NONE = Status.ATTESTED, Status.NOT_ATTESTED, Status.CONTESTED, Status.NOT_LOOKED_FOR


def item(codes: str = "1 2 3 4 5", kind: ItemType = ItemType.SCALE) -> Item:
    categories = tuple(Category(code=code, label=Text(code)) for code in codes.split())
    return Item(id="q", label=Text("q"), type=kind, categories=categories, unit=Text("heures"))


def tally(counts: dict[Any, int], **more: Any) -> Tally:
    return Tally(
        codes=tuple(counts), counts=tuple(counts.values()), **{"n": sum(counts.values()), "records": 30} | more
    )


NUMBER = item("", ItemType.NUMBER)
SCORERS: list[Any] = [
    Count(), Mean(), Mentions(attested_from=1), Narrative(), Presence(attested_from=0.5),
    Share(agree=("5",), attested_from=0.5), Shift(), Stages(attested_from="3"),
]  # fmt: skip
MODULES: list[Any] = [count, mean, mentions, narrative, presence, share, shift, stages]


@pytest.mark.parametrize(
    ("module", "scorer"), list(zip(MODULES, SCORERS, strict=True)), ids=lambda x: getattr(x, "name", "")
)
def test_each_is_a_scorer_that_its_module_gives_and_documents(module: Any, scorer: Any) -> None:
    assert isinstance(scorer, Scorer)
    assert [type(scorer)] == module.evalkit_scorers()
    assert module.__name__.endswith(f".{scorer.name}")
    documentation = type(scorer).__doc__ or ""
    assert all(word in documentation for word in ("Rule", "Limits:", "Source:"))
    assert [] == list(scorer.problems(item()))


# share and presence


@pytest.mark.parametrize(
    ("k", "n", "status"), [(5, 10, YES), (4, 10, NO), (0, 1, NO), (1, 1, YES), (50, 99, YES), (49, 99, NO)]
)
def test_share_is_attested_from_its_threshold_on(k: int, n: int, status: Status) -> None:
    reading = Share(agree=("4", "5"), attested_from=0.5).read(tally({"1": n - k, "4": k, "5": 0}), item())
    assert (status, k, n, (("1", n - k), ("4", k), ("5", 0))) == (
        reading.status, reading.k, reading.n, reading.distribution,
    )  # fmt: skip


@pytest.mark.parametrize("start", [0.1, 0.3, 0.6, 0.7])
def test_a_threshold_is_the_decimal_that_was_written(start: float) -> None:
    """0,3 of 10 is 3, though no binary number is 0,3."""
    k = round(start * 10)
    assert YES is Share(agree=("5",), attested_from=start).read(tally({"1": 10 - k, "5": k}), item()).status
    assert YES is Presence(attested_from=start).read(tally({"not_observed": 10 - k, "observed": k}), item()).status


def test_share_of_several_choices_counts_records() -> None:
    reading = Share(agree=("x",), attested_from=0.5).read(
        tally({"x": 6, "y": 9, "none": 1}, n=10), item("x y none", ItemType.CHOICES)
    )
    assert (6, 10) == (reading.k, reading.n)


def test_share_names_what_the_item_does_not_have() -> None:
    found = list(Share(agree=("oiu", "zzz"), attested_from=0.5).problems(item("oui non", ItemType.CHOICE)))
    assert ["E140", "E140"] == [problem.code for problem in found]
    assert ["Vouliez-vous dire « oui » ?", "Réponses possibles : oui, non."] == [
        str(problem.hint).replace("\u00a0", " ").replace("\u202f", " ") for problem in found
    ]


def test_share_of_several_choices_takes_one() -> None:
    (problem,) = Share(agree=("x", "y"), attested_from=0.5).problems(item("x y", ItemType.CHOICES))
    assert "E141" == problem.code


@pytest.mark.parametrize("start", [-0.1, 1.1])
def test_a_share_is_between_nobody_and_everybody(start: float) -> None:
    with pytest.raises(ValueError, match="attested_from"):
        Share(agree=("x",), attested_from=start)
    with pytest.raises(ValueError, match="attested_from"):
        Presence(attested_from=start)


def test_presence_counts_the_meetings_that_looked() -> None:
    reading = Presence(attested_from=0.5).read(tally({"not_observed": 4, "observed": 3}), item("not_observed observed"))
    assert (NO, 3, 7, "presence") == (reading.status, reading.k, reading.n, reading.kind)


# stages


@pytest.mark.parametrize(
    ("counts", "median"),
    [([0, 0, 0], None), ([1, 0, 0], 0), ([1, 0, 1], 0), ([1, 1, 1], 1), ([2, 0, 2], 0), ([0, 1, 2], 2)],
)
def test_the_lower_median(counts: list[int], median: int | None) -> None:
    assert median == lower_median(counts)


@pytest.mark.parametrize(
    ("counts", "spread"),
    [
        ([1, 0, 0, 0, 0], None),
        ([0, 0, 0, 0, 0], None),
        ([0, 0, 1, 1, 0], Spread.BROAD_AGREEMENT),
        ([1, 0, 2, 4, 2], Spread.BROAD_AGREEMENT),
        ([2, 1, 1, 1, 2], Spread.OPPOSED),
        ([5, 0, 0, 0, 5], Spread.OPPOSED),
        ([0, 3, 0, 3, 0], Spread.OPPOSED),
        ([0, 4, 2, 4, 0], Spread.OPPOSED),
        ([1, 1, 1, 1, 1], Spread.OPPOSED),
        ([0, 2, 3, 2, 1], Spread.DIVIDED),
        ([3, 3, 0, 3, 0], Spread.BROAD_AGREEMENT),
        ([3, 0, 3, 3, 0], Spread.BROAD_AGREEMENT),
        ([3, 0, 3, 0, 3], Spread.OPPOSED),
        ([2, 2], Spread.DIVIDED),
        ([2, 1], Spread.BROAD_AGREEMENT),
        ([1, 1, 1], Spread.OPPOSED),
        ([0, 1, 1], Spread.DIVIDED),
        ([2, 0, 2, 0], Spread.OPPOSED),
        ([3, 0, 0, 2, 0], Spread.OPPOSED),
        ([0, 0, 2, 0, 2], Spread.DIVIDED),
    ],
)
def test_the_spread(counts: list[int], spread: Spread | None) -> None:
    assert spread == spread_of(counts)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=7))
def test_the_spread_does_not_know_up_from_down(counts: list[int]) -> None:
    assert spread_of(counts) == spread_of(counts[::-1])


@given(st.lists(st.integers(0, 9), min_size=2, max_size=7), st.integers(2, 4))
def test_twice_the_people_are_as_agreed(counts: list[int], times: int) -> None:
    assert spread_of(counts) in (None, spread_of([times * n for n in counts]))


def stage(counts: dict[Any, int], **more: Any) -> Reading:
    return Stages(attested_from="3").read(tally(counts, **more), item())


def test_stages_at_the_median() -> None:
    reading = stage({"1": 1, "2": 0, "3": 2, "4": 2, "5": 0}, voices=(0, 1, 0, 4, 5), dissent=2)
    assert (YES, "3", 4, Spread.BROAD_AGREEMENT, 2) == (
        reading.status, reading.median, reading.k, reading.spread, reading.dissent,
    )  # fmt: skip
    assert (("1", 0), ("2", 1), ("3", 0), ("4", 4), ("5", 5)) == reading.voices
    below = stage({"1": 0, "2": 3, "3": 2, "4": 0, "5": 0})
    assert (NO, "2", ()) == (below.status, below.median, below.voices)


def test_opposed_stages_are_contested() -> None:
    assert CONTESTED is stage({"1": 5, "2": 0, "3": 0, "4": 0, "5": 5}).status


def test_half_the_sessions_split_are_contested_and_not_in_the_median() -> None:
    half = stage({"1": 0, "2": 0, "3": 2, "4": 0, "5": 0, "split": 2})
    assert (CONTESTED, "3", 4, ("split", 2)) == (half.status, half.median, half.n, half.distribution[-1])
    assert YES is stage({"1": 0, "2": 0, "3": 3, "4": 0, "5": 0, "split": 2}).status
    every = stage({"1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "split": 2})
    assert (CONTESTED, None, None) == (every.status, every.median, every.spread)


def test_stages_need_a_category_of_the_scale() -> None:
    (problem,) = Stages(attested_from="9").problems(item())
    assert "E140" == problem.code


# count and mean


@pytest.mark.parametrize(
    ("counts", "start", "status"),
    [
        ({2.0: 3, 0.5: 2}, 7, YES),
        ({2.0: 3}, 7, NO),
        ({0.7: 1, 0.1: 3}, 1, YES),
        ({0.1: 3}, 0.3, YES),
        ({2.0: 1}, None, None),
    ],
)
def test_count_sums_the_decimals_that_were_written(
    counts: dict[float, int], start: float | None, status: Status | None
) -> None:
    reading = Count(attested_from=start).read(tally(counts), NUMBER)
    assert (status, "heures", None) == (reading.status, reading.value_unit, reading.k)
    assert pytest.approx(sum(code * n for code, n in counts.items())) == reading.value


@pytest.mark.parametrize(
    ("counts", "start", "status", "value"),
    [
        ({0.3: 2}, 0.3, YES, 0.3),
        ({1.0: 1, 2.0: 1}, 1.5, YES, 1.5),
        ({1.0: 2, 2.0: 1}, 1.5, NO, 4 / 3),
        ({3.0: 1}, None, None, 3),
    ],
)
def test_mean(counts: dict[float, int], start: float | None, status: Status | None, value: float) -> None:
    reading = Mean(attested_from=start).read(tally(counts), NUMBER)
    assert (status, ()) == (reading.status, reading.distribution)
    assert value == reading.value


def test_mean_of_a_scale_is_of_those_who_have_a_position() -> None:
    reading = Mean(attested_from=3).read(tally({"1": 1, "5": 1, "split": 3}), item("1 5"))
    assert (3, 5, YES, ("split", 3)) == (reading.value, reading.n, reading.status, reading.distribution[-1])
    nobody = Mean(attested_from=3).read(tally({"1": 0, "5": 0, "split": 3}), item("1 5"))
    assert (None, None) == (nobody.value, nobody.status)


@pytest.mark.parametrize("codes", ["oui non", "1 2 N/A", "1/0 1"])
def test_words_have_no_mean(codes: str) -> None:
    (problem,) = Mean().problems(item(codes))
    assert "E142" == problem.code


# mentions, narrative, shift


@pytest.mark.parametrize(
    ("favourable", "contrary", "status", "reason"),
    [(3, 0, YES, None), (3, 2, YES, None), (0, 3, NO, None), (3, 3, CONTESTED, None), (2, 2, NONE, Reason.TOO_FEW)],
)
def test_mentions(favourable: int, contrary: int, status: Status, reason: Reason | None) -> None:
    counts = {"contrary": contrary, "qualified": 4, "favourable": favourable}
    reading = Mentions(attested_from=3).read(tally(counts), item("contrary qualified favourable"))
    assert (status, reason, favourable, favourable + contrary + 4) == (
        reading.status, reading.reason, reading.k, reading.n,
    )  # fmt: skip


def test_silence_is_not_no() -> None:
    tones = item("contrary qualified favourable")
    silent = Mentions(attested_from=1).read(tally({"contrary": 0, "favourable": 0}), tones)
    assert (NONE, Reason.SILENCE) == (silent.status, silent.reason)
    nobody = Mentions(attested_from=1).read(tally({"contrary": 0}, records=0), tones)
    assert (NONE, Reason.NOBODY_LOOKED) == (nobody.status, nobody.reason)


def test_mentions_need_at_least_one() -> None:
    with pytest.raises(ValueError, match="attested_from"):
        Mentions(attested_from=0)


def test_narrative_counts_those_who_wrote() -> None:
    reading = Narrative().read(tally({}, n=4, texts=7), item("", ItemType.TEXT))
    assert (NONE, Reason.TEXTS, 4, 4) == (reading.status, reading.reason, reading.k, reading.n)


def test_shift_says_where_debates_went_and_votes_for_nothing() -> None:
    reading = Shift().read(tally({"down": 1, "same": 2, "up": 3}, dissent=1), item())
    assert (None, (("down", 1), ("same", 2), ("up", 3)), 6, 1) == (
        reading.status, reading.distribution, reading.n, reading.dissent,
    )  # fmt: skip


# Properties


COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5).filter(any)


@given(COUNTS, st.integers(2, 5))
def test_every_record_twice_changes_no_share(counts: list[int], times: int) -> None:
    scorer = Share(agree=("4", "5"), attested_from=0.4)
    codes = "12345"
    once, more = (
        scorer.read(tally(dict(zip(codes, some, strict=True))), item())
        for some in (counts, [times * n for n in counts])
    )
    assert (once.k or 0) * more.n == (more.k or 0) * once.n
    assert once.status is more.status


@given(COUNTS, st.data())
def test_a_higher_answer_never_lowers_a_median_a_mean_or_a_share(counts: list[int], data: st.DataObject) -> None:
    low = data.draw(st.sampled_from([n for n in range(5) if counts[n]]))
    high = data.draw(st.integers(low, 4))
    raised = [n - (at == low) + (at == high) for at, n in enumerate(counts)]
    before, after = (dict(zip("12345", some, strict=True)) for some in (counts, raised))
    for scorer in (Share(agree=("4", "5"), attested_from=0.5), Mean(attested_from=3), Stages(attested_from="3")):
        one, two = scorer.read(tally(before), item()), scorer.read(tally(after), item())
        assert (one.k or 0) <= (two.k or 0)
        assert (one.median or "") <= (two.median or "")
        assert (one.value or 0) <= (two.value or 0)
