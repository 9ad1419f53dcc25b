"""What every output of a comparison says of itself: the core, what nobody may miss, and the name of its file."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from evalkit import Cell, Comparison, Language, printing
from evalkit.outputs.naming import joined


@frozen(kw_only=True)
class Face:
    """The words of a cover."""

    core: str
    version: str
    source: str
    counted: str
    stamps: tuple[str, ...]


def facts(comparison: Comparison) -> Mapping[str, Cell]:
    """The table « about » by key."""
    return {str(row["key"]): row["value"] for row in comparison["about"].records()}


def face_of(comparison: Comparison, language: Language) -> Face:
    """The face of this comparison, in one language."""
    about = facts(comparison)
    structures, workbooks = _whole(about["structures"]), _whole(about["workbooks"])
    counted = language.ngettext("{n} structure", "{n} structures", structures).format(
        n=printing.number(structures, language)
    )
    if workbooks != structures:
        received = language.ngettext("{n} classeur", "{n} classeurs", workbooks)
        counted += f", {received.format(n=printing.number(workbooks, language))}"
    return Face(
        core=str(about.get("shared_core_label") or about["shared_core"]),
        version=str(about["shared_core_version"] or ""),
        source=str(about.get("shared_core_source") or ""),
        counted=counted,
        stamps=stamps(comparison, language),
    )


def stamps(comparison: Comparison, language: Language) -> tuple[str, ...]:
    """What no reader may miss; which structure each concerns is said beside it."""
    rows = comparison["structures"].records()
    say = language.gettext
    said = [printing.PROFILES["published"].said_in(language).capitalize()]
    for column, some, every in (
        ("simulated", say("Données simulées pour certaines structures"), say("Données simulées")),
        ("provisional", say("Critères provisoires pour certaines structures"), say("Critères provisoires")),
    ):
        marked = [row for row in rows if row[column] == "yes"]
        if marked:
            said.append(every if len(marked) == len(rows) else some)
    if any(row["floor_reason"] for row in rows):
        said.append(say("Seuil abaissé par certaines structures"))
    return tuple(said)


def file_name(comparison: Comparison, ending: str) -> str:
    """``comparaison-core-publie`` in plain letters that every system takes, with its ending."""
    return joined("comparaison", facts(comparison)["shared_core"], "publie") + ending


def _whole(value: Cell) -> int:
    return value if isinstance(value, int) else 0
