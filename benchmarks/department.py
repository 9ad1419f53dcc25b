"""A department and the whole network: 60 and 2,400 workbooks compared, beside python-calamine reading the same tables.

    python -m benchmarks.department [FEW] [MANY]

The workbooks are those of examples/drome, each again under other names (made once, kept in the temporary folder).
Prints, for each number: the time per workbook of python-calamine alone, of reading and verifying as the command does,
and of the whole comparison, all in turn in one run; their ratios; the same ratio in time of the processor, which two
readers at once do not shorten; and the peak of memory of the whole in its own process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from evalkit.comparison.reading import USED, of_each
from evalkit.comparison.running import run_comparison
from evalkit.core.published import Cell, Published, sealed_by, seals
from evalkit.workbook import ReadCache, read_workbook

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "examples" / "drome" / "socle-commun.yaml"
_STRINGS = "xl/sharedStrings.xml"
_CHUNK = 60


def made(folder: Path, number: int) -> list[Path]:
    """So many workbooks in *folder*, made where they are missing."""
    originals = folder / "drome" / "recus"
    if not originals.is_dir():
        script = ROOT / "examples" / "drome" / "make.py"
        subprocess.run([sys.executable, script, folder / "drome"], check=True, stdout=subprocess.DEVNULL)
    files = sorted(originals.glob("*.xlsx"))
    copies = folder / "copies"
    copies.mkdir(exist_ok=True)
    known = [(file, read_workbook(file, ())) for file in files]
    found = []
    for at in range(number):
        file, published = known[at % len(known)]
        found.append(copies / f"{at:05}.xlsx")
        if not found[-1].is_file():
            renamed(file, published, at, found[-1])
    return found


def renamed(file: Path, published: Published, at: int, into: Path) -> None:
    """The same workbook of another structure: two names, their seals, and the seal of the table."""
    changed = dict(_changed(published, at))
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == _STRINGS:
                text = data.decode()
                for before, after in changed.items():
                    text = text.replace(f">{escape(before, quote=False)}<", f">{escape(after, quote=False)}<")
                data = text.encode()
            new.writestr(part.filename, data)


def _changed(published: Published, at: int) -> Iterator[tuple[str, str]]:
    """Each text of the workbook that becomes another."""
    table = published["about"]
    names = [field.id for field in table.fields]
    place = published.about
    new: dict[str, Cell] = {
        "structure": f"{place['structure']}-{at}",
        "structure_name": f"{place['structure_name']} {at}",
    }
    rows: list[tuple[Cell, ...]] = [(row[0], row[1], new.get(str(row[0]), row[2])) for row in table.rows]
    stated = [row for row in rows if row[0] != "seal.about"]
    own = next(row for row in rows if row[0] == "seal.about")
    whole = sealed_by(seals(names, stated))
    yield str(own[2]), whole
    rows = [*stated, (own[0], own[1], whole)]
    for before, after, was, now in zip(table.rows, rows, seals(names, table.rows), seals(names, rows), strict=True):
        if before != after:
            yield was, now
            if before[0] != "seal.about":
                yield str(before[2]), str(after[2])


def calamine(files: list[Path]) -> None:
    """The library alone, the same tables."""
    for file in files:
        book = CalamineWorkbook.from_path(str(file), load_tables=True)
        for name in ("about", *USED):
            book.get_table_by_name(name).to_python()


def reading(files: list[Path]) -> None:
    """Reading and verifying, as the command reads them."""
    for _ in of_each(files, partial(read_workbook, tables=USED, cache=ReadCache())):
        pass


def whole(files: list[Path]) -> None:
    """The whole command, outputs written."""
    with tempfile.TemporaryDirectory() as folder:
        run_comparison(files, CORE, folder=Path(folder))


class Took(NamedTuple):
    """Seconds of the clock, and of the processor."""

    clock: float
    processor: float


def seconds(way: Callable[[list[Path]], None], files: list[Path]) -> Took:
    """What one way takes of these files."""
    clock, processor = time.perf_counter(), time.process_time()
    way(files)
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def measure(files: list[Path]) -> None:
    """Print what *files* cost. The two ways of reading take turns, so that a busy machine weighs on both alike."""
    taken: dict[str, list[Took]] = {"alone": [], "ours": []}
    for start in range(0, len(files), _CHUNK):
        chunk = files[start : start + _CHUNK]
        taken["alone"].append(seconds(calamine, chunk))
        taken["ours"].append(seconds(reading, chunk))
    alone, ours = (Took(*map(sum, zip(*turns, strict=True))) for turns in taken.values())
    command = [sys.executable, "-m", "benchmarks.department", "--whole", str(files[0].parent), str(len(files))]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    every, peak = float(told[0]), told[1]
    each = [1000 * one / len(files) for one in (alone.clock, ours.clock, every)]
    print(
        f"{len(files):5} workbooks: python-calamine {each[0]:.1f} ms each; reading {each[1]:.1f} ms, "
        f"ratio {ours.clock / alone.clock:.2f} (of the processor {ours.processor / alone.processor:.2f}); "
        f"the whole {each[2]:.1f} ms, ratio to reading {every / ours.clock:.2f}; peak {peak} MB"
    )


def main() -> None:
    """Measure both numbers."""
    few, many = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (60, 2400)
    folder = Path(tempfile.gettempdir()) / "evalkit-department"
    folder.mkdir(exist_ok=True)
    files = made(folder, many)
    for number in (few, many):
        measure(files[:number])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--whole"]:
        given = sorted(Path(sys.argv[2]).glob("*.xlsx"))[: int(sys.argv[3])]
        took = seconds(whole, given).clock
        status = Path("/proc/self/status").read_text(encoding="ascii")
        print(took, next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")))
    else:
        main()
