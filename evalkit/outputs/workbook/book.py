"""The whole workbook in memory: cover, one sheet per table, and no word about who made it or where."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from evalkit import TABLES, Language, Published
from evalkit.outputs.workbook.cover import stamps, write_cover
from evalkit.outputs.workbook.sheets import Place, sheet_names, write_table
from evalkit.outputs.workbook.strings import PlainBook
from evalkit.outputs.workbook.styles import PETAL, Styles

# The same bytes whenever and wherever it is made.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (a constant; a workbook's dates have no time zone)

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def written(published: Published, translator: Language) -> bytes:
    """The workbook of these results, in the translator's language."""
    say = translator.gettext
    about = published.about
    buffer = BytesIO()
    book = PlainBook(buffer, _OPTIONS)
    title = " — ".join(str(about[key]) for key in ("structure_name", "wave_label") if about.get(key))
    book.set_properties({"title": title, "created": _MADE, "comments": " · ".join(stamps(about, translator))})
    book.set_size(2400, 1500)
    styles = Styles(book, translator)
    cover = say("Sommaire")
    tables = [*published.tables_by_name.values(), *published.beside]
    names = sheet_names((table.title for table in tables), taken=[cover])
    places = [
        Place(
            table=table,
            sheet=name,
            purpose=TABLES[table.name].purpose.said_in(translator) if table.name in TABLES else "",
        )
        for table, name in zip(tables, names, strict=True)
    ]
    footer = _footer(title, stamps(about, translator)[:1])
    front = book.add_worksheet(cover)
    front.set_tab_color(PETAL)
    front.set_footer(footer)
    for place in places:
        write_table(book.add_worksheet(place.sheet), place, styles, cover, footer)
    write_cover(book, front, published, places, styles)
    book.close()
    return buffer.getvalue()


def _footer(title: str, profile: list[str]) -> str:
    """A line under each printed page; 255 characters at most, and & doubled, as the format asks."""
    said = " · ".join([title[:120], *profile]).replace("&", "&&")[:220]
    return f"&L&8{said}&R&8&A  —  &P / &N"
