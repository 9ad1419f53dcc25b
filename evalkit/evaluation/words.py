"""What the words of one cell are: a number, a way of having no answer, one of the closed answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from evalkit.core.items import Category, Item, ItemType, Missing, MissingWord, State
from evalkit.core.names import fold, plain

NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?\Z")
_THOUSANDS: Final = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
_GROUPED: Final = (
    (re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+\Z"), ".", ","),
    (re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+\Z"), ",", "."),
    (re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}\Z"), ".", ","),
    (re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}\Z"), ",", "."),
)
_OTHER: Final = re.compile(r"(?:autres?|other|otro|sonstiges|andere)\b", re.IGNORECASE)
_OTHER_WITH_TEXT: Final = re.compile(
    r"(?:autres?|other)(?:\s*\([^)]*\)|\s*,?\s*(?:précisez|préciser|please specify))?\s*[:=–—-]\s*(.+)\Z",
    re.IGNORECASE | re.DOTALL,
)
_HALVES: Final = (
    re.compile(r"[(\[]?([^\s()\[\]]{1,20}?)[)\]]?\s*(?:[-–—:.=/]|(?<=[)\]])|\s)\s*(.+)\Z", re.DOTALL),
    re.compile(r"(.+?)\s*(?:[-–—:=/]|(?=[(\[])|\s)\s*[(\[]?([^\s()\[\]]{1,20})[)\]]?\Z", re.DOTALL),
)
"""A code before or behind its words: « 4 - Plutôt », « [A4] Plutôt », « Plutôt (4) »."""
_FORCED: Final = re.compile(r"'(?P<typed>[^']+)|=\"(?P<formula>[^\"]*)\"")
"""How spreadsheets and exporters force a text: « '4 » and « ="4" »."""
_STOPS: Final = " .,;:!"

UNKNOWN: Final = -100
"""The mark of a cell that is no known answer."""


def missing_code(state: State) -> int:
    """A way of having no answer as a negative integer, so that one array holds codes and missing ones."""
    return -1 - int(state)


def number(cell: str, unit: str = "") -> float | None:
    """The number written in a cell, or None.

    Decimal comma or point, kinds of spaces between thousands, the unit after it, and the noise of a computed cell
    (3.0000000000000004) are read as meant; « 80 % » is a number only where the unit is a percentage.
    """
    text = unforced(fold(cell))
    folded_unit = fold(unit)
    if folded_unit and text.endswith(folded_unit):
        text = text.removesuffix(folded_unit).rstrip()
    elif text.endswith("%") and folded_unit in ("%", "pour cent", "percent", "pourcent"):
        text = text[:-1].rstrip()
    text = _THOUSANDS.sub("", text).replace("−", "-")
    for pattern, thousands, decimal in _GROUPED:
        if pattern.match(text):
            text = text.replace(thousands, "").replace(decimal, ".")
            break
    if not NUMBER.match(text):
        return None
    value = float(text.replace(",", "."))
    return float(f"{value:.12g}") if abs(value) < 1e15 else None


def unforced(text: str) -> str:
    """A cell without what forced it to be a text."""
    forced = _FORCED.fullmatch(text)
    return forced["typed"] or forced["formula"] or "" if forced else text


def shortest(value: float) -> str:
    """A number in its shortest decimal form.

    >>> shortest(4.0), shortest(1.25)
    ('4', '1.25')
    """
    return str(int(value)) if value == int(value) else repr(value)


@frozen
class MissingWords:
    """The words of an instrument for having no answer, folded, and those of them that are worth a note where met."""

    states: Mapping[str, State]
    longest: int

    def state(self, cell: str) -> State | None:
        """The state that a cell's words say, or None where they are an answer."""
        return self.states.get(fold(cell))


def missing_words(declared: Mapping[str, Iterable[str]], not_asked: Iterable[str] = ()) -> MissingWords:
    """The ways of having no answer: the empty cell, the tool's words for what it did not ask, and those declared."""
    states = {fold(word): State.NOT_ASKED for word in not_asked}
    for kind, words in declared.items():
        states.update((fold(word), State.of(Missing(kind))) for word in words)
    states[""] = states.get("", State.NO_ANSWER)
    return MissingWords(states, max(len(word) for word in states))


