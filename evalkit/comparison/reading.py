"""The workbooks that a department receives: found, read, held against one another, the refused named with the
way out.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from attrs import evolve, frozen

from evalkit.comparison.comparing import Refusal, fitting
from evalkit.comparison.members import Member, member
from evalkit.core.evaluation import SharedCore
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order
from evalkit.core.published import MASKED, Cell, Published, read_distribution
from evalkit.evaluation.keeping import kept_in, manifest_in
from evalkit.workbook import ReadCache, read_workbook

USED = (
    "context", "framework", "criteria", "markers", "readings", "findings", "quotes", "instruments",
)  # fmt: skip
"""The tables a comparison rests on; no other is read."""

SCHEMA: Final = "evalkit-comparison-manifest/1"
"""How the manifest of a comparison says what it is."""

_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods"})
_LOCKS: Final = ("~$", ".~lock.")
_READERS: Final = 2
"""Half of a reading is the disk's, zlib's and calamine's, which leave Python free for another: two take a third off
the time, a third adds nothing."""
_Found = TypeVar("_Found")
Progress = Callable[[int, int], None]
"""Told how many workbooks are read, of how many."""


@frozen(kw_only=True)
class Received:
    """What was read, in the order of the file names, and what was refused."""

    members: tuple[Member, ...]
    refused: tuple[Refusal, ...]


def workbooks(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The workbooks that were named: files as they are, folders with all the workbooks they hold at any depth.

    One that was saved in another format than .xlsx is a workbook too: it is refused by name, not passed over. The lock
    files of open workbooks are none, and neither is what an earlier comparison wrote there, nor a changed workbook that
    a run kept beside its new one. Sorted, each once.

    Raises:
        ProblemsFound: E433 for a path that does not exist, E434 where there is no workbook at all.
    """
    named = tuple(paths)
    absent = [path for path in named if not path.exists()]
    if absent:
        message = say("Ni fichier ni dossier de ce nom.")
        raise ProblemsFound([Problem("E433", message, Location(path=str(path))) for path in absent])
    found = [file for path in named for file in (_within(path) if path.is_dir() else (path,))]
    kept = sorted({file for file in found if not file.name.startswith(_LOCKS)})
    if not kept:
        raise ProblemsFound(
            [
                Problem(
                    "E434",
                    say("Aucun classeur .xlsx à comparer."),
                    Location(path=", ".join(str(path) for path in named)),
                    say("Déposez-y les classeurs que les structures ont reçus d’« evalkit run »."),
                )
            ]
        )
    return tuple(kept)


def _within(folder: Path) -> Iterator[Path]:
    """The workbooks of a folder, at any depth, without those that a comparison made or a run kept."""
    found = [file for file in folder.rglob("*") if file.suffix.lower() in _WORKBOOKS and file.is_file()]
    others = {path for parent in {file.parent for file in found} for path in (*_made(parent), *kept_in(parent))}
    return (file for file in found if file not in others)


def _made(folder: Path) -> Iterator[Path]:
    """The files that a comparison wrote into a folder."""
    told = manifest_in(folder)
    if told.get("schema") == SCHEMA:
        for output in told.get("outputs", ()):
            yield folder / str(output["path"])


def receive(files: Iterable[Path], core: SharedCore, progress: Progress | None = None) -> Received:
    """Read every workbook, verify it, and refuse what cannot be compared; never stops at the first.

    Of each only what the comparison needs is kept, so that thousands fit into memory.
    """
    ordered = sorted(set(files))
    members: list[tuple[Path, Member]] = []
    refused: list[Refusal] = []
    # Closed whatever happens: whoever interrupts does not wait for the thousand workbooks that are left.
    with closing(of_each(ordered, partial(_look, core=core, cache=ReadCache()))) as looked:
        for number, (file, (kept, wrong)) in enumerate(zip(ordered, looked, strict=True), 1):
            refused += wrong
            if kept is not None:
                members.append((file, kept))
            if progress is not None:
                progress(number, len(ordered))
    once, doubled = _once(members)
    return Received(members=tuple(once), refused=tuple(refused + doubled))


