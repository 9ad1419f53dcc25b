"""A mean, only where a centre chose one, and labelled as that choice everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Item, ItemType, Problem, Reading, Status, Tally, say


@frozen(kw_only=True)
class Mean:
    """The arithmetic mean of the numbers, or of the numeric codes of a scale.

    Rule: attested where the mean reaches ``attested_from``, else not attested; without ``attested_from`` it casts no
    vote. Limits: on a scale it treats the steps as equal distances, which nothing warrants: it is the centre's choice,
    and every output says so; sessions that are split have no position and are in n only. Source: plain arithmetic, on
    the decimals as they were written.
    """

    name: ClassVar[str] = "mean"
    types: ClassVar[tuple[str, ...]] = (ItemType.NUMBER, ItemType.SCALE)
    phase: ClassVar[str] = ""

    attested_from: float | None = None

    def problems(self, item: Item) -> Iterable[Problem]:
        """A scale whose codes are no numbers."""
        for code in item.codes:
            try:
                Fraction(code)
            except (ValueError, ZeroDivisionError):
                yield Problem(
                    "E142",
                    say("Le code « {code} » de l’item {item} n’est pas un nombre : pas de moyenne.", code=code,
                        item=item.id),
                    hint=say("Choisissez la lecture « stages », ou donnez à l’échelle des codes en chiffres."),
                )  # fmt: skip
                return

    def read(self, tally: Tally, item: Item) -> Reading:
        """The mean."""
        pairs = [
            (Fraction(str(code)), count)
            for code, count in zip(tally.codes, tally.counts, strict=True)
            if count and (not item.codes or code in item.codes)
        ]
        n = sum(count for _, count in pairs)
        mean = sum(code * count for code, count in pairs) / n if n else None
        status = None
        if self.attested_from is not None and mean is not None:
            status = Status.ATTESTED if mean >= Fraction(str(self.attested_from)) else Status.NOT_ATTESTED
        return Reading(
            kind="mean",
            status=status,
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)) if item.codes else (),
            value=None if mean is None else float(mean),
            value_unit=str(item.unit),
        )


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « mean »."""
    return [Mean]
