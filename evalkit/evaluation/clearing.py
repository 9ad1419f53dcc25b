"""The texts that wait for a person's decision, and the file in which she writes it."""

from __future__ import annotations

import re

from attrs import frozen

from evalkit.core.answers import CONSENTS, Answers
from evalkit.core.evaluation import Evaluation
from evalkit.core.identifying import Highlight, highlights
from evalkit.core.message import Message, Translator, say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.quoting import WrittenText, written_texts
from evalkit.documents.writing import quoted, scalar
from evalkit.files.putting import put_in_place

CLUES: dict[str, Message] = {
    "email": say("adresse électronique"),
    "phone": say("téléphone"),
    "iban": say("compte bancaire"),
    "nir": say("numéro de sécurité sociale"),
    "address": say("adresse"),
    "name": say("nom ou prénom ?"),
    "role": say("fonction rare ?"),
}

_EMPTY = re.compile(r"(?m)^\[\s*\]\s*$")


@frozen(kw_only=True)
class ToDecide:
    """One text whose author allows it to be quoted, on which nobody has decided yet, and what in it may identify."""

    written: WrittenText
    clues: tuple[Highlight, ...]


def to_decide(evaluation: Evaluation, answers: Answers) -> tuple[ToDecide, ...]:
    """The texts of a wave that could be quoted and that quotes.yaml says nothing of; none of a simulated wave."""
    if evaluation.wave(answers.wave).simulated:
        return ()
    decided = {(q.instrument, q.record, q.item, q.hash) for q in evaluation.quotes if q.wave in ("", answers.wave)}
    return tuple(
        ToDecide(written=text, clues=highlights(text.text))
        for text in written_texts(answers)
        if text.consent != CONSENTS[0] and (text.instrument, text.record, text.item, text.hash) not in decided
    )


def propose(evaluation: Evaluation, answers: Answers, translator: Translator) -> int:
    """Add the texts that wait to the file of the quotes, each with ``cleared: no`` until a person writes ``yes``.

    Gives how many were added.

    What stands in the file is left as it is.

    Raises:
        ProblemsFound: E256 where the file holds something else than a list.
    """
    waiting = to_decide(evaluation, answers)
    path = evaluation.folder / evaluation.quotes_file
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    kept = _EMPTY.sub("", before).rstrip("\n")
    if "[" in re.sub(r"(?m)^\s*#.*$", "", kept)[:1]:
        message = say("Ce fichier est écrit entre crochets : rien n’y est ajouté.")
        hint = say("Écrivez une décision par tiret (« - instrument: … »), ou videz le fichier.")
        raise ProblemsFound([Problem("E256", message, Location(path=evaluation.quotes_file), hint)])
    if waiting:
        entries = "\n".join(_entry(one, answers.wave, translator) for one in waiting)
        written = (kept + "\n" if kept else "") + entries + "\n"
        put_in_place(path.parent, {path.name: written.encode()})
    return len(waiting)


def _entry(one: ToDecide, wave: str, translator: Translator) -> str:
    text = one.written
    clues = [f"{CLUES[clue.clue].said_in(translator)} « {clue.words} »" for clue in one.clues]
    seen = ", ".join(" ".join(clue.split()) for clue in clues)
    warning = say("À relire : {clues}", clues=seen) if seen else say("À relire avant d’autoriser.")
    return "\n".join(
        [
            f"# {warning.said_in(translator)}",
            f"- instrument: {scalar(text.instrument)}",
            f"  record: {quoted(text.record)}",
            f"  item: {quoted(text.item)}",
            f"  wave: {quoted(wave)}",
            f"  hash: {quoted(text.hash)}",
            "  cleared: no",
            f"  text: {quoted(text.text)}",
        ]
    )
