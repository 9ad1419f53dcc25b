"""The flower with its words around it, for wide screens and paper."""

from collections.abc import Sequence

from .bloom import Frame, bloom, frame, washes
from .fonts import font_face
from .geometry import heart_for
from .labels import NEAR, Placed, place_labels
from .legend import put_legend, put_stamps
from .markup import element, points
from .page import Sheet
from .palette import HEART_INK, INK, SOFT, ink, tint
from .parts import Flower, Legend, Petal
from .table import describe
from .typesetting import LEADING, Block, Style, block, fill

LABEL = Style(size=18.0, bold=True, ink=INK)
CAPTION = Style(size=14.5, ink=SOFT)
HEADING = Style(size=27.0, bold=True, ink=INK)
QUESTION = Style(size=21.0, bold=True, ink=INK)
# The longest line beside a petal.
_ROOM = 250.0
# A label displaced farther than this gets a fine line to its petal.
_LEAD = 34.0


def heart_text(question: str, least: float) -> tuple[float, Block]:
    """The smallest heart, of at least this radius, in which the question stands whole, and its lines.

    A question too long for any heart gives no lines: it is then written above the flower.
    """
    for more, size in ((0, 19.0), (4, 17.0), (10, 18.0), (16, 17.0), (22, 16.0), (30, 16.0), (38, 15.0), (46, 15.0)):
        radius = max(60.0, least) + more
        for count in range(1, 7):
            high = size * LEADING
            edges = [abs((line - (count - 1) / 2) * high) + 0.42 * size for line in range(count)]
            inner = radius - 9.0
            if max(edges) >= inner:
                break
            lines = fill(question, [2 * (inner**2 - edge**2) ** 0.5 for edge in edges], size, bold=True)
            if lines is not None and all(lines):
                style = Style(size=size, bold=True, ink=HEART_INK)
                # The narrowest lines that still make this count: « À quoi / ça sert ? », not « À quoi ça / sert ? ».
                for narrower in range(40, 100, 5):
                    rooms = [narrower / 50 * (inner**2 - edge**2) ** 0.5 for edge in edges]
                    tighter = fill(question, rooms, size, bold=True)
                    if tighter is not None and all(tighter):
                        lines = tighter
                        break
                return radius, Block(lines=tuple((line, style) for line in lines))
    return max(60.0, least), Block(lines=())


def _labels(petals: Sequence[Petal], room: float) -> list[Block]:
    return [block((petal.label, LABEL), (petal.caption, CAPTION), room=room) for petal in petals]


def _lead(sheet: Sheet, placed: Placed, colour: str) -> None:
    """A fine line from the tip of a petal to a label that had to stand far from it."""
    near = placed.nearest(placed.tip)
    gap = placed.off(placed.tip)
    if gap > NEAR + _LEAD:
        start = tuple(a + (b - a) * 7.0 / gap for a, b in zip(placed.tip, near, strict=True))
        end = tuple(b + (a - b) * 7.0 / gap for a, b in zip(placed.tip, near, strict=True))
        sheet.drawn.append(
            element("path", d=f"M{points(*start)}L{points(*end)}", stroke=tint(colour, 0.7), fill="none")
        )


def _above(sheet: Sheet, parts: list[tuple[str, Style]], middle: float, room: float) -> None:
    """Title and question over what is already drawn."""
    texts = block(*parts, room=room)
    if texts.lines:
        sheet.centred(texts, middle, sheet.top - 26.0 - texts.height)


def wide(
    flower: Flower, legend: Legend, *, prefix: str, heading: bool, monochrome: bool
) -> tuple[Sheet, Frame, list[Placed]]:
    """The flower with labels around it: the sheet, and what a test of its geometry wants to know."""
    radius, question = (
        heart_text(flower.question, heart_for(len(flower.petals))) if flower.question else (0.0, Block(lines=()))
    )
    shared = frame(flower, heart=radius)
    sheet = Sheet()
    for x, y in (point for place in range(len(flower.petals)) for point in shared.outline(place, (0.0, 0.0))):
        sheet.extend(x, y, x, y)
    sheet.defs.append(washes(shared, (0.0, 0.0), prefix, monochrome=monochrome))
    sheet.drawn.append(bloom(flower, shared, (0.0, 0.0), legend, prefix, monochrome=monochrome))
    if question.lines:
        sheet.centred(question, 0.0, -question.height / 2)
    labels = place_labels(_labels(flower.petals, _ROOM), shared)
    for place, placed in enumerate(labels):
        _lead(sheet, placed, ink(place, monochrome=monochrome))
        sheet.write(placed)
    # The heart stays in the middle of the picture, whatever the lengths of the labels left and right.
    half = max(-sheet.left, sheet.right, 310.0)
    sheet.extend(-half, sheet.top, half, sheet.bottom)
    room = 2 * half
    top, bare = sheet.bottom + 44.0, flower.bare()
    bottom = put_legend(sheet, legend, flower.marks(), bare=bare, middle=0.0, top=top, room=room)
    put_stamps(sheet, flower.notes, middle=0.0, top=bottom + 26.0, room=room)
    above = [(flower.title, HEADING)] if heading else []
    if flower.question and not question.lines:
        above.append((flower.question, QUESTION))
    _above(sheet, above, 0.0, room)
    return sheet, shared, labels


def draw(
    flower: Flower,
    legend: Legend | None = None,
    *,
    prefix: str = "flower",
    heading: bool = False,
    monochrome: bool = False,
    embed_font: bool = False,
) -> str:
    """The flower as one SVG element, its labels around it: for wide screens, paper, posters and the workbook.

    `prefix` makes the ids unique where several flowers stand on one page. `heading` also draws the title, for a picture
    that leaves its page. `monochrome` uses one ink. `embed_font` carries the font in the file, for one that
    stands alone; inside a page let the page declare it once with `font_face()`.
    """
    spoken = legend or Legend()
    sheet, _, _ = wide(flower, spoken, prefix=prefix, heading=heading, monochrome=monochrome)
    css = font_face() if embed_font else ""
    return sheet.svg(title=flower.title, description=describe(flower, spoken), prefix=prefix, css=css)
