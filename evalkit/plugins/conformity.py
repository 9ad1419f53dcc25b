"""Whether a class does what its interface asks, said before it is used."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

import attrs

from evalkit.core.interfaces import FormWriter, Instrument, Output, Reader, Scorer, Synthesis
from evalkit.core.message import Message, say

KINDS: dict[str, type] = {
    "instruments": Instrument,
    "scorers": Scorer,
    "readers": Reader,
    "syntheses": Synthesis,
    "forms": FormWriter,
    "outputs": Output,
}
"""What plugins give as classes: each kind with its interface. The hook of a kind is ``evalkit_<kind>``."""

WITH_OPTIONS = frozenset({"instruments", "scorers", "syntheses"})
"""The kinds whose class is its own configuration, and so an attrs class."""

USUAL: dict[str, dict[str, object]] = {
    "instruments": {"fields": (), "key": ()},
    "scorers": {"types": (), "phase": ""},
}
"""The attributes that a class may leave out, and what is then taken."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def faults(kind: str, given: object) -> Iterator[Message]:
    """All that keeps *given* from being a class of this kind; nothing where it is one."""
    interface = KINDS[kind]
    if not isinstance(given, type):
        yield say("une classe est attendue, non {found}", found=type(given).__name__)
        return
    name = getattr(given, "name", None)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield say("son attribut « name » est un nom en minuscules, comme « share »")
    for attribute in interface.__annotations__:
        if attribute != "name" and attribute not in USUAL.get(kind, {}) and not hasattr(given, attribute):
            yield say("il lui manque l’attribut « {attribute} »", attribute=attribute)
    for method, asked in inspect.getmembers(interface, inspect.isfunction):
        if not method.startswith("_"):
            yield from _method(given, method, asked)
    if kind in WITH_OPTIONS and not attrs.has(given):
        yield say("c’est une classe attrs : ajoutez « @attrs.frozen » au-dessus d’elle")


def _method(given: type, method: str, asked: Callable[..., object]) -> Iterator[Message]:
    found = getattr(given, method, None)
    parameters = tuple(inspect.signature(asked).parameters)
    if not callable(found):
        yield say("il lui manque la méthode « {method}({parameters}) »", method=method, parameters=_said(parameters))
        return
    is_bound = isinstance(inspect.getattr_static(given, method), staticmethod | classmethod)
    try:
        inspect.signature(found).bind(*parameters[is_bound:])
    except (TypeError, ValueError):
        yield say("sa méthode s’appelle « {method}({parameters}) »", method=method, parameters=_said(parameters))


def _said(parameters: tuple[str, ...]) -> str:
    return ", ".join(parameters[1:])
