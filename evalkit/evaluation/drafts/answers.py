"""A file of answers: its columns become items, as far as cells can tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import evolve, frozen

from evalkit.core.items import Category, Item, ItemType
from evalkit.core.message import Message, say
from evalkit.core.names import fold
from evalkit.core.problems import ProblemsFound
from evalkit.core.sources import Grid
from evalkit.core.text import Text
from evalkit.evaluation.choices import Splitter
from evalkit.evaluation.drafts.guessing import Guess, closed, guess, is_tick
from evalkit.evaluation.drafts.model import Draft, DraftItem, Ids, distinct, shortened
from evalkit.evaluation.headless import all_answers, without_headings
from evalkit.evaluation.identities import asks_identity
from evalkit.evaluation.words import number

_OTHERS = frozenset(map(fold, ("autre", "other", "autres", "autre (préciser)", "autre (précisez)", "andere", "otro")))
_CODE_LETTERS = 12


@frozen(kw_only=True)
class Heading:
    """A column's heading: a stem and an item under it, or one name (``stem`` is then empty)."""

    column: int
    whole: str
    stem: str
    item: str
    cells: tuple[str, ...]


def draft_answers(grid: Grid, name: str) -> Draft:
    """The draft of a table of answers.

    Raises:
        ProblemsFound: E231 where answers stand in the place of the headings: no answer becomes a question.
    """
    if all_answers(grid):
        raise ProblemsFound([without_headings(grid)])
    left: list[tuple[str, Message]] = []
    found: list[Heading] = []
    added = {fold(_parted(grid.headings[column])[0]) for column in grid.metadata if grid.headings[column]}
    for column, names in enumerate(grid.headings):
        if not names or column in (grid.record, grid.date) or column in grid.metadata:
            continue
        label = names[-1] if len(names) > 1 else names[0]
        if asks_identity(label) or asks_identity(names[0]):
            left.append((names[0], say("identité : evalkit n’en garde aucune")))
            continue
        cells = tuple(row[column] for row in grid.rows)
        stem, item = _parted(names)
        if len(names) > 1 and item == names[1] and fold(stem) in added:
            stem, names = "", names[1:]  # what stands over the columns of the tool is no question
        found.append(Heading(column=column, whole=names[0], stem=stem, item=item, cells=cells))
    found = _loosened(found, {column for column, names in enumerate(grid.headings) if len(names) > 1})
    ids = Ids()
    items: list[DraftItem] = []
    done: set[int] = set()
    for heading in found:
        if heading.column in done:
            continue
        family = [h for h in found if heading.stem and fold(h.stem) == fold(heading.stem)]
        beside = [h for h in found if not h.stem and heading.stem and fold(h.whole) == fold(heading.stem)]
        whole = [h for h in found if not heading.stem and fold(h.stem) == fold(heading.whole) and h.stem]
        group = [*(beside or ([heading] if whole else [])), *(whole or family)]
        same = [h for h in found if h.column not in done and fold(h.whole) == fold(heading.whole)]
        made = _items(heading, group or same, ids, left)
        items += made
        done |= {h.column for h in (group or same)}
    return Draft(
        id=name,
        title=Text(name),
        items=tuple(items),
        left_out=tuple(left),
        source=say("Brouillon tiré d’un fichier de réponses, lu comme « {reader} ».", reader=grid.reader),
    )


def _parted(names: Sequence[str]) -> tuple[str, str]:
    """« stem [item] », or « stem/item » as Kobo writes it."""
    whole = names[0]
    if whole.endswith("]") and "[" in whole:
        stem, _, item = whole[:-1].rpartition("[")
        if stem.strip():
            return stem.strip(), item.strip()
    stem, slash, item = whole.partition("/")
    if slash and stem and item and not item.startswith(" "):
        return stem, item
    return "", whole


def _loosened(found: Sequence[Heading], above: Collection[int]) -> list[Heading]:
    """The headings, without the stem where it was only written before: a stem that has a row of its own, as in the
    columns *above*, stands over what it asks and over every question behind, up to the next one.

    Under it stay the columns of ticks, and those that are answered with the same few words as a neighbour.
    """
    loosened: list[Heading] = []
    for at, heading in enumerate(found):
        if heading.stem and heading.column in above:
            beside = [
                h for h in found[max(at - 1, 0) : at + 2] if h is not heading and fold(h.stem) == fold(heading.stem)
            ]
            ticks = is_tick(heading.cells, heading.item, heading.whole)
            if not ticks and not any(_alike(heading, other) for other in beside):
                heading = evolve(heading, stem="", whole=heading.item)
        loosened.append(heading)
    return loosened


