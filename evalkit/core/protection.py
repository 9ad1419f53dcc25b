"""Which cells may not leave: the floor, and the complementary masking that keeps a masked cell from being had back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

PRESENT_FLOOR = 3
"""People who must have been present for a session or a meeting to be published."""

INTERVIEW_FLOOR = 5
"""Interviews that must have been held for what they say to be published, always as a whole."""


class Rule(StrEnum):
    """Why a cell is masked.

    ``FLOOR``: fewer people than the floor. ``COMPLEMENT``: a total and its other parts would give a masked cell back.
    ``WHOLE``: interviews are read as a whole, never by segment. ``DIMENSION``: no masking of parts would do, so the
    whole dimension is not published.
    """

    FLOOR = "floor"
    COMPLEMENT = "complement"
    WHOLE = "whole"
    DIMENSION = "dimension"


@frozen(kw_only=True)
class Size:
    """Who stands behind a cell: ``people`` behind its answers, ``n`` records that answered, and, whatever they
    answered, all ``records`` of its instrument in the segment with the people behind those (``held``).
    """

    people: int
    n: int
    records: int
    held: int


def floor_of(unit: str, persons: int) -> int:
    """The floor for an instrument's unit; *persons* is the profile's own for questionnaires."""
    return {"person": persons, "interview": INTERVIEW_FLOOR}.get(unit, PRESENT_FLOOR)


def people_of(unit: str, *, n: int, records: int, present: int) -> int:
    """How many people stand behind a tally: who answered, interviews held, or people present."""
    return {"person": n, "interview": records}.get(unit, present)


def masks(unit: str, whole: Size, parts: Mapping[str, Mapping[str, Size]], floor: int) -> dict[tuple[str, str], Rule]:
    """The masked cells of one tally: (dimension, segment) and why; ("all", "") is the whole.

    ``parts`` gives, for each dimension, the segments that partition the instrument's records. A segment without a
    record is no cell. A cell that nobody answered although a floor's worth of people could have hides nobody: that
    nobody looked may be told. The rule is the domain's: where segments are masked there are at least two, and together
    they reach the floor; else the next smallest is masked too, ties by id; where even that cannot be, the dimension is
    not published.
    """
    cells: dict[tuple[str, str], Rule] = {}
    hidden = whole.records > 0 and whole.people < floor and not _empty(whole, floor)
    if hidden:
        cells["all", ""] = Rule.FLOOR
    for dimension, segments in parts.items():
        held = {name: size for name, size in segments.items() if size.records > 0}
        if unit == "interview":
            cells.update(dict.fromkeys(((dimension, name) for name in held), Rule.WHOLE))
        elif hidden:
            cells.update(dict.fromkeys(((dimension, name) for name in held), Rule.FLOOR))
        elif whole.n:
            told = {name: size.people for name, size in held.items() if not _empty(size, floor)}
            cells.update({(dimension, name): rule for name, rule in _partition(told, floor).items()})
    return cells


def _empty(size: Size, floor: int) -> bool:
    """Nobody answered, and that tells of no one: the silence of a few would."""
    return size.n == 0 and size.held >= floor


def _partition(people: Mapping[str, int], floor: int) -> dict[str, Rule]:
    """The masked parts of one partition whose total is published."""
    masked = {name: Rule.FLOOR for name, n in people.items() if n < floor}
    if not masked:
        return {}
    # Two parts at least reach the floor together: none of them does alone.
    for name in sorted(people, key=lambda name: (people[name], name)):
        if sum(people[m] for m in masked) >= floor:
            return masked
        masked.setdefault(name, Rule.COMPLEMENT)
    return masked if sum(people.values()) >= floor else dict.fromkeys(people, Rule.DIMENSION)
