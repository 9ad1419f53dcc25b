"""Text to rows: which delimiter a table in text has, its rows with their lines, and where it is broken."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from math import log
from typing import NamedTuple, NoReturn

from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem, ProblemsFound

DELIMITERS = (";", ",", "\t", "|")
_ALONE = "\x1f"
_SAMPLE_ROWS = 200
_SAMPLE_LETTERS = 1_000_000
_SHOWN = 20
_MOST_COLUMNS = 16_384
"""As many as a sheet of a spreadsheet can hold."""
_LEAST_SWALLOWED = 6
"""The width under which a text of several lines may look like rows of the table."""


class Delimited(NamedTuple):
    """A table's rows that hold something, all of one width; the line of each; the lines that hold nothing.

    ``longest`` is the length of the longest line of the file; ``quoted`` is true where each line stood in quotes as a
    whole.
    """

    rows: list[list[str]]
    lines: Sequence[int]
    blank: list[int]
    longest: int
    quoted: bool = False


def delimited(text: str, shown: str, delimiter: str | None = None) -> Delimited:
    """The table in a text.

    Lines that each stand in quotes as a whole are read without them. A first line « sep=; » names the delimiter and is
    no row. Lines above the heading may be shorter (titles).

    Raises:
        ProblemsFound: E210 where the text stops half-way, E211 for each line that is not as wide as the heading.
    """
    text, start = text.rstrip("\x1a"), 1  # DOS and old exporters end a text with it
    if directive := re.match(r'"?sep=(.)"?[ ;,\t]*(?:\r\n|\r|\n|$)', text, re.IGNORECASE):
        delimiter = delimiter or directive[1]
        text, start = text[directive.end() :], 2
    physical = list(StringIO(text, newline=""))
    asked, delimiter = delimiter, delimiter or chosen(text)
    rows, lines = _parsed(text, physical, delimiter, start, shown)
    inner = _unquoted(rows, physical, asked, start, shown)
    if inner is not None:
        rows, delimiter = inner
    filled = [any(map(str.strip, row)) for row in rows]
    blank: list[int] = []
    if not all(filled):
        blank = [line for line, holds in zip(lines, filled) if not holds]
        lines = [line for line, holds in zip(lines, filled) if holds]
        rows = [row for row, holds in zip(rows, filled) if holds]
    if len(set(map(len, rows))) > 1:
        _check_widths(rows, lines, shown, complete=text.endswith(("\n", "\r")))
    if not isinstance(lines, range):
        _check_swallowed(rows, lines, delimiter, shown)
    if rows and not any(row[-1] for row in rows):
        widest = max(map(_written, rows))
        rows = [row[:widest] for row in rows]
    if rows and len(rows[0]) > _MOST_COLUMNS:
        _refuse_columns(len(rows[0]), lines[0], shown)
    return Delimited(rows, lines, blank, max(map(len, physical), default=0), inner is not None)


def chosen(text: str) -> str:
    """The delimiter under which rows agree best; the first two, a heading and what is under it, weigh most."""
    best, most = _ALONE, 0.0
    for delimiter in DELIMITERS:
        sample = csv.reader(StringIO(text[:_SAMPLE_LETTERS], newline=""), delimiter=delimiter)
        widths: list[int] = []
        with suppress(csv.Error):  # a cell of more than 131,072 letters: the rows above it decide
            widths.extend(len(row) for row in islice(sample, _SAMPLE_ROWS) if any(row))
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = log(width) * (times / len(widths)) ** 2 * (3 if set(widths[:2]) == {width} else 1)
        if score > most:
            best, most = delimiter, score
    return best


def _parsed(
    text: str, physical: Sequence[str], delimiter: str, start: int, shown: str
) -> tuple[list[list[str]], Sequence[int]]:
    """The rows and the line on which each begins."""
    spaced = _spaced(physical, delimiter)
    reader = csv.reader(physical, delimiter=delimiter, strict=True, skipinitialspace=spaced)
    shared = dict[str, str]().setdefault  # equal cells are one string: less memory, and found faster ever after
    rows: list[list[str]] = []
    firsts: list[int] = []
    number = start
    try:
        for cells in reader:
            rows.append(list(map(shared, cells, cells)))
            firsts.append(number)
            number = start + reader.line_num
    except csv.Error:  # a huge cell or a fault: the slow way reads the first and tells where the second stands
        return _parsed_slowly(text, delimiter, start, shown)
    return rows, firsts if number - start > len(rows) else range(start, number)


def _unquoted(
    rows: Sequence[Sequence[str]], physical: Sequence[str], asked: str | None, start: int, shown: str
) -> tuple[list[list[str]], str] | None:
    """The rows inside lines that each stand in quotes as a whole, and their delimiter; None for any other table.

    So a spreadsheet writes a table of which it took each line for one cell. It is told from a single column of texts by
    its rows, all as wide as the heading, and by its heading, where no space stands behind a delimiter.
    """
    if len(rows) < 2 or len(rows) != len(physical) or any(len(row) > 1 for row in rows):
        return None
    if not all(line.startswith('"') for line, row in zip(physical, rows) if row):
        return None
    lines = [row[0] + "\n" if row else "\n" for row in rows]
    delimiter = asked or chosen("".join(lines))
    if delimiter + " " in lines[0]:
        return None
    try:
        inner, _ = _parsed("".join(lines), lines, delimiter, start, shown)
    except ProblemsFound:
        return None
    widths = {len(row) for row in inner if row}
    return (inner, delimiter) if len(inner) == len(rows) and len(widths) == 1 and widths != {1} else None


def _spaced(lines: Sequence[str], delimiter: str) -> bool:
    """True where each cell of the heading after the first stands in quotes behind a space: « "a"; "b" »."""
    cells = lines[0].split(delimiter)[1:] if lines else []
    return bool(cells) and all(cell.startswith(' "') for cell in cells)


def _parsed_slowly(text: str, delimiter: str, start: int, shown: str) -> tuple[list[list[str]], list[int]]:
    """The same for cells of any size: csv's limit of 131,072 letters belongs to the whole process, so it stays."""
    quoted = re.compile('"([^"]*(?:""[^"]*)*)"')
    bare = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
    end = re.compile("\r\n|\r|\n")
    rows: list[list[str]] = []
    lines: list[int] = []
    at, line, size = 0, start, len(text)
    while at < size:
        row: list[str] = []
        lines.append(line)
        rows.append(row)
        while True:
            if at < size and text[at] == '"':
                match = quoted.match(text, at)
                if match is None:
                    _refuse_open_quote(line, shown)
                cell = match[1].replace('""', '"')
                line += len(end.findall(cell))
                at = match.end()
                if at < size and text[at] not in (delimiter, "\r", "\n"):
                    _refuse_quote(line, shown)
            else:
                match = bare.match(text, at)
                assert match is not None  # it also matches nothing
                cell, at = match[0], match.end()
            row.append(cell)
            if at >= size or text[at] != delimiter:
                break
            at += 1
        if ending := end.match(text, at):
            at = ending.end()
        if row == [""]:
            row.clear()
        line += 1
    return rows, lines


