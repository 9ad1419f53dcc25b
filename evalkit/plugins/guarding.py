"""A plugin's class at work in the core, which knows no plugin: what breaks there, or is no answer, is blamed on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from evalkit.core.interfaces import Verdict
from evalkit.core.message import Message, say
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.readings import Reading, Status

ANSWERS: Final[Mapping[str, Mapping[str, type]]] = {
    "scorers": {"read": Reading},
    "syntheses": {"status": Verdict, "says": Message},
}
"""The methods of each kind that the core calls, and what they give. All others are called where the plugin is known."""


def guarded(
    kind: str, given: type, blaming: Callable[[], AbstractContextManager[None]], unfit: Callable[[Message], Problem]
) -> type:
    """The same class, whose answers to the core are blamed on the plugin where they break or are none.

    *blaming* stands around each call, *unfit* says what is wrong with an answer.
    """
    # A subclass, so that its options, its docstring and its place stay the plugin's own.
    made: Any = type(
        given.__name__,
        (given,),
        {"__slots__": (), "__doc__": given.__doc__, "__module__": given.__module__, "__qualname__": given.__qualname__},
    )
    for method, expected in ANSWERS.get(kind, {}).items():
        setattr(made, method, _held(made, method, expected, blaming, unfit))
    found: type = made
    return found


def _held(
    made: type,
    method: str,
    expected: type,
    blaming: Callable[[], AbstractContextManager[None]],
    unfit: Callable[[Message], Problem],
) -> Callable[..., object]:
    def call(self: object, *values: object, **named: object) -> object:
        with blaming():
            answer: object = getattr(super(made, self), method)(*values, **named)
        if not _fits(answer, expected):
            fault = say("sa méthode « {method} » rend un « {expected} »", method=method, expected=expected.__name__)
            raise ProblemsFound([unfit(fault)])
        return answer

    return call


def _fits(answer: object, expected: type) -> bool:
    if not isinstance(answer, expected):
        return False
    status = getattr(answer, "status", None)
    return isinstance(status, Status) or (status is None and expected is not Verdict)
