"""The page of the public face: every name of `evalkit.__all__`, with the first words of its docstring."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import evalkit
import evalkit.testing
from making.words import words


def page() -> str:
    """The page."""
    parts = [words("face"), "## evalkit", *_table(evalkit), "## evalkit.testing", *_table(evalkit.testing)]
    return "\n\n".join(parts) + "\n"


def _table(module: ModuleType) -> Iterator[str]:
    homes = _homes(module)
    rows = ["| Name | Is |", "|---|---|"]
    for name in sorted(module.__all__, key=str.lower):
        value = getattr(module, name)
        rows.append(f"| `{name}` | {_first(value, name, homes.get(name, module.__name__))} |")
    yield "\n".join(rows)


def _homes(module: ModuleType) -> dict[str, str]:
    """The module from which each public name comes, as the imports of the face say."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    return {
        (alias.asname or alias.name): node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _first(value: object, name: str, home: str) -> str:
    """The first sentence of what is said of a name, on one line."""
    told = isinstance(value, type) or inspect.isfunction(value) or inspect.ismodule(value)
    doc = (inspect.getdoc(value) if told else None) or _beneath(name, home) or ""
    first = re.split(r"(?<=\.)\s", " ".join(doc.split("\n\n")[0].split()), maxsplit=1)[0]
    return re.sub(r"``([^`]+)``", r"`\1`", first).replace("|", "\\|")


def _beneath(name: str, home: str) -> str | None:
    """The string below the assignment of a constant, or in a function that is wrapped."""
    body = ast.parse(Path(import_module(home).__file__ or "").read_text(encoding="utf-8")).body
    for statement, after in pairwise([*body, body[-1]]):
        named = [t.id for t in ast.walk(statement) if isinstance(t, ast.Name) and isinstance(t.ctx, ast.Store)]
        if isinstance(statement, ast.Assign | ast.AnnAssign) and name in named and isinstance(after, ast.Expr):
            return str(ast.literal_eval(after.value))
        if isinstance(statement, ast.FunctionDef) and statement.name == name:
            return ast.get_docstring(statement)
    return None
