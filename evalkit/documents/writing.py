"""Text as it must be typed in YAML to be read back as that text."""

from __future__ import annotations

import re

_STARTS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BREAKS = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def plain_is_safe(text: str, *, flow: bool = False) -> bool:
    """True where *text* may stand without quotes; ``flow``: between brackets or braces, where commas cut.

    >>> plain_is_safe("08 rue de l’Église"), plain_is_safe("Bilan : 2026"), plain_is_safe("#E4572E")
    (True, False, False)
    """
    if text in _NULLS or text != text.strip() or _BREAKS.search(text) or text.startswith(("---", "...")):
        return False
    if text[0] in _STARTS and not (text[0] in "-?" and len(text) > 1 and text[1] not in " ,[]{}"):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and (any(c in text for c in ",[]{}") or "?" in text[:1] or re.search(r":[,\[\]{}]", text)))


def scalar(text: str, *, flow: bool = False) -> str:
    """*text* as YAML: plain where that is safe, else between double quotes, else between whichever quotes read best.

    >>> print(scalar("Bilan : 2026"), scalar('dit « "oui" » : vrai'))
    "Bilan : 2026" 'dit « "oui" » : vrai'
    """
    return text if plain_is_safe(text, flow=flow) else quoted(text)


def quoted(text: str) -> str:
    """*text* between quotes."""
    if _BREAKS.search(text) or not ('"' in text or "\\" in text):
        return '"' + _BREAKS.sub(_escape, re.sub(r'[\\"]', _escape, text)) + '"'
    return "'" + text.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
