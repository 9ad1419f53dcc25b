"""One page in plain words for those who answered: what they said, what was understood, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Comparison, Profile, Published, hookimpl


@frozen
class Restitution:
    """The results given back to the people they come from."""

    name: ClassVar[str] = "restitution"
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
        from evalkit.outputs.restitution.making import restitution  # noqa: PLC0415
        from evalkit.outputs.told.face import file_name  # noqa: PLC0415

        assert isinstance(results, Published)
        return {file_name(results, "restitution"): restitution(results, evalkit.language(language))}


@hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The built-in restitution."""
    return (Restitution,)
