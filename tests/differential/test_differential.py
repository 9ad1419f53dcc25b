"""The engine and the written rules, worked out apart, say the same of evaluations that nobody chose."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any, get_args

import pytest

from evalkit.core.interfaces import Profile
from evalkit.core.published import MASKED, Published
from evalkit.core.readings import Reason, Spread
from tests.differential import engine, reference
from tests.differential.counting import places
from tests.differential.scoring import Read
from tests.differential.specs import Spec, made

DAY = [range(start, start + 30) for start in range(0, 300, 30)]
NIGHT = [range(start, start + 470) for start in range(300, 5000, 470)]


@pytest.mark.parametrize("seeds", DAY, ids=str)
def test_equals_the_written_rules(seeds: range) -> None:
    compare(seeds)


@pytest.mark.nightly
@pytest.mark.skipif("EVALKIT_NIGHTLY" not in os.environ, reason="5,000 evaluations are for the night")
@pytest.mark.parametrize("seeds", NIGHT, ids=str)
def test_equals_the_written_rules_at_night(seeds: range) -> None:
    compare(seeds)


def test_the_day_reaches_every_rule() -> None:
    rules, verdicts, statuses, reasons, spreads = set(), set(), set(), set(), set()
    for seed in range(100):
        tables = engine.published(made(seed), "published")
        rules |= set(tables["masked"].column("rule"))
        verdicts |= set(tables["markers"].column("rule"))
        statuses |= set(tables["markers"].column("status"))
        reasons |= set(tables["readings"].column("reason"))
        spreads |= set(tables["readings"].column("spread"))
    assert {"floor", "whole"} == rules  # complementary masking is counted with the floor
    assert {"common", "contested_within", "instruments_disagree", "groups_disagree", "no_vote", "masked"} == verdicts
    assert {"attested", "contested", "not_attested", "not_looked_for", "masked"} == statuses
    assert {*Reason, None, MASKED} == reasons
    assert {*Spread, None, MASKED} == spreads


def compare(seeds: range) -> None:
    """Both ways of these evaluations, in both profiles; a failure shows the seed."""
    for seed in seeds:
        spec = made(seed)
        for profile in get_args(Profile):
            tables, expected = engine.published(spec, profile), reference.results(spec, profile)
            assert (seed, profile, readings(spec, expected)) == (seed, profile, told(tables))
            assert (seed, profile, expected.markers) == (seed, profile, marker_rows(tables))
            assert (seed, profile, expected.criteria) == (seed, profile, criterion_rows(tables))


def readings(spec: Spec, expected: reference.Results) -> list[Spec]:
    """The expected rows of ``readings`` but the joins, in order."""
    rows = []
    for marker, number, link, instrument, item in reference.links(spec):
        for place in places(spec, instrument):
            head = {
                "marker": marker["id"],
                "instrument": instrument["id"],
                "item": item["id"],
                "scorer": link["scorer"]["name"],
                "phase": reference.phase_of(link, item) or None,
                "dimension": place[0],
                "segment": place[1] or None,
            }
            found = expected.readings[marker["id"], number, item["id"], place]
            rows.append(head | (dict.fromkeys(FIGURES, MASKED) if found is None else figures(*found)))
    return rows


FIGURES = (
    "status", "reason", "k", "n", "records", "present", "distribution", "median", "spread", "value", "low", "high",
)  # fmt: skip


def figures(read: Read, records: int | None, present: int) -> Spec:
    """The figures of one reading as a table holds them."""
    low, high = read.interval or (None, None)
    return {
        "status": read.status,
        "reason": read.reason,
        "k": read.k,
        "n": read.n,
        "records": MASKED if records is None else records,
        "present": present or None,
        "distribution": "; ".join(f"{short(code)}={n}" for code, n in read.distribution) or None,
        "median": read.median,
        "spread": read.spread,
        "value": number(read.value),
        "low": number(low),
        "high": number(high),
    }


def told(tables: Published) -> list[Spec]:
    """The rows of ``readings`` but the joins, figures rounded alike."""
    names = ("marker", "instrument", "item", "scorer", "phase", "dimension", "segment", *FIGURES)
    found = [{name: row[name] for name in names} for row in tables["readings"].records() if row["item"] is not None]
    for row in found:
        for name in ("value", "low", "high"):
            row[name] = row[name] if isinstance(row[name], str) else number(row[name])  # type: ignore[arg-type]
    return found


def marker_rows(tables: Published) -> dict[Any, Any]:
    """Status, rule, kinds and sources by marker and place."""
    return {
        (row["marker"], (row["dimension"], row["segment"] or "")): (
            row["status"],
            row["rule"],
            None if row["kinds"] is MASKED else row["kinds"],
            tuple(str(row["sources"]).split("; ")) if row["sources"] else (),
        )
        for row in tables["markers"].records()
    }


def criterion_rows(tables: Published) -> dict[Any, Any]:
    """Counts by criterion."""
    names = ("attested", "contested", "not_attested", "not_looked_for", "masked", "informed", "markers")
    return {row["criterion"]: {name: row[name] for name in names} for row in tables["criteria"].records()}


def number(value: float | Fraction | None) -> float | None:
    """Eight decimals: both ways may round the last digits apart."""
    return None if value is None else round(float(value), 8)


def short(code: object) -> str:
    """A whole number without decimals."""
    return f"{code:g}" if isinstance(code, float) else str(code)
