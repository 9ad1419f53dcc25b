from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as ExcelTable

from evalkit import MASKED, SCHEMA, ProblemsFound, Published, open_evaluation, read_workbook, table
from evalkit import Field as Column
from evalkit.outputs.workbook import Workbook
from tests.outputs.results import ABOUT, published, sealed, usual


@pytest.fixture(scope="module")
def results() -> Published:
    return published()


@pytest.fixture
def path(results, tmp_path) -> Path:
    ((_, data),) = Workbook().write(results, tmp_path, "fr").items()
    found = tmp_path / "classeur.xlsx"
    found.write_bytes(data)
    return found


@pytest.fixture
def edit(path):
    """What a person does to the workbook, by openpyxl: another program than the one that wrote it."""

    def edited(by) -> Path:
        book = openpyxl.load_workbook(path)
        by(book)
        book.save(path)
        return path

    return edited


def refused(path, tables=None) -> list[tuple[str, str, int | None]]:
    with pytest.raises(ProblemsFound) as found:
        read_workbook(path, tables)
    for problem in found.value.problems:
        assert str(path) == problem.where.path
        assert problem.hint is not None or problem.code == "E201"
    return [(p.code, p.where.sheet, p.where.line) for p in found.value.problems]


def test_what_is_read_is_what_was_written(results, path):
    read = read_workbook(path)
    assert results == read
    assert list(results.tables_by_name) == list(read.tables_by_name)
    assert MASKED is read["readings"].rows[2][10]


def test_only_the_tables_asked_for_are_read(results, path):
    read = read_workbook(path, ["markers", "context"])
    assert ["about", "context", "markers"] == list(read.tables_by_name)
    assert results["markers"] == read["markers"]


def test_a_table_that_was_not_asked_for_may_be_wrong(edit):
    def change(book):
        book["Lectures"]["K5"] = 200

    assert "markers" in read_workbook(edit(change), ["markers"]).tables_by_name


def test_one_changed_figure_is_refused_at_its_row(edit):
    def change(book):
        book["Lectures"]["K9"] = 200

    assert [("E422", "Lectures", 9)] == refused(edit(change))


def test_changed_words_and_a_value_written_over_a_masked_one_are_refused(edit):
    def change(book):
        book["Constats"]["C6"] = "Rien ne nuance ce constat."
        book["Lectures"]["L7"] = 0
        book["Contexte"]["C5"] = None

    assert [("E422", "Constats", 6), ("E422", "Contexte", 5), ("E422", "Lectures", 7)] == refused(edit(change))


def test_many_changed_rows_are_named_and_then_counted(edit):
    def change(book):
        for row in range(5, 5 + 30):
            book["Lectures"].cell(row, 11, 1)

    assert 21 == len(refused(edit(change)))


def test_a_removed_row_is_refused_by_sheet(edit):
    def change(book):
        sheet = book["Marqueurs"]
        sheet.delete_rows(7)
        sheet.tables["markers"].ref = re.sub(r"\d+$", lambda m: str(int(m[0]) - 1), sheet.tables["markers"].ref)

    assert [("E423", "Marqueurs", None)] == refused(edit(change))


def test_a_row_that_was_emptied_or_is_there_twice_is_refused_by_sheet(edit):
    def change(book):
        for cell in book["Marqueurs"][6]:
            cell.value = None
        for to, cell in zip(book["Critères"][6], book["Critères"][5], strict=True):
            to.value = cell.value

    assert [("E423", "Critères", None), ("E423", "Marqueurs", None)] == refused(edit(change))


def test_a_row_removed_from_about_is_refused(edit):
    def change(book):
        rows = {row[0].value: row for row in book["À propos"].iter_rows(min_row=5)}
        for cell in rows["simulated"]:
            cell.value = None

    assert [("E423", "À propos", None)] == refused(edit(change))


def test_an_added_row_is_refused_at_its_place(edit):
    def change(book):
        sheet = book["Verbatims"]
        sheet["C6"] = "Une parole de plus."
        sheet.tables["quotes"].ref = "A4:F6"

    assert [("E426", "Verbatims", 6)] == refused(edit(change))


