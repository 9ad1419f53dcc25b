"""The written rules of the domain, counted again with plain loops and exact fractions; nothing here imports evalkit.

It takes a made-up evaluation and says what each reading, marker and criterion must be. Where the code of the engine and
this disagree, the documents decide which of the two is wrong. `counting` and `scoring` are its first two parts; this
one protects what they count and read, joins it, and says what each marker says.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from tests.differential.counting import ALL, FIELDS, Place, Spec, places, tally
from tests.differential.scoring import Read, exact, reading

VOTES = ("attested", "contested", "not_attested")


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
