"""The report: findings first, every reading as it was published, and no two kinds of nothing alike."""

from __future__ import annotations

import pytest
from attrs import evolve

from evalkit import MASKED, Field, Kind, fill, language, printing, table
from evalkit.outputs.views import method
from evalkit.outputs.views.names import names_of
from evalkit.outputs.views.readings import full_reading, short_reading
from evalkit.outputs.views.tree import tree
from tests.outputs.conftest import made
from tests.outputs.reading_pages import Read, numbers, plain
from tests.outputs.results import FRENCH, published, usual

WHOLE = ("all", None)


@pytest.fixture(scope="module")
def romans(results):
    return results("romans", "internal")


@pytest.fixture(scope="module")
def report(romans) -> Read:
    return Read(made("report", romans))


def reading(**values):
    """A row of ``readings``, with nothing but what is given."""
    columns = [column.id for column in fill("readings", [], FRENCH).fields]
    return dict.fromkeys(columns) | {"marker": "gouvernance-m0", "instrument": "questionnaire", "item": "q1"} | values


@pytest.fixture(scope="module")
def names():
    return names_of(published(), FRENCH)


def test_findings_stand_first_with_all_that_goes_with_them(romans, report):
    order = [held["id"] for tag, held in report.elements if tag == "section" and "id" in held and "-" not in held["id"]]
    assert ["findings", "flower", "debate", "criteria", "coverage", "unexpected"] == order[:6]
    section = plain(report.words(lambda tag, held: held.get("id") == "findings"))
    for row in romans["findings"].records():
        if row["part"] != "plain":
            assert plain(row["text"]) in section
        for word in filter(None, (row["source"], row["origin"])):
            assert plain(word) in section
    assert section.count("Ce qui nuance") == 4


def test_every_key_figure_has_its_source_and_its_doubt(romans, report):
    section = plain(report.words(lambda tag, held: held.get("id") == "figures"))
    for row in romans["context"].records():
        assert plain(printing.number(row["value"], FRENCH)) in section
        for word in filter(None, (row["label"], row["source"], row["note"])):
            assert plain(word) in section
    assert "1,3k€" in section
    assert "surely" not in section
    assert "sûrement de 1,3 M€" in section


def test_every_share_of_the_whole_is_printed_beside_its_marker(romans, report):
    compared = 0
    for row in romans["readings"].records():
        if (row["dimension"], row["segment"]) != WHOLE or row["kind"] not in ("share", "presence", "mentions"):
            continue
        article = plain(report.words(lambda tag, held, name=f"m-{row['marker']}": held.get("id") == name))
        of = row["records"] if row["kind"] == "mentions" else row["n"]
        if isinstance(row["k"], int) and of:
            assert plain(printing.share(row["k"], of, FRENCH)) in article
            compared += 1
    assert compared > 50


def test_every_marker_leads_to_its_explanation(romans, report):
    for row in romans["markers"].records():
        if row["dimension"] == "all":
            article = plain(report.words(lambda tag, held, name=f"m-{row['marker']}": held.get("id") == name))
            assert plain(row["label"]) in article
            assert f"evalkit explain {row['marker']}" in article
    anchors = {held["id"] for _, held in report.elements if "id" in held}
    links = {held["href"].removeprefix("#") for _, held in report.elements if held.get("href", "").startswith("#")}
    assert links <= anchors


def test_no_two_elements_share_an_id(report):
    ids = [held["id"] for _, held in report.elements if "id" in held]
    assert sorted(set(ids)) == sorted(ids)


def test_coverage_unexpected_masked_and_differences_are_told(romans, report):
    unexpected = plain(report.words(lambda tag, held: held.get("id") == "unexpected"))
    for row in romans["unexpected"].records():
        if isinstance(row["texts"], int):
            assert f"{row['texts']} texte" in unexpected
    method = plain(report.words(lambda tag, held: held.get("id") == "method"))
    for row in romans["masked"].records():
        assert str(row["cells"]) in numbers(method)
    assert romans["differences"].rows
    assert "differ" not in plain(report.words(lambda tag, held: held.get("id") == "differences"))
    record = romans["differences"].records()[0]["record"]
    assert record in plain(report.words(lambda tag, held: held.get("id") == "differences"))


