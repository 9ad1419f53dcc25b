"""Each structure and wave as the page tells it: who it is, its context, with what it looked, under which floor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import field, frozen

from evalkit import MASKED, Cell, Comparison, Language, Privacy, printing

Key = tuple[Cell, Cell]
"""A structure and a wave."""

FLOOR: Final = Privacy().published
"""The published floor; one that is lower was lowered for a written reason."""


@frozen(kw_only=True)
class Figure:
    """A figure of the context. ``value`` is « non dit » where the core asks and the structure did not say."""

    label: str
    value: str
    said: bool
    source: str
    note: str


@frozen(kw_only=True)
class Instrument:
    """An instrument of the structure, with its records in words."""

    title: str
    kind: str
    records: str
    dates: str


@frozen(kw_only=True)
class Member:
    """One structure and wave. ``id`` is its own on the page; ``numbers`` are the figures a filter can use."""

    id: str
    structure: str
    name: str
    kind: str
    wave: str
    wave_label: str
    tree: str
    stamps: tuple[str, ...]
    floor: str
    asked: tuple[Figure, ...]
    more: tuple[Figure, ...]
    instruments: Mapping[str, Instrument]
    numbers: str
    several: bool = field(default=False)

    @property
    def title(self) -> str:
        """Its name, with the wave where it has several."""
        return f"{self.name} — {self.wave_label}" if self.several else self.name

    @property
    def size(self) -> Figure | None:
        """The first figure that the core asks for: what stands beside its name."""
        return self.asked[0] if self.asked else None


def members(comparison: Comparison, language: Language) -> dict[Key, Member]:
    """All of them, in the order of the comparison."""
    rows = comparison["structures"].records()
    labels = _labels(comparison)
    context = _by_key(comparison["context"].records())
    used = _by_key(comparison["instruments"].records())
    names = [row["structure"] for row in rows]
    found: dict[Key, Member] = {}
    for number, row in enumerate(rows, 1):
        key = (row["structure"], row["wave"])
        figures = context.get(key, [])
        found[key] = Member(
            id=f"s{number}",
            structure=str(row["structure"]),
            name=str(row["name"] or row["structure"]),
            kind=str(row["kind"] or ""),
            wave=str(row["wave"]),
            wave_label=str(row["wave_label"] or row["wave"]),
            tree=_tree(row, language),
            stamps=_stamps(row, language),
            floor=_floor(row, language),
            asked=tuple(_figure(one, labels, language) for one in figures if one["asked"] == "yes"),
            more=tuple(_figure(one, labels, language) for one in figures if one["asked"] != "yes"),
            instruments={str(one["instrument"]): _instrument(one, language) for one in used.get(key, [])},
            numbers=";".join(f"{one['id']}={one['value']}" for one in figures if isinstance(one["value"], int | float)),
            several=names.count(row["structure"]) > 1,
        )
    return found


def sizes(comparison: Comparison) -> list[tuple[str, str]]:
    """The asked figures that a filter can use, with their labels: those that somebody told as a number."""
    labels = _labels(comparison)
    rows = comparison["context"].records()
    told = dict.fromkeys(str(r["id"]) for r in rows if r["asked"] == "yes" and isinstance(r["value"], int | float))
    return [(one, labels[one]) for one in dict.fromkeys(str(r["id"]) for r in rows) if one in told]


def _labels(comparison: Comparison) -> dict[str, str]:
    """What each figure is called, in the words of the first structure that says it."""
    labels: dict[str, str] = {}
    for row in comparison["context"].records():
        if row["label"]:
            labels.setdefault(str(row["id"]), str(row["label"]))
    return labels


def _by_key(rows: Sequence[Mapping[str, Cell]]) -> dict[Key, list[Mapping[str, Cell]]]:
    found: dict[Key, list[Mapping[str, Cell]]] = {}
    for row in rows:
        found.setdefault((row["structure"], row["wave"]), []).append(row)
    return found


def _figure(row: Mapping[str, Cell], labels: Mapping[str, str], language: Language) -> Figure:
    value = printing.number(row["value"], language)
    unit = str(row["unit"] or "")
    return Figure(
        label=str(row["label"] or labels.get(str(row["id"]), row["id"])),
        value=f"{value} {unit}".strip() if value else language.gettext("non dit"),
        said=bool(value),
        source=str(row["source"] or ""),
        note=str(row["note"] or ""),
    )


def _instrument(row: Mapping[str, Cell], language: Language) -> Instrument:
    kind = printing.word(printing.KINDS, row["kind"], language)
    days = dict.fromkeys(row[name] for name in ("first_date", "last_date") if row[name] not in (None, MASKED))
    dates = [language.date(str(day)) for day in days]
    return Instrument(
        title=str(row["title"] or row["instrument"]),
        kind=kind,
        records=_records(row, language),
        dates=" – ".join(dates),
    )


def _records(row: Mapping[str, Cell], language: Language) -> str:
    records = row["records"]
    if not isinstance(records, int):
        return printing.number(records, language)
    return printing.units(str(row["unit"]), records, language)


def _tree(row: Mapping[str, Cell], language: Language) -> str:
    criteria, markers = (row[name] if isinstance(row[name], int) else 0 for name in ("criteria", "markers"))
    assert isinstance(criteria, int)
    assert isinstance(markers, int)
    return language.gettext("Référentiel {id}, version {version} : {criteria}, {markers}").format(
        id=row["framework"],
        version=row["framework_version"],
        criteria=language.ngettext("{n} critère", "{n} critères", criteria).format(n=criteria),
        markers=language.ngettext("{n} marqueur", "{n} marqueurs", markers).format(n=markers),
    )


def _stamps(row: Mapping[str, Cell], language: Language) -> tuple[str, ...]:
    words = {"simulated": language.gettext("simulé"), "provisional": language.gettext("provisoire")}
    return tuple(word for column, word in words.items() if row[column] == "yes")


def _floor(row: Mapping[str, Cell], language: Language) -> str:
    """What to say of a lowered floor; nothing where it is the usual one or higher."""
    floor = row["floor"]
    if not isinstance(floor, int) or floor >= FLOOR:
        return ""
    return language.gettext("Seuil de publication abaissé à {n} personnes. Raison écrite : {reason}").format(
        n=floor, reason=row["floor_reason"] or language.gettext("aucune")
    )
