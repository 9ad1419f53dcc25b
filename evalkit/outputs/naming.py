"""The names of the files that outputs make: plain letters that every system takes, the profile in French always."""

from __future__ import annotations

import re
import unicodedata

from evalkit import Published

_PROFILES = {"internal": "interne", "published": "publie"}


def file_name(published: Published, ending: str, kind: str = "") -> str:
    """``structure-wave-kind-profile`` with its ending; without a kind for the workbook, which is the results."""
    about = published.about
    profile = str(about.get("profile") or "published")
    return joined(about.get("structure"), about.get("wave"), kind, _PROFILES.get(profile, profile)) + ending


def joined(*parts: object) -> str:
    """The parts of a file's name, each as a `slug`, with hyphens between; nothing for an empty one."""
    return "-".join(part for part in map(slug, parts) if part)


def slug(words: object) -> str:
    """Words as a piece of a file name: lower-case ASCII letters, digits and hyphens, at most forty.

    >>> slug("Été 2026 / L’Œuvre")
    'ete-2026-l-oeuvre'
    """
    text = str(words or "").casefold().replace("œ", "oe").replace("æ", "ae")
    kept = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:40].strip("-")
