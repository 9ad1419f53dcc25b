"""Plugins as small as they can be, for tests of what loads an evaluation, and a project to break."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from attrs import field, frozen, validators

from evalkit.core.evaluation import Named
from evalkit.core.items import Category, Item, ItemType
from evalkit.core.message import say
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Comparison, Published


@frozen(kw_only=True)
class Form:
    name: ClassVar[str] = "questionnaire"
    layout: ClassVar[str] = "form"
    fields: ClassVar[tuple[str, ...]] = ("consent",)
    key: ClassVar[tuple[str, ...]] = ()

    roles: tuple[Named, ...] = ()

    def asks(self, framework, declared):
        return declared


@frozen(kw_only=True)
class Flower:
    name: ClassVar[str] = "flower"
    layout: ClassVar[str] = "flower"
    fields: ClassVar[tuple[str, ...]] = ("marker", "phase", "position")
    key: ClassVar[tuple[str, ...]] = ()

    stages: tuple[Category, ...] = field(validator=validators.min_len(2))

    def asks(self, framework, declared):
        return tuple(
            Item(id=p.marker.id, label=p.marker.label, type=ItemType.SCALE, categories=self.stages,
                 phases=("before", "after"))
            for p in framework.placed()
        )  # fmt: skip


@frozen(kw_only=True)
class Broken(Flower):
    name: ClassVar[str] = "broken"

    def asks(self, framework, declared):
        raise RuntimeError("from outside")


@frozen(kw_only=True)
class Share:
    name: ClassVar[str] = "share"
    types: ClassVar[tuple[str, ...]] = ("scale", "choice", "presence")
    phase: ClassVar[str] = ""

    agree: tuple[str, ...]
    attested_from: float = field(default=0.5, validator=[validators.ge(0), validators.le(1)])

    def problems(self, item):
        for code in self.agree:
            if code not in item.codes:
                yield Problem("E140", say("La réponse {code} n’existe pas.", code=code))


@frozen(kw_only=True)
class Synthesis:
    name: ClassVar[str] = "triangulation"

    gap: float = 0.2


class Page:
    takes = Published


class SideBySide:
    takes = Comparison


class Offer:
    def __init__(self):
        self.instruments = {one.name: one for one in (Form, Flower, Broken)}
        self.scorers = {"share": Share}
        self.readers = {"limesurvey": object}
        self.syntheses = {"triangulation": Synthesis}
        self.outputs = {"workbook": Page, "report": Page, "comparison": SideBySide}

    @contextmanager
    def calling(self, kind, name):
        try:
            yield
        except RuntimeError as error:
            raise ProblemsFound([Problem("E305", say("{name} échoue", name=name))]) from error


EVALUATION = """\
evalkit: 1
language: fr
structure:
  id: exemple
  name: Maison Exemple
  sites: [{id: centre, label: Centre}]
groups:
  - {id: habitants, label: Habitants, also: [habitant]}
actions: [{id: jardin, label: Jardin}]
waves:
  - {id: 2025, label: Avant}
  - {id: 2026, label: Campagne}
instruments:
  - instruments/questionnaire.yaml
  - instruments/fleur.yaml
shared_core: socle.yaml
context:
  - {id: adherents, label: Adhérents, value: 1350, unit: personnes}
"""

FRAMEWORK = """\
id: arbre
version: 1
criteria:
  - id: c1
    label: Gouvernance
    maps_to: {dimension: d1}
    indicators:
      - id: i1
        label: Place
        markers:
          - id: m1
            label: Des habitants décident
            evidence:
              - {instrument: questionnaire, items: [q1], scorer: {name: share, agree: [4, 5], min_n: 10}}
              - {instrument: fleur, scorer: {name: share, agree: [2], phase: after}}
          - id: m2
            label: Des habitants proposent
"""

QUESTIONNAIRE = """\
id: questionnaire
kind: questionnaire
title: Questionnaire
unit: person
group: habitants
scales:
  accord:
    - {code: 1, label: Non}
    - {code: 4, label: Plutôt}
    - {code: 5, label: Oui, also: [A5]}
    - {missing: dont_know, label: Ne sait pas}
missing: {no_answer: ["", "-"], dont_know: NSP}
items:
  - {id: q1, label: Je décide, type: scale, scale: accord, comparable_with: [2025]}
  - {id: q2, label: Vu, type: presence}
  - {id: q3, label: Heures, type: number, unit: heures, min: 0, max: 168}
  - {id: q4, label: Actions, type: choices, choices: [{id: radio, label: Radio}, {id: none, label: Aucune}]}
columns: {q1: "Q1. Je décide"}
fields: {record: N°, site: [Maison, Site]}
files: {"2025*.csv": {encoding: cp850, header_row: 4, reader: limesurvey, not_asked: [q2]}}
"""

FLEUR = """\
id: fleur
kind: flower
title: Fleur
unit: collective
stages: [{code: 1, label: Pas encore}, {code: 2, label: "C’est là"}]
"""

SOCLE = """\
id: socle
version: 2
source: La Fonda
dimensions: [{id: d1, label: Gouvernance}, {id: d2, label: Environnement}]
context: [adherents]
"""

FINDINGS = """\
- id: f1
  claim: Une gouvernance partagée
  criteria: [c1]
  aims: [advocacy]
  examples: [{text: 1350 adhérents, context: [adherents], source: rapport}]
  quotes: [{text: « Oui », source: rapport, consent: published}]
"""

QUOTES = """\
- {instrument: questionnaire, record: 12, item: q1, hash: 08ab, cleared: yes, text: Oui, wave: 2026}
"""

FILES = {
    "evaluation.yaml": EVALUATION,
    "framework.yaml": FRAMEWORK,
    "instruments/questionnaire.yaml": QUESTIONNAIRE,
    "instruments/fleur.yaml": FLEUR,
    "socle.yaml": SOCLE,
    "findings.yaml": FINDINGS,
    "quotes.yaml": QUOTES,
}


def project(folder: Path, changes: dict[str, tuple[str, str]] | None = None) -> Path:
    """A sound project in *folder*, with words of its files replaced."""
    for name, text in FILES.items():
        if changes and name in changes:
            before, after = changes[name]
            assert before in text
            text = text.replace(before, after, 1)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
