"""A plugin from outside: built, installed where nothing else is, found, used, taken out."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "examples" / "plugins" / "evalkit-weighted-mean"

FILES = {
    "evaluation.yaml": """
        evalkit: 1
        structure: {id: mq-exemple, name: Maison de quartier Exemple}
        waves: [{id: "2026", label: Campagne 2026}]
        framework: framework.yaml
        instruments: [instruments/avis.yaml]
        synthesis:
          name: weighted-mean
          declared: 2025-11-20
          source: Relevé de décisions
          weights: {liens: 2, rencontres: 1}
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
                    evidence: [{instrument: avis, items: [q1], scorer: {name: share, agree: [2], attested_from: 0.5}}]
                  - id: rencontres
                    label: Des habitants rencontrent de nouvelles personnes
                    evidence: [{instrument: avis, items: [q2], scorer: {name: share, agree: [2], attested_from: 0.5}}]
        """,
    "instruments/avis.yaml": """
        id: avis
        kind: questionnaire
        title: Avis
        unit: person
        scales: {accord: [{code: 1, label: Non}, {code: 2, label: Oui}]}
        items:
          - {id: q1, label: Je reçois de l’aide, type: scale, scale: accord}
          - {id: q2, label: Je rencontre du monde, type: scale, scale: accord}
        fields: {date: Le}
        """,
    "data/2026/avis/reponses.csv": "Le;q1;q2\n" + "2026-03-01;2;1\n" * 20,
}

USE = """
import json, sys
from evalkit import open_evaluation
opened = open_evaluation(sys.argv[1])
tables = opened.evaluation.synthesis.tables(opened.publish("2026"))
print(json.dumps({table.name: [list(row) for row in table.rows] for table in tables}))
"""


@pytest.fixture
def project(tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return tmp_path


def test_it_is_built_installed_found_used_and_taken_out(clean, project):
    assert {} == clean.plugins()
    done = clean.evalkit("check", project)
    assert 1 == done.returncode
    assert "weighted-mean" in done.stderr

    clean.install(SOURCE)
    assert {"evalkit-weighted-mean": "0.1.0"} == clean.plugins()
    assert 0 == clean.evalkit("check", project).returncode
    used = clean.run("-c", USE, project)
    assert "" == used.stderr
    tables = json.loads(used.stdout)
    assert [["liens", 2 / 3, 2, 0, 1, 0], ["all", 2 / 3, 2, 0, 1, 0]] == [
        [name, pytest.approx(mean), *weights] for name, mean, *weights in tables["weighted_mean_result"]
    ]
    assert [
        ["aide-recue", 2, "2025-11-20", "Relevé de décisions"],
        ["rencontres", 1, "2025-11-20", "Relevé de décisions"],
    ] == tables["weighted_mean_weights"]

    out = project / "resultats"
    assert 0 == clean.evalkit("run", project, "-o", out).returncode
    [workbook] = out.glob("*.xlsx")
    sheets = CalamineWorkbook.from_path(workbook).sheet_names
    assert 2 == sum("weighted-mean" in name for name in sheets), sheets

    evaluation = project / "evaluation.yaml"
    written = evaluation.read_text(encoding="utf-8")
    evaluation.write_text(written.replace("{liens: 2, rencontres: 1}", "{rencontre: 1}"), encoding="utf-8")
    done = clean.evalkit("check", project)
    assert 1 == done.returncode
    assert "ne pèse rien" in done.stderr
    assert "Vouliez-vous dire «\u00a0rencontres\u00a0»\u00a0?" in done.stderr
    assert "Le marqueur «\u00a0aide-recue\u00a0» n’a pas de poids." in done.stderr
    evaluation.write_text(written.replace("2025-11-20", "2026-04-01"), encoding="utf-8")
    done = clean.evalkit("run", project)
    assert 1 == done.returncode
    assert "après la première réponse (2026-03-01)" in done.stderr
    evaluation.write_text(written, encoding="utf-8")

    clean.uninstall("evalkit-weighted-mean")
    assert {} == clean.plugins()
    assert 1 == clean.evalkit("check", project).returncode
