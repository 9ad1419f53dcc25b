"""What a structure decided before it counted anything: who, what for, with which tree and which instruments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from evalkit.core.findings import Finding, Quote
from evalkit.core.framework import Framework
from evalkit.core.items import Item
from evalkit.core.problems import Location
from evalkit.core.rows import InstrumentFile
from evalkit.core.text import Text

if TYPE_CHECKING:
    from evalkit.core.interfaces import Instrument, Synthesis


@frozen(kw_only=True)
class Named:
    """A site, a group of stakeholders or an action: an id, a label and the other names under which files call it."""

    id: str
    label: Text
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a file may call it, the id first."""
        return tuple(dict.fromkeys((self.id, *self.label.variants, *self.also)))


@frozen(kw_only=True)
class Structure:
    """The association or the cooperation that evaluates itself."""

    id: str
    name: Text
    department: str = ""
    kind: Text = Text()
    sites: tuple[Named, ...] = ()


@frozen(kw_only=True)
class Foundations:
    """The structure's own founding text, in three lines."""

    aim: Text = Text()
    values: tuple[Text, ...] = ()
    principles: tuple[Text, ...] = ()
    source: Text = Text()


@frozen(kw_only=True)
class Wave:
    """One campaign of collection. ``simulated`` stamps every output made from it."""

    id: str
    label: Text
    simulated: bool = False


@frozen(kw_only=True)
class Figure:
    """A key figure of the context: a fact of activity, no reading of an instrument. ``value`` is kept as it was
    written.
    """

    id: str
    label: Text
    value: str | float
    unit: Text = Text()
    source: Text = Text()
    note: Text = Text()


@frozen(kw_only=True)
class Privacy:
    """The floors, in people, under which a cell is masked; ``reason`` is what outputs print where one was lowered."""

    internal: int = 5
    published: int = 11
    reason: Text = Text()
    retention: date | None = None


@frozen(kw_only=True)
class InstrumentUse:
    """One instrument of the evaluation: its file, its plugin with the plugin's own keys, and all that it asks."""

    file: InstrumentFile
    plugin: Instrument
    items: tuple[Item, ...]

    @property
    def id(self) -> str:
        """Its id in the project."""
        return self.file.id


@frozen(kw_only=True)
class Dimension:
    """One dimension of a shared core."""

    id: str
    label: Text


@frozen(kw_only=True)
class SharedCore:
    """What several structures agreed to look at together. Each keeps its own tree and maps it to these dimensions.

    ``context`` are the ids of the figures asked of every structure, ``structures`` the order in which they are shown.
    """

    id: str
    version: str
    source: Text
    dimensions: tuple[Dimension, ...]
    label: Text = Text()
    context: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()


@frozen(kw_only=True)
class Evaluation:
    """A whole evaluation as its files declare it, checked. It holds no answer.

    ``folder`` is where evaluation.yaml stands. ``outputs`` and ``sheets`` are the names asked for, None for the
    built-in ones. ``plugins`` are local files, relative to the folder, as is ``quotes_file``, where decisions on quotes
    are written. ``where`` is the beginning of evaluation.yaml, ``places`` says where each of its keys stands
    and each name in a list, as « sheets/NAME ».
    """

    folder: Path
    language: str
    structure: Structure
    framework: Framework
    waves: tuple[Wave, ...]
    instruments: tuple[InstrumentUse, ...]
    synthesis: Synthesis
    synthesis_name: str
    question: Text = Text()
    aims: tuple[str, ...] = ()
    foundations: Foundations | None = None
    groups: tuple[Named, ...] = ()
    actions: tuple[Named, ...] = ()
    context: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quotes_file: str = "quotes.yaml"
    privacy: Privacy = Privacy()
    shared_core: SharedCore | None = None
    outputs: tuple[str, ...] | None = None
    sheets: tuple[str, ...] | None = None
    plugins: tuple[str, ...] = ()
    where: Location | None = field(default=None, eq=False)
    places: Mapping[str, Location] = field(factory=dict, eq=False)

    def place(self, key: str) -> Location | None:
        """Where this key of evaluation.yaml (or « key/name ») stands; the beginning of the file where it has none."""
        return self.places.get(key, self.where)

    def wave(self, wave: str) -> Wave:
        """The declared wave of this id.

        Raises:
            KeyError: where no such wave is declared.
        """
        return {w.id: w for w in self.waves}[wave]

    def instrument(self, instrument: str) -> InstrumentUse:
        """The declared instrument of this id.

        Raises:
            KeyError: where no such instrument is declared.
        """
        return {use.id: use for use in self.instruments}[instrument]

    def segments(self, dimension: str) -> tuple[Named, ...]:
        """The declared parts of a dimension (group, site, action), « non précisé » left out."""
        return {"group": self.groups, "site": self.structure.sites, "action": self.actions}[dimension]
