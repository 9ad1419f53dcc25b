"""In how many meetings something was seen, among those where it was looked for."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen, validators

import evalkit
from evalkit import Item, ItemType, Problem, Reading, Status, Tally

OBSERVED = "observed"


@frozen(kw_only=True)
class Presence:
    """Observed in k of the n meetings where it was looked for; attested where k/n reaches ``attested_from`` (0 to 1).

    Rule: k/n ≥ ``attested_from`` is attested, else not attested. Limits: what was not looked for is in neither k nor n;
    a meeting on which two observers differ is in neither. Source: presence/absence recording in structured observation.
    """

    name: ClassVar[str] = "presence"
    types: ClassVar[tuple[str, ...]] = (ItemType.PRESENCE,)
    phase: ClassVar[str] = ""

    attested_from: float = field(validator=[validators.ge(0), validators.le(1)])

    def problems(self, item: Item) -> Iterable[Problem]:
        """None: its only option was checked on its own."""
        return ()

    def read(self, tally: Tally, item: Item) -> Reading:
        """How many meetings of those that looked."""
        k = tally.count(OBSERVED)
        enough = k >= Fraction(str(self.attested_from)) * tally.n
        return Reading(
            kind="presence",
            status=Status.ATTESTED if enough else Status.NOT_ATTESTED,
            k=k,
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)),
        )


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « presence »."""
    return [Presence]
