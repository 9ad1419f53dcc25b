"""What loading an evaluation asks of the plugins of a run."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from evalkit.core.interfaces import Instrument, Output, Reader, Scorer, Synthesis


class Offered(Protocol):
    """Classes by name, and a context in which whoever breaks is named; `evalkit.plugins.manager.Plugins` is one."""

    @property
    def instruments(self) -> Mapping[str, type[Instrument]]: ...

    @property
    def scorers(self) -> Mapping[str, type[Scorer]]: ...

    @property
    def readers(self) -> Mapping[str, type[Reader]]: ...

    @property
    def syntheses(self) -> Mapping[str, type[Synthesis]]: ...

    @property
    def outputs(self) -> Mapping[str, type[Output]]: ...

    def calling(self, kind: str, name: str, /) -> AbstractContextManager[None]: ...
