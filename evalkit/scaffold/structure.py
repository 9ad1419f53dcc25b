"""A structure's own evaluation, ready to be checked and run."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.evaluation import SharedCore
from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.loading import load_core
from evalkit.evaluation.opened import open_evaluation
from evalkit.scaffold.asking import StructureOptions, problems_of
from evalkit.scaffold.baking import bake
from evalkit.scaffold.treebook import FILE, tree_book

TEMPLATE = "cookiecutter-structure"

_CORE_FILE = {"fr": "socle-commun.yaml"}


def new_evaluation(
    options: StructureOptions, target: Path, *, core: Path | None = None, tree: tuple[dict[str, object], ...] = ()
) -> tuple[str, ...]:
    """Make an evaluation in the folder *target*; the names of its files, with ``/``.

    ``core`` is a shared core that is copied into it; ``tree`` the criteria to begin with, in place of the
    template's; the framework then stays in a spreadsheet.

    Raises:
        ProblemsFound: E475 for an option that cannot be written, E471 where the target is taken, E402 where it cannot
            be written; with what is wrong in the file of the core.
    """
    problems = list(problems_of(options))
    if problems:
        raise ProblemsFound(problems)
    context: dict[str, object] = {
        "language": options.language,
        "name": options.name.strip(),
        "kind": options.kind,
        "sites": options.sites,
        "criteria": options.criteria.strip(),
        "year": options.year.strip(),
        "demo": options.demo,
        "_tree": list(tree),
    }
    if options.groups.strip():
        context["groups"] = options.groups
    name = _CORE_FILE.get(options.language, "shared-core.yaml")
    if core is not None:
        known = _read(core)
        context |= {
            "core": name,
            "_core": {"context": list(known.context), "dimensions": [one.id for one in known.dimensions]},
        }

    def finish(folder: Path) -> None:
        if core is not None:
            (folder / name).write_bytes(core.read_bytes())
        if tree:
            _keep_in_a_table(folder, options.language)

    return bake(TEMPLATE, context, target, finish)


def _keep_in_a_table(folder: Path, language: str) -> None:
    """Give the framework back as a spreadsheet to those who began with one."""
    framework = open_evaluation(folder).evaluation.framework
    (folder / FILE).write_bytes(tree_book(framework, language))
    (folder / "framework.yaml").unlink()
    settings = folder / "evaluation.yaml"
    settings.write_bytes(
        settings.read_bytes().replace(b"\nframework: framework.yaml\n", f"\nframework: {FILE}\n".encode())
    )


def _read(core: Path) -> SharedCore:
    found, problems = load_core(core, core.as_posix())
    if found is None:
        raise ProblemsFound(problems)
    return found
