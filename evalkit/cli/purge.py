"""`evalkit purge`: raw answers removed once their time is past."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "purge",
    cls=Command,
    help=_(
        "Retirer les réponses brutes dont la durée de conservation est passée (« retention » de evaluation.yaml). Les "
        "résultats publiés restent. Une vague qui n’a pas de résultats n’est pas touchée."
    ),
    examples=(
        ("evalkit purge", _("Toutes les vagues du dossier courant.")),
        ("evalkit purge ma-structure --wave 2024", _("Une seule vague.")),
    ),
)
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--wave", metavar=_("VAGUE"), help=_("Identifiant de la vague ; sinon toutes."))
@common
def command(session: Session, project: Path, wave: str | None) -> int:
    """Purge it."""
    from datetime import date

    from evalkit.evaluation.opened import open_evaluation
    from evalkit.evaluation.purging import purge

    opened = open_evaluation(project, local=session.local_plugins)
    # The one place that asks the clock: whether a date is past is a question about today.
    done = purge(opened.evaluation, date.today(), wave)  # noqa: DTZ011  (a day on the person's own calendar)
    for one in done:
        session.out(
            session.say_n(
                "Vague « {wave} » : {n} fichier de réponses retiré.",
                "Vague « {wave} » : {n} fichiers de réponses retirés.",
                one.files,
                wave=one.wave,
            )
        )
    if not done:
        session.out(session.say("Aucune réponse à retirer."))
    left = [note for one in done for note in one.notes(opened.evaluation)]
    return session.finish((*opened.notes, *left), {"purged": [{"wave": one.wave, "files": one.files} for one in done]})
