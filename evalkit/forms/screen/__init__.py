"""The flower to fill in on a screen: one page without a network, for a facilitator's tablet or the room's laptop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Evaluation, InstrumentUse
from evalkit.forms.columns import markers_of
from evalkit.forms.languages import form_languages, suffix

NEEDED = ("marker", "phase", "position", "voices", "mode", "present", "dissent")


@frozen
class ScreenFlower:
    """One self-contained page for each language of a flower."""

    name: ClassVar[str] = "page"

    def takes(self, use: InstrumentUse) -> bool:
        """True for flowers."""
        return use.plugin.layout == "flower" and set(NEEDED) <= set(use.plugin.fields)

    def write(self, use: InstrumentUse, evaluation: Evaluation, language: str) -> Mapping[str, bytes]:
        """The pages under their file names; none where the tree has no marker for this flower."""
        if not markers_of(use):
            return {}
        # Jinja is loaded where a page is written: `--help` knows this class without it.
        from evalkit.forms.screen.making import page  # noqa: PLC0415

        spoken = form_languages(use, evaluation, language)
        return {f"{use.id}-seance{suffix(lang, spoken)}.html": page(use, evaluation, lang) for lang in spoken}


@evalkit.hookimpl
def evalkit_forms() -> Iterable[type]:
    """The form « page »."""
    return [ScreenFlower]
