"""Words are printed where a person cleared them and their author allowed it, and only then."""

from __future__ import annotations

import pytest
from attrs import evolve

from evalkit.core.answers import Answers, AskedItem, Part
from evalkit.core.evaluation import Evaluation
from evalkit.core.findings import Quote
from evalkit.core.items import ItemType
from evalkit.core.quoting import ClearedQuote, cleared_quotes, text_hash, written_texts
from evalkit.core.rows import Entry
from evalkit.core.text import Text
from tests.core.building import WAVE, evaluation, instrument, link, rows, text, tree

WORDS = "J’ai appris à faire des conserves"
USE = instrument("quest", text("t"), text("u"))
EVALUATION = evaluation(tree({"m1": [link("quest", "t")]}), USE)


def answers(consent: str = "anonymous") -> Answers:
    made = rows(
        EVALUATION, USE, [{"record": "r1", "consent": consent, "t": WORDS, "u": "b"}, {"record": "r2", "t": "autre"}]
    )
    return made.to_answers()


def quote(**more: object) -> Quote:
    said = {"instrument": "quest", "record": "r1", "item": "t", "hash": text_hash(WORDS), "cleared": True} | more
    return Quote(**said)  # type: ignore[arg-type]


def with_quotes(*quotes: Quote) -> Evaluation:
    return evolve(EVALUATION, quotes=quotes)


def test_cleared_and_allowed() -> None:
    expected = ClearedQuote(instrument="quest", item="t", text=WORDS, consent="anonymous")
    assert (expected,) == cleared_quotes(with_quotes(quote()), answers())
    assert (expected,) == cleared_quotes(with_quotes(quote(wave=WAVE)), answers())


def test_printed_as_the_person_wrote_it_down() -> None:
    (found,) = cleared_quotes(with_quotes(quote(text=Text("J’ai appris […]"))), answers("named"))
    assert ("J’ai appris […]", "named") == (found.text, found.consent)


@pytest.mark.parametrize(
    "change",
    [
        {"cleared": False},
        {"hash": text_hash("autre")},
        {"item": "u"},
        {"record": "r2"},
        {"wave": "2025"},
        {"instrument": "x"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_difference_keeps_it_in(change: dict[str, object]) -> None:
    assert () == cleared_quotes(with_quotes(quote(**change)), answers())


def test_without_consent_nothing() -> None:
    assert () == cleared_quotes(with_quotes(quote()), answers("no"))


def test_simulated_words_are_nobodys() -> None:
    found = with_quotes(quote())
    simulated = evolve(found, waves=(evolve(found.waves[0], simulated=True),))
    assert () == cleared_quotes(simulated, answers())


def test_quotes_are_sorted_each_once() -> None:
    other = quote(item="u", hash=text_hash("b"))
    found = cleared_quotes(with_quotes(other, quote(), other), answers())
    assert ["t", "u"] == [one.item for one in found]


def test_words_are_the_same_however_accents_are_stored() -> None:
    assert text_hash("é") == text_hash(" e\u0301\n")
    assert text_hash("é") != text_hash("e")


def test_a_date_is_nobodys_words() -> None:
    asked = tuple(AskedItem(instrument="quest", item=evolve(text("t"), type=kind)) for kind in ItemType)
    made = rows(EVALUATION, USE, [{"record": "r1"}])
    entries = [Entry(row=0, item=at, text=one.item.type.value) for at, one in enumerate(asked)]
    found = [written.text for written in written_texts(made.from_entries(asked, entries))]
    assert [kind.value for kind in ItemType if kind is not ItemType.DATE] == found


def test_dissents_are_no_quotes_and_stray_words_have_no_item() -> None:
    made = rows(EVALUATION, USE, [{"record": "r1"}])
    entries = [
        Entry(row=0, item=-1, part=Part.TEXT, text="autre chose"),
        Entry(row=0, item=-1, part=Part.DISSENT, text="pas d’accord"),
    ]
    (found,) = written_texts(made.from_entries((), entries))
    assert ("quest", "r1", "", "autre chose", "no", 0) == (
        found.instrument, found.record, found.item, found.text, found.consent, found.row,
    )  # fmt: skip
    assert text_hash("autre chose") == found.hash
