"""Click's complaints about a command line, as sentences of ours."""

from __future__ import annotations

import click

from evalkit.cli.screen import harmless
from evalkit.cli.session import Session
from evalkit.core.names import nearest


def sentence(error: click.ClickException, session: Session) -> str:
    """What is wrong with what was typed, in the reader's language."""
    return harmless(_sentence(error, session))


def _sentence(error: click.ClickException, session: Session) -> str:
    if isinstance(error, click.NoSuchOption):
        said = session.say("L’option « {option} » n’existe pas.", option=error.option_name)
        near = nearest(error.option_name, error.possibilities or ())
        return said + (" " + session.say("Vouliez-vous dire « {near} » ?", near=near) if near else "")
    if isinstance(error, click.BadOptionUsage):
        return session.say(
            "L’option « {option} » est mal employée : lui manque-t-il une valeur ?", option=error.option_name
        )
    if isinstance(error, click.MissingParameter):
        return session.say("Il manque {name}.", name=_name(error, session))
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        if isinstance(kind, click.Choice):
            return session.say(
                "{name} attend l’une de ces valeurs : {choices}.",
                name=_name(error, session),
                choices=session.language.join([str(choice) for choice in kind.choices]),
            )
        if isinstance(kind, click.Path):
            return session.say(
                "{name} : ce fichier ou ce dossier n’existe pas, ou ne se lit pas.", name=_name(error, session)
            )
        return session.say("{name} : cette valeur ne convient pas.", name=_name(error, session))
    return error.format_message()


def _name(error: click.BadParameter, session: Session) -> str:
    """What help calls the option or argument."""
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return session.say(error.param.human_readable_name).strip("[]")
