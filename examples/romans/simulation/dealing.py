"""Share values out among invented people in exact proportions, so that only what is written differs."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

SIMULATED = "[texte simulé]"
Row = dict[str, str]


def share_out(total: int, weights: Mapping[str, float]) -> list[str]:
    """*total* values in the proportions of *weights*, to the nearest whole: the largest remainders get what is left."""
    whole = sum(weights.values())
    exact = {value: total * weight / whole for value, weight in weights.items()}
    counts = {value: int(amount) for value, amount in exact.items()}
    by_remainder = sorted(weights, key=lambda value: (counts[value] - exact[value], value))
    for value in by_remainder[: total - sum(counts.values())]:
        counts[value] += 1
    return [value for value in weights for _ in range(counts[value])]


def deal(rng: random.Random, people: Sequence[Row], key: str, weights: Mapping[str, float]) -> None:
    """Give each of *people* a value under *key*, in exact proportions, spread evenly over groups and places.

    Chance alone would make small groups differ by accident; here groups differ only where it is written.
    """
    shuffled = list(people)
    rng.shuffle(shuffled)
    shuffled.sort(key=lambda person: (person["group"], person.get("site", "")))
    evenly = sorted(range(len(shuffled)), key=lambda i: (i * 40503 % 65536, i))  # steps of the golden ratio
    for place, value in zip(evenly, share_out(len(shuffled), weights), strict=True):
        shuffled[place][key] = value
