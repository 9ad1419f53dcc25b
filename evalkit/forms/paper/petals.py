"""Petals and markers as paper shows them, and how many of them a poster holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from evalkit import Evaluation, Framework, InstrumentUse
from evalkit.forms.languages import FormLanguage

CARDS: Final = 6
"""The petals of one poster; a tree with more takes several sheets."""

INKS: Final = 12
MARKERS: Final = 10
"""The markers of one petal that leave room for the dots of a whole assembly."""


@frozen(kw_only=True)
class PaperMarker:
    """A marker with its number in the tree and its indicator."""

    number: str
    label: str
    indicator: str


@frozen(kw_only=True)
class PaperPetal:
    """A criterion and the markers under it; ``more`` where it goes on from the petal before."""

    number: str
    label: str
    markers: tuple[PaperMarker, ...]
    more: bool = False

    @property
    def ink(self) -> str:
        """The class of its colour; its number says the same in black and white."""
        return f"petal-{(int(self.number) - 1) % INKS}"


def seen_petals(use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> tuple[PaperPetal, ...]:
    """What an instrument looks at; nothing where its rows name no marker."""
    return _petals(evaluation.framework.seen_by(use.id), lang) if "marker" in use.plugin.fields else ()


def all_petals(evaluation: Evaluation, lang: FormLanguage) -> tuple[PaperPetal, ...]:
    """The whole tree."""
    return _petals(evaluation.framework, lang)


def _petals(framework: Framework, lang: FormLanguage) -> tuple[PaperPetal, ...]:
    found = []
    number = 0
    for place, criterion in enumerate(framework.criteria, 1):
        markers = []
        for indicator in criterion.indicators:
            for marker in indicator.markers:
                number += 1
                markers.append(
                    PaperMarker(number=str(number), label=lang.text(marker.label), indicator=lang.text(indicator.label))
                )
        found.append(PaperPetal(number=str(place), label=lang.text(criterion.label), markers=tuple(markers)))
    return tuple(found)


def sheets(petals: Sequence[PaperPetal]) -> tuple[tuple[PaperPetal, ...], ...]:
    """The petals of each sheet of a poster: none so full that no dot could be stuck."""
    pieces = [
        evolve(petal, markers=petal.markers[at : at + MARKERS], more=at > 0)
        for petal in petals
        for at in range(0, max(len(petal.markers), 1), MARKERS)
    ]
    return tuple(tuple(pieces[at : at + CARDS]) for at in range(0, len(pieces), CARDS))
