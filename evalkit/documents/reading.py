"""From a file to its document: its bytes decoded, its YAML composed, and all that is wrong with either explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from evalkit.core.message import Message, say
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem
from evalkit.core.trouble import reason
from evalkit.documents.composing import Refused, Unreadable, compose
from evalkit.documents.nodes import Document, Entries, Node, Scalar, Series
from evalkit.documents.syntax import Correction, corrections, explained, moved, typed
from evalkit.documents.writing import quoted

MAX_BYTES: Final = 2_000_000
"""Bytes that a file of settings may have."""
_MAX_FAULTS = 40
_MAX_TRIES = 400
_MAX_READ = 10_000_000  # characters that trials may read in all: a large broken file is no way to keep us busy
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_HARD = re.compile(r"\A[ \t]*[\u00a0\u2007\u202f][ \t\u00a0\u2007\u202f]*(?=\S)")
"""The indentation that pages and word processors leave."""
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def read_document(file: Path, path: str) -> tuple[Document | None, list[Problem]]:
    """Read a YAML file; *path* is how problems call it. No document where it says nothing or cannot be read."""
    where = Location(path=path)
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = say("Ce fichier est trop gros : {size} octets, pour {limit} au plus.", size=size, limit=MAX_BYTES)
            return None, [Problem("E103", message, where, say("Les réponses vont dans le dossier data, pas ici."))]
        data = file.read_bytes()
    except FileNotFoundError:
        return None, [Problem("E101", say("Le fichier n’existe pas."), where, _neighbour(file))]
    except OSError as error:
        return None, [Problem("E101", say("Le fichier ne s’ouvre pas : {reason}.", reason=reason(error)), where)]
    text = _decoded(data, path)
    return (None, [text]) if isinstance(text, Problem) else parse_document(text, path)


def parse_document(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Read YAML that is at hand as text.

    A line that breaks the file is explained and read as its correction, so that what follows it is read too.
    """
    problems: list[Problem] = []
    lines = _lines(text)
    bad = [_unprintable(line, number, path) for number, line in enumerate(lines, 1) if _UNPRINTABLE.search(line)]
    if bad:
        problems += bad
        text = _UNPRINTABLE.sub("", text)
        lines = _lines(text)
    problems += [_hard_space(line, number, path) for number, line in enumerate(lines, 1) if _HARD.match(line)]
    lines = tuple(_HARD.sub(_soft, line) for line in lines)
    tries = min(_MAX_TRIES, 10 + _MAX_READ // len(text)) if text else 0
    while True:
        try:
            root, found = compose("\n".join(lines) + "\n", path)
            break
        except Refused as refused:
            return None, [*problems, refused.problem]
        except Unreadable as error:
            mended, tries = _mended(error, lines, path, tries)
            problems.append(explained(error, path, lines, mended))
            if mended is None or len(problems) > _MAX_FAULTS:
                return None, problems
            lines = (*lines[: mended.line - 1], mended.text, *lines[mended.line :])
    problems += found
    if root is None:
        return None, problems
    problems += _unread(root, lines)
    return Document(path=path, root=root, lines=lines), problems


def _lines(text: str) -> tuple[str, ...]:
    return tuple(_BREAK.split(text))


def _mended(error: Unreadable, lines: tuple[str, ...], path: str, tries: int) -> tuple[Correction | None, int]:
    """The first correction after which the parser gets further than before."""
    for correction in corrections(error, lines):
        if tries == 0:
            break
        tries -= 1
        trial = (*lines[: correction.line - 1], correction.text, *lines[correction.line :])
        try:
            compose("\n".join(trial) + "\n", path)
        except Unreadable as further:
            if further.token == "&" != error.token:  # found only once all the rest reads
                return correction, tries
            reached = max(further.start, (correction.line + 1, 0)) if further.start[0] > correction.line else (0, 0)
            if reached > max(error.start, (correction.line, 10**6)) and further.line > error.line - 1:
                return correction, tries
        except Refused:
            return correction, tries
        else:
            return correction, tries
    return None, tries


def _decoded(data: bytes, path: str) -> str | Problem:
    save = say("Dans le Bloc-notes : Fichier, Enregistrer sous, Encodage : UTF-8.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        message = say("Ce fichier n’est pas un texte en UTF-8 : c’est de l’UTF-16, ou un autre format.")
        return Problem("E102", message, Location(path=path, line=1, column=1), save)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        start, stop = (max(0, error.start - 12), error.start + 12)
        near = re.sub(r"^\S*\s|\s\S*$", "", _BREAK.sub(" ", data[start:stop].decode("cp1252", "replace")))
        rows = _lines(before)
        where = Location(path=path, line=len(rows), column=len(rows[-1]) + 1)
        message = say("Ce fichier n’est pas en UTF-8 ; il se lirait « {words} » en Windows-1252.", words=near)
        return Problem("E102", message, where, save)


def _unprintable(line: str, number: int, path: str) -> Problem:
    match = _UNPRINTABLE.search(line)
    column = match.start() + 1 if match else 1
    code = f"U+{ord(line[column - 1]):04X}"
    message = say("Cette ligne contient un caractère invisible ({code}).", code=code)
    return Problem("E102", message, Location(path=path, line=number, column=column), typed(_UNPRINTABLE.sub("", line)))


def _hard_space(line: str, number: int, path: str) -> Problem:
    message = say(
        "Cette ligne commence par une espace insécable, que l’on ne voit pas : le retrait se fait avec des espaces "
        "simples."
    )
    column = 1 + next(i for i, letter in enumerate(line) if letter not in " \t")
    return Problem("E104", message, Location(path=path, line=number, column=column), moved(_HARD.sub(_soft, line)))


def _soft(lead: re.Match[str]) -> str:
    return " " * len(lead[0])


def _neighbour(file: Path) -> Message | None:
    """A file of the same folder whose name is near."""
    beside = sorted(f.name for f in file.parent.iterdir()) if file.parent.is_dir() else []
    near = nearest(file.name, beside)
    return say("Vouliez-vous dire « {name} » ?", name=near) if near else None


def _unread(root: Node, lines: tuple[str, ...]) -> list[Problem]:
    """What YAML reads otherwise than a person would, though it makes no fault of it."""
    found: list[Problem] = []
    stack: list[Node] = [root]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Entries):
            stack += [value for _, value in node.pairs]
        elif isinstance(node, Series):
            stack += node.items
        elif not node.quoted:
            found += _cut(node, lines) + _curly(node)
    return found


def _cut(node: Scalar, lines: tuple[str, ...]) -> list[Problem]:
    """A « # » right before a word: what follows it was read as a comment."""
    line, column = node.end
    rest = lines[line - 1][column - 1 :]
    match = re.match(r"\s*(#[^\s#].*)$", rest)
    if not match:
        return []
    start, first = (node.where.line or 1, int(node.where.column or 1)) if node.text else node.end
    if start != line:
        return []
    whole = f"{node.text} {match[1]}".strip() if node.text else match[1]
    gap = "" if node.text or lines[line - 1][: first - 1].endswith(" ") else " "
    hint = typed(lines[line - 1][: first - 1] + gap + quoted(whole))
    where = Location(path=node.where.path, line=line, column=column + rest.index("#"))
    if node.text:
        message = say("Le texte après « # » n’est pas lu : « {words} ».", words=match[1])
        return [Problem("W102", message, where, hint)]
    message = say("Cette valeur commence par « # » : elle est prise pour un commentaire et n’est pas lue.")
    return [Problem("E110", message, where, hint)]


def _curly(node: Scalar) -> list[Problem]:
    if node.text[:1] in ("“", "”", "„", "‘") and node.text[-1:] in ("”", "“", "’") and len(node.text) > 1:
        message = say("Les guillemets courbes font partie du texte : ils seront imprimés.")
        hint = say("Pour entourer un texte, YAML ne connaît que les guillemets droits : {text}",
                   text=quoted(node.text[1:-1]))  # fmt: skip
        return [Problem("W101", message, node.where, hint)]
    return []
