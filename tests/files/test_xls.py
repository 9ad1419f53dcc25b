from pathlib import Path
from typing import Any

import pytest

from evalkit.files.ole import NotAContainer, streams
from tests.files.building import notes, opened, refused, workbook


def fill(book: Any) -> None:
    sheet = book.add_worksheet("Réponses")
    sheet.write_row(0, 0, ["id", "q1", "q2", "groupe"])
    for i in range(1, 7):
        sheet.write_row(i, 0, [f"00{i}", i, i + 0.5, "habitants"])
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.write_boolean(2, 1, True)
    sheet.write_row(3, 1, [0.8, 0.9], book.add_format({"num_format": "0%"}))
    sheet.write_formula(4, 1, "=NA()", None, "#N/A")
    sheet.write_comment(5, 1, "appeler une personne")
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    hidden = book.add_worksheet("Cachée")
    hidden.write(0, 0, "x")
    hidden.hide()


@pytest.fixture(scope="module")
def old(libreoffice: Any, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("xls")
    (folder / "a.xlsx").write_bytes(workbook(fill))
    return bytes(libreoffice.convert(folder / "a.xlsx", "xls", folder).read_bytes())


def test_an_old_workbook_says_what_a_new_one_says(tmp_path: Path, old: bytes) -> None:
    new_source, old_source = opened(tmp_path, workbook(fill)), opened(tmp_path, old, "a.xls")

    assert "xls" == old_source.kind
    assert [list(s.rows) for s in new_source.sheets] == [list(s.rows) for s in old_source.sheets]
    assert sorted(notes(new_source)) == sorted(notes(old_source))
    codes = [{place: p.code for place, p in s.sheets[0].refused.items()} for s in (new_source, old_source)]
    assert codes[0] == codes[1]
    assert {(1, 1): "E213", (2, 1): "E214", (3, 1): "E215", (3, 2): "E215", (4, 1): "E213"} == codes[1]


def test_a_damaged_old_workbook_is_refused(tmp_path: Path, old: bytes) -> None:
    assert [("E205", "")] == refused(tmp_path, old[: len(old) // 3], "a.xls")
    with pytest.raises(NotAContainer):
        streams(old[:512])


def test_another_document_in_the_same_container_is_refused(tmp_path: Path, old: bytes) -> None:
    other = old.replace("Workbook".encode("utf-16-le"), "Mailbook".encode("utf-16-le"))

    assert [("E203", "")] == refused(tmp_path, other, "a.xls")


def test_a_locked_one_is_said_to_be_locked(tmp_path: Path, old: bytes) -> None:
    stream = streams(old)["Workbook"]
    at = old.index(stream[:200])
    length = int.from_bytes(stream[2:4], "little")
    locked = bytearray(old)
    locked[at + 4 + length : at + 6 + length] = (0x2F).to_bytes(2, "little")

    assert [("E204", "")] == refused(tmp_path, bytes(locked), "a.xls")


def test_a_new_workbook_with_a_password_is_said_to_be_locked(tmp_path: Path, old: bytes) -> None:
    at = old.index("Workbook\0".encode("utf-16-le"))
    name = "EncryptedPackage\0".encode("utf-16-le")
    locked = old[:at] + name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + old[at + 66 :]

    assert [("E204", "")] == refused(tmp_path, locked, "a.xlsx")
