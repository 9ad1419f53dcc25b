"""`evalkit plugins approve`: what a person read and trusts on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "approve",
    cls=Command,
    help=_(
        "Approuver un fichier d’extension tel qu’il est maintenant. C’est un programme : il peut tout ce que vous "
        "pouvez sur cet ordinateur. S’il change ensuite, il faudra l’approuver de nouveau."
    ),
    examples=(("evalkit plugins approve plugins/maison.py", _("Approuver ce fichier, après l’avoir relu.")),),
)
@click.argument("file", metavar=_("FICHIER"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common
def command(session: Session, file: Path) -> int:
    """Approve it."""
    from evalkit.core.message import say
    from evalkit.core.problems import Location, Problem, ProblemsFound
    from evalkit.core.trouble import reason
    from evalkit.plugins.approval import approve, home

    try:
        digest = approve(file)
    except OSError as error:
        message = say("L’approbation n’a pas pu être gardée ({reason}).", reason=reason(error))
        raise ProblemsFound([Problem("E402", message, Location(path=str(home())))]) from error
    session.out(session.say("Approuvé : {file} (sha256 {digest})", file=file.as_posix(), digest=digest))
    session.out(session.say("Cette approbation est gardée dans {folder}.", folder=home()))
    return session.finish((), {"approved": {"file": file.as_posix(), "sha256": digest}})
