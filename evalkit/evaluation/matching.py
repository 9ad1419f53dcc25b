"""The columns of a table against the items and fields of its instrument: what each is, and what is left out by name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from evalkit.core.message import Message, say, say_n
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem
from evalkit.core.sources import Grid, letters
from evalkit.evaluation.columns import Column
from evalkit.evaluation.headless import discreet, headless, without_headings
from evalkit.evaluation.targets import FIELD, ITEM, OPTION, OTHER, Target, Targets

_OURS = "evalkit_"
_SHORT = 60
_LONG = 1000
_NEEDED = ("marker", "position", "tone")
"""The fields without which a row that names its marker says nothing."""


@frozen(kw_only=True)
class Understood:
    """One column as it was understood: its heading (cut where it is long, and ``whole``), its letter in the file, and
    what it is (empty: left out); ``by_tool`` where the collection tool says so, not the instrument.
    """

    heading: str
    whole: str
    letter: str
    targets: tuple[Target, ...] = ()
    by_tool: bool = False


@frozen(kw_only=True, eq=False)
class Matched:
    """A table whose columns have met their targets: the columns of each, and what a person should know or mend.

    ``cells`` are the columns that are used, once they have been taken from the rows, ``declared`` those whose heading
    the instrument itself names under ``columns`` or ``fields``.
    """

    grid: Grid
    columns: Mapping[Target, tuple[int, ...]]
    cells: Mapping[int, Column] = field(factory=dict)
    understood: tuple[Understood, ...] = ()
    declared: frozenset[int] = frozenset()
    not_asked: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = field(default=())

    def of(self, kind: str, name: str, option: int = -1) -> tuple[int, ...]:
        """The columns of one target; empty where there are none."""
        return self.columns.get(Target(kind, name, option), ())

    @property
    def items(self) -> frozenset[str]:
        """The items that have a column."""
        return frozenset(target.name for target in self.columns if target.kind in (ITEM, OPTION))


def match(grid: Grid, targets: Targets) -> Matched:
    """What the columns of *grid* are.

    Columns that the tool adds are dropped and named in one note, unknown ones in another, with the nearest item where
    one is near. A heading that may be two things is a problem that names both; so is an item without a column, unless
    ``files:`` says that it was not asked.
    """
    found: dict[Target, list[int]] = {}
    understood: dict[int, Understood] = {}
    problems: list[Problem] = []
    unknown: list[int] = []
    added: list[int] = []
    headings: list[tuple[str, ...]] = []
    by_person: set[int] = set()
    for column, names in enumerate(grid.headings):
        letter = letters(grid.sheet.left + column)
        matched = targets.of(names, whole=column in grid.metadata) if names else ()
        declared = [t for t in matched if t.kind != FIELD or column not in grid.metadata or targets.declares(t, names)]
        kinds = [t for t in declared if t.kind != FIELD]
        if len(kinds) > 1 or len(declared) - len(kinds) > 1:
            problems.append(_ambiguous(grid, column, declared))
            headings.append(names)
            continue
        for target in declared:
            found.setdefault(target, []).append(column)
            if targets.declares(target, names):
                by_person.add(column)
        said = _said(names, matched, targets)
        headings.append(said)
        understood[column] = Understood(
            heading=shown(said), whole=said[0] if said else "", letter=letter, targets=tuple(declared)
        )
        if not declared and (column in grid.metadata or column in (grid.record, grid.date)):
            added.append(column)
        elif not declared:
            unknown.append(column)
    for name, own in (("record", grid.record), ("date", grid.date)):
        if own is not None and Target(FIELD, name) not in found:
            found[Target(FIELD, name)] = [own]
            added = [column for column in added if column != own]
            if own in understood:
                understood[own] = evolve(understood[own], targets=(Target(FIELD, name),), by_tool=True)
    for column, option in _bare_options(grid, targets, found, unknown).items():
        found.setdefault(option, []).append(column)
        understood[column] = evolve(understood[column], targets=(option,))
        unknown.remove(column)
    if not found and headless(grid):
        bare = evolve(grid, headings=((),) * len(grid.headings))
        return Matched(grid=bare, columns={}, problems=(without_headings(grid),))
    grid = evolve(grid, headings=tuple(headings))
    columns = {target: tuple(at) for target, at in found.items()}
    not_asked = _not_asked(grid)
    problems += _absent(grid, targets, columns, unknown, not_asked)
    absent = {name for name in targets.fields if Target(FIELD, name) not in columns}
    notes = [*_dropped(grid, targets, added, unknown, absent), *_options(grid, targets, columns), *_long(grid)]
    return Matched(
        grid=grid,
        columns=columns,
        understood=tuple(understood.values()),
        declared=frozenset(by_person),
        not_asked=not_asked,
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _bare_options(
    grid: Grid, targets: Targets, found: Mapping[Target, Sequence[int]], unknown: Iterable[int]
) -> dict[int, Target]:
    """Columns whose heading is an option and nothing else, where two options at least of a question without any other
    column stand so.
    """
    answered = {target.name for target in found if target.kind in (ITEM, OPTION)}
    options = {c: option for c in unknown if (option := targets.options(grid.headings[c])) is not None}
    named = Counter(name for name, _ in {(option.name, option.option) for option in options.values()})
    return {c: option for c, option in options.items() if option.name not in answered and named[option.name] > 1}


def learned(columns: Iterable[Understood], targets: Targets) -> tuple[dict[str, str], dict[str, str]]:
    """How columns were understood, in the form of an instrument's ``columns:`` and ``fields:``: headings by item
    (``item[option]`` for one option, ``item[other]`` for the words beside « autre ») and by field.
    """
    items: dict[str, str] = {}
    fields: dict[str, str] = {}
    for column in columns:
        for target in () if column.by_tool else column.targets:
            if target.kind == FIELD:
                fields.setdefault(target.name, column.whole)
            elif target.kind == OPTION:
                code = targets.items[target.name].categories[target.option].code
                items.setdefault(f"{target.name}[{code}]", column.whole)
            else:
                items.setdefault(target.name + ("[other]" if target.kind == OTHER else ""), column.whole)
    return items, fields


def _said(names: tuple[str, ...], matched: Sequence[Target], targets: Targets) -> tuple[str, ...]:
    """The headings of a column, the one that says what it is first; a stem over nothing known comes last."""
    told = next((name for name in names if matched and targets.of((name,)) == matched), None)
    if told is None and len(names) > 1:
        told = names[1]
    return names if told is None else (told, *(name for name in names if name != told))


def is_ours(grid: Grid) -> bool:
    """True for answers to a form that evalkit wrote for telephones."""
    leaves = (name.rpartition("/")[2].rpartition("-")[2] for names in grid.headings for name in names)
    return any(leaf.startswith(_OURS) for leaf in leaves)


def shown(names: Sequence[str]) -> str:
    """A column's heading as messages show it."""
    heading = discreet(names[0]) if names else ""
    return heading if len(heading) <= _SHORT else heading[: _SHORT - 20] + " … " + heading[-17:]


