"""From nodes to attrs objects by their annotations, every fault at once and at its place.

An own structurer, and not cattrs: what is asked of it is mostly places (a key, a value, both), names that are near, and
going on after a fault, which cattrs knows nothing of; what cattrs would bring, the coercions, is what must not happen.
"""

from __future__ import annotations

import collections.abc
import types
import typing
from collections.abc import Collection
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, cast

import attrs

from evalkit.core.message import Message, say
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem
from evalkit.core.text import Text
from evalkit.documents import values
from evalkit.documents.nodes import Document, Entries, Node, Scalar, Series
from evalkit.documents.refusals import cut_by_commas, expected, quoted_hint, refused_by, type_words

T = TypeVar("T")
FAILED: Final = object()
_NODES = (Scalar, Series, Entries)
_LISTS = (tuple, list, collections.abc.Sequence, frozenset, set)
_MAPS = (dict, collections.abc.Mapping)


class Structurer:
    """Makes objects of one project's documents and keeps what was wrong.

    ``problems`` grows with every call. ``broken`` holds the ids of what could not be made: a reference to one of them
    is no second fault.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self._lines: dict[str, tuple[str, ...]] = {}
        self._nodes: dict[int, tuple[object, Entries]] = {}
        self._hints: dict[type, dict[str, object]] = {}

    def read(self, document: Document, kind: type[T]) -> T | None:
        """The object that a whole document says, or None where it cannot be made."""
        self.know(document)
        return self.make(document.root, kind)

    def read_list(self, document: Document, kind: type[T]) -> tuple[T, ...]:
        """The objects of a document that is a list of them, without those that cannot be made."""
        self.know(document)
        made = self._value(document.root, tuple[kind, ...])  # type: ignore[valid-type]
        return () if made is FAILED else cast("tuple[T, ...]", made)

    def know(self, document: Document) -> None:
        """Keep the lines of a document, which hints quote."""
        self._lines[document.path] = document.lines

    def make(self, node: Node, kind: type[T] | Any, also_known: tuple[str, ...] = ()) -> T | None:
        """The object of type *kind* that a node says, or None; *also_known* are keys of it that another reads."""
        made = self._object(node, kind, also_known) if _is_class(kind) else self._value(node, kind)
        return None if made is FAILED else cast("T", made)

    def place(self, made: object, key: str = "", index: int | None = None) -> Location | None:
        """Where an object that was made here stands, or the value of one of its keys, or one of that value's items."""
        if id(made) not in self._nodes:
            return None
        node: Node = self._nodes[id(made)][1]
        if key and isinstance(node, Entries):
            node = node.get(key) or node
        if index is not None and isinstance(node, Series) and index < len(node.items):
            node = node.items[index]
        return node.where

    def place_of_key(self, made: object, *keys: str) -> Location | None:
        """Where the last of these keys is written, each inside the value of the one before."""
        node: Node | None = self._nodes[id(made)][1] if id(made) in self._nodes else None
        where = node.where if node else None
        for key in keys:
            name = next((k for k, _ in node.pairs if k.text == key), None) if isinstance(node, Entries) else None
            where = name.where if name else where
            node = node.get(key) if isinstance(node, Entries) else None
        return where

    def fault(self, code: str, message: Message, where: Location | None, hint: Message | None = None) -> None:
        """Keep a problem."""
        self.problems.append(Problem(code, message, where, hint))

    def _wrong(self, node: Node, wanted: Message, hint: Message | None = None) -> object:
        message, own = expected(node, wanted)
        self.fault("E108", message, node.where, hint or own)
        return FAILED

    def _value(self, node: Node, kind: Any) -> Any:
        origin = typing.get_origin(kind)
        args = typing.get_args(kind)
        if kind == Node or kind in _NODES:
            return node if kind == Node or isinstance(node, kind) else self._wrong(node, type_words(kind))
        if origin is typing.Annotated:
            return self._value(node, args[0])
        if origin in (typing.Union, types.UnionType):
            return self._one_of(node, args)
        if kind in _LISTS or origin in _LISTS:
            return self._list(node, origin or kind, args[0] if args else object)
        if kind in _MAPS or origin in _MAPS:
            return self._map(node, *(args or (str, object)))
        if origin is typing.Literal:
            return self._among(node, {str(arg): arg for arg in args})
        if kind is object or kind is Any:
            return self._plain(node)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._among(node, {str(member.value): member for member in kind})
        if _is_class(kind):
            return self._object(node, kind)
        return self._scalar(node, kind)

    def _scalar(self, node: Node, kind: Any) -> Any:
        if kind is Text and isinstance(node, Entries) and _languages(node):
            return Text({key.text: self._text(value) for key, value in node.pairs})
        if not isinstance(node, Scalar):
            return self._wrong(node, type_words(kind), quoted_hint(node, self._lines) if kind in (str, Text) else None)
        read = _READERS.get(kind)
        if read is None:
            msg = f"a field of type {kind!r} cannot be read from a file"
            raise TypeError(msg)
        value = read(node.text)
        return self._wrong(node, type_words(kind), values.share_meant(node.text)) if value is None else value

    def _text(self, node: Node) -> str:
        made = self._scalar(node, str)
        return "" if made is FAILED else str(made)

    def _one_of(self, node: Node, kinds: tuple[Any, ...]) -> Any:
        """The first type that fits what is written; numbers before words only where no quotes say otherwise."""
        if type(None) in kinds and isinstance(node, Scalar) and node.empty:
            return None
        wanted = [kind for kind in kinds if kind is not type(None)]
        if type(node) in wanted:
            return node
        if isinstance(node, Scalar):
            numbers = any(kind in (int, float) for kind in wanted)
            words = [kind for kind in wanted if kind in (str, Text)]
            if words and (node.quoted or not numbers or values.written_number(node.text) is None):
                return self._value(node, words[0])
            wanted.sort(key=lambda kind: kind not in (bool, int, float))
            fits = [kind for kind in wanted if kind in _READERS and _READERS[kind](node.text) is not None]
            return self._value(node, (fits or wanted)[0])
        shaped = _LISTS if isinstance(node, Series) else _MAPS
        fitting = [k for k in wanted if k in shaped or typing.get_origin(k) in shaped]
        if isinstance(node, Entries):
            fitting += [kind for kind in wanted if _is_class(kind) or kind is Text]
        return self._value(node, (fitting or wanted)[0])

    def _list(self, node: Node, shape: Any, kind: Any) -> Any:
        """A list; one value alone is a list of one, where an item may be a word."""
        if isinstance(node, Scalar) and node.empty:
            return shape() if shape in (frozenset, set, list) else ()
        if isinstance(node, Scalar) and not _is_class(kind):
            if not node.quoted and values.LISTED.match(node.text):
                hint = say("Écrivez une liste, [{words}], ou mettez le texte entre guillemets.", words=node.text)
                return self._wrong(node, say("une liste"), hint)
            items: tuple[Node, ...] = (node,)
        elif isinstance(node, Series):
            items = node.items
        else:
            return self._wrong(node, say("une liste"))
        made = [value for item in items if (value := self._value(item, kind)) is not FAILED]
        return shape(made) if shape in (frozenset, set, list) else tuple(made)

    def _map(self, node: Node, key_kind: Any, kind: Any) -> Any:
        if isinstance(node, Scalar) and node.empty:
            return {}
        if not isinstance(node, Entries):
            return self._wrong(node, say("des clés et leurs valeurs"))
        made = {}
        for key, value in node.pairs:
            name, read = self._value(key, key_kind), self._value(value, kind)
            if name is not FAILED and read is not FAILED:
                made[name] = read
        return made

    def _among(self, node: Node, known: dict[str, Any]) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong(node, say("l’un de : {known}", known=", ".join(known)))
        if node.text in known:
            return known[node.text]
        near = nearest(node.text, known)
        hint = say("Vouliez-vous dire « {name} » ?", name=near) if near else None
        message = say("« {word} » n’est pas accepté ici ; attendu : l’un de {known}.", word=node.text,
                      known=", ".join(known))  # fmt: skip
        self.fault("E109", message, node.where, hint)
        return FAILED

    def _plain(self, node: Node) -> Any:
        """What a node says where no type is asked for: text, yes or no, lists and maps of them."""
        if isinstance(node, Series):
            return tuple(self._plain(item) for item in node.items)
        if isinstance(node, Entries):
            return {key.text: self._plain(value) for key, value in node.pairs}
        if node.quoted:
            return node.text
        return {"true": True, "false": False}.get(node.text, None if node.empty else node.text)

    def _object(self, node: Node, kind: Any, also_known: tuple[str, ...] = ()) -> Any:
        if isinstance(node, Scalar) and node.empty and not _required(kind):
            node = Entries(pairs=(), where=node.where, end=node.end)
        if not isinstance(node, Entries):
            wanted = say("des clés et leurs valeurs ({known})", known=", ".join(_keys(kind)))
            return self._failed(node, self._wrong(node, wanted))
        made = self._fields(node, kind, also_known)
        hints = self._annotations(kind)
        if "where" in attrs.fields_dict(kind) and hints["where"] in (Location | None, Location):
            made["where"] = node.where
        if any(field.alias not in made for key, field in _keys(kind).items() if key in _required(kind)):
            return self._failed(node, FAILED)
        return self._built(node, kind, made)

    def _fields(self, node: Entries, kind: Any, also_known: tuple[str, ...]) -> dict[str, Any]:
        """The values of a class's fields, by the name under which its constructor takes them."""
        fields, hints = _keys(kind), self._annotations(kind)
        missing = {key for key in _required(kind) if _says_nothing(node.get(key), hints[fields[key].name])}
        commas = cut_by_commas(node, {*fields, *also_known}, self._lines.get(node.where.path, ()))
        self.problems += [problem for problem in commas.values() if problem is not None]
        made: dict[str, Any] = {}
        for key, value in node.pairs:
            field = fields.get(key.text)
            if field is None:
                if key.text not in commas and key.text not in also_known:
                    missing.discard(self._unknown(key, (*fields, *also_known), missing))
            elif not _says_nothing(value):
                read = self._value(value, hints[field.name])
                if read is not FAILED:
                    made[field.alias or field.name] = read
        for name in sorted(missing):
            self._missing(node, name)
        return made

    def _built(self, node: Entries, kind: Any, made: dict[str, Any]) -> Any:
        try:
            value = kind(**made)
        except (ValueError, TypeError) as error:
            faults = refused_by(kind, made, error)
            for key, message in faults:
                self.fault("E109", message, (node.get(key) or node).where if key else node.where)
            return self._failed(node, FAILED)
        self._nodes[id(value)] = (value, node)
        return value

    def _failed(self, node: Node, result: object) -> object:
        for key in ("id", "code") if isinstance(node, Entries) else ():
            name = cast("Entries", node).get(key)
            if isinstance(name, Scalar):
                self.broken.add(name.text)
        return result

    def _unknown(self, key: Scalar, known: tuple[str, ...], missing: set[str]) -> str:
        """Report a key that nobody reads; the missing key it was surely meant to be is no second fault."""
        near = nearest(key.text, missing) or nearest(key.text, known)
        hint = say("Vouliez-vous dire « {name} » ?", name=near) if near else None
        if hint is None and known:
            hint = say("Clés connues ici : {known}.", known=", ".join(sorted(known)))
        self.fault("E106", say("La clé « {key} » n’est pas connue ici.", key=key.text), key.where, hint)
        return near or ""

    def _missing(self, node: Entries, key: str) -> None:
        value = node.get(key)
        if value is not None:
            self.fault("E107", say("La clé « {key} » est vide ; une valeur est attendue.", key=key), value.where)
        else:
            self.fault("E107", say("Il manque la clé « {key} ».", key=key), node.where)

    def _annotations(self, kind: Any) -> dict[str, Any]:
        if kind not in self._hints:
            self._hints[kind] = typing.get_type_hints(kind)
        return cast("dict[str, Any]", self._hints[kind])


