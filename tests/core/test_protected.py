"""What is masked has no voice: readings are masked first, then joined."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from evalkit.core.answers import Answers
from evalkit.core.evaluation import Evaluation, Privacy
from evalkit.core.framework import Evidence, ScorerUse
from evalkit.core.interfaces import Profile
from evalkit.core.protected import Protected, item_rules, protect, record_rules, whole_rule
from evalkit.core.protection import Rule
from evalkit.core.readings import Status
from evalkit.core.tally import Tallies
from evalkit.scorers.presence import Presence
from tests.core.building import answered, evaluation, instrument, link, scale, tree

USE = instrument("quest", scale("q"), scale("r"))
EVALUATION = evaluation(tree({"m1": [link("quest", "q", "r")]}), USE, groups="a b c", sites="n s")


def people(group: str, n: int, **answers: object) -> list[dict[str, Any]]:
    return [{"group": group, "q": "5", "r": "5", **answers} for _ in range(n)]


def protected(
    filled: list[dict[str, Any]], profile: Profile = "published", found: Evaluation = EVALUATION
) -> Protected:
    return protect(found, Tallies(answered(found, {"quest": filled})), profile)


def shown(found: Protected, item: str = "q") -> dict[str, int | None]:
    """The n of each group as shown; None where it is masked."""
    return {
        one.segment: one.reading.n if one.reading else None
        for one in found.shown
        if one.item == item and one.dimension == "group"
    }


def test_masked_readings_are_gone_and_the_rest_is_as_it_was() -> None:
    found = protected(people("a", 4) + people("b", 12) + people("c", 30))
    assert {"a": None, "b": None, "c": 30} == shown(found)
    assert {"floor", "complement"} == {rule.value for rule in found.rules.values()}
    assert ("c",) == found.groups


def test_profiles_show_more_or_less_and_say_the_same() -> None:
    filled = people("a", 6, q="1", r="1") + people("b", 12) + people("c", 30)
    inside, outside = protected(filled, "internal"), protected(filled, "published")
    assert {"a": 6, "b": 12, "c": 30} == shown(inside)
    assert {"a": None, "b": None, "c": 30} == shown(outside)
    assert inside.statuses == outside.statuses
    assert ["", "c"] == [one.segment for one in inside.statuses]


def test_what_is_masked_contests_nothing() -> None:
    """The small group says the contrary; the marker says what the groups that may be shown say."""
    filled = people("a", 6, q="1", r="1") + people("b", 40) + people("c", 40)
    small = protected(filled)
    assert Status.ATTESTED is small.statuses[0].verdict.status
    large = protected(filled + people("a", 5, q="1", r="1"))
    assert (Status.CONTESTED, "groups_disagree") == (large.statuses[0].verdict.status, large.statuses[0].verdict.rule)


def test_a_whole_under_the_floor_leaves_nothing() -> None:
    found = protected(people("a", 6) + people("b", 4))
    assert {None} == {one.reading for one in found.shown}
    assert [Status.MASKED] == [one.verdict.status for one in found.statuses]
    assert () == found.groups


def test_records_told_beside_one_item_do_not_give_back_those_of_another() -> None:
    """Item q hides a and b, item r hides a and c: told beside both, the records of c and b would leave those of a."""
    filled = people("a", 3) + people("b", 12) + people("b", 5, r=None) + people("c", 11) + people("c", 4, q=None)
    found = protected(filled)
    assert {"a": None, "b": 17, "c": None} == shown(found, "q")
    assert {"a": None, "b": None, "c": 15} == shown(found, "r")
    told = {(one.item, one.segment): one.records for one in found.shown if one.dimension == "group" and one.reading}
    assert {("q", "b"): 17, ("r", "c"): None} == told
    assert {("group", "a"): Rule.FLOOR, ("group", "c"): Rule.COMPLEMENT} == record_rules(
        USE, Tallies(answered(EVALUATION, {"quest": filled})), 11
    )


def test_records_at_the_floor_are_told() -> None:
    found = protected(people("a", 11) + people("b", 11))
    assert {11, 22} == {one.records for one in found.shown}


def test_interviews_are_counted_whatever_they_speak_of() -> None:
    tones = scale("m1", "contrary qualified favourable")
    use = instrument("entretiens", tones, unit="interview")
    found = evaluation(tree({"m1": [link("entretiens", agree="favourable")]}), use)

    def rules(n: int) -> dict[tuple[str, str], Rule]:
        filled = [{"m1": "favourable", "group": "a"}, *({"group": "b"} for _ in range(n - 1))]
        return item_rules(use, tones, "", Tallies(answered(found, {"entretiens": filled})), 11)

    assert {("group", "a"): Rule.WHOLE, ("group", "b"): Rule.WHOLE} == rules(5)
    assert Rule.FLOOR is rules(4)["all", ""]


def meetings(*present: int | None) -> Tallies:
    filled = [{"seen": "observed", **({} if n is None else {"present": n})} for n in present]
    return Tallies(answers_of(filled))


GRID = instrument("grille", evolve(scale("seen", "not_observed observed")), unit="meeting")
SEEN = Evidence(
    instrument="grille", items=("seen",), scorer=ScorerUse(name="presence", scorer=Presence(attested_from=0.5))
)
MEETINGS = evaluation(tree({"m1": [SEEN]}), GRID)


def answers_of(filled: list[dict[str, Any]]) -> Answers:
    return answered(MEETINGS, {"grille": filled})


def test_a_meeting_is_told_from_three_people_present() -> None:
    assert whole_rule(GRID, meetings(1, 2), 11) is None
    assert whole_rule(GRID, meetings(2), 11) is Rule.FLOOR
    assert whole_rule(GRID, meetings(None, None, None, None), 11) is Rule.FLOOR
    assert whole_rule(GRID, Tallies(answers_of([])), 11) is None


def test_a_lowered_floor_shows_more() -> None:
    lowered = evolve(EVALUATION, privacy=Privacy(published=4))
    assert {"a": 4, "b": 12} == shown(protected(people("a", 4) + people("b", 12), found=lowered))
