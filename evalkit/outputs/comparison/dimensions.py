"""Each dimension of the core as the page tells it: who looked, and what every structure says of it in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen
from markupsafe import Markup

from evalkit import Cell, Comparison, Language, flower, printing
from evalkit.outputs.comparison.members import Key, Member

Row = Mapping[str, Cell]


@frozen(kw_only=True)
class Marker:
    """One marker in the structure's words, with what each of its instruments says."""

    label: str
    criterion: str
    status: str
    word: str
    mark: flower.Mark
    sources: tuple[str, ...]
    coverage: str
    partial: bool
    reason: str
    provisional: bool


@frozen(kw_only=True)
class Finding:
    """One finding of a structure. ``first`` is the dimension under which it is told whole, empty where that is here."""

    id: str
    claim: str
    examples: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    qualification: str
    origin: str
    first: str = ""


@frozen(kw_only=True)
class View:
    """What one structure says of one dimension. ``state`` is looked, silent (tied, nothing said) or untied."""

    member: Member
    state: str
    extent: str
    caption: str
    marks: tuple[flower.Mark, ...]
    kinds: str
    instruments: tuple[str, ...]
    markers: tuple[Marker, ...]
    findings: tuple[Finding, ...]
    quotes: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Dimension:
    """One dimension of the core; ``place`` (from 0) gives its petal and its colour."""

    id: str
    label: str
    place: int
    looked: str
    tied: str
    contested: str
    unlooked: bool
    views: tuple[View, ...]

    @property
    def number(self) -> str:
        """The number at the tip of its petal."""
        return str(self.place + 1)

    @property
    def disputed(self) -> tuple[tuple[Member, tuple[Marker, ...]], ...]:
        """The markers to debate, by structure."""
        found = [(v.member, tuple(m for m in v.markers if m.status == "contested")) for v in self.views]
        return tuple((member, markers) for member, markers in found if markers)


def dimensions(
    comparison: Comparison, members: Mapping[Key, Member], language: Language, *, named: bool = True
) -> tuple[Dimension, ...]:
    """All of them, in the core's order; without *named*, those who have something to debate are only counted."""
    rows = _grouped(comparison["dimensions"].records())
    markers = _grouped(comparison["markers"].records())
    findings = _grouped(comparison["findings"].records())
    quotes = _grouped(comparison["quotes"].records())
    contested = {str(r["dimension"]): _contested(r, language, named=named) for r in comparison["contested"].records()}
    labels = {str(r["dimension"]): str(r["label"]) for r in comparison["looked"].records()}
    first_told: dict[tuple[Key, str], str] = {}
    found = []
    for place, row in enumerate(comparison["looked"].records()):
        dimension = str(row["dimension"])
        views = []
        for key, member in members.items():
            at = (dimension, *key)
            own = tuple(_marker(one, member, language) for one in markers.get(at, ()))
            said = _findings(findings.get(at, ()))
            here = tuple(evolve(one, first=_first(first_told, (key, one.id), dimension, labels)) for one in said)
            spoken = tuple((str(q["text"]), _title(member, q["instrument"])) for q in quotes.get(at, ()))
            views += [_view(rows[at][0], member, own, here, spoken, language)]
        looked = row["looked"] if isinstance(row["looked"], int) else 0
        mapped = row["mapped"] if isinstance(row["mapped"], int) else 0
        found.append(
            Dimension(
                id=dimension,
                label=str(row["label"]),
                place=place,
                looked=_looked(looked, row["structures"], language),
                tied=_tied(mapped, language),
                contested=contested.get(dimension, ""),
                unlooked=not looked,
                views=tuple(views),
            )
        )
    return tuple(found)


def _first(
    first_told: dict[tuple[Key, str], str], finding: tuple[Key, str], dimension: str, labels: Mapping[str, str]
) -> str:
    """The dimension under which a finding was told already; empty where this is the first."""
    first = first_told.setdefault(finding, dimension)
    return "" if first == dimension else labels[first]


def flowers(
    members: Iterable[Member], dimensions: Sequence[Dimension], language: Language
) -> tuple[dict[str, Markup], dict[str, Markup]]:
    """One small flower per structure and wave by its id, all on one scale, then the legend, wide and narrow."""
    spoken = legend(language)
    drawn = [(member, flower_of(member, dimensions)) for member in members]
    shared = flower.common_frame(*(one for _, one in drawn))
    bare = any(one.bare() for _, one in drawn)
    used = frozenset[flower.Mark]().union(*(one.marks() for _, one in drawn))
    small = {
        member.id: Markup(flower.small(one, spoken, shared=shared, prefix=f"flower-{member.id}", heading=False))
        for member, one in drawn
    }
    title = language.gettext("Légende des fleurs")
    legends = {
        name: Markup(flower.legend_picture(spoken, title=title, used=used, bare=bare, prefix=f"legend-{name}", width=w))
        for name, w in (("wide", 900.0), ("narrow", 330.0))
    }
    return small, legends


def legend(language: Language) -> flower.Legend:
    """The words of the marks; an empty petal is a dimension to which the structure ties nothing."""
    return evolve(flower.legend(language), empty_petal=language.gettext("rien n’est rattaché à cette dimension"))


