"""What a person can mend: a fault or a note, exactly where it stands, and the way out."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, field, frozen

from evalkit.core.message import Message


@frozen(kw_only=True)
class Location:
    """A place in a file of the centre.

    ``path`` is written as the user would type it, relative to the project. ``line`` counts from 1 and is the row in a
    table. ``column`` is a character position counted from 1 in a configuration file, or the heading of a column in an
    answer file; ``cell`` is a spreadsheet's own name for a place, like D17.
    """

    path: str
    sheet: str = ""
    line: int | None = None
    column: int | str | None = None
    cell: str = ""


@frozen
class Problem:
    """One thing that is wrong (``E…``) or worth knowing (``W…``).

    ``code`` is stable and has its paragraph in the documentation; ``hint`` says the way out.
    """

    code: str
    message: Message
    where: Location | None = None
    hint: Message | None = None

    @property
    def is_note(self) -> bool:
        """True for what does not stop a run."""
        return self.code.startswith("W")


@frozen
class Disagreement(Problem):
    """A note on a cell in which two observers of one meeting differ; internal outputs list it, to be looked at again.

    ``record`` is the meeting, ``item`` the id of what was observed, ``answers`` are the codes that differ.
    """

    record: str = field(kw_only=True)
    item: str = field(kw_only=True)
    answers: tuple[str, ...] = field(kw_only=True)


class ProblemsFound(Exception):
    """Raised where work cannot go on; carries everything that was found, notes included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("; ".join(f"{p.code} {p.message}" for p in self.problems if not p.is_note))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, then by code, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def relocated(problem: Problem, where: Location) -> Problem:
    """The same problem, said of a place where it had none."""
    return problem if problem.where is not None else evolve(problem, where=where)


def _place(problem: Problem) -> tuple[str, str, int, str, str, str, str]:
    where = problem.where or Location(path="")
    column = f"{where.column:09d}" if isinstance(where.column, int) else str(where.column or "")
    return where.path, where.sheet, where.line or 0, column, where.cell, problem.code, str(problem.message)
