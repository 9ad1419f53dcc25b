"""The interview: one row, one excerpt; what is counted are interviews, never excerpts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import (
    TONES,
    Answers,
    AskedItem,
    Entry,
    Framework,
    Item,
    ItemType,
    Location,
    Part,
    Problem,
    Rows,
    Text,
    say,
)


@frozen(kw_only=True)
class Theme:
    """A theme of the guide, and the prompts that keep the talk going."""

    id: str
    label: Text
    prompts: tuple[Text, ...] = ()


@frozen(kw_only=True)
class Interview:
    """Interviews cut into excerpts: each row names a marker, a tone and the words.

    Its items are the markers of the tree that have evidence from it. An interview mentions a marker once however often,
    in one tone; two tones make it qualified. A row with only a record is an interview held without a mention; a row
    without a marker is « inattendu ».
    """

    name: ClassVar[str] = "interview"
    layout: ClassVar[str] = "guide"
    fields: ClassVar[tuple[str, ...]] = ("marker", "tone", "text", "consent")
    key: ClassVar[tuple[str, ...]] = ()

    themes: tuple[Theme, ...] = ()

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items of its file, then one per marker, whose answers are the tones."""
        markers = tuple(
            Item(id=placed.marker.id, label=placed.marker.label, section=placed.indicator.label, type=ItemType.CHOICE,
                 categories=TONES)
            for placed in framework.placed()
        )  # fmt: skip
        return (*declared, *markers)

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        """One coded answer for each interview and marker; one answer of words alone for each excerpt."""
        own = rows.to_answers()
        markers = {id_: number for number, id_ in enumerate(framework.markers, len(own.items))}
        items = {item.id: item for item in rows.items}
        asked = (
            *own.items,
            *(AskedItem(instrument=rows.instrument.id, item=items[name], values=items[name].codes) for name in markers),
        )
        codes = [tone.code for tone in TONES]
        tones: dict[tuple[int, int], tuple[int, set[str]]] = {}
        entries: list[Entry] = []
        problems: list[Problem] = []
        written = zip(rows.field("marker"), rows.field("tone"), rows.field("text"), rows.records.record.tolist())
        for row, (marker, tone, text, record) in enumerate(written):
            number = markers.get(marker, -1)
            if number >= 0:
                if tone:
                    tones.setdefault((record, number), (row, set()))[1].add(tone)
                else:
                    problems.append(_without_tone(rows.where(row), marker))
            elif tone and not text:
                problems.append(_without_marker(rows.where(row)))
            if text:
                entries.append(Entry(row, number, part=Part.TEXT, text=text))
        for (_, number), (row, said) in tones.items():
            tone = said.pop() if len(said) == 1 else "qualified"
            entries.append(Entry(row, number, codes.index(tone)))
        own_entries = list(_entries(own))
        return rows.from_entries(asked, [*own_entries, *entries]), problems


def _entries(answers: Answers) -> Iterable[Entry]:
    """The answers to the items of its own file, one by one."""
    columns = (answers.row, answers.item, answers.code, answers.state, answers.part, answers.text)
    for row, item, code, state, part, text in zip(*(column.tolist() for column in columns)):
        yield Entry(row, item, code, state, part, "", answers.texts[text] if text >= 0 else "")


def _without_tone(where: Location, marker: str) -> Problem:
    return Problem(
        "E270",
        say("Un extrait parle de « {marker} » sans dire sur quel ton.", marker=marker),
        where,
        say("Écrivez favorable, nuancé ou contraire."),
    )


def _without_marker(where: Location) -> Problem:
    return Problem(
        "E271",
        say("Une ligne a un ton, mais ni marqueur ni texte."),
        where,
        say("Écrivez le marqueur, ou l’extrait s’il est inattendu."),
    )


@evalkit.hookimpl
def evalkit_instruments() -> Iterable[type]:
    """The kind « interview »."""
    return [Interview]
