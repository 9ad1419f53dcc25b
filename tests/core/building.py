"""Small evaluations and their answers, made in a test from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
from attrs import frozen

from evalkit.core.answers import CONSENTS, Answers, RecordTable, merged
from evalkit.core.evaluation import Evaluation, InstrumentUse, Named, Structure, Wave
from evalkit.core.framework import Criterion, Evidence, Framework, Indicator, Marker, ScorerUse
from evalkit.core.items import Category, Item, ItemType, Missing, State
from evalkit.core.problems import Problem
from evalkit.core.rows import Cells, InstrumentFile, Rows
from evalkit.core.text import Text
from evalkit.scorers.share import Share
from evalkit.syntheses.triangulation import Triangulation

WAVE = "2026"


@frozen
class Form:
    """An instrument that asks what its file declares and answers cell by cell."""

    name: ClassVar[str] = "questionnaire"
    layout: ClassVar[str] = "form"
    fields: ClassVar[tuple[str, ...]] = ()
    key: ClassVar[tuple[str, ...]] = ("record",)

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        return declared

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        return rows.to_answers(), []


def scale(name: str, codes: str = "1 2 3 4 5", **more: object) -> Item:
    """An item on an ordered scale."""
    categories = tuple(Category(code=c, label=Text(f"label {c}")) for c in codes.split())
    return Item(id=name, label=Text(name), type=ItemType.SCALE, categories=categories, **more)  # type: ignore[arg-type]


def choices(name: str, codes: str) -> Item:
    """An item of several choices."""
    categories = tuple(Category(code=c, label=Text(c)) for c in codes.split())
    return Item(id=name, label=Text(name), type=ItemType.CHOICES, categories=categories)


def number(name: str) -> Item:
    return Item(id=name, label=Text(name), type=ItemType.NUMBER, unit=Text("heures"))


def text(name: str) -> Item:
    return Item(id=name, label=Text(name), type=ItemType.TEXT)


def instrument(
    name: str, *items: Item, unit: str = "person", kind: str = "questionnaire", **more: object
) -> InstrumentUse:
    """An instrument and all that it asks."""
    file = InstrumentFile(id=name, kind=kind, title=Text(name), unit=unit, items=items, **more)  # type: ignore[arg-type]
    return InstrumentUse(file=file, plugin=Form(), items=items)


def link(use: str, *items: str, agree: str = "4 5", start: float = 0.5, **more: object) -> Evidence:
    """An evidence link read as a share."""
    scorer = ScorerUse(name="share", scorer=Share(agree=tuple(agree.split()), attested_from=start))
    return Evidence(instrument=use, items=items, scorer=scorer, **more)  # type: ignore[arg-type]


def tree(evidence: Mapping[str, Sequence[Evidence]]) -> Framework:
    """A tree of one criterion and one indicator, with these markers."""
    markers = tuple(Marker(id=name, label=Text(name), evidence=tuple(links)) for name, links in evidence.items())
    indicator = Indicator(id="i", label=Text("i"), markers=markers)
    return Framework(id="f", version="1", criteria=(Criterion(id="c", label=Text("c"), indicators=(indicator,)),))


def named(words: str) -> tuple[Named, ...]:
    return tuple(Named(id=word, label=Text(word)) for word in words.split())


def evaluation(
    framework: Framework,
    *uses: InstrumentUse,
    groups: str = "a b c",
    sites: str = "n s",
    actions: str = "",
    **more: object,
) -> Evaluation:
    return Evaluation(
        folder=Path("projet"),
        language="fr",
        structure=Structure(id="s", name=Text("S"), sites=named(sites)),
        framework=framework,
        waves=(Wave(id=WAVE, label=Text(WAVE)),),
        instruments=uses,
        synthesis=Triangulation(),
        synthesis_name="triangulation",
        groups=named(groups),
        actions=named(actions),
        **more,  # type: ignore[arg-type]
    )


def rows(found: Evaluation, use: InstrumentUse, filled: Iterable[Mapping[str, object]]) -> Rows:
    """Filled-in rows of one instrument: each a mapping of field or item to a code, a number, a text, a `Missing`, a
    list of choices, or nothing."""
    table = list(filled)
    n = len(table)

    def places(names: Sequence[str], field: str) -> np.ndarray:
        return np.array([names.index(str(r[field])) if field in r else -1 for r in table], dtype=np.int32)

    def words(field: str) -> tuple[tuple[str, ...], np.ndarray]:
        known = tuple(sorted({str(r[field]) for r in table if field in r}))
        return known, places(known, field)

    ids = tuple(dict.fromkeys(str(r.get("record", f"r{i}")) for i, r in enumerate(table)))
    dates, date = words("date")
    observers, observer = words("observer")
    modes, mode = words("mode")
    groups, sites, actions = (
        tuple(part.id for part in found.segments(dimension)) for dimension in ("group", "site", "action")
    )
    zero = np.zeros(n, dtype=np.int32)
    records = RecordTable(
        instrument=zero,
        record=np.array([ids.index(str(r.get("record", f"r{i}"))) for i, r in enumerate(table)], dtype=np.int32),
        group=places(groups, "group"),
        site=places(sites, "site"),
        action=places(actions, "action"),
        date=date,
        observer=observer,
        mode=mode,
        present=np.array([r.get("present", -1) for r in table], dtype=np.int32),
        consent=np.array([CONSENTS.index(str(r.get("consent", "no"))) for r in table], dtype=np.int32),
        file=zero,
        sheet=zero - 1,
        line=np.arange(2, n + 2, dtype=np.int32),
    )
    return Rows(
        wave=WAVE,
        instrument=use.file,
        items=use.items,
        groups=groups,
        sites=sites,
        actions=actions,
        ids=ids,
        dates=dates,
        observers=observers,
        modes=modes,
        paths=(f"data/{WAVE}/{use.id}/{use.id}.csv",),
        sheets=(),
        records=records,
        cells={item.id: _cells(item, [r.get(item.id) for r in table]) for item in use.items},
    )


def answered(found: Evaluation, filled: Mapping[str, Iterable[Mapping[str, object]]]) -> Answers:
    """The answers of an evaluation, from the filled-in rows of each instrument."""
    return merged(WAVE, [rows(found, found.instrument(name), some).to_answers() for name, some in filled.items()])


def _cells(item: Item, given: Sequence[object]) -> Cells:
    states = np.array([_state(value) for value in given], dtype=np.int32)
    if item.type is ItemType.TEXT:
        texts = tuple(value if isinstance(value, str) else "" for value in given)
        return Cells(item=item, codes=np.full(len(given), -1, dtype=np.int32), states=states, texts=texts)
    if item.type is ItemType.CHOICES:
        lists = [value if isinstance(value, list) else [] for value in given]
        ticks = np.array([[code in chosen for code in item.codes] for chosen in lists], dtype=bool)
        ticks = ticks.reshape(len(given), len(item.codes))
        codes = np.array([item.codes.index(chosen[0]) if chosen else -1 for chosen in lists], dtype=np.int32)
        return Cells(item=item, codes=codes, states=states, values=item.codes, ticks=ticks)
    values: tuple[str | float, ...] = item.codes
    if item.type is ItemType.NUMBER:
        values = tuple(sorted({float(v) for v in given if isinstance(v, int | float)}))
    wanted = [float(v) if isinstance(v, int | float) else v for v in given]
    codes = np.array([values.index(v) if v in values else -1 for v in wanted], dtype=np.int32)
    return Cells(item=item, codes=codes, states=states, values=values)


def _state(value: object) -> int:
    if isinstance(value, Missing):
        return int(State.of(value))
    return int(State.NO_ANSWER if value is None or value == [] else State.ANSWERED)
