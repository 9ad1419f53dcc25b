"""A folder of workbooks as a department receives it: handled, renamed, damaged, twice, by somebody else."""

from __future__ import annotations

import json
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table as ExcelTable

from evalkit import ProblemsFound, Published, language, read_workbook
from evalkit.comparison import reading
from evalkit.comparison.members import member
from evalkit.comparison.reading import USED, impossible, receive, workbooks
from evalkit.comparison.running import run_comparison
from evalkit.core.publishing import completed
from evalkit.outputs.workbook import Workbook
from tests.comparison.structures import CORE, NO, YES, structure

CORE_FILE = """
id: socle
version: 1
source: essai
dimensions: [{id: lien, label: Lien}, {id: pouvoir, label: Pouvoir}, {id: terre, label: Terre}]
context: [adherents]
"""


def write(folder: Path, *given: Published) -> list[Path]:
    folder.mkdir(exist_ok=True)
    found = []
    for one in given:
        ((name, data),) = Workbook().write(one, folder, "fr").items()
        found.append(folder / name)
        found[-1].write_bytes(data)
    return found


@pytest.fixture(scope="module")
def iris() -> Published:
    return structure("iris", {"lien": "half", "pouvoir": YES})


@pytest.fixture(scope="module")
def rose() -> Published:
    return structure("rose", {"lien": YES, "pouvoir": NO, "terre": None})


@pytest.fixture
def core(tmp_path) -> Path:
    file = tmp_path / "socle.yaml"
    file.write_text(CORE_FILE, encoding="utf-8")
    return file


def codes(found) -> list[tuple[str, str]]:
    assert all(one.problem.hint is not None for one in found.refused)
    return [(one.file, one.problem.code) for one in found.refused]


def test_a_workbook_saved_in_another_format_is_refused_by_name_not_passed_over(tmp_path, iris, rose) -> None:
    first, *_ = write(tmp_path / "recus", iris, rose)
    first.rename(first.with_suffix(".XLSX"))
    (tmp_path / "recus" / "lilas.ods").write_bytes(b"saved by LibreOffice")
    (tmp_path / "recus" / "rapport.pdf").write_bytes(b"no workbook")
    found = receive(workbooks([tmp_path / "recus"]), CORE)
    assert ["iris", "rose"] == [one.structure for one in found.members]
    assert [("lilas.ods", "E420")] == codes(found)


def test_whoever_interrupts_between_two_workbooks_waits_for_no_other(tmp_path, iris, rose, monkeypatch) -> None:
    files = write(tmp_path / "recus", iris, rose)
    ended = []

    class Readers(ThreadPoolExecutor):
        def shutdown(self, *args, **kwargs):
            ended.append(True)
            super().shutdown(*args, **kwargs)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "ThreadPoolExecutor", Readers)
    with pytest.raises(KeyboardInterrupt) as held:
        receive(files, CORE, interrupt)
    assert [True] == ended
    assert held.tb is not None  # which keeps alive whatever was at work


def handled(path: Path) -> None:
    """What people do to the looks of a workbook."""
    book = openpyxl.load_workbook(path)
    for number, sheet in enumerate(list(book.worksheets)):
        sheet.title = f"feuille {number}"
    book.move_sheet(book.worksheets[3], 2)
    readings = next(s for s in book.worksheets if "readings" in s.tables)
    last = readings.max_row
    rows = [[cell.value for cell in row] for row in readings.iter_rows(min_row=5, max_row=last)]
    for at, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            readings.cell(at, column).value = value
            readings.cell(at, column).fill = PatternFill("solid", fgColor="FFCC00")
    notes = book.create_sheet("mes remarques", 0)
    notes["A1"] = "à rappeler lundi"
    markers = next(s for s in book.worksheets if "markers" in s.tables)
    wide = markers.max_column + 1
    table = markers.tables["markers"]
    markers.cell(4, wide, "vu par moi")
    for at in range(5, markers.max_row + 1):
        markers.cell(at, wide, "oui")
    del markers.tables["markers"]
    first, end = table.ref.split(":")
    end_row = "".join(c for c in end if c.isdigit())
    letter = openpyxl.utils.get_column_letter(wide)
    markers.add_table(ExcelTable(displayName="markers", ref=f"{first}:{letter}{end_row}"))
    book.save(path)


