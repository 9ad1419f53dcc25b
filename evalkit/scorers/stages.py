"""Where the answers stand on an ordered scale, and how shared that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Item, ItemType, Problem, Reading, Spread, Status, Tally, say

SPLIT = "split"
"""The code of a session that no position holds by more than half of its voices."""

_PAIRED_FROM = 4


@frozen(kw_only=True)
class Stages:
    """The distribution over ordered categories, its lower median category, and its spread in words.

    Rule: attested where the lower median is at or above ``attested_from`` (a category's code), else not attested;
    contested where opinions are opposed, or where half of the records or more are split. ``k`` is how many stand at or
    above ``attested_from``.

    Spread, from two answers on: *large accord* where two thirds of the answers or more stand in two neighbouring
    categories (in one, on a scale of two or three); else *avis opposés* where the answer a third of the way from the
    bottom is below the middle of the scale, the one a third of the way from the top above it, and they are two
    categories apart or more; else *avis partagés*.

    Limits: no mean, since categories have an order and no distance. Source: median and distribution for ordinal data
    (S. S. Stevens, « On the Theory of Scales of Measurement », Science, 1946).
    """

    name: ClassVar[str] = "stages"
    types: ClassVar[tuple[str, ...]] = (ItemType.SCALE,)
    phase: ClassVar[str] = ""

    attested_from: str

    def problems(self, item: Item) -> Iterable[Problem]:
        """A threshold that is no category of the scale."""
        if self.attested_from not in item.codes:
            yield Problem(
                "E140",
                say("La réponse « {code} » n’existe pas pour l’item {item}.", code=self.attested_from, item=item.id),
                hint=say("Réponses possibles : {codes}.", codes=", ".join(item.codes)),
            )

    def read(self, tally: Tally, item: Item) -> Reading:
        """Median, spread and distribution."""
        counts = [tally.count(code) for code in item.codes]
        median = lower_median(counts)
        spread = spread_of(counts)
        threshold = item.codes.index(self.attested_from)
        if spread is Spread.OPPOSED or (tally.n and 2 * tally.count(SPLIT) >= tally.n):
            status = Status.CONTESTED
        else:
            status = Status.ATTESTED if median is not None and median >= threshold else Status.NOT_ATTESTED
        return Reading(
            kind="stages",
            status=status,
            k=sum(counts[threshold:]),
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)),
            median=None if median is None else item.codes[median],
            spread=spread,
            voices=tuple(zip(tally.codes, tally.voices, strict=True)) if tally.voices else (),
            dissent=tally.dissent,
        )


def lower_median(counts: Sequence[int]) -> int | None:
    """The index of the lower median category; None where there is no answer."""
    return _at(counts, (sum(counts) + 1) // 2) if sum(counts) else None


def spread_of(counts: Sequence[int]) -> Spread | None:
    """How shared the answers are; None under two answers."""
    n = sum(counts)
    if n < 2:
        return None
    together = counts if len(counts) < _PAIRED_FROM else [a + b for a, b in pairwise(counts)]
    if 3 * max(together) >= 2 * n:
        return Spread.BROAD_AGREEMENT
    third = (n + 2) // 3
    low, high = _at(counts, third), _at(counts, n + 1 - third)
    middle = len(counts) - 1
    if 2 * low < middle < 2 * high and high - low >= 2:
        return Spread.OPPOSED
    return Spread.DIVIDED


def _at(counts: Sequence[int], rank: int) -> int:
    """The index of the category that holds the answer of this rank, counted from 1."""
    return bisect_left(list(accumulate(counts)), rank)


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « stages »."""
    return [Stages]
