"""Which words of the answers may be printed: those a person cleared, of someone who allowed it, and nothing
simulated.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator

from attrs import frozen

from evalkit.core.answers import CONSENTS, Answers, Part
from evalkit.core.evaluation import Evaluation
from evalkit.core.items import ItemType


@frozen(kw_only=True)
class WrittenText:
    """One text of the answers, with all that a decision about it needs. ``item`` is empty where it fits no marker."""

    instrument: str
    record: str
    item: str
    text: str
    consent: str
    row: int

    @property
    def hash(self) -> str:
        """What ties a decision to these words."""
        return text_hash(self.text)


@frozen(kw_only=True)
class ClearedQuote:
    """Words that may be printed, as the person who cleared them wrote them down."""

    instrument: str
    item: str
    text: str
    consent: str


def text_hash(text: str) -> str:
    """Twelve hexadecimal digits of a text; the same for the same words however their accents are stored."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).strip().encode()).hexdigest()[:12]


def written_texts(answers: Answers) -> Iterator[WrittenText]:
    """Every text of the answers in the order of the table; without dissents, and dates, which are nobody's words."""
    records = answers.records
    for at in range(len(answers)):
        text = int(answers.text[at])
        if text < 0 or answers.part[at] == Part.DISSENT:
            continue
        row, item = int(answers.row[at]), int(answers.item[at])
        if item >= 0 and answers.items[item].item.type is ItemType.DATE:
            continue
        yield WrittenText(
            instrument=answers.instruments[int(records.instrument[row])],
            record=answers.ids[int(records.record[row])],
            item=answers.items[item].item.id if item >= 0 else "",
            text=answers.texts[text],
            consent=CONSENTS[max(int(records.consent[row]), 0)],
            row=row,
        )


def cleared_quotes(evaluation: Evaluation, answers: Answers) -> tuple[ClearedQuote, ...]:
    """The quotes of a wave: a person's clearance *and* consent to quote, on words that are still the same.

    Simulated texts are never printed as quotes.
    """
    if evaluation.wave(answers.wave).simulated:
        return ()
    cleared = {
        (quote.instrument, quote.record, quote.item, quote.hash): quote
        for quote in evaluation.quotes
        if quote.cleared and quote.wave in ("", answers.wave)
    }
    found = []
    for written in written_texts(answers) if cleared else ():
        quote = cleared.get((written.instrument, written.record, written.item, written.hash))
        if quote is not None and written.consent != CONSENTS[0]:
            text = str(quote.text) or written.text
            found.append(
                ClearedQuote(instrument=written.instrument, item=written.item, text=text, consent=written.consent)
            )
    return tuple(dict.fromkeys(sorted(found, key=lambda q: (q.instrument, q.item, q.text))))
