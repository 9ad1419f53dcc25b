"""Two to four pages for the town hall and the Caf: who we are, what we claim, and how we know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from evalkit import Language, Published, hookimpl
from evalkit.outputs.views.output import PageOutput


class Advocacy(PageOutput):
    """The action made visible to those to whom account is rendered."""

    name: ClassVar[str] = "advocacy"
    kind: ClassVar[str] = "plaidoyer"

    def page(self, results: Published, language: Language) -> bytes:
        """The bytes of the page."""
        from evalkit.outputs.advocacy.making import advocacy  # noqa: PLC0415  (as the base class says)

        return advocacy(results, language)


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in advocacy pages."""
    return (Advocacy,)
