"""The page of commands: what click knows of each, as its help shows it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from evalkit.cli.command import LazyGroup
from evalkit.cli.main import cli
from evalkit.cli.session import Session
from making.words import words


def page(language: str) -> str:
    """The page in a language."""
    sections = _sections(cli, "evalkit", None, language)
    return "\n\n".join((words("commands", language), *sections, words("statuses", language))) + "\n"


def _sections(command: click.Command, path: str, parent: click.Context | None, language: str) -> Iterator[str]:
    session = Session(["--lang", language])
    name = path.rpartition(" ")[2]
    ctx = click.Context(command, info_name=name, parent=parent, obj=session, terminal_width=96, max_content_width=96)
    shown = "\n".join(line.rstrip() for line in command.get_help(ctx).splitlines())
    yield f"## {path}\n\n```text\n{shown}\n```"
    if isinstance(command, LazyGroup):
        for sub in command.list_commands(ctx):
            found = command.get_command(ctx, sub)
            if found is not None:
                yield from _sections(found, f"{path} {sub}", ctx, language)
