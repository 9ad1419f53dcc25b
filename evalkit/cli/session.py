"""One call of the command line: its language, its options, and the two streams it speaks on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from evalkit.cli.screen import fitting, harmless
from evalkit.cli.words import asked_language, system_language
from evalkit.languages import Language, language

if TYPE_CHECKING:
    from evalkit.core.problems import Problem


class Session:
    """What every command is given.

    ``lang`` is the language asked for with ``--lang``, None where nobody asked: outputs then follow the project, while
    messages follow the system (``language``). Results go to stdout, messages to stderr.
    """

    def __init__(self, args: Sequence[str]) -> None:
        self.lang = asked_language(args)
        self.language: Language = language(self.lang or system_language())
        self.json = False
        self.quiet = False
        self.strict = False
        self.local_plugins = True

    def say(self, sentence: str, /, **values: object) -> str:
        """A French sentence in the language of this call, filled with *values*."""
        said = self.language.gettext(sentence)
        return said.format(**values) if values else said

    def say_n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form of a sentence that goes with *n*, which stands in it as ``{n}``."""
        return self.language.ngettext(singular, plural, n).format(n=self.language.number(n), **values)

    def pair(self, name: object, value: object) -> str:
        """A name and what it is, with the colon as the language sets it."""
        return self.say("{name} : {value}", name=name, value=value)

    def out(self, text: str = "") -> None:
        """A line of what was asked for, on stdout; not with ``--quiet``, nor ``--json``, which needs stdout itself."""
        if not self.json and not self.quiet:
            _write(text, err=False)

    def tell(self, text: str = "") -> None:
        """A line for the person, on stderr; not with ``--quiet``."""
        if not self.quiet:
            _write(text, err=True)

    def warn(self, text: str) -> None:
        """A line that must be read, on stderr even with ``--quiet``."""
        _write(text, err=True)

    def style(self, text: str, **styles: Any) -> str:
        """Text in a colour or weight; it falls away where nobody can see it."""
        return click.style(text, **styles)

    def result(self, data: Mapping[str, object]) -> None:
        """The result of ``--json``, on stdout, in plain ASCII so that any console passes it on unharmed."""
        if self.json:
            sys.stdout.write(json.dumps(data, indent=2) + "\n")

    def finish(self, problems: Sequence[Problem], data: Mapping[str, object] | None = None) -> int:
        """Show all problems and notes, give the JSON result, and say how the call ends."""
        from evalkit.cli import faults

        if not self.json:
            for line in faults.lines(problems, self):
                _write(line, err=True)
        self.result({**faults.as_json(problems, self.language), **(data or {})})
        return faults.status(problems, strict=self.strict)

    @contextmanager
    def progress(self, doing: str) -> Iterator[Callable[[str], None]]:
        """Shows what is going on, on a terminal that a person watches; silent anywhere else."""
        if self.quiet or self.json or not sys.stderr.isatty():
            yield lambda _step: None
            return
        from rich.console import Console
        from rich.markup import escape

        with Console(stderr=True, no_color="NO_COLOR" in os.environ).status(escape(doing)) as shown:
            yield lambda step: shown.update(escape(harmless(f"{doing} {step}")))


def _write(text: str, *, err: bool) -> None:
    stream = sys.stderr if err else sys.stdout
    color = False if os.environ.get("NO_COLOR") else None
    click.echo(fitting(text, stream), file=stream, color=color)
