"""What a structure concludes: claims with their examples, voices and qualifications, and what a person cleared."""

from __future__ import annotations

from attrs import field, frozen

from evalkit.core.problems import Location
from evalkit.core.text import Text


@frozen(kw_only=True)
class Example:
    """A fact that carries a claim; ``context`` names the key figures it cites."""

    text: Text
    context: tuple[str, ...] = ()
    source: Text = Text()


@frozen(kw_only=True)
class Voice:
    """Words quoted in a finding, as their source prints them."""

    text: Text
    source: Text
    consent: str = "no"


@frozen(kw_only=True)
class Finding:
    """A claim, never a figure: what was seen to change, with what carries it and what qualifies it.

    ``plain`` is its sentence for the poster. ``criteria`` and ``aims`` are ids. ``origin`` says where it comes from
    where it was not drawn from this evaluation's answers.
    """

    id: str
    claim: Text
    plain: Text = Text()
    criteria: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    quotes: tuple[Voice, ...] = ()
    qualification: Text = Text()
    origin: Text = Text()
    where: Location | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Quote:
    """What a person decided about one text of the answers: ``hash`` ties the decision to the words she read.

    ``text`` is how it may be printed; ``cleared`` is her decision.
    """

    instrument: str
    record: str
    item: str
    hash: str
    cleared: bool
    text: Text = Text()
    wave: str = ""
    where: Location | None = field(default=None, eq=False)
