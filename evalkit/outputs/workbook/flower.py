"""The flower on the cover, drawn once as a picture."""

from __future__ import annotations

import struct

from evalkit import Language, Published, flower

WIDTH = 700


def picture(published: Published, language: Language) -> tuple[bytes, str, float] | None:
    """The flower as PNG, the words for those who do not see it, and its height for one of its width.

    None where there is no criterion to draw.
    """
    found = flower.flower_of(published, language)
    if not found.petals:
        return None
    words = flower.legend(language)
    drawn = flower.png(flower.draw(found, words), width=WIDTH)
    width, height = struct.unpack(">II", drawn[16:24])
    return drawn, flower.describe(found, words), height / width
