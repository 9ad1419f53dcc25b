"""From the published tables of several structures to one comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from evalkit.comparison.tables import SCHEMA, TABLES
from evalkit.core.about import CHARTER
from evalkit.core.changes import changes
from evalkit.core.evaluation import SharedCore
from evalkit.core.message import Translator, say
from evalkit.core.names import fold
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Cell, Comparison, Published
from evalkit.core.readings import Status
from evalkit.core.synthesis import VOTES
from evalkit.languages import language

Row = tuple[object, ...]
_COUNTED = tuple(
    status.value
    for status in (Status.ATTESTED, Status.CONTESTED, Status.NOT_ATTESTED, Status.NOT_LOOKED_FOR, Status.MASKED)
)
_SAID = frozenset(status.value for status in VOTES)


@frozen(kw_only=True)
class Refusal:
    """A workbook that could not be compared: its file name, and what is wrong with it."""

    file: str
    problem: Problem


@frozen(kw_only=True)
class Marked:
    """One marker of a structure under a dimension of the core: rows of its ``framework`` and ``markers`` tables."""

    criterion: str
    mapping: Mapping[str, Cell]
    row: Mapping[str, Cell]


@frozen(kw_only=True, eq=False)
class Member:
    """One structure and wave in the comparison, with its markers by dimension of the core."""

    published: Published
    about: Mapping[str, Cell]
    marked: Mapping[str, tuple[Marked, ...]]

    @property
    def structure(self) -> str:
        """Its id."""
        return str(self.about["structure"])

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.about["structure_name"])

    @property
    def wave(self) -> str:
        """The wave's id."""
        return str(self.about["wave"])


def compare(
    published: Iterable[Published],
    core: SharedCore,
    *,
    lang: str = "fr",
    refused: Sequence[Refusal] = (),
) -> Comparison:
    """The published results of several structures and waves, side by side on a shared core.

    The order in which they are given changes nothing: the core's ``structures`` come first, the others by name, waves
    by id. ``refused`` are listed in the comparison. Nothing is ranked, averaged or added up over structures.

    Raises:
        ProblemsFound: E430 for the same structure and wave twice, E431 for results tied to another core or to none,
            E432 for results that are not of profile published.
    """
    said = language(lang)
    members = _ordered([_member(one, core) for one in published], core)
    problems = [problem for one in members for problem in fitting(one.published, core)] + _twice(members)
    if problems:
        raise ProblemsFound(problems)
    structures = dict.fromkeys(member.structure for member in members)
    rows: dict[str, list[Row]] = {
        "about": _about(core, members, lang),
        "charter": [(rule, text.said_in(said)) for rule, text in CHARTER],
        "structures": [_structure(member) for member in members],
        "context": [row for member in members for row in _context(member, core)],
        "looked": [_looked(d.id, d.label.to(lang), members, len(structures)) for d in core.dimensions],
        "dimensions": [_dimension(d.id, member) for d in core.dimensions for member in members],
        "markers": [row for d in core.dimensions for member in members for row in _markers(d.id, member)],
        "contested": [row for d in core.dimensions for row in _contested(d.id, d.label.to(lang), members)],
        "unlooked": [
            (d.id, d.label.to(lang)) for d in core.dimensions if not any(_says(member, d.id) for member in members)
        ],
        "findings": [row for d in core.dimensions for member in members for row in _findings(d.id, member)],
        "quotes": [row for d in core.dimensions for member in members for row in _quotes(d.id, member)],
        "changes": [row for structure in structures for row in _changes(structure, members)],
        "refused": [(r.file, r.problem.code, _told(r.problem, said)) for r in sorted(refused, key=lambda r: r.file)],
    }
    return Comparison(tables_by_name={name: TABLES[name].table(name, found, said) for name, found in rows.items()})


