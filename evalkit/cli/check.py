"""`evalkit check`: everything read and checked, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "check",
    cls=Command,
    help=_(
        "Tout lire et tout vérifier, réponses comprises, sans rien écrire : ce qui ne va pas et où, comment chaque "
        "colonne est comprise, ce qui est laissé de côté et pourquoi, ce qui sera compté."
    ),
    examples=(
        ("evalkit check", _("L’évaluation du dossier courant.")),
        ("evalkit check ma-structure --wave 2026", _("Une vague donnée d’une autre évaluation.")),
    ),
)
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--wave", metavar=_("VAGUE"), help=_("Identifiant de la vague ; sinon la dernière qui a des réponses."))
@common
def command(session: Session, project: Path, wave: str | None) -> int:
    """Check it."""
    from evalkit.cli import foreseen
    from evalkit.cli.understood import lines
    from evalkit.evaluation.foreseeing import foresee, unknown_sheets
    from evalkit.evaluation.opened import open_evaluation
    from evalkit.evaluation.summary import summary

    with session.progress(session.say("Lecture de")) as step:
        opened = open_evaluation(project, local=session.local_plugins)
        chosen, notes = (wave, ()) if wave is not None else opened.default_wave()
        collected = opened.collect(chosen, step)
    found = summary(collected)
    for line in lines(opened.worded(chosen), collected, found, session):
        session.out(line)
    problems = (*opened.notes, *notes, *collected.problems)
    if all(problem.is_note for problem in problems):
        problems += unknown_sheets(opened, chosen)
    if any(not problem.is_note for problem in problems):
        return session.finish(problems, {"instruments": found})
    ahead = foresee(opened, chosen)
    for line in foreseen.lines(ahead, opened.worded(chosen), chosen, session):
        session.out(line)
    return session.finish(problems, {"instruments": found, "foreseen": foreseen.as_json(ahead)})
