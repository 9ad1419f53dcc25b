from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter

from evalkit import ProblemsFound, open_evaluation
from evalkit.scaffold.asking import StructureOptions
from evalkit.scaffold.structure import new_evaluation

HEADS = (
    "Référentiel", "Version", "Id critère", "Critère", "Source du critère", "Id indicateur", "Indicateur",
    "Source de l’indicateur", "Id marqueur", "Marqueur", "Source", "Provisoire", "Dimension", "Étendue", "Raison",
    "Outil", "Items", "Jonction", "Lecture", "Seuil", "Réponses favorables", "Effectif minimum", "Moment",
)  # fmt: skip
SHORT = ("Critère", "Indicateur", "Marqueur", "Outil", "Items", "Lecture", "Seuil", "Réponses favorables")


@pytest.fixture
def folder(tmp_path):
    new_evaluation(StructureOptions(name="Exemple", year="2026", demo=True, criteria="2"), tmp_path / "made")
    return tmp_path / "made"


def rows_of(framework):
    """The tree as a table: one row for each evidence link, a node's own cells on its first row only."""
    yield HEADS
    for criterion in framework.criteria:
        first = [framework.id, framework.version, criterion.id, criterion.label, criterion.source]
        for indicator in criterion.indicators:
            second = [indicator.id, indicator.label, indicator.source]
            for marker in indicator.markers:
                mapping = marker.maps_to
                third = [marker.id, marker.label, marker.source, "oui" if marker.provisional else "non"]
                third += [mapping.dimension, str(mapping.extent), mapping.reason] if mapping else ["", "", ""]
                for evidence in marker.evidence:
                    scorer = evidence.scorer
                    yield [
                        *first, *second, *third, evidence.instrument, "; ".join(evidence.items), str(evidence.join),
                        scorer.name, getattr(scorer.scorer, "attested_from", ""),
                        ", ".join(getattr(scorer.scorer, "agree", ())), scorer.min_n if scorer.min_n > 1 else "",
                        scorer.phase,
                    ]  # fmt: skip
                    first, second, third = [""] * 5, [""] * 3, [""] * 7


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Arbre")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.add_worksheet("Notes").write(0, 0, "à garder")
    return data.getvalue()


def taking(folder, name, data):
    """The project with this framework in place of its own."""
    (folder / name).write_bytes(data)
    file = folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8").replace("framework: framework.yaml", f"framework: {name}")
    file.write_text(text, encoding="utf-8")
    return folder


def faults(folder):
    with pytest.raises(ProblemsFound) as caught:
        open_evaluation(folder)
    return {(p.code, p.where.cell): p for p in caught.value.problems if not p.is_note}


@pytest.mark.parametrize(("ending", "written"), [("csv", as_csv), ("xlsx", as_xlsx)])
def test_a_spreadsheet_says_the_same_tree_as_yaml_and_gives_the_same_results(folder, ending, written):
    opened = open_evaluation(folder)
    before = opened.publish("2026")
    table = written(list(rows_of(opened.evaluation.framework)))
    after = open_evaluation(taking(folder, f"framework.{ending}", table))
    framework = after.evaluation.framework
    assert [placed.marker for placed in opened.evaluation.framework.placed()] == [p.marker for p in framework.placed()]
    assert opened.evaluation.framework == framework
    assert before == after.publish("2026")


def test_an_ods_from_an_office_suite_reads_alike(folder, libreoffice):
    framework = open_evaluation(folder).evaluation.framework
    taking(folder, "framework.xlsx", as_xlsx(list(rows_of(framework))))
    libreoffice.convert(folder / "framework.xlsx", "ods", folder)
    (folder / "framework.xlsx").unlink()
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8").replace("framework.xlsx", "framework.ods")
    (folder / "evaluation.yaml").write_text(text, encoding="utf-8")
    assert framework == open_evaluation(folder).evaluation.framework


def test_without_a_word_the_one_framework_that_there_is_is_taken(folder):
    framework = open_evaluation(folder).evaluation.framework
    taking(folder, "framework.csv", as_csv(list(rows_of(framework))))
    file = folder / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("framework: framework.csv\n", ""), encoding="utf-8")
    assert {("E124", "")} == set(faults(folder))
    (folder / "framework.yaml").unlink()
    assert framework == open_evaluation(folder).evaluation.framework


