"""Framaforms and other Drupal Webforms: three rows of headings, or one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import evalkit
from evalkit.readers.tables import LeftOut
from evalkit.readers.tool import Tool, ToolReader

_YES = ("1", "oui", "yes")


class Framaforms(ToolReader):
    """Exports of Framaforms (Drupal Webform 7, and 8 on the new site)."""

    name: ClassVar[str] = "framaforms"
    tool: ClassVar[Tool] = Tool(
        signatures=(
            ("SID", "Brouillon"),
            ("SID", "Draft"),
            ("SID", "UID"),
            ("SID", "Heure de soumission"),
            ("SID", "Submitted Time"),
            ("ID de soumission", "URI de la soumission"),
            ("Submission ID", "Submission URI"),
            ("Serial number", "SID"),
            ("Numéro de série", "SID"),
        ),
        metadata=(
            "Numéro", "Numéro de série", "Serial", "Serial number", "Heure", "Time", "Heure de réalisation",
            "Completed Time", "Heure modifiée", "Modified Time", "Brouillon", "Draft", "Adresse IP", "IP Address",
            "UID", "Nom d'utilisateur", "Username", "URI de la soumission", "Submission URI", "Jeton", "Token",
            "Jeton de la soumission", "Créé", "Created", "Créé le", "Terminé", "Terminé le", "Completed", "Changé",
            "Modifié le", "Changed", "Est un brouillon", "Is draft", "Page courante", "Current page",
            "Soumis à: ID d'entité", "Soumis à: Type d'entité", "Submitted to: Entity ID", "Submitted to: Entity type",
            "Langue", "Language", "Créateur ID", "Soumis par: ID", "Notes", "Marqué", "Verrouillé", "Locked", "Flagged",
        ),
        record=("SID", "ID de soumission", "Submission ID", "Numéro de série", "Numéro", "Serial"),
        date=("Heure de soumission", "Submitted Time", "Heure", "Time", "Créé", "Créé le", "Created"),
        day_first=("Heure de soumission", "Heure", "Créé", "Créé le"),
        free_other=True,
        left_out=(
            LeftOut(why="draft", headings=("Brouillon", "Draft", "Est un brouillon", "Is draft"), words=_YES),
        ),
    )  # fmt: skip


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The reader « framaforms »."""
    return [Framaforms]
