"""How figures and codes are said to people: the print rules of the field, once for all outputs."""

from __future__ import annotations

from typing import Final

from evalkit.core.message import Message, say, say_n
from evalkit.core.published import MASKED, Cell
from evalkit.languages import Language

PERCENT_FROM: Final = 20
"""Under this many answers a share is said « 7 sur 9 », never as a percentage."""

DECIMAL_FROM: Final = 100
"""Under this many answers a percentage has no decimals."""

STATUSES: Final[dict[str, Message]] = {
    "attested": say("constaté"),
    "contested": say("à débattre"),
    "not_attested": say("non constaté"),
    "not_looked_for": say("non renseigné"),
    "masked": say("masqué"),
    "not_comparable": say("non comparable"),
}
REASONS: Final[dict[str, Message]] = {
    "nobody_looked": say("personne n’a regardé"),
    "too_few": say("trop peu de réponses"),
    "silence": say("personne n’en a parlé"),
    "texts": say("des textes, à lire"),
}
SPREADS: Final[dict[str, Message]] = {
    "broad_agreement": say("large accord"),
    "divided": say("avis partagés"),
    "opposed": say("avis opposés"),
}
UNITS: Final[dict[str, Message]] = {
    "person": say("personne"),
    "collective": say("appréciation collective"),
    "meeting": say("réunion"),
    "interview": say("entretien"),
}
SAMPLES: Final[dict[str, Message]] = {
    "convenience": say("volontaires"),
    "census": say("toutes les personnes concernées"),
    "random": say("tirage au hasard"),
}
KINDS: Final[dict[str, Message]] = {
    "questionnaire": say("questionnaire"),
    "observation-grid": say("grille d’observation"),
    "interview": say("entretiens"),
    "flower": say("fleur de l’utilité sociale"),
}
AIMS: Final[dict[str, Message]] = {
    "democratic": say("visée démocratique"),
    "strategic": say("visée stratégique"),
    "advocacy": say("visée de plaidoyer"),
}
PHASES: Final[dict[str, Message]] = {
    "before": say("avant le débat"),
    "after": say("après le débat"),
    "shift": say("déplacement"),
}
PROFILES: Final[dict[str, Message]] = {
    "internal": say("document interne"),
    "published": say("document à diffuser"),
}
COVERAGE: Final[dict[str, Message]] = {
    "looked": say("regardé"),
    "not_looked": say("personne n’a regardé"),
    "not_planned": say("non prévu"),
    "masked": say("masqué"),
}
CHANGES: Final[dict[str, Message]] = {
    "plus": say("davantage constaté"),
    "equal": say("inchangé"),
    "minus": say("moins constaté"),
    "not_comparable": say("non comparable"),
}
WHY_NOT_COMPARABLE: Final[dict[str, Message]] = {
    "new": say("marqueur nouveau"),
    "dropped": say("marqueur retiré depuis"),
    "marker_wording": say("les mots du marqueur ont changé"),
    "item_wording": say("les mots d’une question ont changé"),
    "instruments": say("regardé autrement : outils, questions ou lecture"),
    "nothing_said": say("rien n’est dit à l’une des deux vagues"),
    "under_30": say("moins de trente réponses à l’une des deux vagues"),
}
RULES: Final[dict[str, Message]] = {
    "common": say("Tous les outils qui se prononcent disent la même chose."),
    "contested_within": say("Un outil au moins est partagé en lui-même."),
    "instruments_disagree": say("Des outils disent le contraire l’un de l’autre."),
    "groups_disagree": say("Des groupes disent le contraire l’un de l’autre."),
    "no_vote": say("Personne n’a regardé, ou trop peu pour se prononcer."),
    "masked": say("Ce qui a été dit ne peut pas être montré sans risque pour les personnes."),
}
UNSPECIFIED_WORDS: Final = say("non précisé")


def word(words: dict[str, Message], code: Cell, language: Language) -> str:
    """A code in words; a code of a plugin's own stays as it is, nothing is nothing."""
    if code is None:
        return ""
    message = words.get(str(code))
    return message.said_in(language) if message is not None else str(code)


def pair(name: str, value: object, language: Language) -> str:
    """A name and what it is, with the colon as the language sets it."""
    return language.gettext("{name} : {value}").format(name=name, value=value)


def number(value: Cell, language: Language, decimals: int | None = None) -> str:
    """A number as the language writes it; words as they are, a masked value as its word, nothing as nothing."""
    if value is MASKED:
        return STATUSES["masked"].said_in(language)
    if value is None or isinstance(value, str):
        return value or ""
    return language.number(value, decimals)


def ratio(k: Cell, n: Cell, language: Language) -> str:
    """The two whole numbers k and n, always told: « 7 sur 9 »."""
    template = say("{k} sur {n}", k=number(k, language), n=number(n, language))
    return template.said_in(language)


def units(unit: str, n: int, language: Language) -> str:
    """So many records of an instrument: persons, sessions, meetings or interviews, by its unit."""
    said = number(n, language)
    if unit == "person":
        return language.ngettext("{n} personne", "{n} personnes", n).format(n=said)
    if unit == "collective":
        return language.ngettext("{n} séance", "{n} séances", n).format(n=said)
    if unit == "meeting":
        return language.ngettext("{n} réunion", "{n} réunions", n).format(n=said)
    if unit == "interview":
        return language.ngettext("{n} entretien", "{n} entretiens", n).format(n=said)
    return language.ngettext("{n} enregistrement", "{n} enregistrements", n).format(n=said)


def share(k: Cell, n: Cell, language: Language) -> str:
    """A share under the print rules: « 7 sur 9 » under 20 answers, else « 63 % (158 sur 250) » with its two numbers.

    Decimals from 100 answers on, one at most; halves go up, computed on whole numbers.
    """
    of = ratio(k, n, language)
    if not isinstance(k, int) or not isinstance(n, int) or n < PERCENT_FROM:
        return of
    return f"{percent(k, n, language)} ({of})"


def percent(k: int, n: int, language: Language) -> str:
    """The percentage k of n; for n of `PERCENT_FROM` or more only.

    Raises:
        ValueError: for a smaller n, which has no percentage.
    """
    if n < PERCENT_FROM:
        msg = f"no percentage under {PERCENT_FROM} answers"
        raise ValueError(msg)
    decimals = 0 if n < DECIMAL_FROM else 1
    step = 10**decimals
    text = language.number((200 * k * step + n) // (2 * n) / step, decimals)
    return say("{number} %", number=text).said_in(language)


def informed(attested: Cell, of: Cell, language: Language) -> str:
    """The words beside a petal: « 4 constatés sur 6 renseignés »."""
    if not isinstance(attested, int) or not isinstance(of, int):
        return STATUSES["masked"].said_in(language)
    if not of:
        return say("aucun marqueur renseigné").said_in(language)
    constated = say_n("{n} constaté", "{n} constatés", attested)
    looked = say_n("{n} renseigné", "{n} renseignés", of)
    return say("{attested} sur {of}", attested=constated, of=looked).said_in(language)