def test_ids_are_made_from_labels_and_said_once(folder):
    rows = [
        SHORT,
        ("Se lier", "Des liens", "Des voisins se parlent", "fleur", "", "stages", "3", ""),
        ("", "", "Des voisins se parlent !", "fleur", "", "stages", "3", ""),
        ("Décider", "Des liens", "Une décision est prise", "questionnaire", "venue", "share", "0,5", "accueil"),
        ("", "", "", "fleur", "", "shift", "", ""),
    ]
    opened = open_evaluation(taking(folder, "framework.csv", as_csv(rows)))
    framework = opened.evaluation.framework
    assert "framework" == framework.id
    assert [
        "se-lier", "des-liens", "des-voisins-se-parlent", "des-voisins-se-parlent-2", "decider", "des-liens-2",
        "une-decision-est-prise",
    ] == list(framework.nodes)  # fmt: skip
    (decided,) = framework.criteria[1].markers
    assert ["share", "shift"] == [evidence.scorer.name for evidence in decided.evidence]
    (note,) = [note for note in opened.notes if note.code == "W107"]
    assert 7 == note.message.n
    assert "A2" == note.where.cell


def test_every_fault_is_found_at_its_cell(folder):
    rows = [
        (*SHORT, "Id marqueur", "Lecture.attested_fron"),
        ("", "Seul", "Un marqueur sans critère", "", "", "", "", "", "", ""),
        ("C", "I", "Bon", "questionaire", "frequence", "share", "0,5", "semaine", "bon", ""),
        ("", "", "", "questionnaire", "frequense", "share", "0,5", "semaine", "", ""),
        ("", "", "", "questionnaire", "frequence", "chare", "0,5", "semaine", "", ""),
        ("", "", "", "questionnaire", "frequence", "share", "beaucoup", "semaine", "", ""),
        ("", "", "", "questionnaire", "frequence", "share", "2", "semaine", "", ""),
        ("", "", "", "questionnaire", "frequence", "share", "", "semaine", "", "1"),
        ("", "", "Autre", "fleur", "", "", "", "", "bon", ""),
        ("", "", "Pas bon", "fleur", "", "stages", "3", "", "été", ""),
        ("D", "", "Sans indicateur", "fleur", "", "stages", "3", "", "x", ""),
    ]
    found = faults(taking(folder, "framework.csv", as_csv(rows)))
    assert {
        ("E107", "A2"),  # no criterion
        ("E113", "D3"),  # no such instrument
        ("E113", "E4"),  # no such item
        ("E114", "F5"),  # no such scorer
        ("E108", "G6"),  # no number
        ("E109", "G7"),  # above 1
        ("E106", "J8"),  # no such option
        ("E122", "C9"),  # one id, two labels
        ("E111", "I10"),  # no id
        ("E107", "B11"),  # no indicator
    } <= set(found)
    assert "questionnaire" in str(found["E113", "D3"].hint)
    assert {"framework.csv"} == {problem.where.path for problem in found.values()}


def test_a_fault_in_a_workbook_names_its_sheet(folder):
    rows = [SHORT, ("C", "I", "M", "fleur", "", "stagez", 3, "")]
    found = faults(taking(folder, "framework.xlsx", as_xlsx(rows)))
    assert "Arbre" == found["E114", "F2"].where.sheet


def test_a_table_without_markers_is_refused(folder):
    assert {("E123", "")} == set(faults(taking(folder, "framework.csv", b"a;b\n1;2\n")))
    assert {("E107", "A1")} == set(faults(taking(folder, "framework.csv", as_csv([SHORT]))))


def test_what_is_not_read_is_said(folder):
    rows = [(*SHORT, "Remarques", "Indicateurr"), ("C", "I", "M", "fleur", "", "stages", "3", "", "x", "")]
    opened = open_evaluation(taking(folder, "framework.xlsx", as_xlsx(rows)))
    notes = {note.where.cell: note for note in opened.notes if note.code == "W106"}
    assert {"", "I1", "J1"} == set(notes)
    assert "indicateur" in str(notes["J1"].hint)


def test_nodes_are_provisional_where_all_in_them_is(folder):
    rows = [
        ("Critère", "Indicateur", "Marqueur", "Provisoire"),
        ("C", "I", "M1", "oui"),
        ("", "", "M2", "oui"),
        ("", "J", "M3", "non"),
    ]
    framework = open_evaluation(taking(folder, "framework.csv", as_csv(rows))).evaluation.framework
    assert {"c": False, "i": True, "m1": True, "m2": True, "j": False, "m3": False} == {
        name: node.provisional for name, node in framework.nodes.items()
    }
