"""Text cells become typed answers, one column at a time and each distinct cell once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evalkit.core.items import Item, ItemType, State
from evalkit.core.message import Message, say, say_n
from evalkit.core.names import fold
from evalkit.core.problems import Problem
from evalkit.evaluation.columns import Column
from evalkit.evaluation.dates import read_dates
from evalkit.evaluation.faults import (
    another_column,
    at_cell,
    cells_of,
    quotable,
    short,
    unknown_answers,
    written_freely,
)
from evalkit.evaluation.matching import Matched
from evalkit.evaluation.pieces import Piece, cells_by_row, missing_met, noted_other, one_column, other_words
from evalkit.evaluation.several import several
from evalkit.evaluation.targets import ITEM, OTHER
from evalkit.evaluation.words import (
    UNKNOWN,
    Closed,
    MissingWords,
    closed,
    missing_code,
    number,
    shortest,
)

_SPARE = 8
"""Spaces and invisible letters that a missing word may come with; a longer text is an answer."""

_OUT_OF: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|sur)\s*(\d+)")
"""« 9/10 »: a figure and what it is out of."""
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_DECIMAL: Final = re.compile(r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)")
"""A comma that may stand between thousands, and one that cannot."""


def decode(matched: Matched, item: Item, words: MissingWords) -> Piece:
    """The answers to *item* in a table. *words* are the instrument's ways of having no answer, and the tool's."""
    n = len(matched.grid.rows)
    if item.id not in matched.items:
        state = State.NOT_ASKED if item.id in matched.not_asked else State.NO_ANSWER
        return Piece(states=np.full(n, int(state), dtype=np.int32), codes=np.full(n, -1, dtype=np.int32))
    if item.type is ItemType.CHOICES:
        return several(matched, item, words)
    of, problems = one_column(matched, matched.of(ITEM, item.id), item.id)
    if item.type is ItemType.NUMBER:
        piece = _numbers(of, item, words)
    elif item.type is ItemType.DATE:
        piece = _dates(of, words)
    elif item.type is ItemType.TEXT:
        piece = _texts(of, words)
    else:
        piece = _closed(of, item, words, matched)
    return piece if not problems else _with(piece, problems)


def _with(piece: Piece, problems: Iterable[Problem]) -> Piece:
    return Piece(
        states=piece.states,
        codes=piece.codes,
        numbers=piece.numbers,
        ticks=piece.ticks,
        texts=piece.texts,
        problems=(*piece.problems, *problems),
        words=piece.words,
    )


def _states(of: Column, codes: Sequence[int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Codes and states per row, from a code or a missing code per distinct cell."""
    found = of.take(codes)
    return np.where(found >= 0, found, -1).astype(np.int32), np.where(found >= 0, 0, -1 - found).astype(np.int32)


def _closed(of: Column, item: Item, words: MissingWords, matched: Matched) -> Piece:
    answers = closed(item, words)
    codes = [answers.code(cell) for cell in of.distinct]
    beside = {}
    for i, cell in enumerate(of.distinct):
        text = other_words(answers, cell, free=of.grid.free_other) if codes[i] == UNKNOWN else None
        if text is not None:
            codes[i], beside[cell] = answers.other, text
    bad = [cell for cell, code in zip(of.distinct, codes) if code == UNKNOWN]
    problems = [*_bad_answers(of, bad, item, answers), *noted_other(of, beside, item)]
    met = missing_met(of, codes, words)
    codes = [missing_code(State.NO_ANSWER) if code == UNKNOWN else code for code in codes]
    values, states = _states(of, codes)
    texts: Sequence[str] = [beside.get(cell, "") for cell in cells_by_row(of)] if beside else ()
    others = matched.of(OTHER, item.id)
    if others:
        written, more = one_column(matched, others, item.id)
        problems += more
        texts = [a or b.strip() for a, b in zip(texts or [""] * len(values), cells_by_row(written))]
        if answers.other >= 0:
            said = np.array([bool(text) for text in texts], dtype=np.bool_) & (states == int(State.NO_ANSWER))
            values[said], states[said] = answers.other, 0
    return Piece(codes=values, states=states, texts=texts, problems=tuple(problems), words=met)


