from __future__ import annotations

import pytest

from evalkit.evaluation.dates import read_dates
from evalkit.evaluation.words import number
from tests.evaluation.conftest import QUESTIONNAIRE

HEADINGS = ("q1", "q2", "act", "age", "mot")
WHOLE = {"q1": "3", "q2": "3", "act": "Aucun", "age": "40", "mot": ""}


def one(project, **cells: str):
    headings = tuple(dict.fromkeys((*HEADINGS, *cells)))
    project.add("a.csv", tuple({**WHOLE, **cells}.get(h, "") for h in headings), headings=headings)
    return project


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3", "3"), ("3,0", "3"), ("3.0", "3"), ("3.0000000000000004", "3"), (" 3\u00a0", "3"), ("\u202f3", "3"),
        ("Plutôt d’accord", "3"), ("plutôt  d'accord ", "3"), ("A3", "3"), ("3 - Plutôt d’accord", "3"),
        ("Strongly agree", "4"), ("TOUT À FAIT D’ACCORD", "4"), ("3/ Plutôt d’accord", "3"),
        ("Plutôt d’accord (3)", "3"), ("Plutôt d’accord [A3]", "3"), ("[3] Plutôt d’accord", "3"),
        ("Plutôt d’accord - 3", "3"), ("Plutôt d’accord.", "3"), ("<p>Plut&ocirc;t d’accord</p>", "3"),
        ("'3", "3"), ('="3"', "3"), ("３", "3"),
    ],
)  # fmt: skip
def test_a_closed_answer_is_read_by_code_or_label(project, cell, code):
    assert {code: 1} == one(project, q1=cell).read()["items"]["q1"]["counts"]


@pytest.mark.parametrize(
    "cell", ["3,5", "5", "0", "x", "4/5", "4/4", "-3", "3 - Pas du tout d’accord", "Plutôt", "★★★"]
)
def test_an_unknown_answer_is_refused_by_cell(project, cell):
    (problem,) = (p for p in one(project, q1=cell).collect().problems if not p.is_note)

    assert ("E233", "A2", "q1") == (problem.code, problem.where.cell, problem.where.column)
    assert f"«\u00a0{cell}\u00a0»" in str(problem.message)


@pytest.mark.parametrize("cell", ["marie.durand@example.org", "06 39 98 00 00", "x" * 200])
def test_what_may_be_personal_is_never_quoted(project, cell):
    (problem,) = (p for p in one(project, q1=cell).collect().problems if not p.is_note)

    assert cell not in str(problem.message)
    assert "A2" == problem.where.cell


@pytest.mark.parametrize(
    ("cell", "kind"), [("", "no_answer"), (" ", "no_answer"), ("-", "no_answer"), ("NSP", "not_applicable"),
     ("ne sait pas", "dont_know")]
)  # fmt: skip
def test_missing_words_have_their_type(project, cell, kind):
    found = one(project, q1=cell).read()["items"]["q1"]

    assert {kind: 1} == found["missing"]
    assert {} == found["counts"]


def test_declared_missing_words_are_noted_once_for_the_file(project):
    notes = one(project, q1="NSP", q2="-").collect().problems

    assert ["W244"] == [p.code for p in notes]
    assert "- (1), NSP (1)" in str(notes[0].message)


@pytest.mark.parametrize("word", ["NA", "None", "null", "nan", "N/A", "#REF"])
def test_words_that_look_like_nothing_are_texts(project, word):
    assert 1 == one(project, mot=word).read()["items"]["mot"]["texts"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("49", 49.0), ("12,5", 12.5), ("12.5", 12.5), ("1 234,5", 1234.5), ("1\u202f234", 1234.0), ("1.234,5", 1234.5),
        ("1,234.5", 1234.5), ("40 ans", 40.0), ("3.0000000000000004", 3.0), ("-2", -2.0), ("−2", -2.0), ("0", 0.0),
        ("80 %", None), ("quarante", None), ("", None), ("4/5", None), ("1e999", None), ("NaN", None), ("inf", None),
        ("1 23", None), ("1,2,3", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_meant_or_not_at_all(cell, expected):
    assert expected == number(cell, "ans")


def test_a_percentage_is_a_number_where_the_unit_says_so():
    assert 80.0 == number("80 %", "%")


@pytest.mark.parametrize(("cell", "code"), [("121", "E236"), ("-1", "E236"), ("quarante", "E235"), ("4/5", "E235")])
def test_a_number_out_of_bounds_or_no_number_is_refused_by_cell(project, cell, code):
    (problem,) = (p for p in one(project, age=cell).collect().problems if not p.is_note)

    assert (code, "D2") == (problem.code, problem.where.cell)


def test_a_true_zero_is_an_answer(project):
    found = one(project, age="0").read()["items"]["age"]

    assert ({"0": 1}, {}, 0.0) == (found["counts"], found["missing"], found["sum"])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Accueil, écoute", {"accueil": 1}),
        ("Ateliers ; français;Accueil, écoute", {"accueil": 1, "asl": 1}),
        ("Accueil, écoute, Ateliers ; français", {"accueil": 1, "asl": 1}),
        ("Accueil, écoute Ateliers ; français", {"accueil": 1, "asl": 1}),
        ("asl accueil", {"accueil": 1, "asl": 1}),
        ("Ateliers ; français;", {"asl": 1}),
        ("accueil | asl", {"accueil": 1, "asl": 1}),
        ("Aucun", {"none": 1}),
    ],
)
def test_joined_choices_are_split_only_against_the_options(project, cell, expected):
    assert expected == one(project, act=cell).read()["items"]["act"]["counts"]


