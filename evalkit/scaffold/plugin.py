"""A plugin's distribution to start from: an instrument, a scorer, their tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.scaffold.baking import bake

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
    bake(TEMPLATE, {"name": name}, target)
    return target
