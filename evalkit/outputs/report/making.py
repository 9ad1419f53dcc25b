"""The report as a page: what is told, put in order, in the report's template."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen
from markupsafe import Markup

from evalkit import Language, Published, flower, pages, printing
from evalkit.outputs.views import changed, findings, graphics, method
from evalkit.outputs.views.face import face_of, founding_of
from evalkit.outputs.views.names import Names, names_of
from evalkit.outputs.views.rendering import render
from evalkit.outputs.views.tree import tree

FOLDER = Path(__file__).parent


def report(published: Published, language: Language) -> bytes:
    """The bytes of the page."""
    names = names_of(published, language)
    face = face_of(published, language)
    criteria = tree(names)
    title = language.gettext("Rapport d’évaluation")
    context = {
        "face": face,
        "title": " — ".join(part for part in (face.structure, face.wave, title) if part),
        "stamps": face.stamps,
        "heading": title,
        "symbols": graphics.marks(len(criteria)),
        "mark": graphics.mark,
        "legend": method.statuses(names),
        "status_words": [(code, said.said_in(language)) for code, said in printing.STATUSES.items()],
        "dot_key": graphics.key(),
        "coverage_marks": graphics.coverage(),
        "flowers": flowers(published, names, face.question),
        "criteria": criteria,
        "findings": findings.findings(names),
        "figures": findings.figures(names),
        "voices": findings.cleared(names),
        "contested": [marker for criterion in criteria for marker in criterion.markers if marker.status == "contested"],
        "unseen": [m for criterion in criteria for m in criterion.markers if m.status == "not_looked_for"],
        "looked": method.looked(names),
        "instruments": method.instruments(names),
        "unexpected": method.unexpected(names),
        "masked": method.masked(names),
        "silent_statuses": method.silent_statuses(names),
        "differences": method.differences(names),
        "changes": changed.changed(names),
        "added": method.added(names),
        "facts": method.facts(names),
        "charter": [str(text) for text in published["charter"].column("text")],
        "founding": founding_of(published),
    }
    sheet = pages.Sheet(
        head=f"{face.structure} — {face.wave}", stamps=" · ".join(face.stamps), foot=f"{title} — {face.profile_word}"
    )
    return graphics.said_once(render(FOLDER, context, sheet, language))


@frozen(kw_only=True)
class Flowers:
    """The flower for the cover, for wide and for narrow screens, and one of each group, all on one scale."""

    cover: str = ""
    wide: str = ""
    narrow: str = ""
    groups: tuple[Markup, ...] = ()


def flowers(published: Published, names: Names, question: str) -> Flowers:
    """The flowers of these results; none where there is nothing to draw."""
    whole = evolve(flower.flower_of(published, names.language), question=question)
    legend = flower.legend(names.language)
    if not whole.petals:
        return Flowers()
    known = flower.groups_of(published)
    # One group alone would be the whole over again.
    groups = [flower.flower_of(published, names.language, group) for group in known] if len(known) > 1 else []
    shared = flower.common_frame(*groups)
    return Flowers(
        cover=Markup(flower.small(evolve(whole, title="", caption=""), legend, prefix="cover")),
        wide=Markup(flower.draw(whole, legend, prefix="wide")),
        narrow=Markup(flower.narrow(whole, legend, prefix="narrow")),
        groups=tuple(
            Markup(flower.small(one, legend, shared=shared, prefix=f"group-{at}")) for at, one in enumerate(groups)
        ),
    )
