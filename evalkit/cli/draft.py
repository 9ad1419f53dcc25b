"""`evalkit draft`: an instrument's file to start from, made of what a centre has already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "draft",
    cls=Command,
    help=_(
        "Ébaucher « instruments/ID.yaml » à partir d’un formulaire XLSForm, de la structure d’un questionnaire "
        "LimeSurvey (.lss ou .txt) ou d’un fichier de réponses, et dire ce qu’une personne doit encore décider."
    ),
    examples=(
        ("evalkit draft questionnaire.xlsx", _("Dans l’évaluation du dossier courant.")),
        (
            "evalkit draft enquete.lss ma-structure --id habitants",
            _("Dans une autre, sous l’identifiant « habitants »."),
        ),
    ),
)
@click.argument("file", metavar=_("FICHIER"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "project", metavar=_("[DOSSIER]"), default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@option("--id", "name", metavar=_("ID"), default="", help=_("Identifiant de l’outil ; sinon, tiré du nom du fichier."))
@common
def command(session: Session, file: Path, project: Path, name: str) -> int:
    """Draft it."""
    from evalkit.evaluation.drafting import draft, keep
    from evalkit.plugins.manager import Plugins

    plugins = Plugins()
    drafted = draft(file, plugins, session.language, id_=name)
    path = keep(drafted, project)
    questions = session.say_n("{n} question", "{n} questions", drafted.items)
    session.out(session.say("Ébauche écrite : {path} ({questions})", path=path, questions=questions))
    session.out(
        session.say_n(
            "{n} question attend une décision : cherchez « à décider » dans le fichier.",
            "{n} questions attendent une décision : cherchez « à décider » dans le fichier.",
            drafted.decisions,
        )
        if drafted.decisions
        else session.say("L’en-tête attend des décisions : cherchez « à décider » dans le fichier.")
    )
    session.out(
        session.say(
            "Relisez-la, puis ajoutez instruments/{id}.yaml à la liste « instruments: » de evaluation.yaml.",
            id=drafted.id,
        )
    )
    told = {"path": str(path), "id": drafted.id, "items": drafted.items, "decisions": drafted.decisions}
    return session.finish((*plugins.problems, *drafted.notes), {"draft": told})
