"""The whole workbook in memory: cover, one sheet per table, and no word about who made it or where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from evalkit import TABLES, Language, Published, Table
from evalkit.outputs.workbook.cover import stamps, write_cover
from evalkit.outputs.workbook.sheets import Place, sheet_names, write_table
from evalkit.outputs.workbook.strings import PlainBook
from evalkit.outputs.workbook.styles import PETAL, Styles

# The same bytes whenever and wherever it is made.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (a constant; a workbook's dates have no time zone)

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


Front = Callable[[xlsxwriter.Workbook, Worksheet, Sequence[Place], Styles], None]
"""What writes the first sheet, once the others stand."""


def written(published: Published, translator: Language) -> bytes:
    """The workbook of these results, in the translator's language."""
    about = published.about

    def front(book: xlsxwriter.Workbook, sheet: Worksheet, places: Sequence[Place], styles: Styles) -> None:
        write_cover(book, sheet, published, places, styles)

    return bound(
        [*published.tables_by_name.values(), *published.beside],
        title=" — ".join(str(about[key]) for key in ("structure_name", "wave_label") if about.get(key)),
        stamps=stamps(about, translator),
        purposes={name: columns.purpose.said_in(translator) for name, columns in TABLES.items()},
        front=front,
        translator=translator,
    )


def bound(
    tables: Sequence[Table],
    *,
    title: str,
    stamps: Sequence[str],
    purposes: Mapping[str, str],
    front: Front,
    translator: Language,
) -> bytes:
    """Any tables as a workbook: the cover that *front* writes, then a sheet per table under its title.

    *stamps* are what no reader may miss, the profile first; *purposes* say by name what a table is for.
    """
    buffer = BytesIO()
    book = PlainBook(buffer, _OPTIONS)
    book.set_properties({"title": title, "created": _MADE, "comments": " · ".join(stamps)})
    book.set_size(2400, 1500)
    styles = Styles(book, translator)
    cover = translator.gettext("Sommaire")
    names = sheet_names((table.title for table in tables), taken=[cover])
    places = [
        Place(table=table, sheet=name, purpose=purposes.get(table.name, table.purpose))
        for table, name in zip(tables, names, strict=True)
    ]
    footer = _footer(title, stamps[:1])
    first = book.add_worksheet(cover)
    first.set_tab_color(PETAL)
    first.set_footer(footer)
    for place in places:
        write_table(book.add_worksheet(place.sheet), place, styles, cover, footer)
    front(book, first, places, styles)
    book.close()
    return buffer.getvalue()


def _footer(title: str, profile: Sequence[str]) -> str:
    """A line under each printed page; 255 characters at most, and & doubled, as the format asks."""
    said = " · ".join([title[:120], *profile]).replace("&", "&&")[:220]
    return f"&L&8{said}&R&8&A  —  &P / &N"
