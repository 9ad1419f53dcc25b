"""In how many interviews something is spoken of, and in what tone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen, validators

import evalkit
from evalkit import Item, ItemType, Problem, Reading, Reason, Status, Tally

FAVOURABLE, CONTRARY = "favourable", "contrary"


@frozen(kw_only=True)
class Mentions:
    """How many interviews speak of a marker favourably (k), of those that speak of it (n), of all held (records).

    Rule: with t = ``attested_from`` interviews, favourable ≥ t is attested, contrary ≥ t not attested, both contested;
    fewer is too few to say, none is silence. Silence is not « no ». Limits: an interview counts once however often it
    mentions the marker; two tones in one interview make it qualified, which counts for neither side.
    Source: frequency of themes across interviews in qualitative content analysis.
    """

    name: ClassVar[str] = "mentions"
    types: ClassVar[tuple[str, ...]] = (ItemType.CHOICE, ItemType.SCALE)
    phase: ClassVar[str] = ""

    attested_from: int = field(validator=validators.ge(1))

    def problems(self, item: Item) -> Iterable[Problem]:
        """None: its only option was checked on its own."""
        return ()

    def read(self, tally: Tally, item: Item) -> Reading:
        """The mentions by tone."""
        favourable, contrary = tally.count(FAVOURABLE), tally.count(CONTRARY)
        yes, no = favourable >= self.attested_from, contrary >= self.attested_from
        reason = None
        if yes and no:
            status = Status.CONTESTED
        elif yes or no:
            status = Status.ATTESTED if yes else Status.NOT_ATTESTED
        else:
            status = Status.NOT_LOOKED_FOR
            reason = Reason.TOO_FEW if tally.n else (Reason.SILENCE if tally.records else Reason.NOBODY_LOOKED)
        return Reading(
            kind="mentions",
            status=status,
            reason=reason,
            k=favourable,
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)),
        )


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « mentions »."""
    return [Mentions]
