from __future__ import annotations

import json
import os
import re
import shutil
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from evalkit.cli.main import cli
from evalkit.comparison import reading

ROMANS = Path(__file__).resolve().parent.parent.parent / "examples" / "romans"


def call(*args: object) -> SimpleNamespace:
    done = CliRunner().invoke(cli, [str(arg) for arg in args])
    said = {name: getattr(done, name).replace("\u00a0", " ") for name in ("stdout", "stderr")}
    return SimpleNamespace(exit_code=done.exit_code, **said)


def told(*args: object) -> dict[str, object]:
    done = call(*args, "--json")
    assert 0 == done.exit_code, done.stdout + done.stderr
    return json.loads(done.stdout)


def tree(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_check_counts_what_the_files_say(project):
    before = tree(project)
    found = told("check", project)
    assert [] == found["problems"]
    assert {
        "records": 24,
        "rows": 24,
        "files": ["data/2026/avis/reponses.csv"],
        "items": {
            "q1": {"counts": {"1": 6, "4": 18}, "missing": {}},
            "q2": {"counts": {"1": 16, "4": 8}, "missing": {}},
            "q3": {"counts": {"0": 4, "1": 4, "2": 5, "3": 4, "4": 4}, "missing": {"no_answer": 3}, "sum": 42.0},
        },
        "groups": {"habitants": 12, "benevoles": 12},
        "sites": {"unspecified": 24},
    } == found["instruments"]["avis"]
    assert before == tree(project)


def test_check_says_how_each_column_was_understood(project):
    done = call("check", project)
    assert 0 == done.exit_code
    assert "data/2026/avis/reponses.csv — lu comme « generic », 24 lignes" in done.stdout
    assert re.search(r"A +N° → champ « numéro de la réponse »", done.stdout)
    assert re.search(r"D +q1 → q1", done.stdout)
    assert "24 réponses distinctes\n    parties prenantes : Habitants × 12, Bénévoles × 12\n" in done.stdout
    assert "q3 : 0 × 4, 1 × 4, 2 × 5, 3 × 4, 4 × 4 · somme 42 · pas de réponse : sans réponse × 3" in done.stdout


def test_check_names_a_column_that_is_left_aside(project):
    file = project / "data/2026/avis/reponses.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join(f"{line};{'IP' if n == 0 else '10.0.0.1'}" for n, line in enumerate(lines)), encoding="utf-8"
    )
    done = call("check", project)
    assert 0 == done.exit_code
    assert re.search(r"G +IP → laissée de côté", done.stdout)
    assert "IP" in done.stderr
    assert 1 == call("check", project, "--strict").exit_code


def test_check_lists_what_is_wrong_in_the_answers(project):
    file = project / "data/2026/avis/reponses.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(";4;1;", ";7;1;", 1), encoding="utf-8")
    done = call("check", project, "--json")
    assert 1 == done.exit_code
    [problem] = json.loads(done.stdout)["problems"]
    assert "data/2026/avis/reponses.csv" == problem["file"]
    assert problem["code"].startswith("E2")


def test_a_wave_without_answers_is_no_fault(project):
    found = told("check", project, "--wave", "2025")
    assert 0 == found["instruments"]["avis"]["records"]
    assert [] == found["instruments"]["avis"]["files"]


def test_a_wave_that_is_not_declared_is_wrong_use(project):
    done = call("check", project, "--wave", "2099")
    assert 2 == done.exit_code
    assert "E251" in done.stderr
    assert "2025, 2026" in done.stderr


def test_faults_of_the_files_are_shown_at_their_place(project):
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("groups:", "grups:"), encoding="utf-8")
    done = call("check", project)
    assert 1 == done.exit_code
    assert re.search(r"^evaluation.yaml:3:1 E1\d\d$", done.stderr, flags=re.MULTILINE)
    assert "Vouliez-vous dire « groups » ?" in done.stderr


