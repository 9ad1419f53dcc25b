"""The next wave of an evaluation: one entry more in evaluation.yaml, and the wording of the wave that closes kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from attrs import frozen

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.documents.nodes import Document, Entries, Node, Scalar, Series
from evalkit.documents.reading import parse_document
from evalkit.documents.structuring import Structurer
from evalkit.documents.writing import scalar
from evalkit.evaluation.loading import FILE
from evalkit.evaluation.naming import check_ids
from evalkit.evaluation.opened import open_evaluation
from evalkit.files.folder import WORDING
from evalkit.files.putting import put_in_place

_LINE: Final = re.compile(r"(\r\n|[\n\r\x85\u2028\u2029])")
_LABELS: Final = {"fr": "Campagne {wave}"}


@frozen(kw_only=True)
class Opened:
    """What was done: the wave that closes, the file that was completed, the wordings that were kept."""

    closing: str
    file: Path
    wordings: tuple[str, ...]


def open_wave(folder: Path, wave: str, *, local: bool = True) -> Opened:
    """Declare *wave* after the last one, and keep the last one's wording beside its answers.

    Of evaluation.yaml every byte stays but those of the new entry. A wording that stands already is left alone.

    Raises:
        ProblemsFound: with what is wrong in the evaluation; E111 for an id that cannot be, E476 where the wave is
            declared already, E477 where the list of waves is written in a way that cannot be completed.
    """
    evaluation = open_evaluation(folder, local=local).evaluation
    _check(wave, [one.id for one in evaluation.waves], evaluation.place("waves"))
    closing = evaluation.waves[-1].id
    label = _LABELS.get(evaluation.language, "Campaign {wave}").format(wave=wave)
    files = {FILE: _completed((folder / FILE).read_bytes(), wave, label)}
    wordings = []
    for use in evaluation.instruments:
        kept = f"data/{closing}/{use.id}/{WORDING}"
        if use.file.where is not None and not (folder / kept).exists():
            files[kept] = (folder / use.file.where.path).read_bytes()
            wordings.append(kept)
    put_in_place(folder, files)
    for use in evaluation.instruments:
        (folder / "data" / wave / use.id).mkdir(parents=True, exist_ok=True)
    return Opened(closing=closing, file=folder / FILE, wordings=tuple(wordings))


def _check(wave: str, known: list[str], where: Location | None) -> None:
    structurer = Structurer()
    check_ids(structurer, [(wave, None)], folders=True)
    if wave.lower() in [one.lower() for one in known]:
        message = say("La vague « {wave} » existe déjà.", wave=wave)
        structurer.fault("E476", message, where, say("Vagues déclarées : {waves}.", waves=", ".join(known)))
    if structurer.problems:
        raise ProblemsFound(structurer.problems)


def _completed(data: bytes, wave: str, label: str) -> bytes:
    """The bytes of evaluation.yaml with one entry more, looked at again before anybody trusts them."""
    text = data.decode("utf-8-sig")
    mark = data[: len(data) - len(text.encode())]
    entry = f'{{id: "{wave}", label: {scalar(label, flow=True)}, simulated: false}}'
    before = _document(text)
    waves = before.root.get("waves") if isinstance(before.root, Entries) else None
    last = waves.items[-1] if isinstance(waves, Series) and waves.items else None
    if isinstance(waves, Series) and last is not None:
        new = _beside(text, last, entry) if waves.flow else _below(text, last, entry)
        if _adds_one(before, new, wave):
            return mark + new.encode()
    where = waves.where if waves is not None else Location(path=FILE)
    message = say("La liste « waves » est écrite d’une façon qui ne se complète pas sans risque : rien n’est changé.")
    raise ProblemsFound([Problem("E477", message, where, say("Ajoutez vous-même : {line}", line=f"- {entry}"))])


def _beside(text: str, last: Node, entry: str) -> str:
    """After the last item between brackets; on a line of its own where that item has one."""
    lines = _LINE.split(text)
    line, column = last.end
    row = lines[2 * (line - 1)]
    own = row[: (int(last.where.column or 1)) - 1]
    gap = f",{lines[2 * line - 1]}{own}" if last.where.line == line and not own.strip() and len(lines) > 2 else ", "
    lines[2 * (line - 1)] = row[: column - 1] + gap + entry + row[column - 1 :]
    return "".join(lines)


def _below(text: str, last: Node, entry: str) -> str:
    """On the line after the last item of a list of dashes, under its dash."""
    lines = _LINE.split(text)
    first = lines[2 * ((last.where.line or 1) - 1)]
    dash = re.match(r"\s*(?=-)", first)
    row = _last_line(last)
    end = 2 * (row - 1)
    brk = lines[end + 1] if end + 1 < len(lines) else (lines[1] if len(lines) > 1 else "\n")
    indent = dash[0] if dash else ""
    lines[end] += f"{brk}{indent}- {entry}"
    return "".join(lines)


def _last_line(node: Node) -> int:
    """The line on which something of this node is written last; what comes after it are comments and empty lines."""
    if isinstance(node, Scalar) or node.flow:
        line, column = node.end
        return line - 1 if column == 1 and line > (node.where.line or 1) else line
    parts = node.items if isinstance(node, Series) else [part for pair in node.pairs for part in pair]
    return max((_last_line(part) for part in parts), default=node.where.line or 1)


def _adds_one(before: Document, new: str, wave: str) -> bool:
    """True where the new text reads as the old one with one wave more, and nothing else."""
    after, problems = parse_document(new, FILE)
    if after is None or any(not problem.is_note for problem in problems):
        return False
    old, now = _plain(before.root), _plain(after.root)
    if not (isinstance(old, dict) and isinstance(now, dict)):
        return False
    was, are = old.pop("waves", None), now.pop("waves", None)
    if not (isinstance(was, list) and isinstance(are, list)) or old != now or are[:-1] != was:
        return False
    added = are[-1]
    return isinstance(added, dict) and added.get("id") == wave


def _document(text: str) -> Document:
    document, problems = parse_document(text, FILE)
    if document is None:
        raise ProblemsFound(problems)
    return document


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Series):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.pairs}
