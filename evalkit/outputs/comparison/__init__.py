"""The department's page and workbook: structures side by side on their shared core, in their own words, unranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Profile, Published, hookimpl


@frozen
class Comparison:
    """One page for those who receive the workbooks, and for those who sent them."""

    name: ClassVar[str] = "comparison"
    takes: ClassVar[type[Published] | type[evalkit.Comparison]] = evalkit.Comparison
    profile: ClassVar[Profile] = "published"

    def write(self, results: Published | evalkit.Comparison, folder: Path, language: str) -> Mapping[str, bytes]:
        """The page under its file name."""
        # Jinja is loaded where a page is written: `check` and `--help` know this class without it.
        from evalkit.outputs.comparison.face import file_name  # noqa: PLC0415
        from evalkit.outputs.comparison.making import page  # noqa: PLC0415

        assert isinstance(results, evalkit.Comparison)
        return {file_name(results, ".html"): page(results, evalkit.language(language))}


@frozen
class ComparisonWorkbook:
    """The same tables for those who want to filter and to count."""

    name: ClassVar[str] = "comparison-workbook"
    takes: ClassVar[type[Published] | type[evalkit.Comparison]] = evalkit.Comparison
    profile: ClassVar[Profile] = "published"

    def write(self, results: Published | evalkit.Comparison, folder: Path, language: str) -> Mapping[str, bytes]:
        """The workbook under its file name."""
        # xlsxwriter is loaded where a workbook is written, as above.
        from evalkit.outputs.comparison.face import file_name  # noqa: PLC0415
        from evalkit.outputs.comparison.workbook import written  # noqa: PLC0415

        assert isinstance(results, evalkit.Comparison)
        return {file_name(results, ".xlsx"): written(results, evalkit.language(language))}


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in page and workbook of a comparison."""
    return Comparison, ComparisonWorkbook
