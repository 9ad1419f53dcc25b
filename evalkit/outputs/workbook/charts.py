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


def bars(book: xlsxwriter.Workbook, place: Place, translator: Language) -> Chart | None:
    """Markers counted by status, one bar per criterion; None where there is nothing to show, or something is masked."""
    if not _drawable(place, (*_FILLS, "label")):
        return None
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for status, look in _FILLS.items():
        chart.add_series(
            {
                "name": printing.STATUSES[status].said_in(translator).capitalize(),
                "categories": place.cells("label"),
                "values": place.cells(status),
                "gap": 60,
                **look,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none"})
    _dress(chart, place, translator.gettext("Statuts des marqueurs, critère par critère"), "x", translator)
    return chart


def dots(book: xlsxwriter.Workbook, place: Place, translator: Language) -> Chart | None:
    """Markers found and markers looked at, as two dots per criterion tied by a line: k on n, never a rate."""
    if not _drawable(place, ("attested", "informed", "label")):
        return None
    chart = book.add_chart({"type": "line"})
    for column, said, marker in (
        ("attested", translator.gettext("Marqueurs constatés"), {"type": "circle", "fill": {"color": "#1F6F6B"}}),
        ("informed", translator.gettext("Marqueurs renseignés"), {"type": "circle", "fill": {"color": "#FFFFFF"}}),
    ):
        chart.add_series(
            {
                "name": said,
                "categories": place.cells("label"),
                "values": place.cells(column),
                "line": {"none": True},
                "marker": {**marker, "size": 10, "border": {"color": "#1F6F6B", "width": 1.5}},
            }
        )
    chart.set_high_low_lines({"line": {"color": SOFT, "width": 1.25}})
    chart.set_x_axis({"num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none"})
    _dress(chart, place, translator.gettext("Constatés parmi les renseignés, critère par critère"), "y", translator)
    return chart


def _drawable(place: Place, columns: tuple[str, ...]) -> bool:
    known = place.table.index
    if not place.table.rows or any(column not in known for column in columns):
        return False
    return not any(cell is MASKED for column in columns for cell in place.table.column(column))


def _dress(chart: Chart, place: Place, title: str, counts: str, translator: Language) -> None:
    axis = {
        "name": translator.gettext("Nombre de marqueurs"),
        "name_font": {**_FONT, "bold": False, "color": SOFT},
        "num_font": _FONT,
        "num_format": "0",
        "min": 0,
        "major_unit": _step(place),
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }
    (chart.set_x_axis if counts == "x" else chart.set_y_axis)(axis)
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": "#FFFFFF"}})


def _step(place: Place) -> int:
    most = max(int(n) for n in place.table.column("markers") if isinstance(n, int))
    return max(1, -(-most // 10))
