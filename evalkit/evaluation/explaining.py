"""Why a node of the tree says what it says: statuses, readings, tallies, the rule, and the rows behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import asdict, fields, frozen, has

from evalkit.core.answers import PHASES, Answers, Part
from evalkit.core.evaluation import Evaluation
from evalkit.core.framework import Criterion, Framework, Indicator, Marker, ScorerUse
from evalkit.core.items import State
from evalkit.core.message import Message, Translator, say
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.protected import Protected, cell_of, protect
from evalkit.core.published import short
from evalkit.core.readings import PlacedReading, Status, Tally
from evalkit.core.synthesis import Synthesised
from evalkit.core.tally import Tallies

_SIDES = (Status.ATTESTED, Status.CONTESTED, Status.NOT_ATTESTED)


@frozen(kw_only=True)
class Behind:
    """One answer behind a reading: its place, and what was answered. Words are not repeated here."""

    where: Location
    answer: str


@frozen(kw_only=True)
class ReadingExplained:
    """One reading of the whole: who read what, how, and from which rows. ``masked`` says that no output shows it.

    ``rule`` is what the marker's evidence asks of the scorer, and ``written`` the place where it does.
    """

    instrument: str
    title: str
    item: str
    question: str
    scorer: str
    rule: tuple[tuple[str, str], ...]
    written: Location | None
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
        message = say("Le référentiel n’a pas de critère, d’indicateur ni de marqueur « {node} ».", node=node)
        raise ProblemsFound([Problem("E250", message, hint=_meant(evaluation.framework, node))])
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


def _meant(framework: Framework, typed: str) -> Message:
    """What somebody may have meant who typed a label, an item, or a name with a slip in it."""
    labelled = {str(node.label): name for name, node in framework.nodes.items()}
    asked = [name for name, m in framework.markers.items() if any(typed in link.items for link in m.marker.evidence)]
    if asked:
        return say("C’est une question. Elle parle de : {markers}.", markers=", ".join(asked))
    near = nearest(typed, framework.nodes) or labelled.get(nearest(typed, labelled) or "")
    if near:
        return say("Vouliez-vous dire « {near} » ?", near=near)
    return say("Donnez un identifiant du référentiel. Les critères : {known}.",
               known=", ".join(one.id for one in framework.criteria))  # fmt: skip


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
        sentence=_sentence(evaluation, whole, placed).said_in(translator),
        groups=_groups(mine),
        readings=tuple(_reading(evaluation, answers, protected, one, translator) for one in placed),
    )


def _sentence(evaluation: Evaluation, whole: Synthesised, placed: Sequence[PlacedReading]) -> Message:
    """The rule; an instrument that speaks alone agrees with nobody."""
    speaking = {one.instrument for one in placed if one.reading and one.reading.status in _SIDES}
    if whole.verdict.rule == "common" and len(speaking) == 1:
        return say("Un seul outil se prononce.")
    return evaluation.synthesis.says(whole.verdict.rule)


def _groups(statuses: Sequence[Synthesised]) -> tuple[tuple[str, str], ...]:
    return tuple((one.segment, one.verdict.status.value) for one in statuses if one.dimension == "group")


def _reading(
    evaluation: Evaluation, answers: Answers, protected: Protected, one: PlacedReading, translator: Translator
) -> ReadingExplained:
    use = evaluation.instrument(one.instrument)
    item = next(item for item in use.items if item.id == one.item)
    tally = one.tally or Tally()
    reading = one.reading
    asked = evaluation.framework.markers[one.marker].marker.evidence[one.link]
    return ReadingExplained(
        instrument=use.id,
        title=use.file.title.to(translator.code),
        item=item.id,
        question=item.label.to(translator.code),
        scorer=one.scorer,
        rule=_rule(asked.scorer),
        written=asked.where,
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


def _rule(use: ScorerUse) -> tuple[tuple[str, str], ...]:
    """What the framework's file asks of a scorer; a scorer that is no attrs class keeps its own to itself."""
    kind: type[object] = type(use.scorer)
    asked = [(a.name, getattr(use.scorer, a.name)) for a in fields(kind)] if has(kind) else []
    least = [("min_n", use.min_n)] if use.min_n > 1 else []
    return tuple((name, _listed(value)) for name, value in (*asked, *least) if value not in (None, "", ()))


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


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
