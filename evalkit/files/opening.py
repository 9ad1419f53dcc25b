"""A file of any origin as a `Source` of text cells: known by its content, opened once it is known to be safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from evalkit.core.message import say
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet, Source
from evalkit.core.trouble import reason
from evalkit.files.archive import MEBI, Archive
from evalkit.files.kinds import disagreement, kind_of_archive, kind_of_bytes
from evalkit.files.odkzip import open_odk_zip
from evalkit.files.ods import open_ods
from evalkit.files.textfile import open_text
from evalkit.files.xls import open_xls
from evalkit.files.xlsx import open_xlsx

MOST_BYTES = 256 * MEBI
"""The largest file that is opened."""
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""Byte order marks and blanks."""


def open_source(path: Path, shown: str, settings: Mapping[str, object]) -> Source:
    """The file at *path* as sheets of text cells; *shown* is how messages and places name it.

    *settings* are the keys of ``files:`` that apply to it: ``encoding``, ``delimiter`` and ``sheet`` act here, the
    others are kept for readers. A sheet that holds nothing has no rows.

    Raises:
        ProblemsFound: E201 to E219, where it cannot be read whole and safely.
    """
    data = _bytes(path, shown)
    if not data[:4096].strip(_NOTHING) and not data.strip(_NOTHING):
        raise ProblemsFound([_empty(shown)])
    kind = kind_of_bytes(data, shown)
    notes: list[Problem] = []
    sheets: tuple[Sheet, ...]
    if kind == "zip":
        archive = Archive(data, shown)
        kind = kind_of_archive(archive, shown)
        if kind == "xlsx":
            sheets, said = open_xlsx(data, archive, shown)
        elif kind == "ods":
            sheets, said = open_ods(archive, shown)
        else:
            sheets, said = open_odk_zip(archive, shown, settings)
    elif kind == "ole":
        kind = "xls"
        sheets, said = open_xls(data, shown)
    else:
        sheets, said = open_text(data, shown, settings)
    notes += [*disagreement(shown, kind), *said]
    sheets = _asked_for(sheets, settings, shown)
    if not any(sheet.rows for sheet in sheets):
        raise ProblemsFound([_empty(shown) if kind == "text" else _all_empty(sheets, shown)])
    return Source(
        path=shown,
        kind=kind,
        sha256=sha256(data).hexdigest(),
        sheets=sheets,
        notes=tuple(notes),
        settings=dict(settings),
    )


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProblemsFound([_too_large(shown)])
        return path.read_bytes()
    except OSError as error:
        raise ProblemsFound(
            [
                Problem(
                    "E201",
                    say("Le fichier ne peut pas être lu ({reason}).", reason=reason(error)),
                    Location(path=shown),
                    say("Fermez-le s’il est ouvert ailleurs, et vérifiez que vous avez le droit de le lire."),
                )
            ]
        ) from error


def _too_large(shown: str) -> Problem:
    return Problem(
        "E207",
        say("Le fichier dépasse {size} Mo.", size=MOST_BYTES // MEBI),
        Location(path=shown),
        say("Exportez les réponses seules, sans images, ou en plusieurs fichiers."),
    )


def _asked_for(sheets: tuple[Sheet, ...], settings: Mapping[str, object], shown: str) -> tuple[Sheet, ...]:
    """Only the sheet that ``files:`` names, where it names one."""
    wanted = settings.get("sheet")
    if wanted is None or [sheet.name for sheet in sheets] == [""]:
        return sheets
    found = tuple(sheet for sheet in sheets if sheet.name == str(wanted))
    if found:
        return found
    names = [sheet.name for sheet in sheets]
    close = nearest(str(wanted), names)
    raise ProblemsFound(
        [
            Problem(
                "E212",
                say("La feuille « {sheet} » n’est pas dans le fichier.", sheet=str(wanted)),
                Location(path=shown),
                say("Vouliez-vous dire « {sheet} » ?", sheet=close)
                if close
                else say("Ses feuilles : {sheets}.", sheets=_list(names)),
            )
        ]
    )


def _empty(shown: str) -> Problem:
    return Problem(
        "E202",
        say("Le fichier est vide."),
        Location(path=shown),
        say("Exportez à nouveau les réponses, ou retirez le fichier."),
    )


def _all_empty(sheets: Sequence[Sheet], shown: str) -> Problem:
    names = [sheet.name for sheet in sheets]
    return Problem(
        "E219",
        say("Aucune feuille du classeur ne contient de données ({sheets}).", sheets=_list(names)),
        Location(path=shown, sheet=names[0] if names else ""),
        say("Vérifiez que c’est le bon fichier, et qu’il a été enregistré après la saisie."),
    )


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"«\u00a0{name}\u00a0»" for name in names[:10]) + ("…" if len(names) > 10 else "")
