"""`evalkit plugins new`: a plugin's distribution to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "new",
    cls=Command,
    help=_(
        "Créer le dossier d’une extension à distribuer : un outil, une façon de lire, et leurs tests. Pour qui écrit "
        "un peu de Python."
    ),
    examples=(
        ("evalkit plugins new ma-maison", _("Créer le dossier « evalkit-ma-maison ».")),
        ("evalkit plugins new ma-maison -o extensions", _("Le créer dans le dossier « extensions ».")),
    ),
)
@click.argument("name", metavar=_("NOM"))
@option(
    "-o",
    "--output",
    "folder",
    metavar=_("DOSSIER"),
    default=".",
    help=_("Dossier où le créer ; sinon le dossier courant."),
    type=click.Path(file_okay=False, path_type=Path),
)
@common
def command(session: Session, name: str, folder: Path) -> int:
    """Create it."""
    from evalkit.scaffold.plugin import new_plugin

    made = new_plugin(name, folder)
    session.out(session.say("Extension créée : {folder}", folder=made))
    session.out(session.say("Pour l’essayer : pip install -e {folder}, puis evalkit plugins", folder=made))
    return session.finish((), {"folder": str(made)})
