from pathlib import Path

import pytest

from tests.files.building import archive, notes, ods, ods_row, opened, parts, refused


def cell(kind: str, text: str = "", **attributes: str) -> str:
    more = "".join(f' {name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="{kind}"{more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def test_values_become_what_a_person_would_type(tmp_path: Path) -> None:
    data = ods(
        row(
            cell("float", "3,00", office_value="3.0000000000000004"),
            cell("currency", "2,50 €", office_value="2.5"),
            cell("date", "03/05/24", office_date_value="2024-05-03T00:00:00"),
            cell("date", "", office_date_value="2024-05-03T14:00:00.000000000"),
            cell("time", "", office_time_value="PT14H05M00S"),
            cell("string", "a<text:s text:c='2'/>b<text:line-break/>c</text:p><text:p>d"),
            cell("string", "007"),
        )
    )

    source = opened(tmp_path, data, "a.ods")
    expected = ["3", "2.5", "2024-05-03", "2024-05-03T14:00:00", "14:05:00", "a  b\nc\nd", "007"]
    assert ([expected], []) == (list(source.sheets[0].rows), notes(source))


def test_what_cannot_be_an_answer_is_refused_by_cell(tmp_path: Path) -> None:
    data = ods(
        row(cell("string", "id"), cell("string", "q"))
        + row(cell("string", "#REF!", table_formula="of:=[.#REF!]", calcext_value_type="error"))
        + row(cell("float", "Err:502", table_formula="of:=X", office_value="0"))
        + row(cell("boolean", "VRAI", office_boolean_value="true"), cell("float", "FAUX", office_value="0"))
        + row(cell("percentage", "80 %", office_value="0.8"))
        + row('<table:table-cell table:formula="of:=A1"/>', cell("string", "x"))
    )

    sheet = opened(tmp_path, data, "a.ods").sheets[0]
    found = {problem.where.cell: problem.code for problem in sheet.refused.values() if problem.where}
    assert {"A2": "E213", "A3": "E213", "A4": "E214", "B4": "E214", "A5": "E215", "A6": "E216"} == found
    assert [["#REF!", ""], ["Err:502", ""], ["VRAI", "FAUX"], ["0.8", ""]] == list(sheet.rows[1:5])


def test_repeats_are_counted_not_made(tmp_path: Path) -> None:
    tail = '<table:table-cell table:number-columns-repeated="16374"/>'
    data = ods(
        ods_row("a", "b").replace("</table:table-row>", f"{tail}</table:table-row>")
        + ods_row("1", "2", attributes='table:number-rows-repeated="3"')
        + row(tail, attributes='table:number-rows-repeated="1048565"')
    )

    source = opened(tmp_path, data, "a.ods")
    assert [["a", "b"], *[["1", "2"]] * 3] == list(source.sheets[0].rows)
    assert [] == notes(source)


def test_repeats_without_measure_are_refused(tmp_path: Path) -> None:
    many = cell("string", "x", table_number_columns_repeated="16000")
    assert [("E206", "")] == refused(
        tmp_path, ods(row(many, attributes='table:number-rows-repeated="1000000"')), "a.ods"
    )
    far = '<table:table-cell table:number-columns-repeated="16000"/>' + cell("string", "x")
    down = ods_row("a") + row(attributes='table:number-rows-repeated="1000000"') + row(far)
    assert [("E207", "WQK1000002")] == refused(tmp_path, ods(down), "a.ods")


def test_what_is_hidden_merged_or_beside_is_said(tmp_path: Path) -> None:
    beside = "<office:annotation><text:p>Marie</text:p></office:annotation>"
    span = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    data = ods(
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + ods_row("id", "groupe")
        + row(
            cell("string", "R1").replace("<text:p>", f"{beside}<text:p>"),
            cell("string", "habitants").replace("table-cell ", f"table-cell {span} ", 1),
        )
        + row(cell("string", "R2"), "<table:covered-table-cell/>", attributes='table:visibility="filter"')
        + row(
            cell("string", "R3"), "<table:table-cell><draw:frame><text:p>image</text:p></draw:frame></table:table-cell>"
        )
    )

    source = opened(tmp_path, data, "a.ods")
    assert [["id", "groupe"], ["R1", "habitants"], ["R2", "habitants"], ["R3", ""]] == list(source.sheets[0].rows)
    assert ["W204", "W205", "W207", "W208"] == notes(source)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    from tests.files.building import changed

    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    data = changed(
        ods(ods_row("a")), "content.xml", lambda xml: xml.replace('<?xml version="1.0" encoding="UTF-8"?>', bomb)
    )
    late = changed(
        ods(ods_row("a")), "content.xml", lambda xml: xml.replace("?>", f"?><!--{'-x' * 99_999}-->{bomb[21:]}")
    )

    assert [("E206", "")] == refused(tmp_path, data, "a.ods")
    assert [("E206", "")] == refused(tmp_path, late, "a.ods")


@pytest.mark.parametrize("times", ["0", "-5", "beaucoup", "9" * 30])
def test_a_repeat_that_is_no_number_of_times_is_damage(tmp_path: Path, times: str) -> None:
    row = ods_row("id", "q1", attributes=f'table:number-rows-repeated="{times}"')

    assert {code for code, _ in refused(tmp_path, ods(row), "a.ods")} <= {"E205", "E206"}


def test_a_row_of_answers_repeated_a_million_times_is_refused_unread(tmp_path: Path) -> None:
    row = ods_row("R1", "4", attributes='table:number-rows-repeated="1000000"')

    assert [("E206", "")] == refused(tmp_path, ods(ods_row("id", "q1") + row), "a.ods")


def test_rows_typed_alike_are_still_rows(tmp_path: Path) -> None:
    row = ods_row("R1", "4", attributes='table:number-rows-repeated="3"')
    (sheet,) = opened(tmp_path, ods(ods_row("id", "q1") + row), "a.ods").sheets

    assert 4 == len(sheet.rows)


@pytest.mark.parametrize("part", ["styles.xml", "settings.xml", "meta.xml"])
def test_no_part_may_declare_entities(tmp_path: Path, part: str) -> None:
    content: dict[str, bytes | str] = dict(parts(ods(ods_row("id", "q1"))))
    content[part] = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'

    assert [("E206", "")] == refused(tmp_path, archive(content), "a.ods")
