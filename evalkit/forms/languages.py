"""The languages that an instrument is handed out in, and a centre's words in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

import evalkit
from evalkit import FIXED, NOT_LOOKED, PRESENCE, Evaluation, InstrumentUse, Language, Message, Text

RIGHT_TO_LEFT: Final = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"))
ENDONYMS: Final = {
    "am": "አማርኛ", "ar": "العربية", "br": "Brezhoneg", "de": "Deutsch", "en": "English", "es": "Español",
    "fa": "فارسی", "fr": "Français", "he": "עברית", "hy": "Հայերեն", "it": "Italiano", "ka": "ქართული",
    "ku": "Kurdî", "nl": "Nederlands", "oc": "Occitan", "pl": "Polski", "prs": "دری", "ps": "پښتو",
    "pt": "Português", "ro": "Română", "ru": "Русский", "so": "Soomaali", "sq": "Shqip", "sr": "Српски",
    "ta": "தமிழ்", "ti": "ትግርኛ", "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
"""What a language calls itself, for those that are spoken in the districts; any other is called by its code."""

_OURS: Final = {id(one) for words in (PRESENCE, NOT_LOOKED, *FIXED.values()) for one in words}


class FormLanguage:
    """One language of a form. The centre's words are said in it; evalkit's own too where a catalogue speaks it, else
    in the language of the evaluation.
    """

    def __init__(self, code: str, fallback: str) -> None:
        self.code = code
        self.ui = spoken(code, fallback)

    @property
    def rtl(self) -> bool:
        """True where it is written from right to left."""
        return self.code.split("-")[0] in RIGHT_TO_LEFT

    @property
    def direction(self) -> str:
        """As HTML says it."""
        return "rtl" if self.rtl else "ltr"

    @property
    def endonym(self) -> str:
        """What the language calls itself."""
        return ENDONYMS.get(self.code.split("-")[0], self.code)

    def text(self, words: str) -> str:
        """A centre's words, or evalkit's own fixed ones."""
        known = words.translations if isinstance(words, Text) else {}
        return known.get(self.code) or known.get(self.ui.code) or str(words)

    def say(self, message: Message) -> str:
        """A sentence of evalkit's."""
        return message.said_in(self.ui)


def spoken(code: str, fallback: str) -> Language:
    """The catalogue of a language, else of the fallback, else French."""
    for one in (code, fallback):
        try:
            return evalkit.language(one)
        except LookupError:
            continue
    return evalkit.language("fr")


def form_languages(use: InstrumentUse, evaluation: Evaluation, language: str) -> tuple[FormLanguage, ...]:
    """The languages in which an instrument is written, the centre's own first; *language* where it says none."""
    texts = [*_texts(use.file), *_texts(use.plugin)]
    if any(item not in use.file.items for item in use.items):
        texts += _texts(evaluation.framework.seen_by(use.id))
    found = dict.fromkeys(code for text in texts for code in text.languages)
    codes = dict.fromkeys((evaluation.language, *found)) if found else {language: None}
    return tuple(FormLanguage(code, language) for code in codes)


def _texts(of: object) -> Iterator[Text]:
    """Every text in an object of the definition, evalkit's own words left out."""
    if isinstance(of, Text):
        yield of
    elif id(of) in _OURS:
        return
    elif attrs.has(kind := type(of)):
        for field in attrs.fields(kind):
            yield from _texts(getattr(of, field.name, None))
    elif isinstance(of, Iterable) and not isinstance(of, (str, bytes, dict)):
        for one in of:
            yield from _texts(one)


def suffix(lang: FormLanguage, among: tuple[FormLanguage, ...]) -> str:
    """What tells the file of a language from those of the others."""
    return f"-{lang.code}" if len(among) > 1 else ""
