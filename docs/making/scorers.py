"""The page of scorers and syntheses: rule, limits and source from their docstrings, options from their fields."""

from __future__ import annotations

import inspect
import re
from typing import Any

import attrs

from evalkit.plugins.manager import Plugins
from making.words import words


def page() -> str:
    """The page."""
    plugins = Plugins(installed=False)
    parts = [words("scorers"), "## Scorers", *(_one(plugins.scorers[name]) for name in sorted(plugins.scorers))]
    parts += ["## Syntheses", *(_one(plugins.syntheses[name]) for name in sorted(plugins.syntheses))]
    return "\n\n".join(parts) + "\n"


def _one(cls: Any) -> str:
    prose = re.sub(r"``([^`]+)``", r"`\1`", inspect.getdoc(cls) or "")
    lines = [f"### {cls.name}", prose]
    if types := getattr(cls, "types", ()):
        lines.append("Reads items of type " + ", ".join(f"`{kind}`" for kind in map(str, types)) + ".")
    if getattr(cls, "phase", ""):
        lines.append(f"Reads the phase `{cls.phase}`.")
    if options := [_option(field) for field in attrs.fields(cls)]:
        lines.append("Options: " + "; ".join(options) + ".")
    return "\n\n".join(lines)


def _option(field: attrs.Attribute[Any]) -> str:
    kind = f"`{field.name}` ({field.type}"
    return f"{kind}, required)" if field.default is attrs.NOTHING else f"{kind}, else `{field.default}`)"
