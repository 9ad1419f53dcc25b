"""The shape of a petal and the places of its cells: the same for every petal of a flower, whatever it holds."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt, tan
from typing import Final

from attrs import evolve, frozen

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

# All lengths are drawing units at scale 1; a label is 17 of them high.
GAP: Final = 7.0
MARGIN: Final = 7.0
BETWEEN: Final = 4.5
CELLS: Final = (17.0, 16.0, 15.0, 14.0, 13.0)
_LEAST: Final = 150.0
_MIDDLING: Final = 195.0
_STEP: Final = 5.0
_ENDLESS: Final = 100_000
_STEPS: Final = 28
_SLACK: Final = 1e-6


@frozen(kw_only=True)
class Shape:
    """A petal pointing up from a heart at the origin: x to the right, r away from the heart.

    `curves` run along its right side from base to tip; `rows` are (r, how many cells fit) from the heart outwards.
    """

    heart: float
    cell: float
    tip: float
    half: float
    curves: tuple[Curve, ...]
    rows: tuple[tuple[float, int], ...]

    def places(self, count: int) -> Iterator[Point]:
        """Where `count` cells stand: rows filled from the heart outwards, each row centred, left to right."""
        pitch = 2 * self.cell + BETWEEN
        left = count
        for r, room in self.rows:
            here = min(left, room)
            yield from (((place - (here - 1) / 2) * pitch, r) for place in range(here))
            left -= here


def turned(point: Point, turn: float) -> Point:
    """A point of the upright petal in the drawing (y down), turned clockwise by `turn` radians."""
    x, r = point
    return x * cos(turn) + r * sin(turn), x * sin(turn) - r * cos(turn)


def along(curve: Curve, steps: int = _STEPS) -> Iterator[Point]:
    """Points of a cubic curve, its end included and its beginning left out."""
    for step in range(1, steps + 1):
        t = step / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * curve[0][0] + b * curve[1][0] + c * curve[2][0] + d * curve[3][0],
            a * curve[0][1] + b * curve[1][1] + c * curve[2][1] + d * curve[3][1],
        )


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square
    t = min(1.0, max(0.0, t))
    return hypot(point[0] - start[0] - t * dx, point[1] - start[1] - t * dy)


def outline(shape: Shape) -> list[Point]:
    """The right side of the petal as points from base to tip."""
    return [shape.curves[0][0], *(point for curve in shape.curves for point in along(curve))]


def _curves(petals: int, heart: float, tip: float) -> tuple[tuple[Curve, ...], float]:
    """The right side of a petal that stays inside its own share of the circle, and its greatest half-width.

    Every control point lies inside the wedge, hence the curve does too: petals never touch, whatever their number.
    """
    half_turn = min(pi / max(petals, 1), pi / 3)
    slope, inset = tan(half_turn), GAP / 2 / cos(half_turn)

    def wedge(r: float) -> float:
        return max(r * slope - inset, 1.0)

    base = 0.55 * heart
    span = tip - base
    widest = base + (0.60 if petals <= 6 else 0.66) * span
    lower = widest - 0.20 * span
    half = min(wedge(lower), 0.37 * span)
    root = min(wedge(base), 0.36 * half)
    rising = base + 0.40 * (widest - base)
    shoulder = min(wedge(rising), 0.84 * half)
    beyond = tip - widest
    right = (
        ((root, base), (shoulder, rising), (half, lower), (half, widest)),
        ((half, widest), (half, widest + 0.58 * beyond), (0.42 * half, tip), (0.0, tip)),
    )
    return right, half


def _rows(shape: Shape, cells: int) -> tuple[tuple[float, int], ...]:
    """Rows of cells at equal distances, as many in each as the outline leaves room for with a margin all around."""
    side = outline(shape)
    segments = list(pairwise(side))
    pitch = 2 * shape.cell + BETWEEN
    rows: list[tuple[float, int]] = []
    r = shape.heart + MARGIN + 2 + shape.cell
    clear = shape.cell + MARGIN - _SLACK
    while r + shape.cell + MARGIN < shape.tip:
        # Only what stands at the height of the row can come near a cell of it.
        near = [(a, b) for a, b in segments if min(a[1], b[1]) - clear <= r <= max(a[1], b[1]) + clear]
        reach = [min(a[0], b[0]) for a, b in segments if min(a[1], b[1]) <= r <= max(a[1], b[1])]
        room = 0
        for count in range(1, cells + 1):
            outer = (count - 1) / 2 * pitch
            if not reach or outer >= max(reach):
                break
            if any(_distance((outer, r), a, b) < clear for a, b in near):
                break
            room = count
        if room:
            rows.append((r, room))
        r += pitch
    return tuple(rows)


def heart_for(petals: int) -> float:
    """The smallest radius of a heart: more petals need a wider ring to stand on."""
    return 56.0 + 4.0 * max(0, min(petals, 16) - 6)


@lru_cache(maxsize=64)
def shape(petals: int, markers: int, heart: float) -> Shape:
    """The petal that holds `markers` cells where `petals` stand around a heart of that radius.

    Cells are as large as a flower of middling size allows; past that the petals grow, not the other way round.
    """
    for cell in CELLS:
        most = int((_MIDDLING - _LEAST) / _STEP) if cell > CELLS[-1] else _ENDLESS
        short, enough, reach = -1, 0, 1
        found = _grown(petals, markers, heart, cell, enough)
        while not _holds(found, markers) and enough < most:
            short, enough, reach = enough, min(enough + reach, most), 2 * reach
            found = _grown(petals, markers, heart, cell, enough)
        while _holds(found, markers) and short + 1 < enough:  # a longer petal holds what a shorter one does
            middle = (short + enough) // 2
            between = _grown(petals, markers, heart, cell, middle)
            short, enough, found = (short, middle, between) if _holds(between, markers) else (middle, enough, found)
        if _holds(found, markers):
            return found
    raise AssertionError("petals grow until they hold their cells")


def _grown(petals: int, markers: int, heart: float, cell: float, step: int) -> Shape:
    """The petal after so many steps of growth, with its rows."""
    tip = heart + _LEAST + _STEP * step
    curves, half = _curves(petals, heart, tip)
    bare = Shape(heart=heart, cell=cell, tip=tip, half=half, curves=curves, rows=())
    return evolve(bare, rows=_rows(bare, markers))


def _holds(shape: Shape, markers: int) -> bool:
    return sum(room for _, room in shape.rows) >= markers


def chord(radius: float, offset: float) -> float:
    """Half the length of the chord of a circle at a distance from its centre; 0 outside."""
    return sqrt(max(0.0, radius * radius - offset * offset))
