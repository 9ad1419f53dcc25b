"""A framework written in a spreadsheet, one row for each marker, as the document that framework.yaml would be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from evalkit.core.message import Message, say, say_n
from evalkit.core.names import fold, nearest
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.sources import Sheet, Source
from evalkit.documents import values
from evalkit.documents.nodes import Document, Entries, Node, Scalar, Series
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.naming import slug
from evalkit.files.opening import open_source

ENDINGS: Final = (".xlsx", ".ods", ".csv")
"""The endings of the spreadsheets that may hold a framework."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "framework": ("référentiel", "framework", "framework id", "id référentiel"),
    "version": ("version",),
    "criterion_id": ("id critère", "critère id", "identifiant du critère", "criterion id", "id criterion"),
    "criterion": ("critère", "pétale", "critère (pétale)", "thème", "axe", "criterion", "petal", "criterion (petal)"),
    "criterion_source": ("source du critère", "criterion source"),
    "indicator_id": ("id indicateur", "indicateur id", "identifiant de l’indicateur", "indicator id", "id indicator"),
    "indicator": ("indicateur", "indicator"),
    "indicator_source": ("source de l’indicateur", "indicator source"),
    "marker_id": ("id marqueur", "marqueur id", "identifiant du marqueur", "marker id", "id marker", "id"),
    "marker": ("marqueur", "marqueur de changement", "changement", "marker", "marker of change"),
    "source": ("source", "source du marqueur", "marker source"),
    "provisional": ("provisoire", "provisional"),
    "dimension": ("dimension", "dimension du socle commun", "socle commun", "shared core"),
    "extent": ("étendue", "extent"),
    "reason": ("raison", "reason"),
    "instrument": ("outil", "instrument"),
    "items": ("items", "item", "questions", "question"),
    "join": ("jonction", "join"),
    "scorer": ("lecture", "façon de lire", "scorer"),
    "attested_from": ("seuil", "constaté à partir de", "threshold", "attested from", "attested_from"),
    "agree": ("réponses favorables", "d’accord", "agree"),
    "phase": ("moment", "phase"),
    "min_n": ("réponses au moins", "effectif minimum", "min n", "min_n"),
}
"""The columns, and the headings under which each is known."""

_KNOWN: Final = {fold(name): column for column, names in COLUMNS.items() for name in names}
_OPTION: Final = re.compile(r"(?:lecture|scorer)\s*[.:]\s*(\w+)\Z")
_EVIDENCE: Final = ("instrument", "items", "join", "scorer", "attested_from", "agree", "phase", "min_n")
_PLURAL: Final = re.compile(r"(?<=\w\w\w)s\b")
_LONGEST_ID: Final = 50


def framework_table(file: Path, shown: str, structurer: Structurer, *, evidence: bool = True) -> Document | None:
    """The document of the framework in a spreadsheet, its faults kept in *structurer*; None where it holds none.

    *shown* is how problems call the file; without *evidence* the columns of evidence are passed over.
    """
    try:
        source = open_source(file, shown, {})
    except ProblemsFound as found:
        structurer.problems += found.problems
        return None
    structurer.problems += source.notes
    heads = _heads(source)
    if heads is None:
        message = say("Aucune feuille n’a de colonne « {column} » : le référentiel ne peut pas être lu.",
                      column="marqueur")  # fmt: skip
        hint = say(
            "Une ligne porte les titres : critère, indicateur, marqueur ; et outil, items, lecture, seuil au besoin."
        )
        structurer.fault("E123", message, Location(path=shown), hint)
        return None
    structurer.problems += _unread(source, heads)
    tree = _Tree(structurer=structurer, heads=heads, evidence=evidence)
    for row in range(heads.row + 1, len(heads.sheet.rows)):
        tree.add(_Row(heads, row, structurer))
    tree.say_what_was_made()
    return Document(path=shown, root=tree.root(), lines=())


@frozen(kw_only=True)
class _Heads:
    """The sheet that holds the framework, the index of its row of headings, and the index of each column."""

    path: str
    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    options: Mapping[str, int]

    def where(self, row: int, column: int) -> Location:
        heading = self.sheet.rows[self.row][column].strip() if column < len(self.sheet.rows[self.row]) else ""
        cell = self.sheet.cell(row, column)
        return Location(
            path=self.path, sheet=self.sheet.name, line=self.sheet.lines[row], column=heading or None, cell=cell
        )


