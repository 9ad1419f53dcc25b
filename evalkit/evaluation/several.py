"""Several choices of one answer: a column per option, a joined cell, or both, and the words beside « autre »."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evalkit.core.items import Item, State
from evalkit.core.message import say
from evalkit.core.names import fold
from evalkit.core.problems import Problem
from evalkit.evaluation.choices import Splitter
from evalkit.evaluation.columns import Column
from evalkit.evaluation.faults import at_cell, unknown_answers
from evalkit.evaluation.matching import Matched
from evalkit.evaluation.pieces import Piece, cells_by_row, missing_met, noted_other, one_column, other_words
from evalkit.evaluation.targets import ITEM, OPTION, OTHER
from evalkit.evaluation.words import CHECKED, CROSSED, TICKED, UNTICKED, Closed, MissingWords, closed, number


def several(matched: Matched, item: Item, words: MissingWords) -> Piece:
    """Several choices: a column per option, a joined cell, or both, which must then agree."""
    n = len(matched.grid.rows)
    answers = closed(item, words)
    problems: list[Problem] = []
    ticks = np.zeros((n, len(item.categories)), dtype=np.bool_)
    states = np.full(n, int(State.NO_ANSWER), dtype=np.int32)
    texts: list[str] = []
    columns: list[tuple[int, Column]] = []
    for option, category in enumerate(item.categories):
        there = matched.of(OPTION, item.id, option)
        if option == answers.other:  # a column of ticks may stand beside one of words
            columns += [(option, matched.cells[at]) for at in there]
        elif there:
            of, more = one_column(matched, there, f"{item.id}[{category.code}]")
            columns.append((option, of))
            problems += more
    # A cross chooses where crosses alone stand; beside check marks it says no.
    checked = any(fold(cell) in CHECKED for _, of in columns for cell in of.distinct)
    no = CROSSED if checked else frozenset[str]()
    for option, of in columns:
        texts = _option(of, item, option, answers, ticks, states, texts, problems, no)
    others = matched.of(OTHER, item.id)
    if others:
        texts = _other(matched, others, item, answers, ticks, texts, problems)
    met: dict[str, int] = {}
    if matched.of(ITEM, item.id):
        of, more = one_column(matched, matched.of(ITEM, item.id), item.id)
        problems += more
        asked = np.array([bool(matched.of(OPTION, item.id, option)) for option in range(len(item.categories))])
        texts, met = _joined(of, item, answers, ticks, states, texts, problems, words, asked)
    any_tick = ticks.any(axis=1)
    states[any_tick] = int(State.ANSWERED)
    codes = np.where(any_tick, ticks.argmax(axis=1) if len(item.categories) else -1, -1).astype(np.int32)
    return Piece(codes=codes, states=states, ticks=ticks, texts=texts, problems=tuple(problems), words=met)


def _option(
    of: Column, item: Item, option: int, answers: Closed, ticks: NDArray[np.bool_], states: NDArray[np.int32],
    texts: list[str], problems: list[Problem], no: frozenset[str],
) -> list[str]:  # fmt: skip
    """One option's column laid into *ticks* and *states*; words in the column of « autre » are kept beside it. *no* are
    marks that here say no.
    """
    names = {fold(name) for name in item.categories[option].names}
    ticked: list[int] = []
    missing: list[int] = []
    bad: list[str] = []
    beside: dict[str, str] = {}
    for cell in of.distinct:
        text = fold(cell)
        state = answers.missing.states.get(text)
        on = (text in TICKED and text not in no) or text in names
        missing.append(int(state) if state is not None and text and not on else 0)
        if not on and text and state is None and text not in UNTICKED and text not in no:
            value = number(cell)
            if value is not None and value in (0.0, 1.0):
                on = value == 1.0
            elif option == answers.other:
                on, beside[cell] = True, cell.strip()
            else:
                bad.append(cell)
        ticked.append(int(on))
    problems += unknown_answers(of, bad, ["1", "0", str(item.categories[option].label)])
    ticks[:, option] |= of.take(ticked).astype(np.bool_)
    gone = of.take(missing)
    np.copyto(states, gone, where=gone > 0)
    if beside:
        cells = cells_by_row(of)
        texts = [a or beside.get(b, "") for a, b in zip(texts or [""] * len(cells), cells)]
    return texts


def _other(
    matched: Matched, others: Sequence[int], item: Item, answers: Closed, ticks: NDArray[np.bool_], texts: list[str],
    problems: list[Problem],
) -> list[str]:  # fmt: skip
    """The words of « autre » beside the choices; writing some is choosing it, where it is offered."""
    of, more = one_column(matched, others, item.id)
    problems += more
    written = []
    for cell in of.distinct:
        folded = fold(cell)
        state = answers.missing.states.get(folded)
        written.append("" if state is not None or folded in UNTICKED else cell.strip())
    if answers.other >= 0:
        ticks[:, answers.other] |= of.take([int(bool(text)) for text in written]).astype(np.bool_)
    plain = ["" if fold(text) in TICKED else text for text in written]
    return [a or plain[b] for a, b in zip(texts or [""] * len(of.inverse), of.inverse.tolist())]


def _joined(
    of: Column, item: Item, answers: Closed, ticks: NDArray[np.bool_], states: NDArray[np.int32], texts: list[str],
    problems: list[Problem], words: MissingWords, asked: NDArray[np.bool_],
) -> tuple[list[str], dict[str, int]]:  # fmt: skip
    """A joined cell laid into *ticks*; where columns of options *asked* say something else, it is refused."""
    splitter = Splitter(item)
    options = np.zeros((len(of.distinct) + 1, len(item.categories)), dtype=np.bool_)
    missing: list[int] = []
    bad: dict[str, str] = {}
    beside: dict[str, str] = {}
    for i, cell in enumerate(of.distinct):
        state = answers.missing.state(cell)
        missing.append(-1 - int(state) if state is not None else 0)
        if state is not None:
            continue
        split = splitter.split(cell)
        options[i, list(split.options)] = True
        rest = [word for word in split.rest if answers.missing.state(word) is None]
        free = of.grid.free_other or answers.other in split.options
        told = [other_words(answers, word, free=free) for word in rest]
        written = [said for said in told if said is not None]
        if rest and len(written) == len(rest):
            options[i, answers.other] = True
            beside[cell] = ", ".join(written)
        elif rest:
            bad[cell] = next(word for word, said in zip(rest, told, strict=True) if said is None)
    problems += noted_other(of, beside, item)
    known = [str(c.label) for c in item.categories]
    problems += unknown_answers(of, bad, known, quoted=answers.other < 0, unknown_in=bad)
    by_row = options[of.inverse]
    columns_said = ticks.any(axis=1)
    differ = columns_said & by_row.any(axis=1) & ((ticks != by_row) & asked).any(axis=1)
    if differ.any() and not bad:
        row = int(np.flatnonzero(differ)[0])
        message = say("La cellule et les colonnes des réponses à « {item} » ne disent pas la même chose.", item=item.id)
        problems.append(at_cell(of, row, "E239", message))
    ticks |= by_row
    gone = of.take([-1 - m if m else 0 for m in missing])
    np.copyto(states, gone, where=gone > 0)
    if beside:
        cells = cells_by_row(of)
        texts = [a or beside.get(b, "") for a, b in zip(texts or [""] * len(cells), cells)]
    return texts, missing_met(of, missing, words)
