"""What a plan will be able to say before anything is counted: who will look at each marker, and what will be masked."""

from __future__ import annotations

from attrs import frozen

from evalkit.core.evaluation import Evaluation
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.protected import record_rules
from evalkit.core.protection import floor_of
from evalkit.core.tally import Tallies
from evalkit.evaluation.opened import OpenedEvaluation


@frozen(kw_only=True)
class Planned:
    """How far a criterion will be looked at: its markers by the number of kinds of instruments that look at each.

    ``several`` markers are looked at by two kinds or more, ``one`` by a single kind; ``nobody`` names the markers that
    no instrument looks at, which will stay « not looked for ».
    """

    criterion: str
    label: str
    markers: int
    several: int
    one: int
    nobody: tuple[str, ...]


@frozen(kw_only=True)
class Thin:
    """Segments of one instrument and dimension whose answers would be masked where published.

    ``segments`` pairs the id of a segment with its number of records; ``floor`` is the instrument's. An empty
    ``dimension`` is the instrument as a whole.
    """

    instrument: str
    unit: str
    dimension: str
    floor: int
    segments: tuple[tuple[str, int], ...]


@frozen(kw_only=True)
class Foreseen:
    """The plan of an evaluation, and what would be masked with as many answers as in ``wave`` (empty: none yet)."""

    plan: tuple[Planned, ...]
    wave: str
    thin: tuple[Thin, ...]


def foresee(opened: OpenedEvaluation, wave: str) -> Foreseen:
    """What can be foreseen of *wave*; while it has no answers, the numbers are those of the last wave before that has.

    Raises:
        ProblemsFound: with everything that keeps the answers of that wave from being read.
    """
    evaluation = opened.worded(wave)
    counted = _counted(opened, wave)
    thin: tuple[Thin, ...] = ()
    if counted:
        thin = tuple(_thin(opened.worded(counted), Tallies(opened.answers(counted))))
    return Foreseen(plan=tuple(planned(evaluation)), wave=counted, thin=thin)


def unknown_sheets(opened: OpenedEvaluation, wave: str) -> tuple[Problem, ...]:
    """What is wrong with the names under ``sheets:``, and with the plugins behind them.

    A plugin makes its sheets from results and says their names no sooner: where some are named, the results are made.
    """
    if not opened.evaluation.sheets:
        return ()
    try:
        opened.sheets(opened.publish(wave))
    except ProblemsFound as found:
        return found.problems
    return ()


def planned(evaluation: Evaluation) -> list[Planned]:
    """The criteria in tree order, with who will look at their markers."""
    kinds = {use.id: use.file.kind for use in evaluation.instruments}
    found = []
    for criterion in evaluation.framework.criteria:
        looks = {marker.id: {kinds[e.instrument] for e in marker.evidence} for marker in criterion.markers}
        found.append(
            Planned(
                criterion=criterion.id,
                label=str(criterion.label),
                markers=len(looks),
                several=sum(len(by) > 1 for by in looks.values()),
                one=sum(len(by) == 1 for by in looks.values()),
                nobody=tuple(marker for marker, by in looks.items() if not by),
            )
        )
    return found


def _counted(opened: OpenedEvaluation, wave: str) -> str:
    """The wave whose numbers are taken: itself, else the last one before it that has answers."""
    ids = [one.id for one in opened.evaluation.waves]
    before = ids[: ids.index(wave) + 1] if wave in ids else ids
    return next((one for one in reversed(before) if opened.has_data(one)), "")


def _thin(evaluation: Evaluation, tallies: Tallies) -> list[Thin]:
    found: list[Thin] = []
    floor = evaluation.privacy.published
    for use in evaluation.instruments:
        masked: dict[str, list[tuple[str, int]]] = {}
        for dimension, segment in record_rules(use, tallies, floor):
            n = tallies.records(use.id, dimension, segment)
            masked.setdefault("" if dimension == "all" else dimension, []).append((segment, n))
        whole = "" in masked
        found += [
            Thin(
                instrument=use.id,
                unit=use.file.unit,
                dimension=dimension,
                floor=floor_of(use.file.unit, floor),
                segments=tuple(sorted(segments)),
            )
            for dimension, segments in masked.items()
            if dimension == "" or not whole
        ]
    return found
