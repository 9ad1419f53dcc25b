"""The foundation of pages, as a centre's own plugin uses it: nothing but the public face."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from evalkit import Published, flower, hookimpl, language, pages, printing
from evalkit.pages.making import environment
from tests.outputs.reading_pages import Read
from tests.outputs.results import published

TEMPLATE = """{% extends "page.html.j2" %}
{% block main %}<main id="main"><h1>{{ title }}</h1><p>{{ _("Critère") }}{{ colon }} {{ said }}</p>
<blockquote>{{ voice|quoted }}</blockquote>{{ picture }}</main>{% endblock %}
"""


class Card:
    """A page that a centre made for itself."""

    name = "card"
    takes = Published
    profile = "published"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, results, folder, code):
        spoken = language(code)
        drawn = flower.draw(flower.flower_of(results, spoken), flower.legend(spoken))
        context = {
            "title": "Notre carte",
            "stamps": flower.stamps(results, spoken),
            "said": printing.share(158, 250, spoken),
            "voice": "Oui !",
            "picture": pages.Markup(drawn),
        }
        sheet = pages.Sheet(size="A5", head="Une tête", foot="Un pied", numbered=False)
        return {
            "carte.html": pages.page(
                "card.html.j2", folders=[self.folder], language=spoken, context=context, sheet=sheet
            )
        }


@hookimpl
def evalkit_outputs():
    return (Card,)


@pytest.fixture
def card(tmp_path):
    (tmp_path / "card.html.j2").write_text(TEMPLATE, encoding="utf-8")
    return Card(tmp_path)


def test_a_plugin_makes_a_page_with_the_public_face_alone(card):
    read = Read(card.write(published(), Path(), "fr")["carte.html"].decode())
    words = read.words()
    assert "Critère\u00a0: 63,2\u00a0% (158\u00a0sur\u00a0250)".replace("\u00a0", " ") in words.replace("\u00a0", " ")
    assert "svg" in {tag for tag, _ in read.elements}
    assert "données simulées" in words


def test_the_colon_and_the_quotes_are_those_of_the_language(card):
    english = Read(card.write(published(), Path(), "en")["carte.html"].decode()).words()
    assert "Criterion: 63.2" in english
    assert "“ Oui ! ”" in english


def test_the_sheet_says_its_size_and_its_running_words(card):
    text = card.write(published(), Path(), "fr")["carte.html"].decode()
    (rules,) = re.findall(r"@page\{size:A5;(.*?)</style>", text, re.DOTALL)
    assert ["top-left", "bottom-left"] == re.findall(r"@([a-z-]+)\{", rules)
    assert "@bottom-right" in pages.Sheet().css()


def test_a_template_that_forgets_a_word_is_an_error(tmp_path):
    (tmp_path / "a.html.j2").write_text('{% extends "page.html.j2" %}{% block main %}{{ forgotten }}{% endblock %}')
    with pytest.raises(Exception, match="forgotten"):
        pages.page(
            "a.html.j2",
            folders=[tmp_path],
            language=language("fr"),
            context={"title": "", "stamps": ()},
            sheet=pages.Sheet(),
        )


def test_a_page_is_made_where_no_temporary_folder_is_safe(monkeypatch):
    def unsafe(**_):
        raise RuntimeError

    monkeypatch.setattr(jinja2, "FileSystemBytecodeCache", unsafe)
    assert environment((), language("fr")).bytecode_cache is None
