"""The output « workbook » as the engine knows it: its name, what it takes, and the one file it makes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Comparison, Profile, Published

_WORDS = {"published": "publie", "internal": "interne"}


@frozen
class Workbook:
    """What the department receives, and what a centre keeps: one workbook per structure, wave and profile."""

    name: ClassVar[str] = "workbook"
    takes: ClassVar[type[Published] | type[Comparison]] = Published
    profile: ClassVar[Profile] = "published"

    def write(
        self,
        results: Published | Comparison,
        folder: Path,  # noqa: ARG002  (the engine puts the file in place; nothing in it depends on where)
        language: str,
    ) -> Mapping[str, bytes]:
        """The workbook's bytes under its file name."""
        # xlsxwriter is loaded where a workbook is written: `check` and `--help` know this class without it.
        from evalkit.outputs.workbook.book import written  # noqa: PLC0415

        assert isinstance(results, Published)
        return {file_name(results): written(results, evalkit.language(language))}


def file_name(published: Published) -> str:
    """``structure-wave-profile.xlsx`` in plain letters that every system takes.

    >>> slug("Été 2026 / L’Œuvre")
    'ete-2026-l-oeuvre'
    """
    about = published.about
    profile = str(about.get("profile", "published"))
    parts = (slug(about.get("structure")), slug(about.get("wave")), _WORDS.get(profile, slug(profile)))
    return "-".join(part for part in parts if part) + ".xlsx"


def slug(words: object) -> str:
    """Words as a piece of a file name: lower-case ASCII letters, digits and hyphens, at most forty."""
    text = str(words or "").casefold().replace("œ", "oe").replace("æ", "ae")
    kept = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:40].strip("-")
