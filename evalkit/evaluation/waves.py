"""What changed since the wave before: a table beside the published ones, from two sets of published tables."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.changes import changes
from evalkit.core.message import say
from evalkit.core.published import Field, Kind, Published, Table, table
from evalkit.evaluation.keeping import kept_in
from evalkit.evaluation.opened import OpenedEvaluation
from evalkit.languages import language
from evalkit.workbook import read_workbook

NAME = "changes"


def changes_since(opened: OpenedEvaluation, wave: str, lang: str) -> Table | None:
    """What changed since the last wave that has answers or a published workbook; None where there is no such wave.

    Both waves are taken as published, whatever the profile of the output that shows the table.
    """
    earlier = _earlier(opened, wave, lang)
    if earlier is None:
        return None
    said = language(lang)
    found = changes(earlier, opened.publish(wave, "published", lang))
    fields = (
        Field("marker", say("Marqueur").said_in(said), Kind.ID),
        Field("label", say("Libellé").said_in(said), Kind.TEXT),
        Field("wave_before", say("Vague d’avant").said_in(said), Kind.ID),
        Field("before", say("Avant").said_in(said), Kind.ID),
        Field("after", say("Maintenant").said_in(said), Kind.ID),
        Field("change", say("Changement").said_in(said), Kind.ID),
        Field("why", say("Pourquoi non comparable").said_in(said), Kind.ID),
    )
    before = earlier.about["wave"]
    rows = [
        (one.marker, one.label, before, one.before, one.after, one.change.value, one.why.value if one.why else None)
        for one in found
    ]
    return table(NAME, say("Ce qui a changé").said_in(said), fields, rows)


def _earlier(opened: OpenedEvaluation, wave: str, lang: str) -> Published | None:
    """The published tables of the nearest earlier wave: recomputed from its answers, else read from its workbook."""
    declared = [one.id for one in opened.evaluation.waves]
    for earlier in reversed(declared[: declared.index(wave)]):
        if opened.has_data(earlier):
            return opened.publish(earlier, "published", lang)
        kept = published_in(opened.evaluation.folder / "out" / earlier)
        if kept is not None:
            return kept
    return None


def published_in(folder: Path) -> Published | None:
    """What a run published into an output folder, from its workbook.

    An internal one beside it is left alone, and so is one that was kept because somebody had changed it.
    """
    kept = kept_in(folder)
    found = sorted(path for path in folder.glob("*.xlsx") if path not in kept and not path.name.startswith("~$"))
    read = (read_workbook(path) for path in found)
    return next((published for published in read if published.about["profile"] == "published"), None)
