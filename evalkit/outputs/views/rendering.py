"""From what a page tells to its bytes: the template and the style of one output, beside the parts that all share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from evalkit import Language, pages

SHARED: Final = Path(__file__).parent
"""Where the parts of templates lie that several pages use."""


def render(
    folder: Path, context: Mapping[str, object], sheet: pages.Sheet, language: Language, *, script: str = ""
) -> bytes:
    """The page whose template and style lie in *folder* and are called as it is, with a *script* of its own or none."""
    css = (folder / f"{folder.name}.css").read_text(encoding="utf-8")
    return pages.page(
        f"{folder.name}.html.j2",
        folders=(folder, SHARED),
        language=language,
        context=context,
        sheet=sheet,
        css=css,
        script=script,
    )