def _bad_answers(of: Column, bad: Sequence[str], item: Item, answers: Closed) -> list[Problem]:
    """Unknown answers; a number that is none of the codes is told so."""
    known = [str(c.label) for c in item.categories]
    typed = item.type is ItemType.SCALE and all(c.code.isdecimal() for c in item.categories)
    numbered = [f"{c.code} ({c.label})" for c in item.categories] if typed else []
    return unknown_answers(of, bad, known, quoted=answers.other < 0, numbered=numbered)


def _numbers(of: Column, item: Item, words: MissingWords) -> Piece:
    values: list[float] = []
    states: list[int] = []
    bad: list[str] = []
    outside: list[tuple[str, float]] = []
    offered = closed(item, words)
    for cell in of.distinct:
        state = offered.missing.state(cell)
        value = None if state is not None else number(cell, item.unit)
        if state is None and value is None:
            bad.append(cell)
            state = State.NO_ANSWER
        if value is not None and not _within(value, item):
            outside.append((cell, value))
            value, state = None, State.NO_ANSWER
        values.append(float("nan") if value is None else value)
        states.append(int(State.ANSWERED if state is None else state))
    problems = [
        at_cell(
            of,
            of.rows(cell)[0],
            "E235",
            say("« {cell} » n’est pas un nombre ({cells}).", cell=short(cell), cells=cells_of(of, of.rows(cell)))
            if any(map(str.isdigit, cell)) and quotable(cell)
            else say("Cette cellule doit contenir un nombre ({cells}).", cells=cells_of(of, of.rows(cell))),
            say("Écrivez le nombre seul : {number}, si la question va bien jusqu’à {most}.", number=out[1], most=out[2])
            if (out := _OUT_OF.fullmatch(cell.strip()))
            else say("Écrivez un nombre, ou un mot déclaré sous `missing:` de l’outil."),
        )
        for cell in (() if written_freely(bad) else bad)
    ]
    if written_freely(bad):
        problems.append(another_column(of, bad, "E235"))
    problems += _either(of, item)
    bounds = say("Corrigez la cellule ; si elle dit vrai, changez `min:` ou `max:` de la question dans l’outil.")
    problems += [
        at_cell(
            of, of.rows(cell)[0], "E236", _outside(value, item, cells_of(of, of.rows(cell)), quotable(cell)), bounds
        )
        for cell, value in outside
    ]
    row_values = np.array([*values, 0.0])[of.inverse]
    codes = [-1 - s if s else 0 for s in states]
    return Piece(
        codes=np.full(len(of.inverse), -1, dtype=np.int32),
        states=of.take(states),
        numbers=row_values,
        problems=tuple(problems),
        words=missing_met(of, codes, words),
    )


def _either(of: Column, item: Item) -> list[Problem]:
    """A number that is another one where the comma stands between thousands, and no cell of the column shows which."""
    cells = {cell: fold(cell) for cell in of.distinct if "," in cell}
    if any(_DECIMAL.fullmatch(text) for text in cells.values()):
        return []
    both = [c for c, text in cells.items() if _EITHER.fullmatch(text) and _within(float(text.replace(",", "")), item)]
    if not both:
        return []
    rows = sorted(row for cell in both for row in of.rows(cell))
    whole, part = cells[both[0]].replace(",", ""), cells[both[0]].replace(",", ".")
    message = say(
        "« {cell} » peut être {whole} ou {part} : rien dans la colonne ne le dit ({cells}).",
        cell=short(both[0]), whole=whole, part=part, cells=cells_of(of, rows),
    )  # fmt: skip
    hint = say("Écrivez {whole}, ou {part} avec un point.", whole=whole, part=part)
    return [at_cell(of, of.rows(both[0])[0], "E235", message, hint)]


def _within(value: float, item: Item) -> bool:
    return (item.minimum is None or value >= item.minimum) and (item.maximum is None or value <= item.maximum)


