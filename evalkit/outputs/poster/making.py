"""The poster as a page: one sheet of paper, whatever the number of petals."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from markupsafe import Markup

from evalkit import Language, Published, flower, pages
from evalkit.outputs.views import findings, graphics
from evalkit.outputs.views.face import face_of
from evalkit.outputs.views.names import names_of
from evalkit.outputs.views.rendering import render

FOLDER = Path(__file__).parent
_VOICES = 3
# Fewer cards than this are set in a larger type; more than that stand in three columns, in a smaller one.
_SPARSE, _FEW = 4, 6
# A picture higher than this, in its own units, would print its words too small for a wall: petals bear numbers then.
_CROWDED = 1000.0


def poster(published: Published, language: Language) -> bytes:
    """The bytes of the page."""
    names, face = names_of(published, language), face_of(published, language)
    whole = evolve(flower.flower_of(published, language), question=face.question, notes=())
    legend = flower.legend(language)
    sentences = findings.sentences(names)
    title = language.gettext("Affiche")
    wide = flower.draw(whole, legend, prefix="wide") if whole.petals else ""
    numbered = _height(wide) > _CROWDED
    key = ""
    if numbered:
        wide = flower.small(whole, legend, prefix="wide", heading=False)
        key = flower.legend_picture(legend, title=language.gettext("Légende"), used=whole.marks(), prefix="key")
    context = {
        "face": face,
        "title": " — ".join(part for part in (face.structure, face.wave, title) if part),
        "stamps": face.stamps,
        "symbols": graphics.marks(len(names.petals)),
        "wide": Markup(wide),
        "key": Markup(key),
        "numbered": numbered,
        "captions": [petal.caption for petal in whole.petals],
        "narrow": Markup(flower.narrow(evolve(whole, question=""), legend, prefix="narrow") if whole.petals else ""),
        "sentences": sentences,
        "density": "sparse" if len(sentences) < _SPARSE else "few" if len(sentences) <= _FEW else "many",
        "voices": findings.voices(names, _VOICES),
        "origins": ", ".join(dict.fromkeys(one.origin for one in sentences if one.origin)),
    }
    sheet = pages.Sheet(size="A3 portrait", margin="11mm 13mm", numbered=False)
    return render(FOLDER, context, sheet, language)


def _height(svg: str) -> float:
    """The height of a picture in its own units; nothing has none."""
    _, _, box = svg.partition('viewBox="')
    return float(box.partition('"')[0].split()[3]) if box else 0.0