def test_differences_stay_inside(results):
    assert "À regarder ensemble" not in Read(made("report", results("romans", "published"))).words()


def test_what_is_contested_is_set_to_be_debated(romans, report):
    debate = plain(report.words(lambda tag, held: held.get("id") == "debate"))
    contested = [
        row for row in romans["markers"].records() if (row["dimension"], row["status"]) == ("all", "contested")
    ]
    assert contested
    assert all(plain(row["label"]) in debate for row in contested)


def with_markers(*added):
    """The usual results, their first marker's row taken once for each of *added*, with what that one changes."""
    told = published()
    first, *rest = told["markers"].records()
    rows = [*(first | one for one in added), *rest]
    markers = table("markers", "", told["markers"].fields, [tuple(row.values()) for row in rows])
    return names_of(evolve(told, tables_by_name={**told.tables_by_name, "markers": markers}), FRENCH)


def test_groups_that_contradict_each_other_are_named():
    group = {"dimension": "group", "rule": None}
    names = with_markers(
        {"status": "contested", "rule": "groups_disagree"},
        group | {"segment": "habitants", "status": "attested"},
        group | {"segment": "salaries", "status": "not_attested"},
        group | {"segment": "benevoles", "status": MASKED},
    )
    marker, *others = [m for c in tree(names) for m in c.markers]
    assert ["constaté", "non constaté"] == [said for _, _, said in marker.sides]
    assert not any(other.sides for other in others)


def test_an_instrument_that_speaks_alone_agrees_with_nobody(romans):
    spoken = {}
    for row in romans["readings"].records():
        if (row["item"], row["dimension"]) == (None, "all") and row["status"] in (
            "attested",
            "contested",
            "not_attested",
        ):
            spoken.setdefault(row["marker"], set()).add(row["instrument"])
    alone = {
        row["marker"]
        for row in romans["markers"].records()
        if (row["dimension"], row["rule"]) == ("all", "common") and len(spoken.get(row["marker"], ())) == 1
    }
    assert alone
    told = {m.id for c in tree(names_of(romans, FRENCH)) for m in c.markers if m.rule == "Un seul outil se prononce."}
    assert alone == told


def test_a_report_whose_statuses_are_masked_never_says_that_nothing_is():
    names = with_markers({}, {"dimension": "group", "segment": "habitants", "status": MASKED})
    n = names.published["markers"].column("status").count(MASKED)
    assert f"{n} statuts le sont" in method.silent_statuses(names).replace("\u00a0", " ")
    shown = [tuple(row.values()) for row in names.published["markers"].records() if row["status"] is not MASKED]
    markers = table("markers", "", names.published["markers"].fields, shown)
    told = evolve(names.published, tables_by_name={**names.published.tables_by_name, "markers": markers})
    assert "" == method.silent_statuses(names_of(told, FRENCH))


def test_masked_missing_and_zero_never_look_alike(names):
    masked = reading(status=MASKED, kind="share", **dict.fromkeys(("k", "n", "records", "distribution"), MASKED))
    nobody = reading(status="not_looked_for", reason="nobody_looked", kind="share", n=0)
    zero = reading(status="not_attested", kind="share", k=0, n=14, records=15, distribution="1=14")
    shown = [short_reading(row, names) for row in (masked, nobody, zero)]
    assert ["masked", "nothing", "given"] == [one.state for one in shown]
    assert ["masqué", "personne n’a regardé", "0 sur 14"] == [plain(one.said) for one in shown]
    assert 3 == len({one.graphic for one in shown})
    assert set() == numbers(" ".join((shown[0].said, *shown[0].more, shown[1].said, *shown[1].more)))
    explained = full_reading(masked, names)
    assert ((), ()) == (explained.answers, explained.facts)


