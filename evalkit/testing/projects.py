"""A small evaluation on disk, with answers, for the tests of plugins and of evalkit itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from evalkit.core.published import Published
from evalkit.evaluation.opened import open_evaluation

ANSWERS: Final = 24
"""How many answers the project has."""

_EVALUATION = """\
evalkit: 1
structure: {id: mq-exemple, name: Maison de quartier Exemple, sites: [{id: centre, label: Site du centre}]}
groups: [{id: habitants, label: Habitants}, {id: benevoles, label: Bénévoles}]
waves: [{id: "2025", label: Campagne 2025}, {id: "2026", label: Campagne 2026}]
framework: framework.yaml
instruments: [instruments/avis.yaml]
"""

_FRAMEWORK = """\
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
"""

_INSTRUMENT = """\
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
"""


def _answers() -> str:
    """q1 mostly agreed with, q2 mostly not, hours from 0 to 4, three without an answer to q3."""
    lines = ["N°;Vous êtes;Le;q1;q2;q3"]
    for n in range(ANSWERS):
        group = "Habitants" if n % 2 else "Bénévoles"
        hours = "" if n % 8 == 0 else str(n % 5)
        lines.append(f"{n + 1};{group};{n + 1:02}/03/2026;{4 if n % 4 else 1};{1 if n % 3 else 4};{hours}")
    return "\n".join(lines) + "\n"


FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "evaluation.yaml": _EVALUATION,
        "framework.yaml": _FRAMEWORK,
        "instruments/avis.yaml": _INSTRUMENT,
        "data/2026/avis/reponses.csv": _answers(),
    }
)
"""The files of the project: one criterion, two markers, one questionnaire, answers in the second of two waves."""


def write_project(folder: Path, files: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Write the project into *folder*; *files* replace or add some, by their paths in it."""
    for name, text in {**FILES, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a small evaluation, to be changed at will."""
    return write_project(tmp_path / "projet")


@pytest.fixture
def published(project: Path) -> Published:
    """What the project publishes of its second wave."""
    return open_evaluation(project).publish("2026")
