"""A zip as ODK Central exports a form with repeats: one sheet per table, tied by KEY and PARENT_KEY."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from attrs import evolve

from evalkit.core.names import fold
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet
from evalkit.files.archive import Archive
from evalkit.files.kinds import refuse_archive
from evalkit.files.textfile import open_text

_KEYS = frozenset({"key", "parent_key"})


def open_odk_zip(
    archive: Archive, shown: str, settings: Mapping[str, object]
) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """The tables of the zip, each named like its file without the ending.

    Raises:
        ProblemsFound: E203 where no table has a column KEY or PARENT_KEY: any other zip is to be unpacked by a person.
    """
    sheets: list[Sheet] = []
    notes: list[Problem] = []
    keyed = False
    for member in archive.names:
        if not member.lower().endswith(".csv") or member.startswith("__MACOSX/"):
            continue
        name = posixpath.basename(member)[: -len(".csv")]
        data = archive.read(member)
        if not data.strip():
            continue
        try:
            (sheet,), said = open_text(data, shown, settings)
        except ProblemsFound as found:
            raise ProblemsFound(_in_sheet(problem, name) for problem in found.problems) from found
        keyed = keyed or bool(sheet.rows and _KEYS & {fold(heading) for heading in sheet.rows[0]})
        sheets.append(evolve(sheet, name=name))
        notes += [_in_sheet(note, name) for note in said]
    if not keyed:
        refuse_archive(shown)
    return tuple(sheets), notes


def _in_sheet(problem: Problem, sheet: str) -> Problem:
    return evolve(problem, where=evolve(problem.where or Location(path=""), sheet=sheet))
