"""What in a text may tell who a person is: it highlights, a person decides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from attrs import frozen


class Clue(StrEnum):
    """What was seen."""

    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    NIR = "nir"
    ADDRESS = "address"
    NAME = "name"
    ROLE = "role"


@frozen(kw_only=True)
class Highlight:
    """One place in a text: what it may be, and the words, from ``start`` up to ``end``."""

    clue: Clue
    start: int
    end: int
    words: str

    @property
    def titled(self) -> bool:
        """True where the words begin with a title, « Mme Dupont »: they are surely somebody's."""
        return _TITLED.match(self.words) is not None


_CAPITAL = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
_WORD = f"[{_CAPITAL}][\\w’'-]{{1,60}}"
_GAP = "[ .\u00a0]?"
_TITLES = r"(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Docteur|Dr|Me)"
_TITLED = re.compile(rf"{_TITLES}\s", re.IGNORECASE)
_WAYS = r"rue|avenue|av\.|boulevard|bd|place|allée|allees|chemin|impasse|cours|quai|route|square|résidence|lotissement"

# In this order: what stands in an earlier match is not looked at again.
_PATTERNS: Final[tuple[tuple[Clue, re.Pattern[str]], ...]] = (
    (Clue.EMAIL, re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE)),
    (Clue.IBAN, re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?\b")),
    (
        Clue.NIR,
        re.compile(rf"\b[12]{_GAP}\d{{2}}{_GAP}(?:0[1-9]|1[0-2]|[2-9]\d){_GAP}\d[\dAB](?:{_GAP}\d{{3}}){{2}}"
                   rf"(?:{_GAP}\d{{2}})?\b"),
    ),
    (
        Clue.PHONE,
        re.compile(r"(?<!\d)(?:\+\d{2,3}|00\d{2}|0)[ .\u00a0-]?(?:\(0\))?[1-9](?:[ .\u00a0/-]?\d{2}){4}(?!\d)"),
    ),
    (Clue.ADDRESS, re.compile(rf"\b\d{{1,4}}(?: ?(?:bis|ter|[A-D]))?,? (?:{_WAYS})\b[^,;.\n]*", re.IGNORECASE)),
    (Clue.NAME, re.compile(rf"\b{_TITLES}[ \u00a0]{_WORD}(?:[ \u00a0-]{_WORD})*")),
    (Clue.NAME, re.compile(rf"\b{_WORD}[ \u00a0]{_WORD}(?:[ \u00a0]{_WORD})*")),
    (Clue.NAME, re.compile(rf"(?<=[\w,;:»”)] )(?:{_WORD})")),
    (
        Clue.ROLE,
        re.compile(r"\b(?:la|le|notre|ma|mon) (?:directrice|directeur|présidente?|trésori[eè]re?|secrétaire|maire|"
                   r"médecin|gardienne?|coordinat(?:rice|eur)|institutrice|instituteur|curé|imam)\b", re.IGNORECASE),
    ),
)  # fmt: skip
"""Telephone numbers as France writes them, and international ones; a NIR has 13 digits and often a key of two."""


def highlights(text: str) -> tuple[Highlight, ...]:
    """Every place that may identify somebody, in the order of the text.

    It sees too much (a street that is a place name, two words with capitals) rather than too little, and still misses
    what only people who know the district would see: a name written small, a rare situation. Nothing is removed.
    """
    found: list[Highlight] = []  # in the order of the text, none over another
    for one in _all(text):
        at = bisect_left(found, one.start, key=_start)
        if (at == 0 or found[at - 1].end <= one.start) and (at == len(found) or one.end <= found[at].start):
            found.insert(at, one)
    return tuple(found)


def _start(one: Highlight) -> int:
    return one.start


def _all(text: str) -> Iterator[Highlight]:
    for clue, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Highlight(clue=clue, start=match.start(), end=match.end(), words=match.group())
