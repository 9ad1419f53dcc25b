from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.calling import call, told, tree

ROMANS = Path(__file__).resolve().parent.parent.parent / "examples" / "romans"


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
