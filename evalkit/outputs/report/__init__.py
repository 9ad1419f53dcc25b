"""The report for the board and the team: findings first, then what each instrument and group says of each marker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Comparison, Profile, Published, hookimpl


@frozen
class Report:
    """Everything that is known, in one page to be read together; internal unless a run says otherwise."""

    name: ClassVar[str] = "report"
    takes: ClassVar[type[Published] | type[Comparison]] = Published
    profile: ClassVar[Profile] = "internal"

    def write(
        self,
        results: Published | Comparison,
        folder: Path,  # noqa: ARG002  (nothing in the page depends on where it stands)
        language: str,
    ) -> Mapping[str, bytes]:
        """The page under its file name."""
        # Jinja is loaded where a page is written: `check` and `--help` know this class without it.
        from evalkit.outputs.report.making import report  # noqa: PLC0415
        from evalkit.outputs.told.face import file_name  # noqa: PLC0415

        assert isinstance(results, Published)
        return {file_name(results, "rapport"): report(results, evalkit.language(language))}


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in report."""
    return (Report,)
