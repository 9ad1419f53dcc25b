from __future__ import annotations

import ast
from pathlib import Path

import evalkit
from evalkit.plugins import hookspecs
from evalkit.plugins.builtin import BUILTIN, PACKAGES

ROOT = Path(evalkit.__file__).parent
HOOKS = [name for name in vars(hookspecs) if name.startswith("evalkit_")]


def answers_a_hook(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name.startswith("evalkit_") for node in tree.body)


def dotted(path: Path) -> str:
    return ".".join(("evalkit", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def test_the_tuple_of_built_ins_is_complete_and_sorted():
    folders = [ROOT / package.removeprefix("evalkit.").replace(".", "/") for package in PACKAGES]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    files += [file for folder in folders if (file := folder.with_suffix(".py")).is_file()]
    assert sorted(dotted(path) for path in files if answers_a_hook(path)) == list(BUILTIN)


def test_each_hook_has_an_example_that_runs():
    without = [name for name in HOOKS if ">>> @hookimpl" not in (getattr(hookspecs, name).__doc__ or "")]
    assert 8 == len(HOOKS)
    assert [] == without


def test_no_hook_stops_at_a_first_result():
    assert all(not getattr(hookspecs, name).evalkit_spec["firstresult"] for name in HOOKS)
