"""Before and after, for structures that sent several waves: the pairs that can be compared, the others with why not."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from evalkit import Cell, Comparison, Language, flower, printing
from evalkit.outputs.comparison.members import Key, Member


@frozen(kw_only=True)
class ComparedMarker:
    """One marker in two waves that can be compared."""

    label: str
    before: str
    before_mark: flower.Mark
    after: str
    after_mark: flower.Mark
    change: str


@frozen(kw_only=True)
class WavePair:
    """Two successive waves of one structure."""

    member: Member
    before: str
    after: str
    pairs: tuple[ComparedMarker, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]


def wave_pairs(comparison: Comparison, members: Mapping[Key, Member], language: Language) -> tuple[WavePair, ...]:
    """Every two successive waves, in the order of the comparison."""
    rows: dict[tuple[Cell, Cell, Cell], list[Mapping[str, Cell]]] = {}
    for one in comparison["changes"].records():
        rows.setdefault((one["structure"], one["wave_before"], one["wave_after"]), []).append(one)
    found = []
    for (structure, before, after), pairs in rows.items():
        earlier, later = members[structure, before], members[structure, after]
        others: dict[str, list[str]] = {}
        for row in pairs:
            if row["change"] == "not_comparable":
                others.setdefault(printing.word(printing.WHY_NOT_COMPARABLE, row["why"], language), []).append(
                    str(row["label"])
                )
        found.append(
            WavePair(
                member=later,
                before=earlier.wave_label,
                after=later.wave_label,
                pairs=tuple(_pair(row, language) for row in pairs if row["change"] != "not_comparable"),
                others=tuple((why, tuple(labels)) for why, labels in others.items()),
            )
        )
    return tuple(found)


def _pair(row: Mapping[str, Cell], language: Language) -> ComparedMarker:
    return ComparedMarker(
        label=str(row["label"]),
        before=printing.word(printing.STATUSES, row["before"], language),
        before_mark=flower.Mark.of(str(row["before"]), 1),
        after=printing.word(printing.STATUSES, row["after"], language),
        after_mark=flower.Mark.of(str(row["after"]), 1),
        change=printing.word(printing.CHANGES, row["change"], language),
    )
