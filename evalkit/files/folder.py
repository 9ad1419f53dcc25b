"""Which files of a folder are answers, and what is said of the others: locks, second copies, leftovers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from evalkit.core.message import Message, say
from evalkit.core.problems import Location, Problem

_SYSTEM = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".gitkeep", ".gitignore", ".directory"})
_LOCK = re.compile(r"~\$(.+)|\.~lock\.(.+)#")
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart")
_CONFLICT = re.compile(
    r"\([^()]*(?:copie en conflit|conflicted copy|conflict copy|case conflict)[^()]*\)"
    r"|[._-](?:sync-)?conflict-\d{8}"
    r"|-(?:DESKTOP|LAPTOP|PC)-[A-Z0-9]{3,}$"
    r"|^(?:copie de|copy of) | - (?:copie|copy)(?: \(\d+\))?$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r" ?\(\d{1,3}\)$")
WORDING = "instrument.yaml"
"""The file of a data folder that holds no answers: the wording of its wave."""
_BESIDE = frozenset({WORDING, "instrument.yml"})


class Listing(NamedTuple):
    """The files to be read, sorted by name, and notes on what else is there."""

    files: tuple[Path, ...]
    notes: tuple[Problem, ...]


def of_the_system(name: str) -> bool:
    """True for a name that a system or an open spreadsheet leaves in a folder, and for any hidden one."""
    return name.lower() in _SYSTEM or name.startswith((".", "~$"))


def answer_files(folder: Path, shown: str) -> Listing:
    """The answer files in a folder; *shown* is how messages name the folder.

    A copy made by a synchronised folder or a second download is read like any file, and said: its records count once
    where they are equal. What a system leaves behind (``.DS_Store``, ``Thumbs.db``) is no news to anybody. A folder
    that is not there holds no file.
    """
    if not folder.is_dir():
        return Listing((), ())
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    names = {path.name for path in paths}
    files: list[Path] = []
    notes: list[Problem] = []

    def note(path: Path, code: str, message: Message, hint: Message | None = None) -> None:
        where = f"{shown.rstrip('/')}/{path.name}" if shown else path.name
        notes.append(Problem(code, message, Location(path=where), hint))

    for path in paths:
        name = path.name
        if name.lower() in _SYSTEM or name in _BESIDE or name.startswith("._"):
            continue
        if lock := _LOCK.fullmatch(name):
            note(
                path,
                "W212",
                say("Le classeur « {name} » est ouvert dans un tableur.", name=lock[1] or lock[2]),
                say("Enregistrez-le et fermez-le, pour que les dernières saisies soient lues."),
            )
        elif not path.is_file():
            note(
                path,
                "W214",
                say("Ce n’est pas un fichier : il n’est pas lu."),
                say("Déposez les fichiers de réponses directement dans le dossier de l’outil."),
            )
        elif name.startswith((".", "~")) or name.lower().endswith(_UNFINISHED):
            note(path, "W214", say("Fichier caché, temporaire ou téléchargement inachevé : il n’est pas lu."))
        else:
            files.append(path)
            again = _AGAIN.sub("", path.stem)
            if _CONFLICT.search(path.stem):
                note(
                    path,
                    "W213",
                    say("Son nom est celui d’une copie : elle est lue comme les autres fichiers."),
                    say("Gardez un seul des deux fichiers si l’un est de trop."),
                )
            elif again != path.stem and f"{again}{path.suffix}" in names:
                note(
                    path,
                    "W213",
                    say("Le fichier semble un second téléchargement de « {name} ».", name=f"{again}{path.suffix}"),
                    say("Gardez un seul des deux fichiers si l’un est de trop."),
                )
    return Listing(tuple(files), tuple(notes))
