from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from evalkit.files.archive import Archive
from evalkit.files.glance import glance
from evalkit.files.sheetscan import scan
from tests.files.building import AS_TEXT, SHEET, changed, notes, opened, refused, sheet_xml, workbook


def rows(source: object) -> list[list[str]]:
    return [list(row) for row in source.sheets[0].rows]  # type: ignore[attr-defined]


def refusals(source: object) -> dict[str, str]:
    """The refused cells of the first sheet by name."""
    sheet = source.sheets[0]  # type: ignore[attr-defined]
    for (row, column), problem in sheet.refused.items():
        assert sheet.cell(row, column) == problem.where.cell
    return {problem.where.cell: problem.code for problem in sheet.refused.values()}


def test_values_become_what_a_person_would_type(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [3.0000000000000004, 2.5, 1e-7, 123456789012, -4])
        sheet.write_row(1, 0, ["007", "4,0", "+33612345678", "_x0041_", "a\r\nb"])
        sheet.write_datetime(2, 0, date(2024, 5, 3), book.add_format({"num_format": "dd/mm/yy"}))
        sheet.write_datetime(
            2, 1, datetime.fromisoformat("2024-05-03T14:00"), book.add_format({"num_format": "dd/mm/yy h:mm"})
        )

    expected = [
        ["3", "2.5", "0.0000001", "123456789012", "-4"],
        ["007", "4,0", "+33612345678", "_x0041_", "a\r\nb"],
        ["2024-05-03", "2024-05-03T14:00:00", "", "", ""],
    ]
    source = opened(tmp_path, workbook(fill))
    assert (expected, []) == (rows(source), notes(source))


def test_dates_of_1904_are_right(tmp_path: Path) -> None:
    file = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(file, {"date_1904": True}) as book:
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime(0, 0, date(2024, 5, 3), style)

    assert [["2024-05-03"]] == rows(opened(tmp_path, file.read_bytes()))


def test_what_cannot_be_an_answer_is_refused_by_cell(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["id", "a", "b", "c", "d", "e"])
        sheet.write(3, 1, "R1")
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(3, 3, False)
        sheet.write(3, 4, 0.8, book.add_format({"num_format": "0.0%"}))
        sheet.write(3, 5, 0.8, book.add_format({"num_format": '0.0" %"'}))
        sheet.write_formula(3, 6, "=1+1", None, 2)

    source = opened(tmp_path, workbook(fill))
    assert {"C4": "E213", "D4": "E214", "E4": "E215"} == refusals(source)
    assert ["R1", "#DIV/0!", "FAUX", "0.8", "0.8", "2"] == rows(source)[1]
    assert [] == notes(source)


def test_a_formula_without_a_value_is_refused_and_one_that_gives_nothing_is_not(tmp_path: Path) -> None:
    source = opened(
        tmp_path,
        sheet_xml(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f></c><c r="C1" t="str"><f>""</f><v></v></c>'
            '<c r="D1"><f>A1</f><v/></c></row>'
        ),
    )

    assert {"B1": "E216"} == {k: v for k, v in refusals(source).items() if k < "D"}


def test_a_cell_present_twice_is_named(tmp_path: Path) -> None:
    twice = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>4</v></c><c r="B1"><v>1</v></c></row>'

    assert [("E217", "B1")] == refused(tmp_path, sheet_xml(twice))


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert [("E218", "C2")] == refused(
        tmp_path, sheet_xml('<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="s"><v>99</v></c></row>')
    )