def _is_class(kind: Any) -> bool:
    return isinstance(kind, type) and attrs.has(kind) and kind not in _NODES


def keys_of(kind: Any) -> tuple[str, ...]:
    """The keys that a file may give to an object of this class."""
    return tuple(_keys(kind))


def only(node: Node, keys: Collection[str]) -> Node:
    """The part of a map that has these keys."""
    if not isinstance(node, Entries):
        return node
    return attrs.evolve(node, pairs=tuple(pair for pair in node.pairs if pair[0].text in keys))


@cache
def _keys(kind: Any) -> dict[str, attrs.Attribute[Any]]:
    """The fields of a class by the key under which a file gives them; a class is asked for each of its nodes."""
    return {
        str(field.metadata.get("key", field.name)): field
        for field in attrs.fields(kind)
        if field.init and field.name != "where"
    }


def _required(kind: Any) -> set[str]:
    return {key for key, field in _keys(kind).items() if field.default is attrs.NOTHING}


def _languages(node: Entries) -> bool:
    return bool(node.pairs) and all(values.LANGUAGE.match(key.text) for key, _ in node.pairs)


def _says_nothing(node: Node | None, kind: Any = None) -> bool:
    """True for a key without a value; a label between quotes with nothing in it says nothing either."""
    if not isinstance(node, Scalar):
        return node is None
    return node.empty or (kind is Text and not node.text.strip())


_READERS: Final[dict[Any, Any]] = {
    str: lambda text: text,
    Text: Text,
    int: values.whole,
    float: values.number,
    bool: values.truth,
    date: values.day,
}
