"""The words in which a value of the wrong shape, cut by YAML or refused by a validator, is explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from evalkit.core.message import Message, say
from evalkit.core.problems import Location, Problem
from evalkit.core.text import Text
from evalkit.documents import values
from evalkit.documents.nodes import Entries, Node, Scalar, Series
from evalkit.documents.syntax import typed
from evalkit.documents.writing import quoted

_LONGEST = 40
_DECIMAL = re.compile(r"(\d+),\s*(\d+)")


def type_words(kind: Any) -> Message:
    """What a type wants, for people."""
    known = {
        int: values.WHOLE,
        float: values.NUMBER,
        bool: values.YES_OR_NO,
        date: values.DATE,
        Text: say("un texte, ou un texte par langue"),
        Scalar: values.TEXT,
        Series: say("une liste"),
        Entries: say("des clés et leurs valeurs"),
    }
    return known.get(kind, values.TEXT)


def expected(node: Node, wanted: Message) -> tuple[Message, Message | None]:
    """What was found and what was expected, and the way out where one is sure."""
    if isinstance(node, Scalar):
        word = node.text if len(node.text) <= _LONGEST else node.text[:_LONGEST] + "…"
        if node.empty:
            return say("Il n’y a rien ici ; attendu : {wanted}.", wanted=wanted), None
        return say("« {word} » ne convient pas ; attendu : {wanted}.", word=word, wanted=wanted), None
    found = say("une liste") if isinstance(node, Series) else say("des clés et leurs valeurs")
    return say("Trouvé : {found} ; attendu : {wanted}.", found=found, wanted=wanted), None


def quoted_hint(node: Node, lines: Mapping[str, tuple[str, ...]]) -> Message | None:
    """The line with quotes, where a text was taken for a list or for keys: « - Question : laquelle », « [Annexe] »."""
    if isinstance(node, Scalar):
        return None
    known = lines.get(node.where.path, ())
    if not known:  # a table has no lines to correct
        return None
    start, column = node.where.line or 1, int(node.where.column or 1)
    line = known[start - 1] if start <= len(known) else ""
    if node.flow and node.end[0] == start:
        stop = node.end[1] - 1
    elif isinstance(node, Entries) and len(node.pairs) == 1:
        stop = len(line.rstrip())
        if node.end[0] > start + 1 or not isinstance(node.pairs[0][1], Scalar):
            return None
    else:
        return None
    return typed(line[: column - 1] + quoted(line[column - 1 : stop]) + line[stop:]) if line else None


def cut_by_commas(node: Entries, known: set[str], lines: tuple[str, ...]) -> dict[str, Problem | None]:
    """The keys that are no keys but the end of a text that a comma cut: ``{label: Si oui, lequel}``.

    The first of each text carries its problem.
    """
    found: dict[str, Problem | None] = {}
    start: Scalar | None = None
    first = ""
    for key, value in node.pairs if node.flow else ():
        bare = isinstance(value, Scalar) and value.empty and value.where.column == key.end[1]
        cut = bare or (isinstance(value, Scalar) and " " in key.text)
        if cut and key.text not in known and start is not None:
            end = key.end if bare else value.end
            same_line = start.where.line == end[0] and end[0] <= len(lines)
            first = first or key.text
            found[key.text] = None
            found[first] = _comma(start, key, end[1], lines[end[0] - 1] if same_line else "")
        else:
            start = value if isinstance(value, Scalar) and not value.quoted and not value.empty else None
            first = ""
    return found


def _comma(start: Scalar, key: Scalar, end: int, line: str) -> Problem:
    where: Location = start.where
    column = int(where.column or 1)
    words = line[column - 1 : end - 1]
    decimal = _DECIMAL.fullmatch(words)
    meant = f"{decimal[1]}.{decimal[2]}" if decimal else quoted(words)
    hint = typed(line[: column - 1] + meant + line[end - 1 :])
    message = say("Une virgule coupe ce texte entre accolades : « {words} » est pris pour une clé.", words=key.text)
    return Problem("E110", message, where, hint if line else say("Mettez le texte entre guillemets."))


def refused_by(kind: Any, made: Mapping[str, Any], error: Exception) -> list[tuple[str, Message]]:
    """Which fields of a class refuse their value, and why: each validator is asked by itself, so that all are heard."""
    instance = object.__new__(kind)
    for field in attrs.fields(kind):
        name = field.alias or field.name
        if name in made:
            object.__setattr__(instance, field.name, made[name])
        elif isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
            factory: Any = field.default
            default = factory.factory(instance) if factory.takes_self else factory.factory()
            object.__setattr__(instance, field.name, default)
        else:
            object.__setattr__(instance, field.name, field.default)
    found: list[tuple[str, Message]] = []
    for field in attrs.fields(kind):
        key = str(field.metadata.get("key", field.name))
        for part in getattr(field.validator, "_validators", (field.validator,)):
            try:
                if part is not None:
                    part(instance, field, getattr(instance, field.name))
            except (ValueError, TypeError) as refusal:
                found.append((key, _reason(key, part, refusal)))
                break
    return found or [("", say("Ces valeurs ne vont pas ensemble : {reason}", reason=_said(error)))]


def _reason(key: str, validator: Any, refusal: Exception) -> Message:
    operator, bound = getattr(validator, "compare_op", None), getattr(validator, "bound", None)
    options = getattr(validator, "options", None)
    if operator is not None and bound is not None:
        sign = {">=": "≥", "<=": "≤"}.get(operator, operator)
        return say("« {key} » doit être {sign} {bound}.", key=key, sign=sign, bound=bound)
    if options is not None:
        known = ", ".join(str(option) for option in options)
        return say("« {key} » n’accepte que : {known}.", key=key, known=known)
    return say("« {key} » n’est pas accepté : {reason}", key=key, reason=_said(refusal))


def _said(error: Exception) -> str | Message:
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Message) else str(first)
