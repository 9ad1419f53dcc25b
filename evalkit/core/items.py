"""What is asked: items, the answers they accept, and the ways of having no answer."""

from __future__ import annotations

import hashlib
import json
from enum import IntEnum, StrEnum

from attrs import define, frozen

from evalkit.core.text import Text


class Missing(StrEnum):
    """Why there is no answer. Never a number, never the same as a true zero."""

    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"
    NO_ANSWER = "no_answer"
    ILLEGIBLE = "illegible"


class State(IntEnum):
    """The state of one answer in the table of answers; all but ``ANSWERED`` are kinds of `Missing`."""

    ANSWERED = 0
    NOT_ASKED = 1
    NOT_APPLICABLE = 2
    DONT_KNOW = 3
    NO_ANSWER = 4
    ILLEGIBLE = 5

    @classmethod
    def of(cls, missing: Missing) -> State:
        """The state that says this kind of missing."""
        return cls[missing.name]

    @property
    def missing(self) -> Missing | None:
        """The kind of missing, or None for an answer."""
        return None if self is State.ANSWERED else Missing[self.name]


class ItemType(StrEnum):
    """What kind of answer an item accepts."""

    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    PRESENCE = "presence"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"

    @property
    def closed(self) -> bool:
        """True where the answers are known beforehand."""
        return self in (ItemType.CHOICE, ItemType.CHOICES, ItemType.SCALE, ItemType.PRESENCE)


@frozen(kw_only=True)
class Category:
    """One answer that a closed item accepts: its code or choice id, its label, and other names it goes by."""

    code: str
    label: Text
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a file may call it, the code first."""
        return tuple(dict.fromkeys((self.code, *self.label.variants, *self.also)))


@frozen(kw_only=True)
class MissingWord:
    """A declared way of having no answer that people see among the answers, like « Ne sait pas »."""

    missing: Missing
    label: Text
    also: tuple[str, ...] = ()


@frozen(kw_only=True)
class Scale:
    """Ordered categories from the lowest to the highest, and the missing words offered beside them."""

    id: str
    categories: tuple[Category, ...]
    missing: tuple[MissingWord, ...] = ()


@define(kw_only=True, frozen=True, slots=False)
class Item:
    """One thing that an instrument asks.

    ``categories`` are the closed answers in their order (lowest first on a scale); empty for number, text and date.
    ``question`` is the stem that several items share. ``minimum`` and ``maximum`` bound a number. ``reverse`` says that
    agreeing is unfavourable: codes are mirrored in tallies only. ``phases`` names the moments at which the item is
    answered, empty where there is one. ``role`` is set on an item that counts for one role, of the item ``by_role``.
    """

    id: str
    label: Text
    type: ItemType
    question: Text = Text()
    section: Text = Text()
    scale: str = ""
    categories: tuple[Category, ...] = ()
    missing: tuple[MissingWord, ...] = ()
    unit: Text = Text()
    minimum: float | None = None
    maximum: float | None = None
    also: tuple[str, ...] = ()
    reverse: bool = False
    by_role: bool = False
    role: str = ""
    phases: tuple[str, ...] = ()
    comparable_with: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its categories, in order."""
        return tuple(category.code for category in self.categories)

    @property
    def wording_hash(self) -> str:
        """Twelve hexadecimal digits of all that the person asked reads: a changed wording is another question."""
        read = [
            self.type,
            self.question,
            self.label,
            str(self.unit),
            [[c.code, c.label] for c in self.categories],
            [[m.missing, m.label] for m in self.missing],
        ]
        return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()[:12]
