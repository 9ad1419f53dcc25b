"""What the four pages of a wave have in common as outputs: they take its published results and make one file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import evalkit
from evalkit import Comparison, Language, Profile, Published
from evalkit.outputs.naming import file_name


class PageOutput(ABC):
    """An output of one page. A subclass gives its ``name``, the ``kind`` that its file is named by, and the page."""

    name: ClassVar[str]
    kind: ClassVar[str]
    takes: ClassVar[type[Published] | type[Comparison]] = Published
    profile: ClassVar[Profile] = "published"

    @abstractmethod
    def page(self, results: Published, language: Language) -> bytes:
        """The bytes of the page. Jinja is imported here and not before: `check` and `--help` know the class without."""

    def write(self, results: Published | Comparison, folder: Path, language: str) -> Mapping[str, bytes]:
        """The page under its file name."""
        assert isinstance(results, Published)
        return {file_name(results, ".html", self.kind): self.page(results, evalkit.language(language))}
