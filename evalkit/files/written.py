"""How a typed value of a spreadsheet is written as text: the way a person would have typed it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

_NOISE = 1e-9
_DIGITS = 15
"""How many digits a spreadsheet keeps of a number."""


class Written(dict[object, str]):
    """The text of each value met so far. Equal values share one string, which keeps a large sheet small."""

    def __missing__(self, value: object) -> str:
        if isinstance(value, bool):  # it equals 1 or 0, and would be found in the place of that number
            return written(value)
        text = self[value] = written(value)
        return text


def written(value: object) -> str:
    """A value as text: shortest decimals without the noise of binary fractions, ISO dates, texts as they are.

    >>> written(3.0000000000000004), written(0.1 + 0.2), written(datetime(2024, 5, 3, 14, 0)), written("007")
    ('3', '0.3', '2024-05-03T14:00:00', '007')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        value = _to_the_second(value)
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return (
            f"{'-' if seconds < 0 else ''}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}:{abs(seconds) % 60:02}"
        )
    return str(value)


def number(value: float) -> str:
    """The shortest decimal form of a number, whole where it is so to one part in a thousand million.

    >>> number(4.0), number(2.5), number(1e-7), number(123456789012.0)
    ('4', '2.5', '0.0000001', '123456789012')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    whole = round(value)
    if abs(value - whole) <= _NOISE and abs(value) < 10**_DIGITS:
        return str(whole)
    short = f"{value:.{_DIGITS}g}"
    return short if "e" not in short else format(Decimal(short), "f")


def _to_the_second(value: datetime) -> datetime:
    """A day's fraction is a binary one: 14:00 may be stored as 13:59:59.999999."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0) if value.microsecond else value
