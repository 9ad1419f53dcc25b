"""An instrument and a scorer for evalkit. Everything they need comes from `evalkit` itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen, validators

from evalkit import (
    NOT_LOOKED,
    PRESENCE,
    Answers,
    Framework,
    Item,
    ItemType,
    Problem,
    Reading,
    Rows,
    Status,
    Tally,
    Text,
    hookimpl,
    nearest,
    say,
)


@frozen(kw_only=True)
class Checklist:
    """A list of the markers it has evidence for, ticked in a meeting. One row is one meeting.

    Its fields are the keys that this kind adds to an instrument's file: here the question over the list.
    """

    name: ClassVar[str] = "{{ cookiecutter.name }}-pointage"
    layout: ClassVar[str] = "grid"
    fields: ClassVar[tuple[str, ...]] = ("present",)
    key: ClassVar[tuple[str, ...]] = ("record",)

    question: Text = Text()

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        """An item for each marker, then those that the file declares."""
        markers = tuple(
            Item(
                id=placed.marker.id,
                label=placed.marker.label,
                type=ItemType.PRESENCE,
                question=self.question,
                categories=PRESENCE,
                missing=NOT_LOOKED,
            )
            for placed in framework.placed()
        )
        return markers + declared

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        """The rows as they stand: one answer for each meeting and item."""
        return rows.to_answers(), []


@frozen(kw_only=True)
class Times:
    """Attested as soon as ``times`` records gave the answer ``code``, however many there are."""

    name: ClassVar[str] = "{{ cookiecutter.name }}-plusieurs"
    types: ClassVar[tuple[str, ...]] = (ItemType.PRESENCE, ItemType.CHOICE, ItemType.SCALE)
    phase: ClassVar[str] = ""

    code: str
    times: int = field(validator=validators.ge(1))

    def problems(self, item: Item) -> Iterable[Problem]:
        """An answer that the item does not have."""
        if self.code not in item.codes:
            near = nearest(self.code, item.codes)
            yield Problem(
                "E1-{{ cookiecutter.name }}",
                say("L’item {item} n’a pas de réponse « {code} ».", item=item.id, code=self.code),
                hint=say("Vouliez-vous dire « {near} » ?", near=near) if near else None,
            )

    def read(self, tally: Tally, item: Item) -> Reading:
        """How many gave it, of how many, with the whole distribution beside."""
        k = tally.count(self.code)
        return Reading(
            kind="share",
            status=Status.ATTESTED if k >= self.times else Status.NOT_ATTESTED,
            k=k,
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)),
        )


@hookimpl
def evalkit_instruments() -> Iterable[type]:
    """The kind « {{ cookiecutter.name }}-pointage »."""
    return [Checklist]


@hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « {{ cookiecutter.name }}-plusieurs »."""
    return [Times]
