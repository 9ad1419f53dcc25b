"""How many texts speak of something; what they say is for people to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Item, Problem, Reading, Reason, Status, Tally


@frozen(kw_only=True)
class Narrative:
    """How many records wrote something.

    Rule: it casts no vote; texts are read by people, and printed only once a person cleared them. Limits: a number of
    texts says nothing of their content. Source: none needed.
    """

    name: ClassVar[str] = "narrative"
    types: ClassVar[tuple[str, ...]] = ()
    phase: ClassVar[str] = ""

    def problems(self, item: Item) -> Iterable[Problem]:
        """None: it has no option."""
        return ()

    def read(self, tally: Tally, item: Item) -> Reading:
        """The number of texts, as k."""
        return Reading(
            kind="narrative", status=Status.NOT_LOOKED_FOR, reason=Reason.TEXTS, k=min(tally.texts, tally.n), n=tally.n
        )


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « narrative »."""
    return [Narrative]
