"""The words that cells show in the place of fixed ids: « constaté » is read where the cell holds ``attested``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from evalkit import Language, Message, printing, say

SIGNS: Final = {
    "attested": "●",
    "contested": "◐",
    "not_attested": "○",
    "not_looked_for": "–",
    "masked": "▨",
    "not_comparable": "≠",
}
"""A sign before each status: it is read in a photocopy, where colours are lost."""

READINGS: Final[Mapping[str, Message]] = {
    "share": say("part"),
    "presence": say("observé"),
    "stages": say("positions"),
    "mentions": say("mentions"),
    "shift": say("déplacement"),
    "count": say("total"),
    "mean": say("moyenne"),
    "narrative": say("textes"),
}
"""What the figures of a reading are, and the way of reading that gives them."""

SHOWN: Final[Mapping[str, Mapping[str, Message]]] = {
    "status": printing.STATUSES,
    "provisional": {"yes": say("oui"), "no": say("non")},
    "simulated": {"yes": say("oui"), "no": say("non")},
    "asked": {"yes": say("oui"), "no": say("non")},
    "value": {"yes": say("oui"), "no": say("non")},
    "level": {"criterion": say("critère"), "indicator": say("indicateur"), "marker": say("marqueur")},
    "extent": {
        "full": say("entière"),
        "partial": say("partielle"),
        "mixed": say("entière et partielle"),
        "none": say("aucune"),
    },
    "dimension": {
        "all": say("ensemble"),
        "group": say("partie prenante"),
        "site": say("site"),
        "action": say("action"),
    },
    "segment": {"unspecified": printing.UNSPECIFIED_WORDS},
    "group": {"unspecified": printing.UNSPECIFIED_WORDS},
    "reason": printing.REASONS,
    "phase": printing.PHASES,
    "spread": printing.SPREADS,
    "unit": printing.UNITS,
    "sample": printing.SAMPLES,
    "state": printing.COVERAGE,
    "part": {
        "claim": say("constat"),
        "plain": say("phrase simple"),
        "example": say("exemple"),
        "quote": say("verbatim"),
        "qualification": say("ce qui nuance"),
    },
    # Kinds of instruments, of readings and of columns: no id is in two of them.
    "kind": {
        **printing.KINDS,
        **READINGS,
        "join": say("items réunis"),
        "id": say("identifiant"),
        "text": say("texte"),
        "whole": say("nombre entier"),
        "number": say("nombre"),
        "mixed": say("texte ou nombre"),
    },
    "scorer": READINGS,
    "type": {
        "choice": say("un choix"),
        "choices": say("plusieurs choix"),
        "scale": say("échelle"),
        "presence": say("observé ou non"),
        "number": say("nombre"),
        "text": say("texte"),
        "date": say("date"),
    },
    "rule": {
        "floor": say("seuil, masquage complémentaire compris"),
        "whole": say("outil lu en entier seulement"),
        "dimension": say("dimension non publiée"),
        "common": say("regards concordants"),
        "contested_within": say("partagé dans un outil"),
        "instruments_disagree": say("outils en désaccord"),
        "groups_disagree": say("groupes en désaccord"),
        "no_vote": say("aucun regard"),
        "masked": printing.STATUSES["masked"],
    },
    "before": printing.STATUSES,
    "after": printing.STATUSES,
    "change": printing.CHANGES,
    "why": printing.WHY_NOT_COMPARABLE,
    "consent": {
        "published": say("déjà publié"),
        "named": say("avec le nom"),
        "anonymous": say("sans le nom"),
    },
}
"""By column id: what is shown for each fixed id that the column may hold. The cell itself keeps the id."""


def shown_as(column: str, value: str, language: Language) -> str:
    """What is shown for a fixed id, or for « outil=statut; … » of the column ``sources``; empty where *value* is words.

    What each instrument says is shown under the id of the instrument: the centre chose that word.
    """
    if column != "sources":
        word = SHOWN.get(column, {}).get(value)
        return word.said_in(language) if word is not None else ""
    pairs = [part.partition("=") for part in value.split("; ")]
    if any(status not in printing.STATUSES for _, _, status in pairs):
        return ""
    # Translators: an instrument and what it says of a marker
    template = language.gettext("{instrument}\u00a0: {status}")
    said = [template.format(instrument=one, status=printing.STATUSES[to].said_in(language)) for one, _, to in pairs]
    return " · ".join(said)
