"""Rows whose cells have met their items become answers."""

from __future__ import annotations

from attrs import evolve

from evalkit.core.answers import Part
from evalkit.core.items import State
from evalkit.core.problems import Location
from evalkit.core.rows import Rows
from tests.core.building import choices, evaluation, instrument, link, rows, scale, text, tree

ITEMS = (scale("q"), choices("m", "x y none"), text("t"))
USE = instrument("quest", *ITEMS)
EVALUATION = evaluation(tree({"m1": [link("quest", "q")]}), USE)


def made() -> Rows:
    return rows(EVALUATION, USE, [{"q": "2", "m": ["x", "none"]}, {"m": [], "t": "un mot"}, {"q": "5", "m": ["y"]}])


def test_a_further_choice_is_no_further_record() -> None:
    answers = made().to_answers(["m"])
    assert [0, 0, 1, 2] == answers.row.tolist()
    assert [0, 2, -1, 1] == answers.code.tolist()
    assert [Part.LEAD, Part.MORE, Part.LEAD, Part.LEAD] == answers.part.tolist()
    assert [State.ANSWERED, State.ANSWERED, State.NO_ANSWER, State.ANSWERED] == answers.state.tolist()


def test_words_are_tied_to_the_answer_beside_which_they_stand() -> None:
    filled = made()
    both = evolve(filled, cells={"m": evolve(filled.cells["m"], texts=("autre : le jardin", "", "un mot"))})
    answers = both.to_answers()
    assert [0, -1, -1, 1] == answers.text.tolist()
    assert ("autre : le jardin", "un mot") == answers.texts


def test_only_the_items_asked_for() -> None:
    assert ["t", "q"] == [asked.item.id for asked in made().to_answers(["t", "q"]).items]
    assert [] == list(made().to_answers([]).row)


def test_no_row_is_no_answer() -> None:
    assert 0 == len(rows(EVALUATION, USE, []).to_answers())


def test_a_field_without_a_column_is_empty_everywhere() -> None:
    filled = evolve(made(), fields={"tone": ("", "favourable", "")})
    assert ("", "favourable", "") == filled.field("tone")
    assert ("", "", "") == filled.field("marker")


def test_a_row_knows_its_place() -> None:
    filled = made()
    assert Location(path="data/2026/quest/quest.csv", line=3, column="tone") == filled.where(1, "tone")
    filled.records.sheet[:] = 0
    assert Location(path="data/2026/quest/quest.csv", sheet="Feuille", line=2) == evolve(
        filled, sheets=("Feuille",)
    ).where(0)