def test_few_are_dots_and_many_are_a_bar(names):
    def drawn(k, n):
        return short_reading(reading(status="attested", kind="share", k=k, n=n), names).graphic

    few = drawn(7, 9)
    assert (7, 2) == (few.count('class="yes"'), few.count('class="no"'))
    assert (20, 0) == (drawn(12, 20).count("<circle"), drawn(12, 20).count("<rect"))
    assert (0, 2) == (drawn(12, 21).count("<circle"), drawn(12, 21).count("<rect"))
    assert 'width="62' in drawn(50, 100)


def test_interviews_are_told_among_all_that_were_held(names):
    row = reading(
        kind="mentions", status="attested", k=3, n=4, records=9, distribution="contrary=0; qualified=1; favourable=3"
    )
    one = short_reading(row, names)
    assert ("3 sur 9 y sont favorables", ["nuancé 1", "n’en parlent pas 5"]) == (
        plain(one.said),
        [plain(m) for m in one.more],
    )
    assert (3, 1, 5) == tuple(one.graphic.count(f'class="{kind}"') for kind in ("favourable", "qualified", "silent"))
    assert "%" not in one.said


def test_a_mean_is_labelled_as_a_choice_and_nothing_else_is_a_mean(names, report):
    one = short_reading(reading(kind="mean", status=None, n=60, value=3.4737), names)
    assert ["moyenne 3", "choix de la structure", "60 personnes"] == [plain(said) for said in (one.said, *one.more)]
    assert "moyenne 3,5" == short_reading(reading(kind="mean", status=None, n=100, value=3.4737), names).said
    cells = report.words(lambda tag, held: "told" in held.get("class", "").split())
    assert "moyenne" not in cells


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "count", "value": 1234.5, "value_unit": "heures", "n": 9}, "1 234,5 heures"),
        ({"kind": "narrative", "k": 1, "n": 4, "status": "not_looked_for", "reason": "texts"}, "1 texte à lire"),
        ({"kind": "narrative", "k": 12, "n": 40, "status": "not_looked_for", "reason": "texts"}, "12 textes à lire"),
        ({"kind": "shift", "n": 5, "distribution": "down=1; same=0; up=4"}, "débat : en progrès 4 · en recul 1"),
        ({"kind": "stages", "n": 3, "distribution": "1=1; 5=2"}, "1 1 · 5 2"),
        ({"kind": "a-plugin-s-own", "value": 2, "value_unit": "points", "n": 3}, "2 points"),
        ({"kind": "a-plugin-s-own", "k": 2, "n": 3}, "2 sur 3"),
        ({"kind": "a-plugin-s-own", "n": 3}, "3 personnes"),
    ],
)
def test_each_kind_of_reading_is_said(values, said, names):
    assert said == plain(short_reading(reading(**({"status": "attested"} | values)), names).said)


def test_an_interval_is_told_of_random_samples_only(names):
    row = reading(kind="share", status="attested", k=137, n=231, records=250, low=0.53, high=0.65, dissent=2)
    facts = [plain(fact) for fact in full_reading(row, names).facts]
    assert "tirage au hasard : entre 53,0 et 65,0 %" in facts
    assert "2 désaccords écrits" in facts
    few = reading(kind="share", status="attested", k=7, n=9, records=9, low=0.4, high=0.9)
    assert not any("tirage" in fact for fact in full_reading(few, names).facts)


def test_categories_of_many_answers_are_bars(names):
    row = reading(
        kind="stages", status="attested", n=60, present=240, median="2", spread="divided", distribution="1=20; 2=40"
    )
    one = short_reading(row, names)
    assert 2 == one.graphic.count("<rect")
    assert ["avis partagés", "au milieu : 2", "60 personnes", "240 présences"] == [plain(more) for more in one.more]
    assert ["avis partagés"] == [plain(more) for more in short_reading(row, names, brief=True).more]


