"""A small project on disk, and its answer files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evalkit.evaluation.collecting import Collected, collect
from evalkit.evaluation.loading import load
from evalkit.evaluation.summary import summary
from evalkit.plugins.manager import Plugins

EVALUATION = """
evalkit: 1
structure:
  id: acacias
  name: Les Acacias
  sites: [{id: nord, label: Site Nord, also: [N]}, {id: sud, label: Site Sud}]
groups:
  - {id: habitants, label: Habitants, also: [habitant, habitante]}
  - {id: salaries, label: Salariés}
actions: [{id: jardin, label: Jardin partagé}]
waves: [{id: "2026", label: Campagne}]
framework: framework.yaml
instruments: [instruments/q.yaml]
"""

FRAMEWORK = """
id: arbre
version: 1
criteria:
  - id: c1
    label: Lien
    indicators:
      - id: i1
        label: Entraide
        markers:
          - id: m1
            label: Des habitants s’entraident
            evidence: [{instrument: q, items: [q1], scorer: {name: share, agree: ["3", "4"], attested_from: 0.5}}]
"""

QUESTIONNAIRE = """
id: q
kind: questionnaire
title: Questionnaire
unit: person
notice: Vos réponses sont anonymes.
scales:
  accord:
    - {code: "1", label: Pas du tout d’accord}
    - {code: "2", label: Plutôt pas d’accord}
    - {code: "3", label: Plutôt d’accord, also: [A3]}
    - {code: "4", label: {fr: Tout à fait d’accord, en: Strongly agree}}
    - {missing: dont_know, label: Ne sait pas}
missing: {no_answer: ["-"], not_applicable: [NSP]}
items:
  - {id: q1, label: Je connais mes voisins, question: Diriez-vous que…, type: scale, scale: accord, also: ["LS[SQ001]"]}
  - {id: q2, label: J’ose parler, question: Diriez-vous que…, type: scale, scale: accord}
  - id: act
    label: À quoi participez-vous ?
    type: choices
    choices:
      - {id: accueil, label: "Accueil, écoute"}
      - {id: asl, label: Ateliers ; français}
      - {id: autre, label: Autre}
      - {id: none, label: Aucun}
  - {id: age, label: Votre âge, type: number, unit: ans, min: 0, max: 120}
  - {id: mot, label: Un mot, type: text}
fields: {record: N°, group: Vous êtes, site: [Maison, Site]}
"""

HEADINGS = ("N°", "Vous êtes", "Maison", "q1", "q2", "act", "age", "mot")


class Project:
    """A project with one questionnaire, ``q``, in a wave, ``2026``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("evaluation.yaml", EVALUATION)
        self.write("framework.yaml", FRAMEWORK)
        self.write("instruments/q.yaml", QUESTIONNAIRE)

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def add(
        self, name: str, *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS, encoding: str = "utf-8"
    ) -> Path:
        lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (headings, *rows)]
        return self.write(f"data/2026/q/{name}", ("\r\n".join(lines) + "\r\n").encode(encoding))

    def setting(self, **said: object) -> None:
        """Write a ``files:`` setting for every file."""
        values = ", ".join(f"{key}: {value}" for key, value in said.items())
        self.write("instruments/q.yaml", QUESTIONNAIRE + f'files: {{"*": {{{values}}}}}\n')

    def collect(self) -> Collected:
        plugins = Plugins(folder=self.folder, installed=False)
        evaluation, found = load(self.folder, plugins)
        assert evaluation is not None, found
        assert [] == [p for p in (*plugins.problems, *found) if not p.is_note]
        return collect(evaluation, "2026", plugins)

    def read(self) -> dict[str, Any]:
        """The summary of answers that must be without fault."""
        collected = self.collect()
        assert [] == [(p.code, str(p.message)) for p in collected.problems if not p.is_note]
        counted: dict[str, Any] = summary(collected)["q"]
        return counted


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "projet")


@pytest.fixture
def codes() -> Callable[[Collected], list[str]]:
    return lambda collected: [p.code for p in collected.problems]
