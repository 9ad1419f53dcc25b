"""`evalkit compare`: structures side by side on a shared core, never ranked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import Command, common, option
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session

FOLDER = "comparaison"
"""Where a comparison is written by default, in the current folder."""


@click.command(
    "compare",
    cls=Command,
    help=_(
        "Mettre côte à côte, sur un socle commun, les classeurs que des structures ont publiés : des fichiers, ou des "
        "dossiers qui en contiennent. Rien n’est classé ni additionné. Aucune extension de dossier n’est chargée."
    ),
    examples=(
        ("evalkit compare recus --core socle-commun.yaml", _("Tous les classeurs du dossier « recus ».")),
        (
            "evalkit compare recus --core socle-commun.yaml -o juin --keep-going",
            _("La même chose, écrite dans « juin », sans s’arrêter aux classeurs refusés."),
        ),
    ),
)
@click.argument(
    "workbooks", metavar=_("CLASSEUR|DOSSIER…"), nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@option(
    "--core",
    required=True,
    metavar=_("FICHIER"),
    help=_("Le socle commun (obligatoire)."),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@option(
    "-o",
    "--output",
    "folder",
    metavar=_("DOSSIER"),
    default=FOLDER,
    help=_("Dossier où écrire la comparaison ; sinon « comparaison »."),
    type=click.Path(file_okay=False, path_type=Path),
)
@option("--keep-going", is_flag=True, help=_("Laisser de côté les classeurs refusés, les nommer, et continuer."))
@common
def command(session: Session, workbooks: tuple[Path, ...], core: Path, folder: Path, keep_going: bool) -> int:
    """Compare them."""
    from evalkit.cli import faults
    from evalkit.comparison.running import run_comparison
    from evalkit.languages import SOURCE

    with session.progress(session.say("Classeurs lus :")) as step:
        compared = run_comparison(
            workbooks,
            core,
            folder=folder,
            lang=session.lang or SOURCE,
            keep_going=keep_going,
            progress=lambda done, total: step(f"{done}/{total}"),
        )
    session.out(session.say("Comparaison écrite :"))
    for made in compared.outputs:
        session.out(f"  {made.path}")
    if compared.refused and not session.json:
        session.tell(session.say("Classeurs refusés, laissés de côté :"))
        for line in faults.lines(compared.problems, session):
            session.tell(line)
    return session.finish(
        compared.notes,
        {
            "outputs": [made.told() for made in compared.outputs],
            "refused": faults.as_json(compared.problems, session.language)["problems"],
        },
    )