def _check_widths(rows: list[list[str]], lines: Sequence[int], shown: str, *, complete: bool) -> None:
    """Refuse each line narrower or wider than the heading, and pad what is legally shorter."""
    widths = [len(row) for row in rows]
    usual = Counter(widths).most_common(1)[0][0]
    first = widths.index(usual)
    heading = next((i for i in range(first) if widths[i] >= 2 and widths[i] > usual / 2), first)
    least, most = _extent(rows[heading]), widths[heading]
    problems = []
    for i in range(heading + 1, len(rows)):
        if widths[i] < least:
            if i == len(rows) - 1 and not complete:
                problems.append(_cut_line(lines[i], widths[i], least, shown))
            else:
                whole = widths[i] == 1 and any(len(rows[i][0].split(mark)) >= least for mark in DELIMITERS)
                problems.append(_ragged(lines[i], widths[i], least, shown, whole=whole))
        elif widths[i] > most and _extent(rows[i]) > most:
            problems.append(_ragged(lines[i], _extent(rows[i]), most, shown))
    if problems:
        raise ProblemsFound([*problems[:_SHOWN], *_and_more(problems[_SHOWN:], shown)])
    widest = max(map(_extent, rows))
    rows[:] = [row[:widest] if len(row) >= widest else [*row, *[""] * (widest - len(row))] for row in rows]


