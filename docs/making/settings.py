"""The page of settings: keys, types and defaults from the classes that read a project's files."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from evalkit.core.evaluation import SharedCore
from evalkit.core.findings import Finding, Quote
from evalkit.core.problems import Location
from evalkit.core.text import Text
from evalkit.documents.nodes import Node, Scalar
from evalkit.evaluation.shapes import EvaluationShape, FrameworkShape, InstrumentShape
from evalkit.evaluation.treetables import COLUMNS
from evalkit.instruments.flower import Flower
from evalkit.instruments.grid import ObservationGrid
from evalkit.instruments.interview import Interview
from evalkit.plugins.manager import Plugins
from making.words import keys, words

FILES: tuple[tuple[type, dict[str, str]], ...] = (
    (EvaluationShape, {"fr": "evaluation.yaml", "en": "evaluation.yaml"}),
    (FrameworkShape, {"fr": "framework.yaml", "en": "framework.yaml"}),
    (InstrumentShape, {"fr": "instruments/*.yaml", "en": "instruments/*.yaml"}),
    (ObservationGrid, {"fr": "Propre à `kind: observation-grid`", "en": "Of `kind: observation-grid` alone"}),
    (Interview, {"fr": "Propre à `kind: interview`", "en": "Of `kind: interview` alone"}),
    (Flower, {"fr": "Propre à `kind: flower`", "en": "Of `kind: flower` alone"}),
    (Finding, {"fr": "findings.yaml (une entrée)", "en": "findings.yaml (one entry)"}),
    (Quote, {"fr": "quotes.yaml (une entrée)", "en": "quotes.yaml (one entry)"}),
    (SharedCore, {"fr": "Le socle commun", "en": "The shared core"}),
)

WORDS = {
    "fr": {
        "key": "Clé",
        "holds": "Contient",
        "usual": "Sinon",
        "meaning": "Sens",
        "headings": "Titres reconnus",
        "own": "Champs, en plus de `record`, `group`, `site`, `action`, `date`",
        "required": "obligatoire",
        "str": "texte",
        "Text": "texte (ou un par langue)",
        "bool": "`true` ou `false`",
        "int": "nombre entier",
        "float": "nombre",
        "date": "date (2031-12-31)",
        "Scalar": "nom",
        "list": "liste : {}",
        "or": " ou ",
        "map": "{1}, par {0}",
        "Node": "nom et options",
    },
    "en": {
        "key": "Key",
        "holds": "Holds",
        "usual": "Else",
        "meaning": "Meaning",
        "headings": "Headings that are known",
        "own": "Fields, beside `record`, `group`, `site`, `action`, `date`",
        "required": "required",
        "str": "text",
        "Text": "text (or one per language)",
        "bool": "`true` or `false`",
        "int": "whole number",
        "float": "number",
        "date": "date (2031-12-31)",
        "Scalar": "name",
        "list": "list: {}",
        "or": " or ",
        "map": "{1}, by {0}",
        "Node": "name and options",
    },
}


def page(language: str) -> str:
    """The page in a language.

    Raises:
        SystemExit: where a key has no words in docs/making/keys.yaml, or words have no key.
    """
    meanings = keys()
    lines = [words("settings", language)]
    told: set[str] = set()
    for top, titles in FILES:
        lines += ["", f"## {titles[language]}"]
        for depth, (path, cls) in enumerate(_classes(top, told)):
            if depth:
                lines += ["", f"### `{path}`"]
            told.add(cls.__name__)
            lines += ["", *_table(cls, meanings.get(cls.__name__, {}), language)]
    lines += ["", words("spreadsheet", language), "", *_columns(language)]
    lines += ["", words("fields", language), "", *_kinds(language)]
    if left := sorted(set(meanings) - told):
        raise SystemExit(f"docs/making/keys.yaml: no class of a project's file is called {', '.join(left)}")
    return "\n".join(lines) + "\n"


def _columns(language: str) -> Iterator[str]:
    """The columns of a framework in a spreadsheet, with every heading under which each is known."""
    said = WORDS[language]
    yield f"| {said['key']} | {said['headings']} |"
    yield "|---|---|"
    for name, headings in COLUMNS.items():
        yield f"| `{name}` | {', '.join(headings)} |"


def _kinds(language: str) -> Iterator[str]:
    """The fields that each kind of instrument reads, beside those that all do."""
    said = WORDS[language]
    yield f"| `kind:` | {said['own']} |"
    yield "|---|---|"
    for name, cls in sorted(Plugins(installed=False).instruments.items()):
        yield f"| `{name}` | {', '.join(f'`{field}`' for field in cls.fields)} |"


def _classes(top: type, told: set[str]) -> Iterator[tuple[str, type]]:
    """A class and those that its keys hold, each once on the page, with the key that leads to it."""
    seen = set(told)
    waiting: list[tuple[str, type]] = [("", top)]
    while waiting:
        path, cls = waiting.pop(0)
        if cls.__name__ in seen:
            continue
        seen.add(cls.__name__)
        yield path, cls
        for field, hint in _fields(cls):
            inner = (f"{path}.{_key(field)}" if path else _key(field), hint)
            waiting += [(inner[0], found) for found in _held(inner[1])]


def _fields(cls: type) -> list[tuple[attrs.Attribute[Any], Any]]:
    hints = get_type_hints(cls)
    return [(field, hints[field.name]) for field in attrs.fields(cls) if field.name != "where"]


def _key(field: attrs.Attribute[Any]) -> str:
    return str(field.metadata.get("key", field.name))


def _held(hint: Any) -> list[type]:
    """The attrs classes of a project's file inside a type."""
    if isinstance(hint, type) and attrs.has(hint) and hint not in (Text, Scalar, Location) and not _is_node(hint):
        return [hint]
    return [found for part in get_args(hint) if part is not Ellipsis for found in _held(part)]


