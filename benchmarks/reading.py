"""Reading fifty thousand rows of sixty columns, beside csv.reader and python-calamine alone, in one run.

    python benchmarks/reading.py [ROWS]

Prints seconds (best of three), the ratio to the library alone, and the peak of memory of each way in its own process.
"""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from evalkit.files.archive import Archive
from evalkit.files.opening import open_source
from evalkit.files.written import Written
from evalkit.files.xlsx import look_over

LABELS = ("Tout à fait d’accord", "Plutôt d’accord", "Plutôt pas d’accord", "Pas du tout d’accord", "Ne sait pas", "")


def written(folder: Path, rows: int) -> tuple[Path, Path]:
    """The same made-up answers as a CSV and as a workbook."""
    choose = random.Random(1)
    table: list[list[str | int]] = [["id", *(f"q{i}" for i in range(1, 59)), "commentaire"]]
    for i in range(rows):
        codes = [choose.randint(1, 5) for _ in range(40)]
        labels = [choose.choice(LABELS) for _ in range(18)]
        table.append([f"R{i:05}", *codes, *labels, f"Un commentaire, le numéro {i} ; il est inventé"])
    text, book = folder / "answers.csv", folder / "answers.xlsx"
    with text.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    workbook = xlsxwriter.Workbook(str(book))
    sheet = workbook.add_worksheet("Réponses")
    for i, row in enumerate(table):
        sheet.write_row(i, 0, row)
    workbook.close()
    return text, book


def csv_alone(path: Path) -> object:
    """The standard library and nothing else."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def calamine_alone(path: Path) -> object:
    """The library that reads workbooks, and nothing else."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def calamine_as_text(path: Path) -> object:
    """What opening does, without the preflight."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0)
    text = Written().__getitem__
    return [list(map(text, row)) for row in sheet.iter_rows()]


def preflight_alone(path: Path) -> object:
    """The look at every part of the archive, no value read."""
    return look_over(Archive(path.read_bytes(), path.name), path.name)


def opened(path: Path) -> object:
    """The whole way to a `Source`."""
    return open_source(path, path.name, {})


WAYS: dict[str, tuple[int, Callable[[Path], object]]] = {
    "csv.reader": (0, csv_alone),
    "open_source, csv": (0, opened),
    "python-calamine": (1, calamine_alone),
    "without preflight": (1, calamine_as_text),
    "preflight alone": (1, preflight_alone),
    "open_source, xlsx": (1, opened),
}


def main() -> None:
    """Measure each way and print it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        files = written(Path(folder), rows)
        alone = [0.0, 0.0]
        for name, (which, way) in WAYS.items():
            seconds = min(timed(way, files[which]) for _ in range(3))
            alone[which] = alone[which] or seconds
            peak = subprocess.run(
                [sys.executable, __file__, "--peak", name, str(files[which])],
                capture_output=True,
                text=True,
                check=True,
            ).stdout.strip()
            print(f"{name:20} {seconds:6.2f} s   ratio {seconds / alone[which]:5.2f}   peak {peak} MB")


def timed(way: Callable[[Path], object], path: Path) -> float:
    """Seconds on the clock."""
    start = time.perf_counter()
    way(path)
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        kept = WAYS[sys.argv[2]][1](Path(sys.argv[3]))
        status = Path("/proc/self/status").read_text(encoding="ascii")
        print(next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")))
    else:
        main()
