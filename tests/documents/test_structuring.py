from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal

import pytest
from attrs import field, frozen, validators

from evalkit.core.evaluation import Figure, Foundations, Privacy, Wave
from evalkit.core.problems import Location
from evalkit.core.text import Text
from evalkit.documents.reading import parse_document
from evalkit.documents.structuring import Structurer


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@frozen(kw_only=True)
class Part:
    id: str
    label: Text = Text()


@frozen(kw_only=True)
class Options:
    """As a plugin would write its own."""

    name: ClassVar[str] = "options"

    agree: tuple[str, ...] = field(default=(), validator=validators.max_len(3))
    attested_from: float = field(default=0.5, validator=[validators.ge(0), validators.le(1)])
    way: str = field(default="a", validator=validators.in_(("a", "b")))
    count: int = 1
    loud: bool = False
    day: date | None = None
    colour: Colour = Colour.RED
    size: Literal["s", "m"] = "s"
    parts: tuple[Part, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(factory=dict)
    value: str | float = ""
    lowest: float | None = field(default=None, metadata={"key": "min"})
    anything: Any = None
    where: Location | None = None


@frozen(kw_only=True)
class Strict:
    agree: tuple[str, ...] = field()
    title: Text

    @agree.validator
    def _no_doubles(self, attribute, value):
        if len(set(value)) < len(value):
            raise ValueError("deux fois le même code")


@frozen(kw_only=True)
class Pair:
    low: int
    high: int

    def __attrs_post_init__(self):
        if self.low > self.high:
            raise ValueError("low > high")


def structured(text, kind):
    document, problems = parse_document(text, "f.yaml")
    assert [] == problems
    made = Structurer()
    return made.read(document, kind), made


def said(made):
    return [(p.code, p.where.line, p.where.column) for p in made.problems]


def words(message):
    return str(message).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("agree: [4, 5]", "agree", ("4", "5")),
        ("agree: [08, no, 14:30]", "agree", ("08", "no", "14:30")),
        ("agree: 4", "agree", ("4",)),
        ('agree: "4, 5"', "agree", ("4, 5",)),
        ("attested_from: 0.25", "attested_from", 0.25),
        ("attested_from: 0,25", "attested_from", 0.25),
        ("count: 08", "count", 8),
        ("count: 1 350", "count", 1350),
        ("loud: true", "loud", True),
        ("loud: oui", "loud", True),
        ("loud: no", "loud", False),
        ("loud: on", "loud", True),
        ("loud:", "loud", False),
        ("day: 2031-12-31", "day", date(2031, 12, 31)),
        ("day: 31/12/2031", "day", date(2031, 12, 31)),
        ("day: null", "day", None),
        ("colour: blue", "colour", Colour.BLUE),
        ("size: m", "size", "m"),
        ("words: {a: b, c: [d, e]}", "words", {"a": ("b",), "c": ("d", "e")}),
        ("value: 1350", "value", 1350),
        ("value: 23,8", "value", 23.8),
        ("value: 08", "value", "08"),
        ("value: '12'", "value", "12"),
        ("value: plus de 100", "value", "plus de 100"),
        ("value: oui", "value", "oui"),
        ("min: 0", "lowest", 0),
        ("anything: {a: [1, true, non, '2'], b: }", "anything", {"a": ("1", True, "non", "2"), "b": None}),
        ("parts:\n  - {id: a, label: {fr: Oui, en: Yes}}", "parts", (Part(id="a", label=Text("Oui")),)),
    ],
)
def test_a_value_is_read_as_its_field_asks(text, key, value):
    read, made = structured(text, Options)
    assert [] == made.problems
    assert value == getattr(read, key)
    assert type(value) is type(getattr(read, key))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("x: 1\nagre: 4", "E106", (2, 1)),
        ("count: 1,5", "E108", (1, 8)),
        ("count: peu", "E108", (1, 8)),
        ("loud: peut-être", "E108", (1, 7)),
        ("day: 2031", "E108", (1, 6)),
        ("day: 2031-02-31", "E108", (1, 6)),
        ("attested_from: 50 %", "E108", (1, 16)),
        ("attested_from: [1]", "E108", (1, 16)),
        ("agree: 4, 5", "E108", (1, 8)),
        ("agree: {a: b}", "E108", (1, 8)),
        ("agree: [[4]]", "E108", (1, 9)),
        ("parts: [a]", "E108", (1, 9)),
        ("words: [a]", "E108", (1, 8)),
        ("colour: bleu", "E109", (1, 9)),
        ("size: xl", "E109", (1, 7)),
        ("attested_from: 2", "E109", (1, 16)),
        ("way: c", "E109", (1, 6)),
        ("agree: [1, 2, 3, 4]", "E109", (1, 8)),
        ("parts:\n  - {label: sans id}", "E107", (2, 5)),
        ("parts:\n  - id:\n    label: b", "E107", (2, 8)),
    ],
)
def test_each_fault_has_its_place(text, code, place):
    _, made = structured(text, Options)
    assert (code, *place) in said(made)


