"""The words that cells show in the place of fixed ids: « constaté » is read where the cell holds ``attested``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from evalkit import Message, printing, say

SIGNS: Final = {
    "attested": "●",
    "contested": "◐",
    "not_attested": "○",
    "not_looked_for": "–",
    "masked": "▨",
    "not_comparable": "≠",
}
"""A sign before each status: it is read in a photocopy, where colours are lost."""

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
    "kind": printing.KINDS,
    "rule": {
        "floor": say("seuil, masquage complémentaire compris"),
        "whole": say("outil lu en entier seulement"),
        "dimension": say("dimension non publiée"),
        "common": say("regards concordants"),
        "contested_within": say("partagé dans un outil"),
        "instruments_disagree": say("outils en désaccord"),
        "groups_disagree": say("groupes en désaccord"),
        "no_vote": say("aucun regard"),
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
