"""Make a dozen invented structures, run each, and compare them with Romans on the shared core.

    python examples/drome/make.py [FOLDER]

Everything goes into examples/drome/out, or into FOLDER. The same bytes each time.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from fiction.scaffolded import SCAFFOLDED, WAVE, scaffold
from fiction.structures import STRUCTURES
from fiction.writing import project

from evalkit.comparison.running import run_comparison
from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.running import run
from evalkit.languages import language

HERE = Path(__file__).resolve().parent
CORE = HERE / "socle-commun.yaml"
ROMANS = HERE.parent / "romans"


def make(folder: Path, tell: Callable[[str], None] = print) -> tuple[Path, ...]:
    """Write the projects, their workbooks and the comparison under *folder*; gives back the files of the comparison."""
    projects, received = folder / "structures", folder / "recus"
    for old in (projects, received):
        shutil.rmtree(old, ignore_errors=True)
    received.mkdir(parents=True)
    for one in STRUCTURES:
        place = projects / one.id
        place.mkdir(parents=True)
        project(one, place, Path(os.path.relpath(CORE, place)).as_posix())
        for wave in one.waves:
            _receive(place, wave, received)
        tell(f"{one.name} : {', '.join(one.waves)}")
    for template in SCAFFOLDED:
        place = projects / Path(template.name.split(" (")[0].lower().replace(" ", "-"))
        scaffold(template, place, CORE)
        _receive(place, WAVE, received)
        tell(f"{template.name} : {WAVE}")
    tell("La Coopération de Romans : 2017-2018")
    _receive(ROMANS, "2017-2018", received, folder / "romans")
    compared = run_comparison([received], CORE, folder=folder / "comparaison")
    return tuple(made.path for made in compared.outputs)


def _receive(place: Path, wave: str, received: Path, into: Path | None = None) -> None:
    """Run one wave, and put its published workbook where the department receives them."""
    done = run(open_evaluation(place), wave, folder=into)
    for made in done.outputs:
        if made.kind == "workbook":
            shutil.copyfile(made.path, received / made.path.name)


def main() -> None:
    """Make them, and say where the page and the workbook are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "out"
    try:
        made = make(folder.resolve())
    except ProblemsFound as found:
        french = language("fr")
        for problem in found.problems:
            print(problem.where, problem.code, problem.message.said_in(french), file=sys.stderr)
        sys.exit(1)
    print()
    for path in made:
        print(path)


if __name__ == "__main__":
    main()
