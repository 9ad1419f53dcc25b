"""Each language says everything that evalkit says, and its compiled catalogue is what its text gives."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "evalkit" / "locale"
LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir() if (folder / "LC_MESSAGES").is_dir())
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "say_n": (1, 2)}
HOLE = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)[sd]")


def said() -> set[str | tuple[str, str]]:
    """Every message of the package, as the sources have it; with its plural where it has one."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config, "babel.cfg")
    found = extract_from_dir(
        ROOT / "evalkit", method_map=methods, options_map=options, keywords=KEYWORDS, strip_comment_tags=True
    )
    return {tuple(message) if isinstance(message, tuple) else message for _, _, message, _, _ in found}


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "evalkit.po").open("rb") as file:
        return read_po(file, locale=language)


def strings(message) -> tuple[str, ...]:
    """Singular and plural of an id or of a translation, or the one there is."""
    return message if isinstance(message, tuple) else (message,)


def test_there_is_english():
    assert "en" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_what_is_said_and_nothing_else(language):
    held = {message.id for message in catalogue(language) if message.id}
    assert said() == held, "run `make catalogues`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated_or_in_doubt(language):
    wanting = [
        message.id
        for message in catalogue(language)
        if message.id and (message.fuzzy or not all(strings(message.string)))
    ]
    assert [] == wanting


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_holes_of_its_message(language):
    def holes(texts: tuple[str, ...]) -> set[str]:
        return {hole for text in texts for hole in HOLE.findall(text)}

    odd = {
        message.id: message.string
        for message in catalogue(language)
        if message.id and all(strings(message.string)) and holes(strings(message.id)) != holes(strings(message.string))
    }
    assert {} == odd


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_what_its_text_gives(language):
    made = io.BytesIO()
    write_mo(made, catalogue(language))
    assert made.getvalue() == (LOCALE / language / "LC_MESSAGES" / "evalkit.mo").read_bytes(), "run `make catalogues`"


def test_messages_use_the_words_of_the_field():
    banned = re.compile(r"\b(scores?|performances?|classements?|preuves? d[’']impact)\b", re.IGNORECASE)
    assert [] == [message for message in said() for text in strings(message) if banned.search(HOLE.sub("", text))]


def test_messages_are_set_as_french_is_printed():
    """Typographic apostrophes, no-break spaces before double signs; what stands in backquotes is code."""
    plain = re.compile(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]|\S [:;!?»]|« ")
    odd = {text for message in said() for text in strings(message) if plain.search(re.sub(r"`[^`]*`", "", text))}
    assert set() == odd
