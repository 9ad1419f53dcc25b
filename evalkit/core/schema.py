"""The tables of a published wave: their names, columns and meanings, once for writers, readers and the dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from evalkit.core.message import Message, Translator, say
from evalkit.core.published import Field, Kind, Table, table

SCHEMA: Final = "evalkit-published/1"
"""The version of the tables; a program that reads them refuses another."""

ID, TEXT, WHOLE, NUMBER, MIXED = Kind.ID, Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.MIXED


@frozen
class Columns:
    """One table: its title, what it is for, and its columns as (id, kind, label, meaning)."""

    title: Message
    purpose: Message
    columns: tuple[tuple[str, Kind, Message, Message], ...]

    def fields(self, translator: Translator) -> tuple[Field, ...]:
        """The columns with their labels in a language."""
        return tuple(Field(name, label.said_in(translator), kind) for name, kind, label, _ in self.columns)

    def table(self, name: str, rows: Sequence[tuple[object, ...]], translator: Translator) -> Table:
        """A table of these columns."""
        return table(name, self.title.said_in(translator), self.fields(translator), rows)


_CRITERION = ("criterion", ID, say("Critère"), say("Identifiant du critère dans le référentiel."))
_INDICATOR = ("indicator", ID, say("Indicateur"), say("Identifiant de l’indicateur dans le référentiel."))
_MARKER = ("marker", ID, say("Marqueur"), say("Identifiant du marqueur de changement dans le référentiel."))
_INSTRUMENT = ("instrument", ID, say("Outil"), say("Identifiant de l’outil dans le projet."))
_LABEL = ("label", TEXT, say("Libellé"), say("Les mots de la structure."))
_SOURCE = ("source", TEXT, say("Source"), say("D’où viennent ces mots ou ce chiffre."))
_PROVISIONAL = (
    "provisional", ID, say("Provisoire"), say("yes : la structure ne l’a pas encore arrêté."),
)  # fmt: skip
_STATUS = (
    "status", ID, say("Statut"),
    say("attested (constaté), contested (à débattre), not_attested (non constaté), not_looked_for (non renseigné), "
        "masked (masqué), not_comparable (non comparable)."),
)  # fmt: skip
_DIMENSION = (
    "dimension", ID, say("Dimension"), say("all (ensemble), group (partie prenante), site ou action."),
)  # fmt: skip
_SEGMENT = (
    "segment", ID, say("Segment"),
    say("La part de la dimension ; unspecified : non précisé ; vide pour l’ensemble."),
)  # fmt: skip
_COUNTED = (
    ("attested", WHOLE, say("Constatés"), say("Nombre de marqueurs constatés.")),
    ("contested", WHOLE, say("À débattre"), say("Nombre de marqueurs à débattre.")),
    ("not_attested", WHOLE, say("Non constatés"), say("Nombre de marqueurs non constatés.")),
    ("not_looked_for", WHOLE, say("Non renseignés"), say("Nombre de marqueurs où personne n’a regardé, ou trop peu.")),
    ("masked", WHOLE, say("Masqués"), say("Nombre de marqueurs masqués.")),
    ("informed", WHOLE, say("Renseignés"), say("Constatés, à débattre et non constatés ensemble.")),
    ("markers", WHOLE, say("Marqueurs"), say("Nombre de marqueurs en tout.")),
)
_MAPPING = (
    ("maps_to", ID, say("Dimension du socle"), say("Dimension du socle commun à laquelle il est rattaché.")),
    ("extent", ID, say("Étendue"), say("full (entière), partial (partielle), none (aucune).")),
    ("reason", TEXT, say("Raison"), say("Pourquoi ce rattachement.")),
)

TABLES: Final[dict[str, Columns]] = {
    "about": Columns(
        say("À propos"),
        say("Ce que contient ce classeur, de qui, fait comment."),
        (
            ("key", ID, say("Clé"), say("Ce qui est dit.")),
            ("label", TEXT, say("Sens"), say("La clé en clair.")),
            ("value", MIXED, say("Valeur"), say("Ce qui vaut pour ce classeur.")),
        ),
    ),
    "charter": Columns(
        say("Charte d’usage"),
        say("Comment ces résultats peuvent et ne peuvent pas servir."),
        (
            ("rule", ID, say("Règle"), say("Identifiant de la règle.")),
            ("text", TEXT, say("Texte"), say("La règle en clair.")),
        ),
    ),
    "context": Columns(
        say("Contexte"),
        say("Chiffres clés : des faits d’activité, non des lectures d’outils."),
        (
            ("id", ID, say("Identifiant"), say("Identifiant du chiffre.")),
            _LABEL,
            ("value", MIXED, say("Valeur"), say("Telle qu’elle est écrite dans sa source.")),
            ("unit", TEXT, say("Unité"), say("Ce qui est compté.")),
            _SOURCE,
            ("note", TEXT, say("Remarque"), say("Ce qu’il faut savoir avant de s’en servir.")),
        ),
    ),
    "framework": Columns(
        say("Référentiel"),
        say("L’arbre de la structure : critères, indicateurs, marqueurs de changement."),
        (
            ("id", ID, say("Identifiant"), say("Unique dans l’arbre, jamais réemployé.")),
            ("level", ID, say("Niveau"), say("criterion, indicator ou marker.")),
            ("parent", ID, say("Parent"), say("Identifiant du nœud au-dessus ; vide pour un critère.")),
            _LABEL,
            _SOURCE,
            _PROVISIONAL,
            *_MAPPING,
        ),
    ),
    "criteria": Columns(
        say("Critères"),
        say("Statuts des marqueurs comptés par critère."),
        (_CRITERION, _LABEL, _PROVISIONAL, *_COUNTED),
    ),
    "indicators": Columns(
        say("Indicateurs"),
        say("Statuts des marqueurs comptés par indicateur."),
        (_CRITERION, _INDICATOR, _LABEL, _PROVISIONAL, *_COUNTED),
    ),
    "markers": Columns(
        say("Marqueurs"),
        say("Le statut de chaque marqueur, pour l’ensemble et pour chaque groupe publié."),
        (
            _CRITERION,
            _INDICATOR,
            _MARKER,
            _LABEL,
            _PROVISIONAL,
            _DIMENSION,
            _SEGMENT,
            _STATUS,
            ("rule", ID, say("Règle"), say("La règle qui a décidé du statut.")),
            ("kinds", WHOLE, say("Sortes d’outils"), say("Par combien de sortes d’outils il est constaté.")),
            ("sources", TEXT, say("Regards"), say("Les outils qui en parlent et ce que chacun en dit.")),
            ("coverage", TEXT, say("Couverture"), say("Combien d’outils ont regardé, sur combien de prévus.")),
        ),
    ),
    "readings": Columns(
        say("Lectures"),
        say("Ce que dit chaque outil, item par item ; item vide : les items réunis."),
        (
            _MARKER,
            _INSTRUMENT,
            ("kind", ID, say("Sorte"), say("Ce que sont les chiffres : share, stages, count, mentions, shift…")),
            ("item", ID, say("Item"), say("Identifiant de la question ; vide pour les items réunis.")),
            ("scorer", ID, say("Lecture"), say("La façon de lire, choisie par la structure avant les données.")),
            ("phase", ID, say("Moment"), say("before (avant le débat), after (après), shift (déplacement).")),
            _DIMENSION,
            _SEGMENT,
            _STATUS,
            ("reason", ID, say("Raison"), say("nobody_looked, too_few, silence ou texts.")),
            ("k", WHOLE, say("k"), say("Réponses qui vont dans le sens du marqueur.")),
            ("n", WHOLE, say("n"), say("Enregistrements qui ont répondu.")),
            ("records", WHOLE, say("Enregistrements"), say("Enregistrements de l’outil dans le segment.")),
            ("present", WHOLE, say("Présents"), say("Personnes présentes aux séances qui ont répondu.")),
            ("distribution", TEXT, say("Répartition"), say("Combien de réponses par code.")),
            ("voices", TEXT, say("Voix"), say("Combien de voix par code.")),
            ("median", ID, say("Médiane"), say("Catégorie médiane (basse), pour une échelle.")),
            ("spread", ID, say("Accord"), say("broad_agreement (large accord), divided (avis partagés), opposed "
                                              "(avis opposés).")),
            ("value", NUMBER, say("Valeur"), say("Une quantité, dans son unité.")),
            ("value_unit", TEXT, say("Unité"), say("L’unité de la valeur.")),
            ("low", NUMBER, say("De"), say("Bas de l’intervalle, pour un échantillon aléatoire seulement.")),
            ("high", NUMBER, say("À"), say("Haut de l’intervalle, pour un échantillon aléatoire seulement.")),
            ("dissent", WHOLE, say("Désaccords"), say("Désaccords exprimés avec des mots.")),
        ),
    ),
    "findings": Columns(
        say("Constats"),
        say("Ce que la structure affirme, avec ce qui le porte et ce qui le nuance."),
        (
            ("finding", ID, say("Constat"), say("Identifiant du constat.")),
            ("part", ID, say("Partie"), say("claim (l’affirmation), plain (sa phrase simple), example, quote "
                                            "(verbatim), qualification (ce qui nuance).")),
            ("text", TEXT, say("Texte"), say("Les mots.")),
            ("criteria", TEXT, say("Critères"), say("Les critères concernés.")),
            ("aims", TEXT, say("Visées"), say("democratic, strategic, advocacy.")),
            ("context", TEXT, say("Chiffres cités"), say("Identifiants des chiffres du contexte.")),
            _SOURCE,
            ("origin", TEXT, say("Origine"), say("D’où vient le constat, s’il n’est pas tiré de ces réponses.")),
        ),
    ),
    "quotes": Columns(
        say("Verbatims"),
        say("Les paroles qu’une personne a relues et autorisées."),
        (
            _INSTRUMENT,
            ("item", ID, say("Item"), say("La question ou le marqueur dont elles parlent.")),
            ("text", TEXT, say("Texte"), say("Les mots, tels qu’ils peuvent être imprimés.")),
            ("consent", ID, say("Consentement"), say("published, named ou anonymous.")),
        ),
    ),
    "unexpected": Columns(
        say("Inattendu"),
        say("Ce qui n’entre dans aucun marqueur : souvent le plus parlant."),
        (
            _INSTRUMENT,
            ("texts", WHOLE, say("Textes"), say("Combien de textes.")),
            ("quote", TEXT, say("Verbatim"), say("Un texte relu et autorisé.")),
        ),
    ),
    "instruments": Columns(
        say("Outils"),
        say("Ce qui a été demandé, à qui, combien de fois."),
        (
            _INSTRUMENT,
            ("kind", ID, say("Sorte"), say("La sorte d’outil.")),
            ("title", TEXT, say("Titre"), say("Le titre de l’outil.")),
            ("unit", ID, say("Unité"), say("person, collective, meeting ou interview.")),
            ("sample", ID, say("Échantillon"), say("convenience (volontaires), census (tous) ou random (tirage).")),
            ("population", WHOLE, say("Population"), say("L’effectif d’un recensement.")),
            ("item", ID, say("Item"), say("Identifiant de la question.")),
            ("label", TEXT, say("Question"), say("La question, telle qu’elle est posée.")),
            ("type", ID, say("Type"), say("choice, choices, scale, presence, number, text ou date.")),
            ("scale", TEXT, say("Échelle"), say("Les réponses possibles, dans l’ordre.")),
            ("records", WHOLE, say("Enregistrements"), say("Enregistrements de l’outil.")),
            ("n", WHOLE, say("n"), say("Enregistrements qui ont répondu.")),
            ("first_date", ID, say("Du"), say("Première date de recueil.")),
            ("last_date", ID, say("Au"), say("Dernière date de recueil.")),
            ("wording", ID, say("Empreinte"), say("Change dès qu’un mot de la question change.")),
            ("comparable_with", TEXT, say("Comparable avec"), say("Les vagues déclarées comparables.")),
        ),
    ),
    "coverage": Columns(
        say("Couverture"),
        say("Où l’on a regardé, et où personne n’a regardé."),
        (
            _MARKER,
            _INSTRUMENT,
            ("group", ID, say("Partie prenante"), say("Le groupe ; vide pour l’ensemble.")),
            ("state", ID, say("Couverture"), say("looked (regardé), not_looked (personne n’a regardé), not_planned "
                                                 "(non prévu), masked (masqué).")),
        ),
    ),
    "masked": Columns(
        say("Masqué"),
        say("Combien de cellules ont été masquées, et par quelle règle. Aucune valeur."),
        (
            _INSTRUMENT,
            _DIMENSION,
            ("rule", ID, say("Règle"), say("floor (sous le seuil, ou masquage complémentaire), whole "
                                           "(outil lu en entier seulement), dimension (dimension non publiée).")),
            ("cells", WHOLE, say("Cellules"), say("Combien de cellules.")),
        ),
    ),
    "differences": Columns(
        say("À regarder ensemble"),
        say("Les cases où deux observateurs d’une même réunion diffèrent. Interne."),
        (
            _INSTRUMENT,
            ("record", ID, say("Réunion"), say("L’identifiant de la réunion.")),
            ("item", ID, say("Item"), say("Ce qui a été observé.")),
            ("answers", TEXT, say("Réponses"), say("Les réponses qui diffèrent.")),
        ),
    ),
    "dictionary": Columns(
        say("Dictionnaire"),
        say("Chaque table, chaque colonne, et ce qu’elle dit."),
        (
            ("table", ID, say("Table"), say("Nom de la table.")),
            ("column", ID, say("Colonne"), say("Identifiant de la colonne ; vide pour la table.")),
            ("kind", ID, say("Contenu"), say("id, text, whole, number ou mixed.")),
            ("label", TEXT, say("Libellé"), say("Le nom affiché.")),
            ("meaning", TEXT, say("Sens"), say("Ce qu’elle dit.")),
        ),
    ),
}  # fmt: skip
"""Every published table, in the order of the workbook. ``differences`` is in internal runs only."""


def described(tables: Mapping[str, Columns], translator: Translator) -> list[tuple[object, ...]]:
    """The rows of a dictionary: what each of these tables is for, and what each of its columns holds."""
    rows: list[tuple[object, ...]] = []
    for name, columns in tables.items():
        rows.append((name, None, None, columns.title.said_in(translator), columns.purpose.said_in(translator)))
        rows += [
            (name, column, kind.value, label.said_in(translator), meaning.said_in(translator))
            for column, kind, label, meaning in columns.columns
        ]
    return rows


def fill(name: str, rows: Sequence[tuple[object, ...]], translator: Translator) -> Table:
    """The published table of this name with these rows.

    Raises:
        KeyError: for a name that is no published table.
        ValueError: where a row has not one cell per column.
    """
    return TABLES[name].table(name, rows, translator)
