"""The legend and the stamps under a flower."""

from .labels import Placed
from .marks import drawing
from .markup import element, points
from .page import Sheet
from .palette import BLACK, INK
from .parts import Legend, Mark
from .typesetting import Style, block

_STYLE = Style(size=14.0, ink=INK)
_STAMP = Style(size=15.0, bold=True, ink=INK)
_RADIUS = 11.0
_AFTER = 10.0
_BETWEEN = 30.0


def _empty_petal(x: float, y: float) -> str:
    """A small dashed petal, as a criterion without markers is drawn."""
    dash = points(4.0, 3.0)
    return element(
        "ellipse", cx=x, cy=y, rx=0.6 * _RADIUS, ry=_RADIUS - 0.7, fill="none", stroke=BLACK, stroke_dasharray=dash
    )


def put_legend(
    sheet: Sheet, legend: Legend, used: frozenset[Mark], *, bare: bool, middle: float, top: float, room: float
) -> float:
    """Put the legend around a vertical line; gives back its lower edge.

    Entries stand in as many columns as there is room for, so that the eye can run down the marks; a single column
    begins at the left. `bare` also explains the petal without cells.
    """
    texts: list[tuple[Mark | None, str]] = [*legend.entries(used)]
    if bare:
        texts.append((None, legend.empty_petal))
    entries = [(mark, block((word, _STYLE), room=room - 2 * _RADIUS - _AFTER)) for mark, word in texts]
    for rows in range(1, len(entries) + 1):
        across = -(-len(entries) // rows)
        columns = [max(words.width for _, words in entries[place::across]) for place in range(across)]
        total = sum(2 * _RADIUS + _AFTER + column for column in columns) + _BETWEEN * (across - 1)
        if total <= room:
            break
    y = top
    for row in (entries[start : start + across] for start in range(0, len(entries), across)):
        x = middle - (total if across > 1 else room) / 2
        high = max(2 * _RADIUS, *(words.height for _, words in row))
        for (mark, words), column in zip(row, columns, strict=False):
            at = (x + _RADIUS, y + high / 2)
            sheet.drawn.append(drawing(mark, *at, _RADIUS, BLACK) if mark else _empty_petal(*at))
            sheet.extend(x, y, x + 2 * _RADIUS, y + high)
            left = x + 2 * _RADIUS + _AFTER
            sheet.write(Placed(block=words, left=left, top=y + (high - words.height) / 2, anchor="start"))
            x = left + column + _BETWEEN
        y += high + 12.0
    return y - 12.0


def put_stamps(sheet: Sheet, notes: tuple[str, ...], *, middle: float, top: float, room: float) -> float:
    """Put the stamps, side by side where there is room, else one under the other; gives back their lower edge."""
    blocks = [stamp for stamp in (block((note, _STAMP), room=room - 28.0) for note in notes) if stamp.lines]
    if not blocks:
        return top
    total = sum(stamp.width + 28.0 for stamp in blocks) + 14.0 * (len(blocks) - 1)
    if total <= room:
        x, bottom = middle - total / 2, top
        for stamp in blocks:
            placed = sheet.stamp(stamp, x + stamp.width / 2 + 14.0, top)
            x += stamp.width + 42.0
            bottom = max(bottom, placed.bottom + 6.0)
        return bottom
    y = top
    for stamp in blocks:
        y = sheet.stamp(stamp, middle, y).bottom + 16.0
    return y - 10.0
