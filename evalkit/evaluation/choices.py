"""Several answers in one cell, told apart by the known options alone: options hold commas and semicolons themselves."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from evalkit.core.items import Item
from evalkit.core.names import fold, tidy

_BREAKS: Final = frozenset(",;|/ ")
_ENDS: Final = frozenset(',;|/ "]')
"""What may follow an option."""
_BETWEEN: Final = re.compile(r"(?:[,;|/ \"\[\]+&•·*–—-]|(?:et|and|ou|or)(?=[ ,;]))+")
"""What may stand before an option, also as lists are quoted (« "a", "b" ») or typed (« - a », « a et b »)."""
_NEXT: Final = re.compile(r"\s*(?:[,;|]|\Z)\s*")


@frozen
class Split:
    """The options named in a joined cell, by index, and the words between that are none of them."""

    options: tuple[int, ...]
    rest: tuple[str, ...]


class Splitter:
    """Splits joined cells of one item: at each place the longest option that stands there whole is taken."""

    def __init__(self, item: Item) -> None:
        names = {fold(name): index for index, c in reversed(list(enumerate(item.categories))) for name in c.names}
        self._names = sorted(((n, i) for n, i in names.items() if n), key=lambda pair: (-len(pair[0]), pair[0]))

    def split(self, cell: str) -> Split:
        """The options in a cell. What stands between separators and is no option is kept as it was written."""
        text = tidy(cell)
        folded = fold(cell)
        if len(folded) != len(text):
            text = folded  # a letter that changes its length when its case is folded
        options: list[int] = []
        rest: list[str] = []
        at = 0
        while at < len(folded):
            found = self._at(folded, at)
            if found is not None:
                length, option = found
                options.append(option)
                at += length
                continue
            between = _BETWEEN.match(folded, at)
            if between and (between.end() == len(folded) or self._at(folded, between.end())):
                at = between.end()
                continue
            if folded[at] in _BREAKS:
                at += 1
                continue
            end = _NEXT.search(folded, at)
            stop = end.start() if end else len(folded)
            rest.append(text[at:stop].strip())
            at = max(stop, at + 1)
        return Split(tuple(dict.fromkeys(options)), tuple(word for word in rest if word))

    def _at(self, folded: str, at: int) -> tuple[int, int] | None:
        for name, option in self._names:
            if folded.startswith(name, at) and (len(folded) == at + len(name) or folded[at + len(name)] in _ENDS):
                return len(name), option
        return None
