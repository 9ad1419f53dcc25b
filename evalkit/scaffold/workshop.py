"""The criteria that a workshop wrote down in a spreadsheet, as the template takes them."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.problems import Problem


def tree_of(file: Path) -> tuple[tuple[dict[str, object], ...], tuple[Problem, ...]]:
    """The criteria of a workshop's table, and what is worth knowing of it."""
    raise NotImplementedError(file)
