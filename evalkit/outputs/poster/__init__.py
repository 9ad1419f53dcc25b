"""The poster for an assembly: the question, the flower, one sentence per petal, a few voices, and no table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from evalkit import Language, Published, hookimpl
from evalkit.outputs.views.output import PageOutput


class Poster(PageOutput):
    """What a room gathers around, on a wall (A3, A2) or a screen."""

    name: ClassVar[str] = "poster"
    kind: ClassVar[str] = "affiche"

    def page(self, results: Published, language: Language) -> bytes:
        """The bytes of the page."""
        from evalkit.outputs.poster.making import poster  # noqa: PLC0415  (as the base class says)

        return poster(results, language)


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in poster."""
    return (Poster,)