def _heads(source: Source) -> _Heads | None:
    """The row of headings that names a marker; of several sheets, the first that has one."""
    for sheet in source.sheets:
        for row, cells in enumerate(sheet.rows):
            columns: dict[str, int] = {}
            options: dict[str, int] = {}
            for at, cell in enumerate(cells):
                known = _called(cell)
                option = _OPTION.match(fold(cell))
                if known is not None:
                    columns.setdefault(known, at)
                elif option is not None:
                    options.setdefault(option[1], at)
            if "marker" in columns and len(columns) > 1:
                return _Heads(path=source.path, sheet=sheet, row=row, columns=columns, options=options)
    return None


def _called(heading: str) -> str | None:
    """The column that a heading names, in the singular or in the plural."""
    name = fold(heading)
    forms = (name, name.replace("_", " "), _PLURAL.sub("", name))
    return next((_KNOWN[form] for form in forms if form in _KNOWN), None)


def _unread(source: Source, heads: _Heads) -> Iterator[Problem]:
    """A note for each column with a heading that is not known, and one for the other sheets."""
    used = {*heads.columns.values(), *heads.options.values()}
    for at, cell in enumerate(heads.sheet.rows[heads.row]):
        if at not in used and cell.strip():
            close = nearest(cell, _KNOWN)
            hint = say("Vouliez-vous dire « {name} » ?", name=close) if close else None
            message = say("La colonne « {column} » du référentiel n’est pas lue.", column=cell)
            yield Problem("W106", message, heads.where(heads.row, at), hint)
    others = [sheet.name for sheet in source.sheets if sheet is not heads.sheet and sheet.rows]
    if others:
        message = say("Les autres feuilles ne sont pas lues : {sheets}.", sheets=", ".join(others))
        yield Problem("W106", message, Location(path=source.path, sheet=heads.sheet.name))


@frozen
class _Row:
    """One row under the headings."""

    heads: _Heads
    row: int
    structurer: Structurer

    def text(self, column: str) -> str:
        at = self.heads.columns.get(column, self.heads.options.get(column))
        cells = self.heads.sheet.rows[self.row]
        if at is None or at >= len(cells):
            return ""
        refused = self.heads.sheet.refused.get((self.row, at))
        if refused is not None:
            if refused not in self.structurer.problems:
                self.structurer.problems.append(refused)
            return ""
        return cells[at].strip()

    def where(self, *columns: str) -> Location:
        """The place of the first of these columns that the table has."""
        known = {**self.heads.options, **self.heads.columns}
        at = next((known[column] for column in columns if column in known), self.heads.columns["marker"])
        return self.heads.where(self.row, at)

    def scalar(self, column: str, text: str | None = None) -> Scalar:
        where = self.where(column)
        return Scalar(text=self.text(column) if text is None else text, where=where, end=(1, 1), quoted=True)

    def pair(self, key: str, column: str) -> Iterator[tuple[Scalar, Node]]:
        """A key and what a column says, where it says something."""
        if self.text(column):
            yield self.key(key, column), self.scalar(column)

    def listed(self, key: str, column: str) -> Iterator[tuple[Scalar, Node]]:
        """A key and the list in a cell, where there is one; items stand between commas, semicolons or lines."""
        words = [word for word in re.split(r"\s*[,;\n]\s*", self.text(column)) if word]
        if words:
            where = self.where(column)
            items = tuple(self.scalar(column, word) for word in words)
            yield self.key(key, column), Series(items=items, where=where, end=(1, 1))

    def key(self, key: str, column: str) -> Scalar:
        return Scalar(text=key, where=self.where(column), end=(1, 1), quoted=True)

    def entries(self, pairs: Iterator[tuple[Scalar, Node]], *columns: str) -> Entries:
        return Entries(pairs=tuple(pairs), where=self.where(*columns), end=(1, 1))


@define(kw_only=True)
class _Part:
    """A criterion, an indicator or a marker while its rows are read."""

    id: str
    label: str
    row: _Row
    level: str
    parts: list[_Part] = field(factory=list)
    evidence: list[Entries] = field(factory=list)

    def provisional(self) -> bool:
        """A marker as its row says; a node above where everything in it is."""
        if self.level == "marker":
            return values.truth(self.row.text("provisional")) is True
        return bool(self.parts) and all(part.provisional() for part in self.parts)


