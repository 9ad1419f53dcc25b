"""An XLSForm as a workbook: the sheets survey, choices and settings, and pyxform's opinion of them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

from evalkit import InstrumentUse, Problem, ProblemsFound, say
from evalkit.forms.choicelists import Says
from evalkit.forms.languages import FormLanguage
from evalkit.forms.survey import Question, Survey

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (a constant; a workbook's dates have no time zone)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_PLAIN = ("appearance", "required", "relevant", "constraint", "calculation")


def written(survey: Survey) -> bytes:
    """The bytes of the workbook; only the columns that the form uses."""
    spoken = survey.languages
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": survey.title(spoken[0]), "created": _MADE})
    rows = [_row(question, spoken) for question in survey.questions]
    _sheet(book, "survey", rows)
    choices = [
        {"list_name": name, "name": choice.name, **_said("label", choice.label, spoken)}
        for name, among in survey.lists.items()
        for choice in among
    ]
    _sheet(book, "choices", choices or [{"list_name": "", "name": "", **_said("label", lambda _: "", spoken)}])
    settings = {
        "form_title": survey.title(spoken[0]),
        "form_id": survey.id,
        "version": survey.version,
        "default_language": called(spoken[0]),
    }
    _sheet(book, "settings", [settings])
    book.close()
    return buffer.getvalue()


def called(lang: FormLanguage) -> str:
    """A language as XLSForms name it: « Français (fr) »."""
    return f"{lang.endonym} ({lang.code})"


def _said(column: str, says: Says | None, spoken: Iterable[FormLanguage]) -> dict[str, str]:
    return {f"{column}::{called(lang)}": says(lang) if says else "" for lang in spoken}


def _row(question: Question, spoken: Sequence[FormLanguage]) -> dict[str, str]:
    row = {"type": question.type, "name": question.name, **_said("label", question.label, spoken)}
    row |= _said("hint", question.hint, spoken)
    row |= {name: _plain(getattr(question, name)) for name in _PLAIN}
    return row | _said("constraint_message", question.constraint_message, spoken)


def _plain(value: object) -> str:
    return "yes" if value is True else str(value or "")


def _sheet(book: xlsxwriter.Workbook, name: str, rows: Sequence[dict[str, str]]) -> None:
    sheet = book.add_worksheet(name)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    headings = [
        h for h in rows[0] if any(row[h] for row in rows) or h in ("list_name", "name") or h.startswith("label")
    ]
    for at, heading in enumerate(headings):
        sheet.set_column(at, at, 44 if "label" in heading else 22)
        sheet.write_string(0, at, heading, bold)
        for line, row in enumerate(rows, 1):
            if row[heading]:
                sheet.write_string(line, at, row[heading], wrap)
    sheet.freeze_panes(1, 0)


def validated(book: bytes, use: InstrumentUse) -> None:
    """Ask pyxform, where it is installed, whether phones will take the form.

    Raises:
        ProblemsFound: E416 with what pyxform says.
    """
    if importlib.util.find_spec("pyxform") is None:
        return
    from pyxform.errors import PyXFormError  # noqa: PLC0415  (an extra: most centres have no need of it)
    from pyxform.xls2xform import convert  # noqa: PLC0415  (same)

    try:
        convert(BytesIO(book), validate=False, file_type=".xlsx")
    except PyXFormError as error:
        message = say("Le formulaire pour téléphone de « {id} » n’est pas valable : {said}", id=use.id, said=str(error))
        raise ProblemsFound([Problem("E416", message, use.file.where)]) from error
