from __future__ import annotations

import random

import pytest

ROW = ("1", "habitant", "Site Nord", "3", "Tout à fait d’accord", "Accueil, écoute", "49", "Un texte")
OTHER = ("2", "Salariés", "Site Sud", "1", "2", "Ateliers ; français, Accueil, écoute", "30", "")


def test_every_kind_of_answer_is_counted_as_it_was_given(project):
    project.add("a.csv", ROW, OTHER)

    found = project.read()

    assert 2 == found["records"]
    assert {"3": 1, "1": 1} == found["items"]["q1"]["counts"]
    assert {"4": 1, "2": 1} == found["items"]["q2"]["counts"]
    assert {"accueil": 2, "asl": 1} == found["items"]["act"]["counts"]
    assert {"30": 1, "49": 1} == found["items"]["age"]["counts"]
    assert 79 == found["items"]["age"]["sum"]
    assert 1 == found["items"]["mot"]["texts"]
    assert {"no_answer": 1} == found["items"]["mot"]["missing"]
    assert {"habitants": 1, "salaries": 1} == found["groups"]
    assert {"nord": 1, "sud": 1} == found["sites"]


def test_no_control_file_gives_a_note(project):
    project.add("a.csv", ROW, OTHER)

    assert () == project.collect().problems


def test_the_same_file_twice_is_read_once(project, codes):
    project.add("a.csv", ROW, OTHER)
    project.add("b.csv", ROW, OTHER)

    collected = project.collect()

    assert ["W248"] == codes(collected)
    assert "data/2026/q/b.csv" == collected.problems[0].where.path
    assert 2 == project.read()["records"]


def test_an_equal_row_of_another_file_counts_once(project, codes):
    project.add("a.csv", ROW, OTHER)
    project.add("b.csv", ROW, ("3", *OTHER[1:]))

    assert ["W246"] == codes(project.collect())
    assert 3 == project.read()["records"]
    assert 4 == project.read()["rows"]


def test_the_same_record_with_other_answers_names_both_rows(project, codes):
    project.add("a.csv", ROW, OTHER)
    project.add("b.csv", ("1", *OTHER[1:]))

    collected = project.collect()

    assert ["E244"] == codes(collected)
    assert ("data/2026/q/b.csv", 2, "A2") == (
        collected.problems[0].where.path, collected.problems[0].where.line, collected.problems[0].where.cell,
    )  # fmt: skip
    assert "ligne 2 de data/2026/q/a.csv" in str(collected.problems[0].message)


@pytest.mark.parametrize(
    ("wish", "expected"), [("first", {"3": 1, "1": 1}), ("last", {"1": 2}), ("all", {"3": 1, "1": 2})]
)
def test_duplicates_says_which_one_counts(project, wish, expected):
    project.setting(duplicates=wish)
    project.add("a.csv", ROW, OTHER)
    project.add("b.csv", ("1", *OTHER[1:]))

    assert expected == project.read()["items"]["q1"]["counts"]


@pytest.mark.parametrize(("wish", "left", "kept"), [("first", ("b.csv", 2), "a.csv"), ("last", ("a.csv", 2), "b.csv")])
def test_rows_that_duplicates_leaves_out_are_told(project, wish, left, kept):
    project.setting(duplicates=wish)
    project.add("a.csv", ROW, OTHER)
    project.add("b.csv", ("1", *OTHER[1:]), ("2", *ROW[1:]))

    [note] = project.collect().problems

    assert ("W258", f"data/2026/q/{left[0]}", left[1]) == (note.code, note.where.path, note.where.line)
    assert f"2 lignes sont laissées de côté, comme le veut `duplicates: {wish}` (lignes 2, 3)" in str(note.message)
    assert f"dans data/2026/q/{kept}, le premier ligne 2" in str(note.message)


def test_within_one_file_all_is_no_way_out(project):
    project.setting(duplicates="all")
    project.add("a.csv", ROW, ("1", *OTHER[1:]))

    [problem] = project.collect().problems

    assert "E244" == problem.code
    assert "all" not in str(problem.hint)


def test_a_row_without_id_is_a_record_of_its_own(project, codes):
    project.add("a.csv", ("", *ROW[1:]), ("", *ROW[1:]))

    assert ["W241"] == codes(project.collect())
    assert 2 == project.read()["records"]


def test_ids_are_text_and_a_damaged_one_is_noted(project, codes):
    rows = [(name, *ROW[1:-1], name) for name in ("007", "07", "7", "1,23457E+11")]
    project.add("a.csv", *rows)

    assert ["W240"] == codes(project.collect())
    assert 4 == project.read()["records"]


def test_probable_duplicates_are_noted_and_counted(project, codes):
    row = (*ROW[1:-1], "Un texte assez long pour être reconnu")
    project.add("a.csv", row, row, headings=("Vous êtes", "Maison", "q1", "q2", "act", "age", "mot"))

    assert ["W247"] == codes(project.collect())
    assert 2 == project.read()["records"]


def test_a_repaired_encoding_gives_the_same_answers(project, codes):
    project.add("a.csv", ROW, OTHER)
    expected = project.read()
    data = (project.folder / "data/2026/q/a.csv").read_bytes()
    project.write("data/2026/q/a.csv", _twice(data))

    collected = project.collect()

    assert ["W216"] == codes(collected)
    assert expected == project.read()


