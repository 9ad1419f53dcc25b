"""The fields of an instrument in one table: whose a row is, when, how, and the words that evalkit fixes itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from evalkit.core.answers import CONSENTS
from evalkit.core.evaluation import Evaluation, InstrumentUse, Named
from evalkit.core.items import Category
from evalkit.core.message import say, say_n
from evalkit.core.names import fold, loose, nearest
from evalkit.core.problems import Problem
from evalkit.core.vocabulary import FIXED, MODES
from evalkit.evaluation.columns import Column
from evalkit.evaluation.decoding import dates_of
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
from evalkit.evaluation.pieces import one_column
from evalkit.evaluation.targets import COMMON_FIELDS, FIELD
from evalkit.evaluation.words import missing_words, number

_DAMAGED = re.compile(r"\d[.,]\d+E\+\d+\Z", re.IGNORECASE)
_SEGMENTS = ("group", "site", "action")
_CONSENTS = "Oui"
_COUNTS = ("present", "voices")
_MOST_PEOPLE = 1_000_000
"""No session of a house of a district has more; a telephone number does."""


@frozen(kw_only=True, eq=False)
class FieldPiece:
    """The fields of the rows of one file.

    ``record`` is what stands in the column of records ("" for none; None without such a column), ``segments`` the index
    of the declared group, site and action (-1 for none), ``dates`` ISO days, ``present`` people (-1: unknown),
    ``mode`` and ``consent`` indexes of their words, ``others`` the text, or the code, of every other field.
    """

    record: tuple[str, ...] | None
    segments: Mapping[str, NDArray[np.int32]]
    dates: tuple[str, ...]
    present: NDArray[np.int32]
    mode: NDArray[np.int32]
    consent: NDArray[np.int32]
    observer: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = field(default=())


class FieldReader:
    """Reads the fields of one table of one instrument."""

    def __init__(self, evaluation: Evaluation, use: InstrumentUse, matched: Matched) -> None:
        self._evaluation = evaluation
        self._use = use
        self._matched = matched
        self._n = len(matched.grid.rows)
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []

    def read(self) -> FieldPiece:
        """Everything that the fields of the table say."""
        known = (*COMMON_FIELDS, "present", "mode", "consent", "observer")
        names = [
            name for name in dict.fromkeys((*self._use.plugin.fields, *self._use.file.fields)) if name not in known
        ]
        return FieldPiece(
            record=self._record(),
            segments={name: self._segment(name) for name in _SEGMENTS},
            dates=self._dates(),
            present=self._present(),
            mode=self._fixed_index("mode", [c.code for c in MODES], -1),
            consent=self._fixed_index("consent", CONSENTS, 0),
            observer=self._words("observer"),
            others={name: self._other(name) for name in names},
            problems=tuple(self._problems),
            notes=tuple(self._notes),
        )

    def _column(self, name: str) -> Column | None:
        indexes = self._matched.of(FIELD, name)
        if not indexes:
            return None
        of, problems = one_column(self._matched, indexes, name)
        self._problems += [p for p in problems if not p.is_note]
        self._notes += [p for p in problems if p.is_note]
        return of

    def _words(self, name: str) -> tuple[str, ...]:
        of = self._column(name)
        if of is None:
            return (str(self._matched.grid.extra.get(name, "")),) * self._n
        return of.words([cell.strip() for cell in of.distinct])

    def _record(self) -> tuple[str, ...] | None:
        of = self._column("record")
        if of is None:
            return None
        damaged = [cell for cell in of.distinct if "+" in cell and _DAMAGED.match(cell.strip())]
        for cell in damaged:
            rows = of.rows(cell)
            message = say(
                "Un identifiant a perdu ses derniers chiffres dans un tableur ({cells}).", cells=cells_of(of, rows)
            )
            hint = say("Mettez la colonne au format Texte avant de saisir ou d’importer.")
            self._notes.append(at_cell(of, rows[0], "W240", message, hint))
        empty = [cell for cell in of.distinct if not cell.strip()]
        rows = [row for cell in empty for row in of.rows(cell)]
        if rows:
            message = say_n(
                "{n} ligne n’a pas d’identifiant : elle compte pour un enregistrement à part.",
                "{n} lignes n’ont pas d’identifiant : chacune compte pour un enregistrement à part.",
                len(rows),
            )
            self._notes.append(at_cell(of, min(rows), "W241", message))
        return of.words([cell.strip() for cell in of.distinct])

    def _segment(self, name: str) -> NDArray[np.int32]:
        """The declared group, site or action of each row: fixed by the instrument, or by the column."""
        known = self._evaluation.segments(name)
        fixed = getattr(self._use.file, name)
        if fixed:
            ids = [one.id for one in known]
            return np.full(self._n, ids.index(fixed) if fixed in ids else -1, dtype=np.int32)
        of = self._column(name)
        if of is None or not (known or self._use.file.fields.get(name)):
            return np.full(self._n, -1, dtype=np.int32)
        index = _index(known)
        codes: list[int] = []
        bad: list[str] = []
        for cell in of.distinct:
            text = fold(cell)
            code = -1 if not text else index.get(text, index.get(loose(text), -2))
            if code == -2:
                bad.append(cell)
                code = -1
            codes.append(code)
        if bad and name == "group":
            labels = [str(one.label) for one in known]
            self._problems += (
                [another_column(of, bad, "E240")]
                if written_freely(bad, known)
                else [self._unknown_group(of, cell, labels) for cell in bad]
            )
        elif bad:
            self._unknown_places(of, name, bad)
        return of.take(codes)

    def _unknown_group(self, of: Column, cell: str, known: Sequence[str]) -> Problem:
        """An undeclared group stops: nobody is counted under a guess."""
        rows = of.rows(cell)
        cells = cells_of(of, rows)
        message = (
            say("« {cell} » n’est pas une partie prenante déclarée ({cells}).", cell=short(cell), cells=cells)
            if quotable(cell)
            else say("Cette cellule ne nomme aucune partie prenante déclarée ({cells}).", cells=cells)
        )
        near = nearest(cell, known)
        hint = (
            say("Vouliez-vous dire « {near} » ? Sinon, déclarez ce groupe dans evaluation.yaml.", near=near)
            if near
            else say("Déclarez ce groupe dans evaluation.yaml, ou ajoutez ce mot sous `also:` de l’un de {known}.",
                     known=", ".join(known))
        )  # fmt: skip
        return at_cell(of, rows[0], "E240", message, hint)

    def _unknown_places(self, of: Column, name: str, bad: Sequence[str]) -> None:
        """An undeclared site or action is a note: its records count under « non précisé »."""
        told = ["…"] if written_freely(bad, self._evaluation.segments(name)) else bad[:5]
        words = ", ".join(short(cell) if quotable(cell) else "…" for cell in told)
        rows = [row for cell in bad for row in of.rows(cell)]
        # Whole sentences for each: « le » or « la », and other languages have other reasons.
        if name == "site":
            message = say("Site non déclaré : « {words} » ; compté sous « non précisé » ({cells}).", words=words,
                          cells=cells_of(of, rows))  # fmt: skip
            hint = say("Déclarez-le dans evaluation.yaml, ou ajoutez ce mot sous `also:` d’un site.")
        else:
            message = say("Action non déclarée : « {words} » ; comptée sous « non précisé » ({cells}).", words=words,
                          cells=cells_of(of, rows))  # fmt: skip
            hint = say("Déclarez-la dans evaluation.yaml, ou ajoutez ce mot sous `also:` d’une action.")
        self._notes.append(at_cell(of, rows[0], "W242", message, hint))

    def _dates(self) -> tuple[str, ...]:
        of = self._column("date")
        if of is None:
            return ("",) * self._n
        asked = of.index != self._matched.grid.date
        words = missing_words(self._use.file.missing, self._matched.grid.not_asked)
        days, found = dates_of(of, [cell for cell in of.distinct if words.state(cell) is None], asked=asked)
        self._problems += [p for p in found if not p.is_note]
        self._notes += [p for p in found if p.is_note]
        return of.words([days.get(cell, "") for cell in of.distinct])

    def _present(self) -> NDArray[np.int32]:
        of = self._column("present")
        if of is None:
            return np.full(self._n, -1, dtype=np.int32)
        return of.take([-1 if count is None else count for count in self._counts(of)])

    def _counts(self, of: Column) -> list[int | None]:
        """Whole numbers of people by distinct cell; None where nothing is written."""
        counts: list[int | None] = []
        bad: list[str] = []
        for cell in of.distinct:
            value = number(cell)
            whole = value is not None and 0 <= value <= _MOST_PEOPLE and value == int(value)
            counts.append(int(value) if whole and value is not None else None)
            if cell.strip() and not whole:
                bad.append(cell)
        for cell in bad:
            rows = of.rows(cell)
            message = say("Cette cellule doit contenir un nombre entier ({cells}).", cells=cells_of(of, rows))
            hint = say("Écrivez combien de personnes, en chiffres, ou laissez vide.")
            self._problems.append(at_cell(of, rows[0], "E235", message, hint))
        return counts

    def _fixed_index(self, name: str, codes: Sequence[str], empty: int) -> NDArray[np.int32]:
        of = self._column(name)
        if of is None:
            return np.full(self._n, empty, dtype=np.int32)
        found = self._codes(of, FIXED[name])
        return of.take([codes.index(code) if code else empty for code in found])

    def _codes(self, of: Column, categories: Sequence[Category]) -> list[str]:
        """The code that each distinct cell says; "" for an empty one. Unknown words are problems."""
        names = {fold(name): c.code for c in categories for name in c.names}
        numbered = {c.code for c in categories}
        found: list[str] = []
        bad: list[str] = []
        for cell in of.distinct:
            text = fold(cell)
            code = names.get(text)
            if code is None and text:
                value = number(text)
                code = f"{value:g}" if value is not None and f"{value:g}" in numbered else None
            if code is None and text:
                bad.append(cell)
            found.append(code or "")
        labels = [str(c.label) for c in categories]
        if categories == FIXED["consent"]:
            labels.insert(0, _CONSENTS)  # what people write; its code is that of the first way of consenting
        self._problems += unknown_answers(of, bad, labels)
        return found

    def _other(self, name: str) -> tuple[str, ...]:
        """Any other field: a marker's id, a position's code, fixed words' codes, whole numbers, else its text."""
        of = self._column(name)
        if of is None:
            return ("",) * self._n
        if name == "marker":
            markers = [Category(code=item.id, label=item.label, also=item.also) for item in self._use.items]
            found = self._codes(of, markers)
        elif name == "position":
            positions = {c.code: c for item in self._use.items for c in item.categories}
            found = self._codes(of, tuple(positions.values()))
        elif name in FIXED:
            found = self._codes(of, FIXED[name])
        elif name in _COUNTS:
            found = ["" if count is None else str(count) for count in self._counts(of)]
        else:
            found = [cell.strip() for cell in of.distinct]
        return of.words(found)


def _index(known: Sequence[Named]) -> dict[str, int]:
    """Folded names first, then their letters alone where no name is written so."""
    exact = {fold(name): i for i, one in reversed(list(enumerate(known))) for name in one.names}
    return {**{loose(name): i for name, i in exact.items() if loose(name)}, **exact}
