"""What plugins gave of one kind, by name: the same name is never given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeVar

from attrs import frozen

T = TypeVar("T")


@frozen(kw_only=True)
class Provider:
    """Who gives something: evalkit itself, an installed distribution or a local file.

    ``name`` is the module, the entry point or the path of the file, relative to the project; ``package`` the folder or
    file in which its code stands; ``version`` is that of the distribution; of a local file
    it is its ``sha256``.
    """

    name: str
    origin: Literal["builtin", "installed", "local"]
    package: str = ""
    distribution: str = ""
    version: str = ""
    sha256: str = ""

    def __str__(self) -> str:
        if self.origin == "local":
            return f"{self.name} (sha256 {self.sha256[:12]})"
        return f"{self.distribution} {self.version} ({self.name})"


class Taken(Exception):
    """A name that another provider has given already."""

    def __init__(self, name: str, first: Provider, second: Provider) -> None:
        self.name, self.first, self.second = name, first, second
        super().__init__(f"{name}: {first}, {second}")


class Registry(Mapping[str, T]):
    """A read-only mapping from name to what was given, in the order of names; `add` refuses a name that is taken."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[T, Provider]] = {}

    def add(self, name: str, given: T, provider: Provider) -> None:
        """Keep what *provider* gives under *name*.

        Raises:
            Taken: where the name is taken. Nothing is renamed and nothing passed over: the same name must mean the same
                reading in two centres.
        """
        if name in self._given:
            raise Taken(name, self._given[name][1], provider)
        self._given[name] = given, provider

    def provider(self, name: str) -> Provider:
        """Who gave what stands under *name*."""
        return self._given[name][1]

    def __getitem__(self, name: str) -> T:
        return self._given[name][0]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._given))

    def __len__(self) -> int:
        return len(self._given)
