"""The bare flower: petals, cells and heart around a point, with no word beside it; every layout draws this one."""

from math import pi
from typing import Final

from attrs import frozen

from .geometry import Point, Shape, heart_for, outline, shape, turned
from .marks import drawing
from .markup import element, points, words
from .palette import HEART, HEART_RIM, PAPER, ink, tint
from .parts import Cell, Flower, Legend

# The white ring that lifts the heart off the petals.
RING: Final = 5.0


@frozen(kw_only=True)
class Frame:
    """What several flowers share to stay comparable: how many petals, the fullest petal, the heart, the scale."""

    shape: Shape
    petals: int
    scale: float = 1.0

    @property
    def reach(self) -> float:
        """From the centre to the tips, in drawing units."""
        return self.shape.tip * self.scale

    @property
    def cell(self) -> float:
        """The radius of every cell."""
        return self.shape.cell * self.scale

    @property
    def heart(self) -> float:
        """The radius of the heart."""
        return self.shape.heart * self.scale

    def turn(self, place: int) -> float:
        """How far petal `place` is turned clockwise from the top, in radians: equal angles, in tree order."""
        return 2 * pi * place / max(self.petals, 1)

    def outline(self, place: int, centre: Point) -> list[Point]:
        """One petal as a closed ring of points."""
        right = outline(self.shape)
        ring = right + [(-x, r) for x, r in reversed(right)]
        return [self._at(point, place, centre) for point in ring]

    def cells(self, place: int, count: int, centre: Point) -> list[Point]:
        """The centres of the cells of one petal, from the heart outwards."""
        return [self._at(point, place, centre) for point in self.shape.places(count)]

    def _at(self, point: Point, place: int, centre: Point) -> Point:
        x, y = turned(point, self.turn(place))
        return centre[0] + x * self.scale, centre[1] + y * self.scale

    def path(self, place: int, centre: Point) -> str:
        """One petal as SVG path data."""
        curves = self.shape.curves
        steps: list[tuple[Point, Point, Point]] = [curve[1:] for curve in curves]
        for curve in reversed(curves):
            a, b, c, _ = ((-x, r) for x, r in curve)
            steps.append((c, b, a))
        start = self._at(curves[0][0], place, centre)
        text = f"M{points(*start)}"
        for step in steps:
            text += "C" + points(*(value for point in step for value in self._at(point, place, centre)))
        return text + "Z"


def frame(*flowers: Flower, heart: float = 0.0, scale: float = 1.0) -> Frame:
    """The frame in which these flowers can be laid side by side: the same petals, cells and heart for all."""
    petals = max((len(flower.petals) for flower in flowers), default=0)
    fullest = max((len(petal.cells) for flower in flowers for petal in flower.petals), default=0)
    return Frame(shape=shape(petals, fullest, max(heart, heart_for(petals))), petals=petals, scale=scale)


def _tooltip(cell: Cell, legend: Legend) -> str:
    sources = f" ({', '.join(cell.sources)})" if cell.sources else ""
    return element("title", words(f"{cell.label} — {legend.word(cell.mark)}{sources}"))


def washes(frame: Frame, centre: Point, prefix: str, *, monochrome: bool) -> str:
    """The gradients of the petals, warmer near the heart; the same for every petal, so it says nothing."""
    inks = [ink(place, monochrome=monochrome) for place in range(frame.petals)]
    return "".join(
        element(
            "radialGradient",
            element("stop", offset=0.2, stop_color=tint(colour, 0.24)),
            element("stop", offset=1.0, stop_color=tint(colour, 0.08)),
            id=f"{prefix}-wash-{place}",
            gradientUnits="userSpaceOnUse",
            cx=centre[0],
            cy=centre[1],
            r=frame.reach,
        )
        for place, colour in enumerate(inks)
    )


def bloom(flower: Flower, frame: Frame, centre: Point, legend: Legend, prefix: str, *, monochrome: bool = False) -> str:
    """Petals with their cells, then the heart on top."""
    thick = max(1.5 * frame.scale, 0.8)
    drawn = ""
    for place, petal in enumerate(flower.petals):
        colour = ink(place, monochrome=monochrome)
        empty = not petal.cells
        parts = element(
            "path",
            d=frame.path(place, centre),
            fill="none" if empty else f"url(#{prefix}-wash-{place})",
            stroke=tint(colour, 0.6),
            stroke_width=thick,
            stroke_linejoin="round",
            stroke_dasharray=points(4 * thick, 3 * thick) if empty else None,
        )
        for cell, (x, y) in zip(petal.filled(), frame.cells(place, len(petal.cells), centre), strict=True):
            parts += element("g", _tooltip(cell, legend), drawing(cell.mark, x, y, frame.cell, colour))
        drawn += element("g", parts, class_="petal")
    x, y = centre
    ring = element("circle", cx=x, cy=y, r=frame.heart + RING * frame.scale, fill=PAPER)
    fill, rim = (PAPER, ink(0, monochrome=True)) if monochrome else (HEART, HEART_RIM)
    heart = element("circle", cx=x, cy=y, r=frame.heart - thick, fill=fill, stroke=rim, stroke_width=2 * thick)
    return drawn + ring + heart
