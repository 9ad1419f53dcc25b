"""What a debate moved: sessions whose position went up, stayed or went down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Item, Problem, Reading, Tally


@frozen(kw_only=True)
class Shift:
    """How many sessions moved up, stayed or moved down between before and after the debate, with their dissents.

    Rule: it casts no vote. Limits: it says that a debate moved people, not who was right; sessions without a position
    both before and after are not in it. Source: the paired before/after comparison, reduced to its sign.
    """

    name: ClassVar[str] = "shift"
    types: ClassVar[tuple[str, ...]] = ()
    phase: ClassVar[str] = "shift"

    def problems(self, item: Item) -> Iterable[Problem]:
        """None: it has no option."""
        return ()

    def read(self, tally: Tally, item: Item) -> Reading:
        """The directions."""
        return Reading(
            kind="shift",
            status=None,
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)),
            dissent=tally.dissent,
        )


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « shift »."""
    return [Shift]
