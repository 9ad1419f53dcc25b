"""A zip archive looked at before anything is read from it: where its parts lie and how far they inflate."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, NoReturn

from evalkit.core.message import Message, say
from evalkit.core.problems import Location, Problem, ProblemsFound

MEBI = 1 << 20
MOST_INFLATED = 512 * MEBI
"""All parts of one archive together, inflated: six times fifty thousand rows of sixty columns."""
MOST_SMALL = 96 * MEBI
"""One part that is read as a whole."""
_RATIO, _RATIO_FROM = 200, 8 * MEBI
_ENTRIES = 5_000
_CHUNK = 128 << 10
"""Small enough for what is done with it to stay in the processor’s cache."""
_LOCAL = struct.Struct("<4s5H3L2H")
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")


class _Part(NamedTuple):
    start: int
    stored: int
    size: int
    crc: int
    deflated: bool


class Archive:
    """The parts of an archive by name, each inflated only as far as it declares, its checksum verified.

    Raises:
        ProblemsFound: E204 (password), E205 (damaged) or E206 (made to harm), on opening or on reading a part.
    """

    def __init__(self, data: bytes, shown: str) -> None:
        self._data = memoryview(data)
        self._shown = shown
        self._parts = self._looked_at(self._directory(data))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, sorted."""
        return tuple(sorted(self._parts))

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def size(self, name: str) -> int:
        """How many bytes the part holds."""
        return self._parts[name].size

    def read(self, name: str) -> bytes:
        """A whole part."""
        if self._parts[name].size > MOST_SMALL:
            self.refuse_harm(say("Une partie de l’archive est démesurée."))
        return b"".join(self.chunks(name))

    def xml(self, name: str) -> bytes:
        """A whole XML part in UTF-8, without a document type."""
        data = self.read(name)
        self.check_xml(data)
        return data

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces. The checksum is verified after the last."""
        part = self._parts[name]
        stored = self._data[part.start : part.start + part.stored]
        crc = size = 0
        for piece in self._inflated(stored) if part.deflated else _cut(stored):
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if size > part.size:
                self.refuse_harm(say("Une partie de l’archive est plus grande qu’elle ne le dit."))
            yield piece
        if size != part.size or crc != part.crc:
            self.refuse_damage(say("Le contenu ne correspond pas à sa somme de contrôle."))

    def check_xml(self, head: bytes) -> None:
        """Refuse a document type, an entity, or an encoding that hides them. *head* is the part's beginning, or all."""
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:64]:
            self.refuse_harm(say("Une partie XML n’est pas en UTF-8."))
        if (declared := _DECLARED.match(head[3:] if head.startswith(b"\xef\xbb\xbf") else head)) and declared[
            1
        ].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
            self.refuse_harm(say("Une partie XML déclare un encodage inattendu."))
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            self.refuse_doctype()

    def refuse_doctype(self) -> NoReturn:
        """Refuse what can make a small part grow, or reach out of the file."""
        self.refuse_harm(say("Une partie XML déclare un type de document (DTD) ou des entités."))

    def refuse_harm(self, message: Message) -> NoReturn:
        """Refuse a file made to harm."""
        hint = say("Ce n’est pas un fichier ordinaire : ouvrez l’original dans un tableur et enregistrez-le à nouveau.")
        raise ProblemsFound([Problem("E206", message, Location(path=self._shown), hint)])

    def refuse_damage(self, message: Message) -> NoReturn:
        """Refuse a file that is not whole."""
        text = say("Le fichier est abîmé ou incomplet. {detail}", detail=message)
        hint = say("Copiez ou téléchargez-le à nouveau.")
        raise ProblemsFound([Problem("E205", text, Location(path=self._shown), hint)])

    def _directory(self, data: bytes) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, OSError):
            pass
        if not data[len(data) // 2 :].strip(b"\0"):
            self.refuse_damage(say("Sa fin ne contient que des zéros."))
        return self.refuse_damage(say("Il s’arrête avant la fin de l’archive."))

    def _looked_at(self, entries: list[zipfile.ZipInfo]) -> dict[str, _Part]:
        if len(entries) > _ENTRIES:
            self.refuse_harm(say("L’archive contient trop de parties."))
        if sum(entry.file_size for entry in entries) > MOST_INFLATED:
            self.refuse_harm(say("Une fois décompressé, le fichier serait démesuré."))
        parts: dict[str, _Part] = {}
        extents: list[tuple[int, int]] = []
        folded: set[str] = set()
        for entry in entries:
            name = entry.orig_filename
            if name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name) or "\0" in name:
                self.refuse_harm(say("L’archive contient un chemin suspect."))
            if name.casefold() in folded:
                self.refuse_harm(say("L’archive contient deux parties du même nom."))
            folded.add(name.casefold())
            start = self._start(entry)
            extents.append((entry.header_offset, start + entry.compress_size))
            if entry.is_dir():
                continue
            if entry.flag_bits & 1:
                refuse_locked(self._shown)
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                self.refuse_damage(say("Sa compression n’est pas celle d’un classeur."))
            if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1):
                self.refuse_harm(say("Une partie de l’archive se décompresse démesurément."))
            parts[name] = _Part(
                start, entry.compress_size, entry.file_size, entry.CRC, entry.compress_type == zipfile.ZIP_DEFLATED
            )
        extents.sort()
        if any(end > following for (_, end), (following, _) in pairwise(extents)):
            self.refuse_harm(say("Des parties de l’archive se chevauchent."))
        return parts

    def _start(self, entry: zipfile.ZipInfo) -> int:
        """Where the bytes of a part begin, after its own header, which must name the same part."""
        at = entry.header_offset
        raw = bytes(self._data[at : at + _LOCAL.size])
        if len(raw) < _LOCAL.size or not raw.startswith(b"PK\3\4"):
            self.refuse_damage(say("Une partie ne commence pas là où l’archive le dit."))
        *_, name_length, extra_length = _LOCAL.unpack(raw)
        start = int(at + _LOCAL.size + name_length + extra_length)
        name = bytes(self._data[at + _LOCAL.size : at + _LOCAL.size + name_length])
        if name not in (_encoded(entry.orig_filename, "utf-8"), _encoded(entry.orig_filename, "cp437")):
            self.refuse_harm(say("Une partie de l’archive porte deux noms."))
        if start + entry.compress_size > len(self._data):
            self.refuse_damage(say("Il s’arrête avant la fin de l’archive."))
        return start

    def _inflated(self, stored: memoryview) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        at = 0
        rest: bytes | memoryview = b""
        try:
            while not inflater.eof:
                if not rest:
                    rest = stored[at : at + _CHUNK]
                    at += len(rest)
                piece = inflater.decompress(rest, _CHUNK)
                if not piece and not rest:
                    self.refuse_damage(say("Une partie est coupée."))
                rest = inflater.unconsumed_tail
                if piece:
                    yield piece
        except zlib.error:
            self.refuse_damage(say("Une partie ne se décompresse pas."))


def refuse_locked(shown: str) -> NoReturn:
    """Refuse a file that only its password opens."""
    hint = say("Ouvrez-le dans votre tableur et enregistrez-le sans mot de passe.")
    raise ProblemsFound(
        [Problem("E204", say("Le fichier est protégé par un mot de passe."), Location(path=shown), hint)]
    )


def _cut(stored: memoryview) -> Iterator[bytes]:
    for at in range(0, len(stored), _CHUNK):
        yield bytes(stored[at : at + _CHUNK])


def _encoded(name: str, encoding: str) -> bytes:
    try:
        return name.encode(encoding)
    except UnicodeEncodeError:
        return b""
