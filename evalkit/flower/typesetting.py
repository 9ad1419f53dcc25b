"""Lines of text: their real width in the bundled font, and where they break, so that no label is ever cut."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from .advances import BOLD, REGULAR
from .markup import clean

FAMILY: Final = "Atkinson Hyperlegible, Arial, Helvetica, sans-serif"
# Ascent plus descent of the font and a little air, in ems.
LEADING: Final = 1.26
ASCENT: Final = 0.95
_FALLBACK: Final = 1000
# French keeps these with the word before (or after); people type an ordinary space all the same.
_CLINGS: Final = re.compile(r" (?=[:;!?»%€])|(?<=«) ")
_SPACES: Final = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")


def drawn(text: str) -> str:
    """The text as it is drawn: one space where many stand, no-break spaces where French asks for them.

    The font has no narrow no-break space; the ordinary no-break space keeps the same words together.
    """
    return _CLINGS.sub("\u00a0", _SPACES.sub(" ", clean(text).replace("\u202f", "\u00a0")).strip(" "))


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line, in the units of `size`; a character outside the font counts a whole em."""
    table = BOLD if bold else REGULAR
    return sum(table.get(character, _FALLBACK) for character in text) * size / 1000


def _pieces(word: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """A word too long for any line, broken after a hyphen or a slash, else where the room ends; nothing is lost."""
    if measure(word) <= room:
        return [word]
    pieces, start = [], 0
    while start < len(word):
        end = start + 1
        while end < len(word) and measure(word[start : end + 1]) <= room:
            end += 1
        if end < len(word):
            soft = max(word.rfind("-", start, end), word.rfind("/", start, end))
            end = soft + 1 if soft > start else end
        pieces.append(word[start:end])
        start = end
    return pieces


def fill(text: str, rooms: Sequence[float], size: float, *, bold: bool = False) -> tuple[str, ...] | None:
    """Words set into lines of the given widths, first line first; None where they do not fit."""
    lines: list[str] = [""]
    for word in drawn(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, size, bold=bold) <= rooms[len(lines) - 1]:
            lines[-1] = longer
            continue
        while True:
            if len(lines) == len(rooms):
                return None
            lines.append("")
            if width(word, size, bold=bold) <= rooms[len(lines) - 1]:
                lines[-1] = word
                break
    return tuple(lines)


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines as `room` allows, then balanced so that no line is much longer than the others."""

    def measure(line: str) -> float:
        return width(line, size, bold=bold)

    def greedy(limit: float) -> list[str]:
        lines: list[str] = []
        for piece in pieces:
            if lines and measure(f"{lines[-1]} {piece}") <= limit:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
        return lines

    shown = drawn(text)
    if not shown:
        return ()
    pieces = [piece for word in shown.split(" ") for piece in _pieces(word, room, measure)]
    best = greedy(room)
    low, high = max(measure(piece) for piece in pieces), room
    while high - low > 1:
        middle = (low + high) / 2
        lines = greedy(middle)
        if len(lines) == len(best):
            best, high = lines, middle
        else:
            low = middle
    return tuple(best)


@frozen(kw_only=True)
class Style:
    """How a line is set: size in drawing units, weight, ink."""

    size: float
    bold: bool = False
    ink: str = "#2a2622"


@frozen(kw_only=True)
class Block:
    """Lines set one under the other, each with its style."""

    lines: tuple[tuple[str, Style], ...]

    @property
    def width(self) -> float:
        """The widest line."""
        return max((width(line, style.size, bold=style.bold) for line, style in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """All lines with their leading."""
        return sum(style.size * LEADING for _, style in self.lines)


def block(*parts: tuple[str, Style], room: float) -> Block:
    """Several texts, one under the other, each wrapped to `room`; empty ones take no place."""
    return Block(
        lines=tuple((line, style) for text, style in parts for line in wrap(text, room, style.size, bold=style.bold))
    )
