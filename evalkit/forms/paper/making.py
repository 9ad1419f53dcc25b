"""The pages of an instrument on paper: which there are, on what paper, and what their templates are told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from evalkit import Evaluation, InstrumentUse, Message, pages, say
from evalkit.forms.columns import fields_of, version_of
from evalkit.forms.languages import FormLanguage
from evalkit.forms.paper.asked import Asked, sections
from evalkit.forms.paper.petals import all_petals, seen_petals, sheets

FOLDER: Final = Path(__file__).parent
BLANKS: Final = 8
"""The empty cards at the end of a deck: a tree is built with what is missing too."""


@frozen(kw_only=True)
class Leaf:
    """One printable page of a layout: its template, what it is called, and its paper.

    ``signed``: its sheets bear the number of the form, lest they part after they were filled in.
    """

    template: str
    what: Message
    size: str = "A4 portrait"
    margin: str = "18mm 14mm 16mm"
    numbered: bool = True
    signed: bool = True
    css: str = ""


_DOTTED: Final = "." * 24
_POSTER: Final = say("Affiche à remplir ensemble")
LEAVES: Final[Mapping[str, Mapping[str, Leaf]]] = {
    "form": {"papier": Leaf(template="questionnaire.html.j2", what=say("Questionnaire"))},
    "grid": {"papier": Leaf(template="grid.html.j2", what=say("Grille d’observation"))},
    "guide": {"papier": Leaf(template="guide.html.j2", what=say("Guide d’entretien"))},
    "flower": {
        "affiche-a3": Leaf(
            template="poster.html.j2", what=_POSTER, size="A3 landscape", margin="12mm 10mm 11mm", numbered=False
        ),
        "affiche-a2": Leaf(
            template="poster.html.j2", what=_POSTER, size="594mm 420mm", margin="17mm 14mm 15.5mm", numbered=False,
            css=":root{--mm:1.4142mm}",
        ),
        "animation": Leaf(
            template="facilitator.html.j2", what=say("Feuille d’animation"), size="A4 landscape",
            margin="15mm 12mm 14mm",
        ),
        "cartes": Leaf(
            template="cards.html.j2", what=say("Cartes des marqueurs"), margin="14mm 10mm 14mm", signed=False
        ),
    },
}  # fmt: skip
"""The pages of each layout, by the end of their file name."""


def pages_of(use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> dict[str, bytes]:
    """Every page of an instrument in one language."""
    return {name: _page(leaf, use, evaluation, lang) for name, leaf in LEAVES[use.plugin.layout].items()}


def _page(leaf: Leaf, use: InstrumentUse, evaluation: Evaluation, lang: FormLanguage) -> bytes:
    title = lang.text(use.file.title)
    structure = lang.text(evaluation.structure.name)
    what = lang.say(leaf.what)
    stamps = []
    if use.plugin.layout == "flower" and any(placed.provisional for placed in evaluation.framework.placed()):
        stamps.append(lang.ui.gettext("critères provisoires"))
    session, rows = fields_of(use, evaluation)
    record = next((one.label(lang, evaluation.language) for one in session if one.name == "record"), "")
    ask = Asked(use, evaluation, lang)
    petals = seen_petals(use, evaluation, lang)
    context = {
        "title": f"{title} — {what}",
        "stamps": tuple(stamps),
        "heading": title,
        "what": what,
        "structure": structure,
        "question": lang.text(evaluation.question),
        "notice": lang.text(use.file.notice),
        "t": lang.text,
        "language": lang,
        "record": record,
        "session": [ask.field(one) for one in session if one.name != "record"],
        "rows": {one.name: ask.field(one) for one in rows},
        "sections": sections(use, ask),
        "themes": getattr(use.plugin, "themes", ()),
        "petals": petals,
        "all_petals": all_petals(evaluation, lang),
        "blanks": BLANKS,
        "sheets": sheets(petals),
    }
    sheet = pages.Sheet(
        size=leaf.size,
        margin=leaf.margin,
        head=f"{structure} — {title}",
        stamps=" · ".join([*stamps, *([f"{record} {_DOTTED}"] if record and leaf.numbered and leaf.signed else [])]),
        foot=f"{what} · {use.id} · {version_of(use)}",
        numbered=leaf.numbered,
    )
    css = (FOLDER / "paper.css").read_text(encoding="utf-8") + leaf.css
    return pages.page(leaf.template, folders=(FOLDER,), language=lang.ui, context=context, sheet=sheet, css=css)
