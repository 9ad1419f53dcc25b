"""The columns of an entry workbook: what is typed in each, from which words, and what the reader calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from evalkit import CONSENT_WORDS, Category, Evaluation, InstrumentUse, Item, ItemType, say
from evalkit.forms.columns import FormField, Kind, asked_of, fields_of, missing_of, other_of
from evalkit.forms.languages import FormLanguage

TICK: Final = "x"
NARROW, MIDDLING, WIDE = 9, 16, 40


@frozen(kw_only=True)
class Word:
    """One word of a drop-down: what is typed, and what it says where that is not the same."""

    typed: str | int
    says: str = ""


@frozen(kw_only=True)
class Typed:
    """One column. ``words`` closes it; a number may stand beside its words, between its bounds."""

    name: str
    label: str
    width: int = MIDDLING
    words: tuple[Word, ...] = ()
    number: bool = False
    whole: bool = False
    minimum: float | None = None
    maximum: float | None = None
    date: bool = False
    unique: bool = False


def typed_columns(use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> tuple[Typed, ...]:
    """The columns of an instrument, in the order of its paper form."""
    session, rows = fields_of(use, evaluation)
    own = evaluation.language
    return (
        *(_field(field, use, lang, own) for field in session),
        *(column for item in asked_of(use) for column in _item(item, use, lang)),
        *(_field(field, use, lang, own) for field in rows),
    )


def _field(field: FormField, use: InstrumentUse, lang: FormLanguage, own: str) -> Typed:
    words = field.words
    if field.name == "consent" and use.plugin.layout != "form":
        words = CONSENT_WORDS
    wide = (field.kind is Kind.TEXT and field.name in ("text", "dissent")) or field.name == "marker"
    return Typed(
        name=field.name,
        label=field.label(lang, own),
        width=WIDE if wide else NARROW if field.name == "record" or field.kind is Kind.WHOLE else MIDDLING,
        words=_labelled(words, lang),
        number=field.kind is Kind.WHOLE,
        whole=field.kind is Kind.WHOLE,
        minimum=0 if field.kind is Kind.WHOLE else None,
        date=field.kind is Kind.DATE,
        unique=field.name == "record" and use.plugin.key == ("record",),
    )


def _labelled(words: tuple[Category, ...], lang: FormLanguage) -> tuple[Word, ...]:
    return tuple(Word(typed=lang.text(word.label)) for word in words)


def _item(item: Item, use: InstrumentUse, lang: FormLanguage) -> Iterator[Typed]:
    stem, label = lang.text(item.question), lang.text(item.label)
    heading = f"{stem} [{label}]" if stem else label
    missing = tuple(Word(typed=lang.text(word.label)) for word in missing_of(item, use))
    other = other_of(item)
    if item.type is ItemType.CHOICES:
        for category in item.categories:
            yield Typed(
                name=f"{item.id}/{category.code}",
                label=f"{heading} [{lang.text(category.label)}]",
                words=(Word(typed=TICK), *missing),
            )
    elif item.type is ItemType.NUMBER:
        unit = lang.text(item.unit)
        yield Typed(
            name=item.id, label=f"{heading} ({unit})" if unit else heading, words=missing, number=True,
            minimum=item.minimum, maximum=item.maximum,
        )  # fmt: skip
    elif item.type.closed:
        yield Typed(name=item.id, label=heading, words=(*_closed(item, lang), *missing))
    else:
        is_date = item.type is ItemType.DATE
        yield Typed(name=item.id, label=heading, width=MIDDLING if is_date else WIDE, date=is_date)
    if other is not None:
        said = lang.text(other.label)
        yield Typed(
            name=f"{item.id}/other_text",
            label=lang.say(say("{question} [{other}, en toutes lettres]", question=heading, other=said)),
            width=WIDE,
        )


def _closed(item: Item, lang: FormLanguage) -> tuple[Word, ...]:
    """A scale of whole numbers is typed by number, with one key; every other answer by its words."""
    if item.type is ItemType.SCALE and all(code.isdecimal() and str(int(code)) == code for code in item.codes):
        return tuple(Word(typed=int(c.code), says=lang.text(c.label)) for c in item.categories)
    return _labelled(item.categories, lang)
