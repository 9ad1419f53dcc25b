"""What a plugin promises: instruments, scorers, syntheses, readers, forms and outputs, as the engine calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Literal, Protocol, runtime_checkable

from attrs import frozen

from evalkit.core.answers import Answers
from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.framework import Evidence, Framework
from evalkit.core.items import Item
from evalkit.core.message import Message
from evalkit.core.problems import Problem
from evalkit.core.published import Comparison, Published, Table
from evalkit.core.readings import Reading, Status, Tally
from evalkit.core.rows import Rows
from evalkit.core.sources import Grid, Source

Profile = Literal["internal", "published"]
"""For whom results are shown: the structure's own people, or everyone. The floor differs, statuses do not."""


@runtime_checkable
class Instrument(Protocol):
    """How a filled-in row becomes answers.

    An attrs class; its fields are only its own keys of the instrument's file. ``layout`` (form, grid, guide or flower)
    tells form writers what it looks like. ``fields`` are the names of the fields it reads beside ``record, group, site,
    action, date``; ``key`` those that tell one row from another (empty: the whole row).
    Either may be left out.
    """

    name: ClassVar[str]
    layout: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    key: ClassVar[tuple[str, ...]]

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        """All that it asks, in order: the items *declared* in its file, and those it makes of the part of the tree that
        has evidence from it.
        """
        ...

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        """The answers in these rows, and what a person should know or mend."""
        ...


@runtime_checkable
class Scorer(Protocol):
    """How a tally is read. An attrs class whose fields are the options of ``scorer: {name: …}``.

    ``types`` are the item types it reads (empty: all); ``phase`` is the phase it reads of instruments with phases,
    empty for ``after``. Either may be left out.
    """

    name: ClassVar[str]
    types: ClassVar[tuple[str, ...]]
    phase: ClassVar[str]

    def problems(self, item: Item) -> Iterable[Problem]:
        """What is wrong with its options for this item, before any data."""
        ...

    def read(self, tally: Tally, item: Item) -> Reading:
        """What the tally says."""
        ...


@frozen(kw_only=True)
class Joined:
    """The statement of one evidence link about a marker in one segment: what a synthesis votes with.

    ``share`` is k/n where the join rests on one, for the comparison of groups; ``kind`` the kind of instrument.
    """

    evidence: Evidence
    instrument: str
    kind: str
    dimension: str
    segment: str
    status: Status | None
    share: Fraction | None = None


@frozen(kw_only=True)
class Verdict:
    """The status of a marker, the rule that decided it in words, and by how many kinds of instruments it is
    attested.
    """

    status: Status
    rule: str
    kinds: int = 0


@runtime_checkable
class Synthesis(Protocol):
    """How the joins of one marker become its status. An attrs class whose fields are the options of ``synthesis:``."""

    name: ClassVar[str]

    def status(self, joins: tuple[Joined, ...], groups: tuple[Joined, ...]) -> Verdict:
        """The status from the joins of one segment, and, for the whole, those of the groups beside them."""
        ...

    def tables(self, published: Published) -> Iterable[Table]:
        """Further tables that this synthesis adds to the published ones."""
        ...

    def says(self, rule: str) -> Message:
        """A rule's code as a sentence for people."""
        ...


@runtime_checkable
class Reader(Protocol):
    """What finds the table of answers in a file of one tool."""

    name: ClassVar[str]

    def recognise(self, source: Source) -> bool:
        """True where the file is surely this tool's."""
        ...

    def grids(self, source: Source, known: frozenset[str]) -> Iterable[Grid]:
        """The tables of answers in the file; ``known`` are the folded names of the items and fields looked for."""
        ...


@runtime_checkable
class FormWriter(Protocol):
    """What writes the blank form of an instrument."""

    name: ClassVar[str]

    def takes(self, use: InstrumentUse) -> bool:
        """True where this kind of form exists for the instrument."""
        ...

    def write(self, use: InstrumentUse, evaluation: Evaluation, language: str) -> Mapping[str, bytes]:
        """The files of the form by name. The engine puts them in place."""
        ...


@runtime_checkable
class Output(Protocol):
    """What makes files for people from published results."""

    name: ClassVar[str]
    takes: ClassVar[type[Published] | type[Comparison]]
    profile: ClassVar[Profile]

    def write(self, results: Published | Comparison, folder: Path, language: str) -> Mapping[str, bytes]:
        """The files by name. ``folder`` is where they will stand; the engine puts them in place, whole or not at
        all.
        """
        ...
