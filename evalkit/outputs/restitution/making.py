"""The restitution as a page: one sheet in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve
from markupsafe import Markup

from evalkit import Language, Published, flower, pages, printing
from evalkit.outputs.views import findings, graphics, method, words
from evalkit.outputs.views.face import face_of
from evalkit.outputs.views.findings import Finding
from evalkit.outputs.views.names import names_of
from evalkit.outputs.views.rendering import render

FOLDER = Path(__file__).parent
_VOICES = 2
# What one sheet can hold; the page says how many are left to the report.
_MOST = 5
# What the sheet has room for in a larger type: characters of findings and voices left, lines right of them.
_ROOM = {"brief": (900, 19), "middling": (1500, 23)}
# Past so many characters it goes on overleaf, and says so.
_SHEET = 2000
# What a card weighs beside its words, and the characters of a line on the right.
_CARD, _LINE = 60, 34
# More petals than this are listed under both columns, not beside the findings.
_FEW = 8


def restitution(published: Published, language: Language) -> bytes:
    """The bytes of the page."""
    names, face = names_of(published, language), face_of(published, language)
    drawn = flower.flower_of(published, language)
    seen = tuple(evolve(petal, caption=_seen(petal, language)) for petal in drawn.petals)
    whole = evolve(drawn, title=face.wave or language.gettext("La fleur"), notes=(), petals=seen)
    understood = [finding for finding in findings.findings(names) if finding.plain]
    voices = findings.voices(names, _VOICES)
    instruments = [one for one in method.instruments(names) if not one.silent]
    few = len(whole.petals) <= _FEW
    beside = _lines(whole.petals, len(instruments), len(whole.marks()))
    about = published.about
    length = _length(understood[:_MOST], [voice.text for voice in voices], beside)
    floor = about.get("floor_internal" if face.profile == "internal" else "floor_published")
    title = language.gettext("Restitution")
    context = {
        "face": face,
        "title": " — ".join(part for part in (face.structure, face.wave, title) if part),
        "stamps": face.stamps,
        "symbols": graphics.marks(0),
        "mark": graphics.mark,
        "key": [(kind, said) for kind, said in _key(language).items() if kind in whole.marks()],
        "flower": Markup(flower.small(whole, flower.legend(language), prefix="whole") if whole.petals else ""),
        "petals": tuple(zip(names.petals.values(), (petal.caption for petal in whole.petals), strict=True)),
        "density": "few" if few else "many",
        "understood": understood[:_MOST],
        "left": words.left(len(understood) - _MOST, language),
        "length": length if few or length == "long" else "full",
        "voices": voices,
        "instruments": instruments,
        "floor": printing.units("person", floor, language) if isinstance(floor, int) else "",
        "kept": language.date(str(about["retention"])) if about.get("retention") else "",
    }
    sheet = pages.Sheet(
        margin="16mm 14mm 13mm",
        head=face.structure,
        stamps=" · ".join(face.stamps),
        foot=title,
        numbered=length == "long",
    )
    return render(FOLDER, context, sheet, language)


def _key(language: Language) -> Mapping[flower.Mark, str]:
    """The marks in plain words; the page shows those that its flower has."""
    return {
        flower.Mark.ATTESTED: language.gettext("plusieurs outils le montrent"),
        flower.Mark.ATTESTED_ONCE: language.gettext("une sorte d’outil le montre"),
        flower.Mark.CONTESTED: language.gettext("tout le monde n’est pas d’accord"),
        flower.Mark.NOT_ATTESTED: language.gettext("on a regardé, on ne le voit pas"),
        flower.Mark.NOT_LOOKED_FOR: language.gettext("personne n’a regardé"),
        flower.Mark.MASKED: language.gettext("caché, pour que personne ne soit reconnu"),
    }


def _seen(petal: flower.Petal, language: Language) -> str:
    """How many changes are seen among those looked at: « constatés sur renseignés » in the words of the key."""
    counted = [flower.Mark.ATTESTED, flower.Mark.ATTESTED_ONCE]
    looked = [*counted, flower.Mark.CONTESTED, flower.Mark.NOT_ATTESTED]
    marks = [cell.mark for cell in petal.cells]
    n, of = (sum(mark in some for mark in marks) for some in (counted, looked))
    if not of:
        return language.gettext("on n’en sait encore rien")
    seen = language.ngettext("{n} changement visible", "{n} changements visibles", n)
    among = language.ngettext("{n} regardé", "{n} regardés", of)
    return language.gettext("{seen} sur {among}").format(
        seen=seen.format(n=printing.number(n, language)), among=among.format(n=printing.number(of, language))
    )


def _length(understood: Sequence[Finding], voices: Sequence[str], beside: int) -> str:
    """How much there is to print, left in characters and right in lines, which says how large the type may be."""
    said = sum(len(one.plain) + len(one.qualification) + _CARD for one in understood) + sum(map(len, voices))
    for length, (characters, lines) in _ROOM.items():
        if said < characters and beside <= lines:
            return length
    return "full" if said < _SHEET else "long"


def _lines(petals: Sequence[flower.Petal], instruments: int, marks: int) -> int:
    """How many lines stand beside the flower: each instrument takes two, a petal those of its name and one more."""
    return 2 * instruments + marks + sum(2 + len(petal.label) // _LINE for petal in petals)
