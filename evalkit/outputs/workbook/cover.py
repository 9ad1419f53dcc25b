"""The first sheet: whose workbook it is, what stands in it, what may not be missed, the flower and the charts."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from evalkit import Cell, Language, Published, printing
from evalkit.outputs.workbook.charts import bars, dots
from evalkit.outputs.workbook.flower import WIDTH, picture
from evalkit.outputs.workbook.sheets import Place, quoted
from evalkit.outputs.workbook.styles import FAINT, LINE, PETAL, SOFT, WARM, Styles

_RIGHT = 4
_PICTURE_WIDTH = 620


def stamps(about: dict[str, Cell], translator: Language) -> list[str]:
    """What no reader may miss: the profile, simulated data, provisional criteria, a lowered floor."""
    say = translator.gettext
    profile = str(about.get("profile", ""))
    found = [printing.PROFILES[profile].said_in(translator).capitalize()] if profile in printing.PROFILES else []
    if about.get("simulated") == "yes":
        found.append(say("Données simulées : aucune réponse de ce classeur n’est celle d’une personne réelle"))
    if about.get("provisional") == "yes":
        found.append(say("Critères provisoires : la structure ne les a pas encore arrêtés"))
    if about.get("floor_reason"):
        found.append(say("Seuil abaissé : {reason}").format(reason=about["floor_reason"]))
    return found


def write_cover(
    book: xlsxwriter.Workbook, sheet: Worksheet, published: Published, places: Sequence[Place], styles: Styles
) -> None:
    """The whole cover."""
    translator = styles.translator
    say = translator.gettext
    about = published.about
    at = write_head(
        sheet,
        styles,
        title=str(about.get("structure_name") or about.get("structure") or ""),
        under=str(about.get("wave_label") or about.get("wave") or ""),
        question=str(about.get("question") or ""),
        stamped=stamps(about, translator),
        lines=(
            say("Ce classeur contient tout ce que la structure publie de cette vague : une table par feuille."),
            say(
                "On peut trier, filtrer, colorer, renommer et déplacer les feuilles, ajouter des feuilles et des "
                "colonnes."
            ),
            say(
                "Une ligne changée ou retirée se voit : chaque ligne porte un sceau. "
                "Rien ici n’additionne ni ne classe."
            ),
        ),
    )
    under = write_contents(sheet, at + 1, places, styles)
    _pictures(book, sheet, published, places, translator, under + 1)
    print_on_one_page(sheet)


def write_head(
    sheet: Worksheet,
    styles: Styles,
    *,
    title: str,
    under: str,
    question: str,
    stamped: Sequence[str],
    lines: Sequence[str],
) -> int:
    """What stands on top of any cover: title, a line under it, a question, stamps, and how to use the workbook.

    Gives back the row after it.
    """
    sheet.hide_gridlines(2)
    for column, width in enumerate((2, 26, 64, 3, 90)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, title, styles.of(bold=True, font_size=22, font_color=PETAL, bottom=0))
    sheet.write_string(1, 1, under, styles.of(font_size=13, font_color=SOFT, bottom=0))
    at = 2
    if question:
        sheet.write_string(at, 1, question, styles.of(italic=True, font_size=13, bottom=0))
        at += 1
    at += 1
    for stamp in stamped:
        look = styles.of(bold=True, bg_color=WARM, left=5, left_color="#B9821A", indent=1, bottom=0)
        sheet.write_string(at, 1, stamp, look)
        sheet.write_blank(at, 2, None, styles.of(bg_color=WARM, bottom=0))
        at += 1
    at += 1
    for line in lines:
        sheet.write_string(at, 1, line, styles.of(font_color=SOFT, bottom=0))
        at += 1
    return at


def write_contents(sheet: Worksheet, at: int, places: Sequence[Place], styles: Styles) -> int:
    """The list of sheets, each a way to it. Gives back the row after it."""
    say = styles.translator.gettext
    heading = styles.of(bold=True, font_size=13, font_color=PETAL, bottom=2, bottom_color=PETAL)
    sheet.write_string(at, 1, say("Dans ce classeur"), heading)
    sheet.write_blank(at, 2, None, heading)
    link = styles.of(font_color=PETAL, underline=1, bottom=1, bottom_color=LINE)
    words = styles.of(text_wrap=True, bottom=1, bottom_color=LINE)
    for row, place in enumerate(places, at + 1):
        sheet.write_url(row, 1, f"internal:'{quoted(place.sheet)}'!A1", link, string=place.sheet)
        sheet.write_string(row, 2, place.purpose, words)
    foot = say("Pour un programme : chaque table se lit par son nom anglais et l’identifiant de ses colonnes.")
    sheet.write_string(at + len(places) + 2, 1, foot, styles.of(font_size=8, font_color=FAINT, bottom=0))
    return at + len(places) + 3


def _pictures(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    published: Published,
    places: Sequence[Place],
    translator: Language,
    under: int,
) -> None:
    """The flower and the bars stand right of the words; the dots under the list of sheets, from this row."""
    say = translator.gettext
    top = 8
    drawn = picture(published, translator)
    if drawn is not None:
        png, said, ratio = drawn
        height = _PICTURE_WIDTH * ratio
        sheet.insert_image(
            0,
            _RIGHT,
            "flower.png",
            {
                "image_data": BytesIO(png),
                "description": said,
                "object_position": 3,
                "x_scale": _PICTURE_WIDTH / WIDTH,
                "y_scale": _PICTURE_WIDTH / WIDTH,
            },
        )
        top = int(height) + 12
    for place in places:
        if place.table.name != "criteria":
            continue
        height = 190 + 30 * len(place.table.rows)
        for chart, row, column, down, said in (
            (
                bars(book, place, translator),
                0,
                _RIGHT,
                top,
                say("Barres : statuts des marqueurs par critère. Les chiffres sont dans la table des critères."),
            ),
            (
                dots(book, place, translator),
                under,
                1,
                0,
                say("Points : constatés et renseignés par critère. Les chiffres sont dans la table des critères."),
            ),
        ):
            if chart is None:
                continue
            chart.set_size({"width": _PICTURE_WIDTH, "height": height})
            sheet.insert_chart(row, column, chart, {"y_offset": down, "description": said, "object_position": 3})


def print_on_one_page(sheet: Worksheet) -> None:
    """A cover is one page, lying."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 1)
