"""Small flowers on one scale: groups, waves and structures side by side, never overlaid; and the narrow page."""

from collections.abc import Sequence
from math import cos, sin
from typing import Final

from attrs import evolve

from .bloom import Frame, bloom, frame, washes
from .fonts import font_face
from .geometry import Point
from .labels import Placed
from .legend import put_legend, put_stamps
from .page import Sheet
from .palette import INK, SOFT
from .parts import Flower, Legend, Mark, Petal
from .table import describe
from .typesetting import Style, block

REACH: Final = 118.0
_NUMBER: Final = Style(size=13.0, bold=True, ink=INK)
_TITLE: Final = Style(size=16.0, bold=True, ink=INK)
_UNDER: Final = Style(size=13.5, ink=SOFT)
_ENTRY: Final = Style(size=16.0, bold=True, ink=INK)
_PLAIN: Final = Style(size=15.0, ink=INK)
_SAID: Final = Style(size=14.0, ink=SOFT)
_HEADING: Final = Style(size=21.0, bold=True, ink=INK)
# From the tips to the middle of the petals' numbers.
_RING: Final = 13.0
_EDGE: Final = 14.0


def common_frame(*flowers: Flower) -> Frame:
    """The frame of small flowers that stand side by side: same petals, same cells, same scale."""
    full = frame(*flowers)
    return evolve(full, scale=REACH / full.shape.tip)


def _numbered(
    sheet: Sheet, flower: Flower, shared: Frame, centre: Point, legend: Legend, prefix: str, mono: bool
) -> float:
    """Put a flower whose petals bear numbers at their tips; gives back half of its width."""
    sheet.defs.append(washes(shared, centre, prefix, monochrome=mono))
    sheet.drawn.append(bloom(flower, shared, centre, legend, prefix, monochrome=mono))
    for place in range(len(flower.petals)):
        digits = block((str(place + 1), _NUMBER), room=60.0)
        out, far = shared.turn(place), shared.reach + _RING
        x, y = centre[0] + far * sin(out), centre[1] - far * cos(out)
        sheet.write(Placed(block=digits, left=x - digits.width / 2, top=y - digits.height / 2, anchor="middle"))
    half = shared.reach + 2 * _RING
    sheet.extend(centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half)
    return half


