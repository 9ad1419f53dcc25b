import io
import struct
import zipfile
from pathlib import Path

import pytest

from tests.files.building import SHEET, archive, changed, parts, refused, workbook


def test_a_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    data = workbook()
    half = len(data) // 2

    assert [("E205", "")] == refused(tmp_path, data[:half])
    assert [("E205", "")] == refused(tmp_path, data[:half] + bytes(len(data) - half))
    assert [("E205", "")] == refused(tmp_path, data[:-1])


def test_one_changed_byte_is_seen(tmp_path: Path) -> None:
    data = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as made:
        info = made.getinfo(SHEET)
    data[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 1

    assert [("E205", "")] == refused(tmp_path, bytes(data))


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO(workbook())
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("xl/WORKBOOK.xml", "<a/>")

    assert [("E206", "")] == refused(tmp_path, file.getvalue())


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    data = bytearray(archive({"aa": "x", "bb": "y"}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", data, second + 42, 0)
    assert [("E206", "")] == refused(tmp_path, bytes(data))

    longer = bytearray(archive({"aa": "x", "bb": "y"}))
    struct.pack_into("<I", longer, longer.index(b"PK\x01\x02") + 20, 40)
    assert [("E206", "")] == refused(tmp_path, bytes(longer))


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "C:/a.xml", "xl/../../a.xml", "\\a.xml", "xl\\..\\a.xml"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert [("E206", "")] == refused(tmp_path, archive({**parts(workbook()), name: "<a/>"}))


def test_what_inflates_without_measure_is_refused(tmp_path: Path) -> None:
    bomb = archive({**parts(workbook()), SHEET: b"0" * (40 << 20)})

    assert [("E206", "")] == refused(tmp_path, bomb)


def test_what_inflates_further_than_it_says_is_refused(tmp_path: Path) -> None:
    data = bytearray(archive({**parts(workbook()), "xl/extra.xml": b"<a>" + b"0" * 400_000 + b"</a>"}))
    at = data.rindex(b"xl/extra.xml") - 46
    struct.pack_into("<I", data, at + 24, 10)

    assert [("E206", "")] == refused(tmp_path, bytes(data))


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="UTF-7"?>',
        "<?xml version='1.0' encoding = 'utf-32' ?>",
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        "<!-- x -->\n<!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_part_that_hides_something_is_refused(tmp_path: Path, part: str, head: str) -> None:
    data = changed(workbook(), part, lambda xml: head + xml.partition("?>")[2])

    assert [("E206", "")] == [(code, "") for code, _ in refused(tmp_path, data)]


def test_a_missing_or_broken_part_is_refused(tmp_path: Path) -> None:
    whole = parts(workbook())
    for name in ("[Content_Types].xml", SHEET, "xl/workbook.xml"):
        assert [("E205", "")] == refused(tmp_path, archive({k: v for k, v in whole.items() if k != name}))
    for name in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        assert [("E205", "")] == refused(tmp_path, archive({**whole, name: whole[name][:-9]}))