def _check_swallowed(rows: Sequence[Sequence[str]], lines: Sequence[int], delimiter: str, shown: str) -> None:
    """Refuse a cell that holds whole rows: its quotation mark was never closed, and another row's closes it.

    People put a space behind a comma or a semicolon; a table does not.
    """
    width = len(rows[0]) if rows else 0
    if width < _LEAST_SWALLOWED:
        return
    between = re.compile(re.escape(delimiter) + r"(?!\s)")
    for row, line in zip(rows, lines):
        for cell in row:
            inner = re.split("\r\n|\r|\n", cell)[1:] if "\n" in cell or "\r" in cell else ()
            if any(len(between.findall(text)) >= width - 1 and _many(text.split(delimiter)) for text in inner):
                _refuse_swallowed(line, shown)


def _many(cells: Sequence[str]) -> bool:
    """True where half of the cells hold something."""
    return 2 * sum(map(bool, map(str.strip, cells))) >= len(cells)


def _written(row: Sequence[str]) -> int:
    """How many cells a row has up to its last one that is not empty."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1]), 0)


def _extent(row: Sequence[str]) -> int:
    """How many cells a row has up to its last filled one."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1].strip()), 0)


def _and_more(problems: Sequence[Problem], shown: str) -> Iterable[Problem]:
    if problems:
        where = problems[0].where
        yield Problem(
            "E211",
            say_n("Une autre ligne a le même défaut.", "{n} autres lignes ont le même défaut.", len(problems)),
            where or Location(path=shown),
        )


def _ragged(line: int, found: int, expected: int, shown: str, *, whole: bool = False) -> Problem:
    """A line of another width; *whole*: its one cell, in quotes, holds all that the others have in several."""
    if whole:
        message = say("La ligne est tout entière entre guillemets : elle fait une seule cellule au lieu de {expected}.",
                      expected=expected)  # fmt: skip
        hint = say("Exportez à nouveau le fichier, ou ôtez les guillemets du début et de la fin de la ligne ; ceux "
                   'qui sont doublés ("") redeviennent simples.')  # fmt: skip
    elif found < expected:
        message = say("La ligne a {found} cellules au lieu de {expected}.", found=found, expected=expected)
        hint = say("Complétez la ligne dans un tableur, ou exportez à nouveau le fichier.")
    else:
        message = say("La ligne a {found} cellules pour {expected} colonnes.", found=found, expected=expected)
        hint = say("Un texte contient sans doute le séparateur sans guillemets : mettez-le entre guillemets.")
    return Problem("E211", message, Location(path=shown, line=line), hint)


def _cut_line(line: int, found: int, expected: int, shown: str) -> Problem:
    return Problem(
        "E210",
        say(
            "La dernière ligne s’arrête au milieu ({found} cellules au lieu de {expected}) : fichier tronqué ?",
            found=found,
            expected=expected,
        ),
        Location(path=shown, line=line),
        say("Copiez ou exportez à nouveau le fichier en entier."),
    )


def _refuse_open_quote(line: int, shown: str) -> NoReturn:
    raise ProblemsFound(
        [
            Problem(
                "E210",
                say("Des guillemets ouverts sur cette ligne ne se ferment jamais : fichier tronqué ?"),
                Location(path=shown, line=line),
                say("Copiez ou exportez à nouveau le fichier en entier."),
            )
        ]
    )


def _refuse_swallowed(line: int, shown: str) -> NoReturn:
    raise ProblemsFound(
        [
            Problem(
                "E210",
                say("Des guillemets ouverts sur cette ligne ne se ferment que plusieurs lignes plus loin : des lignes "
                    "entières du tableau sont prises dans une cellule."),
                Location(path=shown, line=line),
                say("Fermez ou retirez ces guillemets, ou exportez à nouveau le fichier."),
            )
        ]
    )  # fmt: skip


def _refuse_columns(found: int, line: int, shown: str) -> NoReturn:
    raise ProblemsFound(
        [
            Problem(
                "E207",
                say("Le tableau a {found} colonnes : c’est trop pour être lu.", found=found),
                Location(path=shown, line=line),
                say("Exportez à nouveau le fichier, ou indiquez `delimiter:` sous `files:` de l’outil."),
            )
        ]
    )


def _refuse_quote(line: int, shown: str) -> NoReturn:
    raise ProblemsFound(
        [
            Problem(
                "E211",
                say("Des guillemets se ferment au milieu d’une cellule."),
                Location(path=shown, line=line),
                say('Dans un texte entre guillemets, les guillemets droits se doublent ("").'),
            )
        ]
    )
