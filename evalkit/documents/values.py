"""What one piece of text says when a field asks for a number, a date, yes or no."""

from __future__ import annotations

import re
from datetime import date

from evalkit.core.message import Message, say

_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")
_WHOLE = re.compile(r"[+-]?\d+\Z")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)\Z")
_WRITTEN = re.compile(r"-?(?:0|[1-9]\d*)(?:[.,]\d+)?\Z")
_YES = frozenset({"true", "oui", "yes", "on", "vrai"})
_NO = frozenset({"false", "non", "no", "off", "faux"})
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
"""The key of a language in a text written in several."""
LISTED = re.compile(r"[\w.-]+(?:\s*,\s*[\w.-]+)+\Z")
"""Words or codes with commas between, without the brackets of a list."""

WHOLE = say("un nombre entier")
NUMBER = say("un nombre, comme 0.5 ou 12")
DATE = say("une date, comme 2031-12-31")
YES_OR_NO = say("oui ou non (true ou false)")
TEXT = say("un texte")


def whole(text: str) -> int | None:
    """A whole number: « 08 » is 8, « 1 350 » is 1350. None for anything else."""
    text = _SPACED.sub("", text.strip())
    return int(text) if _WHOLE.match(text) and len(text) < 19 else None


def number(text: str) -> float | None:
    """A number with a point or a comma; whole ones stay whole. None for anything else."""
    text = _SPACED.sub("", text.strip())
    if not _NUMBER.match(text) or len(text) > 40:
        return None
    return int(text) if _WHOLE.match(text) else float(text.replace(",", "."))


def written_number(text: str) -> float | None:
    """The number that a plain text is without doubt; « 08 », « 1 350 » or « 2015-2018 » stay words."""
    return number(text) if _WRITTEN.match(text) else None


def truth(text: str) -> bool | None:
    """True or false, in YAML's words, in French or in English. None for anything else."""
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def day(text: str) -> date | None:
    """A date, 2031-12-31 or 31/12/2031. None for anything else, a 31st of February among them."""
    iso = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text.strip())
    french = re.fullmatch(r"(\d\d?)[/.](\d\d?)[/.](\d{4})", text.strip())
    parts = iso.groups() if iso else french.groups()[::-1] if french else None
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def share_meant(text: str) -> Message | None:
    """The hint for « 50 % » where a number is wanted."""
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*%", text.strip())
    return say("Écrivez : {value}", value=f"{float(match[1].replace(',', '.')) / 100:g}") if match else None
