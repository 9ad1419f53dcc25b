"""From the document of a framework, whatever file it came from, to the tree and its evidence links."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field, frozen

from evalkit.core.answers import PHASES
from evalkit.core.framework import Criterion, Evidence, Framework, Indicator, Marker, ScorerUse
from evalkit.core.message import say
from evalkit.core.problems import Location, ProblemsFound
from evalkit.documents.nodes import Document, Entries, Node, Scalar
from evalkit.documents.structuring import Structurer, keys_of, only
from evalkit.evaluation.naming import check_ids, check_reference, near
from evalkit.evaluation.shapes import CriterionShape, EvidenceShape, FrameworkShape, IndicatorShape, MarkerShape
from evalkit.plugins.manager import Plugins


@frozen(kw_only=True)
class Link:
    """An evidence link with the places of its names, for the checks that need the instruments."""

    marker: str
    evidence: Evidence
    instrument: Scalar
    items: tuple[Scalar, ...]
    scorer: Location


def framework_from(
    document: Document, structurer: Structurer, plugins: Plugins
) -> tuple[Framework | None, tuple[Link, ...]]:
    """The tree that a document says, without the parts that are at fault, and its evidence links.

    The document may come from YAML or from a table: it is a tree of nodes with places, nothing else is asked of it.
    """
    shape = structurer.read(document, FrameworkShape)
    if shape is None:
        return None, ()
    if not shape.criteria:
        structurer.fault("E107", say("Le référentiel n’a aucun critère."), structurer.place(shape, "criteria"))
    check_ids(structurer, [(shape.id, structurer.place(shape, "id"))])
    check_ids(structurer, [(node.id, structurer.place(node, "id")) for node in _nodes(shape)])
    builder = _Builder(structurer, plugins)
    criteria = tuple(builder.criterion(criterion) for criterion in shape.criteria)
    tree = Framework(id=shape.id, version=shape.version, criteria=criteria, label=shape.label, source=shape.source)
    return tree, tuple(builder.links)


def check_mappings(structurer: Structurer, framework: Framework, dimensions: tuple[str, ...]) -> None:
    """Every node's mapping names a dimension of the shared core, save where it says that it has none; one that is not
    whole says why.
    """
    for node in framework.nodes.values():
        mapping = node.maps_to
        if mapping is None:
            continue
        if mapping.dimension or mapping.extent != "none":
            where = structurer.place(mapping, "dimension")
            check_reference(structurer, say("La dimension du socle commun"), mapping.dimension, dimensions, where)
        if mapping.extent != "full" and not mapping.reason:
            message = say(
                "{id} : le rattachement au socle commun n’est pas entier, et ne dit pas pourquoi.", id=node.id
            )
            hint = say("Écrivez-le en une phrase sous « reason » : la comparaison l’imprime à côté de vos marqueurs.")
            structurer.fault("W108", message, structurer.place(mapping, "extent"), hint)


def _nodes(shape: FrameworkShape) -> Iterator[CriterionShape | IndicatorShape | MarkerShape]:
    for criterion in shape.criteria:
        yield criterion
        for indicator in criterion.indicators:
            yield indicator
            yield from indicator.markers


@define
class _Builder:
    """Turns the shapes of a tree into the tree, its scorers made."""

    structurer: Structurer
    plugins: Plugins
    links: list[Link] = field(factory=list)

    def criterion(self, shape: CriterionShape) -> Criterion:
        indicators = tuple(self.indicator(indicator) for indicator in shape.indicators)
        return Criterion(
            id=shape.id, label=shape.label, indicators=indicators, source=shape.source, provisional=shape.provisional,
            maps_to=shape.maps_to, where=shape.where,
        )  # fmt: skip

    def indicator(self, shape: IndicatorShape) -> Indicator:
        markers = tuple(self.marker(marker) for marker in shape.markers)
        return Indicator(
            id=shape.id, label=shape.label, markers=markers, source=shape.source, provisional=shape.provisional,
            maps_to=shape.maps_to, where=shape.where,
        )  # fmt: skip

    def marker(self, shape: MarkerShape) -> Marker:
        evidence = tuple(e for one in shape.evidence if (e := self.evidence(shape.id, one)) is not None)
        return Marker(
            id=shape.id, label=shape.label, source=shape.source, provisional=shape.provisional, maps_to=shape.maps_to,
            evidence=evidence, where=shape.where,
        )  # fmt: skip

    def evidence(self, marker: str, shape: EvidenceShape) -> Evidence | None:
        use = self.scorer(shape.scorer)
        if use is None:
            return None
        names = tuple(item.text for item in shape.items)
        evidence = Evidence(
            instrument=shape.instrument.text, scorer=use, items=names, join=shape.join, where=shape.where
        )
        link = Link(
            marker=marker, evidence=evidence, instrument=shape.instrument, items=shape.items, scorer=shape.scorer.where
        )
        self.links.append(link)
        return evidence

    def scorer(self, node: Node) -> ScorerUse | None:
        """The scorer of one link; ``name``, ``phase`` and ``min_n`` are the engine's, the rest the scorer's own."""
        if isinstance(node, Scalar):
            node = Entries(pairs=((evolve(node, text="name"), node),), where=node.where, end=node.end)
        common = self.structurer.make(only(node, keys_of(_Common)), _Common)
        if common is None or not isinstance(node, Entries):
            return None
        name = common.name.text
        if name not in self.plugins.scorers:
            message = say("Aucune façon de lire ne s’appelle « {name} ».", name=name)
            self.structurer.fault("E114", message, common.name.where, near(name, self.plugins.scorers))
            return None
        if common.phase not in PHASES or common.min_n < 1:
            key = "phase" if common.phase not in PHASES else "min_n"
            message = say("« {key} » n’est pas accepté : {reason}", key=key, reason=_REASONS[key])
            self.structurer.fault("E109", message, self.structurer.place(common, key))
            return None
        try:
            with self.plugins.calling("scorers", name):
                scorer = self.structurer.make(node, self.plugins.scorers[name], keys_of(_Common))
        except ProblemsFound as found:
            self.structurer.problems += found.problems
            return None
        if scorer is None:
            return None
        return ScorerUse(name=name, scorer=scorer, phase=common.phase, min_n=common.min_n)


@frozen(kw_only=True)
class _Common:
    name: Scalar
    phase: str = ""
    min_n: int = 1


_REASONS = {"phase": say("before, after ou shift."), "min_n": say("un nombre entier, au moins 1.")}
