"""From the events of a YAML parser to nodes, refusing what no honest file holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import yaml
from attrs import define, field

from evalkit.core.message import Message, say
from evalkit.core.problems import Location, Problem
from evalkit.documents.nodes import Entries, Node, Scalar, Series

MAX_DEPTH: Final = 40
"""Levels of nesting that a file may have."""
MAX_NODES: Final = 200_000
"""Nodes that a file may have, aliases followed."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the pure one says the same, thirty times slower


class Unreadable(Exception):
    """The text is not YAML from some place on. Lines and columns count from 1; ``opened`` is where what broke began."""

    def __init__(self, line: int, column: int, *, opened: tuple[int, int] | None = None, token: str = "") -> None:
        super().__init__(f"{line}:{column} {token}")
        self.line = line
        self.column = column
        self.opened = opened
        self.token = token

    @property
    def start(self) -> tuple[int, int]:
        """Where what cannot be read begins, as far as the parser knows."""
        return self.opened or (self.line, self.column)


class Refused(Exception):
    """The text is YAML, but of a shape that is refused whole."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))
        self.problem = problem


def compose(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a text (None where it says nothing), and the faults that do not hide it.

    Raises:
        Unreadable: where the text is not YAML.
        Refused: where it is too deep, too large once its aliases are followed, or holds several documents.
    """
    composer = _Composer(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error) from error
    composer.close()
    return composer.root, composer.problems


def _unreadable(error: yaml.MarkedYAMLError) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    opened = None
    if error.context_mark and any(
        word in (error.context or "") for word in ("quoted", "flow", "alias", "anchor", "simple key")
    ):
        opened = (error.context_mark.line + 1, error.context_mark.column + 1)
    return Unreadable(line, column, opened=opened, token=error.problem or "")


@define
class _Frame:
    """A list or a map being read."""

    where: Location
    flow: bool
    mapping: bool
    anchor: str | None
    items: list[Node] = field(factory=list)
    size: int = 1


class _Composer:
    """Takes events one by one; keeps its own stack, so that no depth can exhaust Python's."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._unused: dict[str, tuple[int, int]] = {}
        self._nodes = 0
        self._documents = 0
        self._takes: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        """Make what the event says part of the tree."""
        handle = self._takes.get(type(event))
        if handle is not None:
            handle(event)

    def close(self) -> None:
        """Refuse an anchor that nothing uses: a text that begins with « & » was meant."""
        for line, column in self._unused.values():
            raise Unreadable(line, column, opened=(line, column), token="&")

    def _where(self, event: Any) -> Location:
        return Location(path=self.path, line=event.start_mark.line + 1, column=event.start_mark.column + 1)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            message = say("Ce fichier contient plusieurs documents séparés par « --- ».")
            self._refuse(message, self._where(event), say("Gardez-en un seul par fichier."))

    def _scalar(self, event: Any) -> None:
        self._tagless(event)
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
        node = Scalar(text=event.value, where=self._where(event), end=end, quoted=bool(event.style))
        self._anchor(event.anchor, node, 1, event)
        self._add(node, 1)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            at = event.start_mark.line + 1, event.start_mark.column + 1
            raise Unreadable(*at, opened=at, token="*")
        self._unused.pop(event.anchor, None)
        node, size = self._anchors[event.anchor]
        self._add(node, size)

    def _open(self, event: Any) -> None:
        self._tagless(event)
        if len(self._stack) >= MAX_DEPTH:
            message = say("Ce fichier emboîte plus de {n} niveaux.", n=MAX_DEPTH)
            self._refuse(message, self._where(event), say("Aucun fichier d’evalkit n’en demande autant."))
        mapping = isinstance(event, yaml.MappingStartEvent)
        if event.anchor:
            self._unused[event.anchor] = (event.start_mark.line + 1, event.start_mark.column + 1)
        frame = _Frame(where=self._where(event), flow=bool(event.flow_style), mapping=mapping, anchor=event.anchor)
        self._stack.append(frame)

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
        node: Node
        if frame.mapping:
            pairs = self._pairs(frame.items)
            node = Entries(pairs=pairs, where=frame.where, end=end, flow=frame.flow)
        else:
            node = Series(items=tuple(frame.items), where=frame.where, end=end, flow=frame.flow)
        if frame.anchor:
            self._anchors[frame.anchor] = (node, frame.size)
        self._add(node, frame.size)

    def _pairs(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        first: dict[str, Scalar] = {}
        pairs = []
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(
                    Problem("E108", say("Une clé est un mot, pas une liste ni un ensemble."), key.where,
                            say("Un texte qui contient des accolades ou des crochets se met entre guillemets."))
                )  # fmt: skip
            elif key.text in first:
                before = first[key.text].where
                message = say("La clé « {key} » est écrite deux fois : ligne {first} puis ligne {second}.",
                              key=key.text, first=before.line, second=key.where.line)  # fmt: skip
                self.problems.append(Problem("E105", message, key.where, say("Gardez l’une des deux lignes.")))
            else:
                first[key.text] = key
                pairs.append((key, value))
        return tuple(pairs)

    def _anchor(self, anchor: str | None, node: Node, size: int, event: Any) -> None:
        if anchor:
            self._anchors[anchor] = (node, size)
            self._unused[anchor] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def _tagless(self, event: Any) -> None:
        if event.tag is not None:
            at = event.start_mark.line + 1, event.start_mark.column + 1
            raise Unreadable(*at, opened=at, token="!")

    def _add(self, node: Node, size: int) -> None:
        self._nodes += 1
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        frame.items.append(node)
        frame.size += size
        if self._nodes > MAX_NODES or frame.size > MAX_NODES:
            message = say("Ce fichier contient plus de {n} éléments, une fois ses renvois suivis.", n=MAX_NODES)
            self._refuse(message, frame.where, say("Écrivez en clair ce que les renvois « & » et « * » répètent."))

    def _refuse(self, message: Message, where: Location, hint: Message) -> None:
        raise Refused(Problem("E103", message, where, hint))
