"""The long table: places, words beside integers, and pieces that come together in any order."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.answers import AskedItem, Part, merged
from evalkit.core.items import Missing
from evalkit.core.problems import Location
from evalkit.core.rows import Entry
from evalkit.core.tally import DIMENSIONS, Tallies
from tests.core.building import WAVE, answered, choices, evaluation, instrument, link, number, rows, scale, text, tree

ITEMS = (scale("q"), choices("m", "x y"), number("h"), text("t"))
USE = instrument("quest", *ITEMS)
OTHER = instrument("autre", scale("q"), unit="interview")
EVALUATION = evaluation(tree({"m1": [link("quest", "q")]}), USE, OTHER, actions="j")


def test_a_table_for_people_holds_words() -> None:
    filled: list[dict[str, Any]] = [
        {"record": "r1", "group": "a", "site": "s", "action": "j", "date": "2026-03-01", "q": "4", "m": ["x", "y"],
         "h": 2.5, "t": "un texte", "present": 3, "observer": "poste A", "mode": "vote", "consent": "named"},
        {"record": "r2", "q": Missing.DONT_KNOW},
    ]  # fmt: skip
    frame = answered(EVALUATION, {"quest": filled}).to_pandas()
    assert (9, 21) == frame.shape
    first = frame[(frame.item == "q") & (frame.record == "r1")].iloc[0].dropna().to_dict()
    assert {
        "wave": WAVE, "instrument": "quest", "record": "r1", "group": "a", "site": "s", "action": "j",
        "date": "2026-03-01", "item": "q", "phase": "", "value": "4", "state": "answered", "part": "lead",
        "observer": "poste A", "mode": "vote", "present": 3.0, "voices": 0, "consent": "named",
        "file": "data/2026/quest/quest.csv", "line": 2,
    } == first  # fmt: skip
    assert ["x", "y"] == frame[(frame.item == "m") & (frame.record == "r1")]["value"].tolist()
    assert ["lead", "more"] == frame[(frame.item == "m") & (frame.record == "r1")]["part"].tolist()
    assert [2.5, None] == frame[frame.item == "h"]["value"].tolist()
    assert ["un texte"] == frame[frame.item == "t"]["text"].dropna().tolist()
    assert {"dont_know", "no_answer"} == set(frame[frame.record == "r2"]["state"])
    assert frame[frame.record == "r2"]["group"].isna().all()


def test_words_that_fit_no_item_have_none() -> None:
    made = rows(EVALUATION, USE, [{"record": "r1"}])
    frame = made.from_entries((), [Entry(row=0, item=-1, part=Part.TEXT, text="autre chose")]).to_pandas()
    assert [None] == frame["item"].tolist()
    assert ["autre chose"] == frame["text"].tolist()


def test_every_answer_knows_its_place() -> None:
    answers = answered(EVALUATION, {"quest": [{}, {}]})
    assert Location(path="data/2026/quest/quest.csv", line=3) == answers.where(1)
    answers.records.sheet[:] = 0
    placed = merged(WAVE, [answers])
    object.__setattr__(placed, "sheets", ("Réponses",))
    assert "Réponses" == placed.where(0).sheet


def test_some_answers_keep_all_records() -> None:
    answers = answered(EVALUATION, {"quest": [{"q": "1"}, {"q": "2"}]})
    few = answers.take(answers.row == 1)
    assert (4, 2) == (len(few), len(few.records))
    assert 2 == Tallies(few).records("quest")
    assert 1 == Tallies(few).tally("quest", ITEMS[0], "", "all", "").n


def test_nothing_merged_is_an_empty_table() -> None:
    nothing = merged(WAVE, [])
    assert (0, 0, ()) == (len(nothing), len(nothing.records), nothing.instruments)


FILLED = st.lists(
    st.fixed_dictionaries(
        {
            "q": st.sampled_from(["1", "5", None]),
            "h": st.sampled_from([None, 0, 1.5, 3]),
            "m": st.lists(st.sampled_from("xy"), unique=True),
        },
        optional={"group": st.sampled_from("abc"), "present": st.integers(0, 4)},
    ),
    max_size=8,
)


@given(one=FILLED, two=FILLED, other=FILLED)
def test_the_order_of_files_changes_nothing(one: list[Any], two: list[Any], other: list[Any]) -> None:
    """Two files of one instrument and one of another, in any order, are the tallies of all rows read at once."""

    def piece(use: str, part: str, filled: list[Any]) -> Any:
        named = [{"record": f"{part}{n}", **row} for n, row in enumerate(filled)]
        return rows(EVALUATION, EVALUATION.instrument(use), named).to_answers()

    first, second, third = piece("quest", "f", one), piece("quest", "g", two), piece("autre", "h", other)
    ways = [merged(WAVE, way) for way in ([first, second, third], [third, second, first], [second, third, first])]
    ways.append(merged(WAVE, [piece("quest", "f", [*one, *two]), third]))
    tallies = [Tallies(way) for way in ways]
    for use in (USE, OTHER):
        for item in use.items:
            for dimension in DIMENSIONS:
                for segment in tallies[0].segments(dimension):
                    found = [t.tally(use.id, item, "", dimension, segment) for t in tallies]
                    assert found[0] == found[1] == found[2] == found[3]


def test_merging_moves_every_index() -> None:
    one = answered(EVALUATION, {"quest": [{"record": "a", "t": "premier", "group": "b"}]})
    two = answered(EVALUATION, {"autre": [{"record": "b", "q": "2", "group": "c"}]})
    both = merged(WAVE, [one, two])
    assert ("a", "b") == both.ids
    assert ("quest", "autre") == both.instruments
    last = both.to_pandas().iloc[-1]
    assert ("autre", "b", "c", "q", "2") == tuple(last[["instrument", "record", "group", "item", "value"]])
    assert ["premier"] == both.to_pandas()["text"].dropna().tolist()
    assert isinstance(both.items[0], AskedItem)
    assert np.int32 == both.row.dtype
