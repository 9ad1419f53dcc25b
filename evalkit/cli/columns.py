"""`evalkit columns`: how the columns of a file were understood, kept for the next wave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common
from evalkit.cli.screen import harmless
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session


@click.command(
    "columns",
    cls=Command,
    help=_(
        "Garder dans le fichier de l’outil (« columns: » et « fields: ») comment les colonnes d’un fichier de réponses "
        "sont comprises : la prochaine vague les retrouvera, même si un libellé a changé entre-temps."
    ),
    examples=(("evalkit columns data/2026/questionnaire/reponses.csv", _("Garder ce qui est compris de ce fichier.")),),
)
@click.argument("file", metavar=_("FICHIER"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common
def command(session: Session, file: Path) -> int:
    """Keep them."""
    from evalkit.evaluation.opened import open_evaluation
    from evalkit.evaluation.remembering import project_of, remember

    opened = open_evaluation(project_of(file), local=session.local_plugins)
    kept = remember(opened, file)
    news = {**kept.columns, **kept.fields}
    if news:
        session.out(session.say_n("{n} colonne gardée :", "{n} colonnes gardées :", len(news)))
        for name, heading in news.items():
            session.out(harmless(f"  {heading} → {name}"))
        session.out(session.say("Elles sont écrites dans {path}.", path=kept.path))
    else:
        session.out(session.say("Rien à ajouter : l’outil connaît déjà toutes ces colonnes."))
    told = {"instrument": kept.instrument, "path": str(kept.path), "columns": kept.columns, "fields": kept.fields}
    return session.finish((*opened.notes, *kept.notes), {"kept": told})
