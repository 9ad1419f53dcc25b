from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

FILES = {
    "evaluation.yaml": """
        evalkit: 1
        structure: {id: mq-exemple, name: Maison de quartier Exemple, sites: [{id: centre, label: Site du centre}]}
        groups: [{id: habitants, label: Habitants}, {id: benevoles, label: Bénévoles}]
        waves: [{id: "2025", label: Campagne 2025}, {id: "2026", label: Campagne 2026}]
        framework: framework.yaml
        instruments: [instruments/avis.yaml]
        """,
    "framework.yaml": """
        id: petit
        version: 1
        criteria:
          - id: liens
            label: Les liens
            indicators:
              - id: entraide
                label: L’entraide
                markers:
                  - id: aide-recue
                    label: Des habitants reçoivent de l’aide de leurs voisins
                    evidence:
                      - instrument: avis
                        items: [q1]
                        scorer: {name: share, agree: [3, 4], attested_from: 0.5}
                  - id: rencontres
                    label: Des habitants rencontrent de nouvelles personnes
                    evidence:
                      - instrument: avis
                        items: [q2]
                        scorer: {name: share, agree: [3, 4], attested_from: 0.5}
        """,
    "instruments/avis.yaml": """
        id: avis
        kind: questionnaire
        title: Avis des habitants
        unit: person
        scales:
          accord:
            - {code: 1, label: Pas du tout}
            - {code: 2, label: Plutôt pas}
            - {code: 3, label: Plutôt}
            - {code: 4, label: Tout à fait}
        items:
          - {id: q1, label: Je reçois de l’aide, type: scale, scale: accord}
          - {id: q2, label: Je rencontre du monde, type: scale, scale: accord}
          - {id: q3, label: Heures données, type: number, unit: heures}
        fields: {record: N°, group: Vous êtes, date: Le}
        """,
}
ANSWERS = 24


def answers() -> str:
    """Twenty-four answers: q1 mostly agreed with, q2 mostly not, hours from 0 to 4, three without an answer to q3."""
    lines = ["N°;Vous êtes;Le;q1;q2;q3"]
    for n in range(ANSWERS):
        group = "Habitants" if n % 2 else "Bénévoles"
        hours = "" if n % 8 == 0 else str(n % 5)
        lines.append(f"{n + 1};{group};{n + 1:02}/03/2026;{4 if n % 4 else 1};{1 if n % 3 else 4};{hours}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small evaluation with answers in its second wave."""
    folder = tmp_path / "projet"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    data = folder / "data" / "2026" / "avis"
    data.mkdir(parents=True)
    (data / "reponses.csv").write_text(answers(), encoding="utf-8")
    return folder
