"""The poster for an assembly: the question, the flower, one sentence per petal, a few voices, and no table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Comparison, Profile, Published, hookimpl


@frozen
class Poster:
    """What a room gathers around, on a wall (A3, A2) or a screen."""

    name: ClassVar[str] = "poster"
    takes: ClassVar[type[Published] | type[Comparison]] = Published
    profile: ClassVar[Profile] = "published"

    def write(
        self,
        results: Published | Comparison,
        folder: Path,  # noqa: ARG002  (nothing in the page depends on where it stands)
        language: str,
    ) -> Mapping[str, bytes]:
        """The page under its file name."""
        # Jinja is loaded where a page is written: `check` and `--help` know this class without it.
        from evalkit.outputs.poster.making import poster  # noqa: PLC0415
        from evalkit.outputs.told.face import file_name  # noqa: PLC0415

        assert isinstance(results, Published)
        return {file_name(results, "affiche"): poster(results, evalkit.language(language))}


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in poster."""
    return (Poster,)
