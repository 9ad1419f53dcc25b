"""Forms on paper: printable pages, as each kind of instrument is used; the flower's poster, sheet and cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Evaluation, InstrumentUse
from evalkit.forms.languages import form_languages, suffix


@frozen
class Paper:
    """Printable pages, one set for each language of an instrument."""

    name: ClassVar[str] = "paper"

    def takes(self, use: InstrumentUse) -> bool:
        """True for the layouts that paper knows."""
        return use.plugin.layout in ("form", "grid", "guide", "flower")

    def write(self, use: InstrumentUse, evaluation: Evaluation, language: str) -> Mapping[str, bytes]:
        """The pages under their file names."""
        # Jinja is loaded where a page is written: `--help` knows this class without it.
        from evalkit.forms.paper.making import pages_of  # noqa: PLC0415

        spoken = form_languages(use, evaluation, language)
        return {
            f"{use.id}-{name}{suffix(lang, spoken)}.html": page
            for lang in spoken
            for name, page in pages_of(use, evaluation, lang).items()
        }


@evalkit.hookimpl
def evalkit_forms() -> Iterable[type]:
    """The form « paper »."""
    return [Paper]
