"""From options to a folder: a cookiecutter template baked with a context of our own, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from cookiecutter.generate import generate_context, generate_files
from cookiecutter.prompt import prompt_for_config

import evalkit
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.trouble import reason


def slug(name: str, context: Mapping[str, object]) -> str:
    """The folder name that the structure template proposes for these answers."""
    return str(_context(template_folder("cookiecutter-structure"), {**context, "name": name})["folder"])


def bake(
    which: str, context: Mapping[str, object], target: Path, finish: Callable[[Path], None] | None = None
) -> tuple[str, ...]:
    """Bake the template *which* into the folder *target*, once *finish* did what is left; the names of all files made.

    Nothing is written to the user's home, and no hook runs: the answers were looked at before. The folder is made
    under another name and takes its place only when it is whole.

    Raises:
        ProblemsFound: E471 where the target is no empty folder, E402 where it cannot be written.
    """
    refuse_taken(target)
    made_from = template_folder(which)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".evalkit-", dir=target.parent) as room:
            made = _generate(made_from, {**context, "folder": "made"}, Path(room))
            for compiled in sorted(made.rglob("__pycache__")):  # an installer compiles the modules of a template too
                shutil.rmtree(compiled)
            if finish is not None:
                finish(made)
            names = tuple(sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()))
            if target.exists():
                target.rmdir()
            shutil.move(made, target)
    except OSError as error:
        message = say("Le dossier ne peut pas être écrit ({reason}).", reason=reason(error))
        raise ProblemsFound([Problem("E402", message, Location(path=str(target)))]) from error
    return names


def refuse_taken(target: Path) -> None:
    """Refuse a folder that holds anything.

    Raises:
        ProblemsFound: E471.
    """
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    message = (
        say("Ce dossier existe déjà et n’est pas vide : rien n’y est écrit.")
        if target.is_dir()
        else say("Un fichier de ce nom existe déjà.")
    )
    raise ProblemsFound([Problem("E471", message, Location(path=str(target)), say("Choisissez un autre dossier."))])


def _context(made_from: Path, given: Mapping[str, object]) -> dict[str, object]:
    """All variables of a template, those that were not given worked out as cookiecutter would without asking."""
    asked = {key: value for key, value in given.items() if not key.startswith("_")}
    context = generate_context(context_file=str(made_from / "cookiecutter.json"), extra_context=asked)
    found = dict(prompt_for_config(context, no_input=True))
    hidden = {key: value for key, value in given.items() if key.startswith("_")}
    return {**found, **hidden, "_template": str(made_from)}


def _generate(made_from: Path, given: Mapping[str, object], room: Path) -> Path:
    context = {"cookiecutter": _context(made_from, given)}
    return Path(generate_files(repo_dir=str(made_from), context=context, output_dir=str(room), accept_hooks=False))


def template_folder(name: str) -> Path:
    """Where a template stands: inside an installed package, at the top of a checkout."""
    package = Path(evalkit.__file__).parent
    inside = package / "templates" / name
    return inside if inside.is_dir() else package.parent / "templates" / name
