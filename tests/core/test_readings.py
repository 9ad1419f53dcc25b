"""Tallies count codes and add up."""

from __future__ import annotations

from evalkit.core.items import Missing
from evalkit.core.readings import Tally


def test_a_code_that_is_not_known_was_never_given() -> None:
    assert (3, 0) == (Tally(codes=("1", "2"), counts=(3, 4)).count("1"), Tally().count("1"))


def test_adding_joins_codes_kinds_of_missing_and_voices() -> None:
    one = Tally(
        codes=("1",), counts=(2,), missing=((Missing.NO_ANSWER, 1),), n=2, records=3, present=9, voices=(5,), texts=1
    )
    two = Tally(
        codes=("1", "split"),
        counts=(1, 1),
        missing=((Missing.NOT_ASKED, 2), (Missing.NO_ANSWER, 1)),
        n=2,
        records=5,
        present=4,
        dissent=2,
    )
    assert (
        Tally(
            codes=("1", "split"),
            counts=(3, 1),
            missing=((Missing.NOT_ASKED, 2), (Missing.NO_ANSWER, 2)),
            n=4,
            records=8,
            present=13,
            voices=(5, 0),
            texts=1,
            dissent=2,
        )
        == one + two
    )


def test_numbers_stay_ascending() -> None:
    assert (0.5, 1.0, 3.0) == (Tally(codes=(1.0, 3.0), counts=(1, 1)) + Tally(codes=(0.5, 3.0), counts=(1, 1))).codes
