"""The words that evalkit itself fixes: what they are in code, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from evalkit.core.items import Category, Missing, MissingWord
from evalkit.core.text import Text


def _word(code: str, french: str, english: str, *also: str) -> Category:
    return Category(code=code, label=Text({"fr": french, "en": english}), also=also)


PRESENCE: Final = (
    _word("not_observed", "Non observé", "Not observed", "non", "no", "non observée", "0"),
    _word("observed", "Observé", "Observed", "oui", "yes", "observée", "x", "1"),
)
"""The answers to an item of type ``presence``, the lowest first."""

NOT_LOOKED: Final = (
    MissingWord(
        missing=Missing.NOT_ASKED,
        label=Text({"fr": "Pas regardé", "en": "Not looked for"}),
        also=("non regardé", "not_looked_for"),
    ),
)
"""What a grid offers beside: nobody looked, which is not « no »."""

TONES: Final = (
    _word("contrary", "Contraire", "Contrary", "défavorable"),
    _word("qualified", "Nuancé", "Qualified", "nuancée", "mitigé"),
    _word("favourable", "Favorable", "Favourable", "favorable"),
)
"""The tones of an excerpt of an interview, the least favourable first."""

PHASES: Final = (
    _word("before", "Avant", "Before", "avant le débat", "before the debate"),
    _word("after", "Après", "After", "après le débat", "after the debate"),
)
"""The moments of a position."""

SHIFTS: Final = (
    _word("down", "En recul", "Down"),
    _word("same", "Inchangé", "Same"),
    _word("up", "En progrès", "Up"),
)
"""Where a position went between before and after, the lowest first."""

MODES: Final = (
    _word("individual", "Individuel", "Individual", "individuellement"),
    _word("consensus", "Consensus", "Consensus"),
    _word("vote", "Vote", "Vote"),
)
"""How a group came to its position."""

CONSENT_WORDS: Final = (
    _word("no", "Non", "No"),
    _word("anonymous", "Anonyme", "Anonymous", "oui", "yes", "anonymement"),
    _word("named", "Avec mon prénom", "With my name", "nommé", "nommée", "avec mon nom"),
    _word("published", "Déjà publié", "Published", "publié", "publiée"),
)
"""What a person allows to be done with her words."""

FIXED: Final[Mapping[str, tuple[Category, ...]]] = {
    "tone": TONES,
    "phase": PHASES,
    "mode": MODES,
    "consent": CONSENT_WORDS,
}
"""The fields that hold fixed words, and those words."""
