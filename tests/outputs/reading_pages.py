"""A page read back without a browser: its elements, its visible words, and the numbers among them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "use", "path", "circle", "rect", "stop", "ellipse"}
HIDDEN = {"style", "script", "title", "desc"}
NUMBER = re.compile(r"(?<![\w#-])\d+(?:[\u00a0\u202f]\d{3})*(?:[.,]\d+)?")


class Read(HTMLParser):
    """Elements as (tag, attributes); texts as (the open elements with their attributes, words)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[tuple[str, dict[str, str]], ...], str]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        held = {name: value or "" for name, value in attrs}
        self.elements.append((tag, held))
        if tag not in VOID:
            self._open.append((tag, held))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.texts.append((tuple(self._open), data))

    def words(self, inside=lambda tag, attributes: tag == "body") -> str:
        """What people read inside the elements chosen; style, script and the names of pictures are left out."""
        return " ".join(
            data
            for opened, data in self.texts
            if any(inside(tag, held) for tag, held in opened) and not any(tag in HIDDEN for tag, _ in opened)
        )

    def only(self, tag: str) -> str:
        """The text of the one element of this tag."""
        return "".join(data for opened, data in self.texts if opened and opened[-1][0] == tag)


def numbers(words: str) -> set[str]:
    """The numbers in a text, as they are written."""
    return {found.replace("\u202f", "\u00a0") for found in NUMBER.findall(words)}


def plain(words: str) -> str:
    """Words with one ordinary space where there is any."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", words).strip()
