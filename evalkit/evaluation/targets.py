"""Every name under which a file may call an item, one of its options or a field, and what a heading therefore means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from evalkit.core.evaluation import InstrumentUse
from evalkit.core.items import Item, ItemType
from evalkit.core.names import bare, fold, loose, nearest

COMMON_FIELDS: Final = ("record", "group", "site", "action", "date")
"""The fields that every kind of instrument has."""

_FIELD_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "record": ("numéro", "n°", "identifiant", "number"),
    "group": ("groupe", "partie prenante", "stakeholder group"),
    "site": ("lieu", "place"),
    "action": ("activité", "projet"),
    "marker": ("marqueur", "marqueur de changement"),
    "tone": ("tonalité", "ton"),
    "text": ("texte", "extrait", "verbatim", "excerpt"),
    "consent": ("consentement", "accord pour citer", "consent to quote"),
    "phase": ("moment",),
    "voices": ("voix", "nombre de voix", "number of voices"),
    "mode": ("manière", "mode de décision"),
    "present": ("présents", "nombre de présents", "personnes présentes", "number of people present"),
    "dissent": ("désaccord", "désaccords"),
    "observer": ("observateur", "observatrice", "observation par", "observed by"),
    "position": ("positionnement",),
}
_OTHERS: Final = ("autre", "other", "autres", "autrepreciser", "autrepréciser", "autreprécisez", "othertext", "comment")
_PREFIX: Final = re.compile(r"[/.:\-–—>|]")
_LONGEST, _PARTS = 4_000, 30
"""A heading longer than that is compared whole; of many points and dashes, the first and the last count."""
_WORDED: Final = re.compile(r" [-–—:>|]\Z|[:>…]\Z|[…?!]\.\Z")
"""What stands before the words of a question where a stem or the name of a page stands before it."""
_CODED: Final = re.compile(r"([^\s:–—]+?)\s*[-–—:.)]\s+(.+)\Z", re.DOTALL)
_INDEXED: Final = re.compile(r"(.+?)\s*\[([^\[\]]*)\]\Z", re.DOTALL)


@frozen(order=True)
class Target:
    """What a column is: an item, one option of it (``option`` ≥ 0), the words beside its « autre », or a field."""

    kind: str
    name: str
    option: int = -1


ITEM, OPTION, OTHER, FIELD = "item", "option", "other", "field"


class Targets:
    """The names of one instrument. Exact names come before names without spaces, and these before letters alone; among
    equals, what the instrument's ``columns`` say comes first, then ids, other names, stems with labels, labels.
    """

    def __init__(self, use: InstrumentUse, segments: Mapping[str, Iterable[str]] | None = None) -> None:
        """*segments* are the names of the declared groups, sites and actions, for columns that nobody named."""
        self._segments = {field: frozenset(map(fold, names)) for field, names in (segments or {}).items()}
        self._fixed = frozenset(field for field in self._segments if getattr(use.file, field))
        self.items = {item.id: item for item in use.items}
        self.required = tuple(item.id for item in _required(use))
        self._exact: dict[str, dict[Target, int]] = {}
        self._squeezed: dict[str, dict[Target, int]] = {}
        self._loose: dict[str, dict[Target, int]] = {}
        self._parts: dict[str, dict[Target, int]] = {}
        self._ids: dict[str, Target] = {}
        self._options: dict[str, Target | None] = {}
        asked = set(self.required)
        for item in use.items:
            if item.id in asked:
                self._add_item(item, use.file.columns.get(item.id, ()))
        for key, headings in use.file.columns.items():
            for target in () if key in self.items else _best(self._parts.get(loose(key), {})):
                self._add(target, headings, 0)
        fields = dict.fromkeys((*COMMON_FIELDS, *use.plugin.fields, *use.file.fields))
        self.fields = tuple(fields)
        for field in fields:
            target = Target(FIELD, field)
            self._add(target, use.file.fields.get(field, ()), 0)
            self._add(target, (field,), 6)
            self._add(target, _FIELD_LABELS.get(field, ()), 7)

    def _add(self, target: Target, names: Iterable[str], rank: int) -> None:
        for name in names:
            folded = fold(name)
            for index, key in (
                (self._exact, folded),
                (self._squeezed, folded.replace(" ", "")),
                (self._loose, loose(name)),
            ):
                if key:
                    at = index.setdefault(key, {})
                    at[target] = min(rank, at.get(target, rank))

    def _add_item(self, item: Item, columns: Iterable[str]) -> None:
        target = Target(ITEM, item.id)
        labels = item.label.variants
        stems = [f"{stem} [{label}]" for stem in item.question.variants if stem for label in labels]
        self._add(target, columns, 0)
        self._add(target, (item.id,), 1)
        self._add(target, item.also, 2)
        self._add(target, stems, 3)
        self._add(target, labels, 4)
        for name in (item.id, *item.also):
            self._ids.setdefault(fold(name), target)
        bases = {loose(name): None for name in (*columns, item.id, *item.also, *labels, *stems)}
        for base in bases:
            if item.type is ItemType.CHOICES:
                for index, category in enumerate(item.categories):
                    for name in category.names:
                        self._part(base + loose(name), Target(OPTION, item.id, index))
                    option = Target(OPTION, item.id, index)
                    for key in map(loose, category.label.variants):
                        self._options[key] = option if self._options.get(key, option) == option else None
            if item.type in (ItemType.CHOICES, ItemType.CHOICE):
                for other in _OTHERS:
                    key = base + other
                    if not any(t.kind == OPTION and t.name == item.id for t in self._parts.get(key, ())):
                        self._part(key, Target(OTHER, item.id))

    def _part(self, key: str, target: Target) -> None:
        if key:
            self._parts.setdefault(key, {})[target] = 5

    @property
    def known(self) -> frozenset[str]:
        """Folded and loose names, for readers that look for the row of headings."""
        return frozenset((*self._exact, *self._squeezed, *self._loose, *self._parts))

    def labels(self) -> Iterator[str]:
        """What a person may have meant: ids and labels of items."""
        for name in self.required:
            yield name
            yield from self.items[name].label.variants

    def field_named_like(self, heading: str) -> str | None:
        """The field whose usual names are near a heading; its id is an English word that nobody typed."""
        usual = {word: field for field in self.fields for word in _FIELD_LABELS.get(field, ())}
        near = nearest(heading, usual)
        return usual[near] if near else None

    def segment_of(self, cells: Iterable[str]) -> str | None:
        """The field whose declared names are all that a column holds: its groups, sites or actions."""
        held = {fold(cell) for cell in cells} - {""}
        fits = (field for field, names in self._segments.items() if field not in self._fixed and held <= names)
        return next(fits, None) if held else None

    def of(self, names: tuple[str, ...], *, whole: bool = False) -> tuple[Target, ...]:
        """What a column with these headings is, the most precise heading first; several: nobody can tell which.

        An item and a field may share a column: then both are given. *whole* is true for a column that its tool added:
        « Temps pour la question : q1 » is no answer to q1.
        """
        if whole:  # behind the name of a group, « _1/q1 », a question is itself
            ends = (end for name in names for end in (name, name.rpartition("/")[2]))
            return next((found for end in ends if (found := self._whole(end))), ())
        return next((found for name in names if (found := self._in(name) or self._in(bare(name)))), ())

    def options(self, names: tuple[str, ...]) -> Target | None:
        """The one option that these headings name by its words alone, whatever its question; None for any other."""
        return next((found for name in names if (found := self._options.get(loose(name)))), None)

    def declares(self, target: Target, names: tuple[str, ...]) -> bool:
        """True where the instrument's own ``fields`` name one of these headings for *target*."""
        return any(self._exact.get(fold(name), {}).get(target) == 0 for name in names)

    def _in(self, name: str) -> tuple[Target, ...]:
        return self._whole(name) or self._by_parts(name)

    def _whole(self, name: str) -> tuple[Target, ...]:
        folded = fold(name)
        for index, key in (
            (self._exact, folded),
            (self._squeezed, folded.replace(" ", "")),
            (self._loose, loose(name)),
        ):
            if key in index:
                return _best(index[key])
        return ()

    def _by_parts(self, name: str) -> tuple[Target, ...]:
        """« stem [option] », « group/question », « stem [id] », « id[SQ001] », « id - words »."""
        found = self._parts.get(loose(name))
        if found:
            return _best(found)
        folded = fold(name)
        if len(folded) > _LONGEST:
            return ()
        parts = list(_PREFIX.finditer(folded))
        for match in parts if len(parts) <= 2 * _PARTS else (*parts[:_PARTS], *parts[-_PARTS:]):
            rest = folded[match.end() :].strip()
            if inner := self._behind(folded[: match.end()], rest):
                named = self._ids.get(folded[: match.start()].strip()) if match.group() != "/" else None
                return inner if named is None or inner[0].kind != ITEM else tuple(dict.fromkeys((named, *inner)))
        indexed = _INDEXED.match(folded)
        for part in indexed.group(2, 1) if indexed else ():
            target = self._ids.get(part.strip())
            if target and self.items[target.name].type is not ItemType.CHOICES:
                beside = indexed.group(2) if indexed and part != indexed.group(2) else ""
                return (target, *self._other(beside, target))
        coded = _CODED.match(folded)
        if coded and coded.group(1) in self._ids:
            target = self._ids[coded.group(1)]
            return (target, *self._other(coded.group(2), target))
        if coded and (options := self._parts.get(loose(coded.group(1)))):
            return _best(options)
        if indexed and len(inner := self._whole(indexed.group(2))) == 1 and inner[0].kind == ITEM:
            return inner
        return ()

    def _other(self, words: str, target: Target) -> tuple[Target, ...]:
        """The other items whose own words stand beside an id: « Q3. » may be the number that a tool gave to another
        question than our q3, and nobody can tell.
        """
        return tuple(other for other in self._whole(words) if other.kind == ITEM and other != target) if words else ()

    def _behind(self, before: str, rest: str) -> tuple[Target, ...]:
        """What stands behind the name of a group, a page or a stem. Behind a point or a dash alone only ids count, and
        the fields that the instrument declares: « mi-temps » is no column of times.
        """
        if before.endswith("/") or _WORDED.search(before):
            return self._whole(rest) or _best(self._parts.get(loose(rest), {}))
        if rest in self._ids:
            return (self._ids[rest],)
        declared = {t: rank for t, rank in self._exact.get(rest, {}).items() if t.kind == FIELD and rank == 0}
        return _best(declared) or _best(self._parts.get(loose(rest), {}))


def _required(use: InstrumentUse) -> tuple[Item, ...]:
    """The items that a file must have a column for: all, unless rows name their marker; then the declared ones only."""
    if "marker" not in use.plugin.fields:
        return use.items
    declared = {item.id for item in use.file.items}
    return tuple(item for item in use.items if item.id in declared)


def _best(found: Mapping[Target, int]) -> tuple[Target, ...]:
    """The targets of the best rank, items apart from fields; a field by its common name gives way to an item."""
    items = {target: rank for target, rank in found.items() if target.kind != FIELD}
    fields = {target: rank for target, rank in found.items() if target.kind == FIELD and (rank == 0 or not items)}
    best: list[Target] = []
    for among in (items, fields):
        if among:
            lowest = min(among.values())
            best += sorted(target for target, rank in among.items() if rank == lowest)
    return tuple(best)
