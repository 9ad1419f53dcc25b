"""Where an evaluation is likely to be, for somebody whose folder holds none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from evalkit.core.message import Message, say
from evalkit.core.names import fold

_ABOVE: Final = 4
_NAMED: Final = 3
_LOOKED_AT: Final = 500
"""Entries of a folder that are looked at: « Téléchargements » may hold very many."""


def whereabouts(folder: Path, file: str) -> Message:
    """The way to the evaluation whose *file* is not in *folder*: under another name, in a folder of it, or above it."""
    entries = sorted(_entries(folder), key=lambda entry: entry.name)
    stem = fold(Path(file).stem)
    misnamed = next((e for e in entries if fold(e.name.partition(".")[0]) == stem and e.is_file()), None)
    if misnamed is not None:
        return say(
            "Il s’appelle ici « {name} » : renommez-le « {file} » (Windows cache la fin des noms : "
            "Affichage, Extensions de noms de fichiers).",
            name=misnamed.name,
            file=file,
        )
    inside = [entry.name for entry in entries if _holds(entry, file)]
    if inside:
        return say(
            "Il y en a un dans « {folders} » : entrez dans ce dossier (cd {first}), ou écrivez son nom au bout de "
            "la commande.",
            folders=", ".join(inside[:_NAMED]) + ("…" if len(inside) > _NAMED else ""),
            first=f'"{inside[0]}"' if " " in inside[0] else inside[0],
        )
    here = folder.resolve()
    for up, above in enumerate(here.parents[:_ABOVE], 1):
        if _holds(above, file):
            return say(
                "L’évaluation est au-dessus, dans « {folder} » : remontez avec « cd {way} ».",
                folder=above.name,
                way="/".join([".."] * up),
            )
    return say("Un dossier d’évaluation contient « {file} » ; « evalkit new » en crée un.", file=file)


def _entries(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for _, entry in zip(range(_LOOKED_AT), folder.iterdir()):
            yield entry


def _holds(folder: Path, file: str) -> bool:
    try:
        return (folder / file).is_file()
    except OSError:
        return False
