"""Evaluations made up from a seed, as plain data that knows nothing of the engine."""

from __future__ import annotations

from random import Random
from typing import Any

Spec = dict[str, Any]

NUMBERS = (0.0, 0.1, 0.2, 0.3, 0.7, 1.0, 2.0, 2.5, 12.0)
MISSING = ("no_answer", "dont_know", "not_asked", "not_applicable", "illegible")
TONES = ("contrary", "qualified", "favourable")
POSITIONS = ("1", "2", "3", "4")
THRESHOLDS = (0, 0.1, 0.3, 0.5, 0.6, 0.7, 1)


def made(seed: int) -> Spec:
    """One evaluation: its tree, its instruments with their rows, and the floors and gap it declares.

    A row has a record and may have a group, a site, an action and how many were present. An answer is a code, a
    number, a list of choices, a text, or ``{"missing": kind}``; an item that is left out has no answer at all; where an
    item has phases its answer is a mapping of phases.
    """
    random = Random(seed)
    internal = random.choice((2, 3, 5, 5))
    published = internal + random.choice((0, 2, 6, 6))
    spec: Spec = {
        "groups": [f"g{n}" for n in range(random.choice((0, 1, 2, 3, 4)))],
        "sites": [f"s{n}" for n in range(random.choice((0, 2, 3)))],
        "actions": [f"a{n}" for n in range(random.choice((0, 0, 2)))],
        "internal": internal,
        "published": published,
        "gap": random.choice((0, 0.1, 0.2, 0.5)),
        "instruments": [],
        "criteria": _tree(random),
    }
    for kind in random.sample(("form", "grid", "guide", "flower"), random.choice((1, 2, 3))):
        _instrument(random, spec, kind)
    if random.random() < 0.3:
        _instrument(random, spec, "form", "second")
    for marker in markers(spec):
        for instrument in spec["instruments"]:
            for _ in range(random.choice((0, 1, 1, 2))):
                marker["evidence"].append(_evidence(random, instrument, marker["id"]))
    return spec


def markers(spec: Spec) -> list[Spec]:
    """Every marker, in tree order."""
    return [marker for criterion in spec["criteria"] for indicator in criterion["indicators"] for marker in indicator]


def _tree(random: Random) -> list[Spec]:
    criteria = []
    number = 0
    for c in range(random.choice((1, 2))):
        indicators = []
        for _ in range(random.choice((1, 1, 2))):
            found = []
            for _ in range(random.choice((1, 2))):
                found.append({"id": f"m{number}", "evidence": []})
                number += 1
            indicators.append(found)
        criteria.append({"id": f"c{c}", "indicators": indicators})
    return criteria


def _instrument(random: Random, spec: Spec, kind: str, name: str = "") -> None:
    unit = {"grid": "meeting", "guide": "interview", "flower": "collective"}.get(kind)
    items: list[Spec] = {
        "form": _form(random),
        "grid": [
            {"id": "seen", "type": "presence", "codes": ["not_observed", "observed"]},
            {"id": "how-many", "type": "number", "codes": []},
        ],
        "guide": [{"id": m["id"], "type": "choice", "codes": list(TONES)} for m in markers(spec)],
        "flower": [
            {"id": m["id"], "type": "scale", "codes": list(POSITIONS), "phases": ["before", "after", "shift"]}
            for m in markers(spec)
        ],
    }[kind]
    instrument: Spec = {
        "id": name or kind,
        "kind": kind,
        "unit": unit or random.choice(("person", "person", "person", "meeting", "interview", "collective")),
        "sample": random.choice(("convenience", "convenience", "random")),
        "items": items,
    }
    size = random.choice((0, 3, 8, 14, 25, 45)) if instrument["unit"] == "person" else random.choice((0, 2, 5, 9, 16))
    blank = random.choice((0.05, 0.3, 0.8))
    told = random.choice((0.0, 0.6, 0.95))
    instrument["rows"] = [_row(random, spec, instrument, n, blank, told) for n in range(size)]
    spec["instruments"].append(instrument)


