"""From tallies to readings: every evidence link of every marker, in every segment that has a record."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.framework import Evidence, Marker, ScorerUse
from evalkit.core.interval import wilson
from evalkit.core.items import Item, Missing
from evalkit.core.readings import PlacedReading, Reading, Reason, Status, Tally
from evalkit.core.rows import InstrumentFile
from evalkit.core.tally import DIMENSIONS, Tallies

AFTER = "after"


def readings(evaluation: Evaluation, tallies: Tallies) -> Iterator[PlacedReading]:
    """Every reading before protection, in tree order, then by evidence link, item, dimension and segment."""
    for placed in evaluation.framework.placed():
        for link, evidence in enumerate(placed.marker.evidence):
            use = evaluation.instrument(evidence.instrument)
            for item in items_of(use, evidence, placed.marker):
                yield from _of_item(placed.marker, link, use, item, tallies)


def items_of(use: InstrumentUse, evidence: Evidence, marker: Marker) -> tuple[Item, ...]:
    """The items that an evidence link reads: those it names, else the one that is the marker itself."""
    wanted = evidence.items or (marker.id,)
    by_id = {item.id: item for item in use.items}
    return tuple(by_id[name] for name in wanted if name in by_id)


def phase_of(use: ScorerUse, item: Item) -> str:
    """The phase that is read: the one asked for, else the scorer's own, else ``after`` where there are phases."""
    return use.phase or use.scorer.phase or (AFTER if item.phases else "")


def _of_item(marker: Marker, link: int, use: InstrumentUse, item: Item, tallies: Tallies) -> Iterator[PlacedReading]:
    evidence = marker.evidence[link]
    phase = phase_of(evidence.scorer, item)
    for dimension in DIMENSIONS:
        for segment in segments_read(use, dimension, tallies):
            tally = tallies.tally(use.id, item, phase, dimension, segment)
            yield PlacedReading(
                marker=marker.id,
                link=link,
                instrument=use.id,
                item=item.id,
                scorer=evidence.scorer.name,
                phase=phase,
                dimension=dimension,
                segment=segment,
                reading=read(evidence.scorer, tally, item, use.file),
                tally=tally,
                records=tally.records,
                present=tally.present,
            )


def segments_read(use: InstrumentUse, dimension: str, tallies: Tallies) -> tuple[str, ...]:
    """The segments of a dimension in which an instrument has a record.

    The whole is always there. A dimension that no record names has nothing to say, and none. Interviews are never told
    by segment, so one segment that holds them all is not told either: the whole would tell it.
    """
    segments = tallies.segments(dimension)
    if dimension == "all":
        return segments
    held = tuple(name for name in segments if tallies.records(use.id, dimension, name))
    if use.file.unit == "interview" and len(held) < 2:
        return ()
    return held if any(name in segments[:-1] for name in held) else ()


def read(use: ScorerUse, tally: Tally, item: Item, file: InstrumentFile) -> Reading:
    """What a scorer says of a tally, under the rules that hold for all: nothing of nobody, nothing under ``min_n``.

    An interval is given for a share of a random sample, and for nothing else.
    """
    if not tally.n:
        return Reading(kind=use.name, status=Status.NOT_LOOKED_FOR, reason=_why_nobody(tally, file.unit))
    reading = use.scorer.read(tally, item)
    if tally.n < use.min_n and reading.status is not None:
        reading = evolve(reading, status=Status.NOT_LOOKED_FOR, reason=Reason.TOO_FEW)
    if file.sample == "random" and reading.k is not None and reading.kind in ("share", "presence"):
        low, high = wilson(reading.k, reading.n)
        reading = evolve(reading, low=low, high=high)
    return reading


def _why_nobody(tally: Tally, unit: str) -> Reason:
    """Interviews that never came to speak of it are silent; where nothing else was even left blank, nobody looked."""
    kinds = {kind for kind, _ in tally.missing} - {Missing.NOT_ASKED}
    if kinds:
        return Reason.TOO_FEW
    return Reason.SILENCE if unit == "interview" and tally.records and not tally.missing else Reason.NOBODY_LOOKED
