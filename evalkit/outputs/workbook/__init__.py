"""The workbook: every published table as a sheet, behind a cover that people can read."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit import hookimpl
from evalkit.outputs.workbook.output import Workbook


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in workbook."""
    return (Workbook,)


__all__ = ["Workbook", "evalkit_outputs"]
