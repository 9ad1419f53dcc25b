import io
import zipfile
from pathlib import Path

import pytest

from tests.files.building import AS_TEXT, TYPES, archive, notes, ods, ods_row, opened, refused, workbook

CSV = "id;q1;avis\nR1;4;bien\nR2;2;trop court\nR3;5;à refaire\n".encode()


def test_each_kind_gives_the_same_cells(tmp_path: Path) -> None:
    table = "".join(ods_row(*row) for row in AS_TEXT)
    zipped = archive({"form.csv": CSV.replace(b"id;", b"KEY;")})

    for data, name, kind in (
        (CSV, "a.csv", "text"),
        (workbook(), "a.xlsx", "xlsx"),
        (ods(table), "a.ods", "ods"),
        (zipped, "a.zip", "odk-zip"),
    ):
        source = opened(tmp_path, data, name)
        (sheet,) = source.sheets
        assert (kind, AS_TEXT[1:], []) == (source.kind, [list(row) for row in sheet.rows[1:]], notes(source))
        assert [1, 2, 3, 4] == list(sheet.lines)


def test_content_decides_and_a_strange_ending_is_said(tmp_path: Path) -> None:
    for data, name, kind in (
        (CSV, "a.xlsx", "text"),
        (workbook(), "a.csv", "xlsx"),
        (ods(ods_row("a")), "a.xls", "ods"),
    ):
        source = opened(tmp_path, data, name)
        assert (kind, ["W202"]) == (source.kind, notes(source))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E202"),
        (b"\xef\xbb\xbf", "E202"),
        (b"\n \r\n\n", "E202"),
        (b"%PDF-1.7 ...", "E203"),
        (b"\n%PDF-1.7 ...", "E203"),
        (b"\x09\x08\x08\x00\x00\x05\x05\x00", "E203"),
        (b"From: <Saved by Excel>\nSubject: a\nMIME-Version: 1.0\n", "E203"),
        (b'<!-- a --><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "E203"),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "E203"),
        (b"<tr><td>1</td></tr>", "E203"),
        (b'[["q1"], [4]]', "E203"),
        (b"BEGIN:VCARD\nFN:A\n", "E203"),
        (archive({"Index/Document.iwa": "a", "preview.jpg": "a"}), "E203"),
        (b"\x89PNG\r\n\x1a\n", "E203"),
        (b"\n <!DOCTYPE html><html><table></table>", "E203"),
        (b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "E203"),
        (b'<?xml version="1.0"?>\n<html xmlns="x"></html>', "E203"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x"/>', "E203"),
        (b'{"records": []}', "E203"),
        (archive({"a.csv": "a;b\n1;2\n"}), "E203"),
        (archive({"a.txt": "a;b\n1;2\n", "b.csv": "KEY;b\n1;2\n"}), "E203"),
        (archive({"word/document.xml": "<a/>", "[Content_Types].xml": TYPES}), "E203"),
        (archive({"xl/workbook.bin": "", "[Content_Types].xml": TYPES}), "E203"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "E203"),
        (archive({"xl/workbook.xml": "<a/>"}), "E205"),
        (archive({"xl/workbook.xml": "<a/>", "[Content_Types].xml": TYPES}), "E205"),
        (archive({"xl/workbook.xml": "<a", "[Content_Types].xml": TYPES}), "E205"),
        (archive({"[Content_Types].xml": TYPES}), "E205"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "E205"),
        (ods("", manifest="<encryption-data/>"), "E204"),
    ],
)
def test_what_is_no_table_of_answers_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert [(code, "")] == refused(tmp_path, data, "a.csv")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        (tmp_path / "a.csv").read_bytes()
    from evalkit.core.problems import ProblemsFound
    from evalkit.files.opening import open_source

    for name in ("a.csv", "b.csv"):
        with pytest.raises(ProblemsFound) as found:
            open_source(tmp_path / name, name, {})
        assert "E201" == found.value.problems[0].code


def test_a_named_sheet_is_the_only_one(tmp_path: Path) -> None:
    def fill(book: object) -> None:
        for name in ("2023", "2024"):
            book.add_worksheet(name).write(0, 0, name)  # type: ignore[attr-defined]

    assert ["2024"] == [sheet.name for sheet in opened(tmp_path, workbook(fill), sheet="2024").sheets]
    assert [("E212", "")] == refused(tmp_path, workbook(fill), sheet="2025")


def test_settings_are_kept_for_readers(tmp_path: Path) -> None:
    source = opened(tmp_path, CSV, "a.csv", header_row=1)

    assert {"header_row": 1} == source.settings


def test_a_delimiter_is_taken_or_refused(tmp_path: Path) -> None:
    assert [["id;q1", "x"]] == opened(tmp_path, b"id;q1\tx\n", "a.csv", delimiter="tab").sheets[0].rows
    assert [("E212", "")] == refused(tmp_path, CSV, "a.csv", delimiter="<>")


def test_a_text_no_spreadsheet_could_hold_is_said(tmp_path: Path) -> None:
    for text in ("x" * 40_000, '"' + "x\n" * 20_000 + '"'):
        source = opened(tmp_path, f"id;avis\n1;{text}\n2;y\n".encode(), "a.csv")
        assert [("W215", "B2")] == [(note.code, note.where.cell) for note in source.notes if note.where]


def test_lost_letters_are_said_once_with_the_first_place(tmp_path: Path) -> None:
    source = opened(tmp_path, "id;avis\n1;bien\n2;d\ufffdj\ufffd\n3;\ufffdvre\n".encode(), "a.csv")

    [note] = source.notes
    assert ("W218", 3, "avis", "B3") == (note.code, note.where.line, note.where.column, note.where.cell)
    assert str(note.message).startswith("3 caractères")


def test_lines_in_quotes_are_said(tmp_path: Path) -> None:
    source = opened(tmp_path, b'"id;q1;avis"\n"1;4;bien"\n', "a.csv")

    assert [("W217", 1)] == [(note.code, note.where.line) for note in source.notes]
    assert "en 3 colonnes" in str(source.notes[0].message)


def test_odk_tables_keep_their_names_and_places(tmp_path: Path) -> None:
    data = archive({"form.csv": "a,KEY\n1,k\n", "form-child.csv": "b,PARENT_KEY,KEY\n2,k,c\n", "media/x.png": "x"})

    assert ["form-child", "form"] == [sheet.name for sheet in opened(tmp_path, data, "a.zip").sheets]
    assert [("E211", "3")] == refused(tmp_path, archive({"form.csv": "a,KEY\n1,k\n1\n2,c\n"}), "a.zip")


def test_a_locked_workbook_is_said_to_be_locked(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("xl/workbook.xml", "<a/>")
    data = bytearray(file.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1

    assert [("E204", "")] == refused(tmp_path, bytes(data))


def test_markup_around_a_heading_is_no_page(tmp_path: Path) -> None:
    source = opened(tmp_path, b"<b>q1</b>;<p>q2</p>\n1;2\n", "a.csv")

    assert [["<b>q1</b>", "<p>q2</p>"], ["1", "2"]] == [list(row) for row in source.sheets[0].rows]
