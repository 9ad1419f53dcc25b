from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evalkit import open_evaluation
from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.forming import write_forms
from tests.forms.romans import ANSWERS, form, notes, project, put, told, with_csv

# What a volunteer types where the paper says this.
TYPED = {
    "habitants": "Habitants", "salaries": "Salariés", "nord": "Site nord", "sud": "Site sud", "jardin": "Le jardin",
    "radio": "La radio", "souvent": "Oui souvent", "parfois": "Parfois", "autre": "Autre", "observed": "Observé",
    "not_observed": "Non observé", "not_asked": "Pas regardé", "dont_know": "Ne sait pas", "not_applicable": "SO",
    "aide": "Des voisins s’entraident", "rencontres": "Des habitants se rencontrent",
    "mots": "Des habitants prennent la parole", "favourable": "Favorable", "contrary": "Contraire", "before": "Avant",
    "after": "Après", "individual": "Individuel", "consensus": "Consensus", "vote": "Vote",
}  # fmt: skip
POSITIONS = {"1": "Pas encore", "2": "On commence", "3": "C’est là"}
CONSENTS = {"avis": {"no": "Non", "anonymous": "Oui"}, "paroles": {"no": "Non", "anonymous": "Anonyme"}}
TEXTS = {"record", "observer", "change", "recit", "text", "dissent", "venue/other_text", "lieux/other_text"}


def typed(instrument: str, name: str, row: dict[str, str]) -> object:
    """What is typed in a column for a row of answers."""
    item, _, option = name.partition("/")
    if option and option != "other_text":
        return "x" if option in row.get(item, "").split() else None
    said = row.get(name, "")
    if not said or name in TEXTS:
        return said or None
    if name == "position":
        return POSITIONS[said]
    if name == "consent":
        return CONSENTS[instrument][said]
    if name in ("date", "arrivee"):
        return date.fromisoformat(said)
    return float(said) if said.replace(".", "").isdigit() else TYPED[said]


def fill(file: Path, instrument: str) -> None:
    """Type the answers as somebody would: in the columns as they stand, in words that the lists offer."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[2]]
    offered = lists(sheet)
    for at, row in enumerate(ANSWERS[instrument], 3):
        assert {n for n, cell in row.items() if cell} <= {*names, *(str(n).partition("/")[0] for n in names)}
        for column, name in enumerate(names, 1):
            value = typed(instrument, name, row)
            assert value is None or name not in offered or value in offered[name], (name, value)
            cell = sheet.cell(at, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # the column is text: Excel takes « =1+1 » typed there as words
    book.save(file)


def lists(sheet: Worksheet) -> dict[str, list[object]]:
    """The words that each column with a drop-down accepts."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            name, _, cells = rule.formula1.rpartition("!")
            words = [row[0].value for row in sheet.parent[name.strip("'")][cells.replace("$", "")]]
            column = next(iter(rule.sqref.ranges)).min_col
            found[sheet.cell(2, column).value] = words
    return found


@pytest.mark.parametrize("instrument", ANSWERS)
def test_what_is_typed_is_read_as_the_same_answers_in_a_csv(tmp_path, instrument):
    file = form(tmp_path / "a", instrument, "sheet")
    fill(file, instrument)
    put(tmp_path / "a", instrument, file)
    assert told(with_csv(tmp_path / "b", instrument)) == told(tmp_path / "a")
    # Words for having no answer are told apart by a note; nothing else is worth one.
    assert set() == set(notes(tmp_path / "a")) - {"W244"}


@pytest.mark.parametrize("to", ["xlsx:Calc MS Excel 2007 XML", "ods"])
def test_libreoffice_saves_it_and_it_is_read_the_same(tmp_path, libreoffice, to):
    file = form(tmp_path / "a", "avis", "sheet")
    fill(file, "avis")
    saved = libreoffice.convert(file, to, tmp_path)
    put(tmp_path / "a", "avis", saved)
    assert told(with_csv(tmp_path / "b", "avis")) == told(tmp_path / "a")
    assert set() == set(notes(tmp_path / "a")) - {"W244"}


@pytest.mark.parametrize("instrument", ANSWERS)
def test_a_blank_one_is_read_as_no_answer_at_all(tmp_path, instrument):
    folder = put(tmp_path, instrument, form(tmp_path, instrument, "sheet"))
    assert ["W245"] == notes(folder)
    assert 0 == len(open_evaluation(folder).answers("2026"))


