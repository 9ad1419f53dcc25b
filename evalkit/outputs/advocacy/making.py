"""The advocacy pages: figures with their sources, claims with their facts, and how it is known."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from markupsafe import Markup

from evalkit import Language, Published, flower, pages, printing
from evalkit.outputs.views import findings, graphics, method, words
from evalkit.outputs.views.face import face_of, founding_of
from evalkit.outputs.views.names import names_of
from evalkit.outputs.views.rendering import render

FOLDER = Path(__file__).parent
AIM = "advocacy"
# What two pages of claims can hold; the report has them all, and the page says how many are left to it.
_CLAIMS = 5
_FEW_CLAIMS, _FEW_FIGURES = 2, 20
# Where there are more figures than a short leaflet's, so many open the pages; the others follow the claims.
_KEY = 10
_RULES = ("contribution", "situate", "sample", "qualification", "publish")


def advocacy(published: Published, language: Language) -> bytes:
    """The bytes of the page."""
    names, face = names_of(published, language), face_of(published, language)
    whole = evolve(flower.flower_of(published, language), question=face.question)
    claims, told = findings.findings(names, first=AIM), findings.figures(names)
    figures = sorted(told, key=lambda figure: not figure.short)
    key = _KEY if len(figures) > _FEW_FIGURES else len(figures)
    rules = {str(row["rule"]): str(row["text"]) for row in published["charter"].records()}
    title = printing.word(printing.AIMS, AIM, language)
    title = title[:1].upper() + title[1:]
    context = {
        "face": face,
        "title": " — ".join(part for part in (face.structure, face.wave, title) if part),
        "stamps": face.stamps,
        "aim": title,
        "symbols": graphics.marks(len(names.petals)),
        "founding": founding_of(published),
        "figures": figures[:key],
        "others": figures[key:],
        "shared": findings.shared_source(told),
        "quoted": any("«" in figure.source for figure in told),
        "apart": bool(claims) and all(claim.origin for claim in claims),
        "claims": claims[:_CLAIMS],
        # With little to say the method has a page of its own: a leaflet of one page is none.
        "short": len(claims) <= _FEW_CLAIMS and len(figures) <= _FEW_FIGURES,
        "left": words.left(len(claims) - _CLAIMS, language),
        "flower": Markup(flower.draw(whole, flower.legend(language), prefix="wide") if whole.petals else ""),
        "narrow": Markup(flower.narrow(whole, flower.legend(language), prefix="narrow") if whole.petals else ""),
        "instruments": [one for one in method.instruments(names) if not one.silent],
        "rules": [rules[name] for name in _RULES if name in rules],
    }
    sheet = pages.Sheet(
        margin="19mm 15mm 17mm",
        head=f"{face.structure} — {face.wave}",
        stamps=" · ".join(face.stamps),
        foot=title,
    )
    return render(FOLDER, context, sheet, language)
