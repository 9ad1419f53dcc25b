"""What must hold of any evaluation, tried on those that nobody chose."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.published import MASKED, Published
from evalkit.core.tally import DIMENSIONS, Tallies
from tests.differential import engine
from tests.differential.specs import Spec, made

SPECS = st.integers(0, 10**6).map(made)
RESULTS = ("criteria", "indicators", "markers", "readings", "coverage", "masked", "instruments", "unexpected")
Key = tuple[Any, ...]


def cells(published: Published) -> dict[Key, Spec]:
    """The readings by marker, instrument, item, scorer, phase and place; those of one tally once for each link."""
    found: dict[Key, Spec] = {}
    for row in published["readings"].records():
        if row["item"] is not None:
            key = tuple(
                row[name] for name in ("marker", "instrument", "item", "scorer", "phase", "dimension", "segment")
            )
            found[(*key, sum(other[:-1] == key for other in found))] = row
    return found


def same(one: Published, two: Published) -> bool:
    """The same rows in every table of results, in whatever order groups are declared."""
    return all(sorted(map(repr, one[name].rows)) == sorted(map(repr, two[name].rows)) for name in RESULTS)


@given(spec=SPECS, random=st.integers(0, 10**6).map(Random))
def test_the_order_of_rows_and_files_changes_nothing(spec: Spec, random: Random) -> None:
    other = deepcopy(spec)
    for instrument in other["instruments"]:
        random.shuffle(instrument["rows"])
    one, two = (engine.published(some, "published") for some in (spec, other))
    assert [one[name] for name in RESULTS] == [two[name] for name in RESULTS]


@given(spec=SPECS, random=st.integers(0, 10**6).map(Random))
def test_the_order_of_groups_sites_and_actions_changes_nothing_but_theirs(spec: Spec, random: Random) -> None:
    other = deepcopy(spec)
    for field in ("groups", "sites", "actions"):
        random.shuffle(other[field])
    assert same(engine.published(spec, "published"), engine.published(other, "published"))


@given(spec=SPECS, times=st.integers(2, 3))
def test_every_record_twice_changes_no_share(spec: Spec, times: int) -> None:
    other = deepcopy(spec)
    for instrument in other["instruments"]:
        instrument["rows"] = [
            {**row, "record": f"{row['record']}-{n}"} for row in instrument["rows"] for n in range(times)
        ]
    one, more = cells(engine.published(spec, "published")), cells(engine.published(other, "published"))
    assert one.keys() == more.keys()
    for key, row in one.items():
        if row["k"] is not None and MASKED not in (row["k"], more[key]["k"]):
            assert (times * row["k"], times * row["n"]) == (more[key]["k"], more[key]["n"])


@pytest.mark.parametrize(("item", "sign"), [("agrees", 1), ("rejects", -1)])
@given(spec=SPECS, random=st.integers(0, 10**6).map(Random))
def test_a_higher_answer_never_lowers_a_share_and_never_raises_a_reversed_one(
    item: str, sign: int, spec: Spec, random: Random
) -> None:
    other = deepcopy(spec)
    for instrument in other["instruments"]:
        able = [row for row in instrument["rows"] if isinstance(row.get(item), str)]
        if able:
            codes = instrument["items"][0]["codes"]
            row = random.choice(able)
            row[item] = random.choice(codes[codes.index(row[item]) :])
    before, after = (engine.built(one) for one in (spec, other))
    lower, higher = (Tallies(engine.answered(*pair)) for pair in ((spec, before), (other, after)))
    for use in before.instruments:
        for asked in (asked for asked in use.items if asked.id == item):
            for dimension in DIMENSIONS:
                for segment in lower.segments(dimension) if use.id in lower.answers.instruments else ():
                    one, two = (t.tally(use.id, asked, "", dimension, segment) for t in (lower, higher))
                    assert one.n == two.n
                    for start in range(len(asked.codes)):
                        assert sign * sum(one.counts[start:]) <= sign * sum(two.counts[start:])


@given(spec=SPECS, random=st.integers(0, 10**6).map(Random))
def test_missing_never_equals_zero(spec: Spec, random: Random) -> None:
    """The number 0 in place of no answer: one more answered, and one fewer did not."""
    other = deepcopy(spec)
    for instrument in other["instruments"]:
        blank = [row for row in instrument["rows"] if isinstance(row.get("hours"), dict)]
        if not blank:
            continue
        random.choice(blank)["hours"] = 0.0
        use = engine.built(spec).instrument(instrument["id"])
        item = next(item for item in use.items if item.id == "hours")
        one, two = (
            Tallies(engine.answered(some, engine.built(some))).tally(use.id, item, "", "all", "")
            for some in (spec, other)
        )
        assert (one.n + 1, one.count(0.0) + 1) == (two.n, two.count(0.0))
        assert sum(n for _, n in one.missing) - 1 == sum(n for _, n in two.missing)


@given(spec=SPECS)
def test_the_parts_of_every_dimension_are_the_whole(spec: Spec) -> None:
    """« Non précisé » included, whatever is counted adds up: merging all groups' tallies is the tally of all."""
    found = engine.built(spec)
    tallies = Tallies(engine.answered(spec, found))
    for use in found.instruments:
        for item in use.items if use.id in tallies.answers.instruments else ():
            for phase in item.phases or ("",):
                for dimension in DIMENSIONS[1:]:
                    first, *rest = (
                        tallies.tally(use.id, item, phase, dimension, s) for s in tallies.segments(dimension)
                    )
                    for one in rest:
                        first = first + one
                    assert tallies.tally(use.id, item, phase, "all", "") == first


@given(spec=SPECS, more=st.integers(1, 6))
def test_a_higher_floor_hides_a_superset(spec: Spec, more: int) -> None:
    higher = {**spec, "published": spec["published"] + more}
    low, high = cells(engine.published(spec, "published")), cells(engine.published(higher, "published"))
    hidden = {key for key, row in low.items() if row["status"] == "masked"}
    assert hidden <= {key for key, row in high.items() if row["status"] == "masked"}
    records = {key for key, row in low.items() if row["records"] is MASKED}
    assert records <= {key for key, row in high.items() if row["records"] is MASKED}


@given(spec=SPECS, random=st.integers(0, 10**6).map(Random))
def test_a_record_of_one_group_never_uncovers_another_that_is_under_the_floor(spec: Spec, random: Random) -> None:
    """A cell is uncovered by another's record only where it has itself as many people as the floor, or none."""
    people = [one for one in spec["instruments"] if one["unit"] == "person" and one["rows"]]
    if not people:
        return
    other = deepcopy(spec)
    instrument = next(one for one in other["instruments"] if one["id"] == people[0]["id"])
    instrument["rows"].append({**random.choice(instrument["rows"]), "record": "new"})
    grown = instrument["rows"][-1]
    before, after = engine.published(spec, "published"), engine.published(other, "published")
    told = cells(after)
    for key, row in cells(before).items():
        dimension, segment = key[5], key[6]
        elsewhere = dimension != "all" and grown.get(dimension, "unspecified") != segment
        if elsewhere and row["status"] == "masked" and told[key]["status"] != "masked":
            n = told[key]["n"]
            assert n == 0 or n >= spec["published"]
