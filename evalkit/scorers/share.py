"""How many of those who answered gave one of the answers looked for: « 7 sur 9 »."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen, validators

import evalkit
from evalkit import Item, ItemType, Problem, Reading, Status, Tally, nearest, say


@frozen(kw_only=True)
class Share:
    """k of n records gave one of the ``agree`` codes; attested where k/n reaches ``attested_from`` (0 to 1).

    Rule: k/n ≥ ``attested_from`` is attested, else not attested; computed on whole numbers, never on rounded ones.
    Limits: a share says how many, not how much; on an item of several choices ``agree`` takes one id, since a record
    may give several. Source: the proportion of favourable answers, as usual for closed questions.
    """

    name: ClassVar[str] = "share"
    types: ClassVar[tuple[str, ...]] = (ItemType.SCALE, ItemType.CHOICE, ItemType.CHOICES, ItemType.PRESENCE)
    phase: ClassVar[str] = ""

    agree: tuple[str, ...] = field(validator=validators.min_len(1))
    attested_from: float = field(validator=[validators.ge(0), validators.le(1)])

    def problems(self, item: Item) -> Iterable[Problem]:
        """Codes that the item does not have; several ids on an item of several choices."""
        for code in self.agree:
            if code not in item.codes:
                near = nearest(code, item.codes)
                yield Problem(
                    "E140",
                    say("La réponse « {code} » n’existe pas pour l’item {item}.", code=code, item=item.id),
                    hint=say("Réponses possibles : {codes}.", codes=", ".join(item.codes))
                    if near is None
                    else say("Vouliez-vous dire « {near} » ?", near=near),
                )
        if item.type is ItemType.CHOICES and len(self.agree) > 1:
            yield Problem(
                "E141",
                say("L’item {item} accepte plusieurs choix : « agree » n’en prend qu’un.", item=item.id),
                hint=say("Faites un lien « evidence » par choix, chacun avec un seul identifiant dans « agree »."),
            )

    def read(self, tally: Tally, item: Item) -> Reading:
        """The share, with the whole distribution beside it."""
        k = sum(tally.count(code) for code in self.agree)
        enough = k >= Fraction(str(self.attested_from)) * tally.n
        return Reading(
            kind="share",
            status=Status.ATTESTED if enough else Status.NOT_ATTESTED,
            k=k,
            n=tally.n,
            distribution=tuple(zip(tally.codes, tally.counts, strict=True)),
        )


@evalkit.hookimpl
def evalkit_scorers() -> Iterable[type]:
    """The scorer « share »."""
    return [Share]
