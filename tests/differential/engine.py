"""What the engine makes of a made-up evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from evalkit.core.answers import Answers, AskedItem, merged
from evalkit.core.evaluation import Evaluation, InstrumentUse, Privacy
from evalkit.core.framework import Criterion, Evidence, Framework, Indicator, Join, Marker, ScorerUse
from evalkit.core.interfaces import Profile
from evalkit.core.items import Category, Item, ItemType, Missing
from evalkit.core.published import Published
from evalkit.core.publishing import Inputs, publish
from evalkit.core.rows import Entry
from evalkit.core.text import Text
from evalkit.languages import language
from evalkit.scorers.count import Count
from evalkit.scorers.mean import Mean
from evalkit.scorers.mentions import Mentions
from evalkit.scorers.narrative import Narrative
from evalkit.scorers.presence import Presence
from evalkit.scorers.share import Share
from evalkit.scorers.shift import Shift
from evalkit.scorers.stages import Stages
from evalkit.syntheses.triangulation import Triangulation
from tests.core.building import WAVE, evaluation, instrument, rows
from tests.differential.specs import Spec

VALUES = {
    "before": ("1", "2", "3", "4", "split"),
    "after": ("1", "2", "3", "4", "split"),
    "shift": ("down", "same", "up"),
}


def built(spec: Spec) -> Evaluation:
    """The evaluation that a spec declares."""
    uses = [_use(one) for one in spec["instruments"]]
    found = evaluation(
        _tree(spec),
        *uses,
        groups=" ".join(spec["groups"]),
        sites=" ".join(spec["sites"]),
        actions=" ".join(spec["actions"]),
        privacy=Privacy(internal=spec["internal"], published=spec["published"]),
    )
    return evolve(found, synthesis=Triangulation(gap=spec["gap"]), folder=Path("projet"))


def answered(spec: Spec, found: Evaluation) -> Answers:
    """The answers of a spec's rows."""
    return merged(WAVE, [_answers(found, one) for one in spec["instruments"] if one["rows"]])


def published(spec: Spec, profile: Profile) -> Published:
    """The tables of a spec for one profile."""
    found = built(spec)
    inputs = [
        Inputs(instrument=one["id"], files=1, records=len(one["rows"]), sha256="0" * 64)
        for one in spec["instruments"]
        if one["rows"]
    ]
    return publish(found, answered(spec, found), profile=profile, translator=language("fr"), version="0", inputs=inputs)


def _tree(spec: Spec) -> Framework:
    return Framework(
        id="f",
        version="1",
        criteria=tuple(
            Criterion(
                id=c["id"],
                label=Text(c["id"]),
                indicators=tuple(
                    Indicator(
                        id=f"{c['id']}-{n}", label=Text("i"), markers=tuple(_marker(marker) for marker in markers)
                    )
                    for n, markers in enumerate(c["indicators"])
                ),
            )
            for c in spec["criteria"]
        ),
    )


def _marker(marker: Spec) -> Marker:
    links = tuple(
        Evidence(
            instrument=link["instrument"],
            items=tuple(link["items"]),
            join=Join(link["join"]),
            scorer=ScorerUse(
                name=link["scorer"]["name"],
                scorer=_scorer(**link["scorer"]),
                phase=link["phase"],
                min_n=link["min_n"],
            ),
        )
        for link in marker["evidence"]
    )
    return Marker(id=marker["id"], label=Text(marker["id"]), evidence=links)


def _scorer(name: str, **options: Any) -> Any:
    if name == "share":
        return Share(agree=tuple(options["agree"]), attested_from=options["attested_from"])
    if name in ("narrative", "shift"):
        return {"narrative": Narrative, "shift": Shift}[name]()
    kinds: Mapping[str, Any] = {
        "presence": Presence,
        "stages": Stages,
        "count": Count,
        "mean": Mean,
        "mentions": Mentions,
    }
    return kinds[name](**options)


def _use(one: Spec) -> InstrumentUse:
    items = tuple(
        Item(
            id=item["id"],
            label=Text(item["id"]),
            type=ItemType(item["type"]),
            categories=tuple(Category(code=code, label=Text(code)) for code in item["codes"]),
            reverse=item.get("reverse", False),
            phases=tuple(item.get("phases", ())),
        )
        for item in one["items"]
    )
    return instrument(one["id"], *items, unit=one["unit"], kind=one["kind"], sample=one["sample"])


def _answers(found: Evaluation, one: Spec) -> Answers:
    use = found.instrument(one["id"])
    if one["kind"] in ("form", "grid"):
        filled = [{name: _value(value) for name, value in row.items()} for row in one["rows"]]
        return rows(found, use, filled).to_answers()
    made = rows(found, use, [{k: v for k, v in row.items() if k not in ids(one)} for row in one["rows"]])
    if one["kind"] == "guide":
        asked = tuple(AskedItem(instrument=use.id, item=item, values=item.codes) for item in use.items)
        entries = [
            Entry(row=number, item=at, code=item.codes.index(row[item.id]))
            for number, row in enumerate(one["rows"])
            for at, item in enumerate(use.items)
            if item.id in row
        ]
        return made.from_entries(asked, entries)
    # A flower's shift has codes of its own: the item stands once for the positions, once for the shift.
    stages = [(item, evolve(item, phases=phases)) for item in use.items for phases in (("before", "after"), ("shift",))]
    asked = tuple(AskedItem(instrument=use.id, item=item, values=VALUES[item.phases[0]]) for _, item in stages)
    return made.from_entries(
        asked,
        [
            Entry(row=number, item=at, code=VALUES[phase].index(code), phase=phase)
            for number, row in enumerate(one["rows"])
            for at, (_, item) in enumerate(stages)
            for phase, code in row.get(item.id, {}).items()
            if phase in item.phases
        ],
    )


def ids(one: Spec) -> set[str]:
    """The ids of an instrument's items."""
    return {item["id"] for item in one["items"]}


def _value(value: object) -> object:
    return Missing(value["missing"]) if isinstance(value, dict) else value
