"""The comparison as a page: what is told, put in order, in the page's template."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from markupsafe import Markup

from evalkit import Comparison, Language, pages
from evalkit.outputs.comparison.dimensions import Dimension, dimensions, flowers
from evalkit.outputs.comparison.face import face_of
from evalkit.outputs.comparison.members import members, sizes
from evalkit.outputs.comparison.waves import wave_pairs
from evalkit.outputs.views import graphics
from evalkit.outputs.views.rendering import render

FOLDER = Path(__file__).parent

MOST: Final = 150
"""Past this many workbooks the page keeps to who looked and what is counted: a browser has its limits, and a reader.
Flowers and words then stand in the pages of smaller folders, and all of it in the workbook."""

_R = 7


def page(comparison: Comparison, language: Language) -> bytes:
    """The bytes of the page."""
    say = language.gettext
    face = face_of(comparison, language)
    shown = members(comparison, language)
    whole = len(shown) <= MOST
    found = dimensions(comparison, shown, language, named=whole)
    small, legends = flowers(shown.values(), found, language) if whole else ({}, {})
    heading = say("Se situer, sans se classer")
    refused = comparison["refused"].records()
    context = {
        "face": face,
        "title": f"{heading} — {face.core}",
        "heading": heading,
        "stamps": face.stamps,
        "symbols": graphics.marks(len(found)),
        "mark": graphics.mark,
        "whole": whole,
        "members": tuple(shown.values()),
        "flowers": small,
        "legends": legends,
        "dimensions": found,
        "dots": {one.id: dots(one) for one in found} if whole else {},
        "key": {state: dot(state) for state in ("looked", "silent", "untied")},
        "turns": wave_pairs(comparison, shown, language),
        "waves": tuple(dict.fromkeys((one.wave, one.wave_label) for one in shown.values())),
        "sizes": sizes(comparison),
        "refused": tuple((str(row["file"]), str(row["code"]), str(row["message"])) for row in refused),
        "charter": tuple(str(text) for text in comparison["charter"].column("text")),
    }
    sheet = pages.Sheet(head=heading, stamps=" · ".join(face.stamps), foot=face.core)
    script = (FOLDER / "filtering.js").read_text(encoding="utf-8")
    return render(FOLDER, context, sheet, language, script=script)


def dots(dimension: Dimension) -> Markup:
    """One dot per structure, in the order of the page, whatever it says: a place, not a rank."""
    states: dict[str, str] = {}
    for view in dimension.views:
        known = states.get(view.member.structure, "untied")
        states[view.member.structure] = min(known, view.state, key=("looked", "silent", "untied").index)
    return _drawn(list(states.values()))


def dot(state: str) -> Markup:
    """One dot, for the key."""
    return _drawn([state])


def _drawn(states: list[str]) -> Markup:
    across = min(len(states), 20)
    rows = -(-len(states) // across) if across else 1
    wide, high = across * 2 * _R + 2, rows * 2 * _R + 2
    parts = []
    for number, state in enumerate(states):
        x, y = _R + 1 + 2 * _R * (number % across), _R + 1 + 2 * _R * (number // across)
        shape = f'<path class="{state}" d="M{x - 4} {y}h8"/>'
        if state != "untied":
            shape = f'<circle class="{state}" cx="{x}" cy="{y}" r="5"/>'
        parts.append(shape)
    return Markup(
        '<svg class="dots" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true" focusable="false">'
        "{parts}</svg>"
    ).format(w=wide, h=high, parts=Markup("".join(parts)))
