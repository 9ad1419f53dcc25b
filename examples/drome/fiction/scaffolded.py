"""Structures that begin with the template of `evalkit new`, as anybody would, then say what joins the shared core."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from attrs import frozen

from evalkit.scaffold.asking import StructureOptions
from evalkit.scaffold.structure import new_evaluation

WAVE: Final = "2026"
_UNDECIDED: Final = re.compile(r"^(?P<before>  - id: (?P<id>[\w-]+)\n(?:    .*\n)*?    maps_to: )\{.*\}$", re.MULTILINE)
_UNSAID: Final = re.compile(r"^.*value: à compléter.*\n", re.MULTILINE)


@frozen(kw_only=True)
class Scaffolded:
    """One of them: what `evalkit new` is asked, its figures, and how its criteria join the core."""

    name: str
    kind: str
    criteria: str
    figures: tuple[int, ...]
    mappings: dict[str, str]


SCAFFOLDED: Final = (
    Scaffolded(
        name="Centre social du Gabarit (inventé)",
        kind="centre-social",
        criteria="4",
        figures=(450, 31, 9),
        mappings={
            "liens": "{dimension: cohesion-sociale, extent: full}",
            "pouvoir-agir": "{dimension: epanouissement, extent: partial, reason: Proposer est aussi décider.}",
            "decider": "{dimension: gouvernance, extent: full}",
            "territoire": "{dimension: richesses-produites, extent: partial, reason: Utile n’est pas riche.}",
        },
    ),
    Scaffolded(
        name="Espace de vie sociale du Patron (inventé)",
        kind="espace-de-vie-sociale",
        criteria="3",
        figures=(85,),
        mappings={
            "liens": "{dimension: cohesion-sociale, extent: full}",
            "decider": "{dimension: gouvernance, extent: full}",
        },
    ),
)  # fmt: skip


def scaffold(one: Scaffolded, folder: Path, core: Path) -> None:
    """Make its project in *folder*: the template's simulated answers, its own figures and mappings."""
    options = StructureOptions(name=one.name, kind=one.kind, criteria=one.criteria, year=WAVE, demo=True)
    new_evaluation(options, folder, core=core)
    framework = folder / "framework.yaml"
    text = _UNDECIDED.sub(lambda found: _joined(found, one), framework.read_text(encoding="utf-8"))
    framework.write_bytes(text.encode())
    evaluation = folder / "evaluation.yaml"
    text = evaluation.read_text(encoding="utf-8")
    for figure in one.figures:
        text = text.replace("value: à compléter", f"value: {figure}", 1)
    evaluation.write_bytes((_UNSAID.sub("", text) + "outputs: [workbook]\n").encode())


def _joined(found: re.Match[str], one: Scaffolded) -> str:
    own = one.mappings.get(found["id"])
    return found["before"] + own if own else found[0]
