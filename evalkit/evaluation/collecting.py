"""The answer files of a wave become one table of answers, with everything that was understood on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from unicodedata import normalize

from attrs import field, frozen

from evalkit.core.answers import Answers, merged
from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.message import Message, say
from evalkit.core.names import nearest
from evalkit.core.problems import Disagreement, Location, Problem, ProblemsFound, in_order
from evalkit.core.publishing import Difference, Inputs
from evalkit.evaluation.gathering import Gathered, gather
from evalkit.evaluation.matching import Understood
from evalkit.evaluation.reading import FileReader, Table
from evalkit.files.folder import answer_files, of_the_system
from evalkit.files.opening import open_source
from evalkit.plugins.manager import Plugins

Progress = Callable[[str], None]
"""Told the path of each file before it is read, for people who wait."""


@frozen(kw_only=True)
class FileRead:
    """One answer file as it was understood: who reads it, its sheet, its columns, how many rows were answers."""

    path: str
    sha256: str
    reader: str = ""
    sheet: str = ""
    rows: int = 0
    columns: tuple[Understood, ...] = ()


@frozen(kw_only=True)
class InstrumentRead:
    """The files of one instrument in one wave, and how many rows they hold, those that stand twice included."""

    id: str
    files: tuple[FileRead, ...] = ()
    rows: int = 0


@frozen(kw_only=True, eq=False)
class Collected:
    """All answers of a wave, and what was understood, noted or refused on the way.

    ``problems`` hold the notes too; where one of them is no note, ``answers`` are not to be counted.
    """

    wave: str
    answers: Answers
    instruments: tuple[InstrumentRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    inputs: tuple[Inputs, ...] = ()
    differences: tuple[Difference, ...] = field(default=())


def collect(evaluation: Evaluation, wave: str, plugins: Plugins, progress: Progress | None = None) -> Collected:
    """Read every answer file of a wave.

    Nothing is raised for what a person can mend: it stands in the ``problems`` of what is given. *progress* is told the
    path of each file before it is read.
    """
    answers: list[Answers] = []
    read: list[InstrumentRead] = []
    problems: list[Problem] = [*_strangers(evaluation, wave)]
    inputs: list[Inputs] = []
    differences: list[Difference] = []
    for use in evaluation.instruments:
        tables, files, found = read_files(evaluation, use, wave, plugins, progress)
        gathered = gather(evaluation, use, wave, tables)
        problems += [*found, *gathered.problems]
        with plugins.calling("instruments", use.file.kind):
            given, said = use.plugin.answers(gathered.rows, evaluation.framework.seen_by(use.id))
        problems += said
        differences += [
            Difference(instrument=use.id, record=one.record, item=one.item, answers=", ".join(one.answers))
            for one in said
            if isinstance(one, Disagreement)
        ]
        answers.append(given)
        read.append(InstrumentRead(id=use.id, files=tuple(files), rows=gathered.read))
        if files:
            inputs.append(_inputs(use.id, files, gathered))
    return Collected(
        wave=wave,
        answers=merged(wave, answers),
        instruments=tuple(read),
        problems=in_order(problems),
        inputs=tuple(inputs),
        differences=tuple(differences),
    )


def read_files(
    evaluation: Evaluation, use: InstrumentUse, wave: str, plugins: Plugins, progress: Progress | None = None
) -> tuple[list[Table], list[FileRead], list[Problem]]:
    """The tables of one instrument's files in a wave, what was understood of each file, and problems and notes."""
    folder = evaluation.folder / "data" / wave / use.id
    paths, problems = _listed(evaluation, folder)
    reader = FileReader(evaluation, use, plugins)
    tables: list[Table] = []
    files: list[FileRead] = []
    seen: dict[str, str] = {}
    for path in paths:
        shown = path.relative_to(evaluation.folder).as_posix()
        if progress is not None:
            progress(shown)
        try:
            source = open_source(path, shown, settings_for(use, path.name))
            if source.sha256 in seen:
                problems.append(_again(shown, seen[source.sha256]))
                continue
            seen[source.sha256] = shown
            table = reader.read(source)
        except ProblemsFound as found:
            problems += found.problems
            continue
        problems += [*_told(table), *_in_another_wave(evaluation, path, shown, source.sha256)]
        grid = table.grid
        tables.append(table)
        files.append(
            FileRead(
                path=shown,
                sha256=source.sha256,
                reader=grid.reader,
                sheet=grid.sheet.name,
                rows=len(table),
                columns=table.matched.understood,
            )
        )
    return tables, files, problems


