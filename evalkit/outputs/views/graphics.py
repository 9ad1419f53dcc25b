"""Small drawings beside figures: dots for the few, a bar for the many; each says no more than the words beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from evalkit import flower

DOTS_UP_TO = 20
"""Up to this many, each record is one dot: nobody reads a share into nine interviews."""

_ROW = 12
_STEP = 11
_WIDE = 124
_HIGH = 12
# Drawings grow and shrink with the words beside them, on paper too.
_EM = 14
# What a small drawing holds stands between these.
_LITTLE: Final = re.compile(rb'(<svg class="little" viewBox="([^"]*)"[^>]*>)(.*?)</svg>', re.DOTALL)
_SYMBOLS_END: Final = b"</symbol></svg>"
_DOT = '<circle class="{}" cx="{}" cy="{}" r="{}"/>'


def marks(petals: int) -> Markup:
    """The marks of the flower's cells as symbols, once per page: in the ink of each petal, and in grey for legends."""
    found = []
    for place in (-1, *range(petals)):
        ink = flower.petal_ink(max(place, 0), monochrome=place < 0)
        for kind in flower.Mark:
            drawn = flower.mark_drawing(kind, 12, 12, 11, ink)
            found.append(f'<symbol id="{_symbol(kind, place)}" viewBox="0 0 24 24">{drawn}</symbol>')
    return Markup('<svg class="symbols" width="0" height="0" aria-hidden="true">{}</svg>').format(
        Markup("".join(found))
    )


def mark(kind: flower.Mark, place: int = -1) -> Markup:
    """One mark, in the ink of a petal; grey without one."""
    return Markup('<svg class="mark" aria-hidden="true"><use href="#{}"/></svg>').format(_symbol(kind, place))


def dots(parts: Sequence[tuple[str, int]]) -> Markup:
    """One dot per record, by kind (a class of the page's style), in one row or two."""
    kinds = [kind for kind, count in parts for _ in range(count)]
    rows = 1 if len(kinds) <= _ROW else 2
    across = max(1, -(-len(kinds) // rows))
    drawn = "".join(
        _DOT.format(kind, 6 + _STEP * (at % across), 6 + _STEP * (at // across), 3.6 if kind == "silent" else 4.4)
        for at, kind in enumerate(kinds)
    )
    return _svg(drawn, _STEP * across + 1, _STEP * rows + 1)


def bar(k: int, n: int) -> Markup:
    """How much of a whole."""
    filled = round(_WIDE * k / n, 1) if n else 0
    drawn = (
        f'<rect class="rail" x="0.5" y="1.5" width="{_WIDE - 1}" height="{_HIGH - 3}" rx="3"/>'
        f'<rect class="filled" x="0.5" y="1.5" width="{filled:g}" height="{_HIGH - 3}" rx="3"/>'
    )
    return _svg(drawn, _WIDE, _HIGH)


def columns(counts: Sequence[int]) -> Markup:
    """One column per category, lowest first: stacked dots for the few, else bars on one scale."""
    most = max(counts, default=0)
    wide = max(12, min(26, _WIDE // max(len(counts), 1)))
    few = sum(counts) <= DOTS_UP_TO and most <= 10
    high = 8 * max(most, 2) + 4 if few else 34
    drawn = []
    for at, count in enumerate(counts):
        middle = at * wide + wide / 2
        drawn.append(f'<path class="base" d="M{at * wide + 2:g} {high - 1:g}h{wide - 4:g}"/>')
        if few:
            drawn += [_DOT.format("yes", f"{middle:g}", f"{high - 6 - 8 * dot:g}", 3.4) for dot in range(count)]
        elif count:
            tall = round((high - 4) * count / most, 1)
            box = f'x="{at * wide + 3:g}" y="{high - 2 - tall:g}" width="{wide - 6:g}" height="{tall:g}"'
            drawn.append(f'<rect class="filled" {box}/>')
    return _svg("".join(drawn), wide * max(len(counts), 1), high)


def key() -> dict[str, Markup]:
    """One dot of each kind, for the legend."""
    return {kind: dots([(kind, 1)]) for kind in ("yes", "no", "qualified", "silent")}


def coverage() -> dict[str, Markup]:
    """The sign of each state of coverage; what was not planned has none."""
    return {
        "looked": mark(flower.Mark.ATTESTED_ONCE),
        "not_looked": mark(flower.Mark.NOT_LOOKED_FOR),
        "masked": mark(flower.Mark.MASKED),
        "not_planned": Markup(""),
    }


def _svg(drawn: str, wide: float, high: float) -> Markup:
    size = f'viewBox="0 0 {wide:g} {high:g}" width="{wide / _EM:.2f}em" height="{high / _EM:.2f}em"'
    return Markup(f'<svg class="little" {size} aria-hidden="true">{drawn}</svg>')


def _symbol(kind: flower.Mark, place: int) -> str:
    return f"m{'' if place < 0 else place}-{kind.value}"


def said_once(page: bytes) -> bytes:
    """The page with each small drawing that comes back drawn once, among its symbols, and used from there.

    A page that has no symbols stays as it is.
    """
    before, end, after = page.partition(_SYMBOLS_END)
    found = Counter(_drawn(match) for match in _LITTLE.finditer(after))
    names = {one: b"d%d" % at for at, one in enumerate(one for one, times in found.items() if times > 1)}
    if not end or not names:
        return page
    symbols = b"".join(
        b'<symbol id="%s" viewBox="%s">%s</symbol>' % (name, box, inside) for (box, inside), name in names.items()
    )

    def used(match: re.Match[bytes]) -> bytes:
        name = names.get(_drawn(match))
        return match[0] if name is None else b'%s<use href="#%s"/></svg>' % (match[1], name)

    return before + b"</symbol>" + symbols + b"</svg>" + _LITTLE.sub(used, after)


def _drawn(match: re.Match[bytes]) -> tuple[bytes, bytes]:
    return match[2], match[3]
