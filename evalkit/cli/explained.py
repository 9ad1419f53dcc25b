"""An explanation as lines for a terminal: status and rule first, then what each reading rests on, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evalkit import printing
from evalkit.cli import plain
from evalkit.cli.faults import place
from evalkit.cli.screen import harmless

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.core.evaluation import Evaluation
    from evalkit.evaluation.explaining import Explanation, MarkerExplained, ReadingExplained


class Explained:
    """Says an explanation; at most *rows* rows behind each reading, None for all."""

    def __init__(self, evaluation: Evaluation, session: Session, rows: int | None) -> None:
        self._evaluation = evaluation
        self._items = {(use.id, item.id): item for use in evaluation.instruments for item in use.items}
        self._session = session
        self._rows = rows

    def lines(self, explanation: Explanation) -> Iterator[str]:
        """The node, then each of its markers."""
        say = self._session.say
        if explanation.level != "marker":
            levels = {"criterion": say("Critère"), "indicator": say("Indicateur")}
            title = self._session.style(f"{levels[explanation.level]} {explanation.id}", bold=True)
            yield title + harmless(f" {explanation.label}")
            yield ""
        for marker in explanation.markers:
            yield from self._marker(marker)
            yield ""

    def _marker(self, marker: MarkerExplained) -> Iterator[str]:
        session = self._session
        yield session.style(session.say("Marqueur {id}", id=marker.id), bold=True) + harmless(f" {marker.label}")
        status = printing.word(printing.STATUSES, marker.status, session.language)
        yield "  " + session.style(status, bold=True) + harmless(f" — {marker.sentence}")
        for segment, said in marker.groups:
            words = printing.word(printing.STATUSES, said, session.language)
            yield harmless("    " + session.pair(plain.segment(segment, self._evaluation, "group", session), words))
        if not marker.readings:
            yield "  " + session.say("Aucun outil n’a été lu pour ce marqueur.")
        for reading in marker.readings:
            yield from self._reading(reading)

    def _reading(self, reading: ReadingExplained) -> Iterator[str]:
        session = self._session
        item = self._items.get((reading.instrument, reading.item))
        phase = f", {printing.word(printing.PHASES, reading.phase, session.language)}" if reading.phase else ""
        asked = session.pair(f"{reading.title} ({reading.instrument}), {reading.item}", reading.question)
        yield harmless(f"  {asked}{phase}")
        yield harmless("    " + session.pair(plain.scorer(reading.scorer, session), ", ".join(self._said(reading))))
        yield from self._rule(reading)
        if reading.counts:
            counts = plain.listed((plain.answer(code, item, session), n) for code, n in reading.counts)
            yield harmless("    " + session.say("décompte : {counts}", counts=counts))
        if reading.missing:
            missing = plain.listed((plain.missing(kind, session), n) for kind, n in reading.missing)
            yield harmless("    " + session.say("pas de réponse : {missing}", missing=missing))
        if reading.masked:
            yield "    " + session.say("Trop peu de personnes : aucune sortie à diffuser ne montre cette lecture.")
        for behind in reading.rows[: self._rows]:
            answer = plain.answer(behind.answer, item, session)
            yield harmless("      " + session.pair(place(behind.where, session), answer))
        left = 0 if self._rows is None else len(reading.rows) - self._rows
        if left > 0:
            yield "      " + session.say_n(
                "et {n} autre ligne (--rows les montre)", "et {n} autres lignes (--rows les montre)", left
            )

    def _rule(self, reading: ReadingExplained) -> Iterator[str]:
        if reading.rule:
            said = " · ".join(f"{name} {value}" for name, value in reading.rule)
            at = f" ({place(reading.written, self._session)})" if reading.written is not None else ""
            yield harmless("    " + self._session.say("règle : {rule}", rule=said) + at)

    def _said(self, reading: ReadingExplained) -> Iterator[str]:
        language = self._session.language
        if reading.status:
            yield printing.word(printing.STATUSES, reading.status, language)
        if reading.reason:
            yield printing.word(printing.REASONS, reading.reason, language)
        if reading.k is not None:
            yield printing.share(reading.k, reading.n, language)
        else:
            yield self._session.say_n("{n} réponse", "{n} réponses", reading.n)
