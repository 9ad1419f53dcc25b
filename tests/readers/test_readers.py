from __future__ import annotations

import pytest

from evalkit.core.names import fold, loose
from evalkit.core.problems import ProblemsFound
from evalkit.core.sources import Sheet, Source
from evalkit.plugins.manager import Plugins

KNOWN = frozenset(name for item in ("q1", "q2", "Je connais mes voisins", "J’ose parler", "Votre âge")
                  for name in (fold(item), loose(item)))  # fmt: skip


@pytest.fixture(scope="module")
def readers():
    return Plugins(installed=False).readers


def sheet(*rows: tuple[str, ...], name: str = "", left: int = 0) -> Sheet:
    return Sheet(name=name, rows=[list(row) for row in rows], lines=list(range(1, len(rows) + 1)), left=left)


def source(*sheets: Sheet, **settings: object) -> Source:
    return Source(path="data/a.csv", kind="text", sha256="", sheets=sheets, settings=settings)


def grid(readers, name: str, *sheets: Sheet, **settings: object):
    (found,) = readers[name]().grids(source(*sheets, **settings), KNOWN)
    return found


def codes(found) -> list[str]:
    return [note.code for note in found.notes]


HEADS = {
    "framaforms": ("Numéro", "SID", "Heure de soumission", "Brouillon", "Adresse IP", "UID", "Nom d'utilisateur", "q1"),
    "limesurvey": ("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "q1"),
    "google-forms": ("Horodateur", "q1", "q2"),
    "microsoft-forms": ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "q1"),
    "nextcloud-forms": ("ID utilisateur", "Nom d'affichage de l'utilisateur", "Horodatage", "q1"),
    "grist": ("id", "manualSort", "q1"),
    "kobo": ("start", "end", "q1", "_id", "_uuid", "_submission_time", "_index"),
    "odk-central": ("SubmissionDate", "meta-instanceID", "q1", "KEY", "ReviewState"),
    "surveymonkey": ("Respondent ID", "Collector ID", "q1"),
    "sphinx": ("CLE", "DATE_SAISIE", "PROGRESSION", "q1"),
}


@pytest.mark.parametrize("name", sorted(HEADS))
def test_each_tool_recognises_its_own_files_alone(readers, name):
    file = source(sheet(HEADS[name], tuple("1" for _ in HEADS[name])))

    assert [name] == [other for other, reader in readers.items() if reader().recognise(file)]


def test_qualtrics_is_recognised_by_its_row_of_import_ids(readers):
    file = source(sheet(("StartDate", "Status", "RecordedDate", "ResponseId", "Q1"),
                        ("Début", "Type", "Fin", "Id", "Voisins"),
                        *[('{"ImportId":"x"}',) * 5]))  # fmt: skip

    assert ["qualtrics"] == [other for other, reader in readers.items() if reader().recognise(file)]


def test_a_plain_table_is_nobodys(readers):
    assert [] == [n for n, reader in readers.items() if reader().recognise(source(sheet(("q1", "q2"), ("1", "2"))))]


def test_framaforms_stems_stand_once_over_their_items(readers):
    found = grid(readers, "framaforms", sheet(
        ("Lien social", "", "", "", "", ""),
        ("Détails de la soumission", "", "", "Diriez-vous que…", "", ""),
        ("Numéro", "SID", "Brouillon", "Je connais mes voisins", "J’ose parler", "Votre âge"),
        ("1", "90001", "0", "Oui", "Non", "42"),
        ("2", "90002", "1", "Oui", "Non", "43"),
    ))  # fmt: skip

    assert ("Diriez-vous que… [Je connais mes voisins]", "Je connais mes voisins") == found.headings[3]
    assert "Votre âge" == found.headings[5][-1]
    assert (1, [4], [3]) == (found.record, list(found.lines), list(found.indexes))
    assert ["W231"] == codes(found)
    assert "1 brouillon est laissé de côté." == str(found.notes[0].message)


def test_limesurvey_leaves_out_unfinished_answers_and_knows_its_own_not_asked(readers):
    found = grid(readers, "limesurvey", sheet(
        ("id", "submitdate", "lastpage", "q1"),
        ("1", "2026-03-02 13:57:41", "4", "A1"),
        ("2", "", "1", "A2"),
    ))  # fmt: skip

    assert ([["1", "2026-03-02 13:57:41", "4", "A1"]], frozenset({"N/A"})) == (list(found.rows), found.not_asked)
    assert "1 réponse inachevée est laissée de côté." == str(found.notes[0].message)


