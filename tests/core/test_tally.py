"""Every tally equals a plain recount of the same rows."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core import tally
from evalkit.core.answers import UNSPECIFIED, AskedItem, Part
from evalkit.core.items import Missing
from evalkit.core.readings import Tally
from evalkit.core.rows import Entry
from evalkit.core.tally import DIMENSIONS, Tallies
from tests.core.building import answered, choices, evaluation, instrument, link, number, rows, scale, text, tree

ITEMS = (scale("q"), choices("m", "x y none"), number("h"), text("t"))
USE = instrument("quest", *ITEMS)
EVALUATION = evaluation(tree({"m1": [link("quest", "q")]}), USE, actions="j k")

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "q": st.sampled_from(["1", "2", "3", "4", "5", None, Missing.DONT_KNOW, Missing.NOT_ASKED]),
            "m": st.lists(st.sampled_from(["x", "y", "none"]), unique=True),
            "h": st.one_of(st.none(), st.integers(0, 4), st.sampled_from([0.5, 1.25])),
            "t": st.sampled_from([None, "un texte"]),
        },
        optional={
            "group": st.sampled_from(["a", "b", "c"]),
            "site": st.sampled_from(["n", "s"]),
            "action": st.sampled_from(["j", "k"]),
        },
    ),
    max_size=30,
)


def inside(person: dict[str, object], dimension: str, segment: str) -> bool:
    if dimension == "all":
        return True
    return person.get(dimension, UNSPECIFIED) == segment


@given(people=PEOPLE)
@pytest.mark.parametrize("joint", [1 << 17, 0], ids=["joint histogram", "one per dimension"])
def test_equals_a_recount(people: list[dict[str, object]], joint: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "_JOINT_LIMIT", joint)
        patch.setattr(tally, "_CHUNK", 7)
        tallies = Tallies(answered(EVALUATION, {"quest": people}))
        for dimension in DIMENSIONS:
            for segment in tallies.segments(dimension):
                mine = [person for person in people if inside(person, dimension, segment)]
                for item in ITEMS:
                    found = tallies.tally("quest", item, "", dimension, segment)
                    given_answers = [person[item.id] for person in mine]
                    answers = [a for a in given_answers if a is not None and a != [] and not isinstance(a, Missing)]
                    flat = [c for a in answers for c in (a if isinstance(a, list) else [a])]
                    assert len(mine) == found.records
                    assert len(answers) == found.n
                    expected = Counter() if item.id == "t" else Counter(flat)
                    assert expected == {c: n for c, n in zip(found.codes, found.counts, strict=True) if n}
                    assert (len(answers) if item.id == "t" else 0) == found.texts
                    assert Counter(
                        a if isinstance(a, Missing) else Missing.NO_ANSWER
                        for a in given_answers
                        if a is None or a == [] or isinstance(a, Missing)
                    ) == dict(found.missing)


def test_no_answer_is_no_file() -> None:
    tallies = Tallies(answered(EVALUATION, {}))
    assert Tally(codes=("1", "2", "3", "4", "5"), counts=(0,) * 5) == tallies.tally("quest", ITEMS[0], "", "all", "")
    assert tallies.records("quest") == 0
    assert tallies.people("quest") == 0


def test_reverse_mirrors_counts_and_nothing_else() -> None:
    reversed_item = scale("q", reverse=True)
    found = evaluation(tree({"m1": [link("quest", "q")]}), instrument("quest", reversed_item))
    tallies = Tallies(answered(found, {"quest": [{"q": "1"}, {"q": "1"}, {"q": "4"}]}))
    cell = tallies.tally("quest", reversed_item, "", "all", "")
    assert ("1", "2", "3", "4", "5") == cell.codes
    assert (0, 1, 0, 0, 2) == cell.counts


def test_phases_voices_and_dissent_are_kept_apart() -> None:
    stage = scale("m1", "1 2 3", phases=("before", "after"))
    use = instrument("fleur", stage, unit="collective")
    found = evaluation(tree({"m1": [link("fleur")]}), use)
    made = rows(found, use, [{"record": "s1", "group": "a", "present": 12}, {"record": "s2", "present": 4}])
    asked = (AskedItem(instrument="fleur", item=stage, values=("1", "2", "3", "split")),)
    entries = [
        Entry(row=0, item=0, code=0, phase="before"),
        Entry(row=0, item=0, code=2, phase="after"),
        Entry(row=0, item=0, code=2, phase="after", part=Part.VOICES, voices=7),
        Entry(row=0, item=0, code=1, phase="after", part=Part.VOICES, voices=5),
        Entry(row=0, item=0, phase="after", part=Part.DISSENT, text="pas d’accord"),
        Entry(row=1, item=0, code=3, phase="after"),
        Entry(row=1, item=-1, part=Part.TEXT, text="autre chose"),
    ]
    tallies = Tallies(made.from_entries(asked, entries))
    after = tallies.tally("fleur", stage, "after", "all", "")
    assert (0, 0, 1, 1) == after.counts
    assert (0, 5, 7, 0) == after.voices
    assert (2, 16, 1, 0) == (after.n, after.present, after.dissent, after.texts)
    before = tallies.tally("fleur", stage, "before", "group", "a")
    assert ((1, 0, 0, 0), 12, ()) == (before.counts, before.present, before.voices)
    assert (2, 16, 12) == (tallies.records("fleur"), tallies.people("fleur"), tallies.people("fleur", "group", "a"))


def test_a_record_of_several_rows_counts_once() -> None:
    use = instrument("grille", scale("q"), unit="meeting")
    found = evaluation(tree({"m1": [link("grille", "q")]}), use)
    made = rows(found, use, [{"record": "r", "present": 5, "q": "1"}, {"record": "r", "present": 7, "q": "2"}])
    tallies = Tallies(made.to_answers())
    assert 1 == tallies.records("grille")
    assert 7 == tallies.people("grille")


@given(people=PEOPLE, other=PEOPLE)
def test_merging_two_tallies_is_the_tally_of_both(
    people: list[dict[str, object]], other: list[dict[str, object]]
) -> None:
    one, two, both = (Tallies(answered(EVALUATION, {"quest": some})) for some in (people, other, people + other))
    for item in ITEMS:
        found = one.tally("quest", item, "", "all", "") + two.tally("quest", item, "", "all", "")
        assert both.tally("quest", item, "", "all", "") == found


@given(people=PEOPLE, seed=st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(people: list[dict[str, object]], seed: object) -> None:
    answers = answered(EVALUATION, {"quest": people})
    order = np.random.default_rng(seed.randrange(2**32)).permutation(len(answers))  # type: ignore[attr-defined]
    names = ("row", "item", "phase", "code", "state", "part", "text", "voices")
    shuffled = evolve(answers, **{name: getattr(answers, name)[order] for name in names})
    for item in ITEMS:
        for segment in ("a", "b", "c", UNSPECIFIED):
            assert Tallies(answers).tally("quest", item, "", "group", segment) == Tallies(shuffled).tally(
                "quest", item, "", "group", segment
            )


def test_voices_add_up_with_their_codes() -> None:
    one = Tally(codes=("1", "2"), counts=(1, 0), voices=(3, 1), n=1)
    two = Tally(codes=("2", "split"), counts=(0, 1), n=1)
    assert Tally(codes=("1", "2", "split"), counts=(1, 0, 1), voices=(3, 1, 0), n=2) == one + two
    assert 0 == one.count("9")


def test_a_session_that_is_split_has_no_mirror() -> None:
    stage = scale("m1", "1 2 3", phases=("before", "after"), reverse=True)
    use = instrument("fleur", stage, unit="collective")
    found = evaluation(tree({"m1": [link("fleur")]}), use)
    asked = (AskedItem(instrument="fleur", item=stage, values=("1", "2", "3", "split")),)
    entries = [
        Entry(row=0, item=0, code=0, phase="after"),
        Entry(row=1, item=0, code=3, phase="after"),
        Entry(row=0, item=0, code=0, phase="after", part=Part.VOICES, voices=5),
    ]
    tally = Tallies(rows(found, use, [{}, {}]).from_entries(asked, entries)).tally("fleur", stage, "after", "all", "")
    assert ((0, 0, 1, 1), (0, 0, 5, 0)) == (tally.counts, tally.voices)


def test_an_answer_with_a_code_is_answered_whatever_its_state() -> None:
    answers = answered(EVALUATION, {"quest": [{"q": "2"}, {"q": "4"}, {"q": None}]})
    wrong = evolve(answers, state=np.where(answers.code >= 0, 5, answers.state).astype(np.int32))
    for item in ITEMS[:3]:
        assert Tallies(answers).tally("quest", item, "", "all", "") == Tallies(wrong).tally(
            "quest", item, "", "all", ""
        )


@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_people_present_are_counted_chunk_by_chunk(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_CHUNK", chunk)
    use = instrument("grille", scale("q", "1 2"), scale("r", "1 2"), unit="meeting")
    found = evaluation(tree({"m1": [link("grille", "q")]}), use)
    meetings: list[dict[str, object]] = [
        {"q": "1", "r": "1", "present": 4},
        {"q": None, "r": "2", "present": 7},
        {"q": "2", "group": "a", "present": 9},
    ]
    tallies = Tallies(answered(found, {"grille": meetings}))
    assert [13, 11] == [tallies.tally("grille", item, "", "all", "").present for item in use.items]
    assert (9, 20) == (tallies.tally("grille", use.items[0], "", "group", "a").present, tallies.people("grille"))
