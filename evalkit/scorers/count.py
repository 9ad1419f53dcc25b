"""A sum with its unit: how many hours, how many people, how many times."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Item, ItemType, Problem, Reading, Status, Tally


@frozen(kw_only=True)
class Count:
    """The sum of the numbers answered, in the item's unit.

    Rule: attested where the sum reaches ``attested_from``, else not attested; without ``attested_from`` it casts no
    vote. Limits: a sum grows with the number of records and compares with nothing. Source: plain arithmetic, on the
    decimals as they were written.
    """

    name: ClassVar[str] = "count"
    types: ClassVar[tuple[str, ...]] = (ItemType.NUMBER,)
    phase: ClassVar[str] = ""

    attested_from: float | None = None

    def problems(self, item: Item) -> Iterable[Problem]:
        """None: any number may be a threshold."""
        return ()

    def read(self, tally: Tally, item: Item) -> Reading:
        """The sum."""
        total = sum(Fraction(str(code)) * count for code, count in zip(tally.codes, tally.counts, strict=True))
        status = None
        if self.attested_from is not None:
            status = Status.ATTESTED if total >= Fraction(str(self.attested_from)) else Status.NOT_ATTESTED
        return Reading(kind="count", status=status, n=tally.n, value=float(total), value_unit=str(item.unit))


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « count »."""
    return [Count]
