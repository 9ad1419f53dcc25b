"""A framework as the spreadsheet that may stand in place of framework.yaml: one row for each evidence link."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, cast

import attrs
import xlsxwriter

from evalkit.core.framework import Evidence, Framework, Mapping, Marker
from evalkit.evaluation.treetables import COLUMNS

FILE: Final = "framework.xlsx"

_WIDTHS: Final = {"criterion": 28, "indicator": 28, "marker": 60, "source": 24, "items": 30, "reason": 30}
_PLAIN: Final = ("name", "attested_from", "agree")
_OWN: Final = "lecture."
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook's dates have no zone; the same bytes at any time)


def tree_book(framework: Framework, language: str = "fr") -> bytes:
    """The bytes of the spreadsheet; read back, it is the same framework, its ties to a core said marker by marker.

    A cell that says the same as the one above it stays empty, and a marker's own cells stand on its first row.
    """
    options = sorted({name for placed in framework.placed() for e in placed.marker.evidence for name in _own(e)})
    columns = [*COLUMNS, *(_OWN + name for name in options)]
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": framework.label or framework.id, "created": _MADE})
        sheet = book.add_worksheet(framework.id[:31] or "framework")
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for at, column in enumerate(columns):
            sheet.write_string(0, at, _title(column, language), heading)
            sheet.set_column(at, at, _WIDTHS.get(column, 14), wrapped)
        for row, cells in enumerate(_rows(framework), 1):
            for name, value in cells.items():
                if value not in ("", None):
                    sheet.write(row, columns.index(name), value, wrapped)
        sheet.freeze_panes(1, 0)
    return data.getvalue()


def _title(column: str, language: str) -> str:
    names = COLUMNS.get(column)
    if names is None:
        return column
    return names[0].capitalize() if language == "fr" else column.replace("_", " ")


def _rows(framework: Framework) -> Iterator[dict[str, object]]:
    above: dict[str, object] = {"framework": framework.id, "version": framework.version}
    for criterion in framework.criteria:
        above |= {"criterion_id": criterion.id, "criterion": criterion.label, "criterion_source": criterion.source}
        for indicator in criterion.indicators:
            above |= {"indicator_id": indicator.id, "indicator": indicator.label, "indicator_source": indicator.source}
            for marker in indicator.markers:
                above |= _marker(marker, marker.maps_to or indicator.maps_to or criterion.maps_to)
                for link in marker.evidence or (None,):
                    yield {**above, **(_link(link) if link is not None else {})}
                    above = {}


def _marker(marker: Marker, mapping: Mapping | None) -> dict[str, object]:
    told: dict[str, object] = {
        "marker_id": marker.id,
        "marker": marker.label,
        "source": marker.source,
        "provisional": "oui" if marker.provisional else "non",
    }
    if mapping is not None:
        told |= {"dimension": mapping.dimension, "extent": str(mapping.extent), "reason": mapping.reason}
    return told


def _link(link: Evidence) -> dict[str, object]:
    use = link.scorer
    told: dict[str, object] = {
        "instrument": link.instrument,
        "items": "; ".join(link.items),
        "join": str(link.join) if len(link.items) > 1 else "",
        "scorer": use.name,
        "phase": use.phase,
        "min_n": use.min_n if use.min_n > 1 else None,
    }
    for name, value in _options(link).items():
        shown = "; ".join(map(str, value)) if isinstance(value, tuple) else value
        told[name if name in _PLAIN else _OWN + name] = shown
    return told


def _own(link: Evidence) -> list[str]:
    return [name for name in _options(link) if name not in _PLAIN]


def _options(link: Evidence) -> dict[str, object]:
    """The options of a scorer that are not left at their usual value."""
    scorer = type(link.scorer.scorer)
    return {
        field.name: value
        for field in attrs.fields(cast("Any", scorer))
        if (value := getattr(link.scorer.scorer, field.name)) != field.default
    }
