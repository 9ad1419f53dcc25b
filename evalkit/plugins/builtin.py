"""The built-in plugins, by dotted name; they come in through the same hooks as anybody's."""

from __future__ import annotations

from typing import Final

BUILTIN: Final[tuple[str, ...]] = (
    "evalkit.checks.wording",
    "evalkit.forms.paper",
    "evalkit.forms.screen",
    "evalkit.forms.sheet",
    "evalkit.forms.xlsform",
    "evalkit.instruments.flower",
    "evalkit.instruments.grid",
    "evalkit.instruments.interview",
    "evalkit.instruments.questionnaire",
    "evalkit.outputs.advocacy",
    "evalkit.outputs.comparison",
    "evalkit.outputs.poster",
    "evalkit.outputs.report",
    "evalkit.outputs.restitution",
    "evalkit.outputs.workbook",
    "evalkit.readers.entry",
    "evalkit.readers.forms",
    "evalkit.readers.generic",
    "evalkit.readers.kobo",
    "evalkit.readers.limesurvey",
    "evalkit.readers.panels",
    "evalkit.readers.webform",
    "evalkit.scorers.count",
    "evalkit.scorers.mean",
    "evalkit.scorers.mentions",
    "evalkit.scorers.narrative",
    "evalkit.scorers.presence",
    "evalkit.scorers.share",
    "evalkit.scorers.shift",
    "evalkit.scorers.stages",
    "evalkit.sheets.dimensions",
    "evalkit.syntheses.triangulation",
)
"""Every module under the built-in packages that answers a hook; a test holds it complete."""