def _is_node(hint: Any) -> bool:
    return hint == Node or hint in get_args(Node)


def _table(cls: type, meanings: Mapping[str, Mapping[str, str]], language: str) -> Iterator[str]:
    said = WORDS[language]
    names = [field.name for field, _ in _fields(cls)]
    if sorted(names) != sorted(meanings):
        odd = sorted(set(names) ^ set(meanings))
        raise SystemExit(f"docs/making/keys.yaml, {cls.__name__}: {', '.join(odd)}")
    yield f"| {said['key']} | {said['holds']} | {said['usual']} | {said['meaning']} |"
    yield "|---|---|---|---|"
    for field, hint in _fields(cls):
        cells = (f"`{_key(field)}`", _said(hint, said), _default(field, said), meanings[field.name][language])
        yield "| " + " | ".join(cells) + " |"


def _default(field: attrs.Attribute[Any], said: Mapping[str, str]) -> str:
    value = field.default
    if value is attrs.NOTHING:
        return said["required"]
    if isinstance(value, StrEnum):
        return f"`{value.value}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int | float) and value != "":
        return f"`{value}`"
    return ""


def _said(hint: Any, said: Mapping[str, str]) -> str:
    if set(get_args(Node)) <= {hint, *get_args(hint)}:
        return said["Node"]
    if hint is Scalar:
        return said["Scalar"]
    origin, parts = get_origin(hint), [part for part in get_args(hint) if part not in (Ellipsis, types.NoneType)]
    if origin is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if origin in (types.UnionType, Union):
        return said["or"].join(_said(part, said) for part in parts)
    if origin is tuple:
        return said["list"].format(_said(parts[0], said))
    if origin is not None:
        return said["map"].format(*(_said(part, said) for part in parts))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return ", ".join(f"`{member.value}`" for member in hint)
    names = {str: "str", Text: "Text", bool: "bool", int: "int", float: "float", date: "date"}
    return said[names[hint]] if hint in names else f"`{{{', '.join(_key(field) for field, _ in _fields(hint))}}}`"
