from __future__ import annotations

import pytest

from evalkit.core.tally import Tallies

FLOWER = """
id: outil
kind: flower
title: Fleur
unit: collective
notice: Merci.
stages:
  - {code: "1", label: Graine}
  - {code: "2", label: Bouton}
  - {code: "3", label: Fleur}
"""
STAGES = '{name: stages, attested_from: "2"}'

INTERVIEW = """
id: outil
kind: interview
title: Entretiens
unit: interview
notice: Merci.
"""
MENTIONS = "{name: mentions, attested_from: 2}"

GRID = """
id: outil
kind: observation-grid
title: Grille
unit: meeting
notice: Merci.
roles: [{id: habitants, label: Habitants}, {id: salaries, label: Salariés}]
items:
  - {id: accueil, label: Un temps d’accueil, type: presence}
  - {id: paroles, label: Prises de parole, type: number, min: 0, by_role: true}
  - {id: note, label: Ce qui s’est passé, type: text}
"""
PRESENCE = "{name: presence, attested_from: 0.5}"


def tally(collected, marker, phase="", dimension="all", segment=""):
    items = {(a.item.id, p): a.item for a in collected.answers.items for p in (a.item.phases or ("",))}
    return Tallies(collected.answers).tally("outil", items[marker, phase], phase, dimension, segment)


def faults(collected):
    return [p.code for p in collected.problems if not p.is_note]


def test_a_flower_session_is_one_judgement_however_many_voices(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | group     | marker                     | phase | position | voices | mode | present | dissent
        s1     | habitants | m1                         | avant | Graine   | 7      | vote | 12      |
        s1     | habitants | Des habitants s’entraident | avant | 2        | 5      | vote | 12      |
        s1     | habitants | m1                         | après | Bouton   | 12     | vote | 12      | pas tous
        s2     | salariés  | m1                         | after | 3        | 4      | vote | 8       |
        s2     | salariés  | m1                         | after | 1        | 4      | vote | 8       |
    """)  # fmt: skip

    assert [] == faults(collected)
    before, after = tally(collected, "m1", "before"), tally(collected, "m1", "after")
    assert ("1", "2", "3", "split") == after.codes
    assert (1, 0, 0, 0) == before.counts
    assert (0, 1, 0, 1) == after.counts
    assert (7, 5, 0, 0) == before.voices
    assert (4, 12, 4, 0) == after.voices
    assert (2, 20, 1) == (after.n, after.present, after.dissent)


def test_exactly_half_of_the_voices_is_split_and_shifts_nowhere(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | marker | phase | position | voices
        s1     | m1     | avant | 1        | 3
        s1     | m1     | avant | 2        | 3
        s1     | m1     | après | 3        | 6
        s2     | m1     | avant | 1        | 6
        s2     | m1     | après | 3        | 4
        s2     | m1     | après | 2        | 2
        s3     | m1     | avant | 2        | 2
        s3     | m1     | après | 2        | 2
        s4     | m1     | avant | 3        | 2
        s4     | m1     | après | 1        | 2
        s5     | m1     | après | 1        | 2
    """)  # fmt: skip

    shift = tally(collected, "m1", "shift")
    assert (("down", "same", "up"), (1, 1, 1), 3) == (shift.codes, shift.counts, shift.n)
    assert (1, 1, 1, 1) == tally(collected, "m1", "before").counts


def test_what_a_session_says_once_holds_for_all_its_rows(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | group     | marker | phase | position
        s1     | habitants | m1     | après | 1
        s1     |           | m2     | après | 2
    """)  # fmt: skip

    assert 1 == tally(collected, "m2", "after", "group", "habitants").n


def test_one_session_of_two_groups_is_refused(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | group     | marker | phase | position
        s1     | habitants | m1     | après | 1
        s1     | salariés  | m2     | après | 2
    """)  # fmt: skip

    (problem,) = (p for p in collected.problems if not p.is_note)
    assert ("E246", 3) == (problem.code, problem.where.line)


