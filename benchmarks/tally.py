"""The engine beside polars and pandas: from the same integer columns to all counts by group and site.

Each way starts from the same five columns: of an answer its record, item and code (-1 where there is none), of a record
its group and site. The engine makes its table of answers of them, counts, and reads every cell of every segment; the
others make a frame and group it twice. Each runs in a process of its own, in turn, so that its peak of memory above the
columns can be told.

python -m benchmarks.tally [RECORDS…] [--rounds N]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from evalkit.core.answers import Answers, AskedItem, RecordTable
from evalkit.core.evaluation import Evaluation, InstrumentUse, Named, Structure, Wave
from evalkit.core.framework import Criterion, Evidence, Framework, Indicator, Marker, ScorerUse
from evalkit.core.items import Category, Item, ItemType, State
from evalkit.core.rows import InstrumentFile
from evalkit.core.scoring import readings
from evalkit.core.tally import Tallies
from evalkit.core.text import Text
from evalkit.instruments.questionnaire import Questionnaire
from evalkit.scorers.share import Share
from evalkit.syntheses.triangulation import Triangulation

ITEMS: Final = 40
CODES: Final = ("1", "2", "3", "4", "5")
GROUPS: Final = tuple(f"g{n}" for n in range(6))
SITES: Final = tuple(f"s{n}" for n in range(3))
SIZES: Final = (250, 10_000, 1_000_000)
TARGETS: Final = {"polars": 0.7, "pandas": 0.2}
WAYS: Final = ("engine", "polars", "pandas")

Column = NDArray[np.int32]


@frozen(kw_only=True)
class Columns:
    """What all three start from: one entry per answer, and one per record."""

    row: Column
    item: Column
    code: Column
    group: Column
    site: Column


def columns(records: int) -> Columns:
    """Answers as they come from a form: record by record, some of them missing, some records without a group."""
    random = np.random.default_rng(20260301)
    n = records * ITEMS
    return Columns(
        row=np.repeat(np.arange(records, dtype=np.int32), ITEMS),
        item=np.tile(np.arange(ITEMS, dtype=np.int32), records),
        code=random.integers(-1, len(CODES), n, dtype=np.int32),
        group=random.integers(-1, len(GROUPS), records, dtype=np.int32),
        site=random.integers(-1, len(SITES), records, dtype=np.int32),
    )


def by_engine(given: Columns) -> int:
    """Every reading of every segment; their number."""
    return sum(1 for _ in readings(EVALUATION, Tallies(as_answers(given))))


def by_polars(given: Columns) -> int:
    """The counts by item, code and group, and by item, code and site; the number of cells."""
    import polars as pl  # noqa: PLC0415  (each process imports its own way only)

    frame = pl.DataFrame(
        {"item": given.item, "code": given.code, "group": given.group[given.row], "site": given.site[given.row]}
    )
    return sum(frame.group_by(["item", "code", name]).len().height for name in ("group", "site"))


def by_pandas(given: Columns) -> int:
    """The same with pandas."""
    import pandas as pd  # noqa: PLC0415

    frame = pd.DataFrame(
        {"item": given.item, "code": given.code, "group": given.group[given.row], "site": given.site[given.row]},
        copy=False,
    )
    return sum(len(frame.groupby(["item", "code", name], sort=False).size()) for name in ("group", "site"))


def as_answers(given: Columns) -> Answers:
    """The engine's own table of the columns; what is the same everywhere is kept once."""
    n, records = len(given.row), len(given.group)

    def same(value: int, length: int) -> Column:
        return np.broadcast_to(np.int32(value), length)

    return Answers(
        wave="2026",
        instruments=("q",),
        groups=GROUPS,
        sites=SITES,
        actions=(),
        items=tuple(AskedItem(instrument="q", item=item, values=CODES) for item in QUESTIONNAIRE.items),
        ids=(),
        dates=(),
        observers=(),
        modes=(),
        files=("q.csv",),
        sheets=(),
        texts=(),
        records=RecordTable(
            instrument=same(0, records),
            record=np.arange(records, dtype=np.int32),
            group=given.group,
            site=given.site,
            action=same(-1, records),
            date=same(-1, records),
            observer=same(-1, records),
            mode=same(-1, records),
            present=same(-1, records),
            consent=same(0, records),
            file=same(0, records),
            sheet=same(-1, records),
            line=np.arange(2, records + 2, dtype=np.int32),
        ),
        row=given.row,
        item=given.item,
        phase=same(0, n),
        code=given.code,
        state=np.where(given.code < 0, np.int32(State.NO_ANSWER), np.int32(State.ANSWERED)),
        part=same(0, n),
        text=same(-1, n),
        voices=same(0, n),
    )


