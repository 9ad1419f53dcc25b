"""The margin of error of a share in a random sample."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


def wilson(k: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of k/n, without continuity correction.

    Source: E. B. Wilson, « Probable inference, the law of succession, and statistical inference », JASA 22, 1927.

    Raises:
        ValueError: unless 0 ≤ k ≤ n and n > 0.
    """
    if not 0 <= k <= n or n == 0:
        msg = f"no interval for {k} of {n}"
        raise ValueError(msg)
    share, square = k / n, z * z / n
    centre = (share + square / 2) / (1 + square)
    half = z / (1 + square) * sqrt(share * (1 - share) / n + square / (4 * n))
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)
