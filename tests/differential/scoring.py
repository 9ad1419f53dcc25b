"""The written rules, second part: what each scorer says of a tally, in exact fractions. Nothing of evalkit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from tests.differential.counting import SPLIT, Cell, Spec


class Read(NamedTuple):
    """What a scorer says."""

    kind: str
    status: str | None
    reason: str | None = None
    k: int | None = None
    n: int = 0
    distribution: tuple[tuple[Any, int], ...] = ()
    median: str | None = None
    spread: str | None = None
    value: Fraction | None = None
    interval: tuple[float, float] | None = None


def reading(link: Spec, cell: Cell, instrument: Spec, item: Spec, phase: str) -> Read:
    """What the link's scorer says of a cell."""
    scorer = link["scorer"]
    if not cell.n:
        return Read(scorer["name"], "not_looked_for", why_nobody(cell, instrument))
    read: Read = SCORERS[scorer["name"]](cell, scorer, item)
    read = read._replace(kind=scorer["name"], n=cell.n)
    if cell.n < link["min_n"] and read.status is not None:
        read = read._replace(status="not_looked_for", reason="too_few")
    if instrument["sample"] == "random" and scorer["name"] in ("share", "presence"):
        read = read._replace(interval=wilson(read.k or 0, cell.n))
    return read


def why_nobody(cell: Cell, instrument: Spec) -> str:
    """Nobody asked is not the same as asked in vain, nor as an interview that never came to speak of it."""
    if set(cell.missing) - {"not_asked"}:
        return "too_few"
    if instrument["unit"] == "interview" and cell.records and not cell.missing:
        return "silence"
    return "nobody_looked"


def share(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """k of n against a threshold."""
    k = sum(cell.counts[code] for code in set(scorer["agree"]))
    return Read("", side(Fraction(k, cell.n), scorer["attested_from"]), k=k, distribution=tuple(cell.counts.items()))


def presence(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """In k of the n meetings that looked."""
    return share(cell, {**scorer, "agree": ["observed"]}, item)


def mentions(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """Favourable and contrary interviews against a number."""
    yes = cell.counts["favourable"] >= scorer["attested_from"]
    no = cell.counts["contrary"] >= scorer["attested_from"]
    status = {(1, 1): "contested", (1, 0): "attested", (0, 1): "not_attested", (0, 0): "not_looked_for"}[yes, no]
    reason = "too_few" if status == "not_looked_for" else None
    return Read("", status, reason, cell.counts["favourable"], distribution=tuple(cell.counts.items()))


def stages(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """The lower median against a category; opposed opinions and split sessions are contested."""
    codes = item["codes"]
    given = [index for index, code in enumerate(codes) for _ in range(cell.counts[code])]
    threshold = codes.index(scorer["attested_from"])
    median = given[(len(given) + 1) // 2 - 1] if given else None
    spread = spread_of(given, len(codes))
    if spread == "opposed" or Fraction(cell.counts.get(SPLIT, 0), cell.n) >= Fraction(1, 2):
        status = "contested"
    else:
        status = "attested" if median is not None and median >= threshold else "not_attested"
    return Read(
        "",
        status,
        k=sum(1 for index in given if index >= threshold),
        distribution=tuple(cell.counts.items()),
        median=None if median is None else codes[median],
        spread=spread,
    )


def spread_of(given: list[int], categories: int) -> str | None:
    """Two thirds in two neighbours (in one, of two or three) agree; a third on either side of the middle is opposed."""
    if len(given) < 2:
        return None
    width = 1 if categories <= 3 else 2
    for low in range(categories - width + 1):
        if Fraction(sum(1 for at in given if low <= at < low + width), len(given)) >= Fraction(2, 3):
            return "broad_agreement"
    third = -(-len(given) // 3)
    low, high = given[third - 1], given[-third]
    middle = Fraction(categories - 1, 2)
    return "opposed" if low < middle < high and high - low >= 2 else "divided"


def count(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """The sum of the numbers as they were written."""
    total = sum((exact(code) * times for code, times in cell.counts.items()), Fraction())
    return Read("", side(total, scorer["attested_from"]), value=total)


def mean(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """The mean of the numbers, or of the codes of those who have a position."""
    given = [exact(code) for code, times in cell.counts.items() if code != SPLIT for _ in range(times)]
    value = sum(given, Fraction()) / len(given) if given else None
    status = None if value is None else side(value, scorer["attested_from"])
    return Read("", status, value=value, distribution=tuple(cell.counts.items()) if item["codes"] else ())


def narrative(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """How many texts; no vote."""
    return Read("", "not_looked_for", "texts", cell.texts)


def shift(cell: Cell, scorer: Spec, item: Spec) -> Read:
    """Where debates went; no vote."""
    return Read("", None, distribution=tuple(cell.counts.items()))


SCORERS: dict[str, Any] = {
    "share": share,
    "presence": presence,
    "mentions": mentions,
    "stages": stages,
    "count": count,
    "mean": mean,
    "narrative": narrative,
    "shift": shift,
}


def side(value: Fraction, threshold: float | None) -> str | None:
    """Attested from the threshold on, the threshold included."""
    if threshold is None:
        return None
    return "attested" if value >= exact(threshold) else "not_attested"


def exact(number: float | str) -> Fraction:
    """A number as it was written, not as a machine rounds it."""
    return Fraction(str(number))


def wilson(k: int, n: int) -> tuple[float, float]:
    """The roots of (k/n - p)² = z² p (1 - p) / n."""
    z2 = 1.959963984540054**2
    a, b, c = n + z2, -(2 * k + z2), k * k / n
    root = (b * b - 4 * a * c) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
