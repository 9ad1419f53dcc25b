"""The rows of the tables that carry what a structure wrote and what was asked: tree, context, findings, instruments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from evalkit.core.answers import Answers, Part
from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.framework import Mapping as CoreMapping
from evalkit.core.items import Item
from evalkit.core.protected import item_rules, whole_rule
from evalkit.core.published import MASKED, Cell
from evalkit.core.quoting import ClearedQuote
from evalkit.core.scoring import AFTER
from evalkit.core.tally import Tallies

Row = tuple[object, ...]


def context(evaluation: Evaluation, language: str) -> list[Row]:
    """The key figures as their sources print them."""
    return [
        (f.id, f.label.to(language), f.value, f.unit.to(language), f.source.to(language), f.note.to(language))
        for f in evaluation.context
    ]


def framework(evaluation: Evaluation, language: str) -> list[Row]:
    """Every node in tree order, each with the mapping that holds for it: its own, else the nearest above."""
    rows: list[Row] = []
    for c in evaluation.framework.criteria:
        rows.append(
            (c.id, "criterion", None, c.label.to(language), c.source.to(language), c.provisional, *_mapping(c.maps_to))
        )
        for i in c.indicators:
            maps_to, provisional = i.maps_to or c.maps_to, i.provisional or c.provisional
            rows.append(
                (i.id, "indicator", c.id, i.label.to(language), i.source.to(language), provisional, *_mapping(maps_to))
            )
            rows += [
                (
                    m.id,
                    "marker",
                    i.id,
                    m.label.to(language),
                    m.source.to(language),
                    m.provisional or provisional,
                    *_mapping(m.maps_to or maps_to),
                )
                for m in i.markers
            ]
    return rows


def findings(evaluation: Evaluation, language: str) -> list[Row]:
    """Each finding in parts: claim, plain sentence, examples, quotes, qualification."""
    rows: list[Row] = []
    for finding in evaluation.findings:
        tail = ("; ".join(finding.criteria), "; ".join(finding.aims))
        origin = finding.origin.to(language)
        rows.append((finding.id, "claim", finding.claim.to(language), *tail, None, None, origin))
        if finding.plain:
            rows.append((finding.id, "plain", finding.plain.to(language), *tail, None, None, origin))
        rows += [
            (
                finding.id,
                "example",
                example.text.to(language),
                *tail,
                "; ".join(example.context),
                example.source.to(language),
                origin,
            )
            for example in finding.examples
        ]
        rows += [
            (finding.id, "quote", voice.text.to(language), *tail, None, voice.source.to(language), origin)
            for voice in finding.quotes
            if voice.consent != "no"
        ]
        if finding.qualification:
            rows.append((finding.id, "qualification", finding.qualification.to(language), *tail, None, None, origin))
    return rows


def quotes(cleared: Sequence[ClearedQuote]) -> list[Row]:
    """The quotes that fit a marker or an item."""
    return [(quote.instrument, quote.item, quote.text, quote.consent) for quote in cleared if quote.item]


def unexpected(
    evaluation: Evaluation, answers: Answers, tallies: Tallies, cleared: Sequence[ClearedQuote], persons: int
) -> list[Row]:
    """How many texts fit no marker, by instrument, and those of them that were cleared."""
    stray = np.flatnonzero((answers.item < 0) & (answers.text >= 0) & (answers.part != Part.DISSENT))
    found = Counter(answers.instruments[int(answers.records.instrument[row])] for row in answers.row[stray].tolist())
    rows: list[Row] = []
    for use in evaluation.instruments:
        if found[use.id]:
            rows.append((use.id, MASKED if whole_rule(use, tallies, persons) else found[use.id], None))
        rows += [(use.id, None, quote.text) for quote in cleared if quote.instrument == use.id and not quote.item]
    return rows


def instruments(evaluation: Evaluation, answers: Answers, tallies: Tallies, persons: int, language: str) -> list[Row]:
    """One row per instrument and item: what was asked, of how many, how many answered."""
    rows: list[Row] = []
    for use in evaluation.instruments:
        hidden = whole_rule(use, tallies, persons) is not None
        first, last = (MASKED, MASKED) if hidden else _dates(answers, use.id)
        records: Cell = MASKED if hidden else tallies.records(use.id)
        file = use.file
        head = (use.id, file.kind, file.title.to(language), file.unit, file.sample, file.population)
        rows += [
            (
                *head,
                item.id,
                _question(item, language),
                item.type.value,
                "; ".join(f"{c.code}={c.label.to(language)}" for c in item.categories),
                records,
                MASKED if hidden else _n(use, item, tallies, persons),
                first,
                last,
                item.wording_hash,
                "; ".join(item.comparable_with),
            )
            for item in use.items
        ]
    return rows


def _mapping(maps_to: CoreMapping | None) -> Row:
    return (maps_to.dimension, maps_to.extent.value, str(maps_to.reason)) if maps_to else (None, None, None)


def _question(item: Item, language: str) -> str:
    stem, label = item.question.to(language), item.label.to(language)
    return f"{stem} {label}" if stem else label


def _n(use: InstrumentUse, item: Item, tallies: Tallies, persons: int) -> Cell:
    phase = AFTER if item.phases else ""
    if ("all", "") in item_rules(use, item, phase, tallies, persons):
        return MASKED
    return tallies.tally(use.id, item, phase, "all", "").n


def _dates(answers: Answers, instrument: str) -> tuple[str | None, str | None]:
    if instrument not in answers.instruments:
        return None, None
    mine = answers.records.instrument == answers.instruments.index(instrument)
    dates = sorted({answers.dates[d] for d in answers.records.date[mine].tolist() if d >= 0})
    return (dates[0], dates[-1]) if dates else (None, None)
