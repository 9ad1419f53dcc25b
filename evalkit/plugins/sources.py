"""Where plugins come from: the tuple of built-ins, installed distributions, files listed by a project."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from pathlib import Path, PurePath
from types import ModuleType

from attrs import evolve

from evalkit.core.problems import Problem
from evalkit.plugins import blame
from evalkit.plugins.approval import sha256
from evalkit.plugins.registry import Provider

GROUP = "evalkit"
"""The group of entry points under which a distribution announces its plugins."""

DISTRIBUTION = "evalkit-social"

Found = tuple[Provider, object | Problem]
"""A plugin and what was loaded of it: a module (or any object with hooks), or what went wrong."""


def own_version() -> str:
    """The version of evalkit itself; empty in a checkout that was never installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return ""


def builtins(names: Iterable[str]) -> Iterator[Found]:
    """The built-in modules. A fault in one of them is ours and is raised."""
    ours = own_version()
    for name in names:
        yield Provider(name=name, origin="builtin", distribution=DISTRIBUTION, version=ours), import_module(name)


def installed() -> Iterator[Found]:
    """What installed distributions announce, in the order of their names."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: (_distribution(point), point.name, point.value)):
        release = point.dist.version if point.dist else ""
        provider = Provider(
            name=point.name,
            origin="installed",
            package=point.module.split(".")[0],
            distribution=_distribution(point),
            version=release,
        )
        try:
            yield provider, point.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever a stranger's module does when imported)
            yield provider, blame.not_loaded(provider, error)


def listed(folder: Path, paths: Iterable[str], approved: Mapping[str, str]) -> Iterator[Found]:
    """The local files a project lists, each loaded only where its content is approved."""
    for path in paths:
        provider = Provider(name=path, origin="local", package=PurePath(path).stem)
        try:
            content = (folder / path).read_bytes()
        except OSError as error:
            yield provider, blame.not_found(provider, error)
            continue
        digest = sha256(content)
        provider = evolve(provider, sha256=digest, version=f"sha256:{digest}")
        if provider.sha256 not in approved:
            changed = Path(path).name in approved.values()
            yield provider, blame.not_approved(provider, changed)
            continue
        try:
            yield provider, _module(folder / path, content, provider.sha256)
        except (Exception, SystemExit) as error:  # noqa: BLE001  (same)
            yield provider, blame.not_loaded(provider, error)


def _module(path: Path, content: bytes, digest: str) -> ModuleType:
    """The module of a local file, run from the very bytes that were approved.

    It stands in ``sys.modules`` under a name that holds its fingerprint, because attrs and typing look there for the
    names in its annotations; its folder never enters ``sys.path``.
    """
    name = f"evalkit_local_{digest[:16]}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(content, str(path), "exec", dont_inherit=True), module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist else ""