@define(kw_only=True)
class _Tree:
    """Collects the rows into a tree. An empty cell of a criterion or an indicator says « the same as above »."""

    structurer: Structurer
    heads: _Heads
    evidence: bool
    criteria: list[_Part] = field(factory=list)
    ids: set[str] = field(factory=set)
    named: list[_Part] = field(factory=list)
    at: dict[str, _Part] = field(factory=dict)
    words: dict[str, tuple[_Part, _Part]] = field(factory=dict)

    def add(self, row: _Row) -> None:
        criterion = self._part(row, "criterion", self.criteria, self.at.get("criterion"))
        if criterion is not self.at.get("criterion"):
            self.at.pop("indicator", None)
            self.at.pop("marker", None)
        if criterion is None:
            message = say("Cette ligne n’a pas de critère, et aucun n’est écrit au-dessus.")
            self.structurer.fault("E107", message, row.where("criterion", "criterion_id"))
            return
        self.at["criterion"] = criterion
        indicator = self._part(row, "indicator", criterion.parts, self.at.get("indicator"))
        if indicator is not self.at.get("indicator"):
            self.at.pop("marker", None)
        says_marker = bool(row.text("marker") or row.text("marker_id"))
        links = any(row.text(column) for column in (*_EVIDENCE, *self.heads.options))
        if indicator is None:
            if says_marker or links:
                message = say("Cette ligne n’a pas d’indicateur, et aucun n’est écrit au-dessus.")
                self.structurer.fault("E107", message, row.where("indicator", "indicator_id"), self._wanted())
            return
        self.at["indicator"] = indicator
        marker = self._part(row, "marker", indicator.parts, self.at.get("marker") if links else None)
        if marker is None:
            if links:
                message = say("Cette ligne nomme un outil, et aucun marqueur n’est écrit au-dessus.")
                self.structurer.fault("E107", message, row.where("marker"))
            return
        self.at["marker"] = marker
        if row.text("marker"):
            self._say_repeated(row, marker, indicator, links=links)
        if links and self.evidence:
            marker.evidence.append(_link(row))

    def _say_repeated(self, row: _Row, marker: _Part, indicator: _Part, *, links: bool) -> None:
        """A note on a marker that stands twice: a row that adds nothing, or the same words under another indicator."""
        first, above = self.words.setdefault(fold(marker.label), (marker, indicator))
        line = self.heads.sheet.lines[(marker if marker.row is not row else first).row.row]
        if marker.row is not row and not links:
            message = say("Le marqueur « {label} » est déjà ligne {line} : il compte une fois.",
                          label=marker.label, line=line)  # fmt: skip
            hint = say("Retirez cette ligne, ou écrivez-y un autre marqueur.")
        elif marker.row is row and first is not marker and not row.text("marker_id"):
            message = say(
                "Le marqueur « {label} » est déjà ligne {line}, sous « {indicator} » : il fait deux marqueurs, donc "
                "deux questions identiques.",
                label=marker.label,
                line=line,
                indicator=above.label or above.id,
            )
            hint = say("Retirez l’une des deux lignes, ou dites ce qui distingue les deux marqueurs.")
        else:
            return
        self.structurer.fault("W109", message, row.where("marker"), hint)

    def _wanted(self) -> Message | None:
        """The way out where the table has no column of indicators."""
        if "indicator" in self.heads.columns:
            return None
        return say("Ajoutez une colonne « indicateur » : ce que plusieurs marqueurs disent ensemble.")

    def _part(self, row: _Row, level: str, among: list[_Part], above: _Part | None) -> _Part | None:
        """The part that this row speaks of: a known one of this level, a new one, or the one above."""
        label, written = row.text(level), row.text(f"{level}_id")
        if not label and not written:
            return above
        for part in among:
            if (written and part.id == written) or (not written and fold(part.label) == fold(label)):
                if label and fold(part.label) != fold(label):
                    message = say(
                        "L’identifiant « {id} » porte deux libellés : « {first} » et « {second} ».",
                        id=written,
                        first=part.label,
                        second=label,
                    )
                    hint = say("Écrivez le même libellé sur chaque ligne, ou donnez un autre identifiant.")
                    self.structurer.fault("E122", message, row.where(level), hint)
                return part
        part = _Part(id=written or self._id(label), label=label, row=row, level=level)
        if not written:
            self.named.append(part)
        self.ids.add(part.id)
        among.append(part)
        return part

    def _id(self, label: str) -> str:
        base = slug(label)[:_LONGEST_ID].strip("-.")
        found, number = base, 2
        while found in self.ids:
            found, number = f"{base}-{number}", number + 1
        return found

    def say_what_was_made(self) -> None:
        """One note on the ids that were made from labels: they change where a label does."""
        if self.named:
            first = self.named[0]
            message = say_n(
                "{n} identifiant est fait d’après son libellé ({first}).",
                "{n} identifiants sont faits d’après leurs libellés ({first}…).",
                len(self.named),
                first=first.id,
            )
            hint = say("Écrivez-les avant de collecter ({columns}) : un libellé retouché changerait l’identifiant.",
                       columns="id critère, id indicateur, id marqueur")  # fmt: skip
            self.structurer.fault("W107", message, first.row.where(f"{first.level}_id", first.level), hint)

    def root(self) -> Entries:
        """The whole document."""
        top = _Row(self.heads, min(self.heads.row + 1, len(self.heads.sheet.rows) - 1), self.structurer)
        pairs: list[tuple[Scalar, Node]] = []
        for key, column, usual in (("id", "framework", slug(Path(self.heads.path).stem)), ("version", "version", "1")):
            rows = (
                _Row(self.heads, row, self.structurer) for row in range(self.heads.row + 1, len(self.heads.sheet.rows))
            )
            row = next((row for row in rows if row.text(column)), top)
            pairs.append((row.key(key, column), row.scalar(column, row.text(column) or usual)))
        criteria = Series(items=tuple(map(_criterion, self.criteria)), where=top.where("criterion"), end=(1, 1))
        pairs.append((top.key("criteria", "criterion"), criteria))
        return top.entries(iter(pairs), "criterion")