def test_what_is_written_beside_other_is_kept(project):
    found = one(project, act="Accueil, écoute, Autre : la fanfare").collect()

    assert "la fanfare" in found.answers.texts
    assert {"accueil": 1, "autre": 1} == project.read()["items"]["act"]["counts"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1", "0", "0", "0"), {"accueil": 1}), (("X", "", "x", ""), {"accueil": 1, "autre": 1}),
        (("Oui", "Non", "Non", "Non"), {"accueil": 1}), (("Accueil, écoute", "", "", ""), {"accueil": 1}),
        (("Y", "", "", ""), {"accueil": 1}), (("1,0", "0,0", "0,0", "0,0"), {"accueil": 1}),
        (("", "", "la fanfare", ""), {"autre": 1}), (("", "", "", "1"), {"none": 1}),
    ],
)  # fmt: skip
def test_ticks_in_columns(project, cells, expected):
    names = ("act[accueil]", "act[asl]", "act[autre]", "act[none]")
    headings = ("q1", "q2", *names, "age", "mot")
    project.add("a.csv", ("3", "3", *cells, "40", ""), headings=headings)

    assert expected == project.read()["items"]["act"]["counts"]


@pytest.mark.parametrize("cells", [("", "", "", ""), ("0", "0", "0", "0")])
def test_nothing_ticked_is_no_answer(project, cells):
    headings = ("q1", "q2", "act[accueil]", "act[asl]", "act[autre]", "act[none]", "age", "mot")
    project.add("a.csv", ("3", "3", *cells, "40", ""), headings=headings)

    assert {"no_answer": 1} == project.read()["items"]["act"]["missing"]


def test_a_tick_that_is_none_is_refused(project):
    headings = ("q1", "q2", "act[accueil]", "act[asl]", "act[autre]", "act[none]", "age", "mot")
    project.add("a.csv", ("3", "3", "peut-être", "", "", "", "40", ""), headings=headings)

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert ("E233", "C2") == (problem.code, problem.where.cell)


def test_a_cell_and_columns_that_disagree_are_refused(project):
    headings = ("q1", "q2", "act", "act/accueil", "act/asl", "act/autre", "act/none", "age", "mot")
    project.add("a.csv", ("3", "3", "asl", "1", "0", "0", "0", "40", ""), headings=headings)

    assert ["E239"] == [p.code for p in project.collect().problems if not p.is_note]


def test_two_columns_of_one_item_are_refused_where_they_differ(project):
    project.add("a.csv", ("3", "2", "3", "", "40", ""), headings=("q1", "q1", "q2", "act", "age", "mot"))

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert "E234" == problem.code
    assert "A (q1) et B (q1)" in str(problem.message)


def test_two_columns_of_one_item_that_complete_each_other_are_laid_together(project):
    rows = [("3", "", "3", "", "40", ""), ("", "2", "3", "", "40", "")]
    project.add("a.csv", *rows, headings=("q1", "LS[SQ001]", "q2", "act", "age", "mot"))

    assert {"2": 1, "3": 1} == project.read()["items"]["q1"]["counts"]


