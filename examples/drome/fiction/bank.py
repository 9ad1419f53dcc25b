"""Criteria from which the invented structures take theirs: what they look at, asked and observed in plain words."""
# ruff: noqa: E501  (the rows of a table read best as rows)

from __future__ import annotations

from typing import Final

from attrs import frozen


@frozen
class Sign:
    """One marker: its id, its words, what a person is asked, and what can be seen in a meeting (empty: nothing)."""

    id: str
    label: str
    ask: str
    see: str = ""


@frozen
class Theme:
    """One criterion: its words, the dimension of the core it joins, how far and why, and its markers."""

    label: str
    indicator: str
    dimension: str
    signs: tuple[Sign, ...]
    extent: str = "full"
    reason: str = ""


BANK: Final[dict[str, Theme]] = {
    "liens": Theme(
        "Des liens entre voisins",
        "Se connaître et s’entraider",
        "cohesion-sociale",
        (
            Sign("voisins", "Des voisins qui ne se parlaient pas se rendent service", "J’ai rendu service à un voisin"),
            Sign("ages", "Jeunes et anciens font quelque chose ensemble", "J’ai fait quelque chose avec des plus jeunes ou des plus âgés", "Des personnes d’âges différents sont là"),
            Sign("accueil", "Une personne nouvelle trouve vite sa place", "J’ai été bien accueilli la première fois", "Une personne nouvelle est accueillie"),
        ),
    ),
    "quartiers": Theme(
        "On circule d’un quartier à l’autre",
        "Sortir de son quartier",
        "cohesion-sociale",
        (
            Sign("visites", "Des habitants vont dans un quartier où ils n’allaient pas", "Je vais plus qu’avant dans les autres quartiers"),
            Sign("fetes", "Des fêtes sont préparées à plusieurs quartiers", "J’ai préparé une fête avec des gens d’ailleurs", "La réunion prépare un temps commun"),
        ),
        "partial",
        "Circuler aide à se rencontrer, sans y suffire.",
    ),
    "langues": Theme(
        "Chacun peut se faire comprendre",
        "Parler et lire",
        "cohesion-sociale",
        (
            Sign("traduire", "Quelqu’un traduit pour un autre sans qu’on le demande", "On m’a aidé à comprendre un courrier", "Une personne traduit pour une autre"),
            Sign("demarches", "Des personnes font seules une démarche qu’elles faisaient faire", "Je fais seul une démarche que je ne savais pas faire"),
        ),
    ),
    "confiance": Theme(
        "Prendre confiance",
        "Oser",
        "epanouissement",
        (
            Sign("oser", "Des personnes prennent la parole pour la première fois", "J’ose dire ce que je pense", "Une personne parle pour la première fois"),
            Sign("apprendre", "Des habitants apprennent ce qu’ils ne pensaient pas apprendre", "J’ai appris quelque chose de nouveau"),
            Sign("montrer", "Un habitant montre aux autres ce qu’il sait faire", "J’ai montré aux autres ce que je sais faire", "Un habitant montre ce qu’il sait faire"),
        ),
    ),
    "enfants": Theme(
        "Grandir au quartier",
        "Enfants et parents",
        "epanouissement",
        (
            Sign("parents", "Des parents s’appuient les uns sur les autres", "Je peux compter sur d’autres parents"),
            Sign("idees-enfants", "Une idée d’enfant devient une activité", "Une idée de mon enfant a été reprise", "Une idée d’enfant est reprise"),
        ),
    ),
    "culture": Theme(
        "Des portes qui s’ouvrent",
        "Culture et sorties",
        "epanouissement",
        (
            Sign("premiere", "Des habitants entrent pour la première fois dans un lieu de culture", "Je suis entré dans un lieu de culture pour la première fois"),
            Sign("scene", "Des habitants montent sur scène ou exposent", "J’ai montré mon travail en public", "Un habitant présente son travail"),
        ),
        "partial",
        "La sortie compte autant pour les liens que pour soi.",
    ),
    "decider": Theme(
        "Décider ensemble",
        "La place des habitants",
        "gouvernance",
        (
            Sign("decisions", "Des habitants prennent part à une décision qui engage la structure", "Mon avis compte dans les décisions", "Une décision est prise avec les habitants"),
            Sign("ordre-jour", "Des habitants mettent un point à l’ordre du jour", "Je sais comment proposer un sujet", "Un habitant ajoute un point à l’ordre du jour"),
            Sign("mandat", "Un habitant représente la structure au-dehors", "Je pourrais parler au nom de la structure"),
        ),
    ),
    "initiatives": Theme(
        "Des habitants prennent l’initiative",
        "Proposer et mener",
        "gouvernance",
        (
            Sign("proposer", "Des habitants proposent une action nouvelle", "J’ai proposé une action", "Un habitant propose une action"),
            Sign("mener", "Une action est menée par des habitants de bout en bout", "J’ai mené une action avec d’autres"),
        ),
        "partial",
        "Mener une action n’est pas encore décider de la structure.",
    ),
    "equipe": Theme(
        "Travailler autrement",
        "L’équipe et les bénévoles",
        "gouvernance",
        (
            Sign("roles", "Bénévoles et salariés se partagent les rôles", "Je sais qui fait quoi", "Les rôles sont partagés"),
            Sign("essais", "L’équipe change sa manière de faire après un essai", "On a changé une façon de faire après un essai"),
        ),
        "none",
        "La vie de l’équipe n’entre dans aucune dimension du socle.",
    ),
    "nature": Theme(
        "Prendre soin de ce qui nous entoure",
        "Gestes et lieux",
        "environnement",
        (
            Sign("reparer", "Des objets sont réparés au lieu d’être jetés", "J’ai réparé quelque chose au lieu de le jeter", "Le groupe travaille avec du matériel récupéré"),
            Sign("jardin", "Un lieu commun est entretenu par ses voisins", "J’entretiens un lieu commun avec d’autres"),
        ),
    ),
    "manger": Theme(
        "Bien manger sans gaspiller",
        "La table",
        "environnement",
        (
            Sign("cuisine", "Des habitants cuisinent ce qui allait être jeté", "Je jette moins de nourriture qu’avant", "On cuisine des invendus"),
            Sign("producteurs", "Des producteurs voisins deviennent des partenaires", "J’achète plus souvent à des producteurs d’ici"),
        ),
        "partial",
        "La table touche à la santé et au budget autant qu’à l’environnement.",
    ),
    "economie": Theme(
        "Des ressources pour le territoire",
        "Coups de main et emplois",
        "richesses-produites",
        (
            Sign("coups-de-main", "Des coups de main remplacent un achat", "J’ai évité un achat grâce à un coup de main"),
            Sign("emploi", "Une personne retrouve un emploi après un engagement", "Mon engagement m’a servi pour trouver du travail"),
        ),
    ),
    "reseau": Theme(
        "Des alliances avec les voisins",
        "Partenaires",
        "richesses-produites",
        (
            Sign("ensemble", "Deux structures montent une action que seules elles ne feraient pas", "Je connais d’autres associations grâce à la maison", "Un partenaire prend part à la réunion"),
            Sign("prets", "Du matériel circule entre associations", "J’ai prêté ou emprunté du matériel"),
        ),
        "partial",
        "Une alliance produit des richesses quand elle dure.",
    ),
}  # fmt: skip
"""Every criterion by id. No structure has all of them, and none calls them by exactly these words for long."""

SCALES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "accord": (("1", "Pas du tout d’accord"), ("2", "Plutôt pas d’accord"), ("3", "Entre les deux"), ("4", "Plutôt d’accord"), ("5", "Tout à fait d’accord")),
    "quatre": (("1", "Non"), ("2", "Plutôt non"), ("3", "Plutôt oui"), ("4", "Oui")),
    "visages": (("0", "Visage triste"), ("1", "Visage calme"), ("2", "Visage content")),
}  # fmt: skip
"""Scales of three lengths: structures do not ask alike, and their answers are never put together."""
