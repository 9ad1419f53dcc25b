"""The report for the board and the team: findings first, then what each instrument and group says of each marker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from evalkit import Language, Profile, Published, hookimpl
from evalkit.outputs.views.output import PageOutput


class Report(PageOutput):
    """Everything that is known, in one page to be read together; internal unless a run says otherwise."""

    name: ClassVar[str] = "report"
    kind: ClassVar[str] = "rapport"
    profile: ClassVar[Profile] = "internal"

    def page(self, results: Published, language: Language) -> bytes:
        """The bytes of the page."""
        from evalkit.outputs.report.making import report  # noqa: PLC0415  (as the base class says)

        return report(results, language)


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in report."""
    return (Report,)
