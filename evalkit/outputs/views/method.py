"""How it was done, as it is told: instruments and their numbers, where people looked, what was masked and by whom."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from evalkit import MASKED, Cell, Table, flower, printing

from . import changed, words
from .names import Names


@frozen(kw_only=True)
class Instrument:
    """One instrument: what it is, how many records, when; ``silent`` where it has none."""

    title: str
    short: str
    kind: str
    unit: str
    sample: str
    records: str
    dates: str
    seal: str
    silent: bool


@frozen(kw_only=True)
class Looked:
    """Where one marker was looked at: one (mark, word) per instrument, and the groups nobody asked."""

    marker: str
    label: str
    states: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]


@frozen(kw_only=True)
class Unexpected:
    """What fits no marker: how many texts an instrument holds, and those a person cleared."""

    instrument: str
    texts: str
    quotes: tuple[str, ...]


@frozen(kw_only=True)
class Plain:
    """A table in words, for those that have no page of their own."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def instruments(names: Names) -> tuple[Instrument, ...]:
    """Every instrument, in the project's order."""
    language, about = names.language, names.published.about
    first: dict[str, dict[str, Cell]] = {}
    for record in names.published["instruments"].records():
        first.setdefault(str(record["instrument"]), record)
    made = []
    for name, row in first.items():
        used = names.instruments[name]
        sample = printing.word(printing.SAMPLES, used.sample, language)
        if isinstance(row["population"], int):
            sample = f"{sample} ({printing.number(row['population'], language)})"
        records = row["records"]
        said = (
            printing.units(used.unit, records, language)
            if isinstance(records, int)
            else printing.number(records, language)
        )
        made.append(
            Instrument(
                title=used.title,
                short=names.short(name),
                kind=used.said(language),
                unit=printing.word(printing.UNITS, used.unit, language),
                sample=sample,
                records=said,
                dates=_dates(row["first_date"], row["last_date"], names),
                seal=_seal(about.get(f"input.{name}")),
                silent=records == 0,
            )
        )
    return tuple(made)


def looked(names: Names) -> dict[str, tuple[Looked, ...]]:
    """Where people looked, by criterion."""
    language = names.language
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for row in names.published["coverage"].records():
        place = cells.setdefault((str(row["marker"]), str(row["instrument"])), {})
        place[str(row["group"] or "")] = str(row["state"])
    made: dict[str, list[Looked]] = {}
    for row in names.published["markers"].records():
        if row["dimension"] != "all":
            continue
        marker = str(row["marker"])
        states = tuple(cells.get((marker, name), {}).get("", "not_planned") for name in names.instruments)
        asked = [cells.get((marker, name), {}) for name in names.instruments]
        groups = dict.fromkeys(group for one in asked for group in one if group)
        silent = [
            group
            for group in groups
            if all(one.get(group, "not_planned") in ("not_looked", "not_planned") for one in asked)
        ]
        made.setdefault(str(row["criterion"]), []).append(
            Looked(
                marker=marker,
                label=str(row["label"]),
                states=tuple((state, printing.word(printing.COVERAGE, state, language)) for state in states),
                silent=tuple(names.segment("group", group) for group in silent),
            )
        )
    return {criterion: tuple(rows) for criterion, rows in made.items()}


def unexpected(names: Names) -> tuple[Unexpected, ...]:
    """What fits no marker, by instrument."""
    counts: dict[str, str] = {}
    quotes: dict[str, list[str]] = {}
    for row in names.published["unexpected"].records():
        name = str(row["instrument"])
        quotes.setdefault(name, [])
        if row["texts"] is not None:
            counts[name] = _texts(row["texts"], names)
        if row["quote"]:
            quotes[name].append(str(row["quote"]))
    return tuple(
        Unexpected(instrument=names.instrument(name), texts=counts.get(name, ""), quotes=tuple(said))
        for name, said in quotes.items()
    )


def masked(names: Names) -> tuple[tuple[str, str, str, str], ...]:
    """How many readings were masked: instrument, dimension, rule, number."""
    language = names.language
    return tuple(
        (
            names.instrument(str(row["instrument"])),
            printing.word(words.DIMENSIONS, row["dimension"], language),
            printing.word(words.MASKING, row["rule"], language),
            printing.number(row["cells"], language),
        )
        for row in names.published["masked"].records()
    )


def silent_statuses(names: Names) -> str:
    """Why statuses are masked where no figure is: both profiles show the same; "" where none has."""
    n = sum(row["status"] is MASKED for row in names.published["markers"].records())
    if not n:
        return ""
    return names.language.ngettext(
        "Aucun chiffre de ce document n’est masqué. {n} statut l’est : les statuts se calculent sur "
        "ce qui peut être publié, pour que toutes les pages disent la même chose.",
        "Aucun chiffre de ce document n’est masqué. {n} statuts le sont : les statuts se "
        "calculent sur ce qui peut être publié, pour que toutes les pages disent la même chose.",
        n,
    ).format(n=printing.number(n, names.language))