def test_only_headings_are_protected_and_rows_can_be_deleted(tmp_path):
    sheet = openpyxl.load_workbook(form(tmp_path, "avis", "sheet")).worksheets[0]
    columns = sheet.max_column
    assert sheet.protection.sheet
    assert not sheet.protection.deleteRows  # « not forbidden », as the format says it
    assert [True] * 2 * columns == [cell.protection.locked for row in sheet["1:2"] for cell in row[:columns]]
    open_ones = [d for d in sheet.column_dimensions.values() if d.min <= columns or d.max == 16384]
    assert open_ones
    assert not any(d.protection.locked for d in open_ones)
    assert "B3" == sheet.freeze_panes


def test_a_number_keeps_to_its_bounds_or_says_why_there_is_none(tmp_path):
    sheet = openpyxl.load_workbook(form(tmp_path, "avis", "sheet")).worksheets[0]
    names = [cell.value for cell in sheet[2]]
    column = get_column_letter(names.index("heures") + 1)
    rule = next(r for r in sheet.data_validations.dataValidation if f"{column}3" in str(r.sqref))
    assert "custom" == rule.type
    assert rule.formula1.startswith(
        f"OR(AND(ISNUMBER({column}3),{column}3>=0,{column}3<=168),ISNUMBER(MATCH({column}3,'Réponses possibles'!$"
    )


def test_a_scale_says_what_its_numbers_mean_beside_the_cell(tmp_path):
    sheet = openpyxl.load_workbook(form(tmp_path, "avis", "sheet")).worksheets[0]
    names = [cell.value for cell in sheet[2]]
    column = get_column_letter(names.index("q1") + 1)
    rule = next(r for r in sheet.data_validations.dataValidation if f"{column}3" in str(r.sqref))
    assert rule.prompt.startswith("1 = Pas du tout d’accord · 2 = Plutôt pas d’accord")
    assert [1, 2, 4, 5, "Ne sait pas", "SO", "illisible"] == lists(sheet)["q1"]


def test_the_same_instrument_gives_the_same_bytes(tmp_path):
    assert form(tmp_path / "a", "avis", "sheet").read_bytes() == form(tmp_path / "b", "avis", "sheet").read_bytes()


def test_each_language_has_its_own_and_arabic_reads_from_the_right(tmp_path):
    folder = project(tmp_path)
    file = folder / "instruments" / "grille.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("title: Observer une réunion", "title: {fr: Observer une réunion, ar: مراقبة اجتماع}"),
        encoding="utf-8",
    )
    made = write_forms(open_evaluation(folder), ["sheet"], instruments=["grille"], folder=tmp_path / "forms")
    assert ["grille-saisie-ar.xlsx", "grille-saisie-fr.xlsx"] == [one.path.name for one in made]
    sides = [openpyxl.load_workbook(one.path).worksheets[0].sheet_view.rightToLeft for one in made]
    assert [True, None] == [side or None for side in sides]


@pytest.mark.parametrize("instrument", ["avis", "fleur"])
def test_what_was_typed_where_the_form_was_written_is_never_lost(tmp_path, instrument):
    path = form(tmp_path, instrument, "sheet")
    opened = open_evaluation(tmp_path)
    again = {"instruments": [instrument], "folder": path.parent}
    write_forms(opened, ["sheet"], **again)  # a blank one is replaced
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(row=3, column=1, value="A-1")
    book.save(path)
    typed = path.read_bytes()

    with pytest.raises(ProblemsFound) as found:
        write_forms(opened, (), **again)

    assert [("E411", path.as_posix())] == [(p.code, p.where.path) for p in found.value.problems]
    assert typed == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_long_titles_and_questions_are_not_cut(tmp_path):
    folder = project(tmp_path)
    file = folder / "instruments" / "avis.yaml"
    text = file.read_text(encoding="utf-8")
    assert "title: Votre avis" in text
    wordy = "Votre avis sur la maison, ses activités, ses gens et tout ce qui s’y passe dans l’année"
    file.write_text(text.replace("title: Votre avis", f"title: {wordy}"), encoding="utf-8")
    write_forms(open_evaluation(folder), ["sheet"], instruments=["avis"], folder=tmp_path / "f")
    _, guide, answers = openpyxl.load_workbook(next((tmp_path / "f").glob("avis*.xlsx"))).worksheets
    assert wordy == guide["A1"].value
    assert guide.row_dimensions[1].height >= 2 * 20
    for cell in answers[2]:
        width = answers.column_dimensions[cell.column_letter].width
        assert answers.row_dimensions[2].height >= 15 * len(str(cell.value or "")) / width
    assert any(" autres colonnes)" in str(cell.value) or " autre colonne)" in str(cell.value) for cell in answers[2])
