"""From the published tables of several structures to one comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from attrs import frozen

from evalkit.comparison.members import Member, Row, member
from evalkit.comparison.tables import SCHEMA, TABLES
from evalkit.core.about import CHARTER
from evalkit.core.changes import changes_between
from evalkit.core.evaluation import SharedCore
from evalkit.core.message import Translator, say
from evalkit.core.names import fold
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Comparison, Published
from evalkit.core.schema import described
from evalkit.evaluation.loading import load_core
from evalkit.languages import language


@frozen(kw_only=True)
class Refusal:
    """A workbook that could not be compared: its file name, and what is wrong with it."""

    file: str
    problem: Problem


def compare(
    published: Iterable[Published],
    core: SharedCore | str | Path,
    *,
    lang: str = "fr",
    refused: Sequence[Refusal] = (),
) -> Comparison:
    """The published results of several structures and waves, side by side on a shared core.

    The order in which they are given changes nothing: the core's ``structures`` come first, the others by name, waves
    by id. *core* is a shared core or the file that holds one. ``refused`` are listed in the comparison. Nothing is
    ranked, averaged or added up over structures.

    Raises:
        ProblemsFound: E1xx for what is wrong in the file of the core, E430 for the same structure and wave twice, E431
            for results tied to another core or to none, E432 for results that are not of profile published.
    """
    shared = core if isinstance(core, SharedCore) else core_in(Path(core))
    found: list[Problem] = []
    members = []
    for one in published:
        wrong = fitting(one, shared)
        found += wrong
        if not wrong:
            members.append(member(one, shared))
    problems = found + _twice(members)
    if problems:
        raise ProblemsFound(problems)
    return side_by_side(members, shared, lang=lang, refused=refused)


def core_in(file: Path) -> SharedCore:
    """The shared core in a file.

    Raises:
        ProblemsFound: E1xx for what is wrong in it.
    """
    core, found = load_core(file, str(file))
    if core is None:
        raise ProblemsFound(found)
    return core


def side_by_side(
    members: Iterable[Member], core: SharedCore, *, lang: str, refused: Sequence[Refusal] = ()
) -> Comparison:
    """The comparison of these members, each structure and wave once."""
    said = language(lang)
    members = _ordered(members, core)
    structures = dict.fromkeys(one.structure for one in members)
    dimensions = [(d.id, d.label.to(lang)) for d in core.dimensions]
    rows: dict[str, list[Row]] = {
        "about": _about(core, members, lang),
        "charter": [(rule, text.said_in(said)) for rule, text in CHARTER],
        "structures": [one.head for one in members],
        "context": [row for one in members for row in one.context],
        "instruments": [row for one in members for row in one.instruments],
        "looked": [_looked(d, label, members, len(structures)) for d, label in dimensions],
        "dimensions": [one.dimensions[d] for d, _ in dimensions for one in members],
        "markers": [row for d, _ in dimensions for one in members for row in one.markers[d]],
        "contested": [row for d, label in dimensions for row in _contested(d, label, members)],
        "unlooked": [(d, label) for d, label in dimensions if not any(d in one.says for one in members)],
        "findings": [row for d, _ in dimensions for one in members for row in one.findings[d]],
        "quotes": [row for d, _ in dimensions for one in members for row in one.quotes[d]],
        "changes": _changes(members),
        "refused": sorted({(r.file, r.problem.code, _told(r.problem, said)) for r in refused}),
    }
    rows["dictionary"] = described(TABLES, said)
    return Comparison(tables_by_name={name: TABLES[name].table(name, found, said) for name, found in rows.items()})


def fitting(published: Published, core: SharedCore) -> list[Problem]:
    """What keeps one set of results from being compared on this core."""
    about = published.about
    whose = say("{name}, vague {wave}", name=str(about["structure_name"]), wave=str(about["wave"]))
    found = []
    if about.get("shared_core") != core.id:
        other = about.get("shared_core")
        message = (
            say("{whose} : rattachée au socle « {other} », pas à « {core} ».", whose=whose, other=other, core=core.id)
            if other
            else say("{whose} : rattachée à aucun socle commun.", whose=whose)
        )
        hint = say("Dans son evaluation.yaml, la structure met « shared_core » et rattache ses critères (maps_to).")
        found.append(Problem("E431", message, hint=hint))
    if about.get("profile") != "published":
        found.append(
            Problem(
                "E432",
                say("{whose} : ce classeur est interne, il ne quitte pas la structure.", whose=whose),
                hint=say("Demandez le classeur à diffuser, que « evalkit run » écrit par défaut."),
            )
        )
    return found


def _ordered(members: Iterable[Member], core: SharedCore) -> list[Member]:
    """The core's order, then by name; waves of one structure together, whatever it was called in each."""
    given = sorted(members, key=lambda m: m.key)
    names = {one.structure: fold(one.name) for one in given}
    place = {structure: number for number, structure in enumerate(core.structures)}
    last = len(place)
    return sorted(given, key=lambda m: (place.get(m.structure, last), names[m.structure], m.structure, m.wave))


def _twice(members: Iterable[Member]) -> list[Problem]:
    return [
        Problem(
            "E430",
            say("{name} : la vague {wave} est donnée deux fois.", name=one.name, wave=one.wave),
            hint=say("Ne gardez que le classeur le plus récent de cette structure et de cette vague."),
        )
        for one, other in pairwise(sorted(members, key=lambda m: m.key))
        if one.key == other.key
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
        ("structures", len({one.structure for one in members})),
        ("workbooks", len(members)),
        ("simulated", any(one.simulated for one in members)),
        ("provisional", any(one.provisional for one in members)),
        *((f"dimension.{dimension.id}", dimension.label.to(lang)) for dimension in core.dimensions),
    ]


def _looked(dimension: str, label: str, members: Sequence[Member], structures: int) -> Row:
    looked = {one.structure for one in members if dimension in one.says}
    mapped = {one.structure for one in members if dimension in one.mapped}
    return dimension, label, len(looked), len(mapped), structures


def _contested(dimension: str, label: str, members: Sequence[Member]) -> list[Row]:
    """The dimension, where two structures or more have a marker to debate in it."""
    contested = {one.structure: one.name for one in members if dimension in one.contests}
    return [(dimension, label, len(contested), "; ".join(contested.values()))] if len(contested) > 1 else []


def _changes(members: Sequence[Member]) -> list[Row]:
    """Every marker of two successive waves of each structure."""
    return [
        (
            before.structure,
            one.marker,
            one.label,
            before.wave,
            one.before,
            after.wave,
            one.after,
            one.change.value,
            one.why.value if one.why else None,
        )
        for before, after in pairwise(members)
        if before.structure == after.structure
        for one in changes_between(before.summary, after.summary)
    ]


def _told(problem: Problem, said: Translator) -> str:
    hint = f" {problem.hint.said_in(said)}" if problem.hint else ""
    return _place(problem, said) + problem.message.said_in(said) + hint


def _place(problem: Problem, said: Translator) -> str:
    """The sheet and the line, where the problem has them; the file has its own column."""
    where = problem.where
    if where is None or not where.sheet:
        return ""
    if where.line is None:
        return say("Feuille « {sheet} ». ", sheet=where.sheet).said_in(said)
    return say("Feuille « {sheet} », ligne {line}. ", sheet=where.sheet, line=where.line).said_in(said)
