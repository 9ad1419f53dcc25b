"""What was understood of somebody else's questionnaire, before it is written as an instrument's file."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from attrs import evolve, field, frozen

from evalkit.core.items import Category, ItemType, MissingWord
from evalkit.core.message import Message
from evalkit.core.names import fold
from evalkit.core.text import Text
from evalkit.evaluation.naming import slug

_TAG: Final = re.compile(r"<[^>]*>")
_ID: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}\Z")
_LONG: Final = 40


@frozen(kw_only=True)
class DraftItem:
    """One question of the draft; ``remarks`` are what a person must look at, beside it."""

    id: str
    label: Text
    type: ItemType
    question: Text = Text()
    section: Text = Text()
    choices: tuple[Category, ...] = ()
    missing: tuple[MissingWord, ...] = ()
    also: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()


@frozen(kw_only=True)
class Draft:
    """A whole drafted questionnaire: ``left_out`` are headings or questions that are no items, with the reason."""

    id: str
    title: Text
    items: tuple[DraftItem, ...]
    source: Message
    left_out: tuple[tuple[str, Message], ...] = ()
    files: Mapping[str, str] = field(factory=dict)


class Ids:
    """Gives each question an id of its own: its code where it has one, else the beginning of its words."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str, others: Collection[str] = ()) -> str:
        """An id near *wanted* that is not taken, nor (folded) one of *others*."""
        base = wanted if _ID.match(wanted) else shortened(wanted) or "question"
        name, n = base, 2
        while name.lower() in self._taken or fold(name) in others:
            name, n = f"{base}-{n}", n + 1
        self._taken.add(name.lower())
        return name


def shortened(words: str) -> str:
    """The beginning of a sentence as an id, cut between words."""
    whole = slug(words)
    if len(whole) <= _LONG:
        return whole
    return whole[: _LONG + 1].rpartition("-")[0] or whole[:_LONG]


def plain(words: str) -> str:
    """Words without the marks of a web page.

    >>> plain("<p>J&#39;ose&nbsp;parler</p>")
    "J'ose parler"
    """
    return " ".join(html.unescape(_TAG.sub(" ", words)).split())


def text(by_language: Mapping[str, str]) -> Text:
    """The words in their languages, those left empty apart; one language is an ordinary text."""
    kept = {language: plain(words) for language, words in by_language.items() if plain(words)}
    if len(kept) == 1:
        return Text(next(iter(kept.values())))
    return Text(kept)


def crossed(categories: Iterable[Category]) -> bool:
    """True where an answer is labelled with the code of another."""
    listed = tuple(categories)
    codes = {fold(c.code): fold(c.label) for c in listed}
    return any(codes.get(fold(c.label), fold(c.label)) != fold(c.label) for c in listed)


def distinct(categories: Iterable[Category]) -> tuple[Category, ...]:
    """The answers with a code each, and no label twice.

    Where a label is the code of another answer (a tool that numbers 1 the answer « 0 »), labels give the codes: a file
    that says « 1 » could else mean either.
    """
    categories = tuple(categories)
    if crossed(categories):
        categories = tuple(Category(code=shortened(str(c.label)) or c.code, label=c.label) for c in categories)
    ids = Ids()
    labels = {fold(c.label) for c in categories}
    codes: set[str] = set()
    seen: dict[str, Category] = {}
    for category in categories:
        label = category.label or Text(category.code)
        same = seen.get(fold(label))
        if same is not None:
            also = dict.fromkeys((*same.also, category.code, *category.also))
            seen[fold(label)] = evolve(same, also=tuple(name for name in also if name != same.code))
            continue
        code = ids.new(category.code, labels - {fold(label)})
        free = code != category.code and fold(category.code) not in {*labels, *codes}
        also = dict.fromkeys((*category.also, *((category.code,) if free else ())))
        codes.add(fold(code))
        seen[fold(label)] = Category(
            code=code, label=label, also=tuple(name for name in also if fold(name) != fold(label))
        )
    return tuple(seen.values())
