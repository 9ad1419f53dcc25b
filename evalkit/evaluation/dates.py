"""Dates as people and tools write them, read by the evidence of their whole column and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from evalkit.core.names import fold

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)\Z")
_NUMERIC: Final = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORDED: Final = re.compile(r"(?:[a-zà-ÿ]+\.?,? )?(\d{1,2})(?:er)?[ -]([a-zà-ÿ]+)\.?[ -](\d{4}|\d{2})(?!\d)")
_WORDED_EN: Final = re.compile(r"(?:[a-z]+,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("janvier janv january jan", "février févr fevrier february feb fév", "mars march mar", "avril avr april apr",
         "mai may", "juin june jun", "juillet juil july jul", "août aout august aug", "septembre sept september sep",
         "octobre oct october", "novembre nov november", "décembre déc decembre december dec"), 1)
    for name in names.split()
}  # fmt: skip
_LAST_MONTH: Final = 12
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
"""A year before or after is a slip: 0017, 2171."""


@frozen
class Dates:
    """The dates of a column by the cells that write them: ISO days, cells that are no date, and whether nothing in the
    column says which of two numbers is the day.
    """

    days: dict[str, str]
    bad: tuple[str, ...]
    undecided: tuple[str, ...]
    both: tuple[str, ...]


def read_dates(cells: Iterable[str], day_first: bool | None) -> Dates:
    """The days that distinct *cells* say.

    A day above twelve anywhere in the column shows its order, which then holds for all; a point between numbers means
    day first. Where nothing shows it, *day_first* decides, and where that is None the cells are ``undecided``. ``both``
    are cells that show the two orders against each other.
    """
    days: dict[str, str] = {}
    bad: list[str] = []
    numeric: dict[str, tuple[int, int, int]] = {}
    shown: dict[bool, list[str]] = {True: [], False: []}
    for cell in cells:
        text = fold(cell)
        found = _certain(text)
        if found is not None:
            days[cell] = found
            continue
        match = _NUMERIC.match(text)
        if not match:
            bad.append(cell)
            continue
        first, separator, second, year = int(match[1]), match[2], int(match[3]), _year(match[4])
        numeric[cell] = (first, second, year)
        if first > _LAST_MONTH or separator == "." or second > _LAST_MONTH:
            shown[second <= _LAST_MONTH].append(cell)
    both: tuple[str, ...] = ()
    if shown[True] and shown[False]:
        both = (shown[True][0], shown[False][0])
    order = True if shown[True] else False if shown[False] else day_first
    undecided: list[str] = []
    for cell, (first, second, year) in numeric.items():
        if order is None and first != second:
            undecided.append(cell)
            continue
        day = _day(year, second, first) if order in (True, None) else _day(year, first, second)
        if day is None:
            bad.append(cell)
        else:
            days[cell] = day
    return Dates(days, tuple(bad), tuple(undecided), both)


def _certain(text: str) -> str | None:
    """An ISO day or one whose month is in words."""
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _WORDED.match(text)
    if match and match[2] in _MONTHS:
        return _day(_year(match[3]), _MONTHS[match[2]], int(match[1]))
    match = _WORDED_EN.match(text)
    if match and match[1] in _MONTHS:
        return _day(int(match[3]), _MONTHS[match[1]], int(match[2]))
    return None


def _year(digits: str) -> int:
    year = int(digits)
    return year + 2000 if len(digits) <= 2 else year


def _day(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
