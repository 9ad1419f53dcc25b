"""What was understood of the answer files, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evalkit.cli.screen import harmless

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.core.answers import Answers
    from evalkit.evaluation.collecting import Collected, FileRead
    from evalkit.evaluation.counting import InstrumentCounts, ItemCounts
    from evalkit.evaluation.matching import Understood


def as_json(counted: dict[str, InstrumentCounts]) -> dict[str, object]:
    """The ``instruments`` of CONTRACT; what does not apply is left out."""
    return {name: _instrument(found) for name, found in counted.items()}


def lines(collected: Collected, counted: dict[str, InstrumentCounts], session: Session) -> Iterator[str]:
    """What was recognised file by file and column by column, then what will be counted."""
    for read in collected.instruments:
        found = counted[read.id]
        yield session.style(session.say("Outil {id}", id=read.id), bold=True)
        if not read.files:
            yield "  " + session.say("Aucun fichier de réponses.")
        for file in read.files:
            yield from _file(file, session)
        if read.files:
            yield from _counted(found, session)
        yield ""
    yield from _unasked(collected.answers, session)


def _file(file: FileRead, session: Session) -> Iterator[str]:
    sheet = session.say(", feuille « {sheet} »", sheet=file.sheet) if file.sheet else ""
    rows = session.say_n("{n} ligne", "{n} lignes", file.rows)
    read = session.say("lu comme « {reader} »", reader=file.reader)
    yield harmless(f"  {file.path}{sheet} — {read}, {rows}")
    for column in file.columns:
        yield harmless(f"    {column.letter:>3}  {column.heading} → {_meaning(column, session)}")


def _meaning(column: Understood, session: Session) -> str:
    """What a column is taken for."""
    said = []
    for target in column.targets:
        if target.kind == "field":
            said.append(session.say("champ {name}", name=target.name))
        elif target.kind == "option":
            said.append(session.say("{name}, choix n° {number}", name=target.name, number=target.option + 1))
        elif target.kind == "other":
            said.append(session.say("{name}, précision d’« autre »", name=target.name))
        else:
            said.append(target.name)
    return session.language.join(said) or session.say("laissée de côté")


def _counted(found: InstrumentCounts, session: Session) -> Iterator[str]:
    yield "  " + session.say("Sera compté :")
    records = session.say_n("{n} réponse distincte", "{n} réponses distinctes", found.records)
    yield f"    {records}" + "".join(
        f" · {_listed(segments)}" for segments in (found.groups, found.sites) if any(segments.values())
    )
    for item, phases in found.items.items():
        for phase, counts in phases.items():
            name = f"{item} ({phase})" if phase else item
            said = [_listed(counts.counts)]
            if counts.total is not None:
                said.append(session.say("somme {sum}", sum=session.language.number(counts.total)))
            if counts.texts:
                said.append(session.say_n("{n} texte", "{n} textes", counts.texts))
            if counts.missing:
                said.append(session.say("sans réponse : {missing}", missing=_listed(counts.missing)))
            yield harmless("    " + session.pair(name, " · ".join(part for part in said if part)))


def _unasked(answers: Answers, session: Session) -> Iterator[str]:
    """How much was said that fits no marker."""
    unexpected = int((answers.item < 0).sum())
    if unexpected:
        yield session.say_n(
            "{n} extrait ne va avec aucun marqueur : il est gardé sous « inattendu ».",
            "{n} extraits ne vont avec aucun marqueur : ils sont gardés sous « inattendu ».",
            unexpected,
        )


def _listed(counts: object) -> str:
    return ", ".join(f"{code} × {n}" for code, n in dict(counts).items() if n)  # type: ignore[call-overload]


def _instrument(found: InstrumentCounts) -> dict[str, object]:
    told: dict[str, object] = {"records": found.records, "rows": found.rows, "files": list(found.files)}
    parts = {
        "items": {item: _phases(phases) for item, phases in found.items.items()},
        "groups": dict(found.groups),
        "sites": dict(found.sites),
    }
    return told | {name: part for name, part in parts.items() if part}


def _phases(phases: object) -> dict[str, object]:
    found: dict[str, ItemCounts] = dict(phases)  # type: ignore[call-overload]
    if set(found) <= {""}:
        return _item(found[""]) if found else {}
    return {"phases": {phase: _item(counts) for phase, counts in found.items()}}


def _item(counts: ItemCounts) -> dict[str, object]:
    told: dict[str, object] = {}
    if counts.counts:
        told["counts"] = dict(counts.counts)
    if counts.missing:
        told["missing"] = dict(counts.missing)
    if counts.total is not None:
        told["sum"] = counts.total
    if counts.texts:
        told["texts"] = counts.texts
    return told
