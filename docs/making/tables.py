"""The page of published tables, from the one place that declares them."""

from __future__ import annotations

from evalkit import SCHEMA, TABLES, language
from making.words import words

HEADS = {"fr": ("Colonne", "Contenu", "Libellé", "Sens"), "en": ("Column", "Kind", "Label", "Meaning")}
VERSION = {"fr": "Version des tables : ", "en": "Version of the tables: "}


def page(code: str) -> str:
    """The page in a language."""
    spoken = language(code)
    head = f"| {' | '.join(HEADS[code])} |\n|---|---|---|---|\n"
    parts = [words("tables", code), f"{VERSION[code]}`{SCHEMA}`."]
    for name, columns in TABLES.items():
        told = f"**{columns.title.said_in(spoken)}.** {columns.purpose.said_in(spoken)}"
        rows = [
            f"| `{column}` | {kind.value} | {label.said_in(spoken)} | {meaning.said_in(spoken)} |"
            for column, kind, label, meaning in columns.columns
        ]
        parts.append(f"## {name}\n\n{told}\n\n{head}" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"
