"""An xlsxwriter workbook whose texts are texts: nothing in them is taken for markup or for an escape of its own."""

from __future__ import annotations

import re
from typing import Final

import xlsxwriter
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

_ESCAPE_LIKE: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")


class PlainBook(xlsxwriter.Workbook):  # type: ignore[misc]  # xlsxwriter has no types
    """A workbook that writes each text as it is.

    xlsxwriter itself puts a text that begins with ``<r>`` and ends with ``</r>`` into the file as markup, and keeps
    only the first of two marks like ``_x000D_`` that share an underscore. It lets its packager be replaced.
    """

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]  # same
    def _write_shared_strings_file(self) -> None:
        table = self.workbook.str_table
        if table.count:
            strings = _Strings()
            strings.string_table = table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001  (as the one replaced does)
            strings._assemble_xml_file()  # noqa: SLF001  (same)


class _Strings(SharedStrings):  # type: ignore[misc]  # same
    def _write_si(self, string: str) -> None:
        text = _ESCAPE_LIKE.sub("_x005F_", string) if "_x" in string else string
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.fh.write(f'<si><t xml:space="preserve">{text}</t></si>')
