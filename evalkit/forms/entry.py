"""The making of an entry workbook: the sheet to type in, how to, and the words that each column accepts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from evalkit import Evaluation, InstrumentUse, say, say_n
from evalkit.forms.columns import version_of
from evalkit.forms.guidance import sentences
from evalkit.forms.languages import FormLanguage
from evalkit.forms.typed import Typed, Word, typed_columns

MARK: Final = "evalkit-sheet"
"""The first word of the sheet of answers that may be typed: by it the reader knows a workbook of ours."""

ROWS: Final = 2000
"""How many rows are ready to be typed in."""

FIRST: Final = 2
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (a constant; a workbook's dates have no time zone)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MAY = dict.fromkeys(
    ("sort", "autofilter", "insert_rows", "delete_rows", "format_cells", "format_columns", "format_rows"), True
)
_PROMPT, _TITLE, _WIDEST = 250, 32, 90
_NARROWEST, _GUIDE, _LINE = 22, 78, 15
_ORIGIN = date(2000, 1, 1)


def workbook(use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> bytes:
    """The bytes of the workbook, the same for the same instrument."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    title = lang.text(use.file.title)
    book.set_properties({"title": title, "created": _MADE})
    book.set_size(2400, 1500)
    columns = typed_columns(use, evaluation, lang)
    names = [lang.say(name) for name in (say("Saisie"), say("Mode d’emploi"), say("Réponses possibles"))]
    entry, guide, lists = (book.add_worksheet(name) for name in names)
    if lang.rtl:
        for sheet in (entry, guide, lists):
            sheet.right_to_left()
    listed = _write_lists(book, lists, columns, use, lang, names[2])
    _write_entry(book, entry, columns, listed, lang)
    _write_guide(book, guide, title, sentences(use, columns, lang))
    entry.activate()
    book.close()
    return buffer.getvalue()


def _write_entry(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    columns: Sequence[Typed],
    listed: dict[tuple[Word, ...], str],
    lang: FormLanguage,
) -> None:
    head = book.add_format({
        "bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EFEBE4", "border": 1, "border_color": "#D8D3CB"
    })  # fmt: skip
    small = book.add_format({"font_size": 8, "font_color": "#7A746C", "bottom": 2, "valign": "top"})
    free = book.add_format({"locked": False, "valign": "top"})
    text = book.add_format({"locked": False, "valign": "top", "num_format": "@", "text_wrap": True})
    day = book.add_format({"locked": False, "valign": "top", "num_format": "dd/mm/yyyy"})
    # Past the last column cells stay open too: a row with a locked cell could not be deleted.
    sheet.set_column(0, 16383, None, free)
    for at, column in enumerate(columns):
        plain = not (column.words or column.number or column.date)
        sheet.set_column(at, at, column.width, day if column.date else text if plain else free)
        sheet.write_string(0, at, column.label, head)
        sheet.write_string(1, at, column.name, small)
        rule = _rule(column, at, listed.get(column.words), lang)
        if rule is not None:
            sheet.data_validation(FIRST, at, FIRST + ROWS - 1, at, rule)
    longest = max((len(column.label) / column.width for column in columns), default=1.0)
    sheet.set_row(0, min(15 * (2 + longest), 180))
    sheet.freeze_panes(FIRST, 1)
    sheet.protect("", _MAY)
    sheet.set_landscape()
    sheet.repeat_rows(0, 1)


