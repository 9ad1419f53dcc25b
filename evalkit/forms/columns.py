"""What one row of answers to an instrument holds, in the order of the paper: its fields, its items, their words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from attrs import frozen

from evalkit import (
    FIXED,
    Category,
    Evaluation,
    InstrumentUse,
    Item,
    ItemType,
    Message,
    Missing,
    MissingWord,
    Named,
    Text,
    other_category,
    say,
)
from evalkit.forms.languages import FormLanguage

SESSION: Final = ("record", "observer", "group", "site", "action", "date", "present")
"""The fields that are said once for a form, a meeting, an interview or a session."""

_LABELS: Final[Mapping[str, Message]] = {
    "record": say("Numéro"),
    "observer": say("Observation par"),
    "group": say("Groupe"),
    "site": say("Lieu"),
    "action": say("Action"),
    "date": say("Date"),
    "present": say("Nombre de présents"),
    "consent": say("Accord pour citer"),
    "marker": say("Marqueur"),
    "tone": say("Ton"),
    "text": say("Extrait"),
    "phase": say("Moment"),
    "position": say("Position"),
    "voices": say("Nombre de voix"),
    "mode": say("Manière"),
    "dissent": say("Désaccord"),
}
_SEGMENTS: Final = ("group", "site", "action")
_WHOLE: Final = ("present", "voices")
_PERSON: Final = (
    Category(code="no", label=Text({"fr": "Non", "en": "No"})),
    Category(code="anonymous", label=Text({"fr": "Oui", "en": "Yes"})),
)
"""What a person is offered who is asked whether her words may be quoted without her name."""


class Kind(Enum):
    """How a field is filled in."""

    WORDS = "words"
    WHOLE = "whole"
    DATE = "date"
    TEXT = "text"


@frozen(kw_only=True)
class FormField:
    """A field of a form: its name, how it is filled in, and the words it accepts (empty: any)."""

    name: str
    kind: Kind
    words: tuple[Category, ...] = ()
    declared: str = ""

    def label(self, lang: FormLanguage, own: str) -> str:
        """Its label: the heading that the centre declared, in the centre's *own* language, else evalkit's word."""
        if self.declared and lang.code == own:
            return self.declared
        known = _LABELS.get(self.name)
        return lang.say(known) if known else self.declared or self.name


def fields_of(use: InstrumentUse, evaluation: Evaluation) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """The fields said once for a form, and those said in each of its rows, or after its items."""
    names = dict.fromkeys((*(n for n in SESSION if n not in ("observer", "present")), *use.plugin.fields))
    taken = {item.id for item in use.file.items}
    fixed = {name for name in _SEGMENTS if getattr(use.file, name)}
    found = {name: _field(name, use, evaluation) for name in names if name not in taken and name not in fixed}
    found = {name: field for name, field in found.items() if field.words or name not in _SEGMENTS}
    session = tuple(found[name] for name in SESSION if name in found)
    return session, tuple(field for name, field in found.items() if name not in SESSION)


def _field(name: str, use: InstrumentUse, evaluation: Evaluation) -> FormField:
    declared = next(iter(use.file.fields.get(name, ())), "")
    if name in _SEGMENTS:
        return FormField(name=name, kind=Kind.WORDS, words=_named(evaluation.segments(name)), declared=declared)
    words: tuple[Category, ...] = ()
    if name == "consent":
        words = _PERSON if use.plugin.layout == "form" else FIXED[name]
    elif name in FIXED:
        words = FIXED[name]
    elif name == "marker":
        words = tuple(Category(code=item.id, label=item.label) for item in markers_of(use))
    elif name == "position":
        words = positions_of(use)
    kind = Kind.WORDS if words else Kind.DATE if name == "date" else Kind.WHOLE if name in _WHOLE else Kind.TEXT
    return FormField(name=name, kind=kind, words=words, declared=declared)


def _named(among: Iterable[Named]) -> tuple[Category, ...]:
    return tuple(Category(code=one.id, label=one.label) for one in among)


def markers_of(use: InstrumentUse) -> tuple[Item, ...]:
    """The items that are markers of the tree, of an instrument whose rows name their marker."""
    declared = {item.id for item in use.file.items}
    return tuple(item for item in use.items if item.id not in declared) if "marker" in use.plugin.fields else ()


def asked_of(use: InstrumentUse) -> tuple[Item, ...]:
    """The items that a form asks one by one."""
    markers = {item.id for item in markers_of(use)}
    return tuple(item for item in use.items if item.id not in markers)


def positions_of(use: InstrumentUse) -> tuple[Category, ...]:
    """The positions that a group may take on a marker."""
    return tuple({c.code: c for item in markers_of(use) for c in item.categories}.values())


def missing_of(item: Item, use: InstrumentUse) -> tuple[MissingWord, ...]:
    """The ways of having no answer to an item: those it offers, then each other kind that the instrument declares,
    under the first of its words.
    """
    offered = {word.missing for word in item.missing}
    declared = tuple(
        MissingWord(missing=Missing(kind), label=Text(words[0]), also=tuple(words[1:]))
        for kind, words in use.file.missing.items()
        if words and Missing(kind) not in offered
    )
    return (*item.missing, *declared)


def other_of(item: Item) -> Category | None:
    """The category « autre » of an item, beside which people write."""
    if item.type not in (ItemType.CHOICE, ItemType.CHOICES):
        return None
    at = other_category(item.categories)
    return item.categories[at] if at >= 0 else None


def version_of(use: InstrumentUse) -> str:
    """Twelve hexadecimal digits that change with the wording of anything the instrument asks."""
    asked = [use.id, use.file.kind, [[item.id, item.wording_hash] for item in use.items]]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]
