"""What the files of a project look like: the keys that each may have, and what each key holds.

`Scalar` stands where a name refers to something else, so that its place is at hand when nothing of that name is found.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import Literal

from attrs import field, frozen

from evalkit.core.evaluation import Figure, Foundations, Named, Privacy, Structure, Wave
from evalkit.core.framework import Join, Mapping
from evalkit.core.items import ItemType, Missing
from evalkit.core.problems import Location
from evalkit.core.text import Text
from evalkit.documents.nodes import Node, Scalar

Aim = Literal["democratic", "strategic", "advocacy"]


@frozen(kw_only=True)
class EvaluationShape:
    """evaluation.yaml."""

    structure: Structure
    waves: tuple[Wave, ...]
    instruments: tuple[Scalar, ...]
    evalkit: str = "1"
    language: str = "fr"
    question: Text = Text()
    aims: tuple[Aim, ...] = ()
    foundations: Foundations | None = None
    groups: tuple[Named, ...] = ()
    actions: tuple[Named, ...] = ()
    framework: Scalar | None = None
    shared_core: Scalar | None = None
    synthesis: Node | None = None
    outputs: tuple[Scalar, ...] | None = None
    sheets: tuple[str, ...] | None = None
    findings: Scalar | None = None
    quotes: Scalar | None = None
    context: tuple[Figure, ...] = ()
    privacy: Privacy = field(factory=Privacy)
    plugins: tuple[str, ...] = ()
    where: Location | None = None


@frozen(kw_only=True)
class EvidenceShape:
    """One evidence link of a marker."""

    instrument: Scalar
    scorer: Node
    items: tuple[Scalar, ...] = ()
    join: Join = Join.MOST
    where: Location | None = None


@frozen(kw_only=True)
class MarkerShape:
    """A marker."""

    id: str
    label: Text
    source: Text = Text()
    provisional: bool = False
    maps_to: Mapping | None = None
    evidence: tuple[EvidenceShape, ...] = ()
    where: Location | None = None


@frozen(kw_only=True)
class IndicatorShape:
    """An indicator and its markers."""

    id: str
    label: Text
    markers: tuple[MarkerShape, ...]
    source: Text = Text()
    provisional: bool = False
    maps_to: Mapping | None = None
    where: Location | None = None


@frozen(kw_only=True)
class CriterionShape:
    """A criterion and its indicators."""

    id: str
    label: Text
    indicators: tuple[IndicatorShape, ...]
    source: Text = Text()
    provisional: bool = False
    maps_to: Mapping | None = None
    where: Location | None = None


@frozen(kw_only=True)
class FrameworkShape:
    """framework.yaml."""

    id: str
    version: str
    criteria: tuple[CriterionShape, ...]
    label: Text = Text()
    source: Text = Text()
    where: Location | None = None


@frozen(kw_only=True)
class RowShape:
    """One answer of a scale or of a choice: a code (or id), or a way of having no answer that people see beside."""

    label: Text
    code: str | None = None
    id: str | None = None
    missing: Missing | None = None
    also: tuple[str, ...] = ()
    where: Location | None = None


@frozen(kw_only=True)
class ItemShape:
    """One item of an instrument."""

    id: str
    label: Text
    type: ItemType
    question: Text = Text()
    section: Text = Text()
    scale: Scalar | None = None
    choices: tuple[RowShape, ...] = ()
    unit: Text = Text()
    minimum: float | None = field(default=None, metadata={"key": "min"})
    maximum: float | None = field(default=None, metadata={"key": "max"})
    also: tuple[str, ...] = ()
    reverse: bool = False
    by_role: bool = False
    comparable_with: tuple[Scalar, ...] = ()
    where: Location | None = None


@frozen(kw_only=True)
class FileShape:
    """How one answer file, or those of one pattern, are read: an answer to every « which one? »."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    reader: Scalar | None = None
    duplicates: Literal["first", "last", "all"] | None = None
    dates: Literal["day_first", "month_first"] | None = None
    not_asked: tuple[Scalar, ...] = ()
    where: Location | None = None


@frozen(kw_only=True)
class InstrumentShape:
    """The keys that every instrument's file may have; those of its kind are the plugin's own."""

    id: str
    kind: Scalar
    title: Text
    unit: Literal["person", "collective", "meeting", "interview"]
    sample: Literal["convenience", "census", "random"] = "convenience"
    population: int | None = None
    notice: Text = Text()
    group: Scalar | None = None
    site: Scalar | None = None
    action: Scalar | None = None
    scales: Map[str, tuple[RowShape, ...]] = field(factory=dict)
    missing: Map[Missing, tuple[str, ...]] = field(factory=dict)
    items: tuple[ItemShape, ...] = ()
    columns: Map[str, tuple[str, ...]] = field(factory=dict)
    fields: Map[str, tuple[str, ...]] = field(factory=dict)
    files: Map[str, FileShape] = field(factory=dict)
    where: Location | None = None