def test_french_tools_write_the_day_first_and_others_do_not_say(readers):
    assert grid(readers, "google-forms", sheet(("Horodateur", "q1"), ("02/03/2026", "1"))).day_first is True
    assert grid(readers, "google-forms", sheet(("Timestamp", "q1"), ("02/03/2026", "1"))).day_first is None


def test_kobo_repeats_stand_beside_their_submission(readers):
    main = sheet(
        ("group", "_index", "_uuid", "_submission_time"), ("a", "1", "u1", "t"), ("b", "2", "u2", "t"), name="main"
    )
    repeat = sheet(("q1", "q2", "_index", "_parent_index"), ("1", "2", "1", "1"), ("3", "4", "2", "1"), name="repeat")

    found = grid(readers, "kobo", main, repeat)

    record = found.record
    assert [("u1", "1", "2"), ("u1", "3", "4"), ("u2", "", "")] == [(r[record], r[0], r[1]) for r in found.rows]
    assert ("repeat", [2, 3, 3]) == (found.sheet.name, list(found.lines))


def test_kobo_repeats_without_a_question_are_named_and_left(readers):
    main = sheet(("q1", "_index", "_uuid", "_submission_time"), ("1", "1", "u1", "t"), name="main")
    repeat = sheet(("autre", "_index", "_parent_index"), ("x", "1", "1"), name="repeat")

    found = grid(readers, "kobo", main, repeat)

    assert ("main", ["W233"]) == (found.sheet.name, codes(found))


def test_odk_leaves_out_what_was_rejected_or_not_decrypted(readers):
    found = grid(readers, "odk-central", sheet(
        ("SubmissionDate", "q1", "KEY", "Status", "ReviewState"),
        ("2026-01-01", "1", "a", "", "approved"),
        ("2026-01-01", "2", "b", "", "rejected"),
        ("2026-01-01", "", "c", "not decrypted", ""),
    ))  # fmt: skip

    assert ["a"] == [row[found.record] for row in found.rows]
    assert ["W231", "W231"] == codes(found)


def test_surveymonkey_items_stand_under_their_questions(readers):
    found = grid(readers, "surveymonkey", sheet(
        ("Respondent ID", "Votre âge", "Activités", "", ""),
        ("", "Response", "Accueil", "Ateliers", "Autre"),
        ("10", "42", "Accueil", "", ""),
    ))  # fmt: skip

    assert (("Votre âge",), ("Activités [Accueil]", "Accueil"), ("Activités [Ateliers]", "Ateliers")) == found.headings[
        1:4
    ]
    assert [["10", "42", "Accueil", "", ""]] == list(found.rows)


def test_qualtrics_previews_are_left_out(readers):
    found = grid(readers, "qualtrics", sheet(
        ("Status", "Finished", "RecordedDate", "ResponseId", "Q1"),
        ("Type", "Fini", "Fin", "Id", "Je connais mes voisins"),
        ('{"ImportId":"a"}',) * 5,
        ("0", "1", "2026-01-01", "r1", "1"),
        ("1", "1", "2026-01-01", "r2", "1"),
        ("0", "0", "2026-01-01", "r3", "1"),
    ))  # fmt: skip

    assert ["r1"] == [row[found.record] for row in found.rows]
    assert ("Q1", "Je connais mes voisins") == found.headings[4]
    assert 2 == len(found.notes)


def test_a_title_above_and_columns_before_are_told(readers):
    found = grid(readers, "generic", sheet(("Enquête 2024", "", "", ""), ("", "", "q1", "q2"), ("", "", "3", "4")))

    assert [["", "", "3", "4"]] == list(found.rows)
    (note,) = found.notes
    assert ("W232", "C2") == (note.code, note.where.cell)
    assert "la ligne remplie au-dessus" in str(note.message)
    aside = grid(readers, "generic", sheet(("", "q1", "q2"), ("", "3", "4")))
    assert ["Le tableau commence en B1."] == [str(note.message) for note in aside.notes]


