"""Files that a person changed since they were made: kept under another name when new ones take their place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import frozen

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem
from evalkit.files.putting import MANIFEST


def manifest_in(folder: Path) -> Mapping[str, Any]:
    """What the manifest of an output folder says; nothing where there is none that can be read."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def kept_in(folder: Path) -> frozenset[Path]:
    """The files that were kept in an output folder because a person had changed them."""
    return frozenset(folder / str(name) for name in manifest_in(folder).get("kept", ()))


@frozen(kw_only=True)
class Kept:
    """A file that somebody changed: its name, the one under which it is kept, and what it holds."""

    name: str
    kept: str
    data: bytes


def changed(folder: Path, files: Mapping[str, bytes]) -> list[Kept]:
    """The files of *folder* that *files* would replace and that are no longer as they were made.

    The manifest says how it was made; one of which it says nothing is taken for unchanged.
    """
    stated = {str(one["path"]): one["sha256"] for one in manifest_in(folder).get("outputs", ())}
    found: list[Kept] = []
    for name, data in files.items():
        if name not in stated:
            continue
        try:
            old = (folder / name).read_bytes()
        except OSError:  # none there, or one that cannot be replaced either: who puts the new one will say so
            continue
        if old != data and stated[name] != sha256(old).hexdigest():
            taken = {*files, *(one.kept for one in found)}
            kept = next(free for free in _names(name) if free not in taken and not (folder / free).exists())
            found.append(Kept(name=name, kept=kept, data=old))
    return found


def kept_note(folder: Path, one: Kept) -> Problem:
    """Tells that a changed file was kept, and under which name."""
    message = say(
        "Ce fichier avait été modifié depuis qu’il a été écrit : il est gardé sous le nom « {kept} ».", kept=one.kept
    )
    hint = say("Reprenez-y ce que vous aviez ajouté, puis supprimez-le.")
    return Problem("W401", message, Location(path=(folder / one.name).as_posix()), hint)


def _names(name: str) -> Iterator[str]:
    path = PurePosixPath(name)
    yield str(path.with_stem(f"{path.stem}-modifie"))
    yield from (str(path.with_stem(f"{path.stem}-modifie-{number}")) for number in count(2))
