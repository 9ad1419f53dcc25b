from __future__ import annotations

import pytest

from evalkit.core.sources import Grid, Sheet, Source
from evalkit.evaluation.loading import load
from evalkit.evaluation.matching import learned, match
from evalkit.evaluation.targets import Target, Targets
from evalkit.plugins.manager import Plugins


@pytest.fixture
def targets(project):
    evaluation, _ = load(project.folder, Plugins(folder=project.folder, installed=False))
    return Targets(evaluation.instruments[0])


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("q1", Target("item", "q1")),
        (" Q 1 ", Target("item", "q1")),
        ("q1\u200b", Target("item", "q1")),
        ("Je connais mes voisins", Target("item", "q1")),
        ("je connais\u00a0MES voisins", Target("item", "q1")),
        ("J'ose parler", Target("item", "q2")),
        ("Diriez-vous que… [J’ose parler]", Target("item", "q2")),
        ("Diriez-vous que.../J’ose parler", Target("item", "q2")),
        ("Diriez-vous que… J’ose parler", Target("item", "q2")),
        ("LS[SQ001]", Target("item", "q1")),
        ("Diriez-vous que [q2]", Target("item", "q2")),
        ("q2[SQ007]", Target("item", "q2")),
        ("q2 - J’ose parler en réunion", Target("item", "q2")),
        ("q2. N’importe quels mots", Target("item", "q2")),
        ("avis/q1", Target("item", "q1")),
        ("avis.q1", Target("item", "q1")),
        ("g1-q1", Target("item", "q1")),
        ("act[accueil]", Target("option", "act", 0)),
        ("act/asl", Target("option", "act", 1)),
        ("groupe/act/asl", Target("option", "act", 1)),
        ("groupe-act/asl", Target("option", "act", 1)),
        ("groupe.act.asl", Target("option", "act", 1)),
        ("act[asl]. À quoi participez-vous ? [Ateliers ; français]", Target("option", "act", 1)),
        ("2. Je connais mes voisins", Target("item", "q1")),
        ("Q7) Je connais mes voisins (obligatoire)", Target("item", "q1")),
        ("<p>Je connais&nbsp;mes <b>voisins</b></p>", Target("item", "q1")),
        ("Pour commencer - Je connais mes voisins", Target("item", "q1")),
        ("Votre avis [Je connais mes voisins]", Target("item", "q1")),
        ("Vous : Vous êtes", Target("field", "group")),
        ("À quoi participez-vous ? [Accueil, écoute]", Target("option", "act", 0)),
        ("À quoi participez-vous ?/Ateliers ; français", Target("option", "act", 1)),
        ("Vous êtes", Target("field", "group")),
        ("group", Target("field", "group")),
        ("Site", Target("field", "site")),
    ],
)
def test_a_heading_is_found_however_tools_write_it(targets, heading, expected):
    assert (expected,) == targets.of((heading,))


@pytest.mark.parametrize("heading", ["act[other]", "À quoi participez-vous ? [Autre (préciser)]", "act/other"])
def test_the_words_beside_other_have_a_column(targets, heading):
    (found,) = targets.of((heading,))

    assert found in (Target("other", "act"), Target("option", "act", 2))


@pytest.mark.parametrize("heading", ["q11", "Nom", "Je connais mes voisines et mes amis", ""])
def test_another_heading_is_nobodys(targets, heading):
    assert () == targets.of((heading,))


def grid(*headings: str, rows=(), metadata=frozenset(), settings=None) -> Grid:
    sheet = Sheet(name="", rows=[list(headings), *rows], lines=range(1, len(rows) + 2))
    source = Source(path="data/a.csv", kind="text", sha256="", sheets=(sheet,), settings=settings or {})
    return Grid(
        source=source, sheet=sheet, reader="generic", headings=tuple((h,) if h else () for h in headings), rows=rows,
        lines=sheet.lines[1:], indexes=range(1, len(rows) + 1), metadata=metadata,
    )  # fmt: skip


ALL = ("q1", "q2", "act", "age", "mot")


def test_what_the_tool_adds_is_dropped_in_one_note(targets):
    matched = match(grid(*ALL, "IP", "Nom d'utilisateur", metadata=frozenset({5, 6})), targets)

    (note,) = matched.notes
    assert "W234" == note.code
    assert "IP, Nom d'utilisateur" in str(note.message)


def test_an_unknown_column_is_dropped_by_name_with_the_nearest_item(targets):
    matched = match(grid(*ALL, "J’ose parlé"), targets)

    (note,) = matched.notes
    assert ("W235", "J’ose parlé") == (note.code, note.where.column)
    assert "J’ose parler" in str(note.hint)


def test_a_column_without_heading_that_holds_data_is_noted_by_its_letter(targets):
    matched = match(grid(*ALL, "", rows=[["1", "2", "", "", "", "x"]]), targets)

    (note,) = matched.notes
    assert "W236" == note.code
    assert "La colonne F" in str(note.message)


def test_an_empty_column_without_heading_is_no_news(targets):
    assert () == match(grid(*ALL, "", rows=[["1", "2", "", "", "", " "]]), targets).notes


def test_a_missing_item_stops_and_names_the_nearest_heading(targets):
    matched = match(grid("q1", "J’ose parlé", "act", "age", "mot"), targets)

    (problem,) = matched.problems
    assert "E231" == problem.code
    assert "q2" in str(problem.message)
    assert "J’ose parlé" in str(problem.hint)


