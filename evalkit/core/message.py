"""Sentences for people, kept as a template and its values until a language is known."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen


class Translator(Protocol):
    """What turns a French sentence into the reader's language: its code, like ``fr``, and the two calls of gettext."""

    @property
    def code(self) -> str: ...

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, n: int, /) -> str: ...


@frozen
class Message:
    """A sentence and the values that go into it.

    The template is French, the language in which evalkit is written for its users; a catalogue gives the others.
    Values are strings, numbers or other messages. ``str(message)`` is the French sentence.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    n: int = 0

    def said_in(self, translator: Translator) -> str:
        """The sentence in the translator's language."""
        template = (
            translator.ngettext(self.template, self.plural, self.n)
            if self.plural
            else translator.gettext(self.template)
        )
        return self._filled(template, translator)

    def __str__(self) -> str:
        template = self.plural if self.plural and abs(self.n) >= 2 else self.template
        return self._filled(template, None)

    def _filled(self, template: str, translator: Translator | None) -> str:
        values: dict[str, object] = {}
        for name, value in self.values:
            values[name] = value.said_in(translator) if isinstance(value, Message) and translator else value
        return template.format(**values) if values else template


def say(template: str, /, **values: object) -> Message:
    """A sentence to be said later, in the language of whoever reads it.

    >>> str(say("{n} lignes lues", n=3))
    '3 lignes lues'
    """
    return Message(template, tuple(values.items()))


def say_n(singular: str, plural: str, n: int, /, **values: object) -> Message:
    """A sentence that changes with a number, which stands in it as ``{n}``. French counts 0 and 1 as singular.

    >>> str(say_n("{n} ligne lue", "{n} lignes lues", 0))
    '0 ligne lue'
    """
    return Message(singular, (("n", n), *values.items()), plural, n)