def test_words_in_the_blank_row_of_an_empty_table_are_refused(edit):
    def change(book):
        book["Inattendu"]["C5"] = "Une parole de plus."

    assert [("E426", "Inattendu", 5)] == refused(edit(change))


def test_a_removed_sheet_and_a_removed_column_are_refused(edit):
    def change(book):
        del book["Constats"]
        sheet = book["Critères"]
        sheet["B4"] = "libellé"
        sheet.tables["criteria"].tableColumns[1].name = "libellé"

    assert [("E424", "", None), ("E425", "Critères", 4)] == refused(edit(change))


def test_another_schema_is_refused(tmp_path):
    about = [(k, label, "evalkit-published/99" if v == SCHEMA else v) for k, label, v in ABOUT]
    ((_, data),) = Workbook().write(published(about=about), tmp_path, "fr").items()
    (tmp_path / "x.xlsx").write_bytes(data)
    assert [("E421", "À propos", None)] == refused(tmp_path / "x.xlsx")


def test_sorted_rows_come_back_in_the_order_in_which_they_were_written(results, edit):
    def change(book):
        for name in ("Marqueurs", "Lectures", "À propos"):
            sheet = book[name]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
            for at, row in enumerate(sorted(rows, key=lambda row: str(row[2]), reverse=True), 5):
                for column, value in enumerate(row, 1):
                    sheet.cell(at, column).value = value

    assert results == read_workbook(edit(change))


def test_rows_whose_numbers_were_lost_are_read_as_they_stand(results, edit):
    def change(book):
        for (cell,) in book["Critères"].iter_rows(min_row=5, min_col=11, max_col=11):
            cell.value = 1

    assert results == read_workbook(edit(change))


def test_the_looks_of_a_workbook_do_not_matter(results, edit):
    def change(book):
        from openpyxl.styles import PatternFill

        book["Lectures"].title = "Mes chiffres"
        book["Marqueurs"].column_dimensions["D"].hidden = True
        book["Critères"]["D5"].fill = PatternFill("solid", "00FF0000")
        book["Critères"]["D5"].number_format = "yyyy-mm-dd"
        book["Contexte"]["C5"].number_format = "h:mm:ss"
        book["Critères"]["P2"] = "Vu avec le conseil"
        book.move_sheet("Constats", -5)
        book.create_sheet("Mes notes", 0)["A1"] = "=1+1"
        book["Constats"]["A3"] = "Autre titre"

    assert results == read_workbook(edit(change))


