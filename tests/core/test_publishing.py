"""From answers to published tables, whole."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from attrs import evolve

from evalkit.core import about
from evalkit.core.answers import Part, merged
from evalkit.core.audit import audit
from evalkit.core.evaluation import Dimension, Evaluation, Figure, Foundations, Privacy, SharedCore, Wave
from evalkit.core.findings import Example, Finding, Quote, Voice
from evalkit.core.framework import Extent, Mapping
from evalkit.core.interfaces import Profile
from evalkit.core.published import MASKED, SEAL_OF, Published, seal_of
from evalkit.core.publishing import Difference, Inputs, Stamp, publish
from evalkit.core.quoting import text_hash
from evalkit.core.rows import Entry
from evalkit.core.schema import SCHEMA, TABLES
from evalkit.core.text import Text
from evalkit.languages import language
from tests.core.building import WAVE, evaluation, instrument, link, rows, scale, text, tree

FRENCH = language("fr")
BOTH = Text({"fr": "en français", "en": "in English"})
QUEST = instrument(
    "quest", evolve(scale("q"), question=Text("Diriez-vous"), comparable_with=("2024",)), text("t"), population=90
)
FLOWER = instrument("fleur", scale("m1", "1 2", phases=("before", "after")), unit="collective")
EMPTY = instrument("vide", scale("z"))
SHARED = SharedCore(id="socle", version="2", source=Text("s"), dimensions=(Dimension(id="d", label=Text("Dim")),))


def made(**more: Any) -> Evaluation:
    return evaluation(tree({"m1": [link("quest", "q"), link("fleur")]}), QUEST, FLOWER, EMPTY, **more)


EVALUATION = made()
FILLED: list[dict[str, Any]] = [
    *({"group": "a", "q": "5", "date": f"2026-03-{day:02}", "consent": "anonymous"} for day in range(10, 22)),
    {"group": "b", "q": "1", "t": "merveille", "record": "x1", "consent": "named", "date": "2026-01-02"},
]


def published(
    profile: Profile = "published", found: Evaluation = EVALUATION, filled: list[dict[str, Any]] = FILLED, **more: Any
) -> Published:
    form = rows(found, QUEST, filled).to_answers()
    stray = [
        Entry(row=0, item=-1, part=Part.TEXT, text="autre chose"),
        Entry(row=0, item=-1, part=Part.TEXT, text="encore"),
        Entry(row=0, item=-1, part=Part.DISSENT, text="non"),
    ]
    words = rows(found, FLOWER, [{"record": "s1", "present": 12, "consent": "anonymous"}]).from_entries((), stray)
    answers = merged(WAVE, [form, words])
    return publish(found, answers, profile=profile, translator=FRENCH, version="1.0", **more)


@pytest.mark.parametrize("profile", get_args(Profile))
def test_tables_are_those_of_the_workbook_in_its_order(profile: Profile) -> None:
    tables = published(profile).tables_by_name
    assert [name for name in TABLES if name != "differences" or profile == "internal"] == list(tables)
    assert set(tables) == {row["table"] for row in tables["dictionary"].records()}


def test_the_same_answers_give_the_same_tables() -> None:
    assert published() == published()
    assert published() != published(filled=FILLED[1:])


def test_about_holds_one_hash_for_each_table_itself_included() -> None:
    results = published()
    told = {key: value for key, value in results.about.items() if key.startswith(SEAL_OF)}
    assert {f"{SEAL_OF}{name}": seal_of(table) for name, table in results.tables_by_name.items()} == told


def test_about_says_how_the_results_were_made() -> None:
    results = published(
        inputs=[Inputs(instrument="quest", files=2, records=13, sha256="abc")],
        plugins=[Stamp(name="share", version="1.0")],
    ).about
    assert (SCHEMA, "1.0", "fr", "published", "s", WAVE, "no", 11, 5, 3, 5) == tuple(
        results[key]
        for key in (
            "schema", "evalkit", "language", "profile", "structure", "wave", "simulated",
            "floor_published", "floor_internal", "floor_present", "floor_interviews",
        )
    )  # fmt: skip
    assert "files=2; records=13; sha256=abc" == results["input.quest"]
    assert "1.0" == results["plugin.share"]
    assert "triangulation" == results["synthesis"]
    assert not {"shared_core", "retention", "floor_reason", "foundation.aim", "question"} & set(results)


def test_inputs_do_not_tell_a_number_of_records_that_is_masked() -> None:
    few = published(filled=FILLED[:4], inputs=[Inputs(instrument="quest", files=1, records=4, sha256="abc")])
    assert "files=1; records=masked; sha256=abc" == few.about["input.quest"]
    assert () == audit(few)


def test_about_says_all_that_was_declared() -> None:
    found = made(
        foundations=Foundations(aim=BOTH, values=(Text("v"), Text("w")), principles=(Text("p"),), source=Text("texte")),
        shared_core=SHARED,
        question=BOTH,
        aims=("democratic", "advocacy"),
        privacy=Privacy(published=6, reason=Text("petit village"), retention=date(2031, 12, 31)),
        actions="j",
    )
    wave = Wave(id=WAVE, label=Text("C"), simulated=True)
    told = published(found=evolve(found, waves=(wave,)), filled=[]).about
    expected = {
        "foundation.aim": "en français", "foundation.values": "v; w", "foundation.principles": "p",
        "foundation.source": "texte", "shared_core": "socle", "shared_core_version": "2", "dimension.d": "Dim",
        "question": "en français", "aims": "democratic; advocacy", "floor_published": 6,
        "floor_reason": "petit village", "retention": "2031-12-31", "simulated": "yes", "group.a": "a", "site.n": "n",
        "action.j": "j",
    }  # fmt: skip
    assert expected == {key: told[key] for key in expected}


def test_the_label_of_a_suppressed_segment_stays_inside() -> None:
    """A small group may be known by its name; that it was declared and not asked is no secret."""
    few = [{"group": "a", "q": "5"}] * 12 + [{"group": "b", "q": "5"}] * 3
    told = published(filled=[{**row} for row in few]).about
    assert {"group.a", "group.b"} & set(told) == set()
    assert "c" == told["group.c"]


def test_keys_are_said_in_words() -> None:
    labels = [about.label(key, FRENCH) for key in ("wave", "group.a", "seal.markers", "input.quest", "something")]
    assert ["Vague", "Partie prenante", "Sceau de la table", "Réponses lues", "something"] == labels
    assert all(row["label"] != row["key"] for row in published()["about"].records())


class Shouting:
    """A language in which all is said louder."""

    code = "en"

    def gettext(self, message: str, /) -> str:
        return message.upper()

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return self.gettext(plural)


def test_labels_follow_the_language_and_results_do_not() -> None:
    found = made(context=(Figure(id="x", label=BOTH, value=1),))
    answers = rows(found, QUEST, FILLED).to_answers()
    french, loud = (
        publish(found, answers, profile="published", translator=words, version="1") for words in (FRENCH, Shouting())
    )
    assert ("Lectures", "LECTURES") == (french["readings"].title, loud["readings"].title)
    assert ("en français", "in English") == (french["context"].rows[0][1], loud["context"].rows[0][1])
    assert [french[name] for name in ("readings", "markers", "criteria")] == [
        loud[name] for name in ("readings", "markers", "criteria")
    ]


def test_differences_are_for_those_who_were_there() -> None:
    difference = Difference(instrument="grille", record="R-01", item="decision", answers="observed / not_observed")
    inside = published("internal", differences=[difference])["differences"]
    assert (("grille", "R-01", "decision", "observed / not_observed"),) == inside.rows
    assert "differences" not in published(differences=[difference]).tables_by_name


def test_instruments_say_what_was_asked_of_how_many() -> None:
    q, t, m1, z = published()["instruments"].records()
    assert ("Diriez-vous q", "scale", 13, 13, "2026-01-02", "2026-03-21", 90, "2024") == (
        q["label"], q["type"], q["records"], q["n"], q["first_date"], q["last_date"], q["population"],
        q["comparable_with"],
    )  # fmt: skip
    assert "1=label 1; 2=label 2; 3=label 3; 4=label 4; 5=label 5" == q["scale"]
    assert QUEST.items[0].wording_hash == q["wording"]
    assert (13, MASKED, None) == (t["records"], t["n"], t["scale"])
    assert (1, 0, None) == (m1["records"], m1["n"], m1["first_date"])
    assert (0, 0, None, None) == (z["records"], z["n"], z["first_date"], z["last_date"])


def test_instruments_under_the_floor_tell_nothing_of_their_records() -> None:
    q = published(filled=FILLED[:4])["instruments"].records()[0]
    assert [MASKED] * 4 == [q[name] for name in ("records", "n", "first_date", "last_date")]


def test_what_fits_no_marker_is_counted_and_what_was_cleared_is_told() -> None:
    quote = Quote(instrument="fleur", record="s1", item="", hash=text_hash("autre chose"), cleared=True)
    results = published(found=evolve(EVALUATION, quotes=(quote,)))
    assert (("fleur", 2, None), ("fleur", None, "autre chose")) == results["unexpected"].rows
    assert () == results["quotes"].rows


def test_quotes_stand_beside_their_item() -> None:
    quote = Quote(instrument="quest", record="x1", item="t", hash=text_hash("merveille"), cleared=True)
    results = published(found=evolve(EVALUATION, quotes=(quote,)))
    assert (("quest", "t", "merveille", "named"),) == results["quotes"].rows


def test_words_of_too_few_are_not_even_counted() -> None:
    found = made()
    words = rows(found, FLOWER, [{"record": "s1", "present": 2}]).from_entries(
        (), [Entry(row=0, item=-1, text="x", part=Part.TEXT)]
    )
    results = publish(found, words, profile="published", translator=FRENCH, version="1")
    assert (("fleur", MASKED, None),) == results["unexpected"].rows


def test_the_tree_with_what_each_node_takes_from_above() -> None:
    found = made()
    (criterion,) = found.framework.criteria
    (indicator,) = criterion.indicators
    (marker,) = indicator.markers
    mapping = Mapping(dimension="d", extent=Extent.PARTIAL, reason=Text("r"))
    marker = evolve(marker, maps_to=Mapping(dimension="e"), source=Text("entretien 3"))
    indicator = evolve(indicator, provisional=True, markers=(marker, evolve(marker, id="m2", maps_to=None)))
    criterion = evolve(criterion, maps_to=mapping, indicators=(indicator,), label=BOTH)
    told = published(found=evolve(found, framework=evolve(found.framework, criteria=(criterion,))))
    assert (
        ("c", "criterion", None, "en français", None, "no", "d", "partial", "r"),
        ("i", "indicator", "c", "i", None, "yes", "d", "partial", "r"),
        ("m1", "marker", "i", "m1", "entretien 3", "yes", "e", "full", None),
        ("m2", "marker", "i", "m1", "entretien 3", "yes", "d", "partial", "r"),
    ) == told["framework"].rows
    assert "yes" == told.about["provisional"]
    assert (None,) * 3 == published()["framework"].rows[0][-3:]


def test_context_and_findings_are_told_as_they_were_written() -> None:
    finding = Finding(
        id="f1",
        claim=Text("claim"),
        plain=Text("plain"),
        criteria=("c", "d"),
        aims=("advocacy",),
        examples=(Example(text=Text("example"), context=("adherents",), source=Text("page 4")),),
        quotes=(
            Voice(text=Text("said"), source=Text("page 5"), consent="published"),
            Voice(text=Text("kept"), source=Text("page 6")),
        ),
        qualification=Text("but"),
        origin=Text("rapport"),
    )
    figure = Figure(
        id="budget", label=Text("Budget"), value="1,3k€", source=Text("rapport"), note=Text("sans doute 1,3 M€")
    )
    found = made(findings=(finding, Finding(id="f2", claim=Text("bare"))), context=(figure,))
    results = published(found=found)
    tail = ("c; d", "advocacy")
    assert (
        ("f1", "claim", "claim", *tail, None, None, "rapport"),
        ("f1", "plain", "plain", *tail, None, None, "rapport"),
        ("f1", "example", "example", *tail, "adherents", "page 4", "rapport"),
        ("f1", "quote", "said", *tail, None, "page 5", "rapport"),
        ("f1", "qualification", "but", *tail, None, None, "rapport"),
        ("f2", "claim", "bare", None, None, None, None, None),
    ) == results["findings"].rows
    assert (("budget", "Budget", "1,3k€", None, "rapport", "sans doute 1,3 M€"),) == results["context"].rows


def test_the_charter_says_what_the_figures_are_not_for() -> None:
    rules = published()["charter"].column("rule")
    assert {"situate", "missing", "unit", "publish", "protection"} <= set(rules)


def test_no_table_of_results_holds_a_place() -> None:
    told = [str(cell) for table in published().tables_by_name.values() for row in table.rows for cell in row]
    assert not [cell for cell in told if "data/" in cell or ".csv" in cell or "merveille" in cell]
