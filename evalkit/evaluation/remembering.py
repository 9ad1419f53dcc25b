"""How the columns of an answer file were understood, kept in its instrument's file for the next wave."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from attrs import frozen

from evalkit.core.evaluation import InstrumentUse
from evalkit.core.message import say
from evalkit.core.names import fold
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.documents.nodes import Document, Entries, Node, Scalar, Series
from evalkit.documents.reading import parse_document
from evalkit.documents.writing import scalar
from evalkit.evaluation.collecting import settings_for
from evalkit.evaluation.matching import learned
from evalkit.evaluation.opened import OpenedEvaluation
from evalkit.evaluation.reading import FileReader
from evalkit.files.opening import open_source
from evalkit.files.putting import put_in_place

_PLAIN_KEY: Final = re.compile(r"[\w.-]+")
_DEPTH = 4
"""data, wave, instrument, file."""


@frozen(kw_only=True)
class Remembered:
    """What was added to the instrument's file at *path*: headings by item, and by field."""

    path: Path
    instrument: str
    columns: dict[str, str]
    fields: dict[str, str]
    notes: tuple[Problem, ...] = ()


def project_of(file: Path) -> Path:
    """The folder of the evaluation that an answer file belongs to.

    Raises:
        ProblemsFound: E473 where the file is not in ``data/WAVE/INSTRUMENT/`` of an evaluation.
    """
    parents = file.resolve().parents
    if len(parents) >= _DEPTH and parents[2].name == "data" and (parents[3] / "evaluation.yaml").is_file():
        return parents[3]
    raise ProblemsFound([_astray(file.as_posix())])


def remember(opened: OpenedEvaluation, file: Path) -> Remembered:
    """Add to the instrument's file the headings of *file* that it does not name yet; its other lines stay as they are.

    Raises:
        ProblemsFound: E473 for a file of no declared wave and instrument, E474 where the instrument's file is written
            in a way that cannot be added to; with what is wrong where the columns cannot be told.
    """
    evaluation = opened.evaluation
    shown = file.resolve().relative_to(evaluation.folder.resolve()).as_posix()
    wave, name = file.resolve().parts[-3:-1]
    if wave not in [one.id for one in evaluation.waves] or name not in [use.id for use in evaluation.instruments]:
        raise ProblemsFound([_astray(shown)])
    use = opened.worded(wave).instrument(name)
    reader = FileReader(evaluation, use, opened.plugins)
    matched = reader.read(open_source(file, shown, settings_for(use, file.name))).matched
    if matched.problems:
        raise ProblemsFound(matched.problems)
    columns, fields = _news(use, *learned(matched.understood, reader.targets))
    where = use.file.where.path if use.file.where else f"instruments/{name}.yaml"
    if columns or fields:
        text = (evaluation.folder / where).read_bytes().decode("utf-8-sig")
        for key, news in (("columns", columns), ("fields", fields)):
            text = _added(text, key, news, where) if news else text
        put_in_place(evaluation.folder, {where: text.encode()})
    return Remembered(
        path=evaluation.folder / where, instrument=name, columns=columns, fields=fields, notes=matched.notes
    )


def _news(use: InstrumentUse, columns: dict[str, str], fields: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The headings that the file does not say already; one that is the id itself says nothing new."""
    said = {fold(h) for heads in (*use.file.columns.values(), *use.file.fields.values()) for h in heads}
    news = {key: heading for key, heading in columns.items() if fold(heading) not in (fold(key), *said)}
    return news, {key: heading for key, heading in fields.items() if fold(heading) not in (fold(key), *said)}


def _added(text: str, key: str, news: dict[str, str], where: str) -> str:
    """The YAML *text* with these entries under its top-level *key*.

    Lines are added, and headings join those of an entry that stands there; nothing is taken away. What was meant is
    read back before it is given.
    """
    document = _read(text, where)
    eol = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    value = document.root.get(key) if isinstance(document.root, Entries) else None
    if value is None or (isinstance(value, Scalar) and value.empty):
        if value is not None:
            raise ProblemsFound([_unfit(key, value.where)])
        block = eol.join((f"{key}:", *(f"  {_entry(k, [h])}" for k, h in news.items())))
        made = text + ("" if not text or text.endswith(("\n", "\r")) else eol) + block + eol
    elif not isinstance(value, Entries) or not value.pairs:
        raise ProblemsFound([_unfit(key, value.where)])
    else:
        made = _joined(lines, value, news, eol)
    found = _read(made, where).root
    kept = found.get(key) if isinstance(found, Entries) else None
    if not isinstance(kept, Entries) or any(h not in _texts(kept.get(k)) for k, h in news.items()):
        raise ProblemsFound([_unfit(key, document.root.where)])
    return made


def _joined(lines: list[str], value: Entries, news: dict[str, str], eol: str) -> str:
    """The lines with new entries after the last one of *value*, and new headings beside those of an entry."""
    edits: list[tuple[tuple[int, int], tuple[int, int], str]] = []
    fresh = dict(news)
    for name, node in value.pairs:
        if name.text in fresh:
            heads = [*_texts(node), fresh.pop(name.text)]
            edits.append((_start(node), _end(node), "[" + ", ".join(scalar(h, flow=True) for h in heads) + "]"))
    last = value.pairs[-1][1]
    end = _end(last)
    if fresh and value.flow:
        edits.append((end, end, "".join(f", {_entry(k, [h], flow=True)}" for k, h in fresh.items())))
    elif fresh:
        margin = " " * (_start(value.pairs[0][0])[1] - 1)
        after = (end[0], len(lines[end[0] - 1].rstrip("\r\n")) + 1)
        edits.append((after, after, "".join(f"{eol}{margin}{_entry(k, [h])}" for k, h in fresh.items())))
    for start, stop, new in sorted(edits, reverse=True):
        head = lines[start[0] - 1][: start[1] - 1]
        tail = lines[stop[0] - 1][stop[1] - 1 :]
        lines[start[0] - 1 : stop[0]] = [head + new + tail]
    return "".join(lines)


def _entry(key: str, headings: list[str], *, flow: bool = False) -> str:
    name = key if _PLAIN_KEY.fullmatch(key) else scalar(key, flow=flow)
    return f"{name}: " + ", ".join(scalar(heading, flow=flow) for heading in headings)


def _texts(node: Node | None) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    return [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Series) else []


def _start(node: Node) -> tuple[int, int]:
    column = node.where.column
    return node.where.line or 1, column if isinstance(column, int) else 1


def _end(node: Node) -> tuple[int, int]:
    """Just after the last thing written in a node: a block's own end is where the next one begins."""
    if isinstance(node, Series) and not node.flow and node.items:
        return _end(node.items[-1])
    return node.end


def _read(text: str, where: str) -> Document:
    document, problems = parse_document(text, where)
    if document is None or any(not problem.is_note for problem in problems):
        raise ProblemsFound(problems or [_unfit("columns", Location(path=where))])
    return document


def _astray(shown: str) -> Problem:
    return Problem(
        "E473",
        say("Ce fichier n’est pas dans un dossier data/VAGUE/OUTIL/ d’une évaluation."),
        Location(path=shown),
        say("Déposez-le dans le dossier de son outil, puis relancez."),
    )


def _unfit(key: str, where: Location) -> Problem:
    return Problem(
        "E474",
        say("« {key} » est écrit d’une façon qui ne se complète pas sans risque : rien n’est changé.", key=key),
        where,
        say("Écrivez-le sur plusieurs lignes, une colonne par ligne."),
    )