def column_place(grid: Grid, column: int) -> Location:
    """The place of a column's heading."""
    heading = shown(grid.headings[column]) if column < len(grid.headings) else ""
    return Location(path=grid.source.path, sheet=grid.sheet.name, column=heading or letters(grid.sheet.left + column))


def _not_asked(grid: Grid) -> frozenset[str]:
    said = grid.source.settings.get("not_asked", ())
    return frozenset(map(str, said)) if isinstance(said, (list, tuple)) else frozenset()


def _ambiguous(grid: Grid, column: int, targets: Sequence[Target]) -> Problem:
    names = ", ".join(dict.fromkeys(target.name for target in targets))
    return Problem(
        "E232",
        say("Cette colonne peut être « {names} ».", names=names),
        column_place(grid, column),
        say("Dites laquelle sous `columns:` de l’outil, ou renommez la colonne."),
    )


def _absent(
    grid: Grid,
    targets: Targets,
    columns: Mapping[Target, tuple[int, ...]],
    unknown: Sequence[int],
    not_asked: frozenset[str],
) -> list[Problem]:
    """A problem for each item that no column answers; one for all where the file answers none."""
    there = {target.name for target in columns if target.kind in (ITEM, OPTION)}
    absent = [name for name in targets.required if name not in there and name not in not_asked]
    place = Location(path=grid.source.path, sheet=grid.sheet.name)
    if absent and not there:
        return [
            Problem(
                "E231",
                say("Aucune colonne de ce fichier ne correspond à une question de l’outil."),
                place,
                _proposed(grid, targets, unknown),
            )
        ]
    headings = {shown(grid.headings[c]): c for c in unknown if grid.headings[c]}
    problems = []
    for name in absent:
        item = targets.items[name]
        near = nearest(name, headings) or nearest(str(item.label), headings)
        hint = (
            say(
                "Est-ce la colonne « {heading} » ? Écrivez `{item}: {quoted}` sous `columns:` de l’outil.",
                heading=near,
                item=name,
                quoted=_quoted(grid.headings[headings[near]][0]),
            )
            if near
            else say(
                "Si la question n’a pas été posée dans ce fichier : `not_asked: [{item}]` sous `files:`.", item=name
            )
        )
        message = say("Aucune colonne pour « {item} » ({label}).", item=name, label=shown((str(item.label),)))
        problems.append(Problem("E231", message, place, hint))
    if "marker" in targets.fields:
        problems += [
            Problem(
                "E231",
                say("Aucune colonne pour le champ « {field} ».", field=name),
                place,
                say("Écrivez son titre sous `fields:` de l’outil."),
            )
            for name in _NEEDED
            if name in targets.fields and Target(FIELD, name) not in columns
        ]
    return problems


