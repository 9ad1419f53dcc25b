"""A structure's own evaluation, ready to be checked and run."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.evaluation import SharedCore
from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.loading import load_core
from evalkit.scaffold.asking import Wishes, refused
from evalkit.scaffold.baking import bake

TEMPLATE = "cookiecutter-structure"

_CORE_FILE = {"fr": "socle-commun.yaml"}


def new_evaluation(
    wishes: Wishes, target: Path, *, core: Path | None = None, tree: tuple[dict[str, object], ...] = ()
) -> tuple[str, ...]:
    """Make an evaluation in the folder *target*; the names of its files, with ``/``.

    ``core`` is a shared core that is copied into it; ``tree`` the criteria to begin with, in place of the template's.

    Raises:
        ProblemsFound: E475 for a wish that cannot be written, E471 where the target is taken, E402 where it cannot be
            written; with what is wrong in the file of the core.
    """
    problems = list(refused(wishes))
    if problems:
        raise ProblemsFound(problems)
    context: dict[str, object] = {
        "language": wishes.language,
        "name": wishes.name.strip(),
        "kind": wishes.kind,
        "sites": wishes.sites,
        "criteria": wishes.criteria.strip(),
        "year": wishes.year.strip(),
        "demo": wishes.demo,
        "_tree": list(tree),
    }
    if wishes.groups.strip():
        context["groups"] = wishes.groups
    beside: dict[str, bytes] = {}
    if core is not None:
        name = _CORE_FILE.get(wishes.language, "shared-core.yaml")
        known = _read(core)
        beside[name] = core.read_bytes()
        context |= {
            "core": name,
            "_core": {"context": list(known.context), "dimensions": [one.id for one in known.dimensions]},
        }
    return bake(TEMPLATE, context, target, beside)


def _read(core: Path) -> SharedCore:
    found, problems = load_core(core, core.as_posix())
    if found is None:
        raise ProblemsFound(problems)
    return found
