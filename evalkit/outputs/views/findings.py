"""Findings and key figures as they are told: a claim never goes without its examples, voices and what qualifies it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import evolve, frozen

from evalkit import Cell, printing

from .names import Names, Petal

# « plus de 100 » stands among the numbers, a sentence does not.
_SHORT = 14


@frozen(kw_only=True)
class Figure:
    """A key figure as its source prints it. ``short`` tells a number from words."""

    id: str
    label: str
    value: str
    unit: str
    source: str
    note: str
    short: bool


@frozen(kw_only=True)
class Voice:
    """Words that a person cleared, and where they come from."""

    text: str
    source: str


@frozen(kw_only=True)
class Example:
    """What carries a claim, with the figures it cites."""

    text: str
    source: str
    figures: tuple[Figure, ...]


@frozen(kw_only=True)
class Finding:
    """A claim with all that goes with it. ``origin`` is empty where it is drawn from the answers read here."""

    id: str
    claim: str
    plain: str
    petals: tuple[Petal, ...]
    aims: tuple[str, ...]
    examples: tuple[Example, ...]
    voices: tuple[Voice, ...]
    qualification: str
    origin: str


def figures(names: Names) -> tuple[Figure, ...]:
    """The context, in the order the structure wrote it."""
    language = names.language
    return tuple(
        Figure(
            id=str(row["id"]),
            label=str(row["label"]),
            value=printing.number(row["value"], language),
            unit=_unit(row),
            source=str(row["source"] or ""),
            note=str(row["note"] or ""),
            short=not isinstance(row["value"], str) or _like_a_number(row["value"]),
        )
        for row in names.published["context"].records()
    )


def findings(names: Names, first: str = "") -> tuple[Finding, ...]:
    """The findings in their order; those of the aim *first*, where one is given, before the others."""
    known = {figure.id: figure for figure in figures(names)}
    parts: dict[str, list[Mapping[str, Cell]]] = {}
    for row in names.published["findings"].records():
        parts.setdefault(str(row["finding"]), []).append(row)
    made = [_finding(name, rows, known, names) for name, rows in parts.items()]
    return tuple(sorted(made, key=lambda finding: bool(first) and first not in finding.aims))


@frozen(kw_only=True)
class Sentence:
    """One sentence in plain words, and the petals it speaks of. ``origin`` as a finding's."""

    text: str
    petals: tuple[Petal, ...]
    origin: str = ""


def sentences(names: Names) -> tuple[Sentence, ...]:
    """One sentence for each petal, in tree order; petals that share a finding's sentence stand together.

    A petal takes the ``plain`` sentence of the finding that names it first, else of one that names it, else a fixed
    neutral one. The sentences of findings that name no petal come last.
    """
    plain = [finding for finding in findings(names) if finding.plain]
    neutral = Sentence(text=names.language.gettext("Pas encore de constat ici. À regarder ensemble."), petals=())
    chosen: dict[str, list[Petal]] = {}
    for petal in names.petals.values():
        speaking = [finding for finding in plain if petal in finding.petals]
        best = next((finding for finding in speaking if finding.petals[0] == petal), speaking[0] if speaking else None)
        chosen.setdefault(best.id if best else "", []).append(petal)
    chosen.update({finding.id: [] for finding in plain if not finding.petals})
    by_id = {finding.id: finding for finding in plain}
    return tuple(
        Sentence(text=by_id[name].plain, petals=tuple(petals), origin=by_id[name].origin)
        if name
        else evolve(neutral, petals=tuple(petals))
        for name, petals in chosen.items()
    )


def voices(names: Names, most: int) -> tuple[Voice, ...]:
    """A few voices: those of the findings, then the cleared ones; each text once."""
    every = [voice for finding in findings(names) for voice in finding.voices] + list(cleared(names))
    return tuple({voice.text: voice for voice in every}.values())[:most]


def shared_source(figures: tuple[Figure, ...]) -> str:
    """The words before the first comma, where all figures have their source from there; else nothing."""
    heads = {figure.source.partition(",")[0] for figure in figures if figure.source}
    return heads.pop() if len(heads) == 1 and len(figures) > 1 else ""


def cleared(names: Names) -> tuple[Voice, ...]:
    """The quotes that fit a marker or an item, in the order of the table."""
    return tuple(
        Voice(text=str(row["text"]), source=names.instrument(str(row["instrument"])))
        for row in names.published["quotes"].records()
        if row["text"]
    )


def _finding(name: str, rows: list[Mapping[str, Cell]], known: Mapping[str, Figure], names: Names) -> Finding:
    def only(part: str) -> str:
        return next((str(row["text"]) for row in rows if row["part"] == part), "")

    head = rows[0]
    return Finding(
        id=name,
        claim=only("claim"),
        plain=only("plain"),
        petals=tuple(names.petals[one] for one in _listed(head["criteria"]) if one in names.petals),
        aims=_listed(head["aims"]),
        examples=tuple(
            Example(
                text=str(row["text"]),
                source=str(row["source"] or ""),
                figures=tuple(known[one] for one in _listed(row["context"]) if one in known),
            )
            for row in rows
            if row["part"] == "example"
        ),
        voices=tuple(
            Voice(text=str(row["text"]), source=str(row["source"] or "")) for row in rows if row["part"] == "quote"
        ),
        qualification=only("qualification"),
        origin=str(head["origin"] or ""),
    )


def _like_a_number(words: str) -> bool:
    return len(words) < _SHORT and re.search(r"\d", words) is not None


def _unit(row: Mapping[str, Cell]) -> str:
    """The unit, unless the label says it already."""
    unit = str(row["unit"] or "")
    return "" if unit.casefold() and str(row["label"]).casefold().startswith(unit.casefold()) else unit


def _listed(cell: Cell) -> tuple[str, ...]:
    return tuple(str(cell).split("; ")) if cell else ()
