"""What a comparison keeps of one structure and wave: its rows, ready to stand beside the others', and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from evalkit.core.changes import WaveSummary, summarise
from evalkit.core.evaluation import SharedCore
from evalkit.core.published import Cell, Published, Table
from evalkit.core.readings import Status
from evalkit.core.synthesis import VOTES

Row = tuple[object, ...]
Rows = tuple[Row, ...]

SAID: Final = frozenset(status.value for status in VOTES)
"""The statuses that say something of a marker."""

_COUNTED: Final = tuple(
    status.value
    for status in (Status.ATTESTED, Status.CONTESTED, Status.NOT_ATTESTED, Status.NOT_LOOKED_FOR, Status.MASKED)
)


@frozen(kw_only=True, eq=False)
class Member:
    """One structure and wave in the comparison.

    The rows are those of the comparison's tables; ``dimensions`` to ``quotes`` are by dimension of the core. ``says``
    are the dimensions of which it says something, ``mapped`` those to which it ties a marker, ``contests`` those in
    which it has a marker to debate.
    """

    structure: str
    name: str
    wave: str
    simulated: bool
    provisional: bool
    head: Row
    context: Rows
    instruments: Rows
    dimensions: Mapping[str, Row]
    markers: Mapping[str, Rows]
    findings: Mapping[str, Rows]
    quotes: Mapping[str, Rows]
    says: frozenset[str]
    mapped: frozenset[str]
    contests: frozenset[str]
    summary: WaveSummary

    @property
    def key(self) -> tuple[str, str]:
        """What no other member may share."""
        return self.structure, self.wave


@frozen(kw_only=True)
class _Marked:
    """One marker under a dimension of the core: rows of the structure's ``framework`` and ``markers``."""

    criterion: str
    mapping: Mapping[str, Cell]
    row: Mapping[str, Cell]


@frozen
class _Read:
    """One structure's tables, looked up."""

    published: Published
    about: Mapping[str, Cell]
    used: Mapping[str, Mapping[str, Cell]]
    """The first row of each instrument."""

    @property
    def place(self) -> tuple[Cell, Cell]:
        return self.about["structure"], self.about["wave"]


def member(published: Published, core: SharedCore) -> Member:
    """What is kept of these results; the tables themselves may then go."""
    about = published.about
    used = {str(row["instrument"]): row for row in reversed(published["instruments"].records())}
    read = _Read(published, about, dict(reversed(used.items())))
    marked = _marked(published, core)
    statuses = {name: [str(one.row["status"]) for one in ones] for name, ones in marked.items()}
    items = _items(published["readings"])
    return Member(
        structure=str(about["structure"]),
        name=str(about["structure_name"]),
        wave=str(about["wave"]),
        simulated=about.get("simulated") == "yes",
        provisional=about.get("provisional") == "yes",
        head=_head(read),
        context=_context(read, core),
        instruments=_instruments(read),
        dimensions={name: _dimension(name, ones, read) for name, ones in marked.items()},
        markers={name: _markers(name, ones, read) for name, ones in marked.items()},
        findings={name: _findings(name, ones, read) for name, ones in marked.items()},
        quotes={name: _quotes(name, ones, items, read) for name, ones in marked.items()},
        says=frozenset(name for name, found in statuses.items() if SAID & set(found)),
        mapped=frozenset(name for name, ones in marked.items() if ones),
        contests=frozenset(name for name, found in statuses.items() if Status.CONTESTED.value in found),
        summary=summarise(published),
    )


def _marked(published: Published, core: SharedCore) -> dict[str, list[_Marked]]:
    """The markers of the whole under each dimension, in tree order."""
    nodes = {str(row["id"]): row for row in published["framework"].records()}
    marked: dict[str, list[_Marked]] = {dimension.id: [] for dimension in core.dimensions}
    for row in published["markers"].records():
        if row["dimension"] != "all":
            continue
        mapping = nodes[str(row["marker"])]
        dimension = str(mapping["maps_to"])
        if dimension in marked and mapping["extent"] != "none":
            criterion = str(nodes[str(row["criterion"])]["label"])
            marked[dimension].append(_Marked(criterion=criterion, mapping=mapping, row=row))
    return marked