def test_a_flower_row_that_does_not_say_its_moment_is_refused_where_others_do(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | marker | phase | position | present
        s1     | m1     | avant | 1        | 9
        s1     | m1     |       | 2        | 9
    """)  # fmt: skip

    assert [("E272", 3)] == [(p.code, p.where.line) for p in collected.problems]


def test_more_voices_than_people_are_said_once_for_a_session(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | marker | phase | position | voices | present
        s1     | m1     | après | 1        | 25     | 12
        s1     | m2     | après | 1        | 25     | 12
        s2     | m1     | après | 1        | 12     | 12
    """)  # fmt: skip

    assert [("W271", 2)] == [(p.code, p.where.line) for p in collected.problems]


def test_sessions_of_which_nobody_wrote_how_many_were_there_are_counted(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | marker | phase | position | present
        s1     | m1     | après | 1        | 9
        s2     | m1     | après | 1        |
        s3     | m1     | après | 1        |
    """)  # fmt: skip

    assert [("W257", 3)] == [(p.code, p.where.line) for p in collected.problems]
    assert "2" in str(collected.problems[0].message)


@pytest.mark.parametrize("present", ["1000000000000", "0639980000", "2,5", "-1"])
def test_no_telephone_number_is_a_number_of_people(filled, present):
    collected = filled.read(FLOWER, STAGES, f"""
        record | marker | phase | position | present
        s1     | m1     | après | 1        | {present}
    """)  # fmt: skip

    (problem,) = (p for p in collected.problems if not p.is_note)
    assert ("E235", "E2") == (problem.code, problem.where.cell)


def test_flower_rows_that_say_half_are_refused_by_row(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | marker | phase | position | voices
        s1     | m1     | après |          |
        s2     |        | après | 2        |
        s3     | m1     | après | 1        | 3
        s3     | m1     | après | 2        |
        s4     | m1     | après | 1        | 0
    """)  # fmt: skip

    assert [("E272", 2), ("E272", 3), ("E273", 5), ("E273", 6)] == [
        (p.code, p.where.line) for p in collected.problems if p.code in ("E272", "E273")
    ]


def test_an_unknown_marker_or_position_is_refused_by_cell(filled):
    collected = filled.read(FLOWER, STAGES, """
        record | marker | phase | position
        s1     | m9     | après | 1
        s2     | m1     | après | Grain
    """)  # fmt: skip

    assert {("E233", "B2"), ("E233", "D3")} <= {(p.code, p.where.cell) for p in collected.problems if p.where.cell}


def test_an_interview_mentions_a_marker_once_and_two_tones_make_it_qualified(filled):
    collected = filled.read(INTERVIEW, MENTIONS, """
        record | marker | tone      | text
        e1     | m1     | favorable | On se parle davantage.
        e1     | m1     | favorable | On se dit bonjour.
        e2     | m1     | favorable | Oui.
        e2     | m1     | contraire | Pas toujours.
        e3     | m1     | contraire | Non.
        e4     |        |           |
        e5     |        |           | La fanfare du samedi.
    """)  # fmt: skip

    found = tally(collected, "m1")
    assert [] == faults(collected)
    assert (("contrary", "qualified", "favourable"), (1, 1, 1)) == (found.codes, found.counts)
    assert (3, 5, 5) == (found.n, found.records, found.texts)
    assert 0 == tally(collected, "m2").n
    unexpected = collected.answers.take(collected.answers.item < 0)
    assert ["La fanfare du samedi."] == [collected.answers.texts[i] for i in unexpected.text.tolist()]


def test_the_same_excerpt_twice_counts_once_and_is_said(filled):
    collected = filled.read(INTERVIEW, MENTIONS, """
        record | marker | tone      | text
        e1     | m1     | favorable | Oui.
        e1     | m1     | favorable | Oui.
    """)  # fmt: skip

    assert ["W246"] == [p.code for p in collected.problems]
    assert 1 == tally(collected, "m1").texts


