"""A plugin's class at work where nobody knows plugins: what breaks there, or is no answer, is blamed on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from attrs import frozen

from evalkit.core.answers import Answers
from evalkit.core.interfaces import Verdict
from evalkit.core.items import Item
from evalkit.core.message import Message, say
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Table
from evalkit.core.readings import Reading, Status
from evalkit.core.sources import Grid
from evalkit.plugins.conformity import USUAL


@frozen
class Promise:
    """What a method gives: one of *expected*, or several, which are then all asked for at once."""

    expected: type
    several: bool = False


PROMISES: Final[Mapping[str, Mapping[str, tuple[Promise, ...]]]] = {
    "instruments": {
        "asks": (Promise(Item, several=True),),
        "answers": (Promise(Answers), Promise(Problem, several=True)),
    },
    "scorers": {"problems": (Promise(Problem, several=True),), "read": (Promise(Reading),)},
    "readers": {"recognise": (Promise(object),), "grids": (Promise(Grid, several=True),)},
    "syntheses": {
        "status": (Promise(Verdict),),
        "tables": (Promise(Table, several=True),),
        "says": (Promise(Message),),
    },
    "forms": {"takes": (Promise(object),)},
}
"""The methods of each kind and what they give; two promises are a pair. Files are held against their folder."""


def guarded(
    kind: str, given: type, blaming: Callable[[], AbstractContextManager[None]], unfit: Callable[[Message], Problem]
) -> type:
    """The same class, whose answers are blamed on the plugin where they break or are none; complete where it left out
    what has a usual value.

    *blaming* stands around each call, *unfit* says what is wrong with an answer.
    """
    # A subclass, so that its options, its docstring and its place stay the plugin's own.
    usual = {name: value for name, value in USUAL.get(kind, {}).items() if not hasattr(given, name)}
    own = {name: getattr(given, name) for name in ("__doc__", "__module__", "__qualname__")}
    made: Any = type(given.__name__, (given,), {"__slots__": (), **own, **usual})
    for method, promises in PROMISES.get(kind, {}).items():
        setattr(made, method, _held(made, method, promises, blaming, unfit))
    found: type = made
    return found


def _held(
    made: type,
    method: str,
    promises: tuple[Promise, ...],
    blaming: Callable[[], AbstractContextManager[None]],
    unfit: Callable[[Message], Problem],
) -> Callable[..., object]:
    def call(self: object, *values: object, **named: object) -> object:
        with blaming():
            given = getattr(super(made, self), method)(*values, **named)
            parts = tuple(given) if len(promises) > 1 else (given,)
            answers = [list(part) if promise.several else part for promise, part in zip(promises, parts, strict=True)]
        for promise, answer in zip(promises, answers, strict=True):
            if not all(_fits(one, promise.expected) for one in (answer if promise.several else [answer])):
                expected = promise.expected.__name__
                fault = say(
                    "sa méthode «\u00a0{method}\u00a0» rend un «\u00a0{expected}\u00a0»",
                    method=method,
                    expected=expected,
                )
                raise ProblemsFound([unfit(fault)])
        return answers[0] if len(promises) == 1 else tuple(answers)

    return call


def _fits(answer: object, expected: type) -> bool:
    if expected is Reading or expected is Verdict:
        status = getattr(answer, "status", "")
        return isinstance(answer, expected) and (isinstance(status, Status) or (status is None and expected is Reading))
    return isinstance(answer, expected)