def of_each(files: Sequence[Path], look: Callable[[Path], _Found]) -> Generator[_Found, None, None]:
    """What *look* finds in each file, in the order of the files, read two at a time.

    Once closed it begins no other file, and waits for the two at hand.
    """
    with ThreadPoolExecutor(_READERS) as readers:
        yield from readers.map(look, files)


def _look(file: Path, core: SharedCore, cache: ReadCache) -> tuple[Member | None, list[Refusal]]:
    """One workbook: what is kept of it, or why it is refused."""
    try:
        one = read_workbook(file, USED, cache)
    except ProblemsFound as found:
        return None, [Refusal(file=file.name, problem=problem) for problem in found.problems if not problem.is_note]
    wrong = [evolve(problem, where=Location(path=str(file))) for problem in fitting(one, core)]
    wrong += impossible(one, str(file))
    return None if wrong else member(one, core), [Refusal(file=file.name, problem=problem) for problem in wrong]


def problems_of(refused: Iterable[Refusal]) -> tuple[Problem, ...]:
    """The problems of refused workbooks, in order."""
    return in_order(refusal.problem for refusal in refused)


def impossible(published: Published, path: str) -> list[Problem]:
    """Figures that cannot be, row by row: more favourable answers than answers, more answers than records."""
    found = []
    figures = published["readings"].picked("k", "n", "records", "distribution")
    for number, (k, n, records, spread) in enumerate(figures, 1):
        if k is not MASKED and not _possible(_whole(k), _whole(n), _whole(records), spread):
            found.append(_impossible(path, published, "readings", number))
    for number, row in enumerate(published["criteria"].records(), 1):
        if row["criterion"] is None:
            continue
        names = ("attested", "contested", "not_attested", "not_looked_for", "masked")
        counts = [value for value in (row[name] for name in names) if isinstance(value, int)]
        if sum(counts) != row["markers"] or sum(counts[:3]) != row["informed"] or min(counts, default=0) < 0:
            found.append(_impossible(path, published, "criteria", number))
    return found


def _possible(k: int | None, n: int | None, records: int | None, spread: Cell) -> bool:
    """True where a reading's figures can be: k in n, n in the records, no count under zero."""
    try:
        counts = [count for _, count in read_distribution(spread)] if isinstance(spread, str) else []
    except ValueError:
        return False
    if any(value is not None and value < 0 for value in (k, n, records, *counts)):
        return False
    return (k is None or n is None or k <= n) and (n is None or records is None or n <= records)


def _whole(value: Cell) -> int | None:
    return value if isinstance(value, int) else None


def _impossible(path: str, published: Published, table: str, row: int) -> Problem:
    return Problem(
        "E435",
        say("La ligne qui porte le numéro {row} dans sa colonne « row » a des chiffres impossibles.", row=row),
        Location(path=path, sheet=published[table].title),
        say("Demandez à la structure de relancer « evalkit run » et d’envoyer le classeur sans le modifier."),
    )


def _once(members: Sequence[tuple[Path, Member]]) -> tuple[list[Member], list[Refusal]]:
    """Those whose structure and wave come once; all of a structure and wave that comes twice are refused."""
    by_key: dict[tuple[str, str], list[tuple[Path, Member]]] = {}
    for file, one in members:
        by_key.setdefault(one.key, []).append((file, one))
    kept = [pairs[0][1] for pairs in by_key.values() if len(pairs) == 1]
    refused = []
    for pairs in by_key.values():
        names = ", ".join(sorted(file.name for file, _ in pairs))
        for file, one in pairs if len(pairs) > 1 else ():
            message = say("{name}, vague {wave} : présente dans plusieurs classeurs ({names}).",
                          name=one.name, wave=one.wave, names=names)  # fmt: skip
            hint = say("Ne gardez que le plus récent.")
            refused.append(Refusal(file=file.name, problem=Problem("E430", message, Location(path=str(file)), hint)))
    return kept, refused