def flower_of(member: Member, dimensions: Sequence[Dimension]) -> flower.Flower:
    """The flower of one structure: a petal per dimension of the core, in its order, a cell per marker."""
    petals = []
    for dimension in dimensions:
        view = next(view for view in dimension.views if view.member is member)
        cells = tuple(flower.Cell(label=m.label, mark=m.mark, sources=m.sources) for m in view.markers)
        petals.append(flower.Petal(label=dimension.label, caption=view.caption, cells=cells))
    return flower.Flower(title=member.title, petals=tuple(petals), notes=member.stamps)


def _grouped(rows: Iterable[Row]) -> dict[tuple[str, Cell, Cell], list[Row]]:
    found: dict[tuple[str, Cell, Cell], list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["dimension"]), row["structure"], row["wave"]), []).append(row)
    return found


def _view(
    row: Row,
    member: Member,
    markers: tuple[Marker, ...],
    findings: tuple[Finding, ...],
    quotes: tuple[tuple[str, str], ...],
    language: Language,
) -> View:
    kinds = [printing.word(printing.KINDS, kind, language) for kind in str(row["kinds"] or "").split("; ") if kind]
    looking = {name for one in markers for name in one.sources}
    caption = printing.informed(row["attested"], row["informed"], language)
    return View(
        member=member,
        state="looked" if row["informed"] else "silent" if row["markers"] else "untied",
        extent=_extent(row["extent"], language),
        caption=caption if row["markers"] else language.gettext("rien n’y est rattaché"),
        marks=tuple(sorted((one.mark for one in markers), key=list(flower.Mark).index)),
        kinds=_kinds(kinds, language),
        instruments=tuple(
            printing.pair(one.title, one.records, language)
            for one in member.instruments.values()
            if any(said.startswith(printing.pair(one.title, "", language)) for said in looking)
        ),
        markers=markers,
        findings=findings,
        quotes=quotes,
    )


def _marker(row: Row, member: Member, language: Language) -> Marker:
    kinds = row["kinds"]
    status = str(row["status"])
    pairs = [part.partition("=") for part in str(row["sources"] or "").split("; ") if part]
    return Marker(
        label=str(row["label"]),
        criterion=str(row["criterion"]),
        status=status,
        word=printing.word(printing.STATUSES, status, language),
        mark=flower.Mark.of(status, kinds if isinstance(kinds, int) else 0),
        sources=tuple(
            printing.pair(_title(member, name), printing.word(printing.STATUSES, said, language), language)
            for name, _, said in pairs
        ),
        coverage=_coverage(str(row["coverage"] or ""), language),
        partial=row["extent"] == "partial",
        reason=str(row["reason"] or ""),
        provisional=row["provisional"] == "yes",
    )


def _title(member: Member, instrument: Cell) -> str:
    known = member.instruments.get(str(instrument))
    return known.title if known else str(instrument or "")


def _coverage(said: str, language: Language) -> str:
    looked, _, planned = said.partition("/")
    if not (looked.isdecimal() and planned.isdecimal()):
        return ""
    return language.ngettext(
        "{looked} outil sur {n} a regardé", "{looked} outils sur {n} ont regardé", int(looked)
    ).format(looked=looked, n=planned)


def _findings(rows: Sequence[Row]) -> tuple[Finding, ...]:
    """The parts of each finding together, in the order of the structure."""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(str(row["finding"]), []).append(row)
    return tuple(
        Finding(
            id=name,
            claim=_one(own, "claim"),
            examples=_all(own, "example"),
            quotes=_all(own, "quote"),
            qualification=_one(own, "qualification"),
            origin=next((str(row["origin"]) for row in own if row["origin"]), ""),
        )
        for name, own in parts.items()
    )


def _one(rows: Sequence[Row], part: str) -> str:
    return next((str(row["text"]) for row in rows if row["part"] == part and row["text"]), "")


def _all(rows: Sequence[Row], part: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(r["text"]), str(r["source"] or "")) for r in rows if r["part"] == part and r["text"])


def _looked(looked: int, structures: Cell, language: Language) -> str:
    if not looked:
        return language.gettext("Aucune structure n’a regardé ce thème")
    return language.ngettext(
        "{looked} structure sur {n} a regardé ce thème", "{looked} structures sur {n} ont regardé ce thème", looked
    ).format(looked=printing.number(looked, language), n=printing.number(structures, language))


def _contested(row: Row, language: Language, *, named: bool) -> str:
    if named:
        names = language.join(str(row["names"]).split("; "))
        return language.gettext("À débattre dans plusieurs structures : {names}.").format(names=names)
    return language.gettext("À débattre dans {n} structures.").format(n=printing.number(row["structures"], language))


def _tied(mapped: int, language: Language) -> str:
    if not mapped:
        return language.gettext("aucune n’y rattache de marqueur")
    return language.ngettext(
        "{n} y rattache au moins un marqueur", "{n} y rattachent au moins un marqueur", mapped
    ).format(n=printing.number(mapped, language))


def _extent(extent: Cell, language: Language) -> str:
    say = language.gettext
    words = {
        "full": say("rattachement entier"),
        "partial": say("rattachement partiel"),
        "mixed": say("rattachement entier pour une part, partiel pour l’autre"),
        "none": say("rien n’y est rattaché"),
    }
    return words.get(str(extent), str(extent))


def _kinds(kinds: Sequence[str], language: Language) -> str:
    if not kinds:
        return ""
    return language.ngettext(
        "constatés par {n} sorte d’outil : {kinds}", "constatés par {n} sortes d’outils : {kinds}", len(kinds)
    ).format(n=len(kinds), kinds=language.join(kinds))
