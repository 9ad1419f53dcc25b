"""The page of hooks: signature, meaning, example, the interface behind it, and the built-ins that use it."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import evalkit
from evalkit.core import interfaces
from evalkit.plugins import hookspecs
from evalkit.plugins.builtin import BUILTIN
from making.words import words

ROOT = Path(__file__).resolve().parent.parent.parent

BEHIND = {
    "evalkit_instruments": interfaces.Instrument,
    "evalkit_scorers": interfaces.Scorer,
    "evalkit_readers": interfaces.Reader,
    "evalkit_syntheses": interfaces.Synthesis,
    "evalkit_forms": interfaces.FormWriter,
    "evalkit_outputs": interfaces.Output,
}

HANDLED = {
    "evalkit_checks": (evalkit.Evaluation, evalkit.Problem, evalkit.Location),
    "evalkit_forms": (evalkit.InstrumentUse, evalkit.InstrumentFile),
    "evalkit_instruments": (evalkit.Rows, evalkit.Cells, evalkit.Entry, evalkit.AskedItem),
    "evalkit_outputs": (evalkit.Published, evalkit.Table),
    "evalkit_readers": (evalkit.Source, evalkit.Sheet, evalkit.Grid),
    "evalkit_scorers": (evalkit.Tally, evalkit.Item, evalkit.Reading),
    "evalkit_syntheses": (evalkit.Joined, evalkit.Verdict),
}
"""What a plugin of each kind is given and gives back, beside what its page of the hooks says already."""


def page() -> str:
    """The page."""
    names = sorted(name for name in vars(hookspecs) if name.startswith("evalkit_"))
    return "\n\n".join((words("hooks"), *(_section(name) for name in names))) + "\n"


def _section(name: str) -> str:
    hook = getattr(hookspecs, name)
    prose, example = _split(inspect.getdoc(hook) or "")
    parts = [f"## {name}", f"```python\n{name}{_signature(hook)}\n```", prose]
    if example:
        parts.append(_python(example))
    if name in BEHIND:
        parts.append(_interface(BEHIND[name]))
    parts += [_object(cls) for cls in HANDLED.get(name, ())]
    used = [module for module in BUILTIN if hasattr(import_module(module), name)]
    told = ", ".join(f"`{module}`" for module in used)
    parts.append(f"Built-in plugins that use it: {told}." if used else "No built-in plugin uses it.")
    return "\n\n".join(parts)


def _signature(function: Callable[..., object]) -> str:
    return re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(inspect.signature(function)))


def _split(doc: str) -> tuple[str, str]:
    """The prose of a docstring, its double backquotes made single, and its example without prompts."""
    begin = doc.find(">>>") if ">>>" in doc else len(doc)
    prose = re.sub(r"``([^`]+)``", r"`\1`", doc[:begin].strip())
    shown = doc[begin:].splitlines()
    code = [line[4:] if line.startswith((">>> ", "... ")) else f"# {line}" if line.strip() else "" for line in shown]
    return prose, "\n".join(code).strip()


def _interface(cls: type) -> str:
    lines = [f"class {cls.__name__}(Protocol):"]
    lines += [f"    {name}: {kind}" for name, kind in cls.__annotations__.items()]
    for name, method in vars(cls).items():
        if inspect.isfunction(method) and not name.startswith("_") and method.__module__ == interfaces.__name__:
            lines += ["", f"    def {name}{_signature(method)}:"]
            words = " ".join((inspect.getdoc(method) or "").split())
            lines += _wrapped(f'"""{words}"""')
    prose = re.sub(r"``([^`]+)``", r"`\1`", inspect.getdoc(cls) or "")
    return f"**{cls.__name__}.** {prose}\n\n" + _python("\n".join(lines))


def _object(cls: type) -> str:
    """What a plugin may ask of an object: its fields with their types, its methods with their first sentence."""
    lines = [f"class {cls.__name__}:"]
    # A named tuple keeps its annotations as references.
    kinds = {name: getattr(kind, "__forward_arg__", kind) for name, kind in cls.__annotations__.items()}
    lines += [f"    {name}: {kind}" for name, kind in kinds.items() if not name.startswith("_")]
    for name, member in vars(cls).items():
        function = member.fget if isinstance(member, property) else member
        if name.startswith("_") or not inspect.isfunction(function) or not inspect.getdoc(function):
            continue
        decorator = ["    @property"] if isinstance(member, property) else []
        lines += ["", *decorator, f"    def {name}{_signature(function)}:"]
        words = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
        lines += _wrapped(f'"""{words}"""')
    prose = re.sub(r"``([^`]+)``", r"`\1`", inspect.getdoc(cls) or "")
    return f"**{cls.__name__}.** {prose}\n\n" + _python("\n".join(lines))


def _python(code: str) -> str:
    """A block of code, set as the code of the package is: `ruff format` looks into Markdown too."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(ROOT / "example.py"), "-"],
        input=code,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return f"```python\n{done.stdout}```"


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, 112, initial_indent="        ", subsequent_indent="        ")
