"""One comparison: workbooks received, put side by side, and every output of it written, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from evalkit.comparison.comparing import Refusal, core_in, side_by_side
from evalkit.comparison.reading import SCHEMA, Progress, problems_of, receive, workbooks
from evalkit.core.evaluation import SharedCore
from evalkit.core.message import say
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Comparison
from evalkit.evaluation.deliverables import Deliverables, Made
from evalkit.plugins.manager import Plugins


@frozen(kw_only=True)
class Compared:
    """What a comparison did: the tables, what was written, the workbooks that were refused, and what to know of it."""

    comparison: Comparison
    outputs: tuple[Made, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the refused workbooks were refused."""
        return problems_of(self.refused)


def run_comparison(
    paths: Sequence[Path],
    core: Path,
    *,
    folder: Path,
    lang: str = "fr",
    keep_going: bool = False,
    plugins: Plugins | None = None,
    progress: Progress | None = None,
) -> Compared:
    """Compare the workbooks at *paths* (files or folders) on the shared core in the file *core*, into *folder*.

    With ``keep_going`` the refused are listed in the outputs and the others go on; else nothing is written where one is
    refused. Only installed plugins act: no local file is run for somebody else's workbooks.

    Raises:
        ProblemsFound: with what is wrong in the core or in the workbooks; E436 where none is left to compare.
    """
    shared = core_in(core)
    received = receive(workbooks(paths), shared, progress)
    if received.refused and not keep_going:
        raise ProblemsFound(problems_of(received.refused))
    if not received.members:
        nothing = Problem("E436", say("Aucun classeur ne peut être comparé : tous sont refusés."))
        raise ProblemsFound([*problems_of(received.refused), nothing])
    comparison = side_by_side(received.members, shared, lang=lang, refused=received.refused)
    known = plugins if plugins is not None else Plugins()
    if known.problems and any(not problem.is_note for problem in known.problems):
        raise ProblemsFound(known.problems)
    outputs = Deliverables(folder)
    problems: list[Problem] = []
    for name in known.default_outputs():
        if known.outputs[name].takes is not Comparison:
            continue
        with known.calling("outputs", name):
            problems += outputs.add(name, "published", known.outputs[name]().write(comparison, folder, lang))
    if problems:
        raise ProblemsFound(problems)
    made = outputs.put(_manifest(shared, comparison))
    return Compared(comparison=comparison, outputs=made, refused=received.refused, notes=tuple(outputs.notes))


def _manifest(core: SharedCore, comparison: Comparison) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "complete": True,
        "shared_core": {"id": core.id, "version": core.version},
        "structures": [[row["structure"], row["wave"]] for row in comparison["structures"].records()],
        "refused": len({row["file"] for row in comparison["refused"].records()}),
    }
