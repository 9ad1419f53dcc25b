"""The questionnaire: one row, one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Answers, Framework, Item, Problem, Rows


@frozen(kw_only=True)
class Questionnaire:
    """A form that each person fills in once. A row is a person, and its key is the record."""

    name: ClassVar[str] = "questionnaire"
    layout: ClassVar[str] = "form"
    fields: ClassVar[tuple[str, ...]] = ("consent",)
    key: ClassVar[tuple[str, ...]] = ("record",)

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items of its file, as they stand there."""
        return declared

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        """One answer for each person and item, and a further one for each further choice."""
        return rows.to_answers(), []


@evalkit.hookimpl
def evalkit_instruments() -> Iterable[type]:
    """The kind « questionnaire »."""
    return [Questionnaire]
