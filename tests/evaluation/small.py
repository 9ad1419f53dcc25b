"""A small evaluation on disk: one questionnaire, three markers, one or two waves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

EVALUATION = """\
evalkit: 1
structure: {{id: petit, name: Le petit centre}}
question: À quoi ça sert ?
groups: [{{id: habitants, label: Habitants}}, {{id: salaries, label: Salariés}}]
waves: [{waves}]
framework: framework.yaml
instruments: [instruments/avis.yaml]
privacy: {{internal: 5, published: 11{retention}}}
{more}
"""

FRAMEWORK = """\
id: arbre
version: 1
criteria:
  - id: lien
    label: Le lien
    indicators:
      - id: rencontres
        label: Les rencontres
        markers:
          - id: voisins
            label: Des habitants connaissent leurs voisins
            evidence:
              - {instrument: avis, items: [voisins], scorer: {name: share, agree: [oui], attested_from: 0.5}}
          - id: aide
            label: Des habitants s’entraident
            evidence:
              - {instrument: avis, items: [aide], scorer: {name: share, agree: [oui], attested_from: 0.5}}
          - id: recits
            label: Des habitants racontent
            evidence:
              - {instrument: avis, items: [recit], scorer: {name: narrative}}
"""

AVIS = """\
id: avis
kind: questionnaire
title: Votre avis
unit: person
items:
  - id: voisins
    label: Connaissez-vous vos voisins
    type: choice
    choices: [{id: oui, label: Oui}, {id: non, label: Non}]
  - {id: aide, label: Vous aidez-vous, type: choice, choices: [{id: oui, label: Oui}, {id: non, label: Non}]}
  - {id: recit, label: Racontez, type: text}
fields: {record: N°, group: Groupe, consent: Accord}
"""

HEADING = "N°;Groupe;voisins;aide;recit;Accord"


def small_project(
    folder: Path, waves: Sequence[str] = ("2026",), retention: str = "", more: str = "", simulated: bool = False
) -> Path:
    """The project's files, without answers."""
    listed = ", ".join(f'{{id: "{wave}", label: Vague {wave}, simulated: {str(simulated).lower()}}}' for wave in waves)
    kept = f", retention: {retention}" if retention else ""
    (folder / "instruments").mkdir(parents=True)
    filled = EVALUATION.format(waves=listed, retention=kept, more=more)
    (folder / "evaluation.yaml").write_text(filled, encoding="utf-8")
    (folder / "framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (folder / "instruments/avis.yaml").write_text(AVIS, encoding="utf-8")
    return folder


def answer(project: Path, wave: str = "2026", n: int = 40, yes: int = 30, text: str = "", consent: str = "oui") -> Path:
    """*n* people answer: *yes* of them, evenly spread, know their neighbours, all help; the first writes *text*."""
    folder = project / "data" / wave / "avis"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for i in range(n):
        group = "Habitants" if i < n - 12 else "Salariés"
        knows = "Oui" if i * yes % n < yes else "Non"
        rows.append(f"{i};{group};{knows};Oui;{'' if i else text};{consent}")
    path = folder / "avis.csv"
    path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    return path
