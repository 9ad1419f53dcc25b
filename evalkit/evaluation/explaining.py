"""Why a node of the tree says what it says: statuses, readings, tallies, the rule, and the rows behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import asdict, frozen

from evalkit.core.answers import PHASES, Answers, Part
from evalkit.core.evaluation import Evaluation
from evalkit.core.framework import Criterion, Indicator, Marker
from evalkit.core.items import State
from evalkit.core.message import Translator, say
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.protected import Protected, cell_of, protect
from evalkit.core.published import short
from evalkit.core.readings import PlacedReading, Tally
from evalkit.core.synthesis import Synthesised
from evalkit.core.tally import Tallies


@frozen(kw_only=True)
class Behind:
    """One answer behind a reading: its place, and what was answered. Words are not repeated here."""

    where: Location
    answer: str


@frozen(kw_only=True)
class ReadingExplained:
    """One reading of the whole: who read what, how, and from which rows. ``masked`` says that no output shows it."""

    instrument: str
    title: str
    item: str
    question: str
    scorer: str
    phase: str
    status: str
    reason: str
    k: int | None
    n: int
    records: int
    counts: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, int], ...]
    masked: bool
    rows: tuple[Behind, ...]


@frozen(kw_only=True)
class MarkerExplained:
    """One marker: its status, the rule that decided it, and the readings it rests on."""

    id: str
    label: str
    status: str
    rule: str
    sentence: str
    groups: tuple[tuple[str, str], ...]
    readings: tuple[ReadingExplained, ...]


@frozen(kw_only=True)
class Explanation:
    """A node of the tree, and every marker at or under it."""

    id: str
    level: str
    label: str
    markers: tuple[MarkerExplained, ...]

    def to_json(self) -> dict[str, object]:
        """The same as plain dictionaries, without what does not apply."""
        return _plain(asdict(self))


def explain(evaluation: Evaluation, answers: Answers, node: str, translator: Translator) -> Explanation:
    """Why *node* (a marker, an indicator or a criterion) says what it says in this wave.

    Raises:
        ProblemsFound: E250 where the tree has no such node.
    """
    nodes = evaluation.framework.nodes
    if node not in nodes:
        near = nearest(node, nodes)
        raise ProblemsFound(
            [
                Problem(
                    "E250",
                    say("Le référentiel n’a pas de critère, d’indicateur ni de marqueur « {node} ».", node=node),
                    hint=say("Vouliez-vous dire « {near} » ?", near=near) if near else None,
                )
            ]
        )
    found = nodes[node]
    protected = protect(evaluation, Tallies(answers), "published")
    markers = (found,) if isinstance(found, Marker) else found.markers
    level = {Marker: "marker", Indicator: "indicator", Criterion: "criterion"}[type(found)]
    return Explanation(
        id=node,
        level=level,
        label=found.label.to(translator.code),
        markers=tuple(_marker(evaluation, answers, protected, marker, translator) for marker in markers),
    )


def _marker(
    evaluation: Evaluation,
    answers: Answers,
    protected: Protected,
    marker: Marker,
    translator: Translator,
) -> MarkerExplained:
    mine = [one for one in protected.statuses if one.marker == marker.id]
    whole = next(one for one in mine if one.dimension == "all")
    placed = [one for one in protected.shown if one.marker == marker.id and one.dimension == "all"]
    return MarkerExplained(
        id=marker.id,
        label=marker.label.to(translator.code),
        status=whole.verdict.status.value,
        rule=whole.verdict.rule,
        sentence=evaluation.synthesis.says(whole.verdict.rule).said_in(translator),
        groups=_groups(mine),
        readings=tuple(_reading(evaluation, answers, protected, one, translator) for one in placed),
    )


def _groups(statuses: Sequence[Synthesised]) -> tuple[tuple[str, str], ...]:
    return tuple((one.segment, one.verdict.status.value) for one in statuses if one.dimension == "group")


def _reading(
    evaluation: Evaluation, answers: Answers, protected: Protected, one: PlacedReading, translator: Translator
) -> ReadingExplained:
    use = evaluation.instrument(one.instrument)
    item = next(item for item in use.items if item.id == one.item)
    tally = one.tally or Tally()
    reading = one.reading
    return ReadingExplained(
        instrument=use.id,
        title=use.file.title.to(translator.code),
        item=item.id,
        question=item.label.to(translator.code),
        scorer=one.scorer,
        phase=one.phase,
        status="masked" if reading is None else reading.status.value if reading.status else "",
        reason=reading.reason.value if reading is not None and reading.reason else "",
        k=reading.k if reading is not None else None,
        n=tally.n,
        records=tally.records,
        counts=tuple((short(code), count) for code, count in zip(tally.codes, tally.counts, strict=True) if count),
        missing=tuple((kind.value, count) for kind, count in tally.missing),
        masked=cell_of(one) in protected.rules,
        rows=_rows(answers, use.id, item.id, one.phase),
    )


def _rows(answers: Answers, instrument: str, item: str, phase: str) -> tuple[Behind, ...]:
    numbers = [n for n, asked in enumerate(answers.items) if asked.instrument == instrument and asked.item.id == item]
    chosen = np.flatnonzero(
        np.isin(answers.item, numbers) & (answers.phase == PHASES.index(phase)) & (answers.part <= Part.TEXT)
    )
    return tuple(
        Behind(where=answers.where(int(answers.row[at])), answer=_said(answers, int(at))) for at in chosen.tolist()
    )


def _said(answers: Answers, at: int) -> str:
    code, state = int(answers.code[at]), State(int(answers.state[at]))
    if code >= 0:
        return short(answers.items[int(answers.item[at])].values[code])
    return state.name.lower() if state is not State.ANSWERED else "text"


def _plain(value: object) -> dict[str, object]:
    plain = _without_nothing(value)
    return plain if isinstance(plain, dict) else {}


def _without_nothing(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_nothing(inner) for name, inner in value.items() if inner not in (None, "", ())}
    if isinstance(value, tuple | list):
        pairs = bool(value) and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in value)
        return dict(value) if pairs else [_without_nothing(inner) for inner in value]
    return value
