from pathlib import Path

from evalkit.files.folder import answer_files


def listed(folder: Path, *names: str) -> tuple[list[str], dict[str, str]]:
    for name in names:
        (folder / name).write_bytes(b"x")
    files, notes = answer_files(folder, "data/2026/q")
    for note in notes:
        assert note.where is not None
        assert note.where.path.startswith("data/2026/q/")
    return [path.name for path in files], {note.where.path[12:]: note.code for note in notes if note.where}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert ((), ()) == answer_files(tmp_path / "absent", "data")


def test_answers_come_sorted_and_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert (["a.csv", "b.xlsx"], {}) == listed(
        tmp_path, "b.xlsx", "a.csv", ".DS_Store", "Thumbs.db", "desktop.ini", "instrument.yaml", "._a.csv"
    )


def test_an_open_workbook_is_said_to_be_open(tmp_path: Path) -> None:
    files, notes = listed(tmp_path, "a.xlsx", "~$a.xlsx", ".~lock.b.ods#")

    assert (["a.xlsx"], {"~$a.xlsx": "W212", ".~lock.b.ods#": "W212"}) == (files, notes)


def test_leftovers_and_folders_are_passed_over_and_said(tmp_path: Path) -> None:
    (tmp_path / "anciens").mkdir()
    files, notes = listed(tmp_path, "a.csv", "b.csv.part", ".c.csv", "~WRL01.docx", "d.crdownload")

    assert ["a.csv"] == files
    assert {"anciens", "b.csv.part", ".c.csv", "~WRL01.docx", "d.crdownload"} == set(notes)
    assert {"W214"} == set(notes.values())


def test_copies_are_read_and_said(tmp_path: Path) -> None:
    copies = [
        "r (copie en conflit de Poste 2024-05-03).csv",
        "r (conflicted copy 2024-05-03 141516).csv",
        "r.sync-conflict-20240503-141516-ABCDEFG.csv",
        "r_conflict-20240503-141516.csv",
        "r-DESKTOP-AB12CD3.csv",
        "Copie de r.csv",
        "r - Copie.csv",
        "r (1).csv",
    ]
    files, notes = listed(tmp_path, "r.csv", *copies)

    assert sorted(["r.csv", *copies]) == files
    assert dict.fromkeys(copies, "W213") == notes


def test_a_number_in_brackets_alone_is_only_a_name(tmp_path: Path) -> None:
    assert (["réponses (1).csv"], {}) == listed(tmp_path, "réponses (1).csv")
