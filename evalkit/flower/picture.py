"""A flower as a PNG, drawn with the bundled font alone, so that every machine makes the same bytes."""

from .fonts import BOLD, REGULAR
from .palette import PAPER


def png(svg: str, *, width: int) -> bytes:
    """The SVG as a PNG `width` pixels wide on white paper.

    Raises ValueError where the text is not SVG.
    """
    # Only the workbook and the poster need a renderer; reading a flower's table must not load one.
    from resvg_py import svg_to_bytes  # noqa: PLC0415

    family = "Atkinson Hyperlegible"
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            width=width,
            background=PAPER,
            skip_system_fonts=True,
            font_files=[str(REGULAR), str(BOLD)],
            font_family=family,
            sans_serif_family=family,
            serif_family=family,
        )
    )
