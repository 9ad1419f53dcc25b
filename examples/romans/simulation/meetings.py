"""The invented meetings: one row per meeting and per person who observes."""

from __future__ import annotations

import random

from simulation.dealing import SIMULATED, Row, share_out

# (action, place, day, people present by role: inhabitants, employees, administrators)
MEETINGS = (
    ("radio", "les-ors", "2017-10-10", (13, 1, 1)),  # the whole editorial board
    ("radio", "les-ors", "2017-11-14", (9, 1, 0)),
    ("radio", "maison-citoyenne", "2018-02-13", (8, 1, 1)),
    ("conserverie", "saint-nicolas", "2017-10-24", (7, 2, 1)),
    ("conserverie", "les-ors", "2018-01-23", (10, 2, 2)),
    ("conserverie", "", "2018-04-24", (12, 2, 1)),
    ("passeport-culture", "accorderie", "2017-11-28", (6, 1, 2)),
    ("passeport-culture", "maison-citoyenne", "2018-03-06", (8, 2, 1)),
    ("au-fil-de-faire", "saint-nicolas", "2017-12-12", (5, 1, 1)),
    ("au-fil-de-faire", "saint-nicolas", "2018-03-20", (7, 1, 0)),
    ("agora", "", "2017-10-07", (18, 3, 4)),
    ("agora", "", "2018-03-17", (21, 3, 5)),
    ("agora", "maison-citoyenne", "2018-05-26", (15, 2, 3)),
    ("", "saint-nicolas", "2018-02-01", (2, 3, 11)),  # a board
)
SECOND = 4  # the meeting that two people observe, and the one cell where they differ
SECOND_DIFFERS = "idee-reprise"
# In how many meetings it was observed, not observed, not looked for.
SEEN = {
    "ordre-du-jour": (8, 5, 1),
    "roles-repartis": (12, 2, 0),
    "animation-habitant": (5, 9, 0),
    "disposition": (9, 4, 1),
    "plusieurs-maisons": (11, 3, 0),
    "partenaire-present": (8, 6, 0),
    "accueil-nouveau": (7, 3, 4),
    "hors-murs": (5, 9, 0),
    "materiaux-recuperes": (5, 2, 7),
    "temps-evaluation": (4, 9, 1),
    "decision-habitants": (9, 4, 1),
    "idee-reprise": (8, 5, 1),
    "initiative-habitant": (4, 10, 0),
    "essai-discute": (10, 3, 1),
    "desaccord-travaille": (7, 4, 3),
    "bilan-collectif": (8, 5, 1),
    "habitude-questionnee": (9, 4, 1),
    "transmission": (8, 5, 1),
    "debat-public": (3, 0, 11),
    "environnement-discute": (2, 11, 1),
}
WORDS = ("observé", "non observé", "pas regardé")
PRACTICAL = tuple(SEEN)[:10]
ROLES = ("habitants", "salaries", "administrateurs")


def meetings(rng: random.Random, actions: dict[str, str], places: dict[str, str]) -> list[Row]:
    """The rows of the observation grid, in the order of its items."""
    cells: dict[str, list[str]] = {}
    for item, counts in SEEN.items():
        cells[item] = share_out(len(MEETINGS), dict(zip(WORDS, counts, strict=True)))
        rng.shuffle(cells[item])
    # Passers-by can only join where the meeting stands in public space: the Agora.
    cells["debat-public"] = [WORDS[0] if action == "agora" else WORDS[2] for action, *_ in MEETINGS]
    cells[SECOND_DIFFERS][SECOND] = WORDS[0]
    rows = []
    for number, (action, place, date, present) in enumerate(MEETINGS):
        turns = [sum(1 + rng.randrange(4) for _ in range(0, people, 2)) for people in present]
        row = {
            "Réunion": f"R-{number + 1:02d}",
            "Observation par": "poste A",
            "Date": date,
            "Maison": places.get(place, ""),
            "Action": actions.get(action, ""),
            "Présents": str(sum(present)),
        }
        row |= {item: cells[item][number] for item in PRACTICAL}
        row |= {f"personnes.{role}": str(people) for role, people in zip(ROLES, present, strict=True)}
        row["deroule"] = f"{SIMULATED} Exemple n° {number + 1:02d} : un déroulé inventé."
        row |= {item: cells[item][number] for item in SEEN if item not in PRACTICAL}
        row |= {f"prises-parole.{role}": str(count) for role, count in zip(ROLES, turns, strict=True)}
        row["relations"] = f"{SIMULATED} Exemple n° {number + 1:02d} : des relations inventées." if number % 3 else ""
        row["etonnement"] = (
            f"{SIMULATED} Exemple n° {number + 1:02d} : un étonnement inventé." if number % 5 == 2 else ""
        )
        rows.append(row)
        if number == SECOND:
            second = {**row, "Observation par": "poste B", SECOND_DIFFERS: WORDS[1]}
            rows.append({**second, "deroule": "", "relations": "", "etonnement": ""})
    return rows