def _proposed(grid: Grid, targets: Targets, unknown: Iterable[int]) -> Message:
    for column in unknown:
        for name in grid.headings[column]:
            near = nearest(name, targets.labels())
            if near:
                return say(
                    "La colonne « {heading} » est-elle « {near} » ?", heading=shown((name,)), near=shown((near,))
                )
    return say("Vérifiez que le fichier est dans le bon dossier, ou écrivez les titres sous `columns:` de l’outil.")


def _dropped(
    grid: Grid, targets: Targets, added: Sequence[int], unknown: Sequence[int], absent: Collection[str]
) -> list[Problem]:
    """The notes on columns that are left out: those of the tool, those that nobody knows, those without a name.

    *absent* are the fields that no column answers.
    """
    notes = []
    place = Location(path=grid.source.path, sheet=grid.sheet.name)
    if added:
        names = ", ".join(shown(grid.headings[c]) for c in added)
        message = say_n(
            "Colonne ajoutée par l’outil de collecte, laissée de côté : « {names} ».",
            "{n} colonnes ajoutées par l’outil de collecte, laissées de côté : « {names} ».",
            len(added),
            names=names,
        )
        notes.append(Problem("W234", message, place))
    for column in unknown:
        if not grid.headings[column]:
            filled = sum(1 for row in grid.rows if row[column].strip())
            if filled:
                message = say_n(
                    "La colonne {letter} n’a pas de titre et contient {n} cellule remplie : elle n’est pas lue.",
                    "La colonne {letter} n’a pas de titre et contient {n} cellules remplies : elle n’est pas lue.",
                    filled,
                    letter=letters(grid.sheet.left + column),
                )
                notes.append(Problem("W236", message, column_place(grid, column)))
            continue
        message = say("Cette colonne n’est ni une question ni un champ de l’outil : elle est laissée de côté.")
        notes.append(Problem("W235", message, column_place(grid, column), _perhaps(grid, targets, column, absent)))
    return notes


def _perhaps(grid: Grid, targets: Targets, column: int, absent: Collection[str]) -> Message | None:
    """What a column that nobody knows may be: an item, or one of the fields that are *absent*; None: nothing near."""
    names = grid.headings[column]
    near = next((n for name in names if (n := nearest(name, targets.labels()))), None)
    if near:
        return say("Si c’est « {near} », écrivez-le sous `columns:` de l’outil.", near=shown((near,)))
    heading = _quoted(names[0])
    if (field := targets.segment_of(row[column] for row in grid.rows)) in absent:
        return say(
            "Elle ne contient que des noms déclarés sous `{declared}:` : si elle les dit bien, écrivez "
            "`{field}: {heading}` sous `fields:` de l’outil. Sinon, ces réponses comptent sous « non précisé ».",
            declared=f"{field}s",
            field=field,
            heading=heading,
        )
    field = next((f for name in names if (f := targets.field_named_like(name)) in absent), None)
    if field is None:
        return None
    return say("Si c’est le champ `{field}`, écrivez `{field}: {heading}` sous `fields:` de l’outil.",
               field=field, heading=heading)  # fmt: skip


def _quoted(heading: str) -> str:
    """A heading as it is written in YAML, whatever stands in it."""
    return json.dumps(heading, ensure_ascii=False)


def _options(grid: Grid, targets: Targets, columns: Mapping[Target, tuple[int, ...]]) -> list[Problem]:
    """A note where some options of a question have a column and others have none."""
    notes = []
    place = Location(path=grid.source.path, sheet=grid.sheet.name)
    for name in sorted({target.name for target in columns if target.kind == OPTION}):
        if Target(ITEM, name) in columns:
            continue
        categories = targets.items[name].categories
        absent = [c.label for i, c in enumerate(categories) if Target(OPTION, name, i) not in columns]
        if Target(OTHER, name) in columns and absent:
            absent = absent[:-1]
        if absent:
            options = ", ".join(absent)
            message = say("« {item} » : aucune colonne pour « {options} ».", item=name, options=options)
            notes.append(Problem("W237", message, place))
    return notes


def _long(grid: Grid) -> list[Problem]:
    long = [c for c, names in enumerate(grid.headings) if names and len(names[0]) > _LONG]
    if not long:
        return []
    message = say_n(
        "{n} titre de colonne dépasse 1 000 caractères : il est comparé en entier.",
        "{n} titres de colonne dépassent 1 000 caractères : ils sont comparés en entier.",
        len(long),
    )
    return [Problem("W238", message, column_place(grid, long[0]))]
