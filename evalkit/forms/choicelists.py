"""The lists of choices of an XLSForm: each once, under names that phones can write and our readers know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from attrs import define, field, frozen

from evalkit import Category, Missing, MissingWord, Problem, ProblemsFound, Text, say
from evalkit.forms.languages import FormLanguage

Says = Callable[[FormLanguage], str]
_PLAIN: Final = re.compile(r"[^\s\"']+\Z")
_ON_A_PHONE: Final = (Missing.NOT_ASKED, Missing.NOT_APPLICABLE, Missing.DONT_KNOW)
"""The ways of having no answer that a phone offers: a blank says « no answer », and nothing on it is illegible."""


@frozen(kw_only=True)
class Choice:
    """One choice: its name in the data, its label in each language."""

    name: str
    label: Says


@define
class ChoiceLists:
    """The lists of a form by name; a list with the same choices is not written twice."""

    lists: dict[str, tuple[Choice, ...]] = field(factory=dict)
    _known: dict[tuple[object, ...], str] = field(factory=dict)

    def of(
        self,
        name: str,
        categories: Sequence[Category],
        missing: Sequence[MissingWord] = (),
        own: Sequence[MissingWord] = (),
    ) -> str:
        """The name of the list that holds these answers and these ways of having none; *own* have their own words."""
        offered = on_a_phone(missing)
        key = (*((c.code, c.label) for c in categories), *((m.missing, m.label) for m in offered))
        if key not in self._known:
            name = _listed(name)
            while name in self.lists:
                name += "_"
            self._known[key] = name
            self.lists[name] = (
                *(Choice(name=choice_name(c, name), label=saying(c.label)) for c in categories),
                *(Choice(name=word.missing.value, label=_missing(word, own)) for word in offered),
            )
        return self._known[key]


def on_a_phone(missing: Sequence[MissingWord]) -> tuple[MissingWord, ...]:
    """Those that are offered among the choices."""
    return tuple(word for word in missing if word.missing in _ON_A_PHONE)


def choice_name(category: Category, owner: str) -> str:
    """The name of a choice in the data: its code, or another of its names that has no space.

    Raises:
        ProblemsFound: E415 where it has none.
    """
    for name in category.names:
        if _PLAIN.match(name):
            return name
    message = say("Sur un téléphone, le code d’une réponse n’a pas d’espace : « {code} » ({item}).",
                  code=category.code, item=owner)  # fmt: skip
    hint = say("Ajoutez sous `also:` un nom sans espace, par exemple {name}.", name=_listed(category.code))
    raise ProblemsFound([Problem("E415", message, hint=hint)])


def _listed(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", name)


def _missing(word: MissingWord, own: Sequence[MissingWord]) -> Says:
    """An item's own words; else the longest that the instrument declares: the short ones are for typing."""
    return saying(word.label if word in own else Text(max((word.label, *word.also), key=len)))


def saying(label: Text) -> Says:
    """A centre's words, in whatever language they are asked for."""
    return lambda lang: lang.text(label)
