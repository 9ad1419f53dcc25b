"""A document as a tree of nodes with places, before anything in it has a type."""

from __future__ import annotations

from attrs import frozen

from evalkit.core.problems import Location


@frozen(kw_only=True)
class Scalar:
    """A piece of text: what was written, kept as text until a field asks for another type.

    ``quoted`` is true where the writer put it between quotes or in a block. ``end`` is the place just after it, as
    (line, column) from 1.
    """

    text: str
    where: Location
    end: tuple[int, int]
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """True where nothing was written: no value, or YAML's own words for none."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


@frozen(kw_only=True)
class Series:
    """A list. ``flow`` is true where it is written between brackets."""

    items: tuple[Node, ...]
    where: Location
    end: tuple[int, int]
    flow: bool = False


@frozen(kw_only=True)
class Entries:
    """Keys and their values, in the order written, each key once. ``flow`` is true where written between braces."""

    pairs: tuple[tuple[Scalar, Node], ...]
    where: Location
    end: tuple[int, int]
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value of a key, or None where it is not written."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node = Scalar | Series | Entries


@frozen(kw_only=True)
class Document:
    """A file that was read: ``path`` as the user types it, its ``lines`` as she wrote them, and the tree they make."""

    path: str
    root: Node
    lines: tuple[str, ...]
