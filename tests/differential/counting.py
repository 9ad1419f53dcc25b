"""The written rules, first part: how often each answer was given, counted answer by answer. Nothing of evalkit."""

from __future__ import annotations

from typing import Any, NamedTuple

Spec = dict[str, Any]
Place = tuple[str, str]

ALL: Place = ("all", "")
FIELDS = {"group": "groups", "site": "sites", "action": "actions"}
SPLIT = "split"
SHIFTS = ["down", "same", "up"]


class Cell(NamedTuple):
    """One tally: how often each code was given, how often nothing was, by whom."""

    counts: dict[Any, int]
    missing: dict[str, int]
    n: int
    records: int
    present: int
    held: int
    texts: int


def tally(instrument: Spec, item: Spec, phase: str, place: Place) -> Cell:
    """One cell, answer by answer."""
    rows = [row for row in instrument["rows"] if inside(row, place)]
    codes = known(instrument, item, phase)
    counts = dict.fromkeys(codes, 0)
    missing: dict[str, int] = {}
    n = present = texts = 0
    for row in rows:
        given = row.get(item["id"])
        if item.get("phases"):
            given = (given or {}).get(phase)
        if given is None:
            continue
        if isinstance(given, dict):
            missing[given["missing"]] = missing.get(given["missing"], 0) + 1
            continue
        n += 1
        present += row.get("present", 0)
        if item["type"] == "text":
            texts += 1
            continue
        for code in given if isinstance(given, list) else [given]:
            counts[mirrored(code, item)] += 1
    held = {"person": len(rows), "interview": len(rows)}.get(
        instrument["unit"], sum(row.get("present", 0) for row in rows)
    )
    return Cell(counts, missing, n, len(rows), present, held, texts)


def known(instrument: Spec, item: Spec, phase: str) -> list[Any]:
    """Every code that may have been given: those of the item, or the numbers that were written."""
    if item["type"] == "number":
        return sorted({row[item["id"]] for row in instrument["rows"] if isinstance(row.get(item["id"]), float)})
    if phase == "shift":
        return SHIFTS
    return [*item["codes"], SPLIT] if item.get("phases") else item["codes"]


def mirrored(code: Any, item: Spec) -> Any:
    """On an item worded the other way round the lowest code counts as the highest."""
    if not item.get("reverse"):
        return code
    return item["codes"][len(item["codes"]) - 1 - item["codes"].index(code)]


def inside(row: Spec, place: Place) -> bool:
    """A record that names no part of a dimension is in its part « non précisé »."""
    dimension, segment = place
    return dimension == "all" or row.get(dimension, "unspecified") == segment


def places(spec: Spec, instrument: Spec) -> list[Place]:
    """The whole, and in each dimension that some record names the parts that have a record."""
    found = [ALL]
    for dimension, field in FIELDS.items():
        held = [
            (dimension, segment)
            for segment in (*spec[field], "unspecified")
            if any(inside(row, (dimension, segment)) for row in instrument["rows"])
        ]
        named = any(segment != "unspecified" for _, segment in held)
        if named and not (instrument["unit"] == "interview" and len(held) == 1):
            found += held
    return found
