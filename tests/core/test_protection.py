"""The floor and the masking that completes it, on plain numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.protection import Rule, Size, floor_of, masks, people_of

FLOOR = 11


def people(n: int, held: int | None = None) -> Size:
    """As many records as people, unless more were asked."""
    return Size(people=n, n=n, records=max(n, held or 0, 1), held=max(n, held or 0))


def parted(*sizes: int, unit: str = "person", floor: int = FLOOR, whole: Size | None = None) -> dict[str, str]:
    """The rules of one dimension with these parts, named a, b, c…"""
    parts = {chr(97 + n): people(size) for n, size in enumerate(sizes)}
    found = masks(unit, whole or people(sum(sizes)), {"group": parts}, floor)
    return {name or "all": rule.value for (_, name), rule in found.items()}


def test_at_the_floor_nothing_is_masked() -> None:
    assert {} == parted(11, 11, 40)


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    assert {"a": "floor", "c": "complement"} == parted(10, 40, 12)


def test_ties_go_by_id() -> None:
    assert {"c": "floor", "a": "complement"} == parted(12, 12, 3)


def test_two_small_parts_that_reach_the_floor_together_are_enough() -> None:
    assert {"a": "floor", "b": "floor"} == parted(10, 1, 40)


def test_two_small_parts_that_do_not_take_a_third() -> None:
    assert {"a": "floor", "b": "floor", "c": "complement"} == parted(4, 6, 15, 40)


def test_a_whole_under_the_floor_hides_its_parts() -> None:
    assert {"all": "floor", "a": "floor", "b": "floor"} == parted(4, 6)


def test_where_no_masking_would_do_the_dimension_is_not_published() -> None:
    assert {"a": "dimension"} == parted(4, whole=people(20))


def test_interviews_are_told_as_a_whole_only() -> None:
    assert {"a": "whole", "b": "whole"} == parted(3, 20, unit="interview", floor=5)
    assert {"all": "floor", "a": "whole", "b": "whole"} == parted(1, 3, unit="interview", floor=5)


def test_a_segment_without_a_record_is_no_cell() -> None:
    nobody = Size(people=0, n=0, records=0, held=0)
    assert {} == masks("person", people(20), {"group": {"a": people(20), "b": nobody}}, FLOOR)
    assert {} == masks("person", nobody, {"group": {"a": nobody}}, FLOOR)


def test_the_silence_of_many_hides_nobody_and_that_of_a_few_does() -> None:
    def rules(held: int) -> set[str]:
        return {
            name for _, name in masks("person", people(40), {"group": {"a": people(40), "b": people(0, held)}}, FLOOR)
        }

    assert set() == rules(11)
    assert {"a", "b"} == rules(10)


def test_a_whole_that_nobody_answered_tells_its_parts() -> None:
    whole, few = people(0, 30), people(0, 2)
    assert {} == masks("person", whole, {"group": {"a": few, "b": people(0, 28)}}, FLOOR)


def test_answers_of_an_unknown_number_of_people_are_masked() -> None:
    """A meeting whose number of people present was not written down may have had two."""
    unknown = Size(people=0, n=6, records=6, held=0)
    assert {("all", ""): Rule.FLOOR, ("site", "a"): Rule.FLOOR} == masks(
        "meeting", unknown, {"site": {"a": unknown}}, 3
    )


@pytest.mark.parametrize(("unit", "floor"), [("person", 11), ("interview", 5), ("meeting", 3), ("collective", 3)])
def test_each_unit_has_its_floor_and_its_people(unit: str, floor: int) -> None:
    assert floor == floor_of(unit, 11)
    assert {"person": 1, "interview": 2}.get(unit, 3) == people_of(unit, n=1, records=2, present=3)


SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=6)


def hidden(sizes: list[int], floor: int, asked: int = 0) -> set[str]:
    """The masked parts, where *asked* more records left the item unanswered in each."""
    parts = {chr(97 + n): people(size, size + asked) for n, size in enumerate(sizes)}
    whole = people(sum(sizes), sum(part.held for part in parts.values()))
    return {name for _, name in masks("person", whole, {"group": parts}, floor)}


@given(sizes=SIZES, floor=st.integers(2, 15))
def test_masked_parts_are_at_least_two_and_reach_the_floor_together(sizes: list[int], floor: int) -> None:
    if sum(sizes) < floor:
        return
    masked = {name for name in hidden(sizes, floor) if name}
    assert not masked or (len(masked) >= 2 and sum(sizes[ord(name) - 97] for name in masked) >= floor)
    assert {chr(97 + n) for n, size in enumerate(sizes) if size < floor} <= masked


@given(sizes=SIZES, floor=st.integers(2, 15), more=st.integers(0, 10), asked=st.integers(0, 20))
def test_a_higher_floor_hides_a_superset(sizes: list[int], floor: int, more: int, asked: int) -> None:
    assert hidden(sizes, floor, asked) <= hidden(sizes, floor + more, asked)


@given(sizes=SIZES, floor=st.integers(2, 15), more=st.integers(0, 40), data=st.data())
def test_records_of_one_group_never_uncover_another_under_the_floor(
    sizes: list[int], floor: int, more: int, data: st.DataObject
) -> None:
    """What was hidden for another's sake only may be shown once that other reaches the floor: it is above it itself."""
    grown = data.draw(st.integers(0, len(sizes) - 1))
    after = [size + more * (n == grown) for n, size in enumerate(sizes)]
    uncovered = hidden(sizes, floor) - hidden(after, floor)
    small = {chr(97 + n) for n, size in enumerate(sizes) if 0 < size < floor and n != grown}
    assert not uncovered & small


def test_what_was_hidden_for_anothers_sake_is_shown_once_that_other_is() -> None:
    assert {"a", "b"} == hidden([10, 12, 40], FLOOR)
    assert set() == hidden([11, 12, 40], FLOOR)
