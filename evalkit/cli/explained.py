"""An explanation as lines for a terminal: status and rule first, then what each reading rests on, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evalkit import printing
from evalkit.cli.faults import place
from evalkit.cli.screen import harmless

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.evaluation.explaining import Explanation, MarkerExplained, ReadingExplained


def lines(explanation: Explanation, session: Session, rows: int | None) -> Iterator[str]:
    """The whole explanation; at most *rows* rows behind each reading, None for all."""
    if explanation.level != "marker":
        levels = {"criterion": session.say("Critère"), "indicator": session.say("Indicateur")}
        title = f"{levels[explanation.level]} {explanation.id}"
        yield session.style(title, bold=True) + harmless(f" {explanation.label}")
        yield ""
    for marker in explanation.markers:
        yield from _marker(marker, session, rows)
        yield ""


def _marker(marker: MarkerExplained, session: Session, rows: int | None) -> Iterator[str]:
    yield session.style(session.say("Marqueur {id}", id=marker.id), bold=True) + harmless(f" {marker.label}")
    status = printing.word(printing.STATUSES, marker.status, session.language)
    yield "  " + session.style(status, bold=True) + harmless(f" — {marker.sentence}")
    for segment, said in marker.groups:
        yield harmless("    " + session.pair(segment, printing.word(printing.STATUSES, said, session.language)))
    if not marker.readings:
        yield "  " + session.say("Aucun outil n’a été lu pour ce marqueur.")
    for reading in marker.readings:
        yield from _reading(reading, session, rows)


def _reading(reading: ReadingExplained, session: Session, rows: int | None) -> Iterator[str]:
    language = session.language
    phase = f", {printing.word(printing.PHASES, reading.phase, language)}" if reading.phase else ""
    yield harmless(f"  {reading.title} ({reading.instrument}), {reading.item} : {reading.question}{phase}")
    said = [printing.word(printing.STATUSES, reading.status, language)]
    if reading.reason:
        said.append(printing.word(printing.REASONS, reading.reason, language))
    if reading.k is not None:
        said.append(printing.share(reading.k, reading.n, language))
    else:
        said.append(session.say_n("{n} réponse", "{n} réponses", reading.n))
    yield harmless(f"    {reading.scorer} : " + ", ".join(part for part in said if part))
    if reading.counts:
        counts = ", ".join(f"{code} × {n}" for code, n in reading.counts)
        yield harmless("    " + session.say("décompte : {counts}", counts=counts))
    if reading.missing:
        yield harmless(
            "    "
            + session.say("sans réponse : {missing}", missing=", ".join(f"{k} × {n}" for k, n in reading.missing))
        )
    if reading.masked:
        yield "    " + session.say("Trop peu de personnes : aucune sortie à diffuser ne montre cette lecture.")
    for behind in reading.rows[:rows]:
        yield harmless(f"      {place(behind.where, session)} : {behind.answer}")
    left = 0 if rows is None else len(reading.rows) - rows
    if left > 0:
        yield "      " + session.say_n(
            "et {n} autre ligne (--rows les montre)", "et {n} autres lignes (--rows les montre)", left
        )
