"""`evalkit plugins`: what is installed, from where, in which version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evalkit.cli.command import LazyGroup, common
from evalkit.cli.words import _

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.plugins.manager import Plugins
    from evalkit.plugins.registry import Provider

COMMANDS = {
    "approve": ("evalkit.cli.plugins_approve", _("Approuver un fichier d’extension, après l’avoir relu.")),
    "new": ("evalkit.cli.plugins_new", _("Créer le dossier d’une extension à distribuer.")),
}
_FOLDER = "evalkit.folder"


class Listing(LazyGroup):
    """The group, which lists where no command of its own is called: then a folder may be named, as everywhere."""

    takes = _("[DOSSIER]")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Click's own; a folder that is no command's name is set aside, since click would look for such a command."""
        words = (at for at, word in enumerate(args) if not word.startswith("-") and args[at - 1 : at] != ["--lang"])
        first = next(words, None)
        if first is not None and args[first] not in self.lazy and Path(args[first]).is_dir():
            ctx.meta[_FOLDER] = Path(args.pop(first))
        return super().parse_args(ctx, args)


@click.group(
    "plugins",
    cls=Listing,
    lazy=COMMANDS,
    invoke_without_command=True,
    help=_(
        "Voir les extensions : celles d’evalkit, celles qui sont installées, et celles que le dossier liste sous "
        "« plugins: », avec leur version ou l’empreinte de leur fichier."
    ),
    examples=(
        ("evalkit plugins", _("Voir toutes les extensions.")),
        ("evalkit plugins ma-structure", _("Avec celles d’un autre dossier.")),
        ("evalkit plugins --json", _("La même liste, pour un programme.")),
        ("evalkit plugins approve plugins/maison.py", _("Approuver un fichier d’extension.")),
    ),
)
@common
@click.pass_context
def command(ctx: click.Context, session: Session) -> int:
    """List them."""
    if ctx.invoked_subcommand is not None:
        return 0
    from evalkit.evaluation.loading import listed_plugins
    from evalkit.plugins.manager import Plugins

    folder = ctx.meta.get(_FOLDER, Path())
    plugins = Plugins(folder=folder, local=listed_plugins(folder) if session.local_plugins else ())
    given = {str(provider): _given(plugins, provider) for provider in plugins.providers}
    told = [_record(provider, given[str(provider)]) for provider in plugins.providers]
    _show(plugins, given, session)
    return session.finish(plugins.problems, {"plugins": told})


def _given(plugins: Plugins, provider: Provider) -> list[tuple[str, str]]:
    """What one provider gives, as (kind, name); sheets and checks have no names before they are at work."""
    named = [
        (kind, name)
        for kind in plugins.kinds
        for name in plugins.of(kind)
        if plugins.of(kind).provider(name) is provider
    ]
    return named + [(kind, "") for kind in ("checks", "sheets") if provider in plugins.answering(kind)]


def _record(provider: Provider, given: list[tuple[str, str]]) -> dict[str, object]:
    told: dict[str, object] = {
        "name": provider.name,
        "origin": provider.origin,
        "distribution": provider.distribution,
        "version": provider.version,
        "sha256": provider.sha256,
    }
    return {
        **{key: value for key, value in told.items() if value},
        "gives": [{"kind": kind, "name": name} if name else {"kind": kind} for kind, name in given],
    }


def _show(plugins: Plugins, given: dict[str, list[tuple[str, str]]], session: Session) -> None:
    titles = {
        "builtin": session.say("Extensions d’evalkit"),
        "installed": session.say("Extensions installées"),
        "local": session.say("Extensions du dossier"),
    }
    for origin, title in titles.items():
        found = [provider for provider in plugins.providers if provider.origin == origin]
        if not found:
            continue
        session.out(session.style(title, bold=True))
        for provider in found:
            names = session.language.join([f"{kind}: {name}" if name else kind for kind, name in given[str(provider)]])
            session.out(f"  {provider}" + (f"  {names}" if names else ""))
