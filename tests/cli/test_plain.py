from __future__ import annotations

from evalkit.cli import plain
from evalkit.cli.session import Session
from evalkit.core.items import Item, ItemType
from evalkit.core.text import Text


def test_numbers_are_listed_so_that_no_comma_is_taken_for_another():
    session = Session(["--lang", "fr"])
    item = Item(id="h", label=Text("Heures"), type=ItemType.NUMBER)
    listed = plain.listed((plain.answer(code, item, session), n) for code, n in (("0.5", 3), ("2", 1)))
    assert "0,5 × 3 ; 2 × 1" == listed
