"""A sheet on which blocks of text and drawings are put, and whose edges are found from what it holds."""

import re
from typing import Final

from attrs import Factory, define

from .labels import Placed
from .markup import element, number, words
from .palette import PAPER, SOFT
from .typesetting import ASCENT, FAMILY, LEADING, Block

# Air around everything, which also forgives a reader whose browser falls back to a somewhat wider font.
EDGE: Final = 26.0
_NAME: Final = re.compile("[A-Za-z][A-Za-z0-9_-]*")


def lettering(placed: Placed) -> str:
    """The lines of a block as SVG text, one element each: every program agrees on where such a line stands."""
    at = {"start": placed.left, "middle": placed.left + placed.block.width / 2, "end": placed.right}[placed.anchor]
    drawn, y = "", placed.top
    for line, style in placed.block.lines:
        drawn += element(
            "text",
            words(line),
            x=at,
            y=y + style.size * (ASCENT + (LEADING - 1.24) / 2),
            font_size=style.size,
            font_weight="700" if style.bold else None,
            text_anchor=None if placed.anchor == "start" else placed.anchor,
            fill=style.ink,
        )
        y += style.size * LEADING
    return drawn


@define(kw_only=True)
class Sheet:
    """What has been put so far, in drawing order, and the rectangle around it."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    edge: float = EDGE
    defs: list[str] = Factory(list)
    drawn: list[str] = Factory(list)
    texts: list[Placed] = Factory(list)

    def extend(self, left: float, top: float, right: float, bottom: float) -> None:
        """Make sure that this rectangle is inside."""
        self.left, self.top = min(self.left, left), min(self.top, top)
        self.right, self.bottom = max(self.right, right), max(self.bottom, bottom)

    def write(self, placed: Placed) -> None:
        """Put a block of text."""
        self.texts.append(placed)
        self.drawn.append(lettering(placed))
        self.extend(placed.left, placed.top, placed.right, placed.bottom)

    def centred(self, block: Block, middle: float, top: float) -> Placed:
        """Put a block of text around a vertical line and give back where it stands."""
        placed = Placed(block=block, left=middle - block.width / 2, top=top, anchor="middle")
        self.write(placed)
        return placed

    def stamp(self, block: Block, middle: float, top: float) -> Placed:
        """Put a block of text in a rounded frame, as a rubber stamp would; `top` is the frame's."""
        across, down = 14.0, 6.0
        placed = Placed(block=block, left=middle - block.width / 2, top=top + down, anchor="middle")
        x, wide, high = placed.left - across, block.width + 2 * across, block.height + 2 * down
        frame = element(
            "rect",
            x=x,
            y=top,
            width=wide,
            height=high,
            rx=min(high / 2, 16.0),
            fill=PAPER,
            stroke=SOFT,
            stroke_width=1.3,
        )
        self.drawn.append(frame)
        self.write(placed)
        self.extend(x, top, x + wide, top + high)
        return placed

    def box(self) -> tuple[float, float, float, float]:
        """The view box: left, top, width, height, with air all around."""
        edge = self.edge
        return self.left - edge, self.top - edge, self.right - self.left + 2 * edge, self.bottom - self.top + 2 * edge

    def svg(self, *, title: str, description: str, prefix: str, css: str = "", paper: str | None = PAPER) -> str:
        """The sheet as one SVG element that stands alone or inside a page.

        Raises ValueError for a prefix that could not begin an id.
        """
        if not _NAME.fullmatch(prefix):
            raise ValueError("a prefix of ids is a letter followed by letters, digits, - and _")
        left, top, wide, high = self.box()
        style = element("style", css) if css else ""
        defs = element("defs", *self.defs) if self.defs else ""
        ground = element("rect", x=left, y=top, width=wide, height=high, fill=paper) if paper else ""
        return element(
            "svg",
            element("title", words(title), id=f"{prefix}-title"),
            element("desc", words(description), id=f"{prefix}-desc"),
            style,
            defs,
            ground,
            *self.drawn,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=" ".join(number(value) for value in (left, top, wide, high)),
            width=wide,
            height=high,
            role="img",
            aria_labelledby=f"{prefix}-title",
            aria_describedby=f"{prefix}-desc",
            class_="evalkit-flower",
            font_family=FAMILY,
        )
