"""The workbooks that a department receives: found, read, held against one another, the refused named with the
way out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from evalkit.comparison.comparing import Refusal, fitting
from evalkit.core.evaluation import SharedCore
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order
from evalkit.core.published import Cell, Published, read_distribution
from evalkit.workbook import read_workbook

USED = (
    "context", "framework", "criteria", "markers", "readings", "findings", "quotes", "instruments",
)  # fmt: skip
"""The tables a comparison rests on; no other is read."""

_LOCKS = ("~$", ".~lock.")
Progress = Callable[[int, int], None]
"""Told how many workbooks are read, of how many."""


@frozen(kw_only=True)
class Received:
    """What was read, in the order of the file names, and what was refused."""

    published: tuple[Published, ...]
    refused: tuple[Refusal, ...]


def workbooks(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The workbooks that were named: files as they are, folders with all the .xlsx they hold at any depth.

    The lock files of open workbooks are no workbooks. Sorted, each once.

    Raises:
        ProblemsFound: E433 for a path that does not exist, E434 where there is no workbook at all.
    """
    named = tuple(paths)
    absent = [path for path in named if not path.exists()]
    if absent:
        message = "Ni fichier ni dossier de ce nom."
        raise ProblemsFound([Problem("E433", say(message), Location(path=str(path))) for path in absent])
    found = [file for path in named for file in (path.rglob("*.xlsx") if path.is_dir() else (path,))]
    kept = sorted({file for file in found if not file.name.startswith(_LOCKS)})
    if not kept:
        raise ProblemsFound(
            [
                Problem(
                    "E434",
                    say("Aucun classeur .xlsx à comparer."),
                    Location(path=", ".join(str(path) for path in named)),
                    say("Déposez-y les classeurs que les structures ont reçus d’« evalkit run »."),
                )
            ]
        )
    return tuple(kept)


def receive(files: Sequence[Path], core: SharedCore, progress: Progress | None = None) -> Received:
    """Read every workbook, verify it, and refuse what cannot be compared; never stops at the first."""
    published: list[tuple[Path, Published]] = []
    refused: list[Refusal] = []
    for number, file in enumerate(files, 1):
        try:
            one = read_workbook(file, USED)
        except ProblemsFound as found:
            refused += [Refusal(file=file.name, problem=problem) for problem in found.problems if not problem.is_note]
        else:
            wrong = [evolve(problem, where=Location(path=str(file))) for problem in fitting(one, core)]
            wrong += impossible(one, str(file))
            refused += [Refusal(file=file.name, problem=problem) for problem in wrong]
            if not wrong:
                published.append((file, one))
        if progress is not None:
            progress(number, len(files))
    kept, doubled = _once(published)
    return Received(published=tuple(kept), refused=tuple(refused + doubled))


def problems_of(refused: Iterable[Refusal]) -> tuple[Problem, ...]:
    """The problems of refused workbooks, in order."""
    return in_order(refusal.problem for refusal in refused)


def impossible(published: Published, path: str) -> list[Problem]:
    """Figures that cannot be, row by row: more favourable answers than answers, more answers than records."""
    found = []
    for number, row in enumerate(published["readings"].records(), 1):
        if row["status"] != "masked" and not _possible(row):
            found.append(_impossible(path, "readings", number))
    for number, row in enumerate(published["criteria"].records(), 1):
        names = ("attested", "contested", "not_attested", "not_looked_for", "masked")
        counts = [value for value in (row[name] for name in names) if isinstance(value, int)]
        if sum(counts) != row["markers"] or sum(counts[:3]) != row["informed"] or min(counts, default=0) < 0:
            found.append(_impossible(path, "criteria", number))
    return found


def _possible(row: Mapping[str, Cell]) -> bool:
    """True where a reading's figures can be: k in n, n in the records, no count under zero."""
    k, n, records = (_whole(row[name]) for name in ("k", "n", "records"))
    spread = row["distribution"]
    try:
        counts = [count for _, count in read_distribution(spread)] if isinstance(spread, str) else []
    except ValueError:
        return False
    if any(value is not None and value < 0 for value in (k, n, records, *counts)):
        return False
    return (k is None or n is None or k <= n) and (n is None or records is None or n <= records)


def _whole(value: Cell) -> int | None:
    return value if isinstance(value, int) else None


def _impossible(path: str, table: str, row: int) -> Problem:
    return Problem(
        "E435",
        say("Table « {table} », ligne {row} : ces chiffres ne peuvent pas être.", table=table, row=row),
        Location(path=path, sheet=table),
        say("Demandez à la structure de relancer « evalkit run » et d’envoyer le classeur sans le modifier."),
    )


def _once(published: Sequence[tuple[Path, Published]]) -> tuple[list[Published], list[Refusal]]:
    """Those whose structure and wave come once; all of a structure and wave that comes twice are refused."""
    by_key: dict[tuple[str, str], list[tuple[Path, Published]]] = {}
    for file, one in published:
        by_key.setdefault((str(one.about["structure"]), str(one.about["wave"])), []).append((file, one))
    kept = [pairs[0][1] for pairs in by_key.values() if len(pairs) == 1]
    refused = []
    for (_, wave), pairs in by_key.items():
        names = ", ".join(file.name for file, _ in pairs)
        for file, one in pairs if len(pairs) > 1 else ():
            name = str(one.about["structure_name"])
            message = say("{name}, vague {wave} : présente dans plusieurs classeurs ({names}).",
                          name=name, wave=wave, names=names)  # fmt: skip
            hint = say("Ne gardez que le plus récent.")
            refused.append(Refusal(file=file.name, problem=Problem("E430", message, Location(path=str(file)), hint)))
    return kept, refused
