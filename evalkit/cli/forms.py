"""`evalkit forms`: blank forms of every instrument."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "forms",
    cls=Command,
    help=_(
        "Écrire les formulaires vierges des outils : à imprimer (paper), à saisir dans un tableur (sheet), pour "
        "KoboToolbox et ses parents (xlsform), ou à ouvrir hors ligne en séance (page)."
    ),
    examples=(
        ("evalkit forms", _("Toutes les formes de tous les outils, dans « formulaires ».")),
        ("evalkit forms --format paper --instrument questionnaire", _("Un seul outil, à imprimer.")),
    ),
)
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--format", "formats", multiple=True, metavar=_("FORME"), help=_("paper, sheet, xlsform ou page ; répétable."))
@option("--instrument", "instruments", multiple=True, metavar=_("OUTIL"), help=_("Identifiant d’un outil ; répétable."))
@option(
    "-o",
    "--output",
    "folder",
    metavar=_("DOSSIER"),
    help=_("Dossier où écrire les formulaires."),
    type=click.Path(file_okay=False, path_type=Path),
)
@common
def command(
    session: Session, project: Path, formats: tuple[str, ...], instruments: tuple[str, ...], folder: Path | None
) -> int:
    """Write them."""
    from evalkit.evaluation.forming import write_forms
    from evalkit.evaluation.opened import open_evaluation

    opened = open_evaluation(project, local=session.local_plugins)
    made = write_forms(opened, formats, instruments=instruments, folder=folder, lang=session.lang)
    session.out(session.say_n("{n} formulaire écrit :", "{n} formulaires écrits :", len(made)))
    for one in made:
        session.out(f"  {one.path}")
    return session.finish(opened.notes, {"outputs": [{"kind": one.kind, "path": str(one.path)} for one in made]})