def _told(table: Table) -> list[Problem]:
    """What is said of a table; of a file of something else, its columns are not told one by one besides."""
    foreign = not table.matched.items and any(problem.code == "E231" for problem in table.problems)
    notes = [note for note in table.notes if not (foreign and note.code in ("W235", "W236", "W245"))]
    return [*table.problems, *notes]


def settings_for(use: InstrumentUse, name: str) -> Mapping[str, object]:
    """The ``files:`` settings of the instrument whose pattern fits a file's name, later patterns over earlier ones."""
    settings: dict[str, object] = {}
    for pattern, said in use.file.files.items():
        if fnmatchcase(normalize("NFC", name), normalize("NFC", pattern)):
            settings.update(said)
    return settings


def _listed(evaluation: Evaluation, folder: Path) -> tuple[list[Path], list[Problem]]:
    listing = answer_files(folder, folder.relative_to(evaluation.folder).as_posix())
    return list(listing.files), list(listing.notes)


def _again(shown: str, before: str) -> Problem:
    return Problem(
        "W248",
        say("Ce fichier a exactement le même contenu que {before} : il est lu une seule fois.", before=before),
        Location(path=shown),
        say("Supprimez l’une des deux copies."),
    )


def _in_another_wave(evaluation: Evaluation, path: Path, shown: str, digest: str) -> list[Problem]:
    """A note where the same file lies in another wave: the answers of last year, copied and never replaced."""
    size = path.stat().st_size
    for wave in evaluation.waves:
        folder = evaluation.folder / "data" / wave.id / path.parent.name
        if folder == path.parent or not folder.is_dir():
            continue
        for other in sorted(folder.iterdir()):
            same = other.is_file() and other.stat().st_size == size
            if same and hashlib.sha256(other.read_bytes()).hexdigest() == digest:
                before = other.relative_to(evaluation.folder).as_posix()
                message = say(
                    "Ce fichier a exactement le même contenu que {before} : il compte dans les deux vagues.",
                    before=before,
                )
                hint = say("Si c’est un oubli, mettez à sa place les réponses de cette vague.")
                return [Problem("W248", message, Location(path=shown), hint)]
    return []


def _inputs(instrument: str, files: Sequence[FileRead], gathered: Gathered) -> Inputs:
    whole = hashlib.sha256("\n".join(sorted(one.sha256 for one in files)).encode()).hexdigest()
    records = len(set(gathered.rows.records.record.tolist()))
    return Inputs(instrument=instrument, files=len(files), records=records, sha256=whole)


def _strangers(evaluation: Evaluation, wave: str) -> list[Problem]:
    """A note for each folder of ``data`` that is no wave, each of the wave that is no instrument, and each file that
    lies beside them.
    """
    instruments = [use.id for use in evaluation.instruments]
    waves = [one.id for one in evaluation.waves]
    data = evaluation.folder / "data"
    notes = []
    for path in _others(data, waves):
        near = nearest(path.name, waves)
        if near:
            hint = say("Est-ce la vague « {near} » ? Le dossier doit porter ce nom.", near=near)
        elif path.is_dir():
            hint = say("Vagues déclarées : {waves}. « evalkit new --wave » en ouvre une autre.", waves=", ".join(waves))
        else:
            hint = say("Rangez les réponses dans data/{wave}/OUTIL/.", wave=wave)
        notes.append(_stranger(evaluation, path, say("Ceci n’est le dossier d’aucune vague : rien n’y est lu."), hint))
    for path in _others(data / wave, instruments):
        near = nearest(path.name, instruments)
        hint = (
            say("Est-ce l’outil « {near} » ? Le dossier doit porter ce nom.", near=near)
            if near
            else say(
                "Rangez les réponses dans un dossier au nom de leur outil : {known}.", known=", ".join(instruments)
            )
        )
        notes.append(_stranger(evaluation, path, say("Ceci n’est le dossier d’aucun outil : rien n’y est lu."), hint))
    return notes


def _others(folder: Path, known: Sequence[str]) -> list[Path]:
    """What stands in a folder under none of the *known* names, sorted."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.name not in known and not of_the_system(path.name)]


def _stranger(evaluation: Evaluation, path: Path, message: Message, hint: Message) -> Problem:
    return Problem("W249", message, Location(path=path.relative_to(evaluation.folder).as_posix()), hint)
