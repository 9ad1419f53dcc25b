"""Each code of a problem is explained to who meets it, and shown by a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"[EW]\d{3}")


def given() -> set[str]:
    """The codes that the package gives, wherever they stand as a whole string."""
    return {
        node.value
        for file in sorted((ROOT / "evalkit").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def test_each_code_has_its_paragraph_and_no_paragraph_is_left_over():
    page = (ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    explained = re.findall(r"^#+ .*?([EW]\d{3})", page, flags=re.MULTILINE)
    assert sorted(given()) == sorted(explained)


def test_each_code_is_shown_by_a_test():
    tests = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests").rglob("*.py")))
    assert set() == given() - set(CODE.findall(tests))