def _outside(value: float, item: Item, cells: str, quoted: bool) -> Message:
    if not quoted:  # a telephone number in the column of ages
        return say("Cette cellule est hors des bornes de « {item} » ({cells}).", item=item.id, cells=cells)
    if item.maximum is None and item.minimum is not None:
        return say(
            "{value} est plus petit que {minimum}, le minimum de « {item} » ({cells}).",
            value=shortest(value), minimum=shortest(item.minimum), item=item.id, cells=cells,
        )  # fmt: skip
    if item.minimum is None and item.maximum is not None:
        return say(
            "{value} est plus grand que {maximum}, le maximum de « {item} » ({cells}).",
            value=shortest(value), maximum=shortest(item.maximum), item=item.id, cells=cells,
        )  # fmt: skip
    return say(
        "{value} n’est pas entre {minimum} et {maximum}, les bornes de « {item} » ({cells}).",
        value=shortest(value), minimum=shortest(item.minimum or 0), maximum=shortest(item.maximum or 0), item=item.id,
        cells=cells,
    )  # fmt: skip


def _dates(of: Column, words: MissingWords) -> Piece:
    written = [cell for cell in of.distinct if words.state(cell) is None]
    days, problems = dates_of(of, written, asked=True)
    states = [int(words.state(cell) or (State.ANSWERED if days.get(cell) else State.NO_ANSWER)) for cell in of.distinct]
    return Piece(
        codes=np.full(len(of.inverse), -1, dtype=np.int32),
        states=of.take(states),
        texts=[days.get(cell, "") for cell in cells_by_row(of)],
        problems=tuple(problems),
    )


def dates_of(of: Column, written: Sequence[str], *, asked: bool) -> tuple[dict[str, str], list[Problem]]:
    """ISO days by cell. *asked*: a person declared the column, so that what cannot be read is a problem; the date that
    a tool adds by itself is only noted.
    """
    declared = of.grid.source.settings.get("dates")
    order = {"day_first": True, "month_first": False}.get(str(declared), of.grid.day_first)
    found = read_dates(written, order)
    problems: list[Problem] = []
    if found.bad:
        rows = sorted(row for bad in found.bad for row in of.rows(bad))
        cell = next(bad for bad in found.bad if rows[0] in of.rows(bad))
        cells = cells_of(of, rows)
        message = (
            say_n(
                "« {cell} » n’est pas une date.",
                "{n} cellules ne sont pas des dates : {cells} (d’abord « {cell} »).",
                len(rows),
                cell=short(cell),
                cells=cells,
            )
            if quotable(cell)
            else say_n("Cette cellule n’est pas une date.", "{n} cellules ne sont pas des dates : {cells}.", len(rows),
                       cells=cells)
        )  # fmt: skip
        hint = say("Écrivez-la comme 2024-05-31 ou 31/05/2024.")
        problems.append(at_cell(of, of.rows(cell)[0], "E237" if asked else "W239", message, hint))
    if found.both:
        cells = ", ".join(short(cell) for cell in found.both)
        message = say("Cette colonne mêle des dates jour/mois et mois/jour ({cells}).", cells=cells)
        problems.append(at_cell(of, of.rows(found.both[1])[0], "E237" if asked else "W239", message))
    if found.undecided:
        message = say(
            "Rien ne dit si « {cell} » est jour/mois ou mois/jour : aucune date de la colonne ne dépasse 12.",
            cell=short(found.undecided[0]),
        )
        hint = say("Écrivez `dates: day_first` ou `dates: month_first` sous `files:` de l’outil.")
        problems.append(at_cell(of, of.rows(found.undecided[0])[0], "E238" if asked else "W239", message, hint))
    return found.days, problems


def _texts(of: Column, words: MissingWords) -> Piece:
    """Words as they are written; only a short cell can be a way of having no answer."""
    most = words.longest + _SPARE
    states = [0] * len(of.distinct)
    kept = list(of.distinct)
    for i, cell in enumerate(kept):
        state = words.state(cell) if len(cell) <= most else None
        if state is not None:
            states[i], kept[i] = int(state), ""
    return Piece(codes=np.full(len(of.inverse), -1, dtype=np.int32), states=of.take(states), texts=of.words(kept))