def test_a_sheet_that_nobody_gives_is_told_at_its_place(project):
    file = project / "evaluation.yaml"
    file.write_text(
        file.read_text(encoding="utf-8") + "shared_core: socle.yaml\nsheets:\n  - core_dimension\n", encoding="utf-8"
    )
    (project / "socle.yaml").write_text(
        "{id: socle, version: 1, source: Exemple, dimensions: [{id: liens, label: Liens}]}", encoding="utf-8"
    )
    line = len(file.read_text(encoding="utf-8").splitlines())
    for command in ("check", "run"):
        done = call(command, project)
        assert 1 == done.exit_code
        assert (
            f"evaluation.yaml:{line}:5 E114\n    Aucune extension ne donne la feuille « core_dimension »" in done.stderr
        )
        assert "Vouliez-vous dire « core_dimensions » ?" in done.stderr
    file.write_text(file.read_text(encoding="utf-8").replace("core_dimension", "core_dimensions"), encoding="utf-8")
    assert 0 == call("check", project).exit_code


def test_run_writes_outputs_and_says_where(project):
    done = call("run", project)
    assert 0 == done.exit_code, done.stderr
    out = project / "out" / "2026"
    assert "Vague « 2026 » : sorties écrites." in done.stdout
    assert str(out / "manifest.json") in done.stdout
    assert (out / "manifest.json").is_file()
    assert all(str(path) in done.stdout for path in out.iterdir())


def test_a_run_that_is_refused_says_that_what_stands_there_is_old(project):
    file = project / "data/2026/avis/reponses.csv"
    right = file.read_text(encoding="utf-8-sig")
    file.write_text(right + "99;Inconnus" + ";" * (right.splitlines()[0].count(";") - 1) + "\n", encoding="utf-8")
    refused = call("run", project)
    assert 1 == refused.exit_code
    assert refused.stderr.endswith("Rien n’a été écrit.\n")
    file.write_text(right, encoding="utf-8")
    assert 0 == call("run", project).exit_code
    file.write_text(right + "99;Inconnus" + ";" * (right.splitlines()[0].count(";") - 1) + "\n", encoding="utf-8")
    assert "out » date d’avant." in call("run", project).stderr
    assert "date d’avant" not in call("run", project, "--quiet").stderr


def test_run_lists_its_outputs_for_programs(project, tmp_path):
    found = told("run", project, "-o", tmp_path / "ici", "--lang", "en")
    assert {"workbook", "manifest"} <= {output["kind"] for output in found["outputs"]}
    assert sorted((tmp_path / "ici").iterdir()) == sorted(map(type(tmp_path), (o["path"] for o in found["outputs"])))
    assert 24 == found["instruments"]["avis"]["records"]


def test_explain_leads_to_the_rows(project):
    done = call("explain", "aide-recue", project)
    assert 0 == done.exit_code, done.stderr
    assert "Marqueur aide-recue" in done.stdout
    assert "constaté" in done.stdout
    assert "75 % (18 sur 24)" in done.stdout
    assert "data/2026/avis/reponses.csv:2 : Pas du tout" in done.stdout
    assert "et 12 autres lignes" in done.stdout
    assert 24 == call("explain", "aide-recue", project, "--rows").stdout.count("reponses.csv:")


def test_explain_goes_down_a_whole_criterion(project):
    found = told("explain", "liens", project)
    assert "criterion" == found["explanation"]["level"]
    assert ["aide-recue", "rencontres"] == [marker["id"] for marker in found["explanation"]["markers"]]


def test_explain_of_nothing_names_the_nearest(project):
    done = call("explain", "aide-recu", project)
    assert 2 == done.exit_code
    assert "Vouliez-vous dire « aide-recue » ?" in done.stderr


def test_explain_says_the_rule_and_where_it_is_written(project):
    done = call("explain", "aide-recue", project)
    assert "part des réponses qui vont dans le sens du marqueur (share) : constaté" in done.stdout
    assert re.search(r"règle : agree .* attested_from 0\.5.* \(framework\.yaml:\d+:\d+\)", done.stdout)
    assert "Habitants : " in done.stdout


