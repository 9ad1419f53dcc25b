"""What kind of question a column of answers seems to be, from its cells alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from evalkit.core.items import Category, ItemType
from evalkit.core.message import Message, say
from evalkit.core.names import fold, tidy
from evalkit.core.text import Text
from evalkit.evaluation.dates import read_dates
from evalkit.evaluation.drafts.model import distinct, shortened
from evalkit.evaluation.words import TICKED, UNTICKED, number, shortest

_MOST_OPTIONS: Final = 15
_LONG: Final = 60
_FEW: Final = 11
_SHARE: Final = 0.15
"""How many different answers a long list of choices has, at most, for each person who answered."""
_SEPARATORS: Final = (";", ", ", "|", "\n")
_MISSING: Final = frozenset(map(fold, ("", "N/A", "-")))
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
    remarks: tuple[Message, ...] = ()


def guess(cells: Iterable[str]) -> Guess:
    """The type of a question that was answered with these cells."""
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
    joined = _joined(counts)
    if joined:
        return joined
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
    for order in _ORDERS:
        if len(folded) > 1 and set(folded) <= set(order):
            ranked = [folded[word] for word in order if word in folded]
            categories = tuple(Category(code=str(n), label=Text(name)) for n, name in enumerate(ranked, 1))
            remarks = (say("l’échelle est-elle entière ? Seules les réponses données y sont."),)
            return Guess(type=ItemType.SCALE, choices=categories, remarks=remarks)
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
            listed = distinct(Category(code=shortened(piece) or "choix", label=Text(piece)) for piece in sorted(pieces))
            remarks = (say("la liste des choix est-elle entière ? Seules les réponses données y sont."),)
            return Guess(type=ItemType.CHOICES, choices=listed, remarks=remarks)
    return None
