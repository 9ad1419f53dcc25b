"""The making of the page: what its script is told, and the whole sealed by the hashes of its style and script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from markupsafe import Markup

from evalkit import MODES, Evaluation, InstrumentUse, flower, pages
from evalkit.forms.columns import fields_of, markers_of, positions_of, version_of
from evalkit.forms.languages import FormLanguage
from evalkit.forms.screen.words import WORDS

FOLDER: Final = Path(__file__).parent
SCRIPTS: Final = ("keeping.js", "rows.js", "bloom.js", "board.js", "session.js", "start.js")
"""In the order in which they build on one another; together one script with a scope of its own."""

EDGE: Final = 14.0


def page(use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> bytes:
    """The bytes of the page."""
    made = pages.environment((FOLDER,), lang.ui)
    style = pages.sealed(
        "\n".join((flower.font_face(), _text(Path(pages.__file__).parent / "page.css"), _text(FOLDER / "screen.css")))
    )
    script = pages.sealed('"use strict";\n(() => {\n' + "\n".join(_text(FOLDER / name) for name in SCRIPTS) + "\n})();")
    provisional = any(placed.provisional for placed in evaluation.framework.placed())
    session, rows = fields_of(use, evaluation)
    own = evaluation.language
    text = made.get_template("screen.html.j2").render(
        lang=lang.ui.code,
        style=Markup(style),
        script=Markup(script),
        policy=Markup(pages.policy(style, script)),
        title=f"{lang.text(use.file.title)} — {lang.text(evaluation.structure.name)}",
        stamps=(lang.ui.gettext("critères provisoires"),) if provisional else (),
        language=lang,
        heading=lang.text(use.file.title),
        structure=lang.text(evaluation.structure.name),
        question=lang.text(evaluation.question),
        notice=lang.text(use.file.notice),
        unkept=WORDS["unkept"].said_in(lang.ui),
        folder=f"data/…/{use.id}/",
        labels={one.name: one.label(lang, own) for one in (*session, *rows)},
        chosen={one.name: [(w.code, lang.text(w.label)) for w in one.words] for one in (*session, *rows)},
        data=Markup(_data(use, evaluation, lang)),
    )
    return (text.strip() + "\n").encode("utf-8")


def _data(use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> str:
    """What the script is told, as JSON that cannot end its element."""
    asked = {item.id for item in markers_of(use)}
    criteria = evaluation.framework.seen_by(use.id).criteria
    petals = [
        {
            "label": lang.text(criterion.label),
            "markers": [
                {"id": m.id, "label": lang.text(m.label), "indicator": lang.text(i.label)}
                for i in criterion.indicators
                for m in i.markers
                if m.id in asked
            ],
        }
        for criterion in criteria
    ]
    told = {
        "key": f"evalkit-flower:{evaluation.structure.id}:{use.id}",
        "version": version_of(use),
        "name": use.id,
        "fields": ["record", *_present(evaluation, use), "date", "present", "mode", "marker", "phase", "position",
                   "voices", "dissent"],
        "modes": [{"code": mode.code, "label": lang.text(mode.label)} for mode in MODES],
        "stages": [{"code": stage.code, "label": lang.text(stage.label)} for stage in positions_of(use)],
        "petals": petals,
        "drawing": _drawing([len(petal["markers"]) for petal in petals]),
        "words": {name: lang.say(words) for name, words in WORDS.items()},
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _present(evaluation: Evaluation, use: InstrumentUse) -> list[str]:
    """The fields of a session that are chosen from declared words."""
    session, _ = fields_of(use, evaluation)
    return [one.name for one in session if one.name in ("group", "site", "action")]


def _drawing(markers: list[int]) -> dict[str, object]:
    """The bare flower: a path for each petal, a place for each of its cells; the script fills the cells."""
    cell = flower.Cell(label="", mark=flower.Mark.NOT_LOOKED_FOR)
    bare = flower.Flower(title="", petals=tuple(flower.Petal(label="", cells=(cell,) * n) for n in markers))
    frame = flower.common_frame(bare)
    side = round(2 * (frame.reach + EDGE), 2)
    centre = (side / 2, side / 2)
    return {
        "side": side,
        "cell": round(frame.cell, 2),
        "heart": round(frame.heart, 2),
        "petals": [
            {
                "path": frame.path(place, centre),
                "cells": [[round(x, 2), round(y, 2)] for x, y in frame.cells(place, n, centre)],
            }
            for place, n in enumerate(markers)
        ],
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
