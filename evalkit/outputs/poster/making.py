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
# More cards than this stand in three columns, in a smaller type.
_FEW = 6


def poster(published: Published, language: Language) -> bytes:
    """The bytes of the page."""
    names, face = names_of(published, language), face_of(published, language)
    whole = evolve(flower.flower_of(published, language), question=face.question, notes=())
    legend = flower.legend(language)
    sentences = findings.sentences(names)
    title = language.gettext("Affiche")
    context = {
        "face": face,
        "title": " — ".join(part for part in (face.structure, face.wave, title) if part),
        "stamps": face.stamps,
        "symbols": graphics.marks(len(names.petals)),
        "mark": graphics.mark,
        "wide": Markup(flower.draw(whole, legend, prefix="wide") if whole.petals else ""),
        "narrow": Markup(flower.narrow(evolve(whole, question=""), legend, prefix="narrow") if whole.petals else ""),
        "sentences": sentences,
        "density": "few" if len(sentences) <= _FEW else "many",
        "voices": findings.voices(names, _VOICES),
        "origins": ", ".join(dict.fromkeys(one.origin for one in sentences if one.origin)),
    }
    sheet = pages.Sheet(size="A3 portrait", margin="11mm 13mm", numbered=False)
    return render(FOLDER, context, sheet, language)
