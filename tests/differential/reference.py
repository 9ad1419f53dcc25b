"""The written rules of the domain, counted again with plain loops and exact fractions; it imports nothing of evalkit.

It takes a made-up evaluation and says what each reading, marker and criterion must be. Where the code of the engine and
this disagree, the documents decide which of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

Spec = dict[str, Any]
Place = tuple[str, str]

ALL: Place = ("all", "")
FIELDS = {"group": "groups", "site": "sites", "action": "actions"}
VOTES = ("attested", "contested", "not_attested")
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


class Read(NamedTuple):
    """What a scorer says."""

    kind: str
    status: str | None
    reason: str | None = None
    k: int | None = None
    n: int = 0
    distribution: tuple[tuple[Any, int], ...] = ()
    median: str | None = None
    spread: str | None = None
    value: Fraction | None = None
    interval: tuple[float, float] | None = None


class Results(NamedTuple):
    """By marker, link, item and place: the reading (None where masked) with its records and people present."""

    readings: dict[tuple[str, int, str, Place], tuple[Read, int | None, int] | None]
    markers: dict[tuple[str, Place], tuple[str, str, int | None, tuple[str, ...]]]
    criteria: dict[str, dict[str, int]]


def results(spec: Spec, profile: str) -> Results:
    """All that is published of an evaluation for one profile."""
    shown: dict[tuple[str, int, str, Place], tuple[Read, int | None, int] | None] = {}
    voiced: dict[tuple[str, int, str, Place], Read | None] = {}
    for marker, number, link, instrument, item in links(spec):
        phase = phase_of(link, item)
        for_this = masked(spec, instrument, item, phase, spec[profile])
        for_all = masked(spec, instrument, item, phase, spec["published"])
        records = masked_records(spec, instrument, spec[profile])
        for place in places(spec, instrument):
            cell = tally(instrument, item, phase, place)
            read = reading(link, cell, instrument, item, phase)
            key = (marker["id"], number, item["id"], place)
            told = None if place in records else cell.records
            shown[key] = None if place in for_this else (read, told, cell.present)
            voiced[key] = None if place in for_all else read
    statuses = markers(spec, voiced)
    return Results(readings=shown, markers=statuses, criteria=criteria(spec, statuses))


# Tallies


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


# Readings


def reading(link: Spec, cell: Cell, instrument: Spec, item: Spec, phase: str) -> Read:
    """What the link's scorer says of a cell."""
    scorer = link["scorer"]
    if not cell.n:
        return Read(scorer["name"], "not_looked_for", why_nobody(cell, instrument))
    read: Read = SCORERS[scorer["name"]](cell, scorer, item)
    read = read._replace(kind=scorer["name"], n=cell.n)
    if cell.n < link["min_n"] and read.status is not None:
        read = read._replace(status="not_looked_for", reason="too_few")
    if instrument["sample"] == "random" and scorer["name"] in ("share", "presence"):
        read = read._replace(interval=wilson(read.k or 0, cell.n))
    return read


def why_nobody(cell: Cell, instrument: Spec) -> str:
    """Nobody asked is not the same as asked in vain, nor as an interview that never came to speak of it."""
    if set(cell.missing) - {"not_asked"}:
        return "too_few"
    if instrument["unit"] == "interview" and cell.records and not cell.missing:
        return "silence"
    return "nobody_looked"


