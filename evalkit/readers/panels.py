"""The survey tools with stacked headings: SurveyMonkey, Qualtrics, Sphinx."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from attrs import evolve

import evalkit
from evalkit import Grid, MultiStyle, Sheet, Source, fold
from evalkit.readers.headings import Below
from evalkit.readers.tables import LeftOut
from evalkit.readers.tool import Tool, ToolReader

_SELECTED = re.compile(r" - (?:Selected Choice|Choix sélectionnée?)(?= - |\Z)| - Texte?\Z", re.IGNORECASE)


class SurveyMonkey(ToolReader):
    """All individual answers of SurveyMonkey: questions over their items."""

    name: ClassVar[str] = "surveymonkey"
    tool: ClassVar[Tool] = Tool(
        signatures=(("RespondentID",), ("Respondent ID",), ("respondent_id", "collector_id"), ("ID du répondant",)),
        metadata=(
            "CollectorID", "Collector ID", "collector_id", "ID du collecteur", "StartDate", "Start Date",
            "Date de début", "IP Address", "ip_address", "Adresse IP", "Email Address", "Adresse e-mail", "First Name",
            "FirstName", "Prénom", "Last Name", "LastName", "Nom", "Custom Data 1",
            "Données personnalisées 1", "CustomData",
        ),
        record=("RespondentID", "Respondent ID", "respondent_id", "ID du répondant"),
        date=("EndDate", "End Date", "date_modified", "date_created", "Date de fin"),
        day_first=("Date de fin",),
        below=(Below.ITEMS,),
        single=("Response", "Réponse", "Open-Ended Response", "Réponse ouverte", "Réponses ouvertes"),
        multi=MultiStyle.COLUMNS,
    )  # fmt: skip

    def recognise(self, source: Source) -> bool:
        """True where respondents are numbered, and not submissions beside them, as Tally does."""
        rows = (sheet.rows[row] for sheet in source.sheets if (row := self.tool.row(sheet)) is not None)
        return any("submission id" not in map(fold, row) for row in rows)


class Qualtrics(ToolReader):
    """Answers of Qualtrics: ids, questions and import ids, one row each; previews and unfinished ones left out."""

    name: ClassVar[str] = "qualtrics"
    tool: ClassVar[Tool] = Tool(
        signatures=(("ResponseId", "RecordedDate"), ("ResponseID", "ResponseSet")),
        metadata=(
            "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
            "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference", "LocationLatitude",
            "LocationLongitude", "DistributionChannel", "UserLanguage", "ExternalDataReference", "ResponseSet", "Name",
            "LocationAccuracy",
        ),
        record=("ResponseId", "ResponseID"),
        date=("RecordedDate", "EndDate"),
        left_out=(
            LeftOut(
                why="preview", headings=("Status",),
                words=("1", "Survey Preview", "Aperçu de l'enquête", "8", "Survey Test", "9", "Umfragevorschau"),
            ),
            LeftOut(why="incomplete", headings=("Finished",), words=("0", "False", "Faux", "Non", "Falsch")),
        ),
        below=(Below.NAMES, Below.TAGS),
        multi=MultiStyle.JOINED,
    )  # fmt: skip

    def recognise(self, source: Source) -> bool:
        """True where its ids stand over the row of import ids."""
        for sheet in source.sheets:
            row = self.tool.row(sheet)
            if row is not None and any("ImportId" in cell for after in sheet.rows[row : row + 3] for cell in after):
                return True
        return False

    def grid(self, source: Source, sheet: Sheet, row: int, known: frozenset[str]) -> Grid:
        """The table, its headings also without « Choix sélectionné » between a question and its option."""
        table = super().grid(source, sheet, row, known)
        headings = tuple(
            tuple(dict.fromkeys(other for name in names for other in (name, _SELECTED.sub("", name))))
            for names in table.headings
        )
        return evolve(table, headings=headings)


class Sphinx(ToolReader):
    """Answers of Sphinx iQ."""

    name: ClassVar[str] = "sphinx"
    tool: ClassVar[Tool] = Tool(
        signatures=(
            ("CLE", "DATE_SAISIE"), ("CLE", "DATE_ENREG"), ("Clé", "Date de saisie"), ("Clef", "Date de saisie"),
            ("CLE", "PROGRESSION"),
        ),
        metadata=(
            "DATE_SAISIE", "DATE_ENREG", "DATE_MODIF", "ORIGINE_SAISIE", "TEMPS_SAISIE", "LANG_SAISIE",
            "APPAREIL_SAISIE", "PROGRESSION", "DERNIERE_QUESTION_SAISIE", "Date de saisie", "Date d'enregistrement",
            "Date de modification", "Temps de saisie", "Origine", "Langue de saisie", "Appareil", "Progression",
            "Dernière question saisie", "IP", "USER_AGENT",
        ),
        record=("CLE", "Clé", "Clef"),
        date=("DATE_ENREG", "DATE_SAISIE", "Date d'enregistrement", "Date de saisie"),
        day_first=("DATE_ENREG", "DATE_SAISIE", "Date d'enregistrement", "Date de saisie"),
        left_out=(
            LeftOut(
                why="incomplete", headings=("PROGRESSION", "Progression"),
                words=("En cours", "Abandonné", "Non terminé"),
            ),
        ),
    )  # fmt: skip


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The readers of these tools."""
    return [SurveyMonkey, Qualtrics, Sphinx]
