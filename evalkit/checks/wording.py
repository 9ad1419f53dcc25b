"""Whether the markers of a tree can be seen to happen, one at a time, and fit on a card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import evalkit
from evalkit import Criterion, Evaluation, Marker, Problem, fold, say, say_n

LONGEST = 110
"""Characters of a marker that still fits on a card to cut out, in large type."""

MOST_PETALS = 12
MOST_MARKERS = 20
"""What a flower can hold, and a room can hold in mind."""

_AIMS = re.compile(
    r"(?:(?:mieux |davantage )?(?:\w{3,}(?:er|ir)|permettre|promouvoir|mettre|faire|être|avoir)|amélioration|"
    r"renforcement|développement|promotion) "
)
_SIDE = 4


@evalkit.hookimpl
def evalkit_checks(evaluation: Evaluation) -> Iterable[Problem]:
    """Notes on the wording of the tree; a centre's own rules come in through the same hook."""
    found: list[Problem] = []
    for criterion in evaluation.framework.criteria:
        found += _crowded(criterion)
        for marker in criterion.markers:
            found += _worded(marker)
    petals = len(evaluation.framework.criteria)
    if petals > MOST_PETALS:
        message = say("{n} critères : une fleur en tient {most}.", n=petals, most=MOST_PETALS)
        found.append(Problem("W154", message, evaluation.framework.criteria[0].where, _fewer()))
    return found


def _worded(marker: Marker) -> Iterator[Problem]:
    label = str(marker.label)
    if len(label) > LONGEST:
        yield Problem(
            "W150",
            say_n(
                "Marqueur {id} : {n} caractère, trop long pour une carte.",
                "Marqueur {id} : {n} caractères, trop long pour une carte.",
                len(label),
                id=marker.id,
            ),
            marker.where,
            say("Gardez ce que l’on verrait, en moins de {most} caractères.", most=LONGEST),
        )
    if _two_things(label):
        yield Problem(
            "W151",
            say("Marqueur {id} : il semble dire deux choses à la fois (« {label} »).", id=marker.id, label=label),
            marker.where,
            say("Faites-en deux marqueurs : on ne peut pas répondre à deux questions d’un seul point."),
        )
    if _AIMS.match(fold(label)):
        yield Problem(
            "W152",
            say("Marqueur {id} : « {label} » dit une intention, pas un changement que l’on peut voir.",
                id=marker.id, label=label),
            marker.where,
            say("Dites qui fait quoi de nouveau, par exemple « Des habitants proposent une action »."),
        )  # fmt: skip
    if not marker.evidence:
        yield Problem(
            "W153",
            say("Marqueur {id} : aucun outil ne le regarde ; il restera « non renseigné ».", id=marker.id),
            marker.where,
            say("Ajoutez « evidence » si un outil peut en parler ; sinon, rien à faire."),
        )


def _two_things(label: str) -> bool:
    """True for « et/ou », a semicolon, or an « et » with a whole statement on each side."""
    if "et/ou" in fold(label) or ";" in label:
        return True
    sides = re.split(r"\bet (?=(?:en |y |s'|se |l'|la |le |les |ils |elles )?\w+ent\b)", fold(label))
    return len(sides) > 1 and len(sides[0].split()) >= _SIDE


def _crowded(criterion: Criterion) -> Iterator[Problem]:
    n = len(criterion.markers)
    if n > MOST_MARKERS:
        message = say(
            "Critère {id} : {n} marqueurs, un pétale en tient {most}.", id=criterion.id, n=n, most=MOST_MARKERS
        )
        yield Problem("W154", message, criterion.where, _fewer())


def _fewer() -> evalkit.Message:
    return say("Gardez ce qui compte le plus : une salle ne débat pas de tout en une soirée.")
