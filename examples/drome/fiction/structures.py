"""The invented structures: their names, their sizes, what they look at and with what; nothing of them exists."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen


@frozen(kw_only=True)
class Finding:
    """What a structure affirms, and what qualifies it."""

    theme: str
    claim: str
    example: str
    qualification: str


@frozen(kw_only=True)
class Invented:
    """One structure.

    ``themes`` are the criteria of the bank that it has, each with a letter per marker: a (attested), c (contested),
    n (not attested), s (people are asked, too few answer), - (nobody is asked). ``counts`` are questionnaires,
    meetings, interviews and flower sessions; 0 where it has no such instrument. ``figures`` are in the order of the
    core's context; an empty one is not said.
    """

    id: str
    name: str
    kind: str
    themes: dict[str, str]
    counts: tuple[int, int, int, int]
    figures: tuple[int | str, ...]
    scale: str = "accord"
    waves: tuple[str, ...] = ("2026",)
    labels: dict[str, str] = field(factory=dict)
    findings: tuple[Finding, ...] = ()
    floor: int = 11
    floor_reason: str = ""
    shares: tuple[int, int, int] = (70, 20, 10)
    """Inhabitants, volunteers, employees among those who answer, in percent."""


CENTRE, EVS, MAISON = "Centre social (inventé)", "Espace de vie sociale (inventé)", "Maison de quartier (inventée)"

STRUCTURES: Final[tuple[Invented, ...]] = (
    Invented(
        id="centre-brumeval",
        name="Centre social de Brumeval",
        kind=CENTRE,
        themes={"liens": "aca", "confiance": "aan", "decider": "acn", "nature": "a-", "economie": "--"},
        counts=(140, 9, 8, 6),
        figures=(620, 1400, 45, 14, "9,2", 1),
        findings=(
            Finding(
                theme="decider",
                claim="Le conseil de maison a contribué à rapprocher les habitants des décisions.",
                example="Deux points de l’ordre du jour sur cinq sont venus d’habitants.",
                qualification="Les mêmes personnes reviennent ; les jeunes n’y sont pas.",
            ),
        ),
    ),
    Invented(
        id="evs-valfictif",
        name="Espace de vie sociale du Valfictif",
        kind=EVS,
        themes={"liens": "aan", "enfants": "an", "manger": "ac"},
        counts=(26, 0, 0, 4),
        figures=(90, 210, 18, 2, "1,5", 1),
        scale="visages",
    ),
    Invented(
        id="maison-songes",
        name="Maison de quartier des Songes",
        kind=MAISON,
        themes={
            "liens": "aaa", "quartiers": "cn", "confiance": "a-a", "decider": "can", "nature": "nc", "reseau": "a-",
        },
        counts=(88, 7, 6, 5),
        figures=(410, "", 30, 9, "6,4", 2),
        scale="quatre",
        findings=(
            Finding(
                theme="quartiers",
                claim="Les fêtes communes ont contribué à faire se croiser deux quartiers.",
                example="Trois fêtes ont été préparées à parts égales.",
                qualification="Hors des fêtes, chacun reste chez soi.",
            ),
        ),
    ),
    Invented(
        id="centre-trois-lunes",
        name="Centre social des Trois Lunes",
        kind=CENTRE,
        themes={
            "liens": "aca", "langues": "aa", "confiance": "aca", "culture": "an", "decider": "aan", "initiatives": "cn",
            "nature": "n-", "economie": "a-",
        },
        counts=(210, 12, 9, 8),
        figures=(980, 2600, 70, 22, "16,8", 2),
    ),
    Invented(
        id="evs-lanterne",
        name="La Lanterne, espace de vie sociale",
        kind=EVS,
        themes={"confiance": "aaa", "liens": "san", "initiatives": "sa"},
        counts=(13, 2, 4, 2),
        figures=(60, 150, "", 1, "0,8", 1),
        scale="quatre",
        shares=(60, 40, 0),
    ),
    Invented(
        id="centre-nuages",
        name="Centre social des Nuages",
        kind=CENTRE,
        themes={"liens": "ana", "confiance": "aan", "decider": "ann", "nature": "na"},
        counts=(95, 0, 0, 5),
        figures=(530, 1150, 38, 11, "7,5", 1),
        waves=("2024", "2026"),
        findings=(
            Finding(
                theme="liens",
                claim="L’atelier de réparation a contribué à ce que des voisins se rendent service.",
                example="Entre les deux vagues, l’atelier est passé d’une à deux soirées par mois.",
                qualification="On ne sait pas ce que cela devient quand l’atelier ferme, l’été.",
            ),
        ),
    ),
    Invented(
        id="evs-passerelle",
        name="La Passerelle, espace de vie sociale",
        kind=EVS,
        themes={"quartiers": "aa", "enfants": "ca", "decider": "-an"},
        counts=(19, 4, 5, 3),
        figures=(75, 160, 12, 2, "1,2", 1),
        floor=8,
        floor_reason="Très petite structure ; le conseil et les habitants réunis le 12 janvier ont accepté huit.",
        shares=(100, 0, 0),
    ),
    Invented(
        id="centre-horizon",
        name="Centre social de l’Horizon",
        kind=CENTRE,
        themes={"liens": "aca", "decider": "aa-", "culture": "a-", "manger": "ac"},
        counts=(0, 11, 9, 6),
        figures=(340, 900, 25, "", "", 1),
    ),
    Invented(
        id="maison-quatre-vents",
        name="Maison de quartier des Quatre Vents",
        kind=MAISON,
        themes={
            "liens": "aan", "langues": "an", "enfants": "aa", "culture": "n-", "decider": "cca", "nature": "an",
            "reseau": "na",
        },
        counts=(120, 6, 0, 5),
        figures=(560, 1300, 41, 12, "8,1", 2),
        findings=(
            Finding(
                theme="decider",
                claim="Ouvrir les réunions a contribué à faire entendre des désaccords.",
                example="Deux décisions sur six ont été reprises après un débat.",
                qualification="Des habitants disent ne pas savoir ce que deviennent leurs avis.",
            ),
        ),
    ),
    Invented(
        id="evs-clairiere",
        name="La Clairière, espace de vie sociale",
        kind=EVS,
        themes={"nature": "aa", "manger": "aa", "liens": "a-n", "confiance": "n-a"},
        counts=(34, 5, 0, 3),
        figures=(110, 260, 20, 3, "1,9", 1),
        scale="visages",
        labels={"nature": "La terre commune"},
    ),
    Invented(
        id="centre-marelle",
        name="Centre social de la Marelle",
        kind=CENTRE,
        themes={"enfants": "aa", "culture": "ca", "initiatives": "ac", "equipe": "an", "manger": "n-"},
        counts=(76, 6, 6, 4),
        figures=(480, 1020, 33, 10, "6,9", 1),
        scale="quatre",
        labels={"enfants": "Grandir ensemble, petits et grands"},
    ),
    Invented(
        id="maison-ritournelle",
        name="Maison de quartier de la Ritournelle",
        kind=MAISON,
        themes={"culture": "aa", "confiance": "cna", "decider": "c-a"},
        counts=(58, 0, 6, 4),
        figures=(300, 700, 22, 6, "4,0", 1),
        labels={"culture": "Chanter, jouer, se montrer"},
    ),
)  # fmt: skip
"""In no order that means anything; the comparison puts them in its own."""
