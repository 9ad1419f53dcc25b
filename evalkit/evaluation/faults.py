"""Where cells are not answers: one problem for each wrong word of a column, with its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from evalkit.core.identifying import Clue, highlights
from evalkit.core.message import Message, say, say_n
from evalkit.core.names import fold, nearest
from evalkit.core.problems import Location, Problem
from evalkit.core.sources import Grid, letters
from evalkit.evaluation.columns import Column
from evalkit.evaluation.headless import discreet
from evalkit.evaluation.words import number

_QUOTED = 40
_CELLS = 5
_SLIPS = 15
_LOGICAL = "E214"
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:/\s*\d+|%)?\Z")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co"))
_PERSONAL = re.compile(r"@|\d[\d ./\u00a0\u202f-]{7,}")
_WHOSE = frozenset((Clue.EMAIL, Clue.PHONE, Clue.IBAN, Clue.NIR, Clue.ADDRESS))


def refused(grid: Grid, columns: Iterable[int], ticked: Collection[int] = ()) -> list[Problem]:
    """The problems that opening the file kept for cells that cannot be an answer, where such a cell is used. In the
    column of one option, among *ticked*, a checked box is one.
    """
    if not grid.sheet.refused:
        return []
    used = set(columns)
    row_of = {index: row for row, index in enumerate(grid.indexes)}
    return [
        problem
        for (row, at), problem in sorted(grid.sheet.refused.items())
        if at in used and row in row_of and not (problem.code == _LOGICAL and at in ticked)
    ]


def unknown_answers(
    of: Column,
    bad: Collection[str],
    known: Sequence[str],
    *,
    code: str = "E233",
    quoted: bool = True,
    numbered: Sequence[str] = (),
    unknown_in: Mapping[str, str] | None = None,
) -> list[Problem]:
    """A problem for each cell of *bad*: what was found, where, and the nearest known answer.

    *numbered* are the answers with their codes, for a cell that holds a figure; *unknown_in* gives, of a cell of
    several answers, the part that is none. So many different words that no closed question has them are what people
    wrote freely: they are counted, and none is told.
    """
    if written_freely(bad, known):
        return [another_column(of, bad, code)]
    problems = []
    for cell in bad:
        rows = of.rows(cell)
        part = (unknown_in or {}).get(cell, cell)
        near = nearest(part, known)
        if numbered and _FIGURE.match(cell.strip()):
            hint = say("Écrivez l’une des réponses, ou son code : {known}.", known=", ".join(numbered))
        elif near:
            hint = say("Vouliez-vous dire « {near} » ?", near=near)
        elif len(known) <= _CELLS * 2:
            hint = say("Réponses possibles : {known}.", known=", ".join(known))
        else:
            hint = say("Ajoutez ce mot sous `also:` d’une réponse s’il en est une.")
        # Two words with capitals that are near no answer may be somebody's name.
        if quoted and quotable(part) and (near or not _named(part)):
            message = say_n(
                "« {cell} » n’est pas une réponse connue.",
                "« {cell} » n’est pas une réponse connue ({n} cellules : {cells}).",
                len(rows),
                cell=short(part),
                cells=cells_of(of, rows),
            )
        else:
            message = say_n(
                "Cette cellule ne contient aucune réponse connue.",
                "{n} cellules ne contiennent aucune réponse connue ({cells}).",
                len(rows),
                cells=cells_of(of, rows),
            )
        problems.append(at_cell(of, rows[0], code, message, hint))
    return problems


def written_freely(bad: Collection[str], known: Collection[object] = ()) -> bool:
    """True for more different unknown words in one column than slips of the pen make."""
    return len(bad) > max(_SLIPS, 2 * len(known))


def another_column(of: Column, bad: Iterable[str], code: str) -> Problem:
    """Say that a column holds what its question does not ask for, without a word of it."""
    rows = sorted(row for cell in bad for row in of.rows(cell))
    message = say("Cette colonne contient {n} réponses inconnues ({cells}) : est-ce bien celle de cette question ?",
                  n=len(rows), cells=cells_of(of, rows))  # fmt: skip
    hint = say("Sinon, dites laquelle l’est, sous `columns:` ou `fields:` de l’outil.")
    return at_cell(of, rows[0], code, message, hint)


def at_cell(of: Column, row: int, code: str, message: Message, hint: Message | None = None) -> Problem:
    """A problem at one cell of a column."""
    return Problem(code, message, of.grid.where(row, of.index), hint)


def cells_of(of: Column, rows: Sequence[int]) -> str:
    """« D3, D7, … »: the first cells of a column."""
    letter = letters(of.grid.sheet.left + of.index)
    named = ", ".join(f"{letter}{of.grid.lines[row]}" for row in rows[:_CELLS])
    return named if len(rows) <= _CELLS else named + "…"


def quotable(cell: str) -> bool:
    """True for the words of a closed answer: short, no address, no telephone and no Mme So-and-so in them."""
    return len(cell) <= _QUOTED and not _PERSONAL.search(cell) and not _personal(cell)


def _personal(cell: str) -> bool:
    return any(seen.clue in _WHOSE or seen.titled for seen in highlights(cell))


def _named(cell: str) -> bool:
    return any(seen.clue is Clue.NAME for seen in highlights(cell))


def short(cell: str) -> str:
    """A cell's words as a message shows them, without control characters."""
    text = " ".join("".join(" " if unicodedata.category(c) in _UNSEEN else c for c in cell).split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def said_twice(of: Sequence[Column], label: str, *, meant: bool = False) -> list[Problem]:
    """Two columns of one thing: a problem that names both at the first row where both are filled and differ; a note
    where they say the same, and where each row fills one of them at most, unless that is *meant* (a form of ours asks
    beside a number why there is none; a person named both columns).
    """
    first, second = of[0], of[1]
    names = [f"{letters(c.grid.sheet.left + c.index)} ({_heading(c)})" for c in (first, second)]
    twice = -1
    for row, (a, b) in enumerate(zip(first.inverse.tolist(), second.inverse.tolist())):
        one, other = first.distinct[a].strip(), second.distinct[b].strip()
        if one and other and twice < 0:
            twice = row
        if one and other and one != other and not _alike(one, other):
            message = say(
                "Les colonnes {first} et {second} répondent toutes deux à « {label} » et diffèrent.",
                first=names[0],
                second=names[1],
                label=label,
            )
            hint = say("Renommez ou retirez l’une des deux, ou dites laquelle sous `columns:` de l’outil.")
            return [at_cell(second, row, "E234", message, hint)]
    if twice < 0:
        if meant or not (any(map(str.strip, first.distinct)) and any(map(str.strip, second.distinct))):
            return []
        message = say(
            "Les colonnes {first} et {second} sont toutes deux « {label} » ; aucune ligne ne remplit les deux : "
            "elles sont lues comme une seule.",
            first=names[0],
            second=names[1],
            label=label,
        )
        hint = say("Si ce sont deux questions, dites laquelle est « {label} » sous `columns:` de l’outil.", label=label)
        where = Location(path=second.grid.source.path, sheet=second.grid.sheet.name, column=_heading(second))
        return [Problem("W254", message, where, hint)]
    message = say(
        "Les colonnes {first} et {second} répondent toutes deux à « {label} » sans se contredire : "
        "elles sont lues comme une seule.",
        first=names[0],
        second=names[1],
        label=label,
    )
    return [at_cell(second, twice, "W254", message)]


def _alike(one: str, other: str) -> bool:
    """True for two cells that say the same: « 4 » and « 4,0 », « Oui » and « oui »."""
    value = number(one)
    return fold(one) == fold(other) or (value is not None and value == number(other))


def _heading(of: Column) -> str:
    names = of.grid.headings[of.index]
    return short(discreet(names[0])) if names else ""
