"""Text on its way to a terminal: harmless, in the letters that the terminal has."""

from __future__ import annotations

import re
from typing import TextIO

# Control characters that move a cursor or ring, marks that turn the direction of reading, halves of characters.
_HARMFUL = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_NEAR = str.maketrans(
    {
        "\u202f": "\u00a0",
        "\u2212": "-",
        "→": "->",
        "≥": ">=",
        "≤": "<=",
        "─": "-",
        "│": "|",
        "├": "+",
        "└": "+",
        "✓": "v",
    }
)


def harmless(text: str) -> str:
    r"""The text with what a terminal would obey, or hide, written out.

    File names, headings and cells come from others: they may not colour, erase or turn around what a person reads, nor
    begin a line of their own.

    >>> harmless("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return _HARMFUL.sub(lambda found: _written(found[0]), text).replace("\t", " ")


def fitting(text: str, stream: TextIO) -> str:
    """The text in the letters that a stream can write: a Windows console may know 256 of them."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_NEAR).encode(encoding, "replace").decode(encoding)
    return text


def _written(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
