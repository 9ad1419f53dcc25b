"""The tree of an evaluation: criteria, their indicators, and the markers of change that instruments look for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from evalkit.core.problems import Location
from evalkit.core.text import Text

if TYPE_CHECKING:
    from evalkit.core.interfaces import Scorer


class Extent(StrEnum):
    """How far a node covers a dimension of a shared core."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Join(StrEnum):
    """How the items of one evidence link join into one statement."""

    ANY = "any"
    MOST = "most"
    ALL = "all"


@frozen(kw_only=True)
class Mapping:
    """The tie of a criterion, indicator or marker to one dimension of a shared core."""

    dimension: str
    extent: Extent = Extent.FULL
    reason: Text = Text()


@frozen(kw_only=True)
class ScorerUse:
    """A scorer as an evidence link asks for it.

    ``phase`` is empty where the scorer or the instrument decides. ``min_n`` is the number of answers under which
    nothing is said.
    """

    name: str
    scorer: Scorer
    phase: str = ""
    min_n: int = 1


@frozen(kw_only=True)
class Evidence:
    """Which items of one instrument speak of a marker, how they are read and how they join.

    ``items`` is empty for instruments whose items are the markers themselves.
    """

    instrument: str
    scorer: ScorerUse
    items: tuple[str, ...] = ()
    join: Join = Join.MOST
    where: Location | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Marker:
    """An observable change, and the evidence that would speak of it."""

    id: str
    label: Text
    source: Text = Text()
    provisional: bool = False
    maps_to: Mapping | None = None
    evidence: tuple[Evidence, ...] = ()
    where: Location | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Indicator:
    """What is looked at, told by its markers."""

    id: str
    label: Text
    markers: tuple[Marker, ...]
    source: Text = Text()
    provisional: bool = False
    maps_to: Mapping | None = None
    where: Location | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Criterion:
    """A petal: one of the directions in which a structure says what it changes."""

    id: str
    label: Text
    indicators: tuple[Indicator, ...]
    source: Text = Text()
    provisional: bool = False
    maps_to: Mapping | None = None
    where: Location | None = field(default=None, eq=False)

    @property
    def markers(self) -> tuple[Marker, ...]:
        """Its markers, in tree order."""
        return tuple(marker for indicator in self.indicators for marker in indicator.markers)


Node = Criterion | Indicator | Marker


@frozen(kw_only=True)
class Placed:
    """A marker with the two nodes above it."""

    criterion: Criterion
    indicator: Indicator
    marker: Marker

    @property
    def provisional(self) -> bool:
        """True where the marker or any node above it still waits for the structure's own decision."""
        return self.marker.provisional or self.indicator.provisional or self.criterion.provisional

    @property
    def maps_to(self) -> Mapping | None:
        """The nearest mapping upwards: a marker's own, else its indicator's, else its criterion's."""
        return self.marker.maps_to or self.indicator.maps_to or self.criterion.maps_to


@define(kw_only=True, frozen=True, slots=False)
class Framework:
    """A whole tree. Ids are unique in it; order is the structure's own and is kept everywhere."""

    id: str
    version: str
    criteria: tuple[Criterion, ...]
    label: Text = Text()
    source: Text = Text()

    def placed(self) -> Iterator[Placed]:
        """Every marker with its place, in tree order."""
        for criterion in self.criteria:
            for indicator in criterion.indicators:
                for marker in indicator.markers:
                    yield Placed(criterion=criterion, indicator=indicator, marker=marker)

    @cached_property
    def markers(self) -> dict[str, Placed]:
        """Markers by id, in tree order."""
        return {placed.marker.id: placed for placed in self.placed()}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by id, in tree order: a criterion, its indicators, each followed by its markers."""
        found: dict[str, Node] = {}
        for criterion in self.criteria:
            found[criterion.id] = criterion
            for indicator in criterion.indicators:
                found[indicator.id] = indicator
                found.update((marker.id, marker) for marker in indicator.markers)
        return found

    def seen_by(self, instrument: str) -> Framework:
        """The part of the tree that has evidence from *instrument*: what it is asked about."""
        criteria = []
        for criterion in self.criteria:
            indicators = []
            for indicator in criterion.indicators:
                kept = tuple(m for m in indicator.markers if any(e.instrument == instrument for e in m.evidence))
                if kept:
                    indicators.append(evolve(indicator, markers=kept))
            if indicators:
                criteria.append(evolve(criterion, indicators=tuple(indicators)))
        return evolve(self, criteria=tuple(criteria))

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change when an id, a label or the order of the tree changes."""
        tree = [
            [c.id, c.label, [[i.id, i.label, [[m.id, m.label] for m in i.markers]] for i in c.indicators]]
            for c in self.criteria
        ]
        return hashlib.sha256(json.dumps([self.id, tree], ensure_ascii=False).encode()).hexdigest()[:16]
