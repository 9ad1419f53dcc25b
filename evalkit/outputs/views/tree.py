"""The tree as it is told: criteria, indicators, markers, each with what every instrument and group says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from evalkit import MASKED, Cell, flower, printing

from . import words
from .names import Names
from .readings import FullReading, Row, ShortReading, full_reading, short_reading


@frozen(kw_only=True)
class Column:
    """One instrument that looks at a marker, with what it says in all."""

    title: str
    unit: str
    said: tuple[tuple[flower.Mark, str], ...]


@frozen(kw_only=True)
class Line:
    """What each instrument says in one segment; one tuple of readings per column, empty where it says nothing."""

    label: str
    cells: tuple[tuple[ShortReading, ...], ...]
    mark: flower.Mark | None = None
    status: str = ""

    def under(self, columns: Sequence[Column]) -> tuple[tuple[Column, tuple[ShortReading, ...]], ...]:
        """Each cell with the instrument whose column it stands in."""
        return tuple(zip(columns, self.cells, strict=True))


@frozen(kw_only=True)
class Marker:
    """One marker with everything published of it; ``sides`` are its groups, where they contradict each other."""

    id: str
    label: str
    source: str
    criterion: str
    place: int
    provisional: bool
    status: str
    word: str
    mark: flower.Mark
    kinds: str
    rule: str
    coverage: str
    columns: tuple[Column, ...]
    whole: Line | None
    groups: tuple[Line, ...]
    sides: tuple[tuple[flower.Mark, str, str], ...]
    others: tuple[tuple[str, tuple[Line, ...]], ...]
    tallies: tuple[FullReading, ...]


@frozen(kw_only=True)
class Indicator:
    """One indicator and its markers in tree order."""

    id: str
    label: str
    source: str
    caption: str
    markers: tuple[Marker, ...]


@frozen(kw_only=True)
class Criterion:
    """One criterion: ``counts`` are its markers by status, as (status, number in words)."""

    id: str
    label: str
    place: int
    source: str
    provisional: bool
    caption: str
    counts: tuple[tuple[str, str], ...]
    marks: tuple[flower.Mark, ...]
    indicators: tuple[Indicator, ...]

    @property
    def markers(self) -> tuple[Marker, ...]:
        """All its markers, in tree order."""
        return tuple(marker for indicator in self.indicators for marker in indicator.markers)


_SAID = ("attested", "contested", "not_attested")
COUNTED = ("attested", "contested", "not_attested", "not_looked_for", "masked", "markers")


def tree(names: Names) -> tuple[Criterion, ...]:
    """The whole tree, in its own order."""
    published, language = names.published, names.language
    sources = {str(row["id"]): str(row["source"] or "") for row in published["framework"].records()}
    readings = _by(published["readings"].records(), "marker")
    statuses = _by(published["markers"].records(), "marker")
    whole = _by((row for row in published["markers"].records() if row["dimension"] == "all"), "indicator")
    indicators = _by(published["indicators"].records(), "criterion")
    made = []
    for row in published["criteria"].records():
        criterion = str(row["criterion"])
        under = tuple(
            Indicator(
                id=str(one["indicator"]),
                label=str(one["label"]),
                source=sources.get(str(one["indicator"]), ""),
                caption=printing.informed(one["attested"], one["informed"], language),
                markers=tuple(
                    _marker(
                        marker,
                        statuses[str(marker["marker"])],
                        readings.get(str(marker["marker"]), []),
                        sources.get(str(marker["marker"]), ""),
                        names,
                    )
                    for marker in whole.get(str(one["indicator"]), [])
                ),
            )
            for one in indicators.get(criterion, [])
        )
        cells = [marker.mark for indicator in under for marker in indicator.markers]
        order = list(flower.Mark)
        made.append(
            Criterion(
                id=criterion,
                label=str(row["label"]),
                place=names.petals[criterion].place,
                source=sources.get(criterion, ""),
                provisional=row["provisional"] == "yes",
                caption=printing.informed(row["attested"], row["informed"], language),
                counts=tuple((name, printing.number(row[name], language)) for name in COUNTED),
                marks=tuple(sorted(cells, key=order.index)),
                indicators=under,
            )
        )
    return tuple(made)


def _marker(row: Row, statuses: Sequence[Row], readings: Sequence[Row], source: str, names: Names) -> Marker:
    language = names.language
    looking = list(dict.fromkeys(str(one["instrument"]) for one in readings))
    segments = {(str(one["dimension"]), one["segment"]) for one in readings if one["item"] is not None}
    by_place: dict[tuple[str, object, str], list[Row]] = {}
    for one in readings:
        if one["item"] is not None:
            by_place.setdefault((str(one["dimension"]), one["segment"], str(one["instrument"])), []).append(one)
    of_group = {one["segment"]: one for one in statuses if one["dimension"] == "group"}

    def line(dimension: str, segment: Cell) -> Line:
        said = of_group.get(segment) if dimension == "group" else None
        return Line(
            label=names.segment(dimension, segment),
            cells=tuple(
                _cell(by_place.get((dimension, segment, instrument), ()), names, brief=dimension != "all")
                for instrument in looking
            ),
            mark=_mark(said) if said else None,
            status=printing.word(printing.STATUSES, said["status"], language) if said else "",
        )

    def lines(dimension: str) -> tuple[Line, ...]:
        here = dict.fromkeys(
            one["segment"] for one in readings if one["item"] is not None and one["dimension"] == dimension
        )
        return tuple(line(dimension, segment) for segment in here)

    kinds = row["kinds"] if isinstance(row["kinds"], int) else 0
    return Marker(
        id=str(row["marker"]),
        label=str(row["label"]),
        source=source,
        criterion=str(row["criterion"]),
        place=names.petals[str(row["criterion"])].place,
        provisional=row["provisional"] == "yes",
        status=str(row["status"]),
        word=printing.word(printing.STATUSES, row["status"], language),
        mark=_mark(row),
        kinds=_kinds(kinds, names) if row["status"] == "attested" else "",
        rule=printing.word(words.RULES, _rule(row, readings), language),
        coverage=_coverage(row["coverage"], names),
        columns=tuple(_column(instrument, readings, names) for instrument in looking),
        whole=line("all", None) if ("all", None) in segments else None,
        groups=lines("group"),
        sides=tuple(
            (
                _mark(said),
                names.segment("group", said["segment"]),
                printing.word(printing.STATUSES, said["status"], language),
            )
            for said in of_group.values()
            if row["rule"] == "groups_disagree" and said["status"] in _SAID
        ),
        others=tuple(
            (printing.word(words.BY, dimension, language), found)
            for dimension in words.BY
            if (found := lines(dimension))
        ),
        tallies=tuple(
            full_reading(one, names) for one in readings if one["item"] is not None and one["dimension"] == "all"
        ),
    )


def _rule(row: Row, readings: Sequence[Row]) -> str:
    """The code of the rule; an instrument that speaks alone agrees with nobody."""
    whole = (one for one in readings if one["item"] is None and one["dimension"] == "all")
    speaking = {one["instrument"] for one in whole if one["status"] in _SAID}
    return "alone" if row["rule"] == "common" and len(speaking) == 1 else str(row["rule"])


def _cell(rows: Sequence[Row], names: Names, *, brief: bool) -> tuple[ShortReading, ...]:
    """What one instrument says in one segment. A debate's shift goes with its positions: alone it would say nothing."""
    found = [(row, short_reading(row, names, brief=brief)) for row in rows]
    return tuple(one for row, one in found if not brief or one.state == "given" or row["kind"] != "shift")


