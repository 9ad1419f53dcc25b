"""What kind of question a column of answers seems to be, from its cells alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from evalkit.core.items import Category, ItemType, Missing, MissingWord
from evalkit.core.message import Message, say
from evalkit.core.names import fold, tidy
from evalkit.core.text import Text
from evalkit.evaluation.dates import read_dates
from evalkit.evaluation.drafts.model import distinct, shortened
from evalkit.evaluation.words import TICKED, UNTICKED, number, shortest

_MOST_OPTIONS: Final = 15
_LONG: Final = 60
_MOST_CELLS: Final = 500
_FEW: Final = 11
_SHARE: Final = 0.15
"""How many different answers a long list of choices has, at most, for each person who answered."""
_SEMICOLON: Final = re.compile(r"(?<!\s);(?!\s)")
_SENTENCE: Final = 20
"""Letters of an answer that was hardly ticked, where its question is open."""
_SEPARATORS: Final = (";", ", ", "|", "\n")
_MISSING: Final = frozenset(map(fold, ("", "N/A", "NA", "-", "néant", "n/c")))
_UNSAID: Final = {
    fold(words): missing
    for missing, listed in (
        (
            Missing.DONT_KNOW,
            "ne sait pas|ne sais pas|je ne sais pas|nsp|sans opinion|sans avis|ne sait pas / non concerné",
        ),
        (Missing.DONT_KNOW, "don’t know|i don’t know|no opinion"),
        (Missing.NOT_APPLICABLE, "non concerné|non concernée|pas concerné|sans objet|not applicable"),
    )
    for words in listed.split("|")
}
"""Words that tools offer beside a scale, and that stand on none of its steps."""
_OPEN: Final = re.compile(
    r"(?:racontez|raconte|expliquez|décrivez|précisez|dites|donnez|citez|pourquoi|comment|qu'est-ce|que "
    r"|quel(?:le)?s? autres?|(?:vos? )?(?:remarque|suggestion|commentaire|idée|attente|témoignage)|un mot)"
)
"""How an open question begins."""
_ORDERS: Final = tuple(
    tuple(fold(word) for word in words.split("|"))
    for words in (
        "pas du tout d’accord|plutôt pas d’accord|ni d’accord ni pas d’accord|plutôt d’accord|tout à fait d’accord",
        "pas du tout satisfait|peu satisfait|plutôt pas satisfait|plutôt satisfait|satisfait|très satisfait",
        "pas du tout|plutôt non|plutôt pas|un peu|moyennement|plutôt|plutôt oui|assez|beaucoup|tout à fait",
        "très mauvais|mauvais|moyen|bien|bon|très bien|très bon|excellent",
        "très mauvaise|mauvaise|moyenne|bonne|très bonne|excellente",
        "jamais|rarement|parfois|de temps en temps|souvent|très souvent|toujours",
        "strongly disagree|disagree|neither agree nor disagree|neutral|agree|strongly agree",
        "never|rarely|sometimes|often|always",
        "very unlikely|unlikely|neutral|likely|very likely",
    )
)
"""Answers that people know as scales, from the lowest to the highest."""


@frozen(kw_only=True)
class Guess:
    """A type, its answers where it is closed, and what a person must look at."""

    type: ItemType
    choices: tuple[Category, ...] = ()
    missing: tuple[MissingWord, ...] = ()
    remarks: tuple[Message, ...] = ()


def guess(cells: Iterable[str], asked: str = "") -> Guess:
    """The type of a question that was answered with these cells; its own words, *asked*, may say that it is open."""
    written = [cell.strip() for cell in cells if fold(cell) not in _MISSING]
    counts = Counter(map(tidy, written))
    if not counts:
        return Guess(type=ItemType.TEXT, remarks=(say("personne n’a répondu dans ce fichier : de quel type est-ce ?"),))
    values = [number(cell) for cell in counts]
    if all(value is not None for value in values):
        return _number([value for value in values if value is not None])
    dates = read_dates(counts, True)
    if not dates.bad and not dates.both:
        return Guess(type=ItemType.DATE)
    joined = _ended(counts) or _composed(counts) or _joined(counts)
    if joined:
        return joined
    if _OPEN.match(fold(asked)) and max(map(len, counts)) > _SENTENCE:
        return Guess(type=ItemType.TEXT, remarks=(say("est-ce bien une question ouverte ?"),))
    few = len(counts) <= _MOST_OPTIONS or len(counts) <= min(2 * _MOST_OPTIONS, len(written) * _SHARE)
    if few and max(map(len, counts)) <= 2 * _LONG and len(counts) < max(len(written) * 0.6, 3):
        return closed(counts)
    remarks = (
        () if len(counts) > _MOST_OPTIONS * 2 else (say("est-ce une question ouverte, ou des choix à déclarer ?"),)
    )
    return Guess(type=ItemType.TEXT, remarks=remarks)


def closed(words: Iterable[str]) -> Guess:
    """One answer among few: a scale where its words are known as one, else a choice."""
    names = list(dict.fromkeys(words))
    folded = {fold(name): name for name in names}
    steps = set(folded) - set(_UNSAID)
    for order in _ORDERS:
        if len(steps) > 1 and steps <= set(order):
            ranked = [folded[word] for word in order if word in steps]
            categories = tuple(Category(code=str(n), label=Text(name)) for n, name in enumerate(ranked, 1))
            unsaid = [(folded[word], missing) for word, missing in _UNSAID.items() if word in folded]
            missing = tuple(MissingWord(missing=kind, label=Text(name)) for name, kind in unsaid)
            remarks = (say("l’échelle est-elle entière ? Seules les réponses données y sont."),)
            return Guess(type=ItemType.SCALE, choices=categories, missing=missing, remarks=remarks)
    listed = distinct(Category(code=shortened(name) or "choix", label=Text(name)) for name in sorted(folded.values()))
    remarks = (say("la liste est-elle entière, et est-ce une échelle ? Seules les réponses données y sont."),)
    return Guess(type=ItemType.CHOICE, choices=listed, remarks=remarks)


def is_tick(cells: Iterable[str], *names: str) -> bool:
    """True where a column says only that an option was chosen or not."""
    known = {*TICKED, *UNTICKED, *_MISSING, *map(fold, names)}
    return all(fold(cell) in known for cell in cells)


def _number(values: Sequence[float]) -> Guess:
    whole = all(value == int(value) for value in values)
    if whole and len(values) <= _FEW and min(values) >= 0 and max(values) <= _FEW:
        codes = ", ".join(shortest(value) for value in sorted(values))
        remarks = (say("est-ce un nombre, ou les codes d’une échelle ({codes}) ?", codes=codes),)
        return Guess(type=ItemType.NUMBER, remarks=remarks)
    return Guess(type=ItemType.NUMBER)


def _ended(counts: Counter[str]) -> Guess | None:
    """Several answers in a cell, each ended by a semicolon as in Microsoft Forms: an option may hold commas."""
    if not all(cell.endswith(";") for cell in counts):
        return None
    pieces = dict.fromkeys(piece for cell in counts for piece in _SEMICOLON.split(cell[:-1]) if piece.strip())
    return _several(pieces) if 0 < len(pieces) <= _MOST_OPTIONS else None


def _composed(counts: Counter[str]) -> Guess | None:
    """Several answers in a cell, where every longer cell is made of shorter ones: each option was once ticked alone."""
    if len(counts) > _MOST_CELLS:
        return None
    for separator in _SEPARATORS:
        alone: list[str] = []
        joined = 0
        for cell in sorted(counts, key=lambda cell: (len(cell), cell)):
            if _made_of(cell, alone, separator):
                joined += 1
            else:
                alone.append(cell)
        if joined > 1 and 1 < len(alone) <= _MOST_OPTIONS and sum(counts[cell] for cell in alone) > len(alone):
            return _several(alone)
    return None


def _made_of(cell: str, options: Sequence[str], separator: str) -> bool:
    starts = [option + separator for option in options if cell.startswith(option + separator)]
    rests = (cell[len(start) :].lstrip() for start in starts)
    return any(rest in options or _made_of(rest, options, separator) for rest in rests)


def _several(pieces: Iterable[str]) -> Guess:
    listed = distinct(Category(code=shortened(piece) or "choix", label=Text(piece)) for piece in sorted(pieces))
    remarks = (say("la liste des choix est-elle entière ? Seules les réponses données y sont."),)
    return Guess(type=ItemType.CHOICES, choices=listed, remarks=remarks)


def _joined(counts: Counter[str]) -> Guess | None:
    """Several answers in a cell, where the same few pieces come back."""
    for separator in _SEPARATORS:
        if not any(separator in cell.rstrip(separator) for cell in counts):
            continue
        pieces: Counter[str] = Counter()
        for cell, n in counts.items():
            pieces.update({piece.strip(): n for piece in cell.split(separator) if piece.strip()})
        kept = [piece for piece, n in pieces.items() if n > 1 or len(pieces) <= _MOST_OPTIONS // 2]
        alone = all(re.fullmatch(r"[^,;]{1,120}", piece) for piece in pieces)
        if len(kept) == len(pieces) <= _MOST_OPTIONS and len(counts) > len(pieces) * 0.8 and alone:
            return _several(pieces)
    return None
