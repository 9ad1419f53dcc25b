from __future__ import annotations

import pytest
import xlsxwriter

HEADINGS = ("q1", "q2", "act", "age", "mot")
ROW = ("3", "3", "Aucun", "40", "bien")


def test_two_tools_that_recognise_a_file_ask_for_a_reader(project):
    headings = ("Horodateur", "SID", "Brouillon", *HEADINGS)
    project.add("a.csv", ("02/03/2026", "1", "0", *ROW), headings=headings)

    (problem,) = project.collect().problems
    assert ("E241", "data/2026/q/a.csv") == (problem.code, problem.where.path)
    assert "framaforms, google-forms" in str(problem.message)

    project.setting(reader="google-forms")
    assert 1 == project.read()["records"]


def test_two_sheets_alike_ask_for_a_sheet(project):
    folder = project.folder / "data/2026/q"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        for name in ("2025", "2026"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADINGS)
            sheet.write_row(1, 0, ROW)

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert ("E242", "2025") == (problem.code, problem.where.sheet)

    project.setting(sheet='"2026"')
    assert 1 == project.read()["records"]


def test_a_row_of_means_at_the_end_is_left_out_and_said(project):
    project.add("a.csv", ("r1", *ROW), ("Moyenne", "3,4", "3,6", "", "41,5", ""), headings=("N°", *HEADINGS))

    assert 1 == project.read()["records"]
    (note,) = project.collect().problems
    assert ("W243", 3) == (note.code, note.where.line)


def test_an_answer_called_total_is_an_answer(project):
    project.add("a.csv", ("Total", "3", "3", "Aucun", "40"), headings=("mot", "q1", "q2", "act", "age"))
    project.add("b.csv", ("3", "3", "Aucun", "40", "Total"), headings=HEADINGS)

    assert 2 == project.read()["items"]["mot"]["texts"]


def test_an_item_declared_as_not_asked_is_missing_so(project):
    project.setting(not_asked="[q2]")
    project.add("a.csv", ("3", "Aucun", "40", ""), headings=("q1", "act", "age", "mot"))

    assert {"not_asked": 1} == project.read()["items"]["q2"]["missing"]


def test_a_tool_whose_na_means_not_asked(project):
    headings = ("id", "submitdate", *HEADINGS)
    project.add("a.csv", ("1", "2026-03-02 13:57:41", "N/A", "3", "N/A", "N/A", "N/A"), headings=headings)

    items = project.read()["items"]

    assert [{"not_asked": 1}] * 4 == [items[name]["missing"] for name in ("q1", "act", "age", "mot")]


def test_a_tool_ambiguous_date_of_its_own_is_noted_and_left_empty(project):
    project.add("a.csv", ("3/2/2026 13:57:41", *ROW), headings=("Timestamp", *HEADINGS))

    collected = project.collect()

    assert ["W239"] == [p.code for p in collected.problems]
    assert () == collected.answers.dates


def test_what_no_column_says_is_no_answer_at_all(project):
    project.add("a.csv", ("x", "y"), headings=("Produit", "Prix"))

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert "E231" == problem.code


def test_how_a_file_was_understood_is_kept(project):
    project.add("a.csv", ("9", *ROW), headings=("Vélo", *HEADINGS))

    (read,) = project.collect().instruments
    (file,) = read.files

    assert ("generic", 1, "data/2026/q/a.csv") == (file.reader, file.rows, file.path)
    assert [("A", ()), ("B", ("q1",))] == [(c.letter, tuple(t.name for t in c.targets)) for c in file.columns[:2]]


def test_words_in_the_place_of_an_answer_are_other_where_the_tool_writes_them_so(project):
    row = ("02/03/2026", "3", "3", "la fanfare, Accueil, écoute", "40", "")
    project.add("a.csv", row, headings=("Horodateur", *HEADINGS))

    collected = project.collect()

    assert ["W251"] == [p.code for p in collected.problems]
    assert "D2" == collected.problems[0].where.cell
    assert "fanfare" not in str(collected.problems[0].message)
    assert "la fanfare" in collected.answers.texts
    assert {"accueil": 1, "autre": 1} == project.read()["items"]["act"]["counts"]


