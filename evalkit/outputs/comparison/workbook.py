"""The comparison as a workbook: its tables behind a cover with a small flower per structure."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from evalkit import Comparison, Language, flower, printing
from evalkit.outputs.comparison.dimensions import dimensions, flower_of, legend
from evalkit.outputs.comparison.face import face_of
from evalkit.outputs.comparison.members import members
from evalkit.outputs.workbook.book import bound
from evalkit.outputs.workbook.cover import print_on_one_page, write_contents, write_head
from evalkit.outputs.workbook.sheets import Place
from evalkit.outputs.workbook.styles import Styles

_MOST: Final = 40
"""Past this many flowers a cover has none: a picture of them all could not be read."""

_ACROSS: Final = 4
_DRAWN, _SHOWN, _LEFT = 1400, 900, 4


def written(comparison: Comparison, language: Language) -> bytes:
    """The workbook of this comparison."""
    face = face_of(comparison, language)
    say = language.gettext
    title = say("Se situer, sans se classer")
    purposes = {
        str(row["table"]): str(row["meaning"])
        for row in comparison["dictionary"].records()
        if row["column"] is None and row["meaning"]
    }

    def front(book: xlsxwriter.Workbook, sheet: Worksheet, places: Sequence[Place], styles: Styles) -> None:
        at = write_head(
            sheet,
            styles,
            title=title,
            under=" · ".join(part for part in (face.core, face.counted) if part),
            question="",
            stamped=face.stamps,
            lines=(
                say("Chaque structure garde son référentiel et ses mots, et paraît toujours dans le même ordre."),
                say("Rien ici n’est additionné, moyenné ni classé d’une structure à l’autre."),
                say("On peut trier, filtrer et colorer ; les chiffres se lisent avec la table du contexte."),
            ),
        )
        write_contents(sheet, at + 1, places, styles)
        _flowers(sheet, comparison, language)
        print_on_one_page(sheet)

    return bound(
        list(comparison.tables_by_name.values()),
        title=f"{title} — {face.core}",
        stamps=face.stamps,
        purposes=purposes,
        front=front,
        translator=language,
    )


def _flowers(sheet: Worksheet, comparison: Comparison, language: Language) -> None:
    """All flowers beside the contents, on one scale, where there are few enough to be read."""
    known = members(comparison, language)
    if not 0 < len(known) <= _MOST:
        return
    found = dimensions(comparison, known, language)
    if not found:
        return
    drawn = [flower_of(member, found) for member in known.values()]
    title = language.gettext("Une fleur par structure : les pétales sont les dimensions du socle commun")
    spoken = legend(language)
    png = flower.png(flower.grid(drawn, spoken, title=title, columns=_ACROSS, prefix="cover"), width=_DRAWN)
    wide, _ = struct.unpack(">II", png[16:24])
    words = " ".join(printing.pair(one.title, flower.describe(one, spoken), language) for one in drawn)
    sheet.insert_image(
        0,
        _LEFT,
        "flowers.png",
        {
            "image_data": BytesIO(png),
            "description": words[:2000],
            "object_position": 3,
            "x_scale": _SHOWN / wide,
            "y_scale": _SHOWN / wide,
        },
    )
