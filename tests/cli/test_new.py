from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evalkit import open_evaluation
from evalkit.cli.main import cli
from tests.cli.calling import call

CORE = Path(__file__).resolve().parents[2] / "examples" / "drome" / "socle-commun.yaml"
TABLE = "Critère;Indicateur;Marqueur;Outil;Notes\nSe lier;Des liens;Des voisins se parlent;plus tard;x\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_without_questions_the_result_passes_check_and_run_at_once():
    done = call("new", "essai", "--no-input", "--name", "L’Étoile « du » Nord", "--demo", "--year", "2026")
    assert 0 == done.exit_code, done.stderr
    assert "L’évaluation est prête dans essai." in done.stdout
    assert "evalkit run essai" in done.stdout
    assert 0 == call("check", "essai").exit_code
    assert 0 == call("run", "essai").exit_code
    assert Path("essai/out/2026/manifest.json").is_file()


def test_without_a_folder_the_name_gives_it():
    assert 0 == call("new", "--no-input", "--name", "L’Étoile du Nord").exit_code
    assert "L’Étoile du Nord" == open_evaluation("l-etoile-du-nord").evaluation.structure.name


def test_json_names_the_folder_and_its_files():
    told = json.loads(call("new", "essai", "--no-input", "--json").stdout)
    assert "essai" == told["folder"]
    assert "LISEZ-MOI.md" in told["files"]
    assert {"framework.yaml", "evaluation.yaml"} < set(told["files"])


def test_it_asks_step_by_step_and_asks_again_what_cannot_be():
    typed = "\n".join(
        ("  ", "Chez nous", "9", "2", "Nord; Sud", "Habitants; Salariés", "99", "3", "rien.yaml", str(CORE))
    )
    done = call("new", "essai", typed=typed + "\n")
    assert 0 == done.exit_code, done.stderr
    for said in (
        "Comment s’appelle votre structure ?",
        "2. espace de vie sociale",
        "Le nombre de critères va de 1 à 12.",
        "Ce fichier n’existe pas.",
    ):
        assert said in done.stderr
    evaluation = open_evaluation("essai").evaluation
    assert ("Chez nous", "espace de vie sociale") == (evaluation.structure.name, evaluation.structure.kind)
    assert ["nord", "sud"] == [site.id for site in evaluation.structure.sites]
    assert ["habitants", "salaries"] == [group.id for group in evaluation.groups]
    assert 3 == len(evaluation.framework.criteria)
    assert "socle-drome" == evaluation.shared_core.id


@pytest.mark.parametrize(("lang", "colon"), [("fr", "\u00a0: "), ("en", ": ")])
def test_a_question_ends_as_its_language_sets_a_colon(lang, colon):
    done = CliRunner().invoke(
        cli, ["new", "essai", "--lang", lang, "--kind", "other", "--core", str(CORE)], input="A\n"
    )
    first = done.stderr.split("?")[1]
    assert first.partition("]")[2].startswith(colon)


def test_a_kind_is_taken_by_its_name_and_a_wrong_one_is_said():
    done = call("new", "essai", typed="Léo\ndeux\nCentre social\n\n\n\n\n")
    assert 0 == done.exit_code, done.stderr
    assert "Tapez un numéro, de 1 à 4." in done.stderr
    assert 'kind: "centre social"' in Path("essai/evaluation.yaml").read_text(encoding="utf-8")


def test_names_that_were_typed_are_told_as_they_were_parted():
    done = call("new", "essai", "--no-input", "--sites", "Nord, Sud", "--groups", "Habitants; Jeunes, Salariés")
    assert "Lieux : Nord · Sud\n  Groupes : Habitants · Jeunes, Salariés\n" in done.stdout


def test_a_taken_folder_is_refused_before_anything_is_asked():
    Path("pris").mkdir()
    Path("pris/photo.jpg").write_bytes(b"x")
    done = call("new", "pris", typed="")
    assert "E471" in done.stderr
    assert "Comment s’appelle" not in done.stderr


def test_what_was_said_on_the_line_is_not_asked():
    given = ("--name", "A", "--kind", "other", "--sites", "", "--groups", "G", "--criteria", "1", "--core", CORE)
    assert 0 == call("new", "essai", *given, typed="").exit_code


def test_an_interrupted_talk_makes_nothing():
    assert 130 == call("new", "essai", typed="Chez nous\n").exit_code
    assert [] == list(Path().iterdir())


def test_english_makes_english_files():
    done = call("new", "essai", "--no-input", "--lang", "en")
    assert "README.md" in done.stdout
    evaluation = open_evaluation("essai").evaluation
    assert "en" == evaluation.language
    assert ["Inhabitants", "Volunteers", "Staff", "Partners"] == [group.label for group in evaluation.groups]


def test_a_marker_that_stands_twice_is_told_with_both_lines():
    rows = ("Se lier;Des liens;Des voisins se parlent", "Se lier;Des fêtes;Des voisins  se parlent",
            "Se lier;Des fêtes;On danse", "Se lier;Des fêtes;On danse")  # fmt: skip
    Path("atelier.csv").write_text("\n".join(("Critère;Indicateur;Marqueur", *rows)) + "\n", encoding="utf-8")
    done = call("new", "essai", "--no-input", "--from", "atelier.csv", "--json")
    notes = [(note["line"], note["message"]) for note in json.loads(done.stdout)["notes"] if note["code"] == "W109"]
    assert [3, 5] == [line for line, _ in notes]
    assert "ligne 2, sous «\u00a0Des liens\u00a0»" in notes[0][1]
    assert "deux questions identiques" in notes[0][1]
    assert "ligne 4\u00a0: il compte une fois" in notes[1][1]


