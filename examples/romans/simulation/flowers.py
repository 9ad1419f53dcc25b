"""The invented flower sessions: one row per session, marker, moment and position, with its voices."""

from __future__ import annotations

import random

from simulation.dealing import SIMULATED, Row

# (group, action, place, day, present, how the group decides); an empty group is a mixed assembly
SESSIONS = (
    ("administrateurs", "", "saint-nicolas", "2017-10-12", 12, "consensus"),
    ("salaries", "", "maison-citoyenne", "2017-10-19", 14, "consensus"),
    ("habitants", "radio", "", "2017-11-07", 13, "vote"),
    ("habitants", "conserverie", "les-ors", "2017-11-21", 11, "vote"),
    ("salaries", "conserverie", "les-ors", "2017-12-05", 6, "consensus"),
    ("habitants", "passeport-culture", "accorderie", "2017-12-14", 9, "consensus"),
    ("administrateurs", "passeport-culture", "maison-citoyenne", "2018-01-16", 7, "vote"),
    ("habitants", "au-fil-de-faire", "saint-nicolas", "2018-01-25", 8, "consensus"),
    ("partenaires", "au-fil-de-faire", "saint-nicolas", "2018-02-06", 5, "consensus"),
    ("habitants", "agora", "", "2018-03-17", 21, "vote"),
    ("partenaires", "agora", "", "2018-03-17", 6, "consensus"),
    ("salaries", "radio", "les-ors", "2018-04-05", 5, "consensus"),
    ("administrateurs", "agora", "les-ors", "2018-04-19", 10, "vote"),
    ("", "", "", "2018-06-02", 34, "vote"),
)
# Where a marker ends, and the actions it is about (none named: all of them).
THERE, BEGUN, SPLIT = "there", "begun", "split"
MARKERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "habitants-decisions": (THERE, ()),
    "idee-reprise": (THERE, ()),
    "avis-compte": (THERE, ()),
    "initiative-instance": (BEGUN, ()),
    "initiative-menee": (SPLIT, ()),
    "roles-repartis": (THERE, ()),
    "animation-habitant": (THERE, ()),
    "essai-ajuste": (THERE, ()),
    "maison-la-leur": (THERE, ()),
    "place-trouvee": (THERE, ()),
    "autre-maison": (THERE, ()),
    "rencontres-quartiers": (THERE, ()),
    "associations-ensemble": (BEGUN, ("agora", "au-fil-de-faire")),
    "partenariat-suivi": (THERE, ("radio", "conserverie", "passeport-culture", "au-fil-de-faire")),
    "acteur-nouveau": (THERE, ("conserverie", "au-fil-de-faire", "agora")),
    "producteurs": (THERE, ("conserverie",)),
    "cooperation-connue": (SPLIT, ()),
    "hors-murs": (THERE, ("agora", "conserverie", "radio")),
    "bilan-groupe": (THERE, ()),
    "chemin-raconte": (THERE, ()),
    "habitude-questionnee": (THERE, ()),
    "roles-repenses": (BEGUN, ()),
    "equipe-fleur": (THERE, ("radio", "conserverie")),
    "confiance-dite": (THERE, ()),
    "parole-prise": (THERE, ()),
    "capable-proposer": (THERE, ()),
    "appris-inattendu": (THERE, ("conserverie", "au-fil-de-faire", "radio")),
    "savoir-transmis": (THERE, ("conserverie", "au-fil-de-faire")),
    "lieu-culturel": (THERE, ("passeport-culture",)),
    "sortie-ensemble": (SPLIT, ("passeport-culture",)),
    "emission-habitants": (THERE, ("radio",)),
    "debat-rue": (THERE, ("agora",)),
    "materiaux-recuperes": (THERE, ("agora", "au-fil-de-faire")),
    "conserves-faites": (THERE, ("conserverie",)),
    "produits-locaux": (THERE, ("conserverie",)),
    "geste-change": (BEGUN, ()),
}
# Boards see the initiative of inhabitants where inhabitants do not yet: a disagreement between groups.
SEEN_BY_BOARDS = "initiative-instance"
POSITIONS = ("Pas encore", "On commence", "C’est là", "C’est solide")
BEFORE, AFTER = "avant", "après"


def tied(present: int, low: int, high: int) -> dict[int, int]:
    """Voices in two equal halves: no position has more than half."""
    half = present // 2
    return {low: half, high: half}


def around(rng: random.Random, present: int, position: int) -> dict[int, int]:
    """Voices of which more than half are at *position*, the others next to it."""
    beside = min(4, position + 1) if rng.randrange(2) and position < 4 else max(1, position - 1)
    others = rng.randrange(present // 3 + 1)
    if beside == position:
        return {position: present}
    return {position: present - others} | ({beside: others} if others else {})


def final(rng: random.Random, marker: str, group: str) -> int:
    """The position at which a session ends."""
    kind = MARKERS[marker][0]
    if kind == THERE or (marker == SEEN_BY_BOARDS and group == "administrateurs"):
        return (3, 3, 3, 4, 4, 3, 2)[rng.randrange(7)] if kind == THERE else 3
    return (2, 2, 1, 2, 1)[rng.randrange(5)]


def takes(rng: random.Random, marker: str, action: str) -> bool:
    """Whether a session places this marker: time is short, and a project is asked about what it does."""
    about = MARKERS[marker][1]
    if about:
        return action in about or not action
    return not action or rng.randrange(10) < 6


def flowers(rng: random.Random, actions: dict[str, str], places: dict[str, str], people: dict[str, str]) -> list[Row]:
    """The rows of every session, in order: before the debate each on her own, after it as the group decides."""
    rows: list[Row] = []
    dissents = 0
    halves = dict.fromkeys(MARKERS, 0)
    for number, (group, action, place, date, present, way) in enumerate(SESSIONS, 1):
        for marker, (kind, _) in MARKERS.items():
            if not takes(rng, marker, action):
                continue
            session = {
                "Séance": f"F-{number:02d}",
                "Groupe": people.get(group, ""),
                "Maison": places.get(place, ""),
                "Projet": actions.get(action, ""),
                "Date": date,
                "Marqueur": marker,
            }
            end = final(rng, marker, group)
            start = max(1, end - (1, 1, 1, 0, 2)[rng.randrange(5)])
            before = tied(present, start, end) if rng.randrange(6) == 0 and start < end else around(rng, present, start)
            rows += placed(session, BEFORE, before, "individuel", present)
            if rng.randrange(20) == 0 and not MARKERS[marker][1] and number != 14:
                continue  # the hour was over before the debate
            halves[marker] += 1
            if kind == SPLIT and halves[marker] % 3 != 0:
                after, mode = tied(present, 2, 4 if halves[marker] % 2 else 3), "vote"
            elif way == "vote":
                after, mode = around(rng, present, end), "vote"
            else:
                after, mode = {end: 0}, "consensus"
            decided = placed(session, AFTER, after, mode, present)
            if mode == "vote" and len(after) > 1 and rng.randrange(3) == 0:
                dissents += 1
                decided[-1]["Désaccord"] = f"{SIMULATED} Désaccord n° {dissents:02d}, fabriqué pour l’exemple."
            rows += decided
    return rows


def placed(session: Row, phase: str, voices: dict[int, int], mode: str, present: int) -> list[Row]:
    """One row per position; a consensus counts no voices."""
    return [
        session
        | {
            "Moment": phase,
            "Position": POSITIONS[position - 1],
            "Voix": str(count) if count else "",
            "Manière": mode,
            "Présents": str(present),
            "Désaccord": "",
        }
        for position, count in sorted(voices.items())
    ]
