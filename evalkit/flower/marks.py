"""The seven marks: each differs from the others by its drawing, so that a photocopy of a photocopy still reads.

Stripes and hatches are drawn as lines, not as SVG patterns: every program draws a line, at the same slant in each
petal and in the legend, and no two pictures on a page can share an id.
"""

from math import pi, sqrt
from typing import Final

from .geometry import chord
from .markup import element, number, points
from .palette import GREY, PAPER, tint
from .parts import Mark

LIGHTER: Final = 0.42


def _disc(
    x: float, y: float, r: float, fill: str, stroke: str | None, thick: float | None, dash: str | None = None
) -> str:
    return element("circle", cx=x, cy=y, r=r, fill=fill, stroke=stroke, stroke_width=thick, stroke_dasharray=dash)


def _stripes(x: float, y: float, r: float, *, offsets: tuple[float, ...], thick: float, fall: bool, ink: str) -> str:
    """Slanted lines inside a disc, rising to the right or falling, each ending on its rim."""
    path = ""
    way = 1.0 if fall else -1.0
    for offset in offsets:
        half = chord(r, abs(offset) * r + thick / 2) / sqrt(2)
        cx, cy = x + offset * r / sqrt(2), y - way * offset * r / sqrt(2)
        path += f"M{points(cx - half, cy - way * half)}L{points(cx + half, cy + way * half)}"
    return element("path", d=path, fill="none", stroke=ink, stroke_width=thick)


def drawing(mark: Mark, x: float, y: float, r: float, ink: str) -> str:
    """The mark as SVG, wholly inside the disc of radius r around (x, y)."""
    thick = max(0.12 * r, 0.75)
    rim = r - thick / 2
    match mark:
        case Mark.ATTESTED:
            return _disc(x, y, r, ink, None, None) + _disc(x, y, 0.6 * r, "none", PAPER, 0.15 * r)
        case Mark.ATTESTED_ONCE:
            return _disc(x, y, rim, tint(ink, LIGHTER), ink, thick) + _disc(x, y, 0.27 * r, ink, None, None)
        case Mark.CONTESTED:
            lines = _stripes(x, y, rim, offsets=(-0.56, 0.0, 0.56), thick=0.27 * r, fall=False, ink=ink)
            return _disc(x, y, rim, PAPER, None, None) + lines + _disc(x, y, rim, "none", ink, thick)
        case Mark.NOT_ATTESTED:
            return _disc(x, y, rim, PAPER, ink, thick)
        case Mark.NOT_LOOKED_FOR:
            # Eleven dashes close the circle exactly, at every size.
            return _disc(x, y, rim, "none", GREY, thick, points(2 * pi * rim / 22 * 1.1, 2 * pi * rim / 22 * 0.9))
        case Mark.MASKED:
            fine, offsets = max(0.09 * r, 0.5), (-0.64, -0.32, 0.0, 0.32, 0.64)
            lines = "".join(
                _stripes(x, y, rim, offsets=offsets, thick=fine, fall=fall, ink=GREY) for fall in (True, False)
            )
            return _disc(x, y, rim, PAPER, None, None) + lines + _disc(x, y, rim, "none", GREY, thick)
        case Mark.NOT_COMPARABLE:
            a, b = 0.46 * r, 0.17 * r
            sign = f"M{points(x - a, y - b)}H{number(x + a)}M{points(x - a, y + b)}H{number(x + a)}"
            sign += f"M{points(x - 0.24 * r, y + 0.44 * r)}L{points(x + 0.24 * r, y - 0.44 * r)}"
            lines = element("path", d=sign, fill="none", stroke=GREY, stroke_width=1.2 * thick)
            return _disc(x, y, rim, PAPER, GREY, thick) + lines