def test_a_workshop_table_gives_the_tree_and_says_what_it_left():
    Path("atelier.csv").write_text(TABLE, encoding="utf-8")
    done = call("new", "essai", "--no-input", "--from", "atelier.csv", "--demo", "--year", "2026")
    assert 0 == done.exit_code, done.stderr
    assert "W106" in done.stderr
    assert "W107" not in done.stderr
    assert Path("essai/framework.xlsx").is_file()
    assert not Path("essai/framework.yaml").exists()
    (criterion,) = open_evaluation("essai").evaluation.framework.criteria
    (marker,) = criterion.markers
    assert ("Se lier", "Des voisins se parlent") == (criterion.label, marker.label)
    assert marker.provisional
    assert {"questionnaire", "observation", "fleur"} <= {evidence.instrument for evidence in marker.evidence}
    assert 0 == call("run", "essai").exit_code


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("a;b\n1;2\n", "E123"),
        ("Critère;Indicateur;Marqueur;Id marqueur\nC;I;M;pas bon\n", "E111"),
        ("Critère;Indicateur;Marqueur\nC;I;\n", "E107"),
        ("Critère;Indicateur;Marqueur\n;;M\n", "E107"),
        ("", "E202"),
    ],
)
def test_a_table_that_cannot_be_read_makes_nothing(table, code):
    Path("atelier.csv").write_text(table, encoding="utf-8")
    done = call("new", "essai", "--no-input", "--from", "atelier.csv")
    assert 1 == done.exit_code
    assert code in done.stderr
    assert not Path("essai").exists()


def test_a_workshop_table_may_have_a_title_above_and_headings_in_the_plural(tmp_path):
    table = "Atelier du 3 mars;;\nCritères;Indicateurs;Marqueurs de changement\nLiens;Se voir;Des voisins s’invitent\n"
    (tmp_path / "atelier.csv").write_text(table, encoding="utf-8")
    done = call("new", "essai", "--no-input", "--from", tmp_path / "atelier.csv")
    assert 0 == done.exit_code, done.stderr
    assert 1 == len(open_evaluation("essai").evaluation.framework.markers)


def test_a_row_of_totals_in_a_workshop_table_is_refused_where_it_stands(tmp_path):
    (tmp_path / "atelier.csv").write_text("critère;indicateur;marqueur\nA;B;C\nTotal;3;\n", encoding="utf-8")
    done = call("new", "essai", "--no-input", "--from", tmp_path / "atelier.csv")
    assert "atelier.csv:3, colonne « indicateur » E107" in done.stderr
    assert "« 3 » n’a aucun marqueur." in done.stderr
    assert not Path("essai").exists()


def test_a_taken_folder_and_a_wrong_answer_are_problems_not_bugs():
    Path("essai").mkdir()
    Path("essai/a.txt").write_text("", encoding="utf-8")
    assert "E471" in call("new", "essai", "--no-input").stderr
    assert "E475" in call("new", "autre", "--no-input", "--criteria", "0").stderr
    assert 2 == call("new", "autre", "--kind", "château").exit_code


def test_a_wave_is_opened_and_what_was_kept_is_said():
    call("new", "essai", "--no-input", "--year", "2026")
    done = call("new", "essai", "--wave", "2028")
    assert 0 == done.exit_code
    assert "La vague « 2028 » est ouverte" in done.stdout
    assert "data/2026/fleur/instrument.yaml" in done.stdout
    again = call("new", "essai", "--wave", "2028")
    assert (1, True) == (again.exit_code, "E476" in again.stderr)
    assert 1 == call("new", "nulle-part", "--wave", "2028").exit_code


def test_a_wave_takes_no_option_of_a_new_evaluation():
    call("new", "essai", "--no-input", "--year", "2026")
    done = call("new", "essai", "--wave", "2028", "--demo", "--sites", "Nord")
    assert 2 == done.exit_code
    assert "ne va pas avec --sites, --demo" in done.stderr
    assert not Path("essai/data/2028").exists()


def test_a_place_that_cannot_be_written_is_a_problem_not_a_bug():
    Path("fichier").write_text("", encoding="utf-8")
    done = call("new", "fichier/essai", "--no-input")
    assert (4, True) == (done.exit_code, "E402" in done.stderr)


def test_check_foresees_what_the_plan_covers_and_what_would_be_masked():
    call("new", "essai", "--no-input", "--year", "2026", "--demo", "--criteria", "1")
    done = call("check", "essai")
    assert (
        "Des liens entre les personnes : 4 marqueurs, 3 regardés par deux sortes d’outils ou plus, 1 par une seule"
        in done.stdout
    )
    assert "Ce qui serait masqué à la publication" in done.stdout
    assert "questionnaire : Partenaires × 6, Salariés × 12 (seuil de 11 personnes" in done.stdout
    told = json.loads(call("check", "essai", "--json").stdout)["foreseen"]
    assert {"liens": {"markers": 4, "several": 3, "one": 1, "nobody": []}} == told["plan"]
    assert "2026" == told["counted"]
    call("new", "essai", "--wave", "2028")
    assert "(avec autant de réponses que dans la vague « 2026 »)" in call("check", "essai", "--wave", "2028").stdout
