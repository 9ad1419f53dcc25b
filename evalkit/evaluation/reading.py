"""One answer file: which reader takes it, what its columns are, and its cells decoded, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from attrs import evolve, field, frozen

from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.items import State
from evalkit.core.message import say, say_n
from evalkit.core.names import fold
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Grid, Source
from evalkit.evaluation.columns import columns_of
from evalkit.evaluation.decoding import decode
from evalkit.evaluation.faults import refused
from evalkit.evaluation.fields import FieldPiece, FieldReader
from evalkit.evaluation.matching import Matched, match
from evalkit.evaluation.origin import another_instrument, refuse_form
from evalkit.evaluation.pieces import Piece
from evalkit.evaluation.rows import without_numbers, without_totals
from evalkit.evaluation.targets import OPTION, Targets
from evalkit.evaluation.words import missing_words
from evalkit.files.decoding import PROPOSED, read_otherwise, repaired
from evalkit.plugins.manager import Plugins

GENERIC: Final = "generic"
_WORDS: Final = frozenset(("E231", "E233", "E240", "W235", "W242"))
"""What a wrong encoding looks like: headings, closed answers, groups and sites that nobody knows."""
_GUESSED: Final = "W201"
"""The note on a file that was taken for one of Windows."""


@frozen(kw_only=True, eq=False)
class Table:
    """One table of answers, read: what its columns are and its cells, decoded."""

    matched: Matched
    items: Mapping[str, Piece]
    fields: FieldPiece
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = field(default=())

    @property
    def grid(self) -> Grid:
        """The table as its reader found it."""
        return self.matched.grid

    def __len__(self) -> int:
        return len(self.matched.grid.rows)


class FileReader:
    """Reads the files of one instrument of an evaluation."""

    def __init__(self, evaluation: Evaluation, use: InstrumentUse, plugins: Plugins) -> None:
        self._evaluation = evaluation
        self._use = use
        self._plugins = plugins
        declared = {name: evaluation.segments(name) for name in ("group", "site", "action")}
        self.targets = Targets(use, {name: [n for one in of for n in one.names] for name, of in declared.items()})

    def read(self, source: Source) -> Table:
        """The answers in a file.

        A file whose headings, answers or groups are known only after a repair of its encoding is repaired whole,
        with a note; where another encoding would make them known, that encoding is proposed.

        Raises:
            ProblemsFound: where no table can be told from the file.
        """
        refuse_form(source)
        try:
            table = self._table(source)
        except ProblemsFound as found:
            if not _faults(None, found.problems):
                raise
            return self._mended(source, None, found.problems)
        if _faults(table, table.problems):
            return self._mended(source, table, table.problems)
        return table

    def reader(self, source: Source) -> str:
        """The name of the reader that takes the file: the one that ``files:`` names, the one that recognises it, or the
        generic one.

        Raises:
            ProblemsFound: E241 where several recognise it.
        """
        asked = source.settings.get("reader")
        if asked:
            return str(asked)
        names = []
        for name, reader in self._plugins.readers.items():
            with self._plugins.calling("readers", name):
                if reader().recognise(source):
                    names.append(name)
        if len(names) > 1:
            known = ", ".join(names)
            raise ProblemsFound(
                [
                    Problem(
                        "E241",
                        say("Plusieurs outils de collecte reconnaissent ce fichier : {names}.", names=known),
                        Location(path=source.path),
                        say("Dites lequel : `reader: {name}` sous `files:` de l’outil.", name=names[0]),
                    )
                ]
            )
        return names[0] if names else GENERIC

    def _table(self, source: Source) -> Table:
        name = self.reader(source)
        with self._plugins.calling("readers", name):
            grids = list(self._plugins.readers[name]().grids(source, self.targets.known))
        matched = [match(grid, self.targets) for grid in grids]
        best = [one for one in matched if one.items or ("marker" in self.targets.fields and one.columns)] or matched[:1]
        if not best:
            raise ProblemsFound(
                [
                    Problem(
                        "E231",
                        say("Aucun tableau de réponses n’est trouvé dans ce fichier."),
                        Location(path=source.path),
                        say("Indiquez `sheet:`, `header_row:` ou `reader:` sous `files:` de l’outil."),
                    )
                ]
            )
        if len(best) > 1:
            names = ", ".join(one.grid.sheet.name for one in best)
            raise ProblemsFound(
                [
                    Problem(
                        "E242",
                        say("Plusieurs feuilles peuvent contenir les réponses : « {names} ».", names=names),
                        Location(path=source.path, sheet=best[0].grid.sheet.name),
                        say("Dites laquelle : `sheet: {name}` sous `files:` de l’outil.", name=best[0].grid.sheet.name),
                    )
                ]
            )
        if stranger := another_instrument(source, best[0].grid, self._use.id):
            raise ProblemsFound(stranger)
        return self._decoded(without_numbers(without_totals(best[0], self._use), self._use))

    def _decoded(self, matched: Matched) -> Table:
        grid = matched.grid
        used = {column for columns in matched.columns.values() for column in columns}
        matched = evolve(matched, cells=columns_of(grid, used))
        words = missing_words(self._use.file.missing, grid.not_asked)
        items = {item.id: decode(matched, item, words) for item in self._use.items if item.id in self.targets.required}
        fields = FieldReader(self._evaluation, self._use, matched).read()
        ticked = {at for target, columns in matched.columns.items() if target.kind == OPTION for at in columns}
        hidden = refused(grid, used, ticked)
        cells = {(p.where.line, p.where.cell) for p in hidden if p.where}
        problems = [
            *matched.problems,
            *hidden,
            *(
                p
                for p in (*(q for piece in items.values() for q in piece.problems), *fields.problems)
                if not p.is_note and not (p.where and (p.where.line, p.where.cell) in cells)
            ),
        ]
        said = [p for piece in items.values() for p in piece.problems if p.is_note]
        notes = [
            *grid.source.notes,
            *grid.notes,
            *matched.notes,
            *said,
            *fields.notes,
            *_met(grid, items),
            *_empty(grid, items),
        ]
        return Table(matched=matched, items=items, fields=fields, problems=tuple(problems), notes=tuple(notes))

    def _mended(self, source: Source, table: Table | None, problems: Iterable[Problem]) -> Table:
        """The table read again with its encoding repaired; or as it was, with the encoding that would mend it."""
        before = _faults(table, problems)
        better = self._again(source, repaired, before) or self._again(source, _repaired_twice, before)
        if better is not None:
            note = Problem(
                "W216",
                say("L’encodage du fichier était abîmé (« Ã© » pour « é ») : il est réparé."),
                Location(path=source.path),
                say("Réexportez le fichier en UTF-8 si des accents restent faux."),
            )
            return evolve(better, notes=(*better.notes, note))
        first = next((p for p in before if p.where), None)
        for name in PROPOSED if any(p.code == _GUESSED for p in source.notes) else ():
            if self._again(source, partial(_read_as, name), before) is not None:
                asked = Problem(
                    "E243",
                    say("Des réponses ne sont connues qu’en lisant ce fichier avec l’encodage {name}.", name=name),
                    first.where if first else Location(path=source.path),
                    say("Si c’est le cas, écrivez `encoding: {name}` sous `files:` de l’outil.", name=name),
                )
                if table is None:
                    raise ProblemsFound([*problems, asked])
                return evolve(table, problems=(*(p for p in table.problems if p.code not in _WORDS), asked))
        if table is None:
            raise ProblemsFound(problems)
        return table

    def _again(self, source: Source, mend: Callable[[str], str | None], before: list[Problem]) -> Table | None:
        """The table of the mended file, where fewer of its words are unknown; None where the file is not so mended."""
        sheets = []
        for sheet in source.sheets:
            rows = []
            for row in sheet.rows:
                cells = [cell if cell.isascii() else mend(cell) for cell in row]
                if None in cells:
                    return None
                rows.append([cell or "" for cell in cells])
            if rows == [list(row) for row in sheet.rows]:
                return None
            sheets.append(evolve(sheet, rows=rows))
        try:
            table = self._table(evolve(source, sheets=tuple(sheets)))
        except ProblemsFound:
            return None
        after = _faults(table, table.problems)
        return table if len(after) < len(before) and all(p.is_note for p in after) else None


def _read_as(encoding: str, text: str) -> str | None:
    """A text as another encoding has it; None where it cannot be."""
    return read_otherwise(text).get(encoding)


def _repaired_twice(text: str) -> str | None:
    """A text whose encoding was taken for another one twice."""
    once = repaired(text)
    return None if once is None else repaired(once)


def _faults(table: Table | None, problems: Iterable[Problem]) -> list[Problem]:
    """Problems and notes that a wrong encoding may have caused."""
    found = (*problems, *(table.notes if table else ()))
    return [
        p for p in found if p.code in _WORDS and (p.code != "W235" or not str(p.where and p.where.column).isascii())
    ]


def _met(grid: Grid, items: Mapping[str, Piece]) -> list[Problem]:
    """One note on the declared words for having no answer that stand in the file."""
    met: dict[str, int] = {}
    for piece in items.values():
        for word, n in piece.words.items():
            met[word] = met.get(word, 0) + n
    met = {word: n for word, n in met.items() if fold(word) not in map(fold, grid.not_asked)}
    if not met:
        return []
    words = ", ".join(f"{word} ({n})" for word, n in sorted(met.items()))
    message = say_n(
        "Une cellule est lue comme une absence de réponse : {words}.",
        "{n} cellules sont lues comme une absence de réponse : {words}.",
        sum(met.values()),
        words=words,
    )
    return [Problem("W244", message, Location(path=grid.source.path, sheet=grid.sheet.name))]


def _empty(grid: Grid, items: Mapping[str, Piece]) -> list[Problem]:
    """A note on a file without rows, or whose rows answer nothing at all."""
    where = Location(path=grid.source.path, sheet=grid.sheet.name)
    if not grid.rows:
        return [Problem("W245", say("Ce fichier ne contient aucune réponse sous ses titres de colonnes."), where)]
    if items and not any((piece.states == int(State.ANSWERED)).any() for piece in items.values()):
        message = say_n(
            "La ligne de ce fichier ne répond à aucune question.",
            "Les {n} lignes de ce fichier ne répondent à aucune question.",
            len(grid.rows),
        )
        return [Problem("W245", message, where)]
    return []
