"""The workbook: every published table as a sheet, behind a cover that people can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Comparison, Profile, Published, hookimpl
from evalkit.outputs.naming import file_name


@frozen
class Workbook:
    """What the department receives, and what a centre keeps: one workbook per structure, wave and profile."""

    name: ClassVar[str] = "workbook"
    takes: ClassVar[type[Published] | type[Comparison]] = Published
    profile: ClassVar[Profile] = "published"

    def write(self, results: Published | Comparison, folder: Path, language: str) -> Mapping[str, bytes]:
        """The workbook's bytes under its file name."""
        # xlsxwriter is loaded where a workbook is written: `check` and `--help` know this class without it.
        from evalkit.outputs.workbook.book import written  # noqa: PLC0415

        assert isinstance(results, Published)
        return {file_name(results, ".xlsx"): written(results, evalkit.language(language))}


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in workbook."""
    return (Workbook,)
