"""What a new evaluation is made from, and what of it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from evalkit.core.message import Message, say
from evalkit.core.names import fold
from evalkit.core.problems import Problem

KINDS: Final = ("centre-social", "espace-de-vie-sociale", "maison-de-quartier", "other")
"""The kinds of structure that the template has words for."""

MOST_CRITERIA: Final = 12

_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{}]")


@frozen(kw_only=True)
class StructureOptions:
    """What was asked for. ``sites`` and ``groups`` are names with semicolons between, or commas where there is none."""

    name: str
    language: str = "fr"
    kind: str = "centre-social"
    sites: str = ""
    groups: str = ""
    criteria: str = "4"
    year: str
    demo: bool = False


def parts(text: str) -> tuple[str, ...]:
    """The names in a list that a person typed."""
    return tuple(part.strip() for part in text.split(";" if ";" in text else ",") if part.strip())


def problems_of(options: StructureOptions) -> Iterator[Problem]:
    """Why no evaluation can be made of these options, field by field."""
    for key in ("name", "sites", "groups", "criteria", "year"):
        fault = fault_of(key, getattr(options, key))
        if fault is not None:
            yield Problem("E475", fault)


def fault_of(key: str, text: str) -> Message | None:
    """Why one answer cannot be used, or None. The template's own hook says the same to who calls cookiecutter."""
    if _UNWRITABLE.search(text):
        return say("Cette réponse contient un caractère qui ne peut pas s’écrire dans les fichiers "
                   "(retour à la ligne, accolade…).")  # fmt: skip
    if key == "name" and not text.strip():
        return say("Il manque le nom de la structure.")
    if key == "criteria" and not (re.fullmatch(r"\d{1,2}", text.strip()) and 1 <= int(text) <= MOST_CRITERIA):
        return say("Le nombre de critères va de 1 à {most}.", most=MOST_CRITERIA)
    if key == "year" and not re.fullmatch(r"20\d\d", text.strip()):
        return say("L’année de la campagne s’écrit en quatre chiffres, comme 2026.")
    names = [fold(name) for name in parts(text)]
    if key in ("sites", "groups") and len(set(names)) < len(names):
        return say("Le même nom est écrit deux fois : {names}.", names=text)
    return None