def differences(names: Names) -> tuple[tuple[str, str, str, str], ...]:
    """Where two observers of one meeting differ: instrument, meeting, what was observed, answers. Internal only."""
    if "differences" not in names.published.tables_by_name:
        return ()
    return tuple(
        (
            names.instrument(str(row["instrument"])),
            str(row["record"]),
            names.question(str(row["instrument"]), str(row["item"])),
            ", ".join(
                names.answer(str(row["instrument"]), str(row["item"]), code) for code in str(row["answers"]).split(", ")
            ),
        )
        for row in names.published["differences"].records()
    )


def plain(table: Table, names: Names) -> Plain:
    """A table of any shape: statuses and numbers in words, markers by their label."""
    language = names.language

    def said(column: str, value: Cell) -> str:
        if column == "status":
            return printing.word(printing.STATUSES, value, language)
        if column in ("criterion", "indicator", "marker"):
            return names.nodes.get(str(value), str(value or ""))
        return printing.number(value, language)

    return Plain(
        title=table.title,
        head=tuple(field.label for field in table.fields),
        rows=tuple(
            tuple(said(field.id, value) for field, value in zip(table.fields, row, strict=True)) for row in table.rows
        ),
    )


def added(names: Names) -> tuple[Plain, ...]:
    """The tables that plugins add beside; « changes » has its own place."""
    return tuple(plain(table, names) for table in names.published.beside if table.name != changed.NAME)


def facts(names: Names) -> tuple[tuple[str, str], ...]:
    """What stands behind the whole: tree, synthesis, floors, modules."""
    language, about = names.language, names.published.about
    say = language.gettext
    tree = str(about.get("framework_label") or about.get("framework") or "")
    made = [
        (
            say("Référentiel"),
            say("{tree}, version {version}, empreinte {print}").format(
                tree=tree,
                version=printing.number(about.get("framework_version"), language),
                print=about.get("framework_fingerprint", ""),
            ),
        )
    ]
    if about.get("shared_core"):
        made.append((say("Socle commun"), str(about["shared_core"])))
    made.append((say("Façon de croiser les regards"), str(about.get("synthesis") or "")))
    person = "floor_internal" if about.get("profile") == "internal" else "floor_published"
    floors = []
    for key, unit in ((person, "person"), ("floor_interviews", "interview")):
        n = about.get(key)
        if isinstance(n, int):
            floors.append(printing.units(unit, n, language))
    present = about.get("floor_present")
    if isinstance(present, int):
        floors.append(words.present(present, language))
    made.append((say("Seuils : rien n’est montré en dessous de"), ", ".join(floors)))
    if about.get("floor_reason"):
        made.append((say("Raison d’un seuil abaissé"), str(about["floor_reason"])))
    if about.get("retention"):
        made.append((say("Réponses conservées jusqu’au"), language.date(str(about["retention"]))))
    modules = [f"{key.partition('.')[2]} {value}" for key, value in about.items() if key.startswith("plugin.")]
    if modules:
        made.append((say("Modules employés"), ", ".join(modules)))
    made.append((say("Version d’evalkit"), str(about.get("evalkit") or "")))
    return tuple((key, value) for key, value in made if value)


def statuses(names: Names) -> tuple[tuple[flower.Mark, str, str], ...]:
    """How many markers of the whole have each mark: mark, words, number."""
    spoken = flower.legend(names.language)
    rows = [row for row in names.published["markers"].records() if row["dimension"] == "all"]
    counts = Counter(
        flower.Mark.of(str(row["status"]), row["kinds"] if isinstance(row["kinds"], int) else 0) for row in rows
    )
    return tuple(
        (mark, spoken.word(mark), printing.number(counts[mark], names.language))
        for mark in flower.Mark
        if mark is not flower.Mark.NOT_COMPARABLE or counts[mark]
    )


def _dates(first: Cell, last: Cell, names: Names) -> str:
    if first is MASKED or last is MASKED:
        return printing.word(printing.STATUSES, MASKED, names.language)
    if not first:
        return ""
    language = names.language
    if first == last or not last:
        return language.date(str(first))
    return language.gettext("du {first} au {last}").format(
        first=language.date(str(first)), last=language.date(str(last))
    )


def _seal(said: Cell) -> str:
    """The beginning of the sha256 of an instrument's answers."""
    parts = dict(part.partition("=")[::2] for part in str(said or "").split("; "))
    return parts.get("sha256", "")[:12]


def _texts(cell: Cell, names: Names) -> str:
    language = names.language
    if not isinstance(cell, int):
        return printing.number(cell, language)
    return language.ngettext("{n} texte", "{n} textes", cell).format(n=printing.number(cell, language))