def _alike(one: Heading, other: Heading) -> bool:
    """True for two columns that are answered with the same few words, which are no numbers."""
    both = [{fold(cell) for cell in heading.cells} - {""} for heading in (one, other)]
    shared = {words for words in both[0] & both[1] if number(words) is None}
    return len(shared) * 2 >= min(map(len, both)) > 0


def _items(heading: Heading, group: Sequence[Heading], ids: Ids, left: list[tuple[str, Message]]) -> list[DraftItem]:
    """The items of one column, or of the columns under one stem."""
    plain = [h for h in group if not h.stem]
    options = [h for h in group if h.stem]
    ticked = [h for h in options if is_tick(h.cells, h.item, h.whole) and fold(h.item) not in _OTHERS]
    texts = [h for h in options if h not in ticked]
    if len(options) > 1 and len(ticked) >= len(options) - 1 and all(fold(h.item) in _OTHERS for h in texts):
        return [_choices(options, ids, [cell for h in plain for cell in h.cells])]
    if len(options) == len(group) > 1:
        return _under_stem(options, ids)
    if plain and options and all(h in ticked for h in options):
        return [_choices(options, ids, plain[0].cells)]
    if plain and options and all(fold(h.item) in _OTHERS for h in options):
        return [_one(plain[0], plain, ids, other=True)]
    cells = [cell for h in group for cell in h.cells]
    if not any(cell.strip() for cell in cells) and len(fold(heading.whole)) == 0:
        left.append((heading.whole, say("colonne vide")))
        return []
    return [_one(heading, group, ids)]


def _one(heading: Heading, group: Sequence[Heading], ids: Ids, *, other: bool = False) -> DraftItem:
    found = guess([cell for h in group for cell in h.cells], heading.item if heading.stem else heading.whole)
    if other and found.type is not ItemType.CHOICE:
        found = closed(dict.fromkeys(cell.strip() for cell in heading.cells if cell.strip()))
    choices = found.choices
    if other:
        choices = distinct([*(c for c in choices if fold(c.label) not in _OTHERS), _autre()])
    stem = Text(heading.stem) if heading.stem else Text()
    label = Text(heading.item if heading.stem else heading.whole)
    return DraftItem(
        id=ids.new(_id(heading)), label=label, question=stem, type=found.type, choices=choices, missing=found.missing,
        remarks=found.remarks,
    )  # fmt: skip


def _id(heading: Heading) -> str:
    """A short code is kept as the id; a sentence gives its first words."""
    item = heading.item
    if len(item) <= _CODE_LETTERS and item.isascii() and " " not in item:
        return item
    return shortened(item)


def _choices(options: Sequence[Heading], ids: Ids, joined: Sequence[str] = ()) -> DraftItem:
    """Choices from the columns of their options, and from the *joined* cells beside them."""
    stem = options[0].stem
    named = [
        Category(code=shortened(h.item) or "choix", label=Text(h.item)) for h in options if fold(h.item) not in _OTHERS
    ]
    known = Item(id="draft", label=Text(stem), type=ItemType.CHOICES, categories=tuple(named))
    more = dict.fromkeys(word for cell in joined for rest in Splitter(known).split(cell).rest for word in rest.split())
    named += [Category(code=word, label=Text(word)) for word in more]
    other = [_autre()] if len(named) - len(more) < len(options) else []
    return DraftItem(
        id=ids.new(shortened(stem)), label=Text(stem), type=ItemType.CHOICES, choices=distinct([*named, *other]),
        remarks=(say("faut-il un choix « aucun » ?"),),
    )  # fmt: skip


def _under_stem(options: Sequence[Heading], ids: Ids) -> list[DraftItem]:
    """Items that share a stem; where their answers are the same few words, they share a scale."""
    together = guess([cell for h in options for cell in h.cells])
    if together.type in (ItemType.SCALE, ItemType.CHOICE):
        return [_shared(h, together, ids) for h in options]
    return [_one(h, [h], ids) for h in options]


def _shared(heading: Heading, found: Guess, ids: Ids) -> DraftItem:
    return DraftItem(
        id=ids.new(_id(heading)), label=Text(heading.item), question=Text(heading.stem), type=found.type,
        choices=found.choices, missing=found.missing, remarks=found.remarks,
    )  # fmt: skip


def _autre() -> Category:
    return Category(code="autre", label=Text("Autre"), also=("Other",))