def test_an_unknown_group_stops_and_an_unknown_site_is_noted(project):
    one(project, **{"Vous êtes": "élu", "Site": "Ailleurs"})

    found = {p.code: p for p in project.collect().problems}

    assert {"E240", "W242"} == set(found)
    assert ("F2", "G2") == (found["E240"].where.cell, found["W242"].where.cell)
    assert str(found["W242"].hint).startswith("Déclarez-le dans evaluation.yaml")


def test_an_unknown_action_is_spoken_of_in_its_own_gender(project):
    project.write("instruments/q.yaml", QUESTIONNAIRE.replace("site: [Maison", "action: Action, site: [Maison"))
    one(project, Action="couture")

    [note] = [p for p in project.collect().problems if p.code == "W242"]

    assert "Action non déclarée" in str(note.message)
    assert str(note.hint).startswith("Déclarez-la dans evaluation.yaml")


def test_groups_are_known_by_their_other_names(project):
    one(project, **{"Vous êtes": "HABITANTE", "Site": "n"})

    found = project.read()

    assert ({"habitants": 1}, {"nord": 1}) == (found["groups"], found["sites"])


def test_a_record_without_group_counts_apart(project):
    assert {"unspecified": 1} == one(project, **{"Vous êtes": ""}).read()["groups"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("2026-03-02",), "2026-03-02"), (("2026-03-02T13:57:41.000+01:00",), "2026-03-02"),
        (("02/03/2026", "25/03/2026"), "2026-03-02"), (("02/03/2026 13:57", "03/25/2026"), "2026-02-03"),
        (("02.03.2026",), "2026-03-02"), (("2 mars 2026",), "2026-03-02"), (("March 2, 2026",), "2026-03-02"),
        (("lundi 2 mars 2026",), "2026-03-02"), (("3/3/2026",), "2026-03-03"), (("02/03/26", "31/03/26"), "2026-03-02"),
    ],
)  # fmt: skip
def test_dates_are_read_by_the_evidence_of_their_column(cells, expected):
    assert expected == read_dates(cells, None).days[cells[0]]


def test_a_date_that_may_be_two_days_is_never_guessed():
    found = read_dates(["02/03/2026", "05/06/2026"], None)

    assert ({}, ("02/03/2026", "05/06/2026")) == (found.days, found.undecided)
    assert "2026-03-02" == read_dates(["02/03/2026"], True).days["02/03/2026"]
    assert "2026-02-03" == read_dates(["02/03/2026"], False).days["02/03/2026"]


def test_both_orders_in_one_column_are_told():
    assert ("25/03/2026", "03/25/2026") == read_dates(["25/03/2026", "03/25/2026"], None).both


@pytest.mark.parametrize(
    ("setting", "code"), [({}, ["E238"]), ({"dates": "day_first"}, []), ({"dates": "month_first"}, [])]
)
def test_an_undecided_date_asks_for_its_order(project, setting, code):
    if setting:
        project.setting(**setting)
    one(project, date="02/03/2026")

    collected = project.collect()

    assert code == [p.code for p in collected.problems]
    assert (
        () if code else (("2026-03-02" if setting["dates"] == "day_first" else "2026-02-03"),)
    ) == collected.answers.dates


def test_a_date_that_is_none_is_refused_by_cell(project):
    (problem,) = one(project, date="hier").collect().problems

    assert ("E237", "F2") == (problem.code, problem.where.cell)
    assert "«\u00a0hier\u00a0» n’est pas une date." == str(problem.message)


def test_a_mark_out_of_ten_on_a_scale_is_answered_with_its_codes(project):
    (problem,) = one(project, q1="9/10").collect().problems

    assert "E233" == problem.code
    assert "1 (Pas du tout d’accord)" in str(problem.hint)


def test_a_number_out_of_another_is_told_how_to_be_written(project):
    (problem,) = one(project, age="9/10").collect().problems

    assert "E235" == problem.code
    assert "Écrivez le nombre seul\u00a0: 9, si la question va bien jusqu’à 10." == str(problem.hint)


def test_of_several_choices_the_one_that_is_not_known_is_told(project):
    text = (project.folder / "instruments/q.yaml").read_text(encoding="utf-8")
    project.write("instruments/q.yaml", text.replace("id: autre, label: Autre", "id: radio, label: Radio"))
    (problem,) = one(project, act="Accueil, écoute; Le café").collect().problems

    assert "«\u00a0Le café\u00a0» n’est pas une réponse connue." == str(problem.message)
    assert "Accueil, écoute" in str(problem.hint)


