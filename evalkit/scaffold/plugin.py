"""A plugin's distribution to start from: an instrument, a scorer, their tests."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Final

import evalkit
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.trouble import reason

TEMPLATE: Final = "cookiecutter-plugin"
"""The template's folder."""

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def new_plugin(name: str, folder: Path) -> Path:
    """Make the folder ``evalkit-NAME`` inside *folder*, and give it back.

    Raises:
        ProblemsFound: E470 for a name that no plugin can have, E471 where something of that name stands there already,
            E402 where the folder cannot be written.
    """
    if not _NAME.fullmatch(name):
        message = say("« {name} » ne peut pas être le nom d’une extension.", name=name)
        hint = say("Des minuscules sans accent, des chiffres et des tirets, comme « ma-maison ».")
        raise ProblemsFound([Problem("E470", message, hint=hint)])
    target = folder / f"evalkit-{name}"
    if target.exists():
        message = say("Ce dossier existe déjà : rien n’y est écrit.")
        raise ProblemsFound(
            [Problem("E471", message, Location(path=target.as_posix()), say("Choisissez un autre nom."))]
        )
    # Only what makes files: cookiecutter's own front door would keep a replay of the answers in the person's home.
    from cookiecutter.generate import generate_context, generate_files  # noqa: PLC0415  (0.2 s, for this command alone)
    from cookiecutter.prompt import prompt_for_config  # noqa: PLC0415

    template = template_folder(TEMPLATE)
    context = generate_context(context_file=str(template / "cookiecutter.json"), extra_context={"name": name})
    context["cookiecutter"] = prompt_for_config(context, no_input=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".evalkit-", dir=folder) as room:
            made = Path(generate_files(str(template), context=context, output_dir=room, accept_hooks=False))
            for compiled in sorted(made.rglob("__pycache__")):  # an installer compiles the modules of the template too
                shutil.rmtree(compiled)
            shutil.move(made, target)
    except OSError as error:
        message = say("Le dossier ne peut pas être écrit ({reason}).", reason=reason(error))
        raise ProblemsFound([Problem("E402", message, Location(path=target.as_posix()))]) from error
    return target


def template_folder(name: str) -> Path:
    """Where a template stands: inside an installed package, at the top of a checkout."""
    package = Path(evalkit.__file__).parent
    inside = package / "templates" / name
    return inside if inside.is_dir() else package.parent / "templates" / name
