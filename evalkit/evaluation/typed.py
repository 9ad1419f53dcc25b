"""What somebody typed into a blank form where it was written: it must not be lost when forms are written again."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.files.opening import open_source
from evalkit.plugins.manager import Plugins

Rows = Counter[tuple[str, ...]]


def typed_over(folder: Path, files: Mapping[str, bytes], plugins: Plugins) -> list[Problem]:
    """A problem for each file of *folder* that holds rows which the blank form of that name, in *files*, has not."""
    problems = []
    for name, blank in sorted(files.items()):
        target = folder / name
        if not name.endswith(".xlsx") or not target.is_file() or target.read_bytes() == blank:
            continue
        n = (_rows(target, plugins) - _rows_of(blank, plugins)).total()
        if n:
            message = say_n(
                "Une ligne est saisie dans ce classeur : il n’est pas remplacé, et rien n’est écrit.",
                "{n} lignes sont saisies dans ce classeur : il n’est pas remplacé, et rien n’est écrit.",
                n,
            )
            hint = say("Rangez-le dans data/VAGUE/OUTIL/ (ou donnez-lui un autre nom), puis relancez.")
            problems.append(Problem("E411", message, Location(path=target.as_posix()), hint))
    return problems


def _rows_of(data: bytes, plugins: Plugins) -> Rows:
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "blank.xlsx"
        path.write_bytes(data)
        return _rows(path, plugins)


def _rows(path: Path, plugins: Plugins) -> Rows:
    """The rows of answers in an entry workbook; none in any other file."""
    rows: Rows = Counter()
    try:
        source = open_source(path, path.name, {})
        for name, reader in plugins.readers.items():
            with plugins.calling("readers", name):
                if reader().recognise(source):
                    for grid in reader().grids(source, frozenset()):
                        rows.update(tuple(map(str.strip, row)) for row in grid.rows)
    except ProblemsFound:
        return Counter()  # no workbook that could be read as answers either
    return rows