def test_a_workbook_that_people_and_libreoffice_handled_is_read(iris, libreoffice, tmp_path):
    (path,) = write(tmp_path / "recus", iris)
    handled(path)
    again = libreoffice.convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "bureau")
    found = receive([again], CORE)
    assert [] == codes(found)
    (kept,) = found.members
    expected = member(iris, CORE)
    for name in ("head", "context", "instruments", "dimensions", "markers", "findings", "quotes", "summary"):
        assert getattr(expected, name) == getattr(kept, name), name


def test_the_same_with_one_figure_changed_is_refused_at_that_row(iris, libreoffice, tmp_path):
    (path,) = write(tmp_path / "recus", iris)
    handled(path)
    again = libreoffice.convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "bureau")
    book = openpyxl.load_workbook(again)
    sheet = next(s for s in book.worksheets if "k" in [cell.value for cell in s[4]])
    ids = [cell.value for cell in sheet[4]]
    row = next(at for at in range(5, sheet.max_row + 1) if isinstance(sheet.cell(at, ids.index("k") + 1).value, int))
    sheet.cell(row, ids.index("k") + 1).value += 1
    title = sheet.title
    book.save(again)
    (refusal,) = receive([again], CORE).refused
    assert ("E422", str(again), title, row) == (
        refusal.problem.code, refusal.problem.where.path, refusal.problem.where.sheet, refusal.problem.where.line,
    )  # fmt: skip
    assert refusal.problem.hint is not None