def test_an_item_that_was_not_asked_is_no_problem(targets):
    matched = match(grid("q1", "act", "age", "mot", settings={"not_asked": ("q2",)}), targets)

    assert () == matched.problems
    assert {"q2"} == matched.not_asked


def test_a_file_of_something_else_is_one_problem(targets):
    matched = match(grid("Produit", "Prix"), targets)

    assert ["E231"] == [p.code for p in matched.problems]


def test_a_heading_that_may_be_two_items_names_both(project):
    text = (project.folder / "instruments/q.yaml").read_text()
    text = text.replace(
        "label: J’ose parler, question: Diriez-vous que…", "label: Je connais mes voisins, question: Autre"
    )
    project.write("instruments/q.yaml", text)
    evaluation, _ = load(project.folder, Plugins(folder=project.folder, installed=False))
    targets = Targets(evaluation.instruments[0])

    matched = match(grid("Je connais mes voisins", "act", "age", "mot"), targets)

    assert "E232" == matched.problems[0].code
    assert "q1, q2" in str(matched.problems[0].message)


def test_options_without_a_column_are_noted(targets):
    matched = match(grid("q1", "q2", "act[accueil]", "act[asl]", "act[autre]", "age", "mot"), targets)

    (note,) = matched.notes
    assert "W237" == note.code
    assert "Aucun" in str(note.message)


def test_what_was_learned_is_written_back_as_columns(targets, project):
    headings = ("Connaître", "q2", "Accueil ?", "act[asl]", "age", "mot", "Vous êtes")
    text = (project.folder / "instruments/q.yaml").read_text()
    project.write("instruments/q.yaml", text + 'columns: {q1: Connaître, "act[accueil]": Accueil ?}\n')
    evaluation, problems = load(project.folder, Plugins(folder=project.folder, installed=False))
    assert [] == [p for p in problems if not p.is_note]
    targets = Targets(evaluation.instruments[0])

    columns, fields = learned(match(grid(*headings), targets).understood, targets)

    assert {"q1": "Connaître", "act[accueil]": "Accueil ?"} == {k: columns[k] for k in ("q1", "act[accueil]")}
    assert {"group": "Vous êtes"} == fields


def test_a_very_long_heading_is_compared_whole_and_told_short(targets, project):
    stem = "Dans quelle mesure diriez-vous que " * 60
    matched = match(grid(f"{stem}[q1]", f"{stem}[q2]", "act", "age", "mot"), targets)

    (note,) = matched.notes
    assert "W238" == note.code
    assert len(note.where.column) <= 60
    assert ("q1", "q2") == tuple(c.targets[0].name for c in matched.understood[:2])


def test_what_a_tool_adds_about_a_question_is_no_answer_to_it(targets):
    found = match(grid("q1", "Temps pour la question : q2", metadata=frozenset({1})), targets)

    assert () == found.of("item", "q2")


def test_headings_that_are_options_and_nothing_else_are_its_columns(targets):
    found = match(grid("q1", "q2", "Accueil, écoute", "Ateliers ; français", "age", "mot"), targets)

    assert [(2,), (3,)] == [found.of("option", "act", 0), found.of("option", "act", 1)]


def test_one_heading_like_an_option_is_not_enough(targets):
    found = match(grid("q1", "q2", "Accueil, écoute", "age", "mot"), targets)

    assert () == found.of("option", "act", 0)


def test_a_column_of_declared_groups_that_nobody_named_is_not_left_in_silence(project):
    evaluation, _ = load(project.folder, Plugins(folder=project.folder, installed=False))
    targets = Targets(evaluation.instruments[0], {"group": ("Habitants", "habitant", "Salariés")})
    rows = [["1", "2", "", "", "", "habitants "], ["1", "2", "", "", "", "SALARIÉS"], ["1", "2", "", "", "", ""]]

    (note,) = match(grid(*ALL, "Statut", rows=rows), targets).notes

    assert "W235" == note.code
    assert 'group: "Statut"' in str(note.hint)


def test_no_english_id_of_a_field_is_taken_for_what_a_heading_meant(targets):
    (note,) = match(grid(*ALL, "Rencontres"), targets).notes  # near « record », which nobody typed

    assert None is note.hint


@pytest.mark.parametrize("heading", ["Q2. Je connais mes voisins", "q2 - Je connais mes voisins", "q2 [J’ose parler]"])
def test_a_number_beside_the_words_of_another_question_is_not_believed(targets, heading):
    said = {target.name for target in targets.of((heading,))}

    assert ({"q2"} if "J’ose" in heading else {"q1", "q2"}) == said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("R1", "4", "5", "Bien accueillie"), ("R2", "3", "3", "")),
        (("R1", "habitant", "Marie", "marie@example.org"), ("R2", "salarié", "Paul", "")),
        (("R1", "Plutôt", "Oui", "Bien"), ("R2", "Plutôt", "Non", "")),
        (("R1", "03/05/2026", "Oui", "Bien"), ("R2", "04/05/2026", "Non", "")),
    ],
)
def test_answers_in_the_place_of_headings_are_never_told(targets, first, second):
    matched = match(grid(*first, rows=[list(second)]), targets)

    (problem,) = matched.problems
    assert "E231" == problem.code
    assert () == matched.notes + matched.understood
    assert not any(word in f"{problem.message} {problem.hint} {problem.where}" for word in first)


def test_an_address_in_a_heading_is_not_told(targets):
    matched = match(grid(*ALL, "Écrire à marie@example.org"), targets)

    assert ["Écrire à …"] == [note.where.column for note in matched.notes]