def declared() -> Evaluation:
    """A form of forty items of one scale, each read as a share by a marker of its own."""
    categories = tuple(Category(code=code, label=Text(code)) for code in CODES)
    items = tuple(
        Item(id=f"q{n}", label=Text(f"q{n}"), type=ItemType.SCALE, categories=categories) for n in range(ITEMS)
    )
    share = ScorerUse(name="share", scorer=Share(agree=CODES[3:], attested_from=0.5))
    markers = tuple(
        Marker(id=f"m{n}", label=Text(f"m{n}"), evidence=(Evidence(instrument="q", items=(f"q{n}",), scorer=share),))
        for n in range(ITEMS)
    )
    indicator = Indicator(id="i", label=Text("i"), markers=markers)
    criterion = Criterion(id="c", label=Text("c"), indicators=(indicator,))
    file = InstrumentFile(id="q", kind="questionnaire", title=Text("q"), unit="person", items=items)
    return Evaluation(
        folder=Path(),
        language="fr",
        structure=Structure(id="s", name=Text("s"), sites=tuple(Named(id=s, label=Text(s)) for s in SITES)),
        framework=Framework(id="f", version="1", criteria=(criterion,)),
        waves=(Wave(id="2026", label=Text("2026")),),
        instruments=(InstrumentUse(file=file, plugin=Questionnaire(), items=items),),
        synthesis=Triangulation(),
        synthesis_name="triangulation",
        groups=tuple(Named(id=g, label=Text(g)) for g in GROUPS),
    )


EVALUATION: Final = declared()
QUESTIONNAIRE: Final = EVALUATION.instruments[0]
RUN: Final[dict[str, Callable[[Columns], int]]] = {"engine": by_engine, "polars": by_polars, "pandas": by_pandas}


def measure(way: str, folder: Path, runs: int) -> None:
    """Print, of one way in this process, its seconds and its peak of memory above the columns, in MB."""
    RUN[way](columns(50))
    given = Columns(**{name: np.load(folder / f"{name}.npy") for name in ("row", "item", "code", "group", "site")})
    before = peak()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        cells = RUN[way](given)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": statistics.median(seconds), "peak": peak() - before, "cells": cells}))


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(records: int, rounds: int) -> dict[str, float]:
    """Measure the three ways in turn; print and give the engine's ratio to each of the others."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        made = columns(records)
        for name in ("row", "item", "code", "group", "site"):
            np.save(folder / f"{name}.npy", getattr(made, name))
        held = sum(getattr(made, name).nbytes for name in ("row", "item", "code", "group", "site")) / 2**20
        del made
        runs = 3 if records > 100_000 else 9
        found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                command = [sys.executable, "-m", "benchmarks.tally", "--measure", way, str(folder), str(runs)]
                told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                found[way].append(json.loads(told))
    print(f"{records:,} records of {ITEMS} answers, {held:,.0f} MB of columns")
    for way in WAYS:
        seconds = statistics.median(one["seconds"] for one in found[way])
        most = max(one["peak"] for one in found[way])
        print(f"  {way:6} {seconds:8.4f} s, {most:6.0f} MB above the columns, {found[way][0]['cells']:,} cells")
    return {
        way: statistics.median(
            one["seconds"] / other["seconds"] for one, other in zip(found["engine"], found[way], strict=True)
        )
        for way in TARGETS
    }


def main(sizes: list[int], rounds: int) -> None:
    """Print times, memory and ratios. The promise, at 40 million answers: 0.7 of polars, 0.2 of pandas."""
    for records in sizes:
        for way, ratio in compare(records, rounds).items():
            print(f"  engine / {way}: {ratio:.2f} (at most {TARGETS[way]} at 40 million answers)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("records", nargs="*", type=int, help="how many records; 250, 10 000 and 1 000 000 without")
        parser.add_argument("--rounds", type=int, default=3, help="how often the three take their turn")
        asked = parser.parse_args()
        main(asked.records or list(SIZES), asked.rounds)
