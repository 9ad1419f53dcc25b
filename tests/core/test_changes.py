"""A direction is said between two waves only where the same was asked of enough people."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from evalkit.core.changes import Change, MarkerChange, Why, changes
from evalkit.core.evaluation import Evaluation, Wave
from evalkit.core.items import Item
from evalkit.core.published import Published
from evalkit.core.publishing import publish
from evalkit.core.text import Text
from evalkit.languages import language
from tests.core.building import answered, evaluation, instrument, link, scale, tree

TREE = tree({"m1": [link("quest", "q")]})
ITEM = scale("q")


def declared(item: Item = ITEM, framework: Any = TREE, wave: str = "2025") -> Evaluation:
    found = evaluation(framework, instrument("quest", item), groups="a b")
    return evolve(found, waves=(Wave(id=wave, label=Text(wave)),))


def wave(yes: int, no: int = 0, *, name: str = "2025", found: Evaluation | None = None) -> Published:
    """A wave in which so many say yes and so many no, all of one group."""
    filled = [{"q": "5", "group": "a"}] * yes + [{"q": "1", "group": "a"}] * no
    used = evolve(found or declared(), waves=(Wave(id=name, label=Text(name)),))
    rows = [{**row, "record": f"r{n}"} for n, row in enumerate(filled)]
    answers = evolve(answered(used, {"quest": rows}), wave=name)
    return publish(used, answers, profile="published", translator=language("fr"), version="0")


def change(before: Published, after: Published) -> MarkerChange:
    (only,) = changes(before, after)
    return only


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((10, 30), (30, 10), Change.PLUS),
        ((30, 10), (10, 30), Change.MINUS),
        ((30, 10), (35, 5), Change.EQUAL),
    ],
)
def test_a_direction(before: tuple[int, int], after: tuple[int, int], expected: Change) -> None:
    found = change(wave(*before), wave(*after, name="2026"))
    assert (expected, None, "m1") == (found.change, found.why, found.label)


def test_each_wave_keeps_its_status() -> None:
    found = change(wave(10, 30), wave(30, 10, name="2026"))
    assert ("not_attested", "attested") == (found.before, found.after)


@pytest.mark.parametrize(("n", "why"), [(29, Why.UNDER_30), (30, None)])
def test_no_arrow_under_thirty(n: int, why: Why | None) -> None:
    assert why is change(wave(40), wave(n, name="2026")).why
    assert why is change(wave(n), wave(40, name="2026")).why


def test_what_is_masked_says_nothing() -> None:
    found = change(wave(40), wave(4, name="2026"))
    assert (Change.NOT_COMPARABLE, Why.NOTHING_SAID, "masked") == (found.change, found.why, found.after)
    assert Why.NOTHING_SAID is change(wave(4), wave(40, name="2026")).why


REWORDED = evolve(ITEM, label=Text("Une autre question"))


def test_another_wording_is_another_question_until_someone_says_otherwise() -> None:
    assert Why.ITEM_WORDING is change(wave(40), wave(40, name="2026", found=declared(REWORDED))).why
    same = evolve(REWORDED, comparable_with=("2024", "2025"))
    assert Change.EQUAL is change(wave(40), wave(40, name="2026", found=declared(same))).change
    other = evolve(REWORDED, comparable_with=("2024",))
    assert Why.ITEM_WORDING is change(wave(40), wave(40, name="2026", found=declared(other))).why


def test_a_marker_in_other_words_is_another_marker() -> None:
    (criterion,) = TREE.criteria
    (indicator,) = criterion.indicators
    marker = evolve(indicator.markers[0], label=Text("autrement dit"))
    reworded = evolve(TREE, criteria=(evolve(criterion, indicators=(evolve(indicator, markers=(marker,)),)),))
    found = change(wave(40), wave(40, name="2026", found=declared(framework=reworded)))
    assert (Why.MARKER_WORDING, "autrement dit") == (found.why, found.label)


def test_other_instruments_or_readings_are_no_comparison() -> None:
    other = declared(framework=tree({"m1": [link("quest", "q"), link("quest", "r")]}))
    two = evolve(other, instruments=(instrument("quest", ITEM, scale("r")),))
    assert Why.INSTRUMENTS is change(wave(40), wave(40, name="2026", found=two)).why


def test_markers_come_and_go() -> None:
    two = declared(framework=tree({"m2": [link("quest", "q")], "m1": [link("quest", "q")]}))
    new, kept = changes(wave(40), wave(40, name="2026", found=two))
    assert (("m2", Why.NEW, None, "attested"), ("m1", None)) == (
        (new.marker, new.why, new.before, new.after),
        (kept.marker, kept.why),
    )
    kept, gone = changes(wave(40, found=two), wave(40, name="2026"))
    assert (("m1", None), ("m2", Why.DROPPED, "attested", None)) == (
        (kept.marker, kept.why),
        (gone.marker, gone.why, gone.before, gone.after),
    )


def test_only_the_whole_is_compared() -> None:
    """Groups have readings of their own, under thirty; they are of no weight here."""
    filled = [{"q": "5", "group": "a", "record": f"a{n}"} for n in range(12)] + [
        {"q": "5", "group": "b", "record": f"b{n}"} for n in range(28)
    ]
    found = declared()
    answers = evolve(answered(found, {"quest": filled}), wave="2025")
    both = publish(found, answers, profile="published", translator=language("fr"), version="0")
    assert 3 == sum(row["dimension"] == "group" for row in both["markers"].records()) + 1
    assert Change.EQUAL is change(both, both).change