def test_each_refusal_names_its_file_and_says_what_to_do(iris, rose, tmp_path):
    folder = tmp_path / "recus"
    good, twice = write(folder, iris, rose)
    shutil.copyfile(twice, folder / "rose (copie).xlsx")
    write(folder, structure("chez-soi", {"lien": YES}, profile="internal"))
    write(folder, structure("ailleurs", {"lien": YES}, core=evolve(CORE, id="autre")))
    (folder / "abime.xlsx").write_bytes(good.read_bytes()[:9000])
    (folder / "texte.xlsx").write_text("bonjour", encoding="utf-8")
    with zipfile.ZipFile(folder / "vide.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    found = receive(workbooks([folder]), CORE)
    assert ["iris"] == [one.structure for one in found.members]
    assert {
        ("abime.xlsx", "E205"), ("texte.xlsx", "E420"), ("vide.xlsx", "E205"), ("ailleurs-2026-publie.xlsx", "E431"),
        ("chez-soi-2026-interne.xlsx", "E432"), ("rose-2026-publie.xlsx", "E430"), ("rose (copie).xlsx", "E430"),
    } == set(codes(found))  # fmt: skip
    assert all(one.problem.where.path == str(folder / one.file) for one in found.refused)


def test_impossible_figures_are_refused_although_their_seals_fit(iris, tmp_path):
    def with_cell(table: str, at: int, column: str, value: object) -> Published:
        made = iris[table]
        place = made.index[column]
        rows = list(made.rows)
        rows[at] = (*rows[at][:place], value, *rows[at][place + 1 :])
        tables = {**iris.tables_by_name, table: evolve(made, rows=tuple(rows))}
        facts = [(key, value) for key, value in iris.about.items() if not key.startswith("seal.")]
        del tables["about"], tables["dictionary"]
        return completed(tables, facts, language("fr"))

    at = next(n for n, row in enumerate(iris["readings"].records()) if isinstance(row["k"], int))
    for table, where, column, value in (
        ("readings", at, "k", 4000),
        ("readings", at, "n", 4000),
        ("readings", at, "distribution", "5=-1; 1=2"),
        ("readings", at, "distribution", "beaucoup"),
        ("criteria", 0, "informed", 3),
    ):
        (path,) = write(tmp_path / "recus", with_cell(table, where, column, value))
        (refusal,) = receive([path], CORE).refused
        assert ("E435", str(path)) == (refusal.problem.code, refusal.problem.where.path)
        assert str(where + 1) in refusal.problem.message.said_in(language("fr"))
        assert iris[table].title == refusal.problem.where.sheet
    assert [] == impossible(iris, "x")


def test_folders_are_searched_and_locks_and_own_outputs_left_alone(iris, rose, core, tmp_path):
    folder = tmp_path / "recus"
    write(folder, iris)
    write(folder / "mai", rose)
    (folder / "~$iris.xlsx").write_bytes(b"x")
    first = run_comparison([folder], core, folder=folder / "comparaison")
    again = run_comparison([folder, folder / "mai"], core, folder=folder / "comparaison")
    assert first.comparison == again.comparison
    assert ["iris", "rose"] == list(again.comparison["structures"].column("structure"))
    assert ["comparison", "comparison-workbook", "manifest"] == [made.kind for made in again.outputs]
    with pytest.raises(ProblemsFound) as found:
        workbooks([tmp_path / "absent"])
    assert ["E433"] == [problem.code for problem in found.value.problems]
    (tmp_path / "rien").mkdir()
    with pytest.raises(ProblemsFound) as found:
        workbooks([tmp_path / "rien"])
    assert ["E434"] == [problem.code for problem in found.value.problems]


def test_neither_the_order_nor_the_names_of_files_change_a_byte(iris, rose, core, tmp_path):
    later = structure("rose", {"lien": NO, "pouvoir": NO, "terre": None}, wave="2028")
    paths = write(tmp_path / "recus", iris, rose, later)
    made = []
    for number, order in enumerate(((0, 1, 2), (2, 0, 1), (1, 2, 0))):
        folder = tmp_path / f"essai-{number}"
        folder.mkdir()
        for name, at in zip("abc", order, strict=True):
            shutil.copyfile(paths[at], folder / f"{name}.xlsx")
        given = [folder / f"{name}.xlsx" for name in ("cab", "bca", "abc")[number]]
        outputs = run_comparison(given, core, folder=tmp_path / f"sortie-{number}").outputs
        made.append({one.path.name: one.path.read_bytes() for one in outputs})
    assert made[0] == made[1] == made[2]
    assert 3 == len(made[0])


def test_nothing_is_written_where_one_is_refused_unless_asked(iris, core, tmp_path):
    folder, out = tmp_path / "recus", tmp_path / "sortie"
    write(folder, iris)
    (folder / "texte.xlsx").write_text("bonjour", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        run_comparison([folder], core, folder=out)
    assert ["E420"] == [problem.code for problem in found.value.problems]
    assert not out.exists()
    steps: list[tuple[int, int]] = []
    done = run_comparison(
        [folder], core, folder=out, keep_going=True, progress=lambda done, of: steps.append((done, of))
    )
    assert [(1, 2), (2, 2)] == steps
    assert ["E420"] == [problem.code for problem in done.problems]
    assert ["texte.xlsx"] == list(done.comparison["refused"].column("file"))
    assert 1 == json.loads((out / "manifest.json").read_bytes())["refused"]
    assert "texte.xlsx" in next(out.glob("*.html")).read_text(encoding="utf-8")


def test_all_refused_is_nothing_to_compare(core, tmp_path):
    (tmp_path / "texte.xlsx").write_text("bonjour", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        run_comparison([tmp_path], core, folder=tmp_path / "sortie", keep_going=True)
    assert {"E420", "E436"} == {problem.code for problem in found.value.problems}


def test_only_what_is_used_is_read(iris, tmp_path):
    (path,) = write(tmp_path / "recus", iris)
    book = openpyxl.load_workbook(path)
    del book["Couverture"]
    book.save(path)
    assert [] == codes(receive([path], CORE))
    assert {"about", *USED} == set(read_workbook(path, USED).tables_by_name)


@pytest.mark.parametrize("place", ["XFD9", "AAA3", "B100000"])
def test_a_cell_far_away_is_refused_before_it_fills_the_memory(place, iris, tmp_path):
    (path,) = write(tmp_path / "recus", iris)
    far = tmp_path / "loin.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(far, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = data.replace(b"</row></sheetData>", b'<c r="%s"><v>1</v></c></row></sheetData>' % place.encode())
            new.writestr(name, data)
    assert [("loin.xlsx", "E206")] == codes(receive([far], CORE))
