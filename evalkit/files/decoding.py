"""Bytes to text: which encoding a text file has, or why that cannot be said."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HOLES = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")
"""The five bytes that cp1252 does not know, read as Windows reads them: as control characters."""
PROPOSED = ("mac_roman", "cp850")
"""Encodings that no byte betrays: proposed to a person, never chosen."""


class Decoded(NamedTuple):
    """A file's text, the encoding that gave it, and what was guessed on the way."""

    text: str
    encoding: str
    notes: tuple[Problem, ...] = ()


def decoded(data: bytes, shown: str, encoding: str | None = None) -> Decoded:
    """The text of a file.

    *encoding* is what a person declared. Without it: a byte order mark decides, save one of UTF-16 before UTF-8, passed
    over with a note; many NUL bytes mean UTF-16, which is refused without its mark; then strict UTF-8; then
    cp1252, with a note.

    Raises:
        ProblemsFound: E208, E209, E210 or E212, at the line of the first byte at fault.
    """
    bom, name = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    if encoding is not None:
        return _declared(data, shown, encoding, bom, name)
    if bom:
        return _mismarked(data[len(bom) :], shown, name) or _strict(data[len(bom) :], shown, name)
    if b"\0" in data:
        _refuse_nuls(data, shown)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _without_utf8(data, shown, error)


def _mismarked(data: bytes, shown: str, marked: str) -> Decoded | None:
    """UTF-8 behind the mark of UTF-16 or UTF-32, in which no table is without NUL bytes; None for what is as marked."""
    if marked == "utf-8" or not data or b"\0" in data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemsFound(
            [
                Problem(
                    "E208",
                    say("Le fichier commence par la marque de l’{marked}, mais il n’est pas écrit ainsi, ni en UTF-8.",
                        marked=marked[:6].upper()),
                    Location(path=shown, line=_line(data[: error.start])),
                    say("Exportez à nouveau le fichier en UTF-8."),
                )
            ]
        ) from error  # fmt: skip
    note = Problem(
        "W219",
        say("Le fichier commence par la marque de l’{marked}, mais il est écrit en UTF-8 : il est lu ainsi.",
            marked=marked[:6].upper()),
        Location(path=shown, line=1),
        say("Si des accents sont faux, exportez à nouveau le fichier en UTF-8."),
    )  # fmt: skip
    return Decoded(text, "utf-8", (note,))


def unreadable(text: Decoded) -> bool:
    """True where a text was taken for cp1252 and holds bytes that cp1252 does not know."""
    return text.encoding == "cp1252" and bool(text.notes) and re.search("[\x80-\x9f]", text.text) is not None