def test_added_and_moved_columns_do_not_matter(results, edit):
    def change(book):
        sheet = book["Critères"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for at, row in enumerate(rows, 4):
            turned = ["avis" if at == 4 else "oui", *reversed(row)]
            for column, value in enumerate(turned, 1):
                sheet.cell(at, column).value = value
        del sheet.tables["criteria"]
        sheet.add_table(ExcelTable(displayName="criteria", ref=f"A4:M{3 + len(rows)}"))

    assert results == read_workbook(edit(change))


def test_a_workbook_whose_table_names_were_lost_is_read_by_its_column_ids(results, edit):
    def change(book):
        for sheet in book.worksheets:
            for name in list(sheet.tables):
                del sheet.tables[name]

    assert results == read_workbook(edit(change))


def test_tables_of_plugins_come_back_where_about_lists_them(results, tmp_path):
    plugin = table("plugin-x", "X", [Column("a", "A"), Column("b", "B")], [("1", 2.5), (MASKED, None)])
    more = sealed({**{n: t for n, t in results.tables_by_name.items() if n != "about"}, "plugin_x": plugin}, ABOUT)
    beside = Published(tables_by_name={**results.tables_by_name, "plugin_x": plugin})
    for written, expected in ((more, more), (beside, results)):
        ((_, data),) = Workbook().write(written, tmp_path, "fr").items()
        (tmp_path / "x.xlsx").write_bytes(data)
        assert expected == read_workbook(tmp_path / "x.xlsx")


def test_what_is_no_workbook_of_evalkit_is_refused(tmp_path):
    other = tmp_path / "autre.xlsx"
    openpyxl.Workbook().save(other)
    text = tmp_path / "texte.xlsx"
    text.write_text("a;b\n1;2\n")
    archive = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.csv", "a;b")
    assert ["E420", "E420", "E420"] == [refused(p)[0][0] for p in (other, text, archive)]
    assert "E201" == refused(tmp_path / "rien.xlsx")[0][0]
    locked = tmp_path / "secret.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "E204" == refused(locked)[0][0]


@pytest.mark.parametrize("cut", [10, 4000, -4000, -30, -1])
def test_a_file_that_is_cut_is_refused(path, cut):
    path.write_bytes(path.read_bytes()[:cut])
    assert refused(path)[0][0] in ("E205", "E420")


def test_a_byte_that_changed_on_the_way_is_seen(path):
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        at = archive.getinfo("xl/worksheets/sheet9.xml").header_offset
    data[at + 200] ^= 0xFF
    path.write_bytes(bytes(data))
    ((code, _, _),) = refused(path)
    assert code in ("E205", "E206")


def rewritten(path: Path, name: str, by) -> Path:
    """The same archive with one part changed."""
    with zipfile.ZipFile(path) as archive:
        found = {n: archive.read(n) for n in archive.namelist()}
    found[name] = by(found[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for n, part in found.items():
            made.writestr(n, part)
    return path


@pytest.mark.parametrize("far", [b"XFD1048576", b"AAA7", b"B999999"])
def test_a_cell_far_away_is_refused_before_it_fills_the_memory(path, far):
    more = b'<row r="9"><c r="' + far + b'"><v>1</v></c></row></sheetData>'
    rewritten(path, "xl/worksheets/sheet8.xml", lambda part: part.replace(b"</sheetData>", more))
    assert [("E206", "", None)] == refused(path)


def test_a_document_type_is_refused(path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    rewritten(path, "xl/worksheets/sheet8.xml", lambda part: bomb + part.partition(b"?>")[2])
    assert [("E206", "", None)] == refused(path)


def test_broken_xml_is_damage(path):
    rewritten(path, "xl/worksheets/sheet8.xml", lambda part: part[: len(part) // 2])
    assert refused(path)[0][0] in ("E205", "E422", "E423")


def test_an_archive_with_a_comment_goes_the_long_way_and_is_read(results, path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"de la Caf"
    assert results == read_workbook(path)


def test_a_workbook_saved_again_by_libreoffice_is_read(results, edit, libreoffice, tmp_path):
    def change(book):
        book["Lectures"].title = "Mes chiffres"
        book.create_sheet("Mes notes")

    edited = edit(change)
    again = libreoffice.convert(edited, "xlsx:Calc MS Excel 2007 XML", tmp_path / "lo")
    assert results == read_workbook(again)
    book = openpyxl.load_workbook(again)
    book["Mes chiffres"]["L8"] = 1
    book.save(again)
    assert [("E422", "Mes chiffres", 8)] == refused(again)


def test_hard_words_survive_libreoffice(libreoffice, tmp_path):
    hard = ["007", "'x", "_x000D_", "a\nb\n c", "\u00a0", "👩🏽‍🌾 é", "=1+1", "1e5", "VRAI", "2026-03-01", "x" * 32_767]
    rows = [(f"k{at}", words, words, words, None, None) for at, words in enumerate(hard)]
    rows += [
        (f"n{at}", "n", n, None, None, None)
        for at, n in enumerate((0, -1, 0.1, 1 / 3, 1e-9, 123456789012345, 1e15, 2.5e300))
    ]
    results = published(context=rows)
    ((name, data),) = Workbook().write(results, tmp_path, "fr").items()
    (tmp_path / name).write_bytes(data)
    assert results == read_workbook(tmp_path / name)
    again = libreoffice.convert(tmp_path / name, "xlsx:Calc MS Excel 2007 XML", tmp_path / "lo")
    assert results == read_workbook(again)


@pytest.mark.parametrize("profile", ["published", "internal"])
def test_a_whole_evaluation_is_read_as_it_was_published(profile, tmp_path):
    opened = open_evaluation(Path(__file__).parent.parent / "examples" / "romans")
    made = opened.publish("2017-2018", profile)
    ((name, data),) = Workbook().write(made, tmp_path, "fr").items()
    (tmp_path / name).write_bytes(data)
    assert made == read_workbook(tmp_path / name)


def test_usual_rows_are_all_there(results):
    assert {"about", *usual()} == set(results.tables_by_name)
