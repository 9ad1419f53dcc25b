"""What changed between two waves of one structure, marker by marker, from their published tables alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from evalkit.core.published import Cell, Published
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


def changes(before: Published, after: Published) -> tuple[MarkerChange, ...]:
    """Every marker of two waves, in the order of the later tree, those it dropped last.

    Comparable means: the same marker with the same words, the same items read by the same instruments in the same way,
    every item's wording unchanged or declared comparable with the earlier wave, something said in both, and 30 answers
    or more behind it in both. Anything else is not comparable, and says why.
    """
    earlier, later = _statuses(before), _statuses(after)
    found = []
    for marker in dict.fromkeys((*later, *earlier)):
        old, new = earlier.get(marker), later.get(marker)
        why = _why(marker, before, after, old, new)
        known = new or old
        label = known[0] if known else marker
        change = Change.NOT_COMPARABLE if why or old is None or new is None else _direction(old[1], new[1])
        found.append(
            MarkerChange(
                marker=marker,
                label=label,
                before=old[1] if old else None,
                after=new[1] if new else None,
                change=change,
                why=why,
            )
        )
    return tuple(found)


def _direction(before: str, after: str) -> Change:
    moved = _ORDER.index(after) - _ORDER.index(before)
    return Change.PLUS if moved > 0 else Change.MINUS if moved < 0 else Change.EQUAL


def _why(
    marker: str, before: Published, after: Published, old: tuple[str, str] | None, new: tuple[str, str] | None
) -> Why | None:
    if old is None or new is None:
        return Why.NEW if old is None else Why.DROPPED
    if old[0] != new[0]:
        return Why.MARKER_WORDING
    earlier, later = _read(before, marker), _read(after, marker)
    if earlier.keys() != later.keys():
        return Why.INSTRUMENTS
    wave = str(before.about["wave"])
    if any(not _same_words(before, after, key, wave) for key in later):
        return Why.ITEM_WORDING
    if old[1] not in _ORDER or new[1] not in _ORDER:
        return Why.NOTHING_SAID
    if any(n < ARROW_FROM for n in (*_voting(earlier), *_voting(later))):
        return Why.UNDER_30
    return None


def _statuses(published: Published) -> dict[str, tuple[str, str]]:
    return {
        str(row["marker"]): (str(row["label"]), str(row["status"]))
        for row in published["markers"].records()
        if row["dimension"] == "all"
    }


Key = tuple[str, str, str, str]


def _read(published: Published, marker: str) -> dict[Key, Mapping[str, Cell]]:
    """The readings of the whole of one marker, by instrument, item, scorer and phase."""
    names = ("instrument", "item", "scorer", "phase")
    return {
        (str(row[names[0]]), str(row[names[1]]), str(row[names[2]]), str(row[names[3]] or "")): row
        for row in published["readings"].records()
        if row["marker"] == marker and row["dimension"] == "all" and row["item"] is not None
    }


def _voting(rows: Mapping[Key, Mapping[str, Cell]]) -> Iterable[int]:
    """The n of each reading that says something; a masked one says nothing."""
    for row in rows.values():
        if row["status"] in _ORDER and isinstance(row["n"], int):
            yield row["n"]


def _same_words(before: Published, after: Published, key: Key, wave: str) -> bool:
    old, new = _wording(before, key), _wording(after, key)
    return old[0] == new[0] or wave in new[1]


def _wording(published: Published, key: Key) -> tuple[str, tuple[str, ...]]:
    """An item's wording hash, and the waves declared comparable with it."""
    for row in published["instruments"].records():
        if (row["instrument"], row["item"]) == key[:2]:
            return str(row["wording"]), tuple(str(row["comparable_with"] or "").split("; "))
    return "", ()
