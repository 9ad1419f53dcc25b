"""The rows of the tables of results: readings, statuses, coverage and what was masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evalkit.core.evaluation import Evaluation
from evalkit.core.interfaces import Joined
from evalkit.core.protected import Protected, cell_of, joins_shown
from evalkit.core.protection import Rule
from evalkit.core.published import MASKED, distribution
from evalkit.core.readings import PlacedReading, Reason, Status
from evalkit.core.schema import TABLES
from evalkit.core.synthesis import counted
from evalkit.core.tally import Tallies

Row = tuple[object, ...]

_WIDTH = len(TABLES["readings"].columns)


def readings(protected: Protected) -> list[Row]:
    """One row per reading, then the joins: in tree order, by instrument."""
    order = {marker: number for number, marker in enumerate(dict.fromkeys(s.marker for s in protected.statuses))}
    placed = [*protected.shown, *joins_shown(protected)]
    return [_reading(one) for one in sorted(placed, key=lambda one: order.get(one.marker, len(order)))]


def markers(evaluation: Evaluation, protected: Protected, language: str) -> list[Row]:
    """One row per marker for the whole, then one per group with something left to show."""
    by_id = evaluation.framework.markers
    rows: list[Row] = []
    for one in protected.statuses:
        placed = by_id[one.marker]
        looked = {join.instrument for join in one.joins if join.status is not Status.NOT_LOOKED_FOR}
        planned = {evidence.instrument for evidence in placed.marker.evidence}
        rows.append(
            (
                placed.criterion.id,
                placed.indicator.id,
                placed.marker.id,
                placed.marker.label.to(language),
                placed.provisional,
                one.dimension,
                one.segment,
                one.verdict.status.value,
                one.verdict.rule,
                MASKED if one.verdict.status is Status.MASKED else one.verdict.kinds,
                _sources(one.joins),
                f"{len(looked)}/{len(planned)}",
            )
        )
    return rows


def criteria(evaluation: Evaluation, protected: Protected, language: str) -> list[Row]:
    """Statuses of the whole, counted by criterion."""
    statuses = _whole(protected)
    return [
        (
            criterion.id,
            criterion.label.to(language),
            criterion.provisional,
            *_counts(statuses[marker.id] for marker in criterion.markers),
        )
        for criterion in evaluation.framework.criteria
    ]


def indicators(evaluation: Evaluation, protected: Protected, language: str) -> list[Row]:
    """Statuses of the whole, counted by indicator."""
    statuses = _whole(protected)
    return [
        (
            criterion.id,
            indicator.id,
            indicator.label.to(language),
            indicator.provisional or criterion.provisional,
            *_counts(statuses[marker.id] for marker in indicator.markers),
        )
        for criterion in evaluation.framework.criteria
        for indicator in criterion.indicators
    ]


def coverage(evaluation: Evaluation, tallies: Tallies, protected: Protected) -> list[Row]:
    """Where somebody looked: each marker, each instrument, the whole and each declared group."""
    states: dict[tuple[str, str, str], set[str]] = {}
    for one in protected.shown:
        if one.dimension in ("all", "group"):
            segment = one.segment if one.dimension == "group" else ""
            states.setdefault((one.marker, one.instrument, segment), set()).add(_looked(one))
    groups = ("", *(group.id for group in evaluation.groups))
    unspecified = tallies.segments("group")[-1]
    rows: list[Row] = []
    for placed in evaluation.framework.placed():
        planned = {evidence.instrument for evidence in placed.marker.evidence}
        for use in evaluation.instruments:
            if use.id not in planned:
                rows.append((placed.marker.id, use.id, "", "not_planned"))
                continue
            named = (*groups, unspecified) if (placed.marker.id, use.id, unspecified) in states else groups
            for group in named:
                # All of an instrument's records may stand in one group that is told as the whole only.
                whole = group and tallies.records(use.id, "group", group) == tallies.records(use.id)
                found = states.get((placed.marker.id, use.id, "" if whole else group), {"not_looked"})
                state = next(s for s in ("looked", "masked", "not_looked") if s in found)
                rows.append((placed.marker.id, use.id, group, state))
    return rows


def masked(protected: Protected) -> list[Row]:
    """How many readings were masked, by instrument, dimension and rule; no value.

    Those under the floor and those masked with them are counted together: told apart, in a small partition the two
    numbers and the sum that is published would give the parts back (24 in four groups of which one shows 11: two under
    the floor and one with them can only be 1, 1 and 11).
    """
    counts = Counter(
        (one.instrument, one.dimension, _told(protected.rules[cell_of(one)]).value)
        for one in protected.shown
        if cell_of(one) in protected.rules
    )
    return [(*key, n) for key, n in sorted(counts.items())]


def _told(rule: Rule) -> Rule:
    return Rule.FLOOR if rule is Rule.COMPLEMENT else rule


def _reading(one: PlacedReading) -> Row:
    """One row: where the reading stands, its status, then its figures; a join has none."""
    reading, is_join = one.reading, not one.item
    kind = "join" if is_join else (reading and reading.kind) or one.scorer
    place = (one.marker, one.instrument, kind, one.item, one.scorer, one.phase, one.dimension, one.segment)
    status = Status.MASKED.value if reading is None else reading.status.value if reading.status else None
    head = (*place, status)
    if reading is None or is_join:
        return (*head, *(None if is_join else MASKED,) * (_WIDTH - len(head)))
    return (
        *head,
        reading.reason.value if reading.reason else None,
        reading.k,
        reading.n,
        MASKED if one.records is None else one.records,
        one.present or None,
        distribution(reading.distribution),
        distribution(reading.voices),
        reading.median,
        reading.spread.value if reading.spread else None,
        reading.value,
        reading.value_unit,
        reading.low,
        reading.high,
        reading.dissent or None,
    )


def _looked(one: PlacedReading) -> str:
    if one.reading is None:
        return "masked"
    nobody = one.reading.reason is Reason.NOBODY_LOOKED
    return "not_looked" if nobody else "looked"


def _sources(joins: Iterable[Joined]) -> str:
    said = (f"{join.instrument}={join.status.value}" for join in joins if join.status is not None)
    return "; ".join(dict.fromkeys(said))


def _whole(protected: Protected) -> dict[str, Status]:
    return {one.marker: one.verdict.status for one in protected.statuses if one.dimension == "all"}


def _counts(statuses: Iterable[Status]) -> tuple[int, ...]:
    found = counted(statuses)
    names = ("attested", "contested", "not_attested", "not_looked_for", "masked", "informed", "markers")
    return tuple(found[name] for name in names)