def _declared(data: bytes, shown: str, encoding: str, bom: bytes, marked: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
        "".encode(encoding)
    except LookupError:
        raise ProblemsFound(
            [
                Problem(
                    "E212",
                    say("L’encodage « {encoding} » n’est pas connu.", encoding=encoding),
                    Location(path=shown),
                    say("Les plus courants : utf-8, cp1252, mac_roman, cp850, utf-16-le."),
                )
            ]
        ) from None
    if bom and codec.name.replace("_", "-").startswith(marked.rsplit("-", 1)[0]):
        return _strict(data[len(bom) :], shown, marked)
    return _strict(data, shown, codec.name)


def _strict(data: bytes, shown: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        wide = encoding.startswith(("utf-16", "utf-32"))
        if "end of data" in error.reason or "truncated data" in error.reason:
            _refuse_cut(data.decode(encoding, "ignore"), shown)
        line = _line(data[: error.start].decode(encoding, "replace") if wide else data[: error.start])
        raise ProblemsFound(
            [
                Problem(
                    "E208",
                    say("Un octet ne se lit pas en {encoding}.", encoding=encoding),
                    Location(path=shown, line=line),
                    say("Exportez à nouveau le fichier en UTF-8, ou indiquez `encoding:` sous `files:`."),
                )
            ]
        ) from error
    if "\0" in text:
        _refuse_nul(_line(text[: text.index("\0")]), data.find(b"\0"), shown)
    return Decoded(text, encoding)


def _without_utf8(data: bytes, shown: str, error: UnicodeDecodeError) -> Decoded:
    """Text that is not UTF-8: damaged UTF-8 where most of its letters are, else cp1252."""
    loose = data.decode("utf-8", "surrogateescape")
    strange = len(re.findall("[\udc80-\udcff]", loose))
    sound = len(re.findall("[^\x00-\x7f]", loose)) - strange
    if sound and sound >= strange:
        line = _line(data[: error.start])
        if "end of data" in error.reason and not re.search("[\udc80-\udcff][^\udc80-\udcff]", loose):
            _refuse_cut(loose, shown)
        raise ProblemsFound(
            [
                Problem(
                    "E208",
                    say("Le fichier est en UTF-8, mais cette ligne contient un octet abîmé."),
                    Location(path=shown, line=line),
                    say("Exportez à nouveau le fichier, ou indiquez `encoding:` sous `files:`."),
                )
            ]
        ) from error
    text = _HOLES.sub(lambda hole: chr(ord(hole[0]) - 0xDC00), data.decode("cp1252", "surrogateescape"))
    note = Problem(
        "W201",
        say("Le fichier n’est pas en UTF-8 : il est lu avec l’encodage de Windows (cp1252)."),
        Location(path=shown, line=_line(data[: error.start])),
        say("Si des accents sont faux, indiquez `encoding:` sous `files:`."),
    )
    return Decoded(text, "cp1252", (note,))


def _refuse_nuls(data: bytes, shown: str) -> NoReturn:
    """NUL bytes without a byte order mark: UTF-16, a file of zeros, or damage."""
    head = data[:4096]
    if head.count(0) * 5 >= len(head) and len(data.rstrip(b"\0")) > 0:
        odd, even = head[1::2].count(0), head[::2].count(0)
        guess = "utf-16-le" if odd >= even else "utf-16-be"
        if max(odd, even) > 3 * min(odd, even):
            raise ProblemsFound(
                [
                    Problem(
                        "E208",
                        say("Le fichier contient des octets nuls : UTF-16 sans marque d’ordre (BOM) ?"),
                        Location(path=shown),
                        say(
                            "Enregistrez-le en « CSV UTF-8 », ou indiquez `encoding: {guess}` sous `files:`.",
                            guess=guess,
                        ),
                    )
                ]
            )
    offset = data.index(0)
    _refuse_nul(_line(data[:offset]), offset, shown)


def _refuse_nul(line: int, offset: int, shown: str) -> NoReturn:
    raise ProblemsFound(
        [
            Problem(
                "E209",
                say("Le fichier est abîmé : octet nul au milieu du texte (position {offset}).", offset=offset),
                Location(path=shown, line=line),
                say("Exportez ou copiez à nouveau le fichier."),
            )
        ]
    )


def _refuse_cut(text: str, shown: str) -> NoReturn:
    raise ProblemsFound(
        [
            Problem(
                "E210",
                say("Le fichier s’arrête au milieu d’un caractère : fichier tronqué ?"),
                Location(path=shown, line=_line(text)),
                say("Copiez ou exportez à nouveau le fichier en entier."),
            )
        ]
    )


def _line(before: bytes | str) -> int:
    """The line on which a place stands, from 1, given all that comes before it."""
    text = before.decode("latin-1") if isinstance(before, bytes) else before
    return len(re.findall("\r\n|\r|\n", text)) + 1


def repaired(text: str) -> str | None:
    """UTF-8 that was once read as cp1252, put right; None where the text is not that.

    >>> repaired("salariÃ©"), repaired("salarié")
    ('salarié', None)
    """
    if text.isascii():
        return text
    try:
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeError:
        return None


def _byte(letter: str) -> bytes:
    """The byte that cp1252 reads as *letter*; Windows reads its five holes as control characters."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def read_otherwise(text: str) -> Mapping[str, str]:
    """What a text read as cp1252 says in each encoding that only a person can choose.

    >>> read_otherwise("salariŽ")["mac_roman"]
    'salarié'
    """
    try:
        data = text.encode("cp1252")
    except UnicodeEncodeError:
        return {}
    return {name: data.decode(name) for name in PROPOSED}