def _column(instrument: str, readings: Sequence[Row], names: Names) -> Column:
    joins = [
        str(one["status"])
        for one in readings
        if one["instrument"] == instrument
        and one["item"] is None
        and one["dimension"] == "all"
        and one["status"] is not None
    ]
    used = names.instruments.get(instrument)
    return Column(
        title=names.short(instrument),
        unit=printing.word(printing.UNITS, used.unit, names.language) if used else "",
        said=tuple(
            (flower.Mark.of(status, 1), printing.word(printing.STATUSES, status, names.language))
            for status in dict.fromkeys(joins)
        ),
    )


def _mark(row: Row) -> flower.Mark:
    """The mark of a marker's status, as the flower draws it."""
    return flower.Mark.of(str(row["status"]), row["kinds"] if isinstance(row["kinds"], int) else 0)


def _kinds(kinds: int, names: Names) -> str:
    language = names.language
    if not kinds:
        return ""
    number = printing.number(kinds, language)
    return language.ngettext("par {n} sorte d’outils", "par {n} sortes d’outils", kinds).format(n=number)


def _coverage(cell: Cell, names: Names) -> str:
    """« 2/3 » as a sentence."""
    looked, _, planned = str(cell or "").partition("/")
    if cell is MASKED or not (looked.isdigit() and planned.isdigit()):
        return ""
    language = names.language
    if planned == "0":
        return language.gettext("Aucun outil prévu.")
    of = printing.ratio(int(looked), int(planned), language)
    return language.gettext("Outils qui ont regardé : {of}.").format(of=of)


def _by(rows: Iterable[Row], key: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[key]), []).append(row)
    return found