def test_what_changed_since_the_last_wave_is_told_and_why_some_is_not():
    fields = [
        Field(name, name, Kind.ID) for name in ("marker", "label", "wave_before", "before", "after", "change", "why")
    ]
    rows = [
        ("gouvernance-m0", "Comparable", "2025", "contested", "attested", "plus", None),
        ("gouvernance-m1", "Autre", "2025", "attested", "attested", "not_comparable", "item_wording"),
        ("parti", "Retiré", "2025", "attested", None, "not_comparable", "dropped"),
    ]
    results = evolve(published(), beside=(table("changes", "Ce qui a changé", fields, rows),))
    read = Read(made("report", results))
    told = plain(read.words(lambda tag, held: held.get("id") == "changes"))
    for words in (
        "2025",
        printing.CHANGES["plus"],
        printing.WHY_NOT_COMPARABLE["item_wording"],
        printing.WHY_NOT_COMPARABLE["dropped"],
        "Retiré",
    ):
        assert plain(str(words)) in told
    assert "#m-parti" not in [held.get("href") for _, held in read.elements]
    assert "Ce qui a changé" not in Read(made("report", published())).words()


def test_a_first_wave_with_nothing_comparable_says_so():
    fields = [
        Field(name, name, Kind.ID) for name in ("marker", "label", "wave_before", "before", "after", "change", "why")
    ]
    results = evolve(published(), beside=(table("changes", "Ce qui a changé", fields, []),))
    assert "Aucun marqueur n’est comparable" in Read(made("report", results)).words()


def test_a_table_that_a_plugin_adds_is_named():
    fields = [Field("marker", "Marqueur", Kind.ID), Field("poids", "Poids", Kind.NUMBER), Field("status", "Statut")]
    added = table("weights_all", "Moyenne pondérée", fields, [("gouvernance-m0", 2.5, "attested"), ("x", MASKED, None)])
    method = Read(made("report", evolve(published(), beside=(added,)))).words(
        lambda t, held: held.get("id") == "method"
    )
    for words in ("Ajouté par un module", "Moyenne pondérée", "cas gouvernance-m0", "2,5", "masqué", "constaté"):
        assert words in method


def test_a_lowered_floor_is_on_the_face_of_every_page():
    about = [*published()["about"].rows[:-2], ("floor_reason", "Raison", "accord du conseil")]
    for page in ("report", "poster", "restitution", "advocacy"):
        stamps = Read(made(page, published(about=about))).words(lambda tag, held: held.get("class") == "stamps")
        assert "Seuil abaissé\u00a0: accord du conseil" in stamps


def test_a_module_from_outside_is_named_on_the_face_of_every_page():
    about = [*published()["about"].rows[:-1], ("plugin.evalkit", "", "0.1.0"), ("plugin.moyenne", "", "2.0")]
    for page in ("report", "poster", "restitution", "advocacy"):
        stamps = Read(made(page, published(about=about))).words(lambda tag, held: held.get("class") == "stamps")
        assert "Avec le module moyenne" in stamps
        assert "evalkit" not in stamps


def test_two_instruments_of_one_kind_are_told_apart():
    rows = usual()["instruments"]
    twice = [*rows, ("autre", rows[0][1], "Questionnaire aux jeunes", *rows[0][3:])]
    names = names_of(published(instruments=twice), language("fr"))
    assert ["Questionnaire grand public", "Questionnaire aux jeunes"] == [
        names.short(i) for i in ("questionnaire", "autre")
    ]
    assert "Questionnaire" == names_of(published(), language("fr")).short("questionnaire")
    assert "inconnu" == names.short("inconnu")


def test_a_census_tells_its_population():
    row = usual()["instruments"][0]
    census = [(*row[:4], "census", 312, *row[6:])]
    method = Read(made("report", published(instruments=census))).words(lambda t, held: held.get("id") == "method")
    assert "toutes les personnes concernées (312)" in method


def test_groups_show_the_status_of_their_own_flower(romans):
    by_id = {marker.id: marker for criterion in tree(names_of(romans, FRENCH)) for marker in criterion.markers}
    for row in romans["markers"].records():
        if row["dimension"] == "group":
            labels = {line.label: line.status for line in by_id[row["marker"]].groups}
            label = names_of(romans, FRENCH).segment("group", row["segment"])
            assert printing.word(printing.STATUSES, row["status"], FRENCH) == labels[label]