def _key(
    sheet: Sheet, petals: Sequence[Petal], style: Style, *, left: float, top: float, room: float, columns: int
) -> float:
    """Put the list that says which petal bears which number, column by column; gives back its lower edge."""
    wide, lowest = room / columns, top
    each = -(-len(petals) // columns)
    for column in range(columns):
        y = top
        for place in range(column * each, min((column + 1) * each, len(petals))):
            digits = block((str(place + 1), _ENTRY), room=60.0)
            words = block((petals[place].label, style), (petals[place].caption, _SAID), room=wide - 50.0)
            x = left + column * wide
            sheet.write(Placed(block=digits, left=x + 22.0 - digits.width, top=y, anchor="start"))
            sheet.write(Placed(block=words, left=x + 32.0, top=y, anchor="start"))
            y += max(words.height, digits.height) + 10.0
        lowest = max(lowest, y - 10.0)
    return lowest


def small(
    flower: Flower,
    legend: Legend | None = None,
    *,
    shared: Frame | None = None,
    prefix: str = "small",
    monochrome: bool = False,
    heading: bool = True,
) -> str:
    """One small flower with numbered petals, its title and caption below, and no legend: one of several on a page.

    `shared` is the `common_frame` of all of them; without it the flower has its own. Without `heading` its title is
    only spoken: the page has it above.
    """
    spoken = legend or Legend()
    used = shared or common_frame(flower)
    sheet = Sheet(edge=4.0)
    half = _numbered(sheet, flower, used, (0.0, 0.0), spoken, prefix, monochrome)
    below = block((flower.title if heading else "", _TITLE), (flower.caption, _UNDER), room=2 * half)
    if below.lines:
        sheet.centred(below, 0.0, half + 6.0)
    return sheet.svg(title=flower.title, description=describe(flower, spoken), prefix=prefix)


def grid(
    flowers: Sequence[Flower],
    legend: Legend | None = None,
    *,
    title: str,
    columns: int = 3,
    prefix: str = "grid",
    heading: bool = False,
    monochrome: bool = False,
    embed_font: bool = False,
) -> str:
    """Small flowers in the order given, on one scale, with one key of petals, one legend and the notes of all.

    Raises ValueError where the flowers do not have the same petals in the same order: they could not be read together.
    """
    if len({tuple(petal.label for petal in flower.petals) for flower in flowers}) > 1:
        raise ValueError("small flowers side by side need the same petals in the same order")
    spoken, shared = legend or Legend(), common_frame(*flowers)
    sheet, across, y = Sheet(), max(1, min(columns, len(flowers))), 0.0
    pitch = 2 * (REACH + 2 * _RING) + 26.0
    room = max(across * pitch, 620.0)
    sheet.extend(-room / 2, 0.0, room / 2, 0.0)
    for start in range(0, len(flowers), across):
        row, lowest = flowers[start : start + across], y
        for place, flower in enumerate(row):
            x = (place - (across - 1) / 2) * pitch
            half = _numbered(sheet, flower, shared, (x, y + pitch / 2), spoken, f"{prefix}-{start + place}", monochrome)
            below = block((flower.title, _TITLE), (flower.caption, _UNDER), room=2 * half)
            placed = sheet.centred(below, x, y + pitch / 2 + half + 4.0)
            lowest = max(lowest, placed.bottom)
        y = lowest + 24.0
    key = [Petal(label=petal.label) for petal in flowers[0].petals] if flowers else []
    if key:
        y = _key(
            sheet, key, _PLAIN, left=-room / 2, top=y + 8.0, room=room, columns=min(2 if room < 800 else 3, len(key))
        )
    used = frozenset[Mark]().union(*(flower.marks() for flower in flowers))
    bare = any(flower.bare() for flower in flowers)
    y = put_legend(sheet, spoken, used, bare=bare, middle=0.0, top=y + 30.0, room=room)
    notes = tuple(dict.fromkeys(note for flower in flowers for note in flower.notes))
    put_stamps(sheet, notes, middle=0.0, top=y + 24.0, room=room)
    if heading:
        texts = block((title, _HEADING), room=room)
        sheet.centred(texts, 0.0, sheet.top - 10.0 - texts.height)
    told = " ".join(f"{flower.title}\u00a0: {describe(flower, spoken)}" for flower in flowers)
    return sheet.svg(title=title, description=told, prefix=prefix, css=font_face() if embed_font else "")


def narrow(
    flower: Flower,
    legend: Legend | None = None,
    *,
    prefix: str = "narrow",
    monochrome: bool = False,
) -> str:
    """The flower for a telephone, 390 units wide: numbered petals, then their labels as a list, at readable size."""
    spoken, full = legend or Legend(), frame(flower)
    shared = evolve(full, scale=155.0 / full.shape.tip)
    sheet, room = Sheet(edge=_EDGE), 2 * (155.0 + 2 * _RING)
    half = _numbered(sheet, flower, shared, (0.0, 0.0), spoken, prefix, monochrome)
    y = _key(sheet, flower.petals, _ENTRY, left=-room / 2, top=half + 14.0, room=room, columns=1)
    y = put_legend(sheet, spoken, flower.marks(), bare=flower.bare(), middle=0.0, top=y + 26.0, room=room)
    put_stamps(sheet, flower.notes, middle=0.0, top=y + 24.0, room=room)
    question = block((flower.question, _HEADING), room=room)
    if question.lines:
        sheet.centred(question, 0.0, -half - 8.0 - question.height)
    return sheet.svg(title=flower.title, description=describe(flower, spoken), prefix=prefix)


def legend_picture(
    legend: Legend | None = None,
    *,
    title: str,
    used: frozenset[Mark] = frozenset(),
    bare: bool = False,
    prefix: str = "legend",
    width: float = 900.0,
) -> str:
    """The legend alone, for a page that shows many small flowers; `width` is the room it may take, in units."""
    spoken = legend or Legend()
    sheet = Sheet(edge=4.0)
    put_legend(sheet, spoken, used, bare=bare, middle=0.0, top=0.0, room=width)
    words = "\u00a0; ".join(word for _, word in spoken.entries(used))
    return sheet.svg(title=title, description=words, prefix=prefix)