def test_words_in_the_place_of_an_answer_are_a_mistake_elsewhere(project):
    project.add("a.csv", ("3", "3", "la fanfare, Accueil, écoute", "40", ""), headings=HEADINGS)

    assert ["E233"] == [p.code for p in project.collect().problems]


def test_rows_numbered_in_advance_and_not_filled_in_do_not_count(project):
    empty = ("", "", "", "", "")
    project.add("a.csv", ("1", *ROW), ("2", *empty), ("3", *empty), headings=("N°", *HEADINGS))

    assert 1 == project.read()["records"]
    assert [("W253", 3)] == [(p.code, p.where.line) for p in project.collect().problems]


def test_two_columns_that_say_the_same_count_as_one_and_are_said(project):
    project.add("a.csv", (*ROW, "3,0"), headings=(*HEADINGS, "Q1 "))

    (note,) = project.collect().problems
    assert ("W254", "F2") == (note.code, note.where.cell)
    assert {"3": 1} == project.read()["items"]["q1"]["counts"]


@pytest.mark.parametrize("times", [1, 2])
def test_a_workbook_made_of_misread_text_is_repaired(project, times):
    cells = ["Plutôt d’accord", "3", "Aucun", "40", "été"]
    for _ in range(times):
        cells = [cell.encode().decode("cp1252") for cell in cells]
    folder = project.folder / "data/2026/q"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, cells)

    assert {"3": 1} == project.read()["items"]["q1"]["counts"]
    assert ["W216"] == [p.code for p in project.collect().problems]


def test_a_sheet_with_headings_only_is_no_candidate(project):
    folder = project.folder / "data/2026/q"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        book.add_worksheet("Modèle").write_row(0, 0, HEADINGS)
        sheet = book.add_worksheet("Saisie")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ROW)

    assert 1 == project.read()["records"]


def test_a_checked_box_is_an_option_and_no_code(project):
    headings = ("q1", "q2", "act[accueil]", "act[asl]", "act[autre]", "act[aucun]", "age", "mot")
    folder = project.folder / "data/2026/q"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, ["3", True, True, False, False, False, "40", ""])

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert ("E214", "B2") == (problem.code, problem.where.cell)


def test_headings_repeated_in_other_letters_are_left_out(project):
    project.add("a.csv", ROW, ("\ufeffQ1", "q2 ", "ACT", "Age", "mot"), ROW, headings=HEADINGS)

    assert ["W230"] == [p.code for p in project.collect().problems]
    assert 2 == project.read()["records"]


def test_answers_to_the_phone_form_of_another_instrument_are_refused(project):
    project.add("a.csv", (*ROW, "q"), (*ROW, "autre"), headings=(*HEADINGS, "_1/evalkit_instrument"))

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert ("E248", 3) == (problem.code, problem.where.line)
    assert "«\u00a0autre\u00a0»" in str(problem.message)


def test_the_entry_workbook_of_another_instrument_is_refused(project):
    folder = project.folder / "data/2026/q"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        book.add_worksheet("Mode d’emploi").write(0, 0, "evalkit-sheet autre 1234567890ab")
        sheet = book.add_worksheet("Saisie")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, HEADINGS)
        sheet.write_row(2, 0, ROW)

    assert ["E248"] == [p.code for p in project.collect().problems if not p.is_note]


def test_a_second_export_without_ids_is_noted_whatever_its_order(project):
    rows = [("1", "2", "asl", str(age), "") for age in range(30, 36)]
    project.add("a.csv", *rows, headings=HEADINGS)
    project.add("b.csv", *reversed(rows), headings=HEADINGS)
    project.add("c.csv", *rows[:2], headings=HEADINGS)

    found = project.collect()

    assert [("W247", "data/2026/q/b.csv")] == [(p.code, p.where.path) for p in found.problems]
    assert 14 == project.read()["records"]


def test_a_blank_form_among_the_answers_is_refused(project):
    folder = project.folder / "data/2026/q"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet("survey")
        sheet.write_row(0, 0, ("type", "name", "label"))
        sheet.write_row(1, 0, ("text", "mot", "Un mot"))
    project.write("data/2026/q/b.txt", "id\trelated_id\tclass\ttype/scale\tname\n1\t\tQ\tT\tmot\n")

    assert [("E249", "survey"), ("E249", "")] == [(p.code, p.where.sheet) for p in project.collect().problems]