def test_an_excerpt_without_tone_or_with_a_tone_alone_is_refused_by_row(filled):
    collected = filled.read(INTERVIEW, MENTIONS, """
        record | marker | tone      | text
        e1     | m1     |           | Oui.
        e2     |        | favorable |
    """)  # fmt: skip

    assert [("E270", 2), ("E271", 3)] == [(p.code, p.where.line) for p in collected.problems]


def test_consent_is_no_unless_it_is_said(filled):
    collected = filled.read(INTERVIEW, MENTIONS, """
        record | marker | tone      | text | consent
        e1     | m1     | favorable | a    | oui
        e2     | m1     | favorable | b    |
        e3     | m1     | favorable | c    | Avec mon prénom
    """)  # fmt: skip

    assert [1, 0, 2] == collected.answers.records.consent.tolist()


def test_a_grid_asks_its_items_by_role_and_reads_presence_words(filled):
    collected = filled.read(GRID, PRESENCE, """
        record | observer | accueil | paroles.habitants | Prises de parole [Salariés] | note    | present
        r1     | a        | Oui     | 12                | 3                           | Calme.  | 9
        r2     | a        | Non observé |  5            | 0                           |         | 7
        r3     | a        |         |                   |                             |         |
        r4     | a        | pas regardé |               |                             |         |
    """, ", items: [accueil]")  # fmt: skip

    assert [] == faults(collected)
    found = tally(collected, "accueil")
    assert (("not_observed", "observed"), (1, 1), 2) == (found.codes, found.counts, found.n)
    assert {"no_answer": 1, "not_asked": 1} == {str(k): n for k, n in found.missing}
    assert 16 == found.present
    assert ((0.0, 3.0), (1, 1)) == (
        tally(collected, "paroles.salaries").codes,
        tally(collected, "paroles.salaries").counts,
    )


def test_two_observers_who_agree_are_one_answer_and_who_differ_none(filled):
    collected = filled.read(GRID, PRESENCE, """
        record | observer | accueil | paroles.habitants | paroles.salaries | note
        r1     | a        | Oui     | 12                | 3                | Calme.
        r1     | b        | Oui     | 10                |                  | Vif.
        r2     | a        | Non     | 4                 | 1                |
    """, ", items: [accueil]")  # fmt: skip

    assert ["W257", "W270"] == [p.code for p in collected.problems]
    (difference,) = collected.differences
    assert ("outil", "r1", "paroles.habitants", "10, 12") == (
        difference.instrument, difference.record, difference.item, difference.answers,
    )  # fmt: skip
    assert (1, 1) == tally(collected, "accueil").counts
    assert ((4.0, 10.0, 12.0), (1, 0, 0)) == (
        tally(collected, "paroles.habitants").codes, tally(collected, "paroles.habitants").counts,
    )  # fmt: skip
    assert 2 == tally(collected, "paroles.salaries").n
    assert 2 == tally(collected, "note").texts


def test_the_same_observer_twice_with_other_answers_is_refused(filled):
    collected = filled.read(GRID, PRESENCE, """
        record | observer | accueil | paroles.habitants | paroles.salaries | note
        r1     | a        | Oui     | 12                | 3                | Calme.
        r1     | a        | Non     | 12                | 3                | Calme.
    """, ", items: [accueil]")  # fmt: skip

    assert ["E244"] == faults(collected)


def test_two_numbers_of_people_are_noted_and_the_smaller_counts(filled):
    collected = filled.read(GRID, PRESENCE, """
        record | observer | accueil | paroles.habitants | paroles.salaries | note | present
        r1     | a        | Oui     | 1                 | 3                |      | 12
        r1     | b        | Oui     | 1                 | 3                |      | 9
    """, ", items: [accueil]")  # fmt: skip

    assert ["W252"] == [p.code for p in collected.problems]
    assert 9 == tally(collected, "accueil").present
