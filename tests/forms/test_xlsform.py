from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from evalkit import ProblemsFound, open_evaluation
from evalkit.evaluation.forming import write_forms
from tests.forms import phones
from tests.forms.romans import ANSWERS, form, notes, project, put, told, with_csv

ROMANS = Path(__file__).resolve().parents[2] / "examples" / "romans"


def survey(file: Path) -> list[dict[str, str]]:
    head, *rows = openpyxl.load_workbook(file)["survey"].iter_rows(values_only=True)
    return [{h: v or "" for h, v in zip(head, row)} for row in rows]


@pytest.mark.parametrize("export", [phones.kobo, phones.central])
@pytest.mark.parametrize("instrument", ANSWERS)
def test_what_a_phone_sends_is_read_as_the_same_answers_in_a_csv(tmp_path, instrument, export):
    asked = phones.form_of(form(tmp_path / "a", instrument, "xlsform"))
    put(tmp_path / "a", instrument, export(asked, ANSWERS[instrument], tmp_path))
    assert told(with_csv(tmp_path / "b", instrument)) == told(tmp_path / "a")
    # The columns that the tool adds are named in one note; W244 names the words for having no answer.
    assert {"W234"} == set(notes(tmp_path / "a")) - {"W244"}


@pytest.mark.parametrize("instrument", ["avis", "grille"])
def test_labels_in_the_place_of_names_are_read_the_same(tmp_path, instrument):
    file = form(tmp_path / "a", instrument, "xlsform")
    export = phones.kobo(phones.form_of(file), ANSWERS[instrument], tmp_path)
    put(tmp_path / "a", instrument, phones.labelled(file, export))
    assert told(with_csv(tmp_path / "b", instrument)) == told(tmp_path / "a")


def test_each_romans_instrument_is_taken_by_pyxform_without_a_warning(tmp_path):
    made = write_forms(open_evaluation(ROMANS), ["xlsform"], folder=tmp_path)
    assert 4 == len(made)
    for one in made:
        warnings: list[str] = []
        convert(one.path, warnings=warnings, validate=False)
        assert [] == warnings


def test_layouts_are_those_of_the_real_exports(shared):
    real = shared / "fixtures" / "real"
    with (real / "formpack_restaurant_profile_french.csv").open(encoding="utf-8-sig") as file:
        assert set(phones.KOBO) <= set(next(csv.reader(file, delimiter=";")))
    with zipfile.ZipFile(real / "selectMultiple.zip") as archive:
        head = archive.read("selectMultiple.csv").decode().splitlines()[0].split(",")
    assert {"SubmissionDate", "meta-instanceID", "KEY", *phones.CENTRAL, "g1-q2", "g1-q2/m"} <= set(head)
    with zipfile.ZipFile(real / "singlerepeat.zip") as archive:
        head = archive.read("singlerepeat-child.csv").decode().splitlines()[0].split(",")
    assert ["PARENT_KEY", "KEY"] == head[-2:]
    head = next(openpyxl.load_workbook(real / "kobocruncher_form_likert.xlsx")["survey"].iter_rows(values_only=True))
    assert {"type", "name", "required", "relevant", "constraint", "calculation"} <= set(head)


def test_a_likert_block_shows_its_scale_once(tmp_path):
    rows = survey(form(tmp_path, "avis", "xlsform"))
    at = next(i for i, row in enumerate(rows) if row["type"] == "begin_group" and row["appearance"] == "field-list")
    said = [(row["type"], row["name"], row["appearance"]) for row in rows[at + 1 : at + 5]]
    assert [
        ("select_one accord", "evalkit_scale_1", "label"),
        ("select_one accord", "q1", "list-nolabel"),
        ("select_one accord", "q2", "list-nolabel"),
        ("end_group", "", ""),
    ] == said
    assert "Diriez-vous que…" == rows[at + 1]["label::Français (fr)"]


def test_it_says_which_instrument_and_wording_it_is(tmp_path):
    rows = {row["name"]: row for row in survey(form(tmp_path, "avis", "xlsform"))}
    assert "'avis'" == rows["evalkit_instrument"]["calculation"]
    assert 14 == len(rows["evalkit_version"]["calculation"])
    assert "calculate" == rows["evalkit_version"]["type"]


def test_numbers_choices_and_other_words_are_held_to_what_makes_sense(tmp_path):
    rows = [row for row in survey(form(tmp_path, "avis", "xlsform")) if row["name"]]
    found = {row["name"]: row for row in reversed(rows)}
    assert ". >= 0 and . <= 168" == found["heures"]["constraint"]
    assert "not(selected(., 'none') and count-selected(.) > 1)" in found["lieux"]["constraint"]
    assert "selected(../lieux, 'autre')" == found["lieux_other_text"]["relevant"]


def test_every_language_of_the_instrument_stands_beside_the_others(tmp_path):
    folder = project(tmp_path)
    file = folder / "instruments" / "grille.yaml"
    text = file.read_text(encoding="utf-8").replace("label: Chacun parle", "label: {fr: Chacun parle, ar: الكل يتكلم}")
    file.write_text(text, encoding="utf-8")
    made = form_again(folder)
    row = next(row for row in survey(made) if row["name"] == "tour")
    assert ("Chacun parle", "الكل يتكلم") == (row["label::Français (fr)"], row["label::العربية (ar)"])
    other = next(row for row in survey(made) if row["name"] == "decision")
    assert "Une décision est prise ensemble" == other["label::العربية (ar)"]
    settings = list(openpyxl.load_workbook(made)["settings"].iter_rows(values_only=True))
    assert "Français (fr)" == settings[1][settings[0].index("default_language")]


def form_again(folder: Path) -> Path:
    """The form of a project that was changed since it was made."""
    return write_forms(open_evaluation(folder), ["xlsform"], instruments=["grille"], folder=folder / "forms")[0].path


def test_a_choice_that_no_phone_can_name_is_a_problem_that_says_what_to_do(tmp_path):
    folder = project(tmp_path)
    file = folder / "instruments" / "avis.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: souvent", "id: très souvent"), encoding="utf-8")
    tree = folder / "framework.yaml"
    tree.write_text(tree.read_text(encoding="utf-8").replace("agree: [souvent]", "agree: [parfois]"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        write_forms(open_evaluation(folder), ["xlsform"], instruments=["avis"], folder=folder / "forms")
    assert ["E415"] == [problem.code for problem in found.value.problems]
    assert "tr_s_souvent" in str(found.value.problems[0].hint)


def test_a_form_that_pyxform_refuses_is_a_problem(tmp_path, monkeypatch):
    from pyxform import xls2xform
    from pyxform.errors import PyXFormError

    def refuse(*_args: object, **_settings: object) -> None:
        raise PyXFormError("no")

    monkeypatch.setattr(xls2xform, "convert", refuse)
    with pytest.raises(ProblemsFound) as found:
        form(tmp_path, "avis", "xlsform")
    assert ["E416"] == [problem.code for problem in found.value.problems]


def test_the_same_instrument_gives_the_same_bytes(tmp_path):
    assert form(tmp_path / "a", "avis", "xlsform").read_bytes() == form(tmp_path / "b", "avis", "xlsform").read_bytes()
