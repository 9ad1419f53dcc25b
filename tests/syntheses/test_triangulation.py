"""The status of a marker, and the rule that decided it."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

from evalkit import UNSPECIFIED, Evidence, Joined, Status, Synthesis
from evalkit.syntheses import triangulation
from evalkit.syntheses.triangulation import Triangulation
from tests.core.building import link

YES, NO, CONTESTED, NONE, HIDDEN = (
    Status.ATTESTED,
    Status.NOT_ATTESTED,
    Status.CONTESTED,
    Status.NOT_LOOKED_FOR,
    Status.MASKED,
)
EVIDENCE = link("quest", "q")


def join(
    status: Status | None,
    kind: str = "questionnaire",
    *,
    group: str = "",
    share: Fraction | None = None,
    of: Evidence = EVIDENCE,
) -> Joined:
    return Joined(
        evidence=of, instrument=kind, kind=kind, dimension="group" if group else "all", segment=group,
        status=status, share=share,
    )  # fmt: skip


def test_it_is_a_synthesis() -> None:
    assert isinstance(Triangulation(), Synthesis)
    assert [Triangulation] == triangulation.evalkit_syntheses()
    assert () == Triangulation().tables(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statuses", "status", "rule"),
    [
        ([], NONE, "no_vote"),
        ([None], NONE, "no_vote"),
        ([NONE], NONE, "no_vote"),
        ([HIDDEN, NONE, None], HIDDEN, "masked"),
        ([YES], YES, "common"),
        ([YES, YES, NONE, HIDDEN, None], YES, "common"),
        ([NO, NO], NO, "common"),
        ([YES, NO], CONTESTED, "instruments_disagree"),
        ([YES, CONTESTED], CONTESTED, "contested_within"),
        ([YES, NO, CONTESTED], CONTESTED, "contested_within"),
    ],
)
def test_joins(statuses: list[Status | None], status: Status, rule: str) -> None:
    for order in permutations(statuses):
        verdict = Triangulation().status(tuple(join(one) for one in order), ())
        assert (status, rule) == (verdict.status, verdict.rule)


def test_kinds_of_instruments_are_counted_once_where_they_attest() -> None:
    joins = (join(YES, "fleur"), join(YES, "fleur"), join(YES, "grille"), join(NONE, "entretiens"))
    assert 2 == Triangulation().status(joins, ()).kinds
    assert 1 == Triangulation().status((join(YES, "fleur"), join(NO, "grille")), ()).kinds
    assert 0 == Triangulation().status((join(NO, "fleur"),), ()).kinds


def groups(*shares: tuple[str, int, Status]) -> tuple[Joined, ...]:
    return tuple(join(status, group=group, share=Fraction(percent, 100)) for group, percent, status in shares)


@pytest.mark.parametrize(
    ("shares", "contested"),
    [
        ([("a", 60, YES), ("b", 40, NO)], True),
        ([("a", 60, YES), ("b", 41, NO)], False),
        ([("a", 90, YES), ("b", 60, YES)], False),
        ([("a", 60, YES), (UNSPECIFIED, 10, NO)], False),
        ([("a", 55, YES), ("b", 45, NO), ("c", 30, NO)], True),
    ],
)
def test_groups_contest_from_the_gap_on(shares: list[tuple[str, int, Status]], contested: bool) -> None:
    verdict = Triangulation(gap=0.2).status((join(YES),), groups(*shares))
    expected = (CONTESTED, "groups_disagree") if contested else (YES, "common")
    assert expected == (verdict.status, verdict.rule)


def test_groups_are_compared_within_one_link() -> None:
    other = link("quest", "q")
    apart = (join(YES, group="a", share=Fraction(1)), join(NO, group="b", share=Fraction(0), of=other))
    assert YES is Triangulation().status((join(YES),), apart).status


def test_groups_without_a_share_contest_nothing() -> None:
    shares = (join(YES, group="a", share=Fraction(1)), join(NO, group="b"), join(HIDDEN, group="c", share=Fraction(0)))
    assert YES is Triangulation().status((join(YES),), shares).status


@pytest.mark.parametrize("gap", [-0.1, 1.1])
def test_a_gap_is_a_share(gap: float) -> None:
    with pytest.raises(ValueError, match="gap"):
        Triangulation(gap=gap)


def test_every_rule_is_a_sentence() -> None:
    rules = ("common", "contested_within", "instruments_disagree", "groups_disagree", "no_vote", "masked")
    said = [str(Triangulation(gap=0.3).says(rule)) for rule in rules]
    assert len(rules) == len(set(said))
    assert all(sentence.endswith(".") for sentence in said)
    assert "0.3" in said[3]
    assert "other" == str(Triangulation().says("other"))
