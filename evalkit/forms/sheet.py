"""The entry workbook: paper forms typed in by keyboard, one row per form, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Evaluation, InstrumentUse
from evalkit.forms.languages import form_languages, suffix


@frozen
class EntrySheet:
    """One workbook for each language of an instrument."""

    name: ClassVar[str] = "sheet"

    def takes(self, use: InstrumentUse) -> bool:
        """True: every kind of instrument is rows."""
        return True

    def write(self, use: InstrumentUse, evaluation: Evaluation, language: str) -> Mapping[str, bytes]:
        """The workbooks under their file names."""
        # xlsxwriter is loaded where a workbook is written: `--help` knows this class without it.
        from evalkit.forms.entry import workbook  # noqa: PLC0415

        spoken = form_languages(use, evaluation, language)
        return {f"{use.id}-saisie{suffix(lang, spoken)}.xlsx": workbook(use, evaluation, lang) for lang in spoken}


@evalkit.hookimpl
def evalkit_forms() -> Iterable[type]:
    """The form « sheet »."""
    return [EntrySheet]