def _twice(data: bytes) -> bytes:
    """UTF-8 read as cp1252 and written as UTF-8 again; its five holes stay control characters."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data).encode()


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_an_encoding_that_no_byte_betrays_is_proposed(project, encoding):
    row = ("1", "Salariés", "Site Nord", "3", "4", "", "49", "")
    headings = ("id", "group", "Maison", "q1", "q2", "act", "age", "mot")
    project.add("a.csv", row, encoding=encoding, headings=headings)

    asked = [p for p in project.collect().problems if not p.is_note]

    assert ["E243"] == [p.code for p in asked]
    assert f"`encoding: {encoding}`" in str(asked[0].hint)
    assert "B2" == asked[0].where.cell


def test_a_heading_in_another_encoding_is_not_merely_dropped(project):
    project.add("a.csv", ("habitant", "3", "4", "", "49", ""), encoding="cp850",
                headings=("Vous êtes", "q1", "q2", "act", "age", "mot"))  # fmt: skip

    assert ["E243"] == [p.code for p in project.collect().problems if not p.is_note]


def test_rows_columns_and_files_in_any_order_say_the_same(project):
    rng = random.Random(7)
    rows = [
        (str(i), rng.choice(["habitant", "Salariés"]), rng.choice(["Site Nord", "N"]), rng.choice("1234"),
         rng.choice(["Ne sait pas", "4", ""]), rng.choice(["Aucun", "Accueil, écoute", "Ateliers ; français, Autre"]),
         str(rng.randint(18, 90)), "")
        for i in range(40)
    ]  # fmt: skip
    project.add("a.csv", *rows)
    expected = project.read()
    rng.shuffle(rows)
    order = list(range(8))
    rng.shuffle(order)
    headings = tuple(("N°", "Vous êtes", "Maison", "q1", "q2", "act", "age", "mot")[i] for i in order)
    project.add("a.csv", *(tuple(row[i] for i in order) for row in rows[:17]), headings=headings)
    project.add("z.csv", *(tuple(row[i] for i in order) for row in rows[17:]), headings=headings)

    found = project.read()

    assert {k: v for k, v in expected.items() if k != "files"} == {k: v for k, v in found.items() if k != "files"}


def test_a_file_without_answers_is_noted(project, codes):
    project.add("a.csv")

    assert ["W245"] == codes(project.collect())
    assert 0 == project.read()["records"]


def test_a_folder_of_no_instrument_is_noted(project, codes):
    project.add("a.csv", ROW)
    project.write("data/2026/questionnair/b.csv", "x")

    collected = project.collect()

    assert ["W249"] == codes(collected)
    assert "data/2026/questionnair" == collected.problems[0].where.path


def test_two_typists_who_both_began_at_one_are_told_once(project, codes):
    project.add("a.csv", ROW, OTHER)
    project.add("b.csv", ("1", *OTHER[1:]), ("2", *ROW[1:]))

    (problem,) = project.collect().problems

    assert "E244" == problem.code
    assert "2 enregistrements existent déjà dans data/2026/q/a.csv" in str(problem.message).replace("\u00a0", " ")
    assert "lignes 2, 3" in str(problem.message)
    assert "duplicates: all" in str(problem.hint)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("data/Campagne été 2026/q/b.csv", "Vagues déclarées : 2026."),
        ("data/2026 /q/b.csv", "Est-ce la vague « 2026 » ?"),
        ("data/b.csv", "data/2026/OUTIL/"),
    ],
)
def test_what_belongs_to_no_wave_is_not_left_in_silence(project, codes, path, hint):
    project.add("a.csv", ROW)
    project.write(path, "x")
    project.write("data/Thumbs.db", "x")

    collected = project.collect()

    assert ["W249"] == codes(collected)
    assert "/".join(path.split("/")[:2]) == collected.problems[0].where.path
    assert hint in str(collected.problems[0].hint).replace("\u00a0", " ")


def test_inputs_name_no_file(project):
    project.add("a.csv", ROW)

    (inputs,) = project.collect().inputs

    assert ("q", 1, 1) == (inputs.instrument, inputs.files, inputs.records)
    assert 64 == len(inputs.sha256)


def test_a_file_of_something_else_is_told_once_not_column_by_column(project, codes):
    project.write("data/2026/q/caisse.csv", "Produit;Prix;Rayon\nPain;2;B\n")

    assert ["E231"] == codes(project.collect())


def test_the_file_of_another_wave_is_said_to_count_in_both(project, codes):
    project.write("evaluation.yaml", (project.folder / "evaluation.yaml").read_text().replace(
        'waves: [{id: "2026"', 'waves: [{id: "2025", label: Avant}, {id: "2026"'
    ))  # fmt: skip
    project.add("a.csv", ROW)
    project.write("data/2025/q/avant.csv", (project.folder / "data/2026/q/a.csv").read_bytes())

    collected = project.collect()

    assert ["W248"] == codes(collected)
    assert "data/2025/q/avant.csv" in str(collected.problems[0].message)
