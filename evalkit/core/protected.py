"""Readings after protection: masked for a profile, and joined as masked for ``published``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.interfaces import Profile
from evalkit.core.items import Item
from evalkit.core.protection import Rule, Size, floor_of, masks, people_of
from evalkit.core.readings import PlacedReading, Reading, Status
from evalkit.core.scoring import readings, segments_read
from evalkit.core.synthesis import Synthesised, joined, synthesised
from evalkit.core.tally import DIMENSIONS, Tallies

PUBLISHED: Profile = "published"

Cell = tuple[str, str, str, str, str]
"""instrument, item, phase, dimension, segment: one tally."""


@frozen(kw_only=True)
class Protected:
    """What is left of the readings for one profile.

    ``shown`` are the readings as this profile shows them (``reading=None`` where masked), ``rules`` says why a tally is
    masked in it. ``statuses`` are the same in every profile: they are made from what is left for ``published``.
    """

    shown: tuple[PlacedReading, ...]
    rules: Mapping[Cell, Rule]
    statuses: tuple[Synthesised, ...]
    groups: tuple[str, ...]

    @property
    def suppressed(self) -> frozenset[tuple[str, str]]:
        """The segments, as (dimension, id), of which nothing but masked readings is left."""
        masked = {(one.dimension, one.segment) for one in self.shown if one.reading is None}
        return frozenset(masked - {(one.dimension, one.segment) for one in self.shown if one.reading is not None})


def protect(evaluation: Evaluation, tallies: Tallies, profile: Profile) -> Protected:
    """Mask first, then join: what is masked has no voice.

    Statuses rest on the readings as masked for ``published`` whatever the profile, so that no status of any output
    gives a masked reading away. ``groups`` are those with a reading left for ``published``.
    """
    raw = tuple(readings(evaluation, tallies))
    privacy = evaluation.privacy
    for_published = _rules(evaluation, tallies, raw, privacy.published)
    rules = for_published if profile == PUBLISHED else _rules(evaluation, tallies, raw, privacy.internal)
    voiced = _masked(raw, for_published)
    by_marker: dict[str, list[PlacedReading]] = {}
    for one in voiced:
        by_marker.setdefault(one.marker, []).append(one)
    groups = tuple(dict.fromkeys(one.segment for one in voiced if one.dimension == "group" and one.reading is not None))
    declared = [name for name in tallies.segments("group") if name in groups]
    statuses = []
    for placed in evaluation.framework.placed():
        joins = joined(evaluation, placed.marker, by_marker.get(placed.marker.id, ()))
        statuses += [
            one
            for one in synthesised(evaluation, placed.marker, joins)
            if one.dimension == "all" or one.segment in groups
        ]
    persons = privacy.published if profile == PUBLISHED else privacy.internal
    shown = _counted(evaluation, tallies, _masked(raw, rules), persons)
    return Protected(shown=shown, rules=rules, statuses=tuple(statuses), groups=tuple(declared))


def item_rules(
    use: InstrumentUse, item: Item, phase: str, tallies: Tallies, persons: int
) -> dict[tuple[str, str], Rule]:
    """Why each segment of one item's tallies is masked: (dimension, segment) to rule, those that are not left out."""
    unit = use.file.unit

    def size(dimension: str, segment: str) -> Size:
        tally = tallies.tally(use.id, item, phase, dimension, segment)
        return Size(
            people=people_of(unit, n=tally.n, records=tally.records, present=tally.present),
            n=tally.n,
            records=tally.records,
            held=_held(use, tallies, dimension, segment),
        )

    return masks(unit, size("all", ""), _parts(use, tallies, size), floor_of(unit, persons))


def record_rules(use: InstrumentUse, tallies: Tallies, persons: int) -> dict[tuple[str, str], Rule]:
    """Why an instrument's number of records is masked: (dimension, segment) to rule, those that are not left out.

    Every item of an instrument stands beside the same numbers of records: they are masked once for all items, or those
    told beside one item would give back what is masked beside another.
    """

    def size(dimension: str, segment: str) -> Size:
        records = tallies.records(use.id, dimension, segment)
        held = _held(use, tallies, dimension, segment)
        return Size(people=held, n=records, records=records, held=held)

    return masks(use.file.unit, size("all", ""), _parts(use, tallies, size), floor_of(use.file.unit, persons))


def whole_rule(use: InstrumentUse, tallies: Tallies, persons: int) -> Rule | None:
    """Why an instrument's number of records is masked as a whole; None where it may be told."""
    return record_rules(use, tallies, persons).get(("all", ""))


def joins_shown(protected: Protected) -> Iterator[PlacedReading]:
    """The joins as placed readings: an empty item, a status and no figure."""
    for one in protected.statuses:
        for join in one.joins:
            status = join.status
            yield PlacedReading(
                marker=one.marker,
                link=0,
                instrument=join.instrument,
                item="",
                scorer=join.evidence.scorer.name,
                phase="",
                dimension=one.dimension,
                segment=one.segment,
                reading=None if status is Status.MASKED else Reading(kind="join", status=status),
            )


def _rules(evaluation: Evaluation, tallies: Tallies, raw: Sequence[PlacedReading], persons: int) -> dict[Cell, Rule]:
    rules: dict[Cell, Rule] = {}
    items = {use.id: {item.id: item for item in use.items} for use in evaluation.instruments}
    for instrument, name, phase in dict.fromkeys((one.instrument, one.item, one.phase) for one in raw):
        use = evaluation.instrument(instrument)
        for (dimension, segment), rule in item_rules(use, items[instrument][name], phase, tallies, persons).items():
            rules[instrument, name, phase, dimension, segment] = rule
    return rules


def cell_of(one: PlacedReading) -> Cell:
    """The tally that a placed reading reads."""
    return one.instrument, one.item, one.phase, one.dimension, one.segment


def _masked(raw: Sequence[PlacedReading], rules: Mapping[Cell, Rule]) -> tuple[PlacedReading, ...]:
    return tuple(evolve(one, reading=None) if cell_of(one) in rules else one for one in raw)


def _counted(
    evaluation: Evaluation, tallies: Tallies, shown: Sequence[PlacedReading], persons: int
) -> tuple[PlacedReading, ...]:
    """The readings, without the numbers of records that would give a masked one back."""
    hidden = {use.id: record_rules(use, tallies, persons) for use in evaluation.instruments}
    return tuple(
        evolve(one, records=None) if (one.dimension, one.segment) in hidden[one.instrument] else one for one in shown
    )


def _parts(use: InstrumentUse, tallies: Tallies, size: Callable[[str, str], Size]) -> dict[str, dict[str, Size]]:
    return {
        dimension: {name: size(dimension, name) for name in segments_read(use, dimension, tallies)}
        for dimension in DIMENSIONS[1:]
    }


def _held(use: InstrumentUse, tallies: Tallies, dimension: str, segment: str) -> int:
    """The people behind all of an instrument's records in a segment."""
    records = tallies.records(use.id, dimension, segment)
    return people_of(use.file.unit, n=records, records=records, present=tallies.people(use.id, dimension, segment))