def test_all_faults_are_found_at_once():
    read, made = structured("attested_from: 2\nway: c\ncount: x\nagree: [1, 2, 3, 4]\nloudd: oui", Options)
    assert read is None
    assert [("E108", 3, 8), ("E106", 5, 1), ("E109", 4, 8), ("E109", 1, 16), ("E109", 2, 6)] == said(made)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("attested_frm: 1", "Vouliez-vous dire « attested_from » ?"),
        ("colour: blu", "Vouliez-vous dire « blue » ?"),
        ("attested_from: 50 %", "Écrivez : 0.5"),
        ("agree: 4, 5", "Écrivez une liste, [4, 5], ou mettez le texte entre guillemets."),
    ],
)
def test_the_way_out_is_said(text, hint):
    _, made = structured(text, Options)
    assert hint == words(made.problems[0].hint)


def test_a_validator_of_a_plugin_is_heard_at_its_value():
    read, made = structured("title: a\nagree: [4, 4]", Strict)
    assert read is None
    assert [("E109", 2, 8)] == said(made)
    assert "deux fois le même code" in words(made.problems[0].message)


def test_a_class_that_refuses_its_values_together_is_heard_at_its_place():
    _, made = structured("low: 2\nhigh: 1", Pair)
    assert [("E109", 1, 1)] == said(made)


def test_a_misspelt_required_key_is_one_fault():
    _, made = structured("agree: [4]\ntitel: a", Strict)
    assert [("E106", 2, 1)] == said(made)


def test_an_empty_label_is_missing():
    _, made = structured("agree: [4]\ntitle: ''", Strict)
    assert [("E107", 2, 8)] == said(made)


def test_a_text_cut_by_a_comma_is_explained_once():
    read, made = structured("- a\n", tuple[str, ...])
    assert ("a",) == read
    _, made = structured("x: 1\nparts:\n  - {id: a, label: Si oui, lequel, ou non}", Options)
    assert [("E106", 1, 1), ("E110", 3, 20)] == said(made)
    assert 'Écrivez : - {id: a, label: "Si oui, lequel, ou non"}' == words(made.problems[1].hint)


def test_a_text_cut_by_a_comma_and_a_colon_is_explained_once():
    _, made = structured("parts:\n  - {id: a, label: L'été, c'est beau : oui}", Options)
    assert [("E110", 2, 20)] == said(made)
    assert "Écrivez : - {id: a, label: \"L'été, c'est beau : oui\"}" == words(made.problems[0].hint)


def test_a_text_with_a_colon_in_a_list_is_explained():
    _, made = structured("values:\n  - Question : laquelle\n  - [Annexe]\n  - oui", Foundations)
    assert [("E108", 2, 5), ("E108", 3, 5)] == said(made)
    assert 'Écrivez : - "Question : laquelle"' == words(made.problems[0].hint)
    assert 'Écrivez : - "[Annexe]"' == words(made.problems[1].hint)


def test_a_text_of_languages_knows_them():
    read, made = structured("{id: a, label: {fr: Campagne, en: Wave}}", Wave)
    assert [] == made.problems
    assert ("Campagne", "Wave") == (read.label, read.label.to("en"))


def test_objects_remember_their_places():
    read, made = structured("parts:\n  - id: a\n    label: b\n  - {id: c}\nagree: [1, 2]", Options)
    assert (1, 1) == (read.where.line, read.where.column)
    assert (3, 12) == (made.place(read.parts[0], "label").line, made.place(read.parts[0], "label").column)
    assert (5, 12) == (made.place(read, "agree", 1).line, made.place(read, "agree", 1).column)


def test_what_could_not_be_made_is_known_by_its_id():
    _, made = structured("parts:\n  - {id: a, labl: b}\n  - {id: c, label: d}", Options)
    assert set() == made.broken
    _, made = structured("- {id: w1, label: }\n- {id: w2, label: b}", tuple[Wave, ...])
    assert {"w1"} == made.broken


def test_figures_and_floors_of_the_core_are_read():
    figure, made = structured("{id: budget, label: Budget, value: 1,3k€}", Figure)
    assert ["E110"] == [p.code for p in made.problems]
    figure, made = structured("id: budget\nlabel: Budget\nvalue: 1,3k€", Figure)
    assert "1,3k€" == figure.value
    privacy, made = structured("{internal: 5, published: 11, reason: , retention: 2031-12-31}", Privacy)
    assert [] == made.problems
    assert date(2031, 12, 31) == privacy.retention
