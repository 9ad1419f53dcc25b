"""The nine invented interviews with partners, held in November and December 2017: one row per excerpt."""

from __future__ import annotations

from simulation.dealing import SIMULATED, Row

INTERVIEWS = (  # (day, action); the report dates the nine interviews, not each of them
    ("2017-11-07", "radio"),
    ("2017-11-09", "conserverie"),
    ("2017-11-14", "conserverie"),
    ("2017-11-16", "passeport-culture"),
    ("2017-11-23", "passeport-culture"),
    ("2017-11-30", "au-fil-de-faire"),
    ("2017-12-05", "agora"),
    ("2017-12-12", ""),
    ("2017-12-14", ""),
)
SILENT = 9  # held, but nothing was said of our markers
# Tone of each excerpt by interview: + favourable, ~ qualified, - contrary. « +- » are two excerpts of one interview.
SAID = {
    "habitants-decisions": {1: "+", 3: "+", 5: "+-", 7: "+"},
    "essai-ajuste": {2: "+", 6: "+"},
    "place-trouvee": {1: "+", 4: "++", 5: "+", 8: "+"},
    "circulation-hausse": {4: "+", 5: "+", 6: "~", 7: "+"},
    "associations-ensemble": {1: "+", 6: "+", 7: "+", 8: "+"},
    "partenariat-suivi": {1: "++", 2: "+", 3: "+", 5: "+", 6: "+", 8: "~"},
    "acteur-nouveau": {2: "+", 3: "+", 5: "+", 7: "+", 8: "+"},
    "partenaire-propose": {3: "+", 8: "+"},
    "producteurs": {2: "+", 3: "++", 6: "+"},
    "role-compris": {1: "+", 2: "+", 4: "+", 5: "~", 6: "+", 7: "+", 8: "+"},
    "cooperation-connue": {2: "-", 4: "-", 6: "-", 7: "~"},
    "instance-territoire": {3: "+", 7: "+", 8: "+"},
    "appris-inattendu": {2: "+", 3: "+", 6: "++"},
    "debat-rue": {4: "+", 7: "++", 8: "+"},
    "produits-locaux": {2: "+", 3: "+", 8: "+"},
    "": {1: "?", 4: "?", 6: "?", 7: "?"},  # fits no marker: the unexpected
}
TONES = {"+": "favorable", "~": "nuancé", "-": "contraire", "?": ""}
CONSENT = ("oui", "non", "oui", "", "oui", "non", "oui", "")


def interviews(actions: dict[str, str]) -> list[Row]:
    """The rows of the interviews, interview by interview."""
    rows, number = [], 0
    for record, (date, action) in enumerate(INTERVIEWS, 1):
        held = {"Entretien": f"E-{record}", "Date": date, "Action": actions.get(action, "")}
        if record == SILENT:
            rows.append(held | {"Marqueur": "", "Ton": "", "Extrait": "", "Accord pour citer": ""})
        for marker, tones in SAID.items():
            for tone in tones.get(record, ""):
                number += 1
                text = f"{SIMULATED} Extrait n° {number:02d}, fabriqué pour l’exemple"
                text += f", de ton {TONES[tone]}." if TONES[tone] else ", qui n’entre dans aucun marqueur."
                consent = CONSENT[record - 1]
                rows.append(
                    held | {"Marqueur": marker, "Ton": TONES[tone], "Extrait": text, "Accord pour citer": consent}
                )
    return rows
