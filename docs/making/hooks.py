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
    used = [module for module in BUILTIN if hasattr(import_module(module), name)]
    told = ", ".join(f"`{module}`" for module in used)
    parts.append(f"Built-in plugins that use it: {told}." if used else "No built-in plugin uses it.")
    return "\n\n".join(parts)


def _signature(function: Callable[..., object]) -> str:
    return str(inspect.signature(function)).replace("'", "")


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
