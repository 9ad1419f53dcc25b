from __future__ import annotations

import ast
from pathlib import Path

import evalkit
from evalkit.plugins import hookspecs
from evalkit.plugins.builtin import BUILTIN

ROOT = Path(evalkit.__file__).parent
KINDS = ("checks", "forms", "instruments", "outputs", "readers", "scorers", "sheets", "syntheses")
HOOKS = [name for name in vars(hookspecs) if name.startswith("evalkit_")]


def answers_a_hook(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name.startswith("evalkit_") for node in tree.body)


def dotted(path: Path) -> str:
    return ".".join(("evalkit", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def test_the_tuple_of_built_ins_is_complete_and_sorted():
    folders = [ROOT / name for name in KINDS]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    assert sorted(dotted(path) for path in files if answers_a_hook(path)) == list(BUILTIN)


def test_each_hook_has_an_example_that_runs():
    without = [name for name in HOOKS if ">>> @hookimpl" not in (getattr(hookspecs, name).__doc__ or "")]
    assert 8 == len(HOOKS)
    assert [] == without


def test_no_hook_stops_at_a_first_result():
    assert all(not getattr(hookspecs, name).evalkit_spec["firstresult"] for name in HOOKS)
