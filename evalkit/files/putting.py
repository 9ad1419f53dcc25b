"""Made files put in place: each whole, old or new, and the one that vouches for the others last."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.trouble import reason

MANIFEST = "manifest.json"
"""The file that says whether the set is complete, put in place after all others."""
_ENDING = ".evalkit-tmp"


def put_in_place(folder: Path, files: Mapping[str, bytes], shown: str = "") -> tuple[Path, ...]:
    """Write *files* (name relative to *folder*, with ``/``; contents) and give their paths in order of writing.

    All are first written beside their places, flushed to the disk and read back; only then do they take the place of
    the old ones. Where anything fails before that, the old ones are untouched; whoever interrupts while they take it is
    obeyed once all have. *shown* is how messages name the folder.

    Raises:
        ProblemsFound: E401 where a file is open elsewhere or protected, E402 for any other fault of the disk.
        ValueError: for a name that leads out of the folder.
    """
    require_names(files)
    names = sorted(files, key=lambda name: (name == MANIFEST, name))
    written: list[tuple[str, Path, Path]] = []
    try:
        for name in names:
            target = folder / name
            with _faults(name, shown, room=True):
                target.parent.mkdir(parents=True, exist_ok=True)
                _sweep(target.parent)
            with _faults(name, shown):
                _probe(target)
        for name in names:
            target = folder / name
            beside = target.with_name(f".{target.name}{_ENDING}")
            written.append((name, beside, target))
            with _faults(name, shown, room=True):
                _write(beside, files[name])
        with _unbroken():
            for name, beside, target in written:
                with _faults(name, shown):
                    beside.replace(target)
    finally:
        for _, beside, _ in written:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    for parent in sorted({target.parent for _, _, target in written}):
        _flush_folder(parent)
    return tuple(target for _, _, target in written)


def require_names(names: Iterable[str]) -> None:
    """Hold names against the folder they are for.

    Raises:
        ValueError: for a name that leads out of it.
    """
    for name in names:
        path, there = PurePosixPath(name), PureWindowsPath(name)
        if path.is_absolute() or there.anchor or ".." in there.parts or not path.name:
            msg = f"{name!r} is no name inside a folder"
            raise ValueError(msg)


def _sweep(folder: Path) -> None:
    """Remove what an earlier run left when it was cut short."""
    for stray in sorted(folder.glob(f".*{_ENDING}")):
        stray.unlink(missing_ok=True)


def _probe(target: Path) -> None:
    """Fail now rather than half-way where the old file cannot be replaced: Windows locks what Excel has open."""
    if target.exists():
        with target.open("r+b"):
            pass


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != content:
        raise OSError(errno.EIO, "what was written cannot be read back")


@contextmanager
def _unbroken() -> Iterator[None]:
    """Let an interruption wait for what takes an instant and must not stop half-way."""
    if threading.current_thread() is not threading.main_thread():  # only that one is ever interrupted
        yield
        return
    asked: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if asked:
        raise KeyboardInterrupt


def _flush_folder(folder: Path) -> None:
    """Make the new names last through a power cut, where the system lets a folder be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _faults(name: str, shown: str, *, room: bool = False) -> Iterator[None]:
    """Say a fault of the disk as a person can mend it; *room* is for work that only the folder can refuse."""
    where = Location(path=f"{shown.rstrip('/')}/{name}" if shown else name)
    try:
        yield
    except PermissionError as error:
        if room:
            message = say("Ce fichier ne peut pas être écrit : son dossier est protégé.")
            hint = say("Ôtez cette protection, ou travaillez dans un autre dossier. Les anciens fichiers sont intacts.")
            raise ProblemsFound([Problem("E401", message, where, hint)]) from error
        message = say("Le fichier ne peut pas être remplacé : il est ouvert ailleurs, ou protégé.")
        hint = say("Fermez-le (dans Excel ou LibreOffice) et relancez. L’ancien fichier est intact.")
        raise ProblemsFound([Problem("E401", message, where, hint)]) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = say("Il n’y a plus de place sur le disque.")
            hint = say("Libérez de la place et relancez. Les anciens fichiers sont intacts.")
        else:
            message = say("Le fichier ne peut pas être écrit ({reason}).", reason=reason(error))
            hint = say("Choisissez un autre dossier avec -o. Les anciens fichiers sont intacts.")
        raise ProblemsFound([Problem("E402", message, where, hint)]) from error
