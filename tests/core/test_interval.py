"""The interval equals what its literature prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.interval import Z_95, wilson

NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
"""R. G. Newcombe, « Two-sided confidence intervals for the single proportion: comparison of seven methods », Statistics
in Medicine 17, 1998, 857-872, Table I, method 3 (score, without continuity correction, after Wilson), 95 %."""


@pytest.mark.parametrize(("k", "n", "low", "high"), NEWCOMBE)
def test_equals_newcombe_1998_table_i(k: int, n: int, low: float, high: float) -> None:
    assert (low, high) == tuple(round(bound, 4) for bound in wilson(k, n))


def test_is_the_interval_of_shares_that_a_score_test_keeps() -> None:
    """Wilson 1927: the bounds are the p for which (k/n - p)² = z² p (1 - p) / n."""
    for k, n in [(1, 4), (7, 9), (50, 100), (299, 300)]:
        for p in wilson(k, n):
            assert pytest.approx((k / n - p) ** 2) == Z_95**2 * p * (1 - p) / n


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_holds_the_share_and_mirrors(of: tuple[int, int]) -> None:
    k, n = of
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert pytest.approx((1 - high, 1 - low)) == wilson(n - k, n)


def test_a_bound_is_exact_where_nobody_or_everybody_says_so() -> None:
    assert 0.0 == wilson(0, 7)[0]
    assert 1.0 == wilson(7, 7)[1]


@pytest.mark.parametrize(("k", "n"), [(0, 0), (3, 2), (-1, 4)])
def test_nothing_else_has_an_interval(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"no interval for {k} of {n}"):
        wilson(k, n)