def test_explain_takes_a_question_or_nothing_known_for_what_it_is(project):
    assert "C’est une question. Elle parle de : aide-recue." in call("explain", "q1", project).stderr
    assert "Les critères : " in call("explain", "xyzzy", project).stderr


PLUGIN = """
from evalkit import Problem, hookimpl, say

@hookimpl
def evalkit_checks(evaluation):
    yield Problem("W990", say("Le greffon parle."))
"""


@pytest.fixture
def with_plugin(project):
    (project / "plugins").mkdir()
    (project / "plugins" / "maison.py").write_text(PLUGIN, encoding="utf-8")
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "plugins: [plugins/maison.py]\n", encoding="utf-8")
    return project


def test_a_local_plugin_acts_only_once_a_person_approved_it(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(with_plugin)
    done = call("check")
    assert 3 == done.exit_code
    [command] = re.findall(r"evalkit (plugins approve \S+)", done.stderr)
    assert 0 == call(*command.split()).exit_code
    done = call("check")
    assert 0 == done.exit_code
    assert "Le greffon parle." in done.stderr
    (with_plugin / "plugins" / "maison.py").write_text(PLUGIN + "\n# changed\n", encoding="utf-8")
    done = call("check")
    assert 3 == done.exit_code
    assert "a changé depuis" in done.stderr
    assert 0 == call("check", "--no-local-plugins").exit_code


def test_an_approval_that_cannot_be_kept_is_told(with_plugin, monkeypatch, tmp_path):
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    done = call("plugins", "approve", with_plugin / "plugins" / "maison.py")
    assert 4 == done.exit_code
    assert "L’approbation n’a pas pu être gardée" in done.stderr


def test_plugins_lists_who_gives_what(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(with_plugin)
    call("plugins", "approve", "plugins/maison.py")
    found = told("plugins")["plugins"]
    assert {"kind": "scorers", "name": "share"} in [given for one in found for given in one["gives"]]
    assert [[{"kind": "checks"}]] == [one["gives"] for one in found if one["origin"] == "local"]
    assert [{"kind": "sheets"}] in [one["gives"] for one in found if one["name"] == "evalkit.sheets.dimensions"]
    assert re.search(r"plugins/maison\.py \(sha256 \w+\)  checks$", call("plugins").stdout, flags=re.MULTILINE)
    assert ["plugins/maison.py"] == [one["name"] for one in found if one["origin"] == "local"]
    assert "Extensions du dossier" in call("plugins").stdout
    assert [] == [one for one in told("plugins", "--no-local-plugins")["plugins"] if one["origin"] == "local"]


def test_plugins_lists_those_of_the_folder_that_is_named(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    call("plugins", "approve", with_plugin / "plugins" / "maison.py")
    for args in ((with_plugin,), ("--lang", "fr", with_plugin, "--quiet")):
        found = told("plugins", *args)["plugins"]
        assert ["plugins/maison.py"] == [one["name"] for one in found if one["origin"] == "local"]
    assert 2 == call("plugins", tmp_path / "nowhere").exit_code


def test_a_plugin_that_breaks_at_work_ends_with_three(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(with_plugin)
    (with_plugin / "plugins" / "maison.py").write_text(PLUGIN.replace("yield ", "1 / 0; yield "), encoding="utf-8")
    call("plugins", "approve", "plugins/maison.py")
    done = call("check")
    assert 3 == done.exit_code
    assert "plugins/maison.py" in done.stderr
    assert "ZeroDivisionError, maison.py:6" in done.stderr


def test_purge_says_what_it_did_and_run_refuses_what_is_gone(project):
    assert 1 == call("purge", project).exit_code
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "privacy: {retention: 2020-01-01}\n", encoding="utf-8")
    assert 0 == call("run", project).exit_code
    done = call("purge", project)
    assert 0 == done.exit_code, done.stderr
    assert "Vague « 2026 » : 1 fichier de réponses retiré." in done.stdout
    assert not (project / "data/2026/avis/reponses.csv").exists()
    assert 1 == call("run", project, "--wave", "2026").exit_code
    assert 2 == call("purge", project, "--wave", "2099").exit_code
    assert "Aucune réponse à retirer." in call("purge", project).stdout


def test_messages_are_english_where_asked(project):
    done = call("check", project, "--wave", "2099", "--lang", "en")
    assert 2 == done.exit_code
    assert "In all: 1 problem." in done.stderr


CORE = """
id: socle
version: "1"
source: Pour le test
dimensions: [{id: lien, label: Le lien}]
"""


@pytest.fixture
def core(project, tmp_path):
    """A shared core, to which the project's only criterion is tied."""
    (tmp_path / "socle.yaml").write_text(CORE, encoding="utf-8")
    (project / "socle.yaml").write_text(CORE, encoding="utf-8")
    tree = project / "framework.yaml"
    tied = tree.read_text(encoding="utf-8").replace(
        "label: Les liens\n", "label: Les liens\n    maps_to: {dimension: lien, extent: full}\n"
    )
    tree.write_text(tied, encoding="utf-8")
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "shared_core: socle.yaml\n", encoding="utf-8")
    return tmp_path / "socle.yaml"


def test_compare_puts_two_structures_side_by_side(project, core, tmp_path):
    told("run", project, "-o", tmp_path / "recus" / "a")
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("mq-exemple", "autre-mq"), encoding="utf-8")
    told("run", project, "-o", tmp_path / "recus" / "b")
    found = told("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin")
    assert [] == found["refused"]
    assert {"kind": "manifest", "path": str(tmp_path / "juin" / "manifest.json")} in found["outputs"]
    manifest = json.loads((tmp_path / "juin" / "manifest.json").read_text(encoding="utf-8"))
    assert {"mq-exemple", "autre-mq"} == {structure for structure, _wave in manifest["structures"]}


def test_compare_refuses_or_goes_on_without_what_it_cannot_read(project, core, tmp_path):
    told("run", project, "-o", tmp_path / "recus" / "a")
    (tmp_path / "recus" / "faux.xlsx").write_bytes(b"no workbook")
    refused = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin")
    assert 1 == refused.exit_code
    assert "faux.xlsx" in refused.stderr
    assert not (tmp_path / "juin").exists()
    done = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin", "--keep-going")
    assert 0 == done.exit_code
    assert "faux.xlsx" in done.stderr
    assert ["faux.xlsx"] == [
        problem["file"].rpartition("/")[2]
        for problem in told("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin", "--keep-going")[
            "refused"
        ]
    ]


def test_a_comparison_that_cannot_be_written_ends_with_four(project, core, tmp_path):
    told("run", project, "-o", tmp_path / "recus" / "a")
    (tmp_path / "juin").write_text("a file, no folder", encoding="utf-8")
    done = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin" / "ici")
    assert 4 == done.exit_code
    assert "E402" in done.stderr
    assert "a file, no folder" == (tmp_path / "juin").read_text(encoding="utf-8")


def test_an_interrupted_comparison_reads_no_further_and_writes_nothing(project, core, tmp_path, monkeypatch):
    told("run", project, "-o", tmp_path / "recus")
    [first] = (tmp_path / "recus").glob("*.xlsx")
    for number in range(50):
        shutil.copy(first, tmp_path / "recus" / f"{number:02}.xlsx")
    begun = []

    def interrupted(path, *given):
        begun.append(path.name)
        if path.name == "02.xlsx":
            os.kill(os.getpid(), signal.SIGINT)
        if path.name >= "02.xlsx":
            stopped.wait(20)
        return read_workbook(path, *given)

    class Readers(ThreadPoolExecutor):
        def shutdown(self, *args, **kwargs):
            stopped.set()
            super().shutdown(*args, **kwargs)

    stopped = threading.Event()
    read_workbook = reading.read_workbook
    monkeypatch.setattr(reading, "read_workbook", interrupted)
    monkeypatch.setattr(reading, "ThreadPoolExecutor", Readers)
    done = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin")
    assert 130 == done.exit_code
    assert "Interrompu" in done.stderr
    assert {"04.xlsx", "49.xlsx"}.isdisjoint(begun)
    assert not (tmp_path / "juin").exists()


def test_compare_wants_a_core(project):
    done = call("compare", project)
    assert 2 == done.exit_code
    assert "Il manque --core." in done.stderr


def test_forms_are_written_and_listed(project, tmp_path):
    found = told("forms", project, "-o", tmp_path / "formulaires", "--instrument", "avis")
    assert found["outputs"]
    assert sorted(str(path) for path in (tmp_path / "formulaires").iterdir()) == sorted(
        output["path"] for output in found["outputs"]
    )
    done = call("forms", project, "-o", tmp_path / "autres")
    assert all(output["path"].rpartition("/")[2] in done.stdout for output in found["outputs"])
    assert 2 == call("forms", project, "--format", "no-such-form").exit_code


def test_plugins_new_says_how_to_try_what_it_made(tmp_path):
    done = call("plugins", "new", "ma-maison", "-o", tmp_path)
    assert 0 == done.exit_code
    assert f"pip install -e {tmp_path / 'evalkit-ma-maison'}" in done.stdout
    assert 1 == call("plugins", "new", "ma-maison", "-o", tmp_path).exit_code


def test_the_reference_example_is_understood_in_words():
    done = call("check", ROMANS)
    assert 0 == done.exit_code
    assert "champ « accord pour citer »" in done.stdout
    assert "extraits ne vont avec aucun marqueur" in done.stdout
    assert "sans objet × " in done.stdout
    assert "not_observed" not in done.stdout
    assert "unspecified" not in done.stdout


def test_the_reference_example_is_explained_in_words():
    done = call("explain", "gouvernance", ROMANS)
    assert 0 == done.exit_code, done.stderr
    assert "Critère gouvernance" in done.stdout
    assert "après le débat" in done.stdout
    assert "décompte : Non observé × " in done.stdout
    assert "pas de réponse : non demandé × " in done.stdout
    assert "observed" not in done.stdout


def test_draft_makes_an_instrument_that_an_evaluation_can_take(project):
    answers = project / "data/2026/avis/reponses.csv"
    found = told("draft", answers, project, "--id", "essai")
    assert "essai" == found["draft"]["id"]
    made = project / "instruments" / "essai.yaml"
    assert str(made) == found["draft"]["path"]
    file = project / "evaluation.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "[instruments/avis.yaml]", "[instruments/avis.yaml, instruments/essai.yaml]"
        ),
        encoding="utf-8",
    )
    assert 0 == call("check", project).exit_code
    before = made.read_bytes()
    again = call("draft", answers, project, "--id", "essai")
    assert 1 == again.exit_code
    assert "E472" in again.stderr
    assert before == made.read_bytes()


def test_draft_says_what_is_to_be_decided(project):
    done = call("draft", project / "data/2026/avis/reponses.csv", project)
    assert 0 == done.exit_code
    assert "instruments/reponses.yaml" in done.stdout
    assert "« à décider »" in done.stdout


def test_columns_keeps_how_a_file_was_understood(project):
    file = project / "data/2026/avis/reponses.csv"
    done = call("columns", file)
    assert 0 == done.exit_code, done.stderr
    assert "Rien à ajouter" in done.stdout
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(";q3\n", ";Heures données\n"), encoding="utf-8")
    found = told("columns", file)["kept"]
    assert {"q3": "Heures données"} == found["columns"]
    assert "  q3: Heures données\n" in (project / "instruments" / "avis.yaml").read_text(encoding="utf-8")
    assert 0 == call("check", project).exit_code
