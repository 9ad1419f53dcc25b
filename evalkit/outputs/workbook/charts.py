"""Native charts of the cover: bars of statuses, and dots of what was found among what was looked at."""

from __future__ import annotations

from typing import Any, Final

import xlsxwriter
from xlsxwriter.chart import Chart

from evalkit import MASKED, Language, printing
from evalkit.outputs.workbook.sheets import Place
from evalkit.outputs.workbook.styles import INK, LINE, SOFT

_FILLS: Final[dict[str, dict[str, Any]]] = {
    "attested": {"fill": {"color": "#1F6F6B"}, "border": {"color": "#123F3D"}},
    "contested": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#A8660A", "bg_color": "#FFFFFF"}},
    "not_attested": {"fill": {"color": "#DCD5E6"}, "border": {"color": "#6A5A85"}},
    "not_looked_for": {"fill": {"none": True}, "border": {"color": "#8A857E", "dash_type": "dash"}},
    "masked": {"pattern": {"pattern": "small_grid", "fg_color": "#8A857E", "bg_color": "#FFFFFF"}},
}
"""Each status has its own drawing, so that a photocopy tells them apart."""

_FONT: Final = {"name": "Calibri", "size": 10, "color": INK}

_LEVEL: Final = 8
"""So many names of criteria stand side by side under a chart."""


def bars(book: xlsxwriter.Workbook, place: Place, language: Language) -> Chart | None:
    """Markers counted by status, one bar per criterion; None where there is nothing to show, or something is masked."""
    if not _drawable(place, (*_FILLS, "label", "markers")):
        return None
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for status, look in _FILLS.items():
        chart.add_series(
            {
                "name": printing.STATUSES[status].said_in(language).capitalize(),
                "categories": place.cells("label"),
                "values": place.cells(status),
                "gap": 60,
                **look,
            }
        )
    chart.set_y_axis(
        {"reverse": True, "num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none", "crossing": "max"}
    )
    chart.set_x_axis(_counts(place, language))
    _dress(chart, language.gettext("Statuts des marqueurs, critère par critère"))
    return chart


def dots(book: xlsxwriter.Workbook, place: Place, language: Language) -> Chart | None:
    """Markers found and markers looked at, as two dots per criterion tied by a line: k on n, never a rate."""
    if not _drawable(place, ("attested", "informed", "label", "markers")):
        return None
    chart = book.add_chart({"type": "line"})
    for column, said, size, fill in (
        ("informed", language.gettext("Marqueurs renseignés"), 13, "#CFE5E2"),
        ("attested", language.gettext("Marqueurs constatés"), 8, "#1F6F6B"),
    ):
        look = {"type": "circle", "size": size, "fill": {"color": fill}, "border": {"color": "#1F6F6B", "width": 1.25}}
        chart.add_series(
            {
                "name": said,
                "categories": place.cells("label"),
                "values": place.cells(column),
                "line": {"none": True},
                "marker": look,
            }
        )
    chart.set_high_low_lines({"line": {"color": SOFT, "width": 1.25}})
    # Without a word about it LibreOffice slants the names of criteria; many of them have no room to lie level.
    level = {"rotation": 0, "size": 8} if len(place.table.rows) <= _LEVEL else {}
    chart.set_x_axis({"num_font": {**_FONT, **level}, "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_y_axis(_counts(place, language))
    _dress(chart, language.gettext("Constatés parmi les renseignés, critère par critère"))
    return chart


def _drawable(place: Place, columns: tuple[str, ...]) -> bool:
    known = place.table.index
    if not place.table.rows or any(column not in known for column in columns):
        return False
    return not any(cell is MASKED for column in columns for cell in place.table.column(column))


def _counts(place: Place, language: Language) -> dict[str, Any]:
    """The axis along which markers are counted, in whole steps from nothing to all."""
    most = max(int(n) for n in place.table.column("markers") if isinstance(n, int))
    step = max(1, -(-most // 10))
    return {
        "name": language.gettext("Nombre de marqueurs"),
        "name_font": {**_FONT, "bold": False, "color": SOFT},
        "num_font": _FONT,
        "num_format": "0",
        "min": 0,
        "max": max(-(-most // step), 1) * step,
        "major_unit": step,
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }


def _dress(chart: Chart, title: str) -> None:
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": "#FFFFFF"}})
