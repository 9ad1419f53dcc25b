"""The words of readings: what each way of reading says, why a status stands, and how many of what."""

from __future__ import annotations

from typing import Final

from evalkit import Language, Message, printing, say

SCORERS: Final[dict[str, Message]] = {
    "share": say("part des réponses qui vont dans le sens du marqueur"),
    "presence": say("réunions où la chose a été observée, parmi celles où on l’a cherchée"),
    "stages": say("position des groupes sur l’échelle"),
    "mentions": say("entretiens qui en parlent, et sur quel ton"),
    "shift": say("ce que le débat a déplacé"),
    "count": say("total des quantités"),
    "mean": say("moyenne, choisie par la structure"),
    "narrative": say("nombre de textes, à lire"),
}
"""How the built-in scorers read; a plugin's own name stays as it is."""

RULES: Final[dict[str, Message]] = {**printing.RULES, "alone": say("Un seul outil se prononce.")}
"""Why a marker has its status, by the code of the rule."""

MASKING: Final[dict[str, Message]] = {
    "floor": say("trop peu de personnes, ou masqué avec elles pour qu’aucune soustraction ne rende leur valeur"),
    "whole": say("outil lu en entier seulement"),
    "dimension": say("répartition entière non montrée"),
}
"""Why cells are masked."""

DIMENSIONS: Final[dict[str, Message]] = {
    "all": say("ensemble"),
    "group": say("partie prenante"),
    "site": say("site"),
    "action": say("action"),
}

BY: Final[dict[str, Message]] = {"site": say("Par site"), "action": say("Par action")}
"""The dimensions that stand in the explanation of a marker."""

ANSWERS: Final[dict[str, Message]] = {
    "observed": say("observé"),
    "not_observed": say("non observé"),
    "favourable": say("favorable"),
    "qualified": say("nuancé"),
    "contrary": say("contraire"),
    "up": say("en progrès"),
    "same": say("inchangé"),
    "down": say("en recul"),
    "split": say("partagé"),
}
"""The fixed answers; the others have the words of their instrument's scale."""


def present(n: int, language: Language) -> str:
    """How many people were there."""
    number = printing.number(n, language)
    return language.ngettext("{n} présence", "{n} présences", n).format(n=number)


def left(n: int, language: Language) -> str:
    """How many findings a page has no room for; nothing where it holds them all."""
    number = printing.number(n, language)
    said = language.ngettext(
        "{n} autre constat est dans le rapport.", "{n} autres constats sont dans le rapport.", n
    ).format(n=number)
    return said if n > 0 else ""
