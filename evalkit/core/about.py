"""What a set of published tables says of itself: whose it is, how it was made, and how it may be used."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from evalkit.core.evaluation import Evaluation
from evalkit.core.interfaces import Profile
from evalkit.core.message import Message, Translator, say
from evalkit.core.protection import INTERVIEW_FLOOR, PRESENT_FLOOR
from evalkit.core.schema import SCHEMA

Fact = tuple[str, object]

_LABELS: Final[dict[str, Message]] = {
    "schema": say("Version des tables"),
    "evalkit": say("Version d’evalkit"),
    "language": say("Langue"),
    "profile": say("Profil de diffusion"),
    "structure": say("Structure"),
    "structure_name": say("Nom de la structure"),
    "structure_kind": say("Sorte de structure"),
    "department": say("Département"),
    "question": say("Question posée"),
    "wave": say("Vague"),
    "wave_label": say("Nom de la vague"),
    "simulated": say("Données simulées"),
    "provisional": say("Critères provisoires"),
    "framework": say("Référentiel"),
    "framework_label": say("Nom du référentiel"),
    "framework_version": say("Version du référentiel"),
    "framework_fingerprint": say("Empreinte du référentiel"),
    "framework_source": say("Source du référentiel"),
    "shared_core": say("Socle commun"),
    "shared_core_version": say("Version du socle commun"),
    "floor_published": say("Seuil de publication (personnes)"),
    "floor_internal": say("Seuil interne (personnes)"),
    "floor_present": say("Seuil des séances (personnes présentes)"),
    "floor_interviews": say("Seuil des entretiens"),
    "floor_reason": say("Raison d’un seuil abaissé"),
    "retention": say("Réponses conservées jusqu’au"),
    "aims": say("Visées"),
    "synthesis": say("Façon de croiser les regards"),
    "foundation.aim": say("Visée fondatrice"),
    "foundation.values": say("Valeurs"),
    "foundation.principles": say("Principes"),
    "foundation.source": say("Source du texte fondateur"),
}
_FAMILIES: Final[dict[str, Message]] = {
    "group": say("Partie prenante"),
    "site": say("Site"),
    "action": say("Action"),
    "input": say("Réponses lues"),
    "plugin": say("Module employé"),
    "seal": say("Sceau de la table"),
    "dimension": say("Dimension du socle commun"),
}

CHARTER: Final[tuple[tuple[str, Message], ...]] = (
    ("own_words", say("Ces résultats sont les mots et les choix d’une structure : ils se lisent avec son contexte, son "
                      "référentiel et ses outils.")),
    ("situate", say("On compare pour se situer, jamais pour classer : aucun rang, aucune moyenne de moyennes, aucun "
                    "total entre structures.")),
    ("contribution", say("Dites « a contribué à » plutôt que « a produit » : l’évaluation montre une contribution.")),
    ("missing", say("« Non renseigné » ne veut pas dire non, et « masqué » ne veut pas dire zéro.")),
    ("unit", say("Une fleur remplie par douze personnes est une appréciation collective, pas douze réponses.")),
    ("sample", say("Un échantillon de volontaires n’a pas de marge d’erreur ; ses chiffres parlent de ceux qui ont "
                   "répondu.")),
    ("qualification", say("Un constat se cite avec ce qui le nuance.")),
    ("quotes", say("Un verbatim n’est repris que tel qu’il figure ici, relu et autorisé.")),
    ("protection", say("Ne cherchez pas à retrouver une valeur masquée ni à reconnaître une personne.")),
    ("publish", say("Seule la structure décide de publier ces résultats ; demandez-lui avant de les diffuser.")),
)  # fmt: skip
"""How the figures may and may not be used, and who may publish them."""


def facts(
    evaluation: Evaluation,
    wave: str,
    profile: Profile,
    version: str,
    language: str,
    suppressed: Collection[tuple[str, str]] = (),
) -> list[Fact]:
    """The rows of ``about`` that the evaluation itself gives, as (key, value); inputs, plugins and seals come after.

    The labels of *suppressed* segments, as (dimension, id), stay inside: a small group may be known by its name.
    """
    structure, tree, privacy, core = (
        evaluation.structure,
        evaluation.framework,
        evaluation.privacy,
        evaluation.shared_core,
    )
    declared = evaluation.wave(wave)
    founding = evaluation.foundations
    found: list[Fact] = [
        ("schema", SCHEMA),
        ("evalkit", version),
        ("language", language),
        ("profile", profile),
        ("structure", structure.id),
        ("structure_name", structure.name.to(language)),
        ("structure_kind", structure.kind.to(language)),
        ("department", structure.department),
        ("question", evaluation.question.to(language)),
        ("wave", declared.id),
        ("wave_label", declared.label.to(language)),
        ("simulated", declared.simulated),
        ("provisional", any(placed.provisional for placed in tree.placed())),
        ("framework", tree.id),
        ("framework_label", tree.label.to(language)),
        ("framework_version", tree.version),
        ("framework_fingerprint", tree.fingerprint),
        ("framework_source", tree.source.to(language)),
        ("shared_core", core.id if core else None),
        ("shared_core_version", core.version if core else None),
        ("floor_published", privacy.published),
        ("floor_internal", privacy.internal),
        ("floor_present", PRESENT_FLOOR),
        ("floor_interviews", INTERVIEW_FLOOR),
        ("floor_reason", privacy.reason.to(language)),
        ("retention", privacy.retention.isoformat() if privacy.retention else None),
        ("aims", "; ".join(evaluation.aims)),
        ("synthesis", evaluation.synthesis_name),
    ]
    if founding is not None:
        found += [
            ("foundation.aim", founding.aim.to(language)),
            ("foundation.values", "; ".join(value.to(language) for value in founding.values)),
            ("foundation.principles", "; ".join(value.to(language) for value in founding.principles)),
            ("foundation.source", founding.source.to(language)),
        ]
    for family, named in (
        ("group", evaluation.groups),
        ("site", structure.sites),
        ("action", evaluation.actions),
        ("dimension", core.dimensions if core else ()),
    ):
        told = [one for one in named if (family, one.id) not in suppressed]
        found += [(f"{family}.{one.id}", one.label.to(language)) for one in told]
    return [(key, value) for key, value in found if value not in (None, "")]


def label(key: str, translator: Translator) -> str:
    """A key of ``about`` in words."""
    family = _FAMILIES.get(key.partition(".")[0])
    message = _LABELS.get(key) or (family if family is not None else say("{key}", key=key))
    return message.said_in(translator)


def charter(translator: Translator) -> list[tuple[object, ...]]:
    """The rows of the charter."""
    return [(rule, text.said_in(translator)) for rule, text in CHARTER]