def share(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """k of n against a threshold."""
    k = sum(cell.counts[code] for code in set(scorer["agree"]))
    return Read("", side(Fraction(k, cell.n), scorer["attested_from"]), k=k, distribution=tuple(cell.counts.items()))


def presence(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """In k of the n meetings that looked."""
    return share(cell, {**scorer, "agree": ["observed"]}, item)


def mentions(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """Favourable and contrary interviews against a number."""
    yes = cell.counts["favourable"] >= scorer["attested_from"]
    no = cell.counts["contrary"] >= scorer["attested_from"]
    status = {(1, 1): "contested", (1, 0): "attested", (0, 1): "not_attested", (0, 0): "not_looked_for"}[yes, no]
    reason = "too_few" if status == "not_looked_for" else None
    return Read("", status, reason, cell.counts["favourable"], distribution=tuple(cell.counts.items()))


def stages(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """The lower median against a category; opposed opinions and split sessions are contested."""
    codes = item["codes"]
    given = [index for index, code in enumerate(codes) for _ in range(cell.counts[code])]
    threshold = codes.index(scorer["attested_from"])
    median = given[(len(given) + 1) // 2 - 1] if given else None
    spread = spread_of(given, len(codes))
    if spread == "opposed" or Fraction(cell.counts.get(SPLIT, 0), cell.n) >= Fraction(1, 2):
        status = "contested"
    else:
        status = "attested" if median is not None and median >= threshold else "not_attested"
    return Read(
        "",
        status,
        k=sum(1 for index in given if index >= threshold),
        distribution=tuple(cell.counts.items()),
        median=None if median is None else codes[median],
        spread=spread,
    )


def spread_of(given: list[int], categories: int) -> str | None:
    """Two thirds in two neighbours (in one, of two or three) agree; a third on either side of the middle is opposed."""
    if len(given) < 2:
        return None
    width = 1 if categories <= 3 else 2
    for low in range(categories - width + 1):
        if Fraction(sum(1 for at in given if low <= at < low + width), len(given)) >= Fraction(2, 3):
            return "broad_agreement"
    third = -(-len(given) // 3)
    low, high = given[third - 1], given[-third]
    middle = Fraction(categories - 1, 2)
    return "opposed" if low < middle < high and high - low >= 2 else "divided"


def count(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """The sum of the numbers as they were written."""
    total = sum((exact(code) * times for code, times in cell.counts.items()), Fraction())
    return Read("", side(total, scorer["attested_from"]), value=total)


def mean(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """The mean of the numbers, or of the codes of those who have a position."""
    given = [exact(code) for code, times in cell.counts.items() if code != SPLIT for _ in range(times)]
    value = sum(given, Fraction()) / len(given) if given else None
    status = None if value is None else side(value, scorer["attested_from"])
    return Read("", status, value=value, distribution=tuple(cell.counts.items()) if item["codes"] else ())


def narrative(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """How many texts; no vote."""
    return Read("", "not_looked_for", "texts", cell.texts)


def shift(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """Where debates went; no vote."""
    return Read("", None, distribution=tuple(cell.counts.items()))


SCORERS: dict[str, Any] = {
    "share": share,
    "presence": presence,
    "mentions": mentions,
    "stages": stages,
    "count": count,
    "mean": mean,
    "narrative": narrative,
    "shift": shift,
}


def side(value: Fraction, threshold: float | None) -> str | None:
    """Attested from the threshold on, the threshold included."""
    if threshold is None:
        return None
    return "attested" if value >= exact(threshold) else "not_attested"


def exact(number: float | str) -> Fraction:
    """A number as it was written, not as a machine rounds it."""
    return Fraction(str(number))


def wilson(k: int, n: int) -> tuple[float, float]:
    """The roots of (k/n - p)² = z² p (1 - p) / n."""
    z2 = 1.959963984540054**2
    a, b, c = n + z2, -(2 * k + z2), k * k / n
    root = (b * b - 4 * a * c) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


# Protection


def masked(spec: Spec, instrument: Spec, item: Spec, phase: str, persons: int) -> set[Place]:
    """The places where a tally may not leave."""
    cells = {place: tally(instrument, item, phase, place) for place in places(spec, instrument)}
    people = {
        place: {"person": cell.n, "interview": cell.records}.get(instrument["unit"], cell.present)
        for place, cell in cells.items()
    }
    nobody = {place: cell.n == 0 and cell.held >= floor(instrument, persons) for place, cell in cells.items()}
    return masks(instrument, people, nobody, persons)


def masked_records(spec: Spec, instrument: Spec, persons: int) -> set[Place]:
    """The places where the number of an instrument's records may not leave."""
    held = {
        place: {"person": cell.records, "interview": cell.records}.get(instrument["unit"], cell.held)
        for place in places(spec, instrument)
        for cell in [tally(instrument, instrument["items"][0], "", place)]
    }
    return masks(instrument, held, dict.fromkeys(held, False), persons)


def masks(instrument: Spec, people: dict[Place, int], nobody: dict[Place, bool], persons: int) -> set[Place]:
    """The floor, then at least two masked parts that reach it together."""
    least = floor(instrument, persons)
    if not instrument["rows"]:
        return set()
    found: set[Place] = set()
    if people[ALL] < least and not nobody[ALL]:
        return set(people)
    for dimension in FIELDS:
        parts = [place for place in people if place[0] == dimension]
        if instrument["unit"] == "interview":
            found |= set(parts)
            continue
        if nobody[ALL]:
            continue
        parts = [place for place in parts if not nobody[place]]
        hidden = [place for place in parts if people[place] < least]
        others = sorted((p for p in parts if p not in hidden), key=lambda p: (people[p], p[1]))
        while hidden and (len(hidden) < 2 or sum(people[p] for p in hidden) < least):
            if not others:
                hidden = parts
                break
            hidden.append(others.pop(0))
        found |= set(hidden)
    return found


def floor(instrument: Spec, persons: int) -> int:
    """People for questionnaires, interviews for interviews, people present for meetings and sessions."""
    return {"person": persons, "interview": 5}.get(instrument["unit"], 3)


# Synthesis


def links(spec: Spec) -> Iterator[tuple[Spec, int, Spec, Spec, Spec]]:
    """Every marker, evidence link and item that it reads, in order."""
    instruments = {one["id"]: one for one in spec["instruments"]}
    for criterion in spec["criteria"]:
        for indicator in criterion["indicators"]:
            for marker in indicator:
                for number, link in enumerate(marker["evidence"]):
                    instrument = instruments[link["instrument"]]
                    items = {item["id"]: item for item in instrument["items"]}
                    for name in link["items"] or [marker["id"]]:
                        yield marker, number, link, instrument, items[name]


def phase_of(link: Spec, item: Spec) -> str:
    """The link's own, else the scorer's own, else after the debate."""
    own = "shift" if link["scorer"]["name"] == "shift" else ""
    return str(link["phase"] or own or ("after" if item.get("phases") else ""))


def markers(
    spec: Spec, voiced: dict[tuple[str, int, str, Place], Read | None]
) -> dict[tuple[str, Place], tuple[str, str, int | None, tuple[str, ...]]]:
    """Status, rule, kinds and what each instrument says, for the whole and for each group that is left to show."""
    kinds = {one["id"]: one["kind"] for one in spec["instruments"]}
    shown = {place for (_, _, _, place), read in voiced.items() if place[0] == "group" and read is not None}
    found = {}
    for criterion in spec["criteria"]:
        for marker in (marker for indicator in criterion["indicators"] for marker in indicator):
            joins = joined(marker, voiced)
            groups = [(number, place) for number, place in joins if place[0] == "group"]
            for place in [ALL, *dict.fromkeys(place for _, place in groups if place in shown)]:
                here = [
                    (number, joins[number, place])
                    for number in range(len(marker["evidence"]))
                    if (number, place) in joins
                ]
                votes = [(marker["evidence"][number]["instrument"], status) for number, (status, _) in here]
                status, rule = verdict([status for _, status in votes])
                if place == ALL and rule == "common" and disagree(joins, spec["gap"]):
                    status, rule = "contested", "groups_disagree"
                attested = len({kinds[name] for name, vote in votes if vote == "attested"})
                told = tuple(dict.fromkeys(f"{name}={vote}" for name, vote in votes if vote is not None))
                found[marker["id"], place] = (status, rule, None if status == "masked" else attested, told)
    return found


def joined(
    marker: Spec, voiced: dict[tuple[str, int, str, Place], Read | None]
) -> dict[tuple[int, Place], tuple[str | None, Fraction | None]]:
    """The status of each link in each place, and the share it rests on."""
    found = {}
    for number, link in enumerate(marker["evidence"]):
        mine: dict[Place, list[Read | None]] = {}
        for (name, at, _, place), read in voiced.items():
            if (name, at) == (marker["id"], number):
                mine.setdefault(place, []).append(read)
        for place, reads in mine.items():
            shares = [(read.k, read.n) for read in reads if read is not None and read.k is not None and read.n]
            of = sum(n for _, n in shares)
            share = Fraction(sum(k for k, _ in shares), of) if of else None
            found[number, place] = (join(["masked" if r is None else r.status for r in reads], link["join"]), share)
    return found


def join(statuses: list[str | None], how: str) -> str | None:
    """Any, all, or more than half of the items that say something."""
    votes = [status for status in statuses if status in VOTES]
    if not votes:
        if all(status == "masked" for status in statuses):
            return "masked"
        return None if all(status is None for status in statuses) else "not_looked_for"
    yes, no = votes.count("attested"), votes.count("not_attested")
    if how == "any":
        return "attested" if yes else "not_attested" if no == len(votes) else "contested"
    if how == "all":
        return "not_attested" if no else "attested" if yes == len(votes) else "contested"
    half = Fraction(len(votes), 2)
    return "attested" if yes > half else "not_attested" if no > half else "contested"


def verdict(statuses: list[str | None]) -> tuple[str, str]:
    """Any contested, or both sides: contested; else the common one; no vote: masked if any was."""
    votes = {status for status in statuses if status in VOTES}
    if not votes:
        return ("masked", "masked") if "masked" in statuses else ("not_looked_for", "no_vote")
    if "contested" in votes:
        return "contested", "contested_within"
    if len(votes) == 2:
        return "contested", "instruments_disagree"
    return next(status for status in votes if status), "common"


def disagree(joins: dict[tuple[int, Place], tuple[str | None, Fraction | None]], gap: float) -> bool:
    """Two groups on both sides of one link whose shares are a gap apart; « non précisé » is no side."""
    sides = [
        (number, status, share)
        for (number, place), (status, share) in joins.items()
        if place[0] == "group" and place[1] != "unspecified" and share is not None
        if status in ("attested", "not_attested")
    ]
    return any(
        one == other and status != contrary and abs(share - away) >= exact(gap)
        for one, status, share in sides
        for other, contrary, away in sides
    )


def criteria(spec: Spec, statuses: dict[tuple[str, Place], Any]) -> dict[str, dict[str, int]]:
    """How many markers of each criterion have each status."""
    found = {}
    for criterion in spec["criteria"]:
        mine = [statuses[marker["id"], ALL][0] for indicator in criterion["indicators"] for marker in indicator]
        names = ("attested", "contested", "not_attested", "not_looked_for", "masked")
        counts = {name: mine.count(name) for name in names}
        counts["informed"] = sum(counts[name] for name in VOTES)
        counts["markers"] = len(mine)
        found[criterion["id"]] = counts
    return found