def _form(random: Random) -> list[Spec]:
    codes = [str(n) for n in range(1, random.choice((2, 3, 4, 5, 5)) + 1)]
    return [
        {"id": "agrees", "type": "scale", "codes": codes},
        {"id": "rejects", "type": "scale", "codes": codes, "reverse": True},
        {"id": "which", "type": "choice", "codes": ["x", "y", "z"]},
        {"id": "several", "type": "choices", "codes": ["x", "y", "none"]},
        {"id": "hours", "type": "number", "codes": []},
        {"id": "words", "type": "text", "codes": []},
    ]


def _row(random: Random, spec: Spec, instrument: Spec, number: int, blank: float, told: float) -> Spec:
    row: Spec = {"record": f"r{number}"}
    for field, among in (("group", "groups"), ("site", "sites"), ("action", "actions")):
        if spec[among] and random.random() < told:
            # The first of each is the largest, so that small parts stand beside large ones.
            row[field] = spec[among][min(random.randrange(len(spec[among]) + 2), len(spec[among]) - 1) * -1 - 1]
    if instrument["unit"] in ("meeting", "collective") and random.random() < 0.8:
        row["present"] = random.choice((0, 1, 2, 3, 8))
    for item in instrument["items"]:
        given = _given(random, item, blank)
        if given is not None:
            row[item["id"]] = given
    return row


def _given(random: Random, item: Spec, blank: float) -> Any:
    if item.get("phases"):
        if random.random() < blank:
            return None
        positions: Spec = {
            "before": random.choice((*POSITIONS, "split")),
            "after": random.choice((*POSITIONS, POSITIONS[-1], "split")),
            "shift": random.choice(("down", "same", "up")),
        }
        return {phase: code for phase, code in positions.items() if random.random() < 0.9}
    if item["codes"] == list(TONES):
        return None if random.random() < blank else random.choice(TONES)
    if random.random() < blank:
        return {"missing": random.choice(MISSING)}
    if item["type"] == "choices":
        return sorted(random.sample(item["codes"], random.choice((1, 1, 2))), key=item["codes"].index)
    if item["type"] == "number":
        return random.choice(NUMBERS)
    return f"mots {random.random()}" if item["type"] == "text" else random.choice(item["codes"])


def _evidence(random: Random, instrument: Spec, marker: str) -> Spec:
    link: Spec = {"instrument": instrument["id"], "join": random.choice(("any", "most", "all")), "items": []}
    link["min_n"] = random.choice((1, 1, 1, 6))
    link["phase"] = ""
    start = random.choice(THRESHOLDS)
    codes = instrument["items"][0]["codes"]
    if instrument["kind"] == "guide":
        link["scorer"] = {"name": "mentions", "attested_from": random.choice((1, 2, 3))}
    elif instrument["kind"] == "flower":
        name = random.choice(("stages", "stages", "shift", "mean", "narrative"))
        link["scorer"] = {"name": name, "attested_from": random.choice(POSITIONS)}
        if name in ("stages", "mean"):
            link["phase"] = random.choice(("", "", "before"))
        if name == "mean":
            link["scorer"]["attested_from"] = random.choice((None, 2, 2.5))
    elif instrument["kind"] == "grid":
        link["items"], link["scorer"] = random.choice(
            (
                (["seen"], {"name": "presence", "attested_from": start}),
                (["how-many"], {"name": "count", "attested_from": random.choice((None, 0, 1, 4.4))}),
            )
        )
    else:
        link["items"], link["scorer"] = random.choice(
            (
                (["agrees", "rejects"], {"name": "share", "agree": codes[-2:], "attested_from": start}),
                (["rejects", "agrees"], {"name": "stages", "attested_from": random.choice(codes)}),
                (["agrees", "rejects"], {"name": "mean", "attested_from": random.choice((None, 1, 1.5, 3))}),
                (["which"], {"name": "share", "agree": ["x"], "attested_from": start}),
                (["several"], {"name": "share", "agree": [random.choice("xy")], "attested_from": start}),
                (["hours"], {"name": "mean", "attested_from": random.choice((None, 0.3, 0.7, 1.1))}),
                (["hours"], {"name": "count", "attested_from": random.choice((None, 0.3, 1, 9.9))}),
                (["words", "words"][:1], {"name": "narrative"}),
            )
        )
    return link
