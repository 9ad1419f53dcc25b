"""`evalkit run`: from answers to workbook, report and poster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "run",
    cls=Command,
    help=_(
        "Lire les réponses d’une vague, les compter, protéger les petits effectifs, croiser les regards, et écrire "
        "toutes les sorties dans « out/VAGUE » du dossier : classeur, rapport, affiche."
    ),
    examples=(
        ("evalkit run", _("La dernière vague de l’évaluation du dossier courant.")),
        ("evalkit run ma-structure --wave 2026 -o resultats", _("Une vague donnée, écrite dans « resultats ».")),
    ),
)
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--wave", metavar=_("VAGUE"), help=_("Identifiant de la vague ; sinon la dernière qui a des réponses."))
@option(
    "-o",
    "--output",
    "folder",
    metavar=_("DOSSIER"),
    help=_("Dossier où écrire les sorties."),
    type=click.Path(file_okay=False, path_type=Path),
)
@option(
    "--profile",
    type=click.Choice(["internal", "published"]),
    help=_("Imposer un profil à toutes les sorties : interne, ou à diffuser."),
)
@common
def command(
    session: Session,
    project: Path,
    wave: str | None,
    folder: Path | None,
    profile: Literal["internal", "published"] | None,
) -> int:
    """Run it."""
    from evalkit.core.problems import ProblemsFound
    from evalkit.evaluation.opened import open_evaluation
    from evalkit.evaluation.running import run
    from evalkit.evaluation.summary import summary

    try:
        with session.progress(session.say("Lecture de")) as step:
            opened = open_evaluation(project, local=session.local_plugins)
            chosen, notes = (wave, ()) if wave is not None else opened.default_wave()
            opened.collect(chosen, step)
            done = run(opened, chosen, folder=folder, profile=profile, lang=session.lang)
    except ProblemsFound as found:
        status = session.finish(found.problems)
        there = folder if folder is not None else project / "out"
        if there.is_dir() and any(there.iterdir()):
            session.tell(
                session.say(
                    "Rien n’a été écrit : ce qui est déjà dans « {folder} » date d’avant.", folder=there.as_posix()
                )
            )
        else:
            session.tell(session.say("Rien n’a été écrit."))
        return status
    session.out(session.say("Vague « {wave} » : sorties écrites.", wave=done.wave))
    for made in done.outputs:
        session.out(f"  {made.path}")
    outputs = [made.told() for made in done.outputs]
    return session.finish((*notes, *done.notes), {"outputs": outputs, "instruments": summary(done.collected)})
