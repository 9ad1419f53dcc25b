"""The pages that the outputs make of results of several kinds, each made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from evalkit import Output, Published, open_evaluation
from evalkit.outputs.advocacy import Advocacy
from evalkit.outputs.poster import Poster
from evalkit.outputs.report import Report
from evalkit.outputs.restitution import Restitution
from tests.outputs.results import published as small

ROMANS = Path(__file__).resolve().parent.parent.parent / "examples" / "romans"
PAGES: dict[str, type[Output]] = {
    "report": Report,
    "poster": Poster,
    "restitution": Restitution,
    "advocacy": Advocacy,
}

Results = Callable[[str, str], Published]


@pytest.fixture(scope="session")
def results() -> Results:
    """Results by name (romans, small, empty, masked) and profile."""
    opened = open_evaluation(ROMANS)

    @cache
    def made(name: str, profile: str) -> Published:
        if name == "romans":
            return opened.publish("2017-2018", profile)  # type: ignore[arg-type]
        if name == "nothing":
            return small(**{table: [] for table in EMPTY})  # type: ignore[arg-type]
        return small()

    return made


EMPTY = (
    "context", "framework", "criteria", "indicators", "markers", "readings", "findings", "quotes", "unexpected",
    "instruments", "coverage", "masked",
)  # fmt: skip


def made(page: str, published: Published, lang: str = "fr") -> str:
    """One page as text."""
    ((_, data),) = PAGES[page]().write(published, Path("ailleurs"), lang).items()
    return data.decode("utf-8")
