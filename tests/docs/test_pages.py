"""The pages say what happens: each command in them is typed, each file written, and what is shown compared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.walking import BLOCK, Walker, pattern, session

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
TUTORIAL = "fr/tutoriel.md"
WALKED = sorted(
    page.relative_to(DOCS).as_posix()
    for page in DOCS.rglob("*.md")
    if any(block["head"] and block["head"].strip() == "console" for block in BLOCK.finditer(page.read_text("utf-8")))
)


@pytest.mark.parametrize("name", [name for name in WALKED if name != TUTORIAL])
def test_a_page_shows_what_its_commands_show(name, tmp_path):
    language = "en" if name.startswith("en/") else "fr"
    assert [] != Walker(room=tmp_path, language=language).walk(DOCS / name)


def test_the_tutorial_ends_with_a_poster(tmp_path):
    walker = Walker(room=tmp_path)
    assert "evalkit run" == walker.walk(DOCS / TUTORIAL)[-1]
    [poster] = walker.room.glob("out/*/*affiche*.html")
    assert "Des habitants osent proposer leurs idées." in poster.read_text(encoding="utf-8")


def test_a_walker_sees_when_a_page_is_wrong():
    assert [("evalkit check", "a\n"), ("evalkit run", "")] == session("$ evalkit check\na\n$ evalkit run\n")
    assert re.fullmatch(pattern("un … trois"), "un deux trois")
    assert None is re.fullmatch(pattern("un … trois"), "un deux quatre")


def test_generated_pages_are_what_the_code_makes():
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert ("", "", 0) == (done.stdout, done.stderr, done.returncode)


def test_pages_and_readme_speak_of_nothing_that_judges():
    banned = re.compile(r"\b(scores?|performances?|classements?|preuves? d[’']impact)\b", re.IGNORECASE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## In English")[0]
    pages = [*sorted((DOCS / "fr").glob("*.md")), DOCS / "reference" / "problems.md"]
    allowed = re.compile(r"`[^`]*`|```.*?```", re.DOTALL)
    texts = {"README.md": readme, **{page.name: page.read_text(encoding="utf-8") for page in pages}}
    found = {name: banned.findall(allowed.sub("", text)) for name, text in texts.items()}
    assert {} == {name: words for name, words in found.items() if words}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])
def test_what_a_page_outside_the_site_points_to_is_there(name):
    text = re.sub(r"```.*?```|`[^`]*`", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [] == [target for target in named if not (ROOT / target).exists()]
