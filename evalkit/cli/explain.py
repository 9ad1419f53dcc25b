"""`evalkit explain`: why a node of the tree says what it says, down to the rows of the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session

ROWS = 12
"""How many rows a reading shows; ``--rows`` shows all."""


@click.command(
    "explain",
    cls=Command,
    help=_(
        "Dire pourquoi un critère, un indicateur ou un marqueur dit ce qu’il dit : la règle, les lectures, les "
        "décomptes, et les fichiers, feuilles et lignes qui sont derrière. Rien de cela ne part dans une sortie."
    ),
    examples=(
        ("evalkit explain habitants-associes", _("Un marqueur de l’évaluation du dossier courant.")),
        ("evalkit explain gouvernance ma-structure --rows", _("Tout un critère, avec toutes les lignes.")),
    ),
)
@click.argument("node", metavar=_("NŒUD"))
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--wave", metavar=_("VAGUE"), help=_("Identifiant de la vague ; sinon la dernière qui a des réponses."))
@option("--rows", is_flag=True, help=_("Montrer toutes les lignes derrière chaque lecture."))
@common
def command(session: Session, node: str, project: Path, wave: str | None, rows: bool) -> int:
    """Explain it."""
    from evalkit.cli.explained import Explained
    from evalkit.evaluation.explaining import explain
    from evalkit.evaluation.opened import open_evaluation

    with session.progress(session.say("Lecture de")) as step:
        opened = open_evaluation(project, local=session.local_plugins)
        chosen, notes = (wave, ()) if wave is not None else opened.default_wave()
        opened.collect(chosen, step)
        found = explain(opened.worded(chosen), opened.answers(chosen), node, session.language)
    for line in Explained(opened.worded(chosen), session, None if rows else ROWS).lines(found):
        session.out(line)
    return session.finish((*opened.notes, *notes), {"wave": chosen, "explanation": found.to_json()})
