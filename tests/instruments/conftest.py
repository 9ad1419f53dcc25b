"""Rows of an instrument, written as a person would fill them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.evaluation.collecting import Collected, collect
from evalkit.evaluation.loading import load
from evalkit.plugins.manager import Plugins

EVALUATION = """
evalkit: 1
structure: {id: acacias, name: Les Acacias, sites: [{id: nord, label: Nord}]}
groups: [{id: habitants, label: Habitants}, {id: salaries, label: Salariés}]
waves: [{id: "2026", label: Campagne}]
framework: framework.yaml
instruments: [instruments/outil.yaml]
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
          - {id: m1, label: Des habitants s’entraident, evidence: [{instrument: outil, scorer: SCORER ITEMS}]}
          - {id: m2, label: Des habitants osent parler, evidence: [{instrument: outil, scorer: SCORER ITEMS}]}
"""


class Filled:
    """A project with one instrument, ``outil``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, instrument: str, scorer: str, answers: str, items: str = "") -> Collected:
        """The wave whose file holds the lines of *answers*, cells parted by « | »."""
        self.write("evaluation.yaml", EVALUATION)
        self.write("framework.yaml", FRAMEWORK.replace("SCORER ITEMS", scorer + items))
        self.write("instruments/outil.yaml", instrument)
        lines = [[cell.strip() for cell in line.split("|")] for line in answers.strip().splitlines()]
        text = "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines)
        self.write("data/2026/outil/reponses.csv", text + "\n")
        plugins = Plugins(folder=self.folder, installed=False)
        evaluation, found = load(self.folder, plugins)
        assert evaluation is not None, found
        assert [] == [(p.code, str(p.message)) for p in (*plugins.problems, *found) if not p.is_note]
        return collect(evaluation, "2026", plugins)


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return Filled(tmp_path / "projet")
