"""A mean across markers, weighted by what a structure declared before it collected anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen, validators

from evalkit import (
    Evaluation,
    Field,
    Kind,
    Problem,
    ProblemsFound,
    Published,
    Status,
    Table,
    Text,
    Triangulation,
    hookimpl,
    nearest,
    say,
    table,
)

INFORMED = (Status.ATTESTED, Status.CONTESTED, Status.NOT_ATTESTED)


@frozen(kw_only=True)
class WeightedMean(Triangulation):
    """The triangulation's statuses, and beside them a weighted mean of what is attested.

    ``weights`` are by id of a criterion, an indicator or a marker; the nearest one upwards counts. ``declared`` is the
    day on which they were decided, ``source`` where that is written.
    """

    name: ClassVar[str] = "weighted-mean"

    weights: Mapping[str, float] = field(validator=validators.deep_mapping(
        value_validator=validators.ge(0), mapping_validator=validators.min_len(1)
    ))  # fmt: skip
    declared: date
    source: Text

    def tables(self, published: Published) -> Iterable[Table]:
        """The mean of each criterion and of all, and the weights it rests on.

        Raises:
            ProblemsFound: where an answer is older than the weights.
        """
        first = [str(day) for day in published["instruments"].column("first_date") if str(day)[:1].isdigit()]
        if first and min(first) < self.declared.isoformat():
            raise ProblemsFound([_too_late(self.declared, min(first))])
        statuses = {
            str(row["marker"]): Status(str(row["status"]))
            for row in published["markers"].records()
            if row["dimension"] == "all"
        }
        markers = [(path, self.weight(path)) for path in _paths(published) if path[-1] in statuses]
        criteria = dict.fromkeys(path[0] for path, _ in markers)
        segments = {**{c: [(p, w) for p, w in markers if p[0] == c] for c in criteria}, "all": markers}
        rows = [
            (name, *_mean([(statuses[path[-1]], Fraction(str(weight or 0))) for path, weight in inside]))
            for name, inside in segments.items()
        ]
        yield table("weighted_mean_result", "Moyenne (weighted-mean)", _RESULT, rows)
        day = self.declared.isoformat()
        weights = [(path[-1], weight, day, str(self.source)) for path, weight in markers]
        yield table("weighted_mean_weights", "Poids (weighted-mean)", _WEIGHTS, weights)

    def weight(self, path: tuple[str, ...]) -> float | None:
        """The weight of a marker, from its own id or the nearest above it; None where none was declared."""
        return next((self.weights[node] for node in reversed(path) if node in self.weights), None)


_RESULT = (
    Field("criterion", "Critère", Kind.ID),
    Field("mean", "Moyenne pondérée des marqueurs constatés (de 0 à 1)", Kind.NUMBER),
    Field("attested", "Poids constaté", Kind.NUMBER),
    Field("contested", "Poids à débattre", Kind.NUMBER),
    Field("not_attested", "Poids non constaté", Kind.NUMBER),
    Field("not_informed", "Poids non renseigné ou masqué, hors de la moyenne", Kind.NUMBER),
)
_WEIGHTS = (
    Field("marker", "Marqueur", Kind.ID),
    Field("weight", "Poids", Kind.NUMBER),
    Field("declared", "Décidé le", Kind.ID),
    Field("source", "Source de la décision", Kind.TEXT),
)


def _paths(published: Published) -> Iterable[tuple[str, ...]]:
    """Each node of the tree as the ids from its criterion down to it."""
    parents = {str(row["id"]): row["parent"] for row in published["framework"].records()}
    for node in parents:
        path = [node]
        while parents[path[0]] is not None:
            path.insert(0, str(parents[path[0]]))
        yield tuple(path)


def _mean(weighed: Iterable[tuple[Status, Fraction]]) -> tuple[float | None, float, float, float, float]:
    """Weight attested over weight informed, and the weights it is made of; None where nothing is informed."""
    sums = dict.fromkeys(Status, Fraction(0))
    for status, weight in weighed:
        sums[status] += weight
    informed = sum((sums[status] for status in INFORMED), Fraction(0))
    rest = sum(sums.values(), Fraction(0)) - informed
    mean = float(sums[Status.ATTESTED] / informed) if informed else None
    return (mean, *(float(sums[status]) for status in INFORMED), float(rest))  # type: ignore[return-value]


def _too_late(declared: date, first: str) -> Problem:
    return Problem(
        "E1-weighted-mean",
        say(
            "Les poids sont datés du {declared}, après la première réponse ({first}) : la moyenne n’est pas montrée.",
            declared=declared.isoformat(),
            first=first,
        ),
        hint=say(
            "Des poids choisis en voyant les réponses ne disent plus rien : retirez-les, ou gardez-les pour la suite."
        ),
    )


@hookimpl
def evalkit_syntheses() -> Iterable[type]:
    """The synthesis « weighted-mean »."""
    return [WeightedMean]


@hookimpl
def evalkit_checks(evaluation: Evaluation) -> Iterable[Problem]:
    """Every marker has a weight, and every weight a node; says nothing where this synthesis is not asked for."""
    if not isinstance(evaluation.synthesis, WeightedMean):
        return
    nodes = evaluation.framework.nodes
    for name in evaluation.synthesis.weights:
        if name not in nodes:
            near = nearest(name, nodes)
            hint = say("Vouliez-vous dire « {near} » ?", near=near) if near else None
            yield Problem(
                "E1-weighted-mean", say("Le poids « {name} » ne pèse rien.", name=name), evaluation.where, hint
            )
    for placed in evaluation.framework.placed():
        path = (placed.criterion.id, placed.indicator.id, placed.marker.id)
        if evaluation.synthesis.weight(path) is None:
            message = say("Le marqueur « {marker} » n’a pas de poids.", marker=placed.marker.id)
            yield Problem("E1-weighted-mean", message, evaluation.where)
