"""`evalkit quotes`: the texts that a person may allow to be quoted, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "quotes",
    cls=Command,
    help=_(
        "Ajouter à quotes.yaml les textes dont l’auteur accepte d’être cité et que personne n’a encore relus, avec ce "
        "qui pourrait faire reconnaître quelqu’un. Rien n’est cité tant qu’une personne n’a pas écrit « cleared: yes »."
    ),
    examples=(
        ("evalkit quotes", _("Les textes de la dernière vague du dossier courant.")),
        ("evalkit quotes ma-structure --wave 2026", _("Ceux d’une vague donnée.")),
    ),
)
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--wave", metavar=_("VAGUE"), help=_("Identifiant de la vague ; sinon la dernière qui a des réponses."))
@common
def command(session: Session, project: Path, wave: str | None) -> int:
    """Propose them."""
    from evalkit.evaluation.clearing import propose
    from evalkit.evaluation.opened import open_evaluation

    opened = open_evaluation(project, local=session.local_plugins)
    chosen, notes = (wave, ()) if wave is not None else opened.default_wave()
    added = propose(opened.worded(chosen), opened.answers(chosen), session.language)
    session.out(
        session.say_n(
            "{n} texte ajouté à {file}, à relire.",
            "{n} textes ajoutés à {file}, à relire.",
            added,
            file=opened.evaluation.quotes_file,
        )
    )
    if added:
        session.out(session.say("Une parole s’imprime quand vous remplacez « cleared: no » par « cleared: yes »."))
    elif opened.worded(chosen).wave(chosen).simulated:
        session.out(session.say("Les réponses de cette vague sont simulées : leurs textes ne sont jamais cités."))
    else:
        session.out(
            session.say("Chaque texte dont l’auteur veut bien être cité a déjà sa décision, ou il n’y en a aucun.")
        )
    return session.finish((*opened.notes, *notes), {"wave": chosen, "added": added})
