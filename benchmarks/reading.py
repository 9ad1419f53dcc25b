"""Reading fifty thousand rows of sixty columns, beside csv.reader and python-calamine alone, in one run.

    python -m benchmarks.reading [ROWS]

The ways take turns. Prints seconds of the processor (best of three), the ratio to the library alone, and the peak of
memory of each way in its own process. « Answers » is the whole chain: from the file to answers typed and located.
"""

from __future__ import annotations

import csv
import gc
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

from evalkit.evaluation.collecting import Collected
from evalkit.evaluation.loading import load
from evalkit.evaluation.opened import OpenedEvaluation
from evalkit.files.archive import Archive
from evalkit.files.opening import open_source
from evalkit.files.written import Written
from evalkit.files.xlsx import look_over
from evalkit.plugins.manager import Plugins

ROOT = Path(__file__).resolve().parent.parent
EVALUATION = """\
evalkit: 1
structure: {id: large, name: Large}
question: À quoi ça sert ?
waves: [{id: "2026", label: Vague 2026, simulated: true}]
framework: framework.yaml
instruments: [instruments/large.yaml]
"""
FRAMEWORK = """\
id: large
version: 1
criteria:
  - id: all
    label: Tout
    indicators:
      - id: all-of-it
        label: Tout
        markers:
          - id: one
            label: Un
            evidence: [{instrument: large, items: [q1], scorer: {name: share, agree: [4, 5], attested_from: 0.5}}]
"""
INSTRUMENT = """\
id: large
kind: questionnaire
title: Large
unit: person
fields: {record: id}
scales:
  five:
    - {code: 1, label: Un}
    - {code: 2, label: Deux}
    - {code: 3, label: Trois}
    - {code: 4, label: Quatre}
    - {code: 5, label: Cinq}
items:
"""
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


def project(folder: Path) -> Path:
    """The evaluation that asks for the columns of the files."""
    choices = ", ".join(f"{{id: c{i}, label: {label}}}" for i, label in enumerate(LABELS) if label)
    items = [f"  - {{id: q{i}, label: Question {i}, type: scale, scale: five}}" for i in range(1, 41)]
    items += [f"  - {{id: q{i}, label: Question {i}, type: choice, choices: [{choices}]}}" for i in range(41, 59)]
    items.append("  - {id: commentaire, label: Un commentaire, type: text}")
    (folder / "instruments").mkdir(parents=True)
    (folder / "data" / "2026" / "large").mkdir(parents=True)
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (folder / "instruments" / "large.yaml").write_text(INSTRUMENT + "\n".join(items), encoding="utf-8")
    return folder


def answers(path: Path) -> Collected:
    """The whole chain: opened, columns matched, every cell typed and located."""
    with tempfile.TemporaryDirectory() as room:
        folder = project(Path(room) / "large")
        (folder / "data" / "2026" / "large" / path.name).symlink_to(path)
        evaluation, problems = load(folder, Plugins())
        assert evaluation is not None, problems
        return OpenedEvaluation(evaluation, Plugins(), ()).collect("2026")


WAYS: dict[str, tuple[int, Callable[[Path], object]]] = {
    "csv.reader": (0, csv_alone),
    "open_source, csv": (0, opened),
    "answers, csv": (0, answers),
    "python-calamine": (1, calamine_alone),
    "without preflight": (1, calamine_as_text),
    "preflight alone": (1, preflight_alone),
    "open_source, xlsx": (1, opened),
    "answers, xlsx": (1, answers),
}


def main() -> None:
    """Measure each way and print it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        files = written(Path(folder), rows)
        turns = [{name: timed(way, files[which]) for name, (which, way) in WAYS.items()} for _ in range(3)]
        best = {name: min(turn[name] for turn in turns) for name in WAYS}
        alone = (best["csv.reader"], best["python-calamine"])
        for name, (which, _) in WAYS.items():
            peak = subprocess.run(
                [sys.executable, "-m", "benchmarks.reading", "--peak", name, str(files[which])],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            ).stdout.strip()
            print(f"{name:20} {best[name]:6.2f} s   ratio {best[name] / alone[which]:5.2f}   peak {peak} MB")


def timed(way: Callable[[Path], object], path: Path) -> float:
    """Seconds of the processor: a busy machine changes them least."""
    gc.collect()
    start = time.process_time()
    way(path)
    return time.process_time() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        kept = WAYS[sys.argv[2]][1](Path(sys.argv[3]))
        status = Path("/proc/self/status").read_text(encoding="ascii")
        print(next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")))
    else:
        main()