def test_yes_is_told_among_the_ways_of_consenting(project):
    (problem,) = one(project, consent="peut-être").collect().problems

    assert "Oui, Non" in str(problem.hint)


OPTIONS = ("act[accueil]", "act[asl]", "act[autre]", "act[none]")


def test_a_cross_beside_check_marks_says_no(project):
    headings = ("q1", "q2", *OPTIONS, "age", "mot")
    project.add("a.csv", ("3", "3", "✓", "✗", "✗", "✗", "40", ""), headings=headings)

    assert {"accueil": 1} == project.read()["items"]["act"]["counts"]


def test_a_cross_where_crosses_alone_stand_is_a_choice(project):
    headings = ("q1", "q2", *OPTIONS, "age", "mot")
    project.add("a.csv", ("3", "3", "✗", "", "✗", "", "40", ""), headings=headings)

    assert {"accueil": 1, "autre": 1} == project.read()["items"]["act"]["counts"]


def test_two_columns_of_one_option_are_refused_where_they_differ(project):
    headings = ("q1", "q2", *OPTIONS, "act/accueil", "age", "mot")
    project.add("a.csv", ("3", "3", "1", "0", "0", "0", "0", "40", ""), headings=headings)

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert ("E234", "G2") == (problem.code, problem.where.cell)


def test_two_columns_that_never_answer_together_are_noted_unless_a_person_named_both(project):
    rows = [("3", "", "3", "", "40", ""), ("", "2", "3", "", "40", "")]
    project.add("a.csv", *rows, headings=("q1", "Je connais mes voisins", "q2", "act", "age", "mot"))

    notes = [p for p in project.collect().problems if p.code == "W254"]
    assert ["Je connais mes voisins"] == [p.where.column for p in notes]

    settings = (project.folder / "instruments/q.yaml").read_text()
    project.write("instruments/q.yaml", settings + 'columns: {q1: [q1, "Je connais mes voisins"]}\n')
    assert "W254" not in [p.code for p in project.collect().problems]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("q1", "Marie Durand"), ("q1", "Mme Durand"), ("q1", "06/39/98/00/00"), ("q1", "3 rue des Lilas"),
        ("age", "marie2@example.org"), ("age", "0639980000"), ("age", "06 39 98 00 00"), ("Vous êtes", "Mme Durand"),
        ("Site", "chez Marie, 0639980000"), ("act", "marie@example.org"),
    ],
)  # fmt: skip
def test_no_message_tells_who_answered(project, heading, cell):
    found = one(project, **{heading: cell}).collect().problems

    assert found
    assert [] == [str(p.message) for p in found if any(word in str(p.message) for word in cell.split())]
    assert all(p.where.cell for p in found if p.code != "W235")


@pytest.mark.parametrize(("heading", "code"), [("q1", "E233"), ("age", "E235"), ("Vous êtes", "E240")])
def test_a_column_of_free_words_is_counted_and_not_one_word_told(project, heading, code):
    headings = tuple(dict.fromkeys((*HEADINGS, heading)))
    rows = [tuple({**WHOLE, heading: f"mot{n}"}.get(h, "") for h in headings) for n in range(30)]
    project.add("a.csv", *rows, headings=headings)

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert (code, 2) == (problem.code, problem.where.line)
    assert "30" in str(problem.message)
    assert "mot" not in str(problem.message)


def test_a_comma_that_may_stand_between_thousands_is_never_guessed(project):
    project.write("instruments/q.yaml", (project.folder / "instruments/q.yaml").read_text().replace(", max: 120", ""))
    rows = [tuple({**WHOLE, "age": cell}.get(h, "") for h in HEADINGS) for cell in ("1,250", "40", "2,500")]
    project.add("a.csv", *rows, headings=HEADINGS)

    (problem,) = (p for p in project.collect().problems if not p.is_note)
    assert ("E235", "D2") == (problem.code, problem.where.cell)

    project.add("a.csv", *rows, tuple({**WHOLE, "age": "1,5"}.get(h, "") for h in HEADINGS), headings=HEADINGS)
    assert 45.25 == project.read()["items"]["age"]["sum"]


def test_a_comma_that_only_one_number_within_the_bounds_explains_is_read(project):
    assert 1.25 == one(project, age="1,250").read()["items"]["age"]["sum"]


@pytest.mark.parametrize("cell", ["0017-10-12", "2171-10-12", "13/10/0017"])
def test_a_year_that_no_survey_has_is_no_date(cell):
    assert (cell,) == read_dates([cell], None).bad
