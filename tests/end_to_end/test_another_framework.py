"""A framework of five petals, with other instruments and other scales, runs without a change in the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.evaluation.explaining import explain
from evalkit.evaluation.opened import OpenedEvaluation, open_evaluation
from evalkit.evaluation.running import run
from evalkit.languages import language
from evalkit.workbook import read_workbook

EVALUATION = """\
evalkit: 1
structure: {id: escale, name: L’Escale « du » Nord, department: "26", sites: [{id: bourg, label: Le Bourg}]}
question: Qu’est-ce qui change ici ?
groups: [{id: parents, label: Parents}, {id: jeunes, label: Jeunes, also: [ados]}]
waves: [{id: 2026, label: Printemps 2026}]
framework: framework.yaml
instruments: [instruments/cafe.yaml, instruments/atelier.yaml]
"""

DIMENSIONS = {
    "cohesion-sociale": "Cohésion sociale",
    "epanouissement": "Épanouissement",
    "gouvernance": "Gouvernance",
    "environnement": "Environnement",
    "richesses-produites": "Richesses produites",
}

CAFE = """\
id: cafe
kind: questionnaire
title: Au café des parents
unit: person
sample: census
population: 60
scales:
  meteo: [{code: orage, label: Orage}, {code: nuages, label: Nuages}, {code: soleil, label: Grand soleil}]
items:
  - {id: entraide, label: On s’entraide, type: scale, scale: meteo}
  - {id: sommeil, label: Je dors mal, type: scale, scale: meteo, reverse: true}
  - {id: trocs, label: Objets échangés, type: number, unit: objets, min: 0}
fields: {record: N°, group: Je suis}
"""

ATELIER = """\
id: atelier
kind: flower
title: La fleur de l’atelier
unit: collective
stages: [{code: graine, label: Graine}, {code: pousse, label: Pousse}, {code: fleur, label: En fleur}]
fields: {record: Séance, group: Qui, marker: Quoi, phase: Quand, position: Où, present: Présents}
"""


def framework() -> str:
    flower = "{instrument: atelier, scorer: {name: stages, attested_from: pousse}}"
    by_dimension = {
        "cohesion-sociale": "{instrument: cafe, items: [entraide], scorer: {name: share, agree: [soleil], "
        "attested_from: 0.5}}",
        "epanouissement": "{instrument: cafe, items: [sommeil], scorer: {name: stages, attested_from: nuages}}",
        "richesses-produites": "{instrument: cafe, items: [trocs], scorer: {name: count, attested_from: 30}}",
    }
    lines = ["id: cinq", "version: 1", "criteria:"]
    for name, label in DIMENSIONS.items():
        lines += [f"  - id: {name}", f"    label: {label}", "    indicators:", f"      - id: {name}-i"]
        lines += [f"        label: {label}", "        markers:", f"          - id: {name}-m"]
        lines += [f"            label: Des habitants changent {label}", "            evidence:"]
        if name in by_dimension:
            lines.append(f"              - {by_dimension[name]}")
        if name != "richesses-produites":
            lines.append(f"              - {flower}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (tmp_path / "framework.yaml").write_text(framework(), encoding="utf-8")
    (tmp_path / "instruments/cafe.yaml").write_text(CAFE, encoding="utf-8")
    (tmp_path / "instruments/atelier.yaml").write_text(ATELIER, encoding="utf-8")
    data = tmp_path / "data/2026"
    (data / "cafe").mkdir(parents=True)
    (data / "atelier").mkdir()
    people = [f"{n};{'Parents' if n % 2 else 'ados'};Grand soleil;Orage;{n % 3}" for n in range(1, 31)]
    heading = "N°;Je suis;On s’entraide;Je dors mal;Objets échangés"
    (data / "cafe/cafe.csv").write_text("\n".join([heading, *people]) + "\n", encoding="cp1252")
    sessions = [
        "Séance,Qui,Quoi,Quand,Où,Présents",
        *(f"S1,Parents,{m}-m,après,En fleur,9" for m in DIMENSIONS if m != "richesses-produites"),
        "S2,Jeunes,gouvernance-m,après,Graine,2",
    ]
    (data / "atelier/seances.csv").write_text("\n".join(sessions) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def opened(project: Path) -> OpenedEvaluation:
    return open_evaluation(project)


def test_its_statuses(opened: OpenedEvaluation) -> None:
    rows = opened.publish("2026")["markers"].records()
    found = {str(r["criterion"]): (r["status"], r["kinds"]) for r in rows if r["dimension"] == "all"}
    assert {
        "cohesion-sociale": ("attested", 2),
        "epanouissement": ("attested", 2),  # nobody sleeps badly: the item is reversed
        "gouvernance": ("contested", 0),  # « graine » for one group, « fleur » for the other: opposed
        "environnement": ("attested", 1),
        "richesses-produites": ("attested", 1),
    } == found


def test_its_outputs_are_written_and_read_back(opened: OpenedEvaluation, project: Path) -> None:
    done = run(opened)
    assert {"workbook", "report", "manifest"} <= {made.kind for made in done.outputs}
    workbook = next(made.path for made in done.outputs if made.kind == "workbook")
    assert opened.publish("2026") == read_workbook(workbook)
    page = next(made.path for made in done.outputs if made.kind == "report").read_text(encoding="utf-8")
    assert all(label in page for label in DIMENSIONS.values())


def test_explain_leads_to_the_file_and_the_row(opened: OpenedEvaluation) -> None:
    found = explain(opened.worded("2026"), opened.answers("2026"), "gouvernance-m", language("fr"))
    places = [(b.where.path, b.where.line, b.answer) for b in found.markers[0].readings[0].rows]
    assert [("data/2026/atelier/seances.csv", 4, "fleur"), ("data/2026/atelier/seances.csv", 6, "graine")] == places
