"""The structure's own names for the ids of its tables: criteria, instruments, questions, answers, groups."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from evalkit import UNSPECIFIED, Language, Published, flower, printing

from . import words


@frozen(kw_only=True)
class Used:
    """An instrument as the tables name it."""

    id: str
    title: str
    kind: str
    unit: str
    sample: str

    def said(self, language: Language) -> str:
        """Its kind in words."""
        return printing.word(printing.KINDS, self.kind, language)


@frozen(kw_only=True)
class Petal:
    """A criterion: its place in the tree (from 0) gives its colour."""

    id: str
    label: str
    place: int


@frozen(kw_only=True)
class Names:
    """Everything that can be named, in one language. Make it with `names_of`."""

    published: Published
    language: Language
    instruments: Mapping[str, Used]
    questions: Mapping[tuple[str, str], str]
    scales: Mapping[tuple[str, str], Mapping[str, str]]
    petals: Mapping[str, Petal]
    nodes: Mapping[str, str] = field(factory=dict)

    def instrument(self, name: str) -> str:
        """An instrument's title."""
        return self.instruments[name].title if name in self.instruments else name

    def short(self, name: str) -> str:
        """What sort of instrument it is, where it is the only one of its sort; else its title."""
        if name not in self.instruments:
            return name
        used = self.instruments[name]
        if sum(one.kind == used.kind for one in self.instruments.values()) > 1:
            return used.title
        said = used.said(self.language)
        return said[:1].upper() + said[1:]

    def unit(self, instrument: str) -> str:
        """What one record of an instrument is: person, collective, meeting or interview."""
        return self.instruments[instrument].unit if instrument in self.instruments else ""

    def question(self, instrument: str, item: str) -> str:
        """A question as it was asked; where the item is a marker, the marker."""
        return self.questions.get((instrument, item)) or self.nodes.get(item, item)

    def answer(self, instrument: str, item: str, code: str) -> str:
        """An answer in the words of its scale, else in the fixed ones, else its code."""
        own = self.scales.get((instrument, item), {}).get(code)
        return own or printing.word(words.ANSWERS, code, self.language)

    def segment(self, dimension: str, segment: object) -> str:
        """A group, site or action; « Ensemble » for the whole, « non précisé » for those that name none."""
        if dimension == "all" or segment is None:
            return self.language.gettext("Ensemble")
        if dimension == "group":
            return flower.group_label(self.published, str(segment), self.language)
        if segment == UNSPECIFIED:
            return printing.UNSPECIFIED_WORDS.said_in(self.language)
        return str(self.published.about.get(f"{dimension}.{segment}") or segment)


def names_of(published: Published, language: Language) -> Names:
    """The names in these tables."""
    instruments: dict[str, Used] = {}
    questions: dict[tuple[str, str], str] = {}
    scales: dict[tuple[str, str], dict[str, str]] = {}
    for row in published["instruments"].records():
        name, item = str(row["instrument"]), str(row["item"])
        used = Used(
            id=name,
            title=str(row["title"] or name),
            kind=str(row["kind"] or ""),
            unit=str(row["unit"] or ""),
            sample=str(row["sample"] or ""),
        )
        instruments.setdefault(name, used)
        questions[name, item] = str(row["label"] or "")
        pairs = (part.partition("=") for part in str(row["scale"] or "").split("; "))
        scales[name, item] = {code: label for code, _, label in pairs if label}
    criteria = published["criteria"].records()
    return Names(
        published=published,
        language=language,
        instruments=instruments,
        questions=questions,
        scales=scales,
        petals={
            str(row["criterion"]): Petal(id=str(row["criterion"]), label=str(row["label"]), place=place)
            for place, row in enumerate(criteria)
        },
        nodes={str(row["id"]): str(row["label"]) for row in published["framework"].records()},
    )
