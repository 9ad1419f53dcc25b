"""LimeSurvey: codes or full answers, « N/A » for a question that was not asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import evalkit
from evalkit.readers.tables import LeftOut
from evalkit.readers.tool import Tool, ToolReader

_ID = ("id", "Response ID", "ID réponse", "ID de la réponse", "Antwort ID", "Antwort-ID")
_SUBMITTED = ("submitdate", "Date submitted", "Date de soumission", "Datum Abgeschickt", "Datum der Übermittlung")
_LAST = ("lastpage", "Last page", "Dernière page", "Letzte Seite")
_LANGUAGE = ("startlanguage", "Start language", "Langue de départ", "Start-Sprache", "Langue")


class LimeSurvey(ToolReader):
    """Exports of LimeSurvey's answers, as codes or in full, with question codes, texts or both as headings."""

    name: ClassVar[str] = "limesurvey"
    tool: ClassVar[Tool] = Tool(
        signatures=(
            ("id", "submitdate"),
            ("id", "startlanguage"),
            *((one, other) for one in _ID[1:] for other in (*_SUBMITTED[1:], *_LAST[1:], *_LANGUAGE[1:])),
        ),
        metadata=(
            *_LAST, *_LANGUAGE, "seed", "Seed", "Graine", "Tête de série", "startdate", "Date started",
            "Date de lancement", "datestamp", "Date last action", "Date de la dernière action", "ipaddr", "IP address",
            "Adresse IP",
            "refurl", "Referrer URL", "URL de référence", "token", "Token", "Access code", "Code d'accès", "firstname",
            "lastname", "email", "interviewtime", "Total time", "Temps total",
        ),
        prefixes=(
            "grouptime", "group time:", "temps pour le groupe", "questiontime", "question time:",
            "temps pour la question",
        ),
        record=_ID,
        date=(*_SUBMITTED, "datestamp", "startdate"),
        not_asked=("N/A",),
        left_out=(LeftOut(why="incomplete", headings=_SUBMITTED, words=("", "N/A")),),
    )  # fmt: skip


@evalkit.hookimpl
def evalkit_readers() -> Iterable[type]:
    """The reader « limesurvey »."""
    return [LimeSurvey]