def _head(read: _Read) -> Row:
    about, published = read.about, read.published
    return (
        *(about.get(key) for key in ("structure", "structure_name", "structure_kind", "department")),
        *(about.get(key) for key in ("wave", "wave_label", "framework", "framework_version")),
        len(published["criteria"].rows),
        published["framework"].column("level").count("marker"),
        _with_records(read, read.used),
        *(about.get(key) for key in ("simulated", "provisional", "floor_published", "floor_reason")),
        about.get("shared_core_version"),
    )


def _with_records(read: _Read, instruments: Iterable[str]) -> str:
    """Instruments by title, each with its number of records."""
    return "; ".join(f"{read.used[name]['title'] or name}={read.used[name]['records']}" for name in instruments)


def _instruments(read: _Read) -> Rows:
    names = ("kind", "title", "unit", "sample", "records", "first_date", "last_date")
    return tuple((*read.place, name, *(row[one] for one in names)) for name, row in read.used.items())


def _context(read: _Read, core: SharedCore) -> Rows:
    """What the core asks for, in its order, also where it is not said; then what the structure says beside."""
    said = {str(row["id"]): row for row in read.published["context"].records() if row["id"] is not None}
    names = ("label", "value", "unit", "source", "note")
    asked = [
        (*read.place, one, *((said[one][n] if one in said else None) for n in names), True) for one in core.context
    ]
    own = [(*read.place, one, *(row[n] for n in names), False) for one, row in said.items() if one not in core.context]
    return (*asked, *own)


def _dimension(dimension: str, marked: list[_Marked], read: _Read) -> Row:
    statuses = [one.row["status"] for one in marked]
    counts = {status: statuses.count(status) for status in _COUNTED}
    extents = sorted({str(one.mapping["extent"]) for one in marked})
    pairs = [pair for one in marked for pair in _sources(one.row["sources"])]
    attesting = {str(read.used[name]["kind"]) for name, status in pairs if status == Status.ATTESTED.value}
    looking = {name for name, status in pairs if status in SAID}
    return (
        dimension,
        read.about["structure"],
        read.about["structure_name"],
        read.about["wave"],
        "none" if not extents else extents[0] if len(extents) == 1 else "mixed",
        len(marked),
        sum(counts[status] for status in SAID),
        *(counts[status] for status in _COUNTED),
        "; ".join(sorted(attesting)),
        _with_records(read, (name for name in read.used if name in looking)),
    )


def _sources(said: Cell) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in str(said or "").split("; ") if part)
    return [(name, status) for name, _, status in pairs]


def _markers(dimension: str, marked: list[_Marked], read: _Read) -> Rows:
    return tuple(
        (
            dimension,
            *read.place,
            one.criterion,
            one.row["marker"],
            one.row["label"],
            one.mapping["extent"],
            one.mapping["reason"],
            one.row["status"],
            one.row["kinds"],
            one.row["sources"],
            one.row["coverage"],
            one.row["provisional"],
        )
        for one in marked
    )


def _findings(dimension: str, marked: list[_Marked], read: _Read) -> Rows:
    """The findings about a criterion of which a marker is under the dimension."""
    criteria = {str(one.row["criterion"]) for one in marked}
    return tuple(
        (dimension, *read.place, row["finding"], row["part"], row["text"], row["source"], row["origin"])
        for row in read.published["findings"].records()
        if criteria & set(str(row["criteria"] or "").split("; "))
    )


def _items(readings: Table) -> dict[str, set[tuple[Cell, ...]]]:
    """The items that speak of each marker."""
    found: dict[str, set[tuple[Cell, ...]]] = {}
    for marker, *item in readings.picked("marker", "instrument", "item"):
        found.setdefault(str(marker), set()).add(tuple(item))
    return found


def _quotes(dimension: str, marked: list[_Marked], items: Mapping[str, set[tuple[Cell, ...]]], read: _Read) -> Rows:
    """The cleared quotes about a marker under the dimension, or given to an item that speaks of one."""
    quotes = [row for row in read.published["quotes"].records() if row["text"] is not None]
    if not quotes or not marked:
        return ()
    markers = {str(one.row["marker"]) for one in marked}
    near = set().union(*(items.get(marker, ()) for marker in markers))
    return tuple(
        (dimension, *read.place, row["instrument"], row["text"])
        for row in quotes
        if row["item"] in markers or (row["instrument"], row["item"]) in near
    )
