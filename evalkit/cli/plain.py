"""Codes of the engine in plain words, for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from evalkit import printing
from evalkit.cli.words import _
from evalkit.core.answers import UNSPECIFIED
from evalkit.core.items import ItemType
from evalkit.core.vocabulary import SHIFTS

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.core.evaluation import Evaluation
    from evalkit.core.items import Item

MISSING: Final[Mapping[str, str]] = {
    "not_asked": _("non demandé"),
    "not_applicable": _("sans objet"),
    "dont_know": _("ne sait pas"),
    "no_answer": _("sans réponse"),
    "illegible": _("illisible"),
}
FIELDS: Final[Mapping[str, str]] = {
    "record": _("numéro de la réponse"),
    "group": _("partie prenante"),
    "site": _("site"),
    "action": _("action"),
    "date": _("date"),
    "consent": _("accord pour citer"),
    "marker": _("marqueur"),
    "tone": _("tonalité"),
    "text": _("texte"),
    "phase": _("moment"),
    "position": _("positionnement"),
    "voices": _("voix"),
    "mode": _("manière de décider"),
    "present": _("personnes présentes"),
    "dissent": _("désaccord"),
    "observer": _("qui observe"),
}
SCORERS: Final[Mapping[str, str]] = {
    "share": _("part des réponses qui vont dans le sens du marqueur"),
    "presence": _("réunions où la chose a été observée, parmi celles où on l’a cherchée"),
    "stages": _("position des groupes sur l’échelle"),
    "mentions": _("entretiens qui en parlent, et sur quel ton"),
    "shift": _("ce que le débat a déplacé"),
    "count": _("total des quantités"),
    "mean": _("moyenne, choisie par la structure"),
    "narrative": _("nombre de textes, à lire"),
}
_FIGURE: Final = re.compile(r"-?\d+(?:\.\d+)?\Z")
OTHERS: Final[Mapping[str, str]] = {"split": _("partagé"), "text": _("un texte")}


def missing(kind: str, session: Session) -> str:
    """A way of having no answer."""
    return session.say(MISSING[kind]) if kind in MISSING else kind


def field(name: str, session: Session) -> str:
    """A field of an answer file; a plugin's own stays as it is."""
    return session.say(FIELDS[name]) if name in FIELDS else name


def scorer(name: str, session: Session) -> str:
    """A way of reading, with its name in the framework's file; a plugin's own stays as it is."""
    return f"{session.say(SCORERS[name])} ({name})" if name in SCORERS else name


def answer(code: str, item: Item | None, session: Session) -> str:
    """An answer: the label of its category, else the way of having none, else as it is."""
    if item is not None and item.type is ItemType.NUMBER and code not in MISSING:
        return session.language.number(float(code)) if _FIGURE.match(code) else code
    known = (*SHIFTS, *(item.categories if item is not None else ()))
    labels = {category.code: category.label.to(session.language.code) for category in known}
    return labels.get(code) or (session.say(OTHERS[code]) if code in OTHERS else missing(code, session))


def segment(name: str, evaluation: Evaluation, dimension: str, session: Session) -> str:
    """A group, site or action by its label; « non précisé » in words."""
    if name == UNSPECIFIED:
        return printing.UNSPECIFIED_WORDS.said_in(session.language)
    labels = {one.id: one.label.to(session.language.code) for one in evaluation.segments(dimension)}
    return labels.get(name, name)


def listed(counts: Iterable[tuple[str, int]]) -> str:
    """How often each: ``oui × 3, non × 2``; what is nothing is left out."""
    said = [(name, n) for name, n in counts if n]
    between = " ; " if any("," in name for name, _n in said) else ", "
    return between.join(f"{name} × {n}" for name, n in said)
