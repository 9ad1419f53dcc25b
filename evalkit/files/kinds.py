"""What a file is, by its first bytes and its parts, never by its name."""

from __future__ import annotations

import posixpath
import re
from typing import NoReturn

from evalkit.core.message import Message, say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.files.archive import Archive, refuse_locked

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BINARY = (
    (b"%PDF", "PDF"),
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x09\x08\x06\x00\x00\x05", "Excel 5"),
    (b"\x09\x08\x08\x00\x00\x05", "Excel 5"),
    (b"\0\0\x02\0", "Lotus 1-2-3"),
    (b"BEGIN:VCARD", "vCard"),
    (b"L\0\0\0\x01\x14\x02\0", "raccourci de Windows (.lnk)"),
    (b"[InternetShortcut]", "raccourci (.url)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3\0", "SQLite"),
    (b"$FL2", "SPSS"),
    (b"$FL3", "SPSS"),
    (b"PAR1", "Parquet"),
)
_ENDINGS = {
    "text": frozenset({".csv", ".tsv", ".txt", ".tab", ".dat", ".asc"}),
    "xlsx": frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    "ods": frozenset({".ods", ".ots"}),
    "xls": frozenset({".xls", ".xlt"}),
    "odk-zip": frozenset({".zip"}),
}
_NAMES = {"text": "texte (CSV)", "xlsx": "xlsx", "ods": "ods", "xls": "xls", "odk-zip": "zip"}


def kind_of_bytes(data: bytes, shown: str) -> str:
    """``zip``, ``ole`` or ``text``.

    Raises:
        ProblemsFound: E203 for what is surely no table of answers: a page, a document, a picture.
    """
    head = data[:4096]
    if head.startswith(_ZIPS):
        return "zip"
    if head.startswith(OLE):
        return "ole"
    if head.lstrip().startswith(b"%PDF-"):
        refuse_kind(shown, say("Le fichier est de type {kind}, pas un tableau de réponses.", kind="PDF"))
    if name := next((name for start, name in _BINARY if head.startswith(start)), ""):
        refuse_kind(shown, say("Le fichier est de type {kind}, pas un tableau de réponses.", kind=name))
    text = re.sub(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)", b"", head).replace(b"\0", b"").lstrip().lower()
    if b"office:document" in text and text.startswith(b"<?xml"):
        refuse_kind(
            shown,
            say("Le fichier est un classeur OpenDocument « à plat » (.fods)."),
            say("Ouvrez-le dans LibreOffice et enregistrez-le au format .ods."),
        )
    if re.match(rb"<(?:!doctype html|html|head|body|table|tr|t[dh]|meta|style|script|div)\b", text) or (
        text.startswith((b"<?xml", b"<!--")) and b"<html" in text
    ):
        refuse_kind(
            shown,
            say("Le fichier est une page web (HTML), même si son nom dit autre chose."),
            say("Ouvrez-le dans votre tableur et enregistrez-le au format .xlsx ou .ods."),
        )
    if re.match(rb"(?:mime-version:|<\?xml|<!doctype|<!--|<\w[^<>]*\sxmlns)", text) or re.match(
        rb"(?:from|date|subject): .*\n(?:.*\n){0,20}?mime-version:", text
    ):
        refuse_kind(
            shown,
            say("Le fichier est en XML, pas un tableau de réponses."),
            say("S’il s’ouvre dans votre tableur, enregistrez-le en .xlsx ou .ods ; sinon, exportez les réponses."),
        )
    if re.match(rb"(?:\{\s*[\"}]|\[\s*(?:\{\s*\"|\[)|\[\r?\n)", text):
        refuse_kind(
            shown,
            say("Le fichier est en JSON, pas un tableau de réponses."),
            say("Exportez les réponses en CSV ou en .xlsx."),
        )
    return "text"


def kind_of_archive(archive: Archive, shown: str) -> str:
    """``xlsx``, ``ods`` or ``odk-zip`` (still to be verified by its tables).

    Raises:
        ProblemsFound: E203, E204 or E205.
    """
    names = archive.names
    if "mimetype" in archive and archive.size("mimetype") < 200:
        media = archive.read("mimetype").strip()
        if media.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        if media.startswith(b"application/vnd.oasis.opendocument"):
            refuse_kind(shown, say("Le fichier est un document OpenDocument, pas un classeur."))
    if "content.xml" in archive and "META-INF/manifest.xml" in archive:
        return "ods"
    if "EncryptedPackage" in archive or "encrypted-package" in archive:
        refuse_locked(shown)
    if any(name.startswith(("xl/", "xl\\")) for name in names):
        if "[Content_Types].xml" not in archive:
            archive.refuse_damage(say("Il manque une partie du classeur ({name}).", name="[Content_Types].xml"))
        if "xl/workbook.bin" in archive:
            refuse_kind(shown, say("Le fichier est un classeur Excel binaire (.xlsb)."))
        return "xlsx"
    _refuse_documents(names, shown)
    if "[Content_Types].xml" in archive:
        return "xlsx"
    if names and all(posixpath.splitext(name)[1].lower() == ".csv" for name in _tables(names)):
        return "odk-zip"
    return refuse_archive(shown)


def _refuse_documents(names: tuple[str, ...], shown: str) -> None:
    """Refuse what other programs keep as an archive of parts."""
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        refuse_kind(
            shown,
            say("Le fichier est un document de Numbers (Apple)."),
            say("Dans Numbers, choisissez Fichier, Exporter vers, Excel."),
        )
    if any(name.startswith(("word/", "ppt/")) for name in names):
        refuse_kind(shown, say("Le fichier est un document ou un diaporama, pas un classeur."))


def _tables(names: tuple[str, ...]) -> list[str]:
    """The members of a zip that are meant as tables: pictures sent with a form stand beside them."""
    return [name for name in names if not name.startswith(("media/", "__MACOSX/"))] or ["?"]


def disagreement(shown: str, kind: str) -> list[Problem]:
    """A note where the name of a file says another kind than its content."""
    ending = posixpath.splitext(shown)[1].lower()
    if not ending or ending in _ENDINGS[kind]:
        return []
    return [
        Problem(
            "W202",
            say(
                "Le contenu est de type {kind}, malgré l’extension « {ending} » : il est lu selon son contenu.",
                kind=_NAMES[kind],
                ending=ending,
            ),
            Location(path=shown),
        )
    ]


def refuse_archive(shown: str) -> NoReturn:
    """Refuse an archive of files: a person chooses among them."""
    refuse_kind(
        shown,
        say("Le fichier est une archive, pas un tableau de réponses."),
        say("Décompressez-la d’abord, puis déposez seulement les fichiers de réponses."),
    )


def refuse_kind(shown: str, message: Message, hint: Message | None = None) -> NoReturn:
    """Refuse a kind of file that holds no table of answers."""
    hint = hint or say("Exportez les réponses au format .csv, .xlsx ou .ods.")
    raise ProblemsFound([Problem("E203", message, Location(path=shown), hint)])
