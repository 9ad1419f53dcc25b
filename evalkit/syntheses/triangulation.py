"""Croiser les regards: the status of a marker from all who looked, with the rule that decided it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from typing import ClassVar

from attrs import field, frozen, validators

import evalkit
from evalkit import UNSPECIFIED, Joined, Message, Published, Status, Table, Verdict, printing, say

_SIDES = (Status.ATTESTED, Status.NOT_ATTESTED)


@frozen(kw_only=True)
class Triangulation:
    """One status per marker from the joins of its instruments; nothing is averaged.

    Rule, over the joins that protection left: any contested join, or joins on both sides, is contested; so are two
    groups on both sides of one evidence link whose shares differ by ``gap`` or more (« non précisé » is no side); else
    the common status; where nobody votes, masked if any join was, else not looked for. Source: triangulation of methods
    and of stakeholders (N. K. Denzin, « The Research Act », 1970).
    """

    name: ClassVar[str] = "triangulation"

    gap: float = field(default=0.2, validator=[validators.ge(0), validators.le(1)])

    def status(self, joins: tuple[Joined, ...], groups: tuple[Joined, ...]) -> Verdict:
        """The verdict on one marker in one segment; *groups* are the joins of the groups, for the whole only."""
        votes = [join for join in joins if join.status in (*_SIDES, Status.CONTESTED)]
        kinds = len({join.kind for join in votes if join.status is Status.ATTESTED})
        sides = {join.status for join in votes}
        if not votes:
            hidden = any(join.status is Status.MASKED for join in joins)
            return (
                Verdict(status=Status.MASKED, rule="masked")
                if hidden
                else Verdict(status=Status.NOT_LOOKED_FOR, rule="no_vote")
            )
        if Status.CONTESTED in sides:
            return Verdict(status=Status.CONTESTED, rule="contested_within", kinds=kinds)
        if len(sides) > 1:
            return Verdict(status=Status.CONTESTED, rule="instruments_disagree", kinds=kinds)
        if self._groups_disagree(groups):
            return Verdict(status=Status.CONTESTED, rule="groups_disagree", kinds=kinds)
        return Verdict(status=votes[0].status or Status.NOT_LOOKED_FOR, rule="common", kinds=kinds)

    def tables(self, published: Published) -> Iterable[Table]:
        """None."""
        return ()

    def says(self, rule: str) -> Message:
        """The rule as a sentence."""
        if rule == "groups_disagree":
            return say("Des groupes disent le contraire l’un de l’autre, avec un écart d’au moins {gap}.", gap=self.gap)
        return printing.RULES.get(rule, say("{rule}", rule=rule))

    def _groups_disagree(self, groups: tuple[Joined, ...]) -> bool:
        shared = [
            (g, g.share) for g in groups if g.status in _SIDES and g.share is not None and g.segment != UNSPECIFIED
        ]
        gap = Fraction(str(self.gap))
        return any(
            a.evidence is b.evidence and a.status is not b.status and abs(p - q) >= gap
            for (a, p), (b, q) in combinations(shared, 2)
        )


@evalkit.hookimpl
def evalkit_syntheses() -> Iterable[type]:
    """The synthesis « triangulation »."""
    return [Triangulation]
