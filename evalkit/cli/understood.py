"""What was understood of the answer files, in words: file by file, column by column, then what will be counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from evalkit.cli import plain
from evalkit.cli.screen import harmless
from evalkit.core.answers import UNSPECIFIED

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.core.evaluation import Evaluation
    from evalkit.core.items import Item
    from evalkit.evaluation.collecting import Collected, FileRead
    from evalkit.evaluation.matching import Understood


def lines(evaluation: Evaluation, collected: Collected, counted: Mapping[str, Any], session: Session) -> Iterator[str]:
    """What `check` says; *counted* is the summary of what was collected."""
    for read in collected.instruments:
        use = evaluation.instrument(read.id)
        items = {item.id: item for item in use.items}
        title = harmless(f" {use.file.title.to(session.language.code)}")
        yield session.style(session.say("Outil {id}", id=read.id), bold=True) + title
        if not read.files:
            yield "  " + session.say("Aucun fichier de réponses.")
        for file in read.files:
            yield from _file(file, items, session)
        if read.files:
            yield from _counted(counted.get(read.id, {}), items, evaluation, session)
        yield ""
    unexpected = int((collected.answers.item < 0).sum())
    if unexpected:
        yield session.say_n(
            "{n} extrait ne va avec aucun marqueur : il est gardé sous « inattendu ».",
            "{n} extraits ne vont avec aucun marqueur : ils sont gardés sous « inattendu ».",
            unexpected,
        )


def _file(file: FileRead, items: Mapping[str, Item], session: Session) -> Iterator[str]:
    sheet = session.say(", feuille « {sheet} »", sheet=file.sheet) if file.sheet else ""
    rows = session.say_n("{n} ligne", "{n} lignes", file.rows)
    read = session.say("lu comme « {reader} »", reader=file.reader)
    yield harmless(f"  {file.path}{sheet} — {read}, {rows}")
    for column in file.columns:
        yield harmless(f"    {column.letter:>3}  {column.heading} → {_meaning(column, items, session)}")


def _meaning(column: Understood, items: Mapping[str, Item], session: Session) -> str:
    """What a column is taken for."""
    said = []
    for target in column.targets:
        if target.kind == "field":
            said.append(session.say("champ « {name} »", name=plain.field(target.name, session)))
        elif target.kind == "option":
            option = items[target.name].categories[target.option].label.to(session.language.code)
            said.append(session.say("{name}, choix « {option} »", name=target.name, option=option))
        elif target.kind == "other":
            said.append(session.say("{name}, précision d’« autre »", name=target.name))
        else:
            said.append(target.name)
    return session.language.join(said) or session.say("laissée de côté")


def _counted(
    found: Mapping[str, Any], items: Mapping[str, Item], evaluation: Evaluation, session: Session
) -> Iterator[str]:
    yield "  " + session.say("Sera compté :")
    yield "    " + session.say_n("{n} réponse distincte", "{n} réponses distinctes", found.get("records", 0))
    for kind, dimension, title in (
        ("groups", "group", session.say("parties prenantes")),
        ("sites", "site", session.say("lieux")),
    ):
        counts = found.get(kind, {})
        if set(counts) - {UNSPECIFIED}:
            named = [(plain.segment(name, evaluation, dimension, session), n) for name, n in counts.items()]
            yield harmless("    " + session.pair(title, plain.listed(named)))
        elif counts and evaluation.segments(dimension):
            yield "    " + session.pair(title, session.say("aucune réponse ne le dit"))
    for name, counts in found.get("items", {}).items():
        yield harmless("    " + session.pair(name, " · ".join(_item(counts, items.get(name), session))))


def _item(counts: Mapping[str, Any], item: Item | None, session: Session) -> Iterator[str]:
    if any(counts.get("counts", {}).values()):
        yield plain.listed((plain.answer(code, item, session), n) for code, n in counts["counts"].items())
    if "sum" in counts:
        yield session.say("somme {sum}", sum=session.language.number(counts["sum"]))
    if counts.get("texts"):
        yield session.say_n("{n} texte", "{n} textes", counts["texts"])
    if counts.get("missing"):
        missing = plain.listed((plain.missing(kind, session), n) for kind, n in counts["missing"].items())
        yield session.say("pas de réponse : {missing}", missing=missing)
