"""The online forms that write one plain table: Google, Microsoft, Nextcloud, Grist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import evalkit
from evalkit import MultiStyle, Source, fold
from evalkit.readers.tool import Tool, ToolReader

_GOOGLE = (
    "Horodateur", "Timestamp", "Marca temporal", "Zeitstempel", "Carimbo de data/hora", "Informazioni cronologiche",
)  # fmt: skip
_MAIL = (
    "Adresse e-mail",
    "Email Address",
    "Nom d'utilisateur",
    "Username",
    "Adresse mail",
    "Dirección de correo electrónico",
)


class GoogleForms(ToolReader):
    """Answers of a Google form, from its sheet or as CSV."""

    name: ClassVar[str] = "google-forms"
    tool: ClassVar[Tool] = Tool(
        signatures=tuple((heading,) for heading in _GOOGLE),
        metadata=(*_MAIL, "Score"),
        date=_GOOGLE,
        day_first=("Horodateur", "Marca temporal", "Zeitstempel", "Carimbo de data/hora", "Informazioni cronologiche"),
        multi=MultiStyle.JOINED,
        free_other=True,
    )

    def recognise(self, source: Source) -> bool:
        """True where the time of the answer is the first heading; other forms have one of that name further on."""
        rows = ((sheet, self.tool.row(sheet)) for sheet in source.sheets)
        return any(
            row is not None and fold(next(filter(None, sheet.rows[row]))) in map(fold, _GOOGLE) for sheet, row in rows
        )


class MicrosoftForms(ToolReader):
    """Answers of a Microsoft form, as its workbook."""

    name: ClassVar[str] = "microsoft-forms"
    tool: ClassVar[Tool] = Tool(
        signatures=(
            ("ID", "Heure de début", "Heure de fin"),
            ("Id", "Start time", "Completion time"),
            ("ID", "Heure de début", "Heure de l'achèvement"),
        ),
        metadata=(
            "Heure de début", "Start time", "Adresse de messagerie", "Email", "E-mail", "Courrier électronique", "Nom",
            "Name", "Heure de la dernière modification", "Last modified time", "Langue", "Language", "Total points",
            "Quiz feedback",
        ),
        prefixes=("points - ", "points – ", "feedback - ", "commentaires - "),
        record=("ID",),
        date=("Heure de fin", "Completion time", "Heure de l'achèvement", "Heure de début", "Start time"),
        day_first=("Heure de fin", "Heure de l'achèvement", "Heure de début"),
        multi=MultiStyle.JOINED,
        free_other=True,
    )  # fmt: skip


class NextcloudForms(ToolReader):
    """Answers of a Nextcloud form."""

    name: ClassVar[str] = "nextcloud-forms"
    tool: ClassVar[Tool] = Tool(
        signatures=(
            ("User ID", "User display name", "Timestamp"),
            ("User display name", "Timestamp"),
            ("Nom d'affichage de l'utilisateur", "Horodatage"),
            ("Nom d'utilisateur affiché", "Horodatage"),
            ("Identifiant utilisateur", "Horodatage"),
            ("ID utilisateur", "Horodatage"),
            ("Submission ID", "User display name"),
            ("Identifiant de soumission", "Horodatage"),
        ),
        metadata=(
            "User ID", "User display name", "Nom d'affichage de l'utilisateur", "Nom d'utilisateur affiché",
            "Identifiant utilisateur", "ID utilisateur",
        ),
        record=("Submission ID", "Identifiant de soumission", "ID de soumission"),
        date=("Timestamp", "Horodatage"),
        day_first=("Horodatage",),
        multi=MultiStyle.JOINED,
        free_other=True,
    )  # fmt: skip


class Grist(ToolReader):
    """A table of Grist that was exported with its hidden columns."""

    name: ClassVar[str] = "grist"
    tool: ClassVar[Tool] = Tool(
        signatures=(("id", "manualSort"),),
        metadata=("manualSort",),
        prefixes=("gristhelper_",),
        record=("id",),
        multi=MultiStyle.JOINED,
    )


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The readers of these forms."""
    return [GoogleForms, MicrosoftForms, NextcloudForms, Grist]
