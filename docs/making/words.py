"""The words that people wrote for the generated pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent


def words(page: str, language: str = "en") -> str:
    """What is said of a generated page."""
    return str(_read("words.yaml")[page][language])


def keys() -> dict[str, dict[str, dict[str, str]]]:
    """The meaning of each key, by class, key and language."""
    return _read("keys.yaml")


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
