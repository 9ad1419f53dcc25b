"""The program `evalkit`: its commands, and where to begin."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from evalkit.cli.command import Option, Program, session_of
from evalkit.cli.words import _
from evalkit.languages import languages

COMMANDS = {
    "new": ("evalkit.cli.new", _("Créer le dossier d’une évaluation, ou ouvrir une vague.")),
    "check": ("evalkit.cli.check", _("Tout lire et tout vérifier, sans rien écrire.")),
    "draft": ("evalkit.cli.draft", _("Ébaucher un outil à partir d’un fichier existant.")),
    "columns": ("evalkit.cli.columns", _("Fixer comment les colonnes d’un fichier sont comprises.")),
    "forms": ("evalkit.cli.forms", _("Écrire les formulaires vierges des outils.")),
    "quotes": ("evalkit.cli.quotes", _("Proposer les textes qu’une personne peut autoriser à citer.")),
    "run": ("evalkit.cli.run", _("Compter, croiser, et écrire classeur, rapport et affiche.")),
    "explain": ("evalkit.cli.explain", _("Dire pourquoi un marqueur dit ce qu’il dit.")),
    "compare": ("evalkit.cli.compare", _("Mettre des structures côte à côte sur un socle commun.")),
    "plugins": ("evalkit.cli.plugins", _("Voir, approuver ou créer des extensions.")),
    "purge": ("evalkit.cli.purge", _("Retirer les réponses dont la durée de garde est passée.")),
}


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"evalkit {version('evalkit-social')}")
        ctx.exit()


def _begin(ctx: click.Context) -> None:
    """Where to begin, for whoever types `evalkit` alone."""
    session = session_of(ctx)
    if Path("evaluation.yaml").is_file():
        session.out(session.say("Ce dossier contient une évaluation."))
        steps = (
            ("evalkit check", session.say("tout vérifier, sans rien écrire")),
            ("evalkit forms", session.say("écrire les formulaires à remplir")),
            ("evalkit run", session.say("compter et écrire classeur, rapport et affiche")),
        )
    else:
        session.out(session.say("Evalkit aide un centre social à dire ce qu’il change, avec ses mots et ses outils."))
        session.out(session.say("Pour commencer :"))
        steps = (
            ("evalkit new ma-structure", session.say("créer le dossier d’une évaluation, pas à pas")),
            ("evalkit check ma-structure", session.say("tout vérifier, sans rien écrire")),
            ("evalkit run ma-structure", session.say("compter et écrire classeur, rapport et affiche")),
        )
    session.out()
    for typed, does in steps:
        session.out(f"  {typed:<28}{does}")
    session.out()
    session.out(session.say("Toutes les commandes : evalkit --help. Aide d’une commande : evalkit run --help."))


@click.group(
    cls=Program,
    lazy=COMMANDS,
    invoke_without_command=True,
    help=_(
        "Évaluer l’utilité sociale d’un centre social avec ceux qui la font : des outils à remplir, des réponses à "
        "compter honnêtement, des résultats à lire ensemble."
    ),
    examples=(
        ("evalkit new ma-structure", _("Créer le dossier d’une évaluation, pas à pas.")),
        ("evalkit run ma-structure", _("Compter les réponses et écrire les résultats.")),
        (
            'eval "$(_EVALKIT_COMPLETE=bash_source evalkit)"',
            _("Compléter les commandes avec la touche Tab (aussi : zsh_source, fish_source)."),
        ),
    ),
    context_settings={"max_content_width": 100},
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=_("Montrer la version."),
)
@click.option(
    "--lang",
    cls=Option,
    type=click.Choice(languages()),
    expose_value=False,
    help=_("Langue des messages et des sorties."),
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Say where to begin where no command is given."""
    if ctx.invoked_subcommand is None:
        _begin(ctx)


def main() -> None:
    """The entry point of the distribution."""
    # One short call makes much and throws little away: looking through all of it for cycles, every 700 objects and once
    # more on the way out, would cost a tenth of its time.
    gc.set_threshold(1_000_000, 20, 100)
    try:
        cli.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
