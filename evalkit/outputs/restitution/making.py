"""The restitution as a page: one sheet in plain words."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from markupsafe import Markup

from evalkit import Language, Published, flower, pages, printing
from evalkit.outputs.views import findings, graphics, method, words
from evalkit.outputs.views.face import face_of
from evalkit.outputs.views.names import names_of
from evalkit.outputs.views.rendering import render

FOLDER = Path(__file__).parent
_VOICES = 2
# What one sheet can hold; the page says how many are left to the report.
_MOST = 5
# More petals than this are listed in a smaller type.
_FEW = 8


def restitution(published: Published, language: Language) -> bytes:
    """The bytes of the page."""
    names, face = names_of(published, language), face_of(published, language)
    whole = evolve(flower.flower_of(published, language), title=face.wave or language.gettext("La fleur"), notes=())
    understood = [finding for finding in findings.findings(names) if finding.plain]
    about = published.about
    floor = about.get("floor_internal" if face.profile == "internal" else "floor_published")
    title = language.gettext("Restitution")
    context = {
        "face": face,
        "title": " — ".join(part for part in (face.structure, face.wave, title) if part),
        "stamps": face.stamps,
        "symbols": graphics.marks(0),
        "mark": graphics.mark,
        "flower": Markup(flower.small(whole, flower.legend(language), prefix="whole") if whole.petals else ""),
        "petals": tuple(zip(names.petals.values(), (petal.caption for petal in whole.petals), strict=True)),
        "density": "few" if len(whole.petals) <= _FEW else "many",
        "understood": understood[:_MOST],
        "left": words.left(len(understood) - _MOST, language),
        "voices": findings.voices(names, _VOICES),
        "instruments": method.instruments(names),
        "floor": printing.units("person", floor, language) if isinstance(floor, int) else "",
        "kept": language.date(str(about["retention"])) if about.get("retention") else "",
    }
    sheet = pages.Sheet(
        margin="16mm 14mm 13mm", head=face.structure, stamps=" · ".join(face.stamps), foot=title, numbered=False
    )
    return render(FOLDER, context, sheet, language)
