"""Where the petals' labels stand: beside their tips, outside the circle of the flower, never one over another."""

from math import cos, hypot, sin
from typing import Final

from attrs import evolve, frozen

from .bloom import Frame
from .geometry import Point
from .typesetting import Block

NEAR: Final = 14.0
APART: Final = 16.0
_MIDDLE: Final = 0.12


@frozen(kw_only=True)
class Placed:
    """A block of lines at its place: left and top of its box, and how its lines are anchored in it."""

    block: Block
    left: float
    top: float
    anchor: str
    tip: Point = (0.0, 0.0)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.block.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.block.height

    def touches(self, other: "Placed", air: float = 0.0) -> bool:
        """Whether two boxes come nearer than `air`."""
        return (
            self.left < other.right + air
            and other.left < self.right + air
            and self.top < other.bottom + air
            and other.top < self.bottom + air
        )

    def nearest(self, point: Point) -> Point:
        """The point of the box nearest to another."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)

    def off(self, point: Point = (0.0, 0.0)) -> float:
        """How far the box is from a point."""
        x, y = self.nearest(point)
        return hypot(x - point[0], y - point[1])


def _beside(block: Block, frame: Frame, place: int) -> Placed:
    """The label at the tip of its petal, pushed outwards until it is clear of the circle of the flower."""
    turn = frame.turn(place)
    out, up = sin(turn), cos(turn)
    anchor = "middle" if abs(out) < _MIDDLE else "start" if out > 0 else "end"
    tip = (frame.reach * out, -frame.reach * up)
    # A label stands on its lower edge at the top, hangs by its upper one at the bottom, by its middle at the sides.
    rise = (1.0 if up > 0 else -1.0) if anchor == "middle" else 0.8 * up
    far = frame.reach + NEAR
    while True:
        x, y = far * out, -far * up
        left = {"start": x, "end": x - block.width, "middle": x - block.width / 2}[anchor]
        top = y - block.height / 2 * (1 + rise)
        placed = Placed(block=block, left=left, top=top, anchor=anchor, tip=tip)
        if placed.off() >= frame.reach + NEAR:
            return placed
        far += 2.0


def _upwards(labels: list[Placed], fixed: list[Placed]) -> list[Placed]:
    """Labels of the upper half, the lowest first, each lifted above whatever stands where it would."""
    settled: list[Placed] = []
    for label in labels:
        for other in sorted(fixed + settled, key=lambda placed: -placed.top):
            if label.touches(other, APART):
                label = evolve(label, top=other.top - APART - label.block.height)
        settled.append(label)
    return settled


def _mirrored(label: Placed) -> Placed:
    return evolve(label, top=-label.bottom, tip=(label.tip[0], -label.tip[1]))


def place_labels(blocks: list[Block], frame: Frame) -> list[Placed]:
    """Every label clear of every petal and of every other label, around a flower centred on the origin.

    Labels are settled from the horizontal axis towards top and bottom: moving away from the axis only ever moves away
    from the petals.
    """
    beside = [_beside(block, frame, place) for place, block in enumerate(blocks)]

    def height(place: int) -> float:
        return round(cos(frame.turn(place)), 6)

    level = [place for place in range(len(blocks)) if height(place) == 0]
    upper = sorted(
        (place for place in range(len(blocks)) if height(place) > 0), key=lambda place: (height(place), place)
    )
    lower = sorted(
        (place for place in range(len(blocks)) if height(place) < 0), key=lambda place: (-height(place), place)
    )
    axis = [beside[place] for place in level]
    above = _upwards([beside[place] for place in upper], axis)
    below = _upwards([_mirrored(beside[place]) for place in lower], [_mirrored(label) for label in axis + above])
    settled = dict(zip(level, axis, strict=True)) | dict(zip(upper, above, strict=True))
    settled |= dict(zip(lower, map(_mirrored, below), strict=True))
    return [settled[place] for place in range(len(blocks))]