@frozen
class Closed:
    """The closed answers of one item: every name under which a file may write them, folded."""

    item: Item
    names: Mapping[str, int]
    missing: MissingWords
    other: int

    def code(self, cell: str) -> int:
        """The index of the answer in a cell, a missing code, or `UNKNOWN`."""
        text = fold(cell)
        found = self.names.get(text)
        if found is not None:
            return found
        state = self.missing.states.get(text)
        if state is not None:
            return missing_code(state)
        return self._by_number(text) if text[:1].isdigit() or text[:1] in "+-.,'=" else self._by_both(text)

    def _by_number(self, text: str) -> int:
        value = number(text)
        if value is not None:
            return self.names.get(shortest(value), UNKNOWN)
        return self._by_both(text)

    def _by_both(self, text: str) -> int:
        """« 4 - Plutôt » and « Plutôt (4) »: read where both halves name the same answer by two names. Else the words
        without markup, without a point at their end.
        """
        for halves in _HALVES:
            if coded := halves.match(text):
                one, other = (part.strip("() ") for part in coded.groups())
                first = self._named(one)
                if first != UNKNOWN and one != other and first == self._named(other):
                    return first
        bare = unforced(fold(plain(text))).rstrip(_STOPS)
        return self._named(bare) if bare != text else UNKNOWN

    def _named(self, text: str) -> int:
        found = self.names.get(text)
        if found is None and (state := self.missing.states.get(text) if text else None) is not None:
            return missing_code(state)
        return UNKNOWN if found is None else found

    def other_text(self, cell: str) -> str | None:
        """What « Autre : … » says beside, where the item has an « autre »; None for any other cell."""
        if self.other < 0:
            return None
        found = _OTHER_WITH_TEXT.match(cell.strip())
        return found.group(1).strip() if found else None


def closed(item: Item, words: MissingWords) -> Closed:
    """The closed answers of *item*, among the instrument's ways of having no answer."""
    names: dict[str, int] = {}
    for index, category in enumerate(item.categories):
        for name in category.names:
            names.setdefault(fold(name), index)
    codes = {missing.value: State.of(missing) for missing in Missing}  # as our own XLSForms write them
    offered = {fold(word): State.of(m.missing) for m in item.missing for word in _written(m)}
    states = {**codes, **words.states, **offered}
    for name in names:
        states.pop(name, None)
    missing = MissingWords(states, max((len(word) for word in states), default=0))
    return Closed(item, names, missing, other_category(item.categories))


def _written(word: MissingWord) -> tuple[str, ...]:
    return (word.missing.value, *word.label.variants, *word.also)


def other_category(categories: tuple[Category, ...]) -> int:
    """The index of « autre » among the answers, or -1."""
    for index, category in enumerate(categories):
        if any(_OTHER.match(fold(name)) for name in (category.code, *category.label.variants)):
            return index
    return -1


TICKED: Final = frozenset(
    map(fold, ("1", "x", "✓", "✔", "☑", "✗", "oui", "o", "yes", "y", "vrai", "true", "coché", "cochée", "checked",
               "selected", "quoted", "cité", "ja", "si", "sí", "sélectionné", "sélectionnée", "✘", "■"))
)  # fmt: skip
"""What stands in the column of an option that was chosen."""

CHECKED: Final = frozenset("✓✔☑")
CROSSED: Final = frozenset("✗✘x")
"""Crosses, which choose where they stand alone and say no beside check marks."""

UNTICKED: Final = frozenset(
    map(fold, ("0", "non", "no", "n", "faux", "false", "non coché", "not selected", "unchecked", "not quoted",
               "non cité", "nein", "☐", "□", "non sélectionné", "non sélectionnée"))
)  # fmt: skip
"""What stands in the column of an option that was not chosen. Empty says so too."""


def is_closed(item: Item) -> bool:
    """True for an item with one answer among known ones."""
    return item.type.closed and item.type is not ItemType.CHOICES
