"""A language as outputs and messages use it: its sentences, its numbers, its dates and its typography.

French is the language of the source and needs no catalogue. Every other language is one folder, ``locale/CODE``: even
the way in which it writes numbers, months and quotation marks is an entry of its catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

SOURCE: Final = "fr"
"""The language in which evalkit is written."""

FOLDER: Final = Path(__file__).parent / "locale"

_GROUP = 3
_BEFORE_MARKS = re.compile("[ \u202f\u00a0]+(?=[;:!?»%€])|(?<=[^\\s;:!?(«/])(?=[;!?»](?:\\s|$))")
_AFTER_OPENING = re.compile("«[ \u202f\u00a0]*")


class _French(NullTranslations):
    """The source's own sentences: 0 and 1 are singular."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid2 if abs(n) >= 2 else msgid1


class Language:
    """One language. Make it with `language`.

    It has the two calls of gettext (`gettext`, `ngettext`), so that a `Message` can be said in it and a page's template
    filled with it. No space it puts inside a number or beside a mark can break at the end of a line.
    """

    def __init__(self, code: str, catalogue: NullTranslations) -> None:
        self.code = code
        self._catalogue = catalogue
        # Translators: how the number one thousand two hundred and thirty-four and a half is written
        sample = self.gettext("1 234,5")
        self._marks = sample[1:-5], sample[-2]

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def gettext(self, message: str, /) -> str:
        """A French sentence in this language; the French one where the catalogue has none."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The form of a sentence that goes with *n*."""
        return self._catalogue.ngettext(singular, plural, n)

    def number(self, value: float, decimals: int | None = None) -> str:
        r"""A number as people write it: ``1 234,5`` in French. Without *decimals*, in its shortest form.

        >>> language("fr").number(1234.5).replace("\u00a0", " ")
        '1 234,5'
        """
        thousands, decimal = self._marks
        text = f"{value:.12g}" if decimals is None else f"{value:.{decimals}f}"
        if "e" in text:
            text = f"{value:f}".rstrip("0").rstrip(".")
        sign, digits = ("\u2212", text[1:]) if text.startswith("-") else ("", text)
        whole, _, rest = digits.partition(".")
        first = len(whole) % _GROUP
        groups = [whole[:first]] * bool(first) + [whole[i : i + _GROUP] for i in range(first, len(whole), _GROUP)]
        return sign + thousands.join(groups) + (decimal + rest if rest else "")

    def date(self, iso: str) -> str:
        r"""An ISO day in words, as ``3 mars 2026``; any other text as it stands.

        >>> language("fr").date("2026-03-01").replace("\u00a0", " ")
        '1er mars 2026'
        """
        year, _, rest = iso.partition("-")
        month, _, day = rest.partition("-")
        if not (year.isdigit() and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
            return iso
        # Translators: the twelve months, separated by spaces
        months = self.gettext(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ).split()
        # Translators: the first day of a month; then any other day
        template = self.gettext("1er {month} {year}") if int(day) == 1 else self.gettext("{day} {month} {year}")
        return template.format(day=int(day), month=months[int(month) - 1], year=year)

    def join(self, parts: Sequence[str]) -> str:
        """A list in a sentence.

        >>> language("fr").join(["un", "deux", "trois"])
        'un, deux et trois'
        """
        if len(parts) < 2:
            return "".join(parts)
        # Translators: the end of a list; {first} holds all parts but the last, separated by commas
        return self.gettext("{first} et {last}").format(first=", ".join(parts[:-1]), last=parts[-1])

    def quote(self, text: str) -> str:
        """Words between the language's quotation marks."""
        return self.gettext("« {text} »").format(text=text)

    def typography(self, text: str) -> str:
        r"""A centre's own words with the no-break spaces that French wants beside ``; : ! ? « »``.

        >>> language("fr").typography("À quoi ça sert ?").replace("\u00a0", "~")
        'À quoi ça sert~?'
        """
        if self.code != SOURCE:
            return text
        return _AFTER_OPENING.sub("«\u00a0", _BEFORE_MARKS.sub("\u00a0", text))


def language(code: str) -> Language:
    """The language of this code.

    Raises:
        LookupError: where no catalogue speaks it; `languages` names those there are.
    """
    if code == SOURCE:
        return Language(code, _French())
    if code in languages():
        with (FOLDER / code / "LC_MESSAGES" / "evalkit.mo").open("rb") as file:
            return Language(code, GNUTranslations(file))
    msg = f"no catalogue for the language {code!r}"
    raise LookupError(msg)


def languages() -> tuple[str, ...]:
    """The codes of all languages, the source's first."""
    found = sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/evalkit.mo"))
    return (SOURCE, *(code for code in found if code != SOURCE))