def fitting(published: Published, core: SharedCore) -> list[Problem]:
    """What keeps one set of results from being compared on this core."""
    about = published.about
    whose = say("{name}, vague {wave}", name=str(about["structure_name"]), wave=str(about["wave"]))
    found = []
    if about.get("shared_core") != core.id:
        other = about.get("shared_core")
        message = (
            say("{whose} : rattachée au socle « {other} », pas à « {core} ».", whose=whose, other=other, core=core.id)
            if other
            else say("{whose} : rattachée à aucun socle commun.", whose=whose)
        )
        hint = say("Dans son evaluation.yaml, la structure met « shared_core » et rattache ses critères (maps_to).")
        found.append(Problem("E431", message, hint=hint))
    if about.get("profile") != "published":
        found.append(
            Problem(
                "E432",
                say("{whose} : ce classeur est interne, il ne quitte pas la structure.", whose=whose),
                hint=say("Demandez le classeur à diffuser, que « evalkit run » écrit par défaut."),
            )
        )
    return found


def _member(published: Published, core: SharedCore) -> Member:
    nodes = {str(row["id"]): row for row in published["framework"].records()}
    known = {dimension.id for dimension in core.dimensions}
    marked: dict[str, list[Marked]] = {dimension.id: [] for dimension in core.dimensions}
    for row in published["markers"].records():
        if row["dimension"] != "all":
            continue
        mapping = nodes[str(row["marker"])]
        dimension = str(mapping["maps_to"])
        if dimension in known and mapping["extent"] != "none":
            criterion = str(nodes[str(row["criterion"])]["label"])
            marked[dimension].append(Marked(criterion=criterion, mapping=mapping, row=row))
    about = published.about
    return Member(published=published, about=about, marked={name: tuple(rows) for name, rows in marked.items()})


def _ordered(members: Iterable[Member], core: SharedCore) -> list[Member]:
    place = {structure: number for number, structure in enumerate(core.structures)}
    last = len(place)
    return sorted(members, key=lambda m: (place.get(m.structure, last), fold(m.name), m.structure, m.wave))


def _twice(members: Sequence[Member]) -> list[Problem]:
    return [
        Problem(
            "E430",
            say("{name} : la vague {wave} est donnée deux fois.", name=one.name, wave=one.wave),
            hint=say("Ne gardez que le classeur le plus récent de cette structure et de cette vague."),
        )
        for one, other in pairwise(members)
        if (one.structure, one.wave) == (other.structure, other.wave)
    ]


def _about(core: SharedCore, members: Sequence[Member], lang: str) -> list[Row]:
    return [
        ("schema", SCHEMA),
        ("language", lang),
        ("profile", "published"),
        ("shared_core", core.id),
        ("shared_core_label", core.label.to(lang)),
        ("shared_core_version", core.version),
        ("shared_core_source", core.source.to(lang)),
        ("structures", len({member.structure for member in members})),
        ("workbooks", len(members)),
        ("simulated", any(member.about.get("simulated") == "yes" for member in members)),
        ("provisional", any(member.about.get("provisional") == "yes" for member in members)),
        *((f"dimension.{dimension.id}", dimension.label.to(lang)) for dimension in core.dimensions),
    ]


def _structure(member: Member) -> Row:
    about, published = member.about, member.published
    return (
        member.structure,
        member.name,
        about.get("structure_kind"),
        about.get("department"),
        member.wave,
        about.get("wave_label"),
        about.get("framework"),
        about.get("framework_version"),
        len(published["criteria"].rows),
        sum(1 for row in published["framework"].records() if row["level"] == "marker"),
        "; ".join(f"{title}={records}" for title, records in _instruments(published).values()),
        about.get("simulated"),
        about.get("provisional"),
        about.get("floor_published"),
        about.get("floor_reason"),
        about.get("shared_core_version"),
    )


def _instruments(published: Published) -> dict[str, tuple[str, Cell]]:
    """Title and number of records of each instrument, by id."""
    return {str(r["instrument"]): (str(r["title"]), r["records"]) for r in published["instruments"].records()}


def _context(member: Member, core: SharedCore) -> list[Row]:
    told = {str(row["id"]): row for row in member.published["context"].records()}
    head = (member.structure, member.wave)
    asked: list[Row] = []
    for name in core.context:
        row = told.get(name)
        rest = (row["label"], row["value"], row["unit"], row["source"], row["note"]) if row else (None,) * 5
        asked.append((*head, name, *rest, True))
    own: list[Row] = [
        (*head, name, row["label"], row["value"], row["unit"], row["source"], row["note"], False)
        for name, row in told.items()
        if name not in core.context
    ]
    return asked + own


