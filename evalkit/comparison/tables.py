"""The tables of a comparison: their names, columns and meanings."""

from __future__ import annotations

from typing import Final

from evalkit.core.message import say
from evalkit.core.schema import ID, MIXED, TEXT, WHOLE, Columns
from evalkit.core.schema import TABLES as PUBLISHED

SCHEMA: Final = "evalkit-comparison/1"
"""The version of these tables."""

_STRUCTURE = ("structure", ID, say("Structure"), say("Identifiant de la structure."))
_NAME = ("name", TEXT, say("Nom"), say("Nom de la structure."))
_WAVE = ("wave", ID, say("Vague"), say("Identifiant de la vague."))
_DIMENSION = ("dimension", ID, say("Dimension"), say("Dimension du socle commun."))
_LABEL = ("label", TEXT, say("Libellé"), say("En clair, dans les mots de la structure ou du socle."))
_MARKER = ("marker", ID, say("Marqueur"), say("Identifiant du marqueur dans le référentiel de la structure."))
_STATUS = ("status", ID, say("Statut"), say("Le statut du marqueur pour l’ensemble."))

TABLES: Final[dict[str, Columns]] = {
    "about": Columns(
        say("À propos"),
        say("Sur quel socle, avec quelles structures, faite comment."),
        (
            ("key", ID, say("Clé"), say("Ce qui est dit.")),
            ("value", MIXED, say("Valeur"), say("Ce qui vaut pour cette comparaison.")),
        ),
    ),
    "charter": Columns(
        say("Charte d’usage"),
        say("Comment cette comparaison peut et ne peut pas servir."),
        (
            ("rule", ID, say("Règle"), say("Identifiant de la règle.")),
            ("text", TEXT, say("Texte"), say("La règle en clair.")),
        ),
    ),
    "structures": Columns(
        say("Structures"),
        say("Qui est là, avec quel référentiel et quels outils."),
        (
            _STRUCTURE,
            _NAME,
            ("kind", TEXT, say("Sorte"), say("Centre social, espace de vie sociale, coopération…")),
            ("department", ID, say("Département"), say("Numéro du département.")),
            _WAVE,
            ("wave_label", TEXT, say("Nom de la vague"), say("Le nom que la structure lui donne.")),
            ("framework", ID, say("Référentiel"), say("Identifiant de l’arbre de la structure.")),
            ("framework_version", ID, say("Version"), say("Version de l’arbre.")),
            ("criteria", WHOLE, say("Critères"), say("Nombre de critères de l’arbre.")),
            ("markers", WHOLE, say("Marqueurs"), say("Nombre de marqueurs de l’arbre.")),
            ("instruments", TEXT, say("Outils"), say("Chaque outil et son nombre d’enregistrements.")),
            ("simulated", ID, say("Simulé"), say("yes : les réponses sont simulées.")),
            ("provisional", ID, say("Provisoire"), say("yes : des critères ne sont pas encore arrêtés.")),
            ("floor", WHOLE, say("Seuil"), say("Seuil de publication, en personnes.")),
            ("floor_reason", TEXT, say("Raison du seuil"), say("La raison écrite d’un seuil abaissé.")),
            ("core_version", ID, say("Version du socle"), say("La version du socle à laquelle l’arbre est rattaché.")),
        ),
    ),
    "context": Columns(
        say("Contexte"),
        say("Sans lui, les chiffres trompent : taille, moyens, quartiers."),
        (
            _STRUCTURE,
            _WAVE,
            ("id", ID, say("Identifiant"), say("Identifiant du chiffre.")),
            _LABEL,
            ("value", MIXED, say("Valeur"), say("Telle qu’écrite ; vide : demandée à toutes, non dite par celle-ci.")),
            ("unit", TEXT, say("Unité"), say("Ce qui est compté.")),
            ("source", TEXT, say("Source"), say("D’où vient le chiffre.")),
            ("note", TEXT, say("Remarque"), say("Ce qu’il faut savoir avant de s’en servir.")),
            ("asked", ID, say("Demandé"), say("yes : le socle le demande à toutes les structures.")),
        ),
    ),
    "instruments": Columns(
        say("Outils"),
        say("Avec quoi chaque structure a regardé, et combien de fois."),
        (
            _STRUCTURE,
            _WAVE,
            ("instrument", ID, say("Outil"), say("Identifiant de l’outil chez la structure.")),
            ("kind", ID, say("Sorte"), say("La sorte d’outil.")),
            ("title", TEXT, say("Titre"), say("Le titre de l’outil.")),
            ("unit", ID, say("Unité"), say("person, collective, meeting ou interview.")),
            ("sample", ID, say("Échantillon"), say("convenience (volontaires), census (tous) ou random (tirage).")),
            ("records", WHOLE, say("Enregistrements"), say("Enregistrements de l’outil.")),
            ("first_date", ID, say("Du"), say("Première date de recueil.")),
            ("last_date", ID, say("Au"), say("Dernière date de recueil.")),
        ),
    ),
    "looked": Columns(
        say("Qui a regardé"),
        say("Pour chaque dimension, combien de structures l’ont regardée."),
        (
            _DIMENSION,
            _LABEL,
            ("looked", WHOLE, say("Ont regardé"), say("Structures qui disent quelque chose d’un marqueur au moins.")),
            ("mapped", WHOLE, say("Rattachées"), say("Structures dont un marqueur au moins y est rattaché.")),
            ("structures", WHOLE, say("Structures"), say("Structures présentes.")),
        ),
    ),
    "dimensions": Columns(
        say("Dimensions"),
        say("Ce que chaque structure dit de chaque dimension."),
        (
            _DIMENSION,
            _STRUCTURE,
            _NAME,
            _WAVE,
            ("extent", ID, say("Étendue"), say("full, partial, mixed (les deux) ou none (rien n’y est rattaché).")),
            ("markers", WHOLE, say("Marqueurs"), say("Marqueurs rattachés.")),
            ("informed", WHOLE, say("Renseignés"), say("Constatés, à débattre et non constatés ensemble.")),
            ("attested", WHOLE, say("Constatés"), say("Marqueurs constatés.")),
            ("contested", WHOLE, say("À débattre"), say("Marqueurs à débattre.")),
            ("not_attested", WHOLE, say("Non constatés"), say("Marqueurs non constatés.")),
            ("not_looked_for", WHOLE, say("Non renseignés"), say("Marqueurs où personne n’a regardé, ou trop peu.")),
            ("masked", WHOLE, say("Masqués"), say("Marqueurs masqués.")),
            ("kinds", TEXT, say("Sortes d’outils"), say("Par quelles sortes d’outils des marqueurs sont constatés.")),
            ("instruments", TEXT, say("Outils"), say("Les outils qui y ont regardé, avec leurs enregistrements.")),
        ),
    ),
    "markers": Columns(
        say("Marqueurs"),
        say("Les marqueurs de chaque structure, dans ses mots."),
        (
            _DIMENSION,
            _STRUCTURE,
            _WAVE,
            ("criterion", TEXT, say("Critère"), say("Le critère de la structure.")),
            _MARKER,
            _LABEL,
            ("extent", ID, say("Étendue"), say("full ou partial.")),
            ("reason", TEXT, say("Raison"), say("Pourquoi ce rattachement.")),
            _STATUS,
            ("kinds", WHOLE, say("Sortes d’outils"), say("Par combien de sortes d’outils il est constaté.")),
            ("sources", TEXT, say("Regards"), say("Les outils qui en parlent et ce que chacun en dit.")),
            ("coverage", TEXT, say("Couverture"), say("Combien d’outils ont regardé, sur combien de prévus.")),
            ("provisional", ID, say("Provisoire"), say("yes : la structure ne l’a pas encore arrêté.")),
        ),
    ),
    "contested": Columns(
        say("À débattre"),
        say("Ce que plusieurs structures ont à débattre, dimension par dimension."),
        (
            _DIMENSION,
            _LABEL,
            ("structures", WHOLE, say("Structures"), say("Structures qui y ont un marqueur à débattre.")),
            ("names", TEXT, say("Lesquelles"), say("Leurs noms, dans l’ordre du tableau.")),
        ),
    ),
    "unlooked": Columns(
        say("Où personne ne regarde"),
        say("Les dimensions dont aucune structure ne dit rien."),
        (_DIMENSION, _LABEL),
    ),
    "findings": Columns(
        say("Constats"),
        say("Ce que chaque structure affirme, avec ce qui le porte et ce qui le nuance."),
        (
            _DIMENSION,
            _STRUCTURE,
            _WAVE,
            ("finding", ID, say("Constat"), say("Identifiant du constat.")),
            ("part", ID, say("Partie"), say("claim, plain, example, quote ou qualification.")),
            ("text", TEXT, say("Texte"), say("Les mots de la structure.")),
            ("source", TEXT, say("Source"), say("D’où ils viennent.")),
            ("origin", TEXT, say("Origine"), say("D’où vient le constat, s’il n’est pas tiré de ces réponses.")),
        ),
    ),
    "quotes": Columns(
        say("Verbatims"),
        say("Les paroles relues et autorisées par chaque structure."),
        (
            _DIMENSION,
            _STRUCTURE,
            _WAVE,
            ("instrument", ID, say("Outil"), say("L’outil où elles ont été recueillies.")),
            ("text", TEXT, say("Texte"), say("Les mots.")),
        ),
    ),
    "changes": Columns(
        say("Avant et après"),
        say("Plusieurs vagues d’une même structure : seulement ce qui se compare."),
        (
            _STRUCTURE,
            _MARKER,
            _LABEL,
            ("wave_before", ID, say("Vague d’avant"), say("La vague d’avant.")),
            ("before", ID, say("Avant"), say("Statut d’avant.")),
            ("wave_after", ID, say("Vague d’après"), say("La vague d’après.")),
            ("after", ID, say("Après"), say("Statut d’après.")),
            ("change", ID, say("Changement"), say("plus, equal, minus ou not_comparable.")),
            ("why", ID, say("Pourquoi non comparable"), say("Ce qui empêche de comparer.")),
        ),
    ),
    "refused": Columns(
        say("Refusés"),
        say("Les classeurs qui n’ont pas pu être comparés, et pourquoi."),
        (
            ("file", TEXT, say("Fichier"), say("Le nom du fichier reçu.")),
            ("code", ID, say("Code"), say("Le code du problème.")),
            ("message", TEXT, say("Message"), say("Ce qui ne va pas, et quoi faire.")),
        ),
    ),
    "dictionary": PUBLISHED["dictionary"],
}
"""Every table of a comparison, in order."""
