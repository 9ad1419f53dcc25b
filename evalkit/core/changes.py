"""What changed between two waves of one structure, marker by marker, from their published tables alone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Final

from attrs import frozen

from evalkit.core.published import Published
from evalkit.core.readings import Status

ARROW_FROM: Final = 30
"""The number of answers, in both waves, under which no direction is said."""

_ORDER: Final = (Status.NOT_ATTESTED.value, Status.CONTESTED.value, Status.ATTESTED.value)


class Change(StrEnum):
    """The direction in which a marker went, where one may be said."""

    PLUS = "plus"
    EQUAL = "equal"
    MINUS = "minus"
    NOT_COMPARABLE = "not_comparable"


class Why(StrEnum):
    """Why two waves of a marker are not comparable."""

    NEW = "new"
    DROPPED = "dropped"
    MARKER_WORDING = "marker_wording"
    ITEM_WORDING = "item_wording"
    INSTRUMENTS = "instruments"
    NOTHING_SAID = "nothing_said"
    UNDER_30 = "under_30"


@frozen(kw_only=True)
class MarkerChange:
    """One marker in two waves; ``before`` or ``after`` is None where that wave has no such marker."""

    marker: str
    label: str
    before: str | None
    after: str | None
    change: Change
    why: Why | None = None


Item = tuple[str, str]
"""An instrument and one of its items."""


@frozen(kw_only=True)
class MarkerSummary:
    """What one marker says in one wave, and what that rests on.

    ``how`` tells the items and their ways of reading from any others, ``items`` are their keys in
    `WaveSummary.wordings`, and ``fewest`` is the smallest n of a reading that says something.
    """

    label: str
    status: str
    how: str
    items: tuple[Item, ...]
    fewest: int | None


@frozen(kw_only=True)
class WaveSummary:
    """All that a later or an earlier wave is held against: much less than its tables, so thousands can be kept."""

    wave: str
    markers: Mapping[str, MarkerSummary]
    wordings: Mapping[Item, tuple[str, tuple[str, ...]]]


def changes(before: Published, after: Published) -> tuple[MarkerChange, ...]:
    """Every marker of two waves, in the order of the later tree, those it dropped last.

    Comparable means: the same marker with the same words, the same items read by the same instruments in the same way,
    every item's wording unchanged or declared comparable with the earlier wave, something said in both, and 30 answers
    or more behind it in both. Anything else is not comparable, and says why.
    """
    return changes_between(summarise(before), summarise(after))


def changes_between(before: WaveSummary, after: WaveSummary) -> tuple[MarkerChange, ...]:
    """`changes`, from what was kept of the two waves."""
    found = []
    for marker in dict.fromkeys((*after.markers, *before.markers)):
        old, new = before.markers.get(marker), after.markers.get(marker)
        why = _why(before, after, old, new)
        known = new or old
        change = Change.NOT_COMPARABLE if why or old is None or new is None else _direction(old.status, new.status)
        found.append(
            MarkerChange(
                marker=marker,
                label=known.label if known else marker,
                before=old.status if old else None,
                after=new.status if new else None,
                change=change,
                why=why,
            )
        )
    return tuple(found)


def summarise(published: Published) -> WaveSummary:
    """What is kept of one wave. Readings of the whole only: a masked one says nothing."""
    ways: dict[str, dict[tuple[str, str, str, str], None]] = {}
    voting: dict[str, list[int]] = {}
    readings = published["readings"].picked(
        "dimension", "item", "marker", "instrument", "scorer", "phase", "status", "n"
    )
    for dimension, item, marker, instrument, scorer, phase, status, n in readings:
        if dimension != "all" or item is None:
            continue
        ways.setdefault(str(marker), {})[str(instrument), str(item), str(scorer), str(phase or "")] = None
        if status in _ORDER and isinstance(n, int):
            voting.setdefault(str(marker), []).append(n)
    return WaveSummary(
        wave=str(published.about["wave"]),
        markers={
            str(row["marker"]): _summary(
                str(row["label"]), str(row["status"]), ways.get(str(row["marker"]), {}), voting.get(str(row["marker"]))
            )
            for row in published["markers"].records()
            if row["dimension"] == "all"
        },
        wordings={
            (str(row["instrument"]), str(row["item"])): (
                str(row["wording"]),
                tuple(str(row["comparable_with"]).split("; ")) if row["comparable_with"] else (),
            )
            for row in published["instruments"].records()
        },
    )


def _summary(
    label: str, status: str, ways: Mapping[tuple[str, str, str, str], None], voting: list[int] | None
) -> MarkerSummary:
    how = sha256("\x1e".join("\x1f".join(key) for key in sorted(ways)).encode()).hexdigest()[:16]
    items = tuple(dict.fromkeys((instrument, item) for instrument, item, _, _ in sorted(ways)))
    return MarkerSummary(label=label, status=status, how=how, items=items, fewest=min(voting) if voting else None)


def _direction(before: str, after: str) -> Change:
    moved = _ORDER.index(after) - _ORDER.index(before)
    return Change.PLUS if moved > 0 else Change.MINUS if moved < 0 else Change.EQUAL


def _why(before: WaveSummary, after: WaveSummary, old: MarkerSummary | None, new: MarkerSummary | None) -> Why | None:
    if old is None or new is None:
        return Why.NEW if old is None else Why.DROPPED
    if old.label != new.label:
        return Why.MARKER_WORDING
    if old.how != new.how:
        return Why.INSTRUMENTS
    if any(not _same_words(before, after, item) for item in new.items):
        return Why.ITEM_WORDING
    if old.status not in _ORDER or new.status not in _ORDER:
        return Why.NOTHING_SAID
    if any(said.fewest is not None and said.fewest < ARROW_FROM for said in (old, new)):
        return Why.UNDER_30
    return None


def _same_words(before: WaveSummary, after: WaveSummary, item: Item) -> bool:
    nothing: tuple[str, tuple[str, ...]] = ("", ())
    old, new = before.wordings.get(item, nothing), after.wordings.get(item, nothing)
    return old[0] == new[0] or before.wave in new[1]