def test_rows_above_the_headings_that_a_person_names_are_counted(readers):
    rows = (("q1", "q2"), ("", "4"), ("3", ""), ("q1", "q2"), ("1", "2"))
    (note,) = grid(readers, "generic", sheet(*rows), header_row=4).notes
    assert "les 3 lignes remplies au-dessus ne sont pas lues" in str(note.message)


def test_ids_over_labels_are_two_names_of_a_column(readers):
    found = grid(
        readers,
        "generic",
        sheet(("q1", "q2", "age"), ("Je connais mes voisins", "J’ose parler", "Votre âge"), ("1", "2", "3")),
    )

    assert {"q1", "Je connais mes voisins"} == set(found.headings[0])
    assert [["1", "2", "3"]] == list(found.rows)


def test_a_row_of_hxl_tags_is_no_answer(readers):
    found = grid(readers, "generic", sheet(("q1", "q2"), ("#a", "#b"), ("1", "2")))

    assert [["1", "2"]] == list(found.rows)


def test_headings_repeated_among_answers_are_left_out_and_said(readers):
    found = grid(readers, "generic", sheet(("q1", "q2"), ("1", "2"), ("q1", "q2"), ("3", "4")))

    assert ([["1", "2"], ["3", "4"]], [2, 4]) == (list(found.rows), list(found.lines))
    assert [("W230", 3)] == [(note.code, note.where.line) for note in found.notes]


def test_the_sheet_with_the_headings_is_read_and_the_others_named(readers):
    found = grid(
        readers, "generic", sheet(("Mode d’emploi",), name="Lisez-moi"), sheet(("q1", "q2"), ("1", "2"), name="Saisie")
    )

    assert "Saisie" == found.sheet.name
    assert "Lisez-moi" in str(found.notes[0].message)


def test_several_sheets_alike_are_all_given_for_the_engine_to_ask(readers):
    sheets = [sheet(("q1", "q2"), ("1", "2"), name=name) for name in ("2025", "2026")]

    assert ["2025", "2026"] == [g.sheet.name for g in readers["generic"]().grids(source(*sheets), KNOWN)]


def test_header_row_says_where_the_headings_are(readers):
    rows = (("q1", "q2"), ("Voisins", "Parler"), ("1", "2"))

    assert [("Voisins",), ("Parler",)] == [h[:1] for h in grid(readers, "generic", sheet(*rows), header_row=2).headings]


def test_a_header_row_that_is_not_there_is_refused(readers):
    with pytest.raises(ProblemsFound) as refused:
        grid(readers, "generic", sheet(("q1", "q2"), ("1", "2")), header_row=9)

    assert ["E230"] == [p.code for p in refused.value.problems]


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("nextcloud-forms", ("User ID", "User display name", "Timestamp", "q1")),
        ("nextcloud-forms", ("Submission ID", "User ID", "User display name", "Timestamp", "q1")),
        ("google-forms", ("Timestamp", "Username", "q1")),
    ],
)
def test_forms_that_share_a_heading_are_told_apart(readers, name, headings):
    file = source(sheet(headings, tuple("1" for _ in headings)))

    assert [name] == [other for other, reader in readers.items() if reader().recognise(file)]


def test_a_form_that_numbers_submissions_and_respondents_is_nobodys(readers):
    file = source(sheet(("Submission ID", "Respondent ID", "Submitted at", "q1"), ("a", "b", "c", "1")))

    assert [] == [other for other, reader in readers.items() if reader().recognise(file)]


def test_qualtrics_options_stand_behind_selected_choice(readers):
    found = grid(readers, "qualtrics", sheet(
        ("RecordedDate", "ResponseId", "Q5_1", "Q5_2_TEXT"),
        ("Date", "Id", "Activités - Choix sélectionné - Accueil", "Activités - Autre - Texte"),
        *[('{"ImportId":"x"}',) * 4],
        ("2026-03-02", "R_1", "Accueil", ""),
    ))  # fmt: skip

    assert "Activités - Accueil" in found.headings[2]
    assert "Activités - Autre" in found.headings[3]


def test_an_answer_that_says_the_word_of_its_heading_is_kept(readers):
    found = grid(readers, "generic", sheet(("site", "q2"), ("Les Ors", "1"), ("Site", "2"), ("site", "q2 bis")))

    assert [["Les Ors", "1"], ["Site", "2"], ["site", "q2 bis"]] == list(found.rows)
    assert [] == list(found.notes)
