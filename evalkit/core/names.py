"""When two written names are the same name, and which known name is nearest to an unknown one."""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´′＇", "'"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_LONGEST = 4_000
"""Letters of a heading within which its parts are looked for: one as long as a page is compared whole."""
_ASIDE = re.compile(r"\s*\((?:obligatoire|facultatif|facultative|required|optional)\)\s*\Z", re.IGNORECASE)
_SHORT = 120
_NUMBERED = re.compile(r"(?:question\s+|q\.?\s?|n°\s?)?\d{1,3}[a-z]?\s?(?:[.):/]|\s[-–—])\s?(?=\D)", re.IGNORECASE)


def fold(name: str) -> str:
    """The form under which names are compared: case, Unicode form, kinds of spaces and apostrophes do not matter.

    >>> fold("  L’Âge\u00a0du Répondant ") == fold("l'âge du répondant")
    True
    """
    return _short(name) if len(name) <= _SHORT else _folded(name)


def _folded(name: str) -> str:
    if name.isascii() and "`" not in name:
        return " ".join(name.split()).lower()
    return unicodedata.normalize("NFC", tidy(name).casefold())


# The same headings and answers are compared again and again; what people wrote at length is not kept.
_short = lru_cache(maxsize=8192)(_folded)


def tidy(name: str) -> str:
    """The same in its own case: one Unicode form, one kind of space and of apostrophe, nothing invisible.

    >>> tidy(" L’Âge ")
    "L'Âge"
    """
    # Apostrophes first: the compatibility form of « ´ » is a space and a floating accent.
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name.translate(_APOSTROPHES)))
    return _SPACES.sub(" ", text).strip()


def loose(name: str) -> str:
    """The letters and digits of a name alone, folded: « Diriez-vous que… [J’ose] » and « Diriez-vous que…/J'ose »

    >>> loose("LS[SQ001]") == loose("ls_SQ001")
    True
    """
    return "".join(filter(str.isalnum, fold(name)))


def plain(name: str) -> str:
    """A name without the markup and entities that a tool left around it.

    >>> plain("<p>Plut&ocirc;t</p>")
    'Plutôt'
    """
    return tidy(html.unescape(_MARKUP.sub("", name))) if "<" in name or "&" in name else name


def bare(name: str) -> str:
    """A heading without what tools set around a question: markup, a number before it, « (obligatoire) » behind.

    >>> bare("<p>12. Votre&nbsp;âge</p>"), bare("Q3) Votre âge (obligatoire)"), bare("3 ans ou plus")
    ('Votre âge', 'Votre âge', '3 ans ou plus')
    """
    if len(name) > _LONGEST:
        return name
    name = _ASIDE.sub("", tidy(plain(name)))
    number = _NUMBERED.match(name)
    return name[number.end() :] if number else name


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name a person most likely meant, or None where nothing is near.

    >>> nearest("questionaire", ["questionnaire", "flower"])
    'questionnaire'
    """
    by_fold = {fold(candidate): candidate for candidate in sorted(known)}
    found = difflib.get_close_matches(fold(name), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None
