"""The flower of published results: petals from the criteria, cells from the statuses of their markers."""

from __future__ import annotations

from collections.abc import Mapping

from evalkit import printing
from evalkit.core.published import Published
from evalkit.languages import Language

from .parts import Cell, Flower, Legend, Mark, Petal


def flower_of(published: Published, language: Language, group: str | None = None) -> Flower:
    """The flower of the whole structure, or of one *group* of stakeholders, by id.

    Petals and cells stand in tree order. « Données simulées » and « critères provisoires » are its notes where the
    results are so.
    """
    place = ("all", None) if group is None else ("group", group)
    asked = published.tables_by_name.get("instruments")  # a part of the tables still has its flower
    titles = {str(row["instrument"]): str(row["title"]) for row in asked.records()} if asked else {}
    cells: dict[str, list[Cell]] = {}
    for row in published["markers"].records():
        if (row["dimension"], row["segment"]) == place:
            kinds = row["kinds"]
            mark = Mark.of(str(row["status"]), kinds if isinstance(kinds, int) else 0)
            cells.setdefault(str(row["criterion"]), []).append(
                Cell(label=str(row["label"]), mark=mark, sources=_sources(row["sources"], titles, language))
            )
    about = published.about
    said = [str(about[key]) for key in ("structure_name", "wave_label") if about.get(key)]
    if group is not None:
        said = [group_label(published, group, language)]
    return Flower(
        title=" — ".join(said),
        question=_bare(str(about.get("question") or "")),
        petals=tuple(
            Petal(
                label=str(row["label"]),
                caption=_caption(cells.get(str(row["criterion"]), []), language),
                cells=tuple(cells.get(str(row["criterion"]), ())),
            )
            for row in published["criteria"].records()
        ),
        notes=stamps(published, language),
    )


def groups_of(published: Published) -> tuple[str, ...]:
    """The groups that have a flower of their own, in the order of the tables."""
    segments = (row["segment"] for row in published["markers"].records() if row["dimension"] == "group")
    return tuple(dict.fromkeys(str(segment) for segment in segments))


def group_label(published: Published, group: str, language: Language) -> str:
    """A group in the structure's words; « non précisé » for the records that name none."""
    label = published.about.get(f"group.{group}")
    return str(label) if label else printing.UNSPECIFIED_WORDS.said_in(language)


def stamps(published: Published, language: Language) -> tuple[str, ...]:
    """What no reader of these results may miss."""
    words = {"simulated": language.gettext("données simulées"), "provisional": language.gettext("critères provisoires")}
    return tuple(word for key, word in words.items() if published.about.get(key) == "yes")


def legend(language: Language) -> Legend:
    """The words of the marks in a language."""
    words = {name: printing.STATUSES[name].said_in(language) for name in printing.STATUSES if name != "attested"}
    return Legend(
        attested=language.gettext("constaté par deux sortes d’outils ou plus"),
        attested_once=language.gettext("constaté par une seule sorte d’outil"),
        empty_petal=language.gettext("critère sans marqueur"),
        **words,
    )


def _caption(cells: list[Cell], language: Language) -> str:
    """« k constatés sur n renseignés », counted from the cells that are drawn."""
    attested = sum(cell.mark in (Mark.ATTESTED, Mark.ATTESTED_ONCE) for cell in cells)
    unsaid = (Mark.NOT_LOOKED_FOR, Mark.MASKED, Mark.NOT_COMPARABLE)
    informed = sum(cell.mark not in unsaid for cell in cells)
    return printing.informed(attested, informed, language)


def _sources(said: object, titles: Mapping[str, str], language: Language) -> tuple[str, ...]:
    """« questionnaire=attested » as people say it: the instrument's title, and what it says."""
    made = []
    for part in str(said).split("; ") if said else ():
        instrument, _, status = part.partition("=")
        # Translators: an instrument and what it says of a marker
        template = language.gettext("{instrument} : {status}")
        word = printing.word(printing.STATUSES, status, language)
        made.append(template.format(instrument=titles.get(instrument, instrument), status=word) if word else part)
    return tuple(made)


def _bare(words: str) -> str:
    """A question without the quotation marks around it: the heart is enough of a frame."""
    for first, last in ("«»", "“”"):
        inside = words.removeprefix(first).removesuffix(last)
        if len(inside) == len(words) - 2 and first not in inside:
            return inside.strip()
    return words
