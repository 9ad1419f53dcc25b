"""No masked cell can be had back, and the auditor sees it where a masker fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, get_args

import pytest
from attrs import evolve

from evalkit.core import protected, protection
from evalkit.core.audit import audit
from evalkit.core.interfaces import Profile
from evalkit.core.protection import Rule, Size
from evalkit.core.published import MASKED, Cell, Published
from tests.differential import engine
from tests.differential.recovering import possible, recovered
from tests.differential.specs import made

Masker = Callable[..., dict[tuple[str, str], Rule]]


@pytest.mark.parametrize("profile", get_args(Profile))
@pytest.mark.parametrize("seeds", [range(25), range(25, 50)], ids=str)
def test_nothing_masked_can_be_had_back(profile: Profile, seeds: range) -> None:
    look(profile, seeds)


@pytest.mark.nightly
@pytest.mark.skipif("EVALKIT_NIGHTLY" not in os.environ, reason="1,000 evaluations are for the night")
@pytest.mark.parametrize("profile", get_args(Profile))
@pytest.mark.parametrize("seeds", [range(start, start + 190) for start in range(50, 1000, 190)], ids=str)
def test_nothing_masked_can_be_had_back_at_night(profile: Profile, seeds: range) -> None:
    look(profile, seeds)


def look(profile: Profile, seeds: range) -> None:
    for seed in seeds:
        published = engine.published(made(seed), profile)
        assert (seed, set(), ()) == (seed, recovered(published), audit(published))


def test_a_reader_works_out_what_sums_leave_open() -> None:
    assert [{0, 1, 2, 3}, {0, 1, 2, 3}] == possible([3, 3], 3)
    assert [{3}] == possible([9], 3)
    assert [{2}, {1}] == possible([2, 1], 3)
    assert [{0}, {0}] == possible([5, 5], 0)


def without_complement(people: Mapping[str, int], floor: int) -> dict[str, Rule]:
    return {name: Rule.FLOOR for name, n in people.items() if n < floor}


def one_too_few(people: Mapping[str, int], floor: int) -> dict[str, Rule]:
    """Two masked parts, whatever they hold together."""
    masked = without_complement(people, floor)
    for name in sorted(people, key=lambda name: (people[name], name)):
        if masked and len(masked) < 2:
            masked.setdefault(name, Rule.COMPLEMENT)
    return masked


def after_rounding(masks: Masker) -> Masker:
    def rounding(unit: str, whole: Size, parts: Mapping[str, Mapping[str, Size]], floor: int) -> Any:
        def near(size: Size) -> Size:
            return evolve(size, people=-(-size.people // floor) * floor)

        rounded = {name: {part: near(size) for part, size in some.items()} for name, some in parts.items()}
        return masks(unit, near(whole), rounded, floor)

    return rounding


def forgetful(masks: Masker) -> Masker:
    def forgetting(unit: str, whole: Size, parts: Mapping[str, Mapping[str, Size]], floor: int) -> Any:
        return masks(unit, whole, {name: some for name, some in parts.items() if name != "site"}, floor)

    return forgetting


BROKEN = {
    "no complementary masking": lambda patch: patch.setattr(protection, "_partition", without_complement),
    "masked parts smaller than the floor": lambda patch: patch.setattr(protection, "_partition", one_too_few),
    "masks after rounding": lambda patch: patch.setattr(protected, "masks", after_rounding(protection.masks)),
    "forgets one dimension": lambda patch: patch.setattr(protected, "masks", forgetful(protection.masks)),
    "masks nothing": lambda patch: patch.setattr(protected, "masks", lambda *_: {}),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_masker_is_caught(broken: str) -> None:
    """Wherever a reader finds a masked cell the auditor refuses the tables; and it refuses some for each defect."""
    caught = 0
    with pytest.MonkeyPatch.context() as patch:
        BROKEN[broken](patch)
        for seed in range(40):
            published = engine.published(made(seed), "published")
            codes = {problem.code for problem in audit(published)}
            assert (seed, codes) == (seed, {"E450"}) or not recovered(published)
            caught += bool(codes)
    assert caught >= 5


@pytest.mark.parametrize("column", ["k", "n", "records", "distribution", "median", "spread", "value", "low", "reason"])
def test_a_figure_in_a_masked_row_is_caught(column: str) -> None:
    published, row = with_masked_row()
    assert audit(published) == ()
    problems = audit(tampered(published, "readings", row, column, 3))
    assert {"E450"} == {problem.code for problem in problems}
    assert "signalez-la" in str(problems[0].hint)


def with_masked_row() -> tuple[Published, int]:
    """Tables that may leave, and the position of a masked row in ``readings`` that other rows do not depend on."""
    for seed in range(50):
        published = engine.published(made(seed), "published")
        for at, row in enumerate(published["readings"].records()):
            if row["item"] is not None and row["status"] == "masked" and row["dimension"] == "all":
                return published, at
    raise AssertionError


def tampered(published: Published, name: str, row: int, column: str, value: Cell) -> Published:
    """The same tables with one cell changed."""
    table = published[name]
    rows = [list(cells) for cells in table.rows]
    rows[row][table.index[column]] = value
    changed = evolve(table, rows=tuple(tuple(cells) for cells in rows))
    return evolve(published, tables_by_name={**published.tables_by_name, name: changed})


def test_what_is_unmasked_in_another_row_is_caught() -> None:
    published, at = with_masked_row()
    twice = published["readings"]
    row = list(twice.rows[at])
    row[twice.index["marker"]] = "another"
    row[twice.index["status"]] = "attested"
    both = evolve(
        published,
        tables_by_name={**published.tables_by_name, "readings": evolve(twice, rows=(*twice.rows, tuple(row)))},
    )
    assert "E450" in {problem.code for problem in audit(both)}


def test_a_masked_n_told_by_the_instrument_is_caught() -> None:
    published, at = with_masked_row()
    place = published["readings"].records()[at]
    rows = published["instruments"].records()
    number = next(n for n, r in enumerate(rows) if (r["instrument"], r["item"]) == (place["instrument"], place["item"]))
    assert rows[number]["n"] is MASKED
    assert "E450" in {problem.code for problem in audit(tampered(published, "instruments", number, "n", 2))}


def test_a_figure_of_a_join_is_caught() -> None:
    published, _ = with_masked_row()
    at = next(n for n, row in enumerate(published["readings"].records()) if row["item"] is None)
    assert "E450" in {problem.code for problem in audit(tampered(published, "readings", at, "k", 2))}


def test_a_status_of_what_is_masked_is_caught() -> None:
    for seed in range(50):
        published = engine.published(made(seed), "published")
        shown = {r["marker"] for r in published["readings"].records() if r["item"] is not None and r["n"] is not MASKED}
        rows = published["markers"].records()
        at = next((n for n, r in enumerate(rows) if r["status"] == "masked" and r["marker"] not in shown), None)
        if at is not None:
            break
    assert at is not None
    assert {"E450"} == {problem.code for problem in audit(tampered(published, "markers", at, "status", "attested"))}


def test_records_under_the_floor_are_caught_wherever_they_are_told() -> None:
    for seed in range(80):
        published = engine.published(made(seed), "published")
        told = published["about"].records()
        at = next((n for n, row in enumerate(told) if "records=masked" in str(row["value"])), None)
        units = {r["instrument"]: r["unit"] for r in published["instruments"].records()}
        if at is not None and units[str(told[at]["key"]).removeprefix("input.")] in ("person", "interview"):
            break
    assert at is not None
    broken = tampered(published, "about", at, "value", "files=1; records=3; sha256=0")
    assert {"E450"} == {problem.code for problem in audit(broken)}