def test_a_cell_far_away_is_named(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    assert [("E207", "XFD1048576")] == refused(tmp_path, sheet_xml(far))


def test_formats_far_away_are_no_cells(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'

    assert [["1"]] == rows(opened(tmp_path, sheet_xml(far)))


def test_cells_need_no_references_nor_order_nor_dimension(tmp_path: Path) -> None:
    bare = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    assert [["1", "2"], ["", "3"]] == rows(opened(tmp_path, sheet_xml(bare)))

    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1"/>'
        '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="b"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    source = opened(tmp_path, changed(workbook(), SHEET, lambda _: prefixed))
    assert ([["1", "VRAI"]], {"B1": "E214"}) == (rows(source), refusals(source))


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Vue")
        for i, row in enumerate(AS_TEXT):
            sheet.write_row(i, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(900, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(20, 30, None, None, {"hidden": True})
        hidden = book.add_worksheet("Cachée")
        hidden.write(0, 0, "x")
        hidden.very_hidden()
        book.add_worksheet("Vide").hide()

    source = opened(tmp_path, workbook(fill))
    assert AS_TEXT == rows(source)
    assert [("W204", 3, None), ("W205", None, "B"), ("W206", None, None)] == [
        (note.code, note.where.line, note.where.column) for note in source.notes if note.where
    ]


@pytest.mark.parametrize("unusual", ["", "<f>1</f>"])
@pytest.mark.parametrize("size", ["0", "0.0"])
def test_what_has_no_height_or_width_is_hidden(tmp_path: Path, unusual: str, size: str) -> None:
    flat = (
        f'<row r="1" ht="0.75"><c r="A1"><v>1</v></c><c r="B1">{unusual}<v>1</v></c></row>'
        f'<row r="2" ht="{size}" customHeight="1"><c r="A2"><v>2</v></c></row>'
    )
    columns = f'<cols><col min="1" max="1" width="0.71"/><col min="2" max="2" width="{size}"/></cols><sheetData>'
    data = changed(sheet_xml(flat), SHEET, lambda text: text.replace("<sheetData>", columns))
    source = opened(tmp_path, data)
    assert [("W204", 2, None), ("W205", None, "B")] == [
        (note.code, note.where.line, note.where.column) for note in source.notes if note.where
    ]


def test_merged_cells_fill_their_span_and_no_more(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Un titre")
        sheet.write_row(1, 0, ["id", "groupe", "q1"])
        for i in range(4):
            sheet.write(2 + i, 0, f"R{i}")
        sheet.merge_range(2, 1, 3, 1, "habitants")
        sheet.merge_range(5, 1, 8, 1, "salariés")

    source = opened(tmp_path, workbook(fill))
    assert [
        ["Un titre", "", ""],
        ["id", "groupe", "q1"],
        ["R0", "habitants", ""],
        ["R1", "habitants", ""],
        ["R2", "", ""],
        ["R3", "salariés", ""],
    ] == rows(source)
    assert [("W207", "B3")] == [(note.code, note.where.cell) for note in source.notes if note.where]
    assert str(source.notes[0].message).endswith("(B3:B4).")


def test_each_merged_span_is_named_whole(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "q1", "q2", "q3"])
        for line in range(2):
            sheet.write(1 + line, 0, f"R{line}")
            sheet.merge_range(1 + line, 1, 1 + line, 2 + line, "4")

    [note] = opened(tmp_path, workbook(fill)).notes
    assert ("W207", "B2") == (note.code, note.where.cell)
    assert str(note.message).startswith("3 cellules")
    assert str(note.message).endswith("(B2:C2, B3:D3).")


def test_empty_rows_in_a_table_are_counted_those_around_it_are_not(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 2, "Titre")
        for row in (3, 4, 7):
            sheet.write_row(row, 2, ["a", "b", "c"])

    source = opened(tmp_path, workbook(fill))
    assert [1, 4, 5, 8] == list(source.sheets[0].lines)
    assert 2 == source.sheets[0].left
    assert [("W203", 6)] == [(note.code, note.where.line) for note in source.notes if note.where]


def test_comments_pictures_links_and_macros_are_said_and_never_read(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Réponses")
        sheet.write_row(0, 0, ["id", "q1"])
        sheet.write_comment(0, 1, "appeler une personne")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Réponses!$A$1:$A$2"})
        sheet.insert_chart("D4", chart)

    data = workbook(fill)
    source = opened(tmp_path, data)
    assert ["W211", "W208"] == notes(source)
    assert not any("appeler" in str(note.message) for note in source.notes)
    for part, code in (("xl/vbaProject.bin", "W209"), ("xl/externalLinks/externalLink1.xml", "W210")):
        from tests.files.building import archive, parts

        assert [code] == notes(opened(tmp_path, archive({**parts(workbook()), part: "<a/>"})))


def test_a_workbook_without_anything_names_its_sheets(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Une")
        book.add_worksheet("Deux")

    assert [("E219", "")] == refused(tmp_path, workbook(fill))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
        '<row r="1"><c r="A1" s="3" t="b"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>',
        '<row hidden="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c r="A1" s="7"><v>1</v></c></row>',
        '<!-- --><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ABCD1"><v>1</v></c></row>',
        '<row r="1"><c r="A12345678"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        """<row r="1"><c r="A1" t='e'><v>#N/A</v></c></row>""",
        '<row r="1"><c r="A1" t = "b"><v>1</v></c></row>',
    ],
)
def test_the_glance_leaves_to_the_full_parse_what_is_unusual(rows: str) -> None:
    xml = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()

    assert glance([xml], {7}) is None
    assert glance([xml[:40], xml[40:]], {7}) is None


@given(
    st.sets(st.tuples(st.integers(0, 1_048_575), st.integers(0, 16_383)), min_size=1, max_size=30),
    st.integers(1, 200),
)
def test_the_glance_sees_the_extent_that_the_full_parse_sees(places: set[tuple[int, int]], size: int) -> None:
    from evalkit.core.sources import letters

    cells = "".join(f'<c r="{letters(column)}{row + 1}" s="1"><v>1</v></c>' for row, column in sorted(places))
    xml = (
        '<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="5"/></cols><sheetData>'
        f'<row r="7" hidden="1"/><row>{cells}</row></sheetData><mergeCells><mergeCell ref="B2:C4"/></mergeCells>'
        "</worksheet>"
    ).encode()
    chunks = [xml[i : i + size] for i in range(0, len(xml), size)]
    if len(chunks[0]) < 12:
        return

    assert scan(chunks, (), 0) == glance(chunks)


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    data = workbook()
    for part in ("xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"):
        data = changed(
            data,
            part,
            lambda xml: xml.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        )

    assert AS_TEXT == rows(opened(tmp_path, data))


def test_a_large_sheet_is_read_at_a_glance(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for i in range(3000):
            sheet.write_row(i, 0, [i, "b", 3.5, "_", 5])

    data = workbook(fill)
    marks = glance(Archive(data, "f").chunks(SHEET))
    assert marks is not None
    assert (15_000, 2999, 4) == (marks.cells, marks.bottom, marks.right)
    assert ["2999", "b", "3.5", "_", "5"] == rows(opened(tmp_path, data))[-1]


def test_a_boolean_does_not_lend_its_word_to_the_numbers_it_equals(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["coché", "q1"])
        sheet.write_boolean(1, 0, True)
        sheet.write_number(1, 1, 1)
        sheet.write_boolean(2, 0, False)
        sheet.write_number(2, 1, 0)

    assert [["VRAI", "1"], ["FAUX", "0"]] == rows(opened(tmp_path, workbook(fill)))[1:]
