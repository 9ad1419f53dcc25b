"""What is asked, and the wording that makes it the same question."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from evalkit.core.items import Category, Item, ItemType, Missing, MissingWord, State
from evalkit.core.text import Text

ITEM = Item(
    id="q1",
    label=Text("J’ai ma place"),
    type=ItemType.SCALE,
    question=Text("Diriez-vous que"),
    categories=(Category(code="1", label=Text("Non")), Category(code="2", label=Text("Oui"))),
    missing=(MissingWord(missing=Missing.DONT_KNOW, label=Text("Ne sait pas")),),
)


def test_every_kind_of_missing_has_a_state_and_an_answer_has_none() -> None:
    assert list(Missing) == [state.missing for state in State if state is not State.ANSWERED]
    assert [State.of(missing).missing for missing in Missing] == list(Missing)
    assert State.ANSWERED.missing is None


def test_closed_types_are_those_with_categories() -> None:
    assert {"choice", "choices", "scale", "presence"} == {kind.value for kind in ItemType if kind.closed}


def test_a_category_goes_by_all_its_names() -> None:
    category = Category(code="oui", label=Text({"fr": "Oui", "en": "Yes"}), also=("Oui", "O"))
    assert ("oui", "Oui", "Yes", "O") == category.names


@pytest.mark.parametrize(
    "change",
    [
        {"label": Text("J’ai une place")},
        {"question": Text("Pensez-vous que")},
        {"type": ItemType.CHOICE},
        {"unit": Text("heures")},
        {"categories": ITEM.categories[::-1]},
        {"categories": (evolve(ITEM.categories[0], label=Text("Pas du tout")), ITEM.categories[1])},
        {"missing": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_words_change_the_hash(change: dict[str, Any]) -> None:
    assert ITEM.wording_hash != evolve(ITEM, **change).wording_hash


@pytest.mark.parametrize("change", [{"id": "q2"}, {"also": ("x",)}, {"reverse": True}, {"section": Text("s")}])
def test_what_nobody_reads_does_not(change: dict[str, Any]) -> None:
    assert ITEM.wording_hash == evolve(ITEM, **change).wording_hash
    assert 12 == len(ITEM.wording_hash)
