"""What is said of answers: tallies as scorers see them, readings as they state them, and statuses."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from evalkit.core.items import Missing


class Status(StrEnum):
    """What is said of a marker, or of one reading of it."""

    ATTESTED = "attested"
    CONTESTED = "contested"
    NOT_ATTESTED = "not_attested"
    NOT_LOOKED_FOR = "not_looked_for"
    MASKED = "masked"
    NOT_COMPARABLE = "not_comparable"


class Reason(StrEnum):
    """Why nothing is said: only with `Status.NOT_LOOKED_FOR`."""

    NOBODY_LOOKED = "nobody_looked"
    TOO_FEW = "too_few"
    SILENCE = "silence"
    TEXTS = "texts"


class Spread(StrEnum):
    """How shared ordinal answers are, in words: large accord, avis partagés, avis opposés."""

    BROAD_AGREEMENT = "broad_agreement"
    DIVIDED = "divided"
    OPPOSED = "opposed"


@frozen(kw_only=True)
class Tally:
    """One cell: how often each answer was given to one item of one instrument, in one phase and one segment.

    ``codes`` and ``counts`` have the same length and hold every known answer, those never given included; codes are
    category codes, or ascending numbers for a number. ``n`` is the number of records that answered (never the number of
    answers), ``records`` of those that the instrument has in the segment, whatever they answered. ``missing`` counts
    the records without an answer by kind. ``present`` is the number of people present in the sessions or meetings that
    answered, ``voices`` the individual voices by code (empty where none was told), ``texts`` the number of texts,
    ``dissent`` of dissents in words.
    """

    codes: tuple[str | float, ...] = ()
    counts: tuple[int, ...] = ()
    missing: tuple[tuple[Missing, int], ...] = ()
    n: int = 0
    records: int = 0
    present: int = 0
    voices: tuple[int, ...] = ()
    texts: int = 0
    dissent: int = 0

    def count(self, code: str | float) -> int:
        """How often *code* was answered; 0 for a code that is not known."""
        return self.counts[self.codes.index(code)] if code in self.codes else 0

    def __add__(self, other: Tally) -> Tally:
        """The tally of the answers of both, given by different records."""
        codes = tuple(dict.fromkeys((*self.codes, *other.codes)))
        if all(isinstance(code, float) for code in codes):
            codes = tuple(sorted(codes))
        missing = dict(self.missing)
        for kind, n in other.missing:
            missing[kind] = missing.get(kind, 0) + n
        voices = tuple(self._voices(code) + other._voices(code) for code in codes)
        return Tally(
            codes=codes,
            counts=tuple(self.count(code) + other.count(code) for code in codes),
            missing=tuple((kind, missing[kind]) for kind in Missing if kind in missing),
            n=self.n + other.n,
            records=self.records + other.records,
            present=self.present + other.present,
            voices=voices if any(voices) else (),
            texts=self.texts + other.texts,
            dissent=self.dissent + other.dissent,
        )

    def _voices(self, code: str | float) -> int:
        return self.voices[self.codes.index(code)] if self.voices and code in self.codes else 0


@frozen(kw_only=True)
class Reading:
    """A typed statement about one tally.

    ``kind`` says what the figures are (``share``, ``stages``, ``count``, ``mentions``, ``shift``, ``mean``,
    ``narrative``, or a plugin's own). ``status`` is None for a reading that casts no vote. ``k`` of ``n`` records
    answered as looked for; ``distribution`` and ``voices`` are counts by code; ``median`` is a category code;
    ``value`` is in ``value_unit``; ``low`` and ``high`` bound an interval, given for random samples only.
    """

    kind: str
    status: Status | None
    reason: Reason | None = None
    k: int | None = None
    n: int = 0
    distribution: tuple[tuple[str | float, int], ...] = ()
    median: str | None = None
    spread: Spread | None = None
    value: float | None = None
    value_unit: str = ""
    low: float | None = None
    high: float | None = None
    voices: tuple[tuple[str | float, int], ...] = ()
    dissent: int = 0


@frozen(kw_only=True)
class PlacedReading:
    """A reading with its place.

    ``dimension`` is all, group, site or action, ``segment`` an id in it (``unspecified`` for non précisé, empty for
    all). An empty ``item`` is the join of the items that protection left, and carries a status only. ``reading`` is
    None where it is masked. ``tally`` is what was read; outputs never see it. ``link`` is the position of the evidence
    link among the marker's. ``records`` is None where the number of an instrument's records in the segment is masked.
    """

    marker: str
    link: int
    instrument: str
    item: str
    scorer: str
    phase: str
    dimension: str
    segment: str
    reading: Reading | None
    tally: Tally | None = None
    records: int | None = 0
    present: int = 0
