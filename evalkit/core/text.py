"""Words that a centre writes in one language or in several."""

from __future__ import annotations

from collections.abc import Mapping


class Text(str):
    """A label, question or notice: a string in the centre's own language that knows its other languages.

    It is an ordinary string wherever one is wanted. ``Text({"fr": "Oui", "en": "Yes"})`` reads as its first entry.
    """

    translations: Mapping[str, str]

    def __new__(cls, words: str | Mapping[str, str] = "") -> Text:
        if isinstance(words, str):
            text = super().__new__(cls, words)
            text.translations = words.translations if isinstance(words, Text) else {}
            return text
        text = super().__new__(cls, next(iter(words.values()), ""))
        text.translations = dict(words)
        return text

    def to(self, language: str) -> str:
        """The words in *language*, or in the centre's own where there are none."""
        return self.translations.get(language, str(self))

    @property
    def variants(self) -> tuple[str, ...]:
        """Every wording, the main one first, each once."""
        return tuple(dict.fromkeys((str(self), *self.translations.values())))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in; empty where it has only the centre's own."""
        return tuple(self.translations)
