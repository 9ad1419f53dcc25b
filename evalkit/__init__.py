"""evalkit: say what a social centre changes, with its own words and its own instruments.

Everything in ``evalkit.__all__`` is public. Names are loaded when they are first used, so that ``import evalkit`` costs
nothing and a plugin's file needs no other import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evalkit import flower, pages, printing
    from evalkit.comparison.comparing import Refusal, compare
    from evalkit.core.answers import CONSENTS, PHASES, UNSPECIFIED, Answers, AskedItem, Part, RecordTable
    from evalkit.core.evaluation import (
        Dimension,
        Evaluation,
        Figure,
        Foundations,
        InstrumentUse,
        Named,
        Privacy,
        SharedCore,
        Structure,
        Wave,
    )
    from evalkit.core.findings import Example, Finding, Quote, Voice
    from evalkit.core.framework import (
        Criterion,
        Evidence,
        Extent,
        Framework,
        Indicator,
        Join,
        Mapping,
        Marker,
        Placed,
        ScorerUse,
    )
    from evalkit.core.interfaces import (
        FormWriter,
        Instrument,
        Joined,
        Output,
        Profile,
        Reader,
        Scorer,
        Synthesis,
        Verdict,
    )
    from evalkit.core.items import Category, Item, ItemType, Missing, MissingWord, Scale, State
    from evalkit.core.message import Message, Translator, say, say_n
    from evalkit.core.names import bare, fold, loose, nearest
    from evalkit.core.problems import Disagreement, Location, Problem, ProblemsFound
    from evalkit.core.published import (
        MASKED,
        SEAL_OF,
        Cell,
        Comparison,
        Field,
        Kind,
        Published,
        Table,
        seal_of,
        seals,
        table,
    )
    from evalkit.core.readings import PlacedReading, Reading, Reason, Spread, Status, Tally
    from evalkit.core.rows import Cells, Entry, InstrumentFile, Rows
    from evalkit.core.schema import SCHEMA, TABLES, Columns, fill
    from evalkit.core.sources import Grid, MultiStyle, Sheet, Source
    from evalkit.core.text import Text
    from evalkit.core.vocabulary import CONSENT_WORDS, FIXED, MODES, NOT_LOOKED, PRESENCE, SHIFTS, TONES
    from evalkit.evaluation.opened import OpenedEvaluation, open_evaluation
    from evalkit.evaluation.words import other_category
    from evalkit.languages import Language, language
    from evalkit.plugins.markers import hookimpl
    from evalkit.syntheses.triangulation import Triangulation
    from evalkit.workbook import read_workbook

__all__ = [
    "CONSENTS",
    "CONSENT_WORDS",
    "FIXED",
    "MASKED",
    "MODES",
    "NOT_LOOKED",
    "PHASES",
    "PRESENCE",
    "SCHEMA",
    "SEAL_OF",
    "SHIFTS",
    "TABLES",
    "TONES",
    "UNSPECIFIED",
    "Answers",
    "AskedItem",
    "Category",
    "Cell",
    "Cells",
    "Columns",
    "Comparison",
    "Criterion",
    "Dimension",
    "Disagreement",
    "Entry",
    "Evaluation",
    "Evidence",
    "Example",
    "Extent",
    "Field",
    "Figure",
    "Finding",
    "FormWriter",
    "Foundations",
    "Framework",
    "Grid",
    "Indicator",
    "Instrument",
    "InstrumentFile",
    "InstrumentUse",
    "Item",
    "ItemType",
    "Join",
    "Joined",
    "Kind",
    "Language",
    "Location",
    "Mapping",
    "Marker",
    "Message",
    "Missing",
    "MissingWord",
    "MultiStyle",
    "Named",
    "OpenedEvaluation",
    "Output",
    "Part",
    "Placed",
    "PlacedReading",
    "Privacy",
    "Problem",
    "ProblemsFound",
    "Profile",
    "Published",
    "Quote",
    "Reader",
    "Reading",
    "Reason",
    "RecordTable",
    "Refusal",
    "Rows",
    "Scale",
    "Scorer",
    "ScorerUse",
    "SharedCore",
    "Sheet",
    "Source",
    "Spread",
    "State",
    "Status",
    "Structure",
    "Synthesis",
    "Table",
    "Tally",
    "Text",
    "Translator",
    "Triangulation",
    "Verdict",
    "Voice",
    "Wave",
    "bare",
    "compare",
    "fill",
    "flower",
    "fold",
    "hookimpl",
    "language",
    "loose",
    "nearest",
    "open_evaluation",
    "other_category",
    "pages",
    "printing",
    "read_workbook",
    "say",
    "say_n",
    "seal_of",
    "seals",
    "table",
]

_HOMES = {
    "evalkit.comparison.comparing": "Refusal compare",
    "evalkit.core.answers": "CONSENTS PHASES UNSPECIFIED Answers AskedItem Part RecordTable",
    "evalkit.core.evaluation": (
        "Dimension Evaluation Figure Foundations InstrumentUse Named Privacy SharedCore Structure Wave"
    ),
    "evalkit.core.findings": "Example Finding Quote Voice",
    "evalkit.core.framework": ("Criterion Evidence Extent Framework Indicator Join Mapping Marker Placed ScorerUse"),
    "evalkit.core.interfaces": "FormWriter Instrument Joined Output Profile Reader Scorer Synthesis Verdict",
    "evalkit.core.items": "Category Item ItemType Missing MissingWord Scale State",
    "evalkit.core.message": "Message Translator say say_n",
    "evalkit.core.names": "bare fold loose nearest",
    "evalkit.core.problems": "Disagreement Location Problem ProblemsFound",
    "evalkit.core.published": "MASKED SEAL_OF Cell Comparison Field Kind Published Table seal_of seals table",
    "evalkit.core.readings": "PlacedReading Reading Reason Spread Status Tally",
    "evalkit.core.rows": "Cells Entry InstrumentFile Rows",
    "evalkit.core.schema": "SCHEMA TABLES Columns fill",
    "evalkit.core.sources": "Grid MultiStyle Sheet Source",
    "evalkit.core.text": "Text",
    "evalkit.core.vocabulary": "CONSENT_WORDS FIXED MODES NOT_LOOKED PRESENCE SHIFTS TONES",
    "evalkit.evaluation.opened": "OpenedEvaluation open_evaluation",
    "evalkit.evaluation.words": "other_category",
    "evalkit.languages": "Language language",
    "evalkit.plugins.markers": "hookimpl",
    "evalkit.syntheses.triangulation": "Triangulation",
    "evalkit.workbook": "read_workbook",
}
_ROOMS = ("flower", "pages", "printing", "testing")
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"evalkit.{name}")
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    msg = f"module 'evalkit' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