def _says(member: Member, dimension: str) -> bool:
    return any(one.row["status"] in _SAID for one in member.marked[dimension])


def _looked(dimension: str, label: str, members: Sequence[Member], structures: int) -> Row:
    looked = {member.structure for member in members if _says(member, dimension)}
    mapped = {member.structure for member in members if member.marked[dimension]}
    return dimension, label, len(looked), len(mapped), structures


def _dimension(dimension: str, member: Member) -> Row:
    marked = member.marked[dimension]
    statuses = [one.row["status"] for one in marked]
    counts = {status: statuses.count(status) for status in _COUNTED}
    extents = sorted({str(one.mapping["extent"]) for one in marked})
    instruments = _instruments(member.published)
    kinds = {str(r["instrument"]): str(r["kind"]) for r in member.published["instruments"].records()}
    said = [_sources(one.row["sources"]) for one in marked]
    attesting = {kinds[name] for pairs in said for name, status in pairs if status == Status.ATTESTED.value}
    looking = {name for pairs in said for name, status in pairs if status in _SAID}
    return (
        dimension,
        member.structure,
        member.name,
        member.wave,
        "none" if not extents else extents[0] if len(extents) == 1 else "mixed",
        len(marked),
        sum(counts[status] for status in _SAID),
        *(counts[status] for status in _COUNTED),
        "; ".join(sorted(attesting)),
        "; ".join(f"{instruments[name][0]}={instruments[name][1]}" for name in instruments if name in looking),
    )


def _sources(said: Cell) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in str(said or "").split("; ") if part)
    return [(name, status) for name, _, status in pairs]


def _markers(dimension: str, member: Member) -> list[Row]:
    return [
        (
            dimension,
            member.structure,
            member.wave,
            one.criterion,
            one.row["marker"],
            one.row["label"],
            one.mapping["extent"],
            one.mapping["reason"],
            one.row["status"],
            one.row["kinds"],
            one.row["provisional"],
        )
        for one in member.marked[dimension]
    ]


def _contested(dimension: str, label: str, members: Sequence[Member]) -> list[Row]:
    """The dimension, where two structures or more have a marker to debate in it."""
    contested = {
        member.structure: member.name
        for member in members
        if any(one.row["status"] == Status.CONTESTED.value for one in member.marked[dimension])
    }
    return [(dimension, label, len(contested), "; ".join(contested.values()))] if len(contested) > 1 else []


def _findings(dimension: str, member: Member) -> list[Row]:
    criteria = {str(one.row["criterion"]) for one in member.marked[dimension]}
    return [
        (
            dimension,
            member.structure,
            member.wave,
            row["finding"],
            row["part"],
            row["text"],
            row["source"],
            row["origin"],
        )
        for row in member.published["findings"].records()
        if criteria & set(str(row["criteria"] or "").split("; "))
    ]


def _quotes(dimension: str, member: Member) -> list[Row]:
    markers = {str(one.row["marker"]) for one in member.marked[dimension]}
    readings = member.published["readings"].records()
    items = {(str(r["instrument"]), str(r["item"])) for r in readings if str(r["marker"]) in markers}
    return [
        (dimension, member.structure, member.wave, row["instrument"], row["text"])
        for row in member.published["quotes"].records()
        if row["item"] in markers or (str(row["instrument"]), str(row["item"])) in items
    ]


def _changes(structure: str, members: Sequence[Member]) -> list[Row]:
    """Every marker of two successive waves of one structure."""
    waves = [member for member in members if member.structure == structure]
    return [
        (
            structure,
            one.marker,
            one.label,
            before.wave,
            one.before,
            after.wave,
            one.after,
            one.change.value,
            one.why.value if one.why else None,
        )
        for before, after in pairwise(waves)
        for one in changes(before.published, after.published)
    ]


def _told(problem: Problem, said: Translator) -> str:
    hint = f" {problem.hint.said_in(said)}" if problem.hint else ""
    return problem.message.said_in(said) + hint
