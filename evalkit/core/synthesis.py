"""From readings as they may leave to statuses: items joined, instruments joined, statuses counted up the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from evalkit.core.evaluation import Evaluation
from evalkit.core.framework import Evidence, Join, Marker
from evalkit.core.interfaces import Joined, Verdict
from evalkit.core.readings import PlacedReading, Status

VOTES = (Status.ATTESTED, Status.CONTESTED, Status.NOT_ATTESTED)
"""The statuses that say something; the others say that nothing is said."""


def join_items(statuses: Sequence[Status | None], join: Join) -> Status | None:
    """One status of several items, as an evidence link joins them. None casts no vote; masked items have no voice.

    ``any``: one attested is enough. ``all``: one not attested is too many. ``most``: more than half of those that say
    something; exactly half is contested. Where nothing is said: masked if everything is, else not looked for.
    """
    votes = [status for status in statuses if status in VOTES]
    if not votes:
        if statuses and all(status is Status.MASKED for status in statuses):
            return Status.MASKED
        return None if statuses and all(status is None for status in statuses) else Status.NOT_LOOKED_FOR
    yes, no = votes.count(Status.ATTESTED), votes.count(Status.NOT_ATTESTED)
    if join is Join.ANY:
        return Status.ATTESTED if yes else Status.NOT_ATTESTED if no == len(votes) else Status.CONTESTED
    if join is Join.ALL:
        return Status.NOT_ATTESTED if no else Status.ATTESTED if yes == len(votes) else Status.CONTESTED
    if 2 * yes > len(votes):
        return Status.ATTESTED
    return Status.NOT_ATTESTED if 2 * no > len(votes) else Status.CONTESTED


@frozen(kw_only=True)
class Synthesised:
    """The status of a marker in one segment, with the joins it rests on."""

    marker: str
    dimension: str
    segment: str
    verdict: Verdict
    joins: tuple[Joined, ...]


def joined(evaluation: Evaluation, marker: Marker, placed: Iterable[PlacedReading]) -> tuple[Joined, ...]:
    """The joins of a marker's evidence links in every segment, from its readings as masked for ``published``.

    A masked reading has ``reading=None``.
    """
    cells: dict[tuple[str, str], list[PlacedReading]] = {}
    for one in placed:
        cells.setdefault((one.dimension, one.segment), []).append(one)
    return tuple(
        _join(evaluation, evidence, dimension, segment, mine)
        for (dimension, segment), here in cells.items()
        for link, evidence in enumerate(marker.evidence)
        if (mine := [one for one in here if one.link == link])
    )


def synthesised(evaluation: Evaluation, marker: Marker, joins: Sequence[Joined]) -> tuple[Synthesised, ...]:
    """The status of a marker for the whole and for each group that has a join, by the evaluation's synthesis."""
    groups = tuple(join for join in joins if join.dimension == "group")
    whole = tuple(join for join in joins if join.dimension == "all")
    found = [
        Synthesised(
            marker=marker.id,
            dimension="all",
            segment="",
            verdict=evaluation.synthesis.status(whole, groups),
            joins=whole,
        )
    ]
    for segment in dict.fromkeys(join.segment for join in groups):
        here = tuple(join for join in groups if join.segment == segment)
        verdict = evaluation.synthesis.status(here, ())
        found.append(Synthesised(marker=marker.id, dimension="group", segment=segment, verdict=verdict, joins=here))
    return tuple(found)


def counted(statuses: Iterable[Status]) -> Mapping[str, int]:
    """How many markers have each status, with those that say something (``informed``) and all (``markers``)."""
    found = list(statuses)
    counts = {status.value: found.count(status) for status in Status if status is not Status.NOT_COMPARABLE}
    return {**counts, "informed": sum(counts[status.value] for status in VOTES), "markers": len(found)}


def _join(
    evaluation: Evaluation, evidence: Evidence, dimension: str, segment: str, placed: Sequence[PlacedReading]
) -> Joined:
    statuses = [one.reading.status if one.reading is not None else Status.MASKED for one in placed]
    shown = [one.reading for one in placed if one.reading is not None and one.reading.k is not None and one.reading.n]
    n = sum(reading.n for reading in shown)
    return Joined(
        evidence=evidence,
        instrument=evidence.instrument,
        kind=evaluation.instrument(evidence.instrument).file.kind,
        dimension=dimension,
        segment=segment,
        status=join_items(statuses, evidence.join),
        share=Fraction(sum(reading.k or 0 for reading in shown), n) if n else None,
    )
