"""A plugin from outside: built, installed where nothing else is, found, used, taken out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import textwrap
import venv
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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The distribution's wheel, built from a copy so that nothing is left beside the source."""
    room = tmp_path_factory.mktemp("wheel")
    shutil.copytree(SOURCE, room / "source", ignore=shutil.ignore_patterns("__pycache__", "build", "dist"))
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", room]
    subprocess.run([*build, room / "source"], check=True, capture_output=True)
    [made] = room.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
    """An environment that has evalkit and what it needs, and no plugin; the interpreter in it."""
    room = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(room, with_pip=False, symlinks=os.name != "nt")
    python = room / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(room), "platbase": str(room)}))
    ours = sysconfig.get_path("purelib")
    (site / "evalkit-and-what-it-needs.pth").write_text(f"import site; site.addsitedir({ours!r})\n{ROOT}\n")
    return python


@pytest.fixture
def project(tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return tmp_path


def evalkit(python: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return run(python, "-m", "evalkit.cli.main", *args)


def run(python: Path, *args: object) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run([python, *map(str, args)], capture_output=True, text=True, env=env, encoding="utf-8")


def pip(python: Path, *args: object) -> None:
    subprocess.run([sys.executable, "-m", "pip", "-q", "--python", python, *map(str, args)], check=True)


def names(python: Path) -> dict[str, str]:
    found = json.loads(evalkit(python, "plugins", "--json").stdout)
    return {one["distribution"]: one["version"] for one in found["plugins"] if one["origin"] == "installed"}


def test_it_is_built_installed_found_used_and_taken_out(wheel, clean, project):
    assert {} == names(clean)
    done = evalkit(clean, "check", project)
    assert 1 == done.returncode
    assert "weighted-mean" in done.stderr

    pip(clean, "install", "--no-deps", "--no-index", wheel)
    assert {"evalkit-weighted-mean": "0.1.0"} == names(clean)
    assert 0 == evalkit(clean, "check", project).returncode
    used = run(clean, "-c", USE, project)
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
    assert 0 == evalkit(clean, "run", project, "-o", out).returncode
    [workbook] = out.glob("*.xlsx")
    sheets = CalamineWorkbook.from_path(workbook).sheet_names
    assert 2 == sum("weighted-mean" in name for name in sheets), sheets

    evaluation = project / "evaluation.yaml"
    written = evaluation.read_text(encoding="utf-8")
    evaluation.write_text(written.replace("{liens: 2, rencontres: 1}", "{rencontre: 1}"), encoding="utf-8")
    done = evalkit(clean, "check", project)
    assert 1 == done.returncode
    assert "ne pèse rien" in done.stderr
    assert "Vouliez-vous dire «\u00a0rencontres\u00a0»\u00a0?" in done.stderr
    assert "Le marqueur «\u00a0aide-recue\u00a0» n’a pas de poids." in done.stderr
    evaluation.write_text(written.replace("2025-11-20", "2026-04-01"), encoding="utf-8")
    done = evalkit(clean, "run", project)
    assert 1 == done.returncode
    assert "après la première réponse (2026-03-01)" in done.stderr
    evaluation.write_text(written, encoding="utf-8")

    pip(clean, "uninstall", "-y", "evalkit-weighted-mean")
    assert {} == names(clean)
    assert 1 == evalkit(clean, "check", project).returncode