def _criterion(part: _Part) -> Entries:
    children = {"criterion": "indicators", "indicator": "markers", "marker": "evidence"}
    inner: tuple[Node, ...] = tuple(part.evidence) if part.level == "marker" else tuple(map(_criterion, part.parts))
    row, level = part.row, part.level

    def pairs() -> Iterator[tuple[Scalar, Node]]:
        yield row.key("id", f"{level}_id"), row.scalar(f"{level}_id" if row.text(f"{level}_id") else level, part.id)
        yield from row.pair("label", level)
        yield from row.pair("source", "source" if level == "marker" else f"{level}_source")
        if part.provisional():
            yield row.key("provisional", "provisional"), row.scalar("provisional", "true")
        elif level == "marker":
            yield from row.pair("provisional", "provisional")
        if level == "marker":
            yield from _mapping(row)
        yield row.key(children[level], level), Series(items=inner, where=row.where(level), end=(1, 1))

    return row.entries(pairs(), level)


def _mapping(row: _Row) -> Iterator[tuple[Scalar, Node]]:
    if any(row.text(column) for column in ("dimension", "extent", "reason")):
        pairs = (
            (row.key("dimension", "dimension"), row.scalar("dimension")),
            *row.pair("extent", "extent"),
            *row.pair("reason", "reason"),
        )
        yield row.key("maps_to", "dimension"), row.entries(iter(pairs), "dimension", "extent", "reason")


def _link(row: _Row) -> Entries:
    """One evidence link; thresholds and options are the scorer's."""

    def scorer() -> Iterator[tuple[Scalar, Node]]:
        yield from row.pair("name", "scorer")
        yield from row.listed("agree", "agree")
        for column in ("attested_from", "phase", "min_n", *row.heads.options):
            yield from row.pair(column, column)

    def pairs() -> Iterator[tuple[Scalar, Node]]:
        yield from row.pair("instrument", "instrument")
        yield from row.listed("items", "items")
        yield from row.pair("join", "join")
        if row.text("scorer"):
            yield row.key("scorer", "scorer"), row.entries(scorer(), "scorer")

    return row.entries(pairs(), "instrument", "scorer")