def _rule(column: Typed, at: int, listed: str | None, lang: FormLanguage) -> dict[str, object] | None:
    """What may be typed in a column, said before it is typed and when it was not."""
    cell = f"{xl_col_to_name(at)}{FIRST + 1}"
    title = column.label[:_TITLE]
    prompt = " · ".join(f"{word.typed} = {word.says}" if word.says else str(word.typed) for word in column.words)
    common: dict[str, object] = {"ignore_blank": True, "error_title": lang.say(say("À vérifier"))}
    if column.number:
        low, high = column.minimum, column.maximum
        number = [f"ISNUMBER({cell})"]
        number += [f"{cell}>={low:g}"] if low is not None else []
        number += [f"{cell}<={high:g}"] if high is not None else []
        number += [f"{cell}=INT({cell})"] if column.whole else []
        formula = f"AND({','.join(number)})"
        if listed is not None:
            formula = f"OR({formula},ISNUMBER(MATCH({cell},{listed},0)))"
        error = lang.say(say("Tapez un nombre dans les bornes de la question, ou un mot de la liste."))
        common |= {"validate": "custom", "value": f"={formula}", "error_message": error}
    elif listed is not None:
        error = lang.say(say("Choisissez un mot de la liste (Alt + flèche bas)."))
        common |= {"validate": "list", "source": f"={listed}", "error_message": error}
    elif column.date:
        error = lang.say(say("Tapez une date, comme 31/05/2026."))
        common |= {"validate": "date", "criteria": ">=", "value": _ORIGIN, "error_message": error}
    elif column.unique:
        letter = xl_col_to_name(at)
        error = lang.say(say("Ce numéro est déjà pris : le formulaire est peut-être saisi deux fois."))
        formula = f"=COUNTIF(${letter}${FIRST + 1}:${letter}${FIRST + ROWS},{cell})=1"
        common |= {"validate": "custom", "value": formula, "error_message": error, "error_type": "warning"}
    else:
        return None
    if any(word.says for word in column.words):
        common |= {"input_title": title, "input_message": prompt[:_PROMPT]}
    return common


def _write_lists(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    columns: Sequence[Typed],
    use: InstrumentUse,
    lang: FormLanguage,
    name: str,
) -> dict[tuple[Word, ...], str]:
    """Each list once, over two columns: what is typed, what it says; and the mark of our workbooks.

    Gives back the cells where each list stands.
    """
    small = book.add_format({"font_size": 8, "font_color": "#7A746C"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"valign": "top", "align": "left"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, f"{MARK} {use.id} {version_of(use)}", small)
    titles: dict[tuple[Word, ...], list[str]] = {}
    for column in columns:
        if column.words:
            titles.setdefault(column.words, []).append(column.label)
    found: dict[tuple[Word, ...], str] = {}
    lines = 1
    for number, (words, labels) in enumerate(titles.items()):
        at = 2 * number
        wide = max(_NARROWEST, min(_WIDEST, 2 + max(len(str(word.typed)) for word in words)))
        sheet.set_column(at, at, wide)
        sheet.set_column(at + 1, at + 1, max(2, min(_WIDEST, 2 + max(len(word.says) for word in words))))
        others = say_n(
            "{question} (et {n} autre colonne)",
            "{question} (et {n} autres colonnes)",
            len(labels) - 1,
            question=labels[0],
        )
        said = lang.say(others) if len(labels) > 1 else labels[0]
        lines = max(lines, _lines(said, wide))
        sheet.write_string(1, at, said, head)
        for row, word in enumerate(words, 2):
            (sheet.write_number if isinstance(word.typed, int) else sheet.write_string)(row, at, word.typed, plain)
            if word.says:
                sheet.write_string(row, at + 1, word.says, plain)
        letter = xl_col_to_name(at)
        quoted = name.replace("'", "''")
        found[words] = f"'{quoted}'!${letter}$3:${letter}${2 + len(words)}"
    sheet.set_row(1, _LINE * lines)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    return found


def _lines(words: str, width: float) -> int:
    """In how many lines bold words stand in a cell, and one for words that end a line early."""
    return 1 + ceil(len(words) * 1.15 / width)


def _write_guide(book: xlsxwriter.Workbook, sheet: Worksheet, title: str, steps: Sequence[str]) -> None:
    sheet.set_column(0, 0, _GUIDE)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    # Letters half as large again as those that the width of a column counts.
    sheet.set_row(0, 22 * ceil(len(title) * 1.6 / _GUIDE))
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16, "text_wrap": True}))
    wrap = book.add_format({"text_wrap": True, "valign": "top", "font_size": 12})
    for row, step in enumerate(steps, 1):
        sheet.write_string(row, 0, step, wrap)
        sheet.set_row(row, 17 * (1 + len(step) // 68))
    sheet.protect("", {"format_columns": True, "format_rows": True})
