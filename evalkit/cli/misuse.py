"""Click's complaints about a command line, as sentences of ours."""

from __future__ import annotations

import re
from ast import literal_eval
from pathlib import Path

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
                choices=", ".join(str(choice) for choice in kind.choices),
            )
        if isinstance(kind, click.Path):
            return _path(error, kind, session)
        return session.say("{name} : cette valeur ne convient pas.", name=_name(error, session))
    return error.format_message()


def _path(error: click.BadParameter, kind: click.Path, session: Session) -> str:
    """What is wrong with a path that was typed."""
    typed = _typed(error.message)
    named = {"name": _name(error, session), "path": typed}
    path = Path(typed)
    if not path.exists():
        beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
        near = nearest(path.name, beside)
        said = session.say("{name} : « {path} » n’existe pas.", **named)
        return said + (" " + session.say("Vouliez-vous dire « {near} » ?", near=near) if near else "")
    if path.is_dir() and not kind.dir_okay:
        return session.say("{name} : « {path} » est un dossier, pas un fichier.", **named)
    if path.is_file() and not kind.file_okay:
        return session.say("{name} : « {path} » est un fichier, pas un dossier.", **named)
    return session.say("{name} : « {path} » ne se lit pas.", **named)


def _typed(message: str) -> str:
    """The path in click's own sentence, which alone keeps it, written as Python writes a text."""
    found = re.search(r"'.*'|\".*\"", message)
    return str(literal_eval(found[0])) if found else ""


def _name(error: click.BadParameter, session: Session) -> str:
    """What help calls the option or argument."""
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return session.say(error.param.human_readable_name).strip("[]")
