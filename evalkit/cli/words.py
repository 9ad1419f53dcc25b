"""Sentences of the command line: marked where they are written, said in the reader's language when they are shown."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping, Sequence

from evalkit.languages import SOURCE, languages


def _(sentence: str) -> str:
    """Marks a French sentence for the catalogues; whoever shows it has it translated.

    `evalkit.core.message.say` does this elsewhere. Here it would cost `--help` the import of attrs.
    """
    return sentence


def asked_language(args: Sequence[str]) -> str | None:
    """The value of ``--lang`` wherever it stands, before anything is parsed: help and faults need it already."""
    found = None
    for here, after in zip(args, [*args[1:], ""], strict=False):
        if here == "--":
            break
        if here == "--lang":
            found = after
        elif here.startswith("--lang="):
            found = here.removeprefix("--lang=")
    return found if found in languages() else None


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the system where evalkit speaks it, else French."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if not said and sys.platform == "win32":
        import ctypes

        said = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    code = said.replace("-", "_").split("_")[0].split(".")[0].lower()
    return code if code in languages() else SOURCE
