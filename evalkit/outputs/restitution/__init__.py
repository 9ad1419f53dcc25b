"""One page in plain words for those who answered: what they said, what was understood, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from evalkit import Language, Published, hookimpl
from evalkit.outputs.views.output import PageOutput


class Restitution(PageOutput):
    """The results given back to the people they come from."""

    name: ClassVar[str] = "restitution"
    kind: ClassVar[str] = "restitution"

    def page(self, results: Published, language: Language) -> bytes:
        """The bytes of the page."""
        from evalkit.outputs.restitution.making import restitution  # noqa: PLC0415  (as the base class says)

        return restitution(results, language)


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in restitution."""
    return (Restitution,)
