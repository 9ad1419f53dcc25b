"""The XLSForm: the instrument on a phone, through KoboToolbox or ODK."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Evaluation, InstrumentUse


@frozen
class XlsForm:
    """One XLSForm for an instrument, in all its languages."""

    name: ClassVar[str] = "xlsform"

    def takes(self, use: InstrumentUse) -> bool:
        """True: every kind of instrument is questions."""
        return True

    def write(self, use: InstrumentUse, evaluation: Evaluation, language: str) -> Mapping[str, bytes]:
        """The form under its file name.

        Raises:
            ProblemsFound: E415 where a choice cannot be named on a phone; E416 where pyxform, if it is installed (extra
                ``xlsform``), refuses the form.
        """
        # xlsxwriter is loaded where a form is written: `--help` knows this class without it.
        from evalkit.forms.survey import survey_of  # noqa: PLC0415
        from evalkit.forms.surveybook import validated, written  # noqa: PLC0415

        survey = survey_of(use, evaluation, language)
        book = written(survey)
        validated(book, use)
        return {f"{use.id}-xlsform.xlsx": book}


@evalkit.hookimpl
def evalkit_forms() -> Iterable[type]:
    """The form « xlsform »."""
    return [XlsForm]
