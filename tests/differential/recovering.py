"""What a patient reader could work out from published tables: every way of filling the masked cells is tried."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.core.published import MASKED, Cell, Published

Told = dict[tuple[str, str], int | None]


def recovered(published: Published) -> set[tuple[str, str, str]]:
    """The masked figures that can take one value only: (instrument, item, place).

    A figure is ``n`` or ``present`` of a tally, or the records of an instrument. What is told anywhere of the same
    figure is known everywhere; a whole is the sum of its parts; no part is below zero, nor above its records.
    """
    units = {row["instrument"]: row["unit"] for row in published["instruments"].records()}
    records: dict[str, Told] = {}
    figures: dict[tuple[str, str, str, str], Told] = {}
    for row in published["readings"].records():
        if row["item"] is None:
            continue
        place = (str(row["dimension"]), str(row["segment"] or ""))
        learn(records.setdefault(str(row["instrument"]), {}), place, row["records"])
        for figure in ("n", "present") if units[row["instrument"]] in ("meeting", "collective") else ("n",):
            key = (str(row["instrument"]), str(row["item"]), str(row["phase"]), figure)
            learn(figures.setdefault(key, {}), place, row[figure])
    for row in published["instruments"].records():
        learn(records.get(str(row["instrument"]), {}), ("all", ""), row["records"])
        for phase in ("None", "after"):
            learn(figures.get((str(row["instrument"]), str(row["item"]), phase, "n"), {}), ("all", ""), row["n"])
    found = {
        (instrument, f"{item} {phase} {figure}", " ".join(place))
        for (instrument, item, phase, figure), told in figures.items()
        for place in certain(told, records[instrument] if figure == "n" else {})
    }
    return found | {
        (instrument, "records", " ".join(place))
        for instrument, told in records.items()
        for place in certain(told, {})
        if masked_records(published, instrument, told, place)
    }


def learn(told: Told, place: tuple[str, str], value: Cell) -> None:
    """Keep what is told of a figure; a masked one stays unknown until it is told elsewhere."""
    if value is MASKED:
        told.setdefault(place, None)
    elif told.get(place) is None:
        told[place] = int(value or 0)


def masked_records(published: Published, instrument: str, told: Told, place: tuple[str, str]) -> bool:
    """Whether the records of a place, once worked out, are fewer than the floor: others may be told."""
    about = published.about
    person = about["floor_published"] if about["profile"] == "published" else about["floor_internal"]
    unit = next(row["unit"] for row in published["instruments"].records() if row["instrument"] == instrument)
    if unit not in ("person", "interview"):
        return False
    whole = told[("all", "")]
    rest = (whole or 0) - sum(n or 0 for (dimension, _), n in told.items() if dimension == place[0])
    return rest < int(person if unit == "person" else about["floor_interviews"])  # type: ignore[arg-type]


def certain(told: Told, most: Told) -> set[tuple[str, str]]:
    """The unknown places that have one possible value."""
    whole = told.get(("all", ""))
    if not whole:  # masked, or zero: that no interview spoke of something tells of none of them
        return set()
    found = set()
    for dimension in {dimension for dimension, _ in told} - {"all"}:
        parts = {place: n for place, n in told.items() if place[0] == dimension}
        unknown = [place for place, n in parts.items() if n is None]
        rest = whole - sum(n for n in parts.values() if n is not None)
        bounds = [rest if most.get(place) is None else min(rest, most[place] or 0) for place in unknown]
        values = possible(bounds, rest)
        found |= {place for place, seen in zip(unknown, values, strict=True) if len(seen) == 1}
    return found


def possible(bounds: Sequence[int], rest: int) -> list[set[int]]:
    """The values that each of several whole numbers can take, from 0 to its bound, where they sum to *rest*."""
    before = [{0}]
    for bound in bounds:
        before.append({total + n for total in before[-1] for n in range(bound + 1) if total + n <= rest})
    after = [{0}]
    for bound in reversed(bounds):
        after.append({total + n for total in after[-1] for n in range(bound + 1) if total + n <= rest})
    after.reverse()
    return [
        {n for n in range(bound + 1) if any(rest - n - low in after[at + 1] for low in before[at])}
        for at, bound in enumerate(bounds)
    ]
