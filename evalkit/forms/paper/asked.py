"""What a paper form asks, as its template draws it: blocks of questions with their boxes, lines and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import evolve, field, frozen

from evalkit import Category, Evaluation, InstrumentUse, Item, ItemType, MissingWord, fold
from evalkit.forms.columns import FormField, asked_of, other_of
from evalkit.forms.languages import FormLanguage

_LONG = 46
"""Past so many letters an answer takes a line of its own."""

_LINE = 56
"""So many letters of three answers stand on one line."""


@frozen(kw_only=True)
class Box:
    """A box to tick: its words, the code that is typed for it (empty: its words are), and whether to write beside."""

    label: str
    code: str = ""
    write: bool = False


@frozen(kw_only=True)
class Ask:
    """One question. ``kind`` is boxes, several, table, counts, number, date or text.

    A table has ``rows`` of questions under common ``boxes``, each with the section that begins with it (empty: the one
    above); counts have ``rows`` under ``columns``. ``section`` is the first heading, ``last`` the one of its end.
    """

    kind: str
    label: str
    section: str = ""
    last: str = ""
    name: str = ""
    number: str = ""
    unit: str = ""
    boxes: tuple[Box, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def short(self) -> bool:
        """True where the answers fit side by side."""
        return all(len(box.label) <= _LONG and not box.write for box in self.boxes)

    @property
    def brief(self) -> bool:
        """True where three answers fit on one line."""
        return len(self.boxes) == 3 and self.short and sum(len(box.label) for box in self.boxes) <= _LINE


@frozen(kw_only=True)
class Section:
    """Questions under one heading."""

    label: str
    asks: tuple[Ask, ...] = field(default=())


class Asked:
    """Says the questions of one instrument in one language."""

    def __init__(self, use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> None:
        self.use = use
        self.own = evaluation.language
        self.t = lang.text
        self.lang = lang
        self.roles = {role.id: self.t(role.label) for role in getattr(use.plugin, "roles", ())}
        self.declared = {item.id: item for item in use.file.items}

    def field(self, one: FormField) -> Ask:
        """A field: boxes for its words, else a line."""
        boxes = tuple(Box(label=self.t(word.label)) for word in one.words)
        kind = "boxes" if boxes else {"date": "date", "whole": "number"}.get(one.kind.value, "text")
        return Ask(kind=kind, name=one.name, label=one.label(self.lang, self.own), boxes=boxes)

    def boxes(self, item: Item) -> tuple[Box, ...]:
        """The answers of a closed item, then the ways of having none that people see."""
        other = other_of(item)
        typed = item.type is ItemType.SCALE
        return (
            *(
                Box(label=self.t(c.label), code=c.code if typed and c.code.isdecimal() else "", write=c is other)
                for c in item.categories
            ),
            *(Box(label=self.t(word.label)) for word in item.missing),
        )

    def asks(self, items: Sequence[Item]) -> Iterator[Ask]:
        """Questions in their order: those that share their answers as one table, those by role as one of counts."""
        number = 0
        for key, among in groupby(items, key=self._together):
            block = list(among)
            numbers = [str(number + at + 1) for at in range(len(block))]
            if key[0] == "role":
                number += 1
                yield self._counts(block, str(number))
            elif key[0] == "table" and (len(block) > 1 or block[0].type is ItemType.PRESENCE):
                number += len(block)
                yield self._table(block, numbers)
            else:
                number += len(block)
                for n, item in zip(numbers, block, strict=True):
                    yield self._one(item, n)

    def _together(self, item: Item) -> tuple[str, str, tuple[Category, ...], tuple[MissingWord, ...]]:
        if item.role:
            return "role", item.id.removesuffix(f".{item.role}"), (), ()
        if item.type is ItemType.PRESENCE or (item.type is ItemType.SCALE and item.question):
            return "table", item.question, item.categories, item.missing
        return item.id, "", (), ()

    def _section(self, item: Item) -> str:
        """The heading that a question stands under; one that is counted by role stands where it was declared."""
        declared = self.declared.get(item.id.removesuffix(f".{item.role}") if item.role else item.id, item)
        return self.t(declared.section)

    def _table(self, block: Sequence[Item], numbers: Sequence[str]) -> Ask:
        """Questions under common boxes: sections share one table, for a sheet more is a sheet too many."""
        under = [self._section(item) for item in block]
        begun = ["", *("" if one == before else one for before, one in pairwise(under))]
        return Ask(
            kind="table", label=self.t(block[0].question), section=under[0], last=under[-1],
            boxes=self.boxes(block[0]),
            rows=tuple((n, self.t(item.label), head) for n, item, head in zip(numbers, block, begun, strict=True)),
        )  # fmt: skip

    def _counts(self, block: Sequence[Item], number: str) -> Ask:
        base = self.declared[block[0].id.removesuffix(f".{block[0].role}")]
        return Ask(
            kind="counts", label=self.t(base.label), section=self.t(base.section), number=number,
            unit=self.t(base.unit) if fold(self.t(base.unit)) != fold(self.t(base.label)) else "",
            columns=tuple(self.roles.get(item.role, item.role) for item in block),
        )  # fmt: skip

    def _one(self, item: Item, number: str) -> Ask:
        stem, label = self.t(item.question), self.t(item.label)
        kinds = {ItemType.CHOICES: "several", ItemType.NUMBER: "number", ItemType.DATE: "date", ItemType.TEXT: "text"}
        return Ask(
            kind=kinds.get(item.type, "boxes"), label=f"{stem} {label}" if stem else label, section=self._section(item),
            number=number, unit=self.t(item.unit), boxes=self.boxes(item) if item.type.closed else (),
        )  # fmt: skip


def sections(use: InstrumentUse, asked: Asked) -> tuple[Section, ...]:
    """The questions of an instrument under their headings; numbers run through."""
    made: list[tuple[str, list[Ask]]] = []
    under = ""
    for ask in asked.asks(asked_of(use)):
        if not made or ask.section != under:
            shared = any(head for _, _, head in ask.rows)
            made.append(("" if shared else ask.section, []))
            if shared:
                # A heading above a table that holds others would seem to stand above them too.
                (number, label, _), *others = ask.rows
                ask = evolve(ask, rows=((number, label, ask.section), *others))
        made[-1][1].append(ask)
        under = ask.last or ask.section
    return tuple(Section(label=label, asks=tuple(asks)) for label, asks in made)
