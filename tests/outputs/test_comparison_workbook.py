"""The comparison's workbook: its tables under their names, nothing summed or sorted, whatever the order of files."""

from __future__ import annotations

import re
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from evalkit import MASKED, ProblemsFound, compare, read_workbook
from evalkit.comparison.tables import TABLES
from evalkit.outputs.comparison import ComparisonWorkbook
from tests.comparison.structures import CORE
from tests.outputs.comparisons import comparison, crowd, hostile, members, workbook


@pytest.fixture(scope="module")
def data() -> bytes:
    return workbook(comparison())


@pytest.fixture(scope="module")
def book(data) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(BytesIO(data))


def test_its_name_tells_the_core():
    assert ["comparaison-socle-publie.xlsx"] == list(ComparisonWorkbook().write(comparison(), Path(), "fr"))


def test_each_table_is_one_sheet_behind_a_cover(book):
    assert "Sommaire" == book.sheetnames[0]
    assert list(TABLES) == [name for sheet in book.worksheets[1:] for name in sheet.tables]


def test_a_program_reads_it_by_table_name_and_column_id(data):
    read = CalamineWorkbook.from_filelike(BytesIO(data), load_tables=True)
    for name, table in comparison().tables_by_name.items():
        found = read.get_table_by_name(name)
        assert [*(field.id for field in table.fields), "row", "seal"] == found.columns
        if table.rows:
            assert len(table.rows) == len(found.to_python())
    rows = read.get_table_by_name("instruments").to_python()
    at = comparison()["instruments"].index["records"]
    assert "masked" == rows[-1][at]
    assert MASKED is comparison()["instruments"].rows[-1][at]


def pictures(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [name for name in archive.namelist() if name.startswith("xl/media/")]


def test_the_cover_says_what_nobody_may_miss(data, book):
    said = " ".join(str(cell.value) for row in book["Sommaire"].iter_rows() for cell in row if cell.value)
    assert "Données simulées pour certaines structures" in said
    assert "Seuil abaissé par certaines structures" in said
    assert "4 structures, 5 classeurs" in said
    assert ["xl/media/image1.png"] == pictures(data)


def test_no_formula_no_chart_no_sum_no_rank(data, book):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "chart" in name]
        assert not [name for name in archive.namelist() if "worksheets/sheet" in name and b"<f>" in archive.read(name)]
    heads = [str(cell.value) for sheet in book.worksheets[1:] for row in (3, 4) for cell in sheet[row]]
    assert not [
        h for h in heads if re.search(r"rank|\brang\b|mean\b|moyenne|score|total|somme|\bsum\b", h, re.IGNORECASE)
    ]


def test_structures_stand_in_the_order_of_the_comparison(data):
    read = CalamineWorkbook.from_filelike(BytesIO(data), load_tables=True)
    rows = read.get_table_by_name("dimensions").to_python()
    for dimension in ("lien", "pouvoir", "terre"):
        assert ["iris", "lilas", "rose", "rose", "violette"] == [row[1] for row in rows if row[0] == dimension]


def test_the_order_of_what_is_given_changes_no_byte():
    assert workbook(compare(members(), CORE)) == workbook(compare(reversed(members()), CORE))


def test_hostile_words_stay_words():
    found = openpyxl.load_workbook(BytesIO(workbook(hostile())))
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell for cell in cells if "<script>" in str(cell.value)]


def test_a_crowd_has_no_picture():
    data = workbook(crowd())
    found = openpyxl.load_workbook(BytesIO(data))
    assert [] == pictures(data)
    assert 160 == len({row[0].value for row in found["Structures"].iter_rows(min_row=5)})


def test_it_is_not_taken_for_the_workbook_of_a_structure(data, tmp_path):
    path = tmp_path / "comparaison.xlsx"
    path.write_bytes(data)
    with pytest.raises(ProblemsFound) as found:
        read_workbook(path)
    assert ["E421"] == [problem.code for problem in found.value.problems]


def test_libreoffice_opens_and_prints_it(data, libreoffice, tmp_path):
    path = tmp_path / "comparaison.xlsx"
    path.write_bytes(data)
    assert libreoffice.convert(path, "pdf", tmp_path / "papier").read_bytes().startswith(b"%PDF")


def test_it_speaks_english():
    found = openpyxl.load_workbook(BytesIO(workbook(comparison("en"), "en")))
    assert "Sommaire" not in found.sheetnames
    assert list(TABLES) == [name for sheet in found.worksheets[1:] for name in sheet.tables]
