from __future__ import annotations

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.remembering import project_of, remember
from evalkit.testing import project

__all__ = ["project"]

LABELS = "N°;Vous êtes;Le;Je reçois de l’aide;Je rencontre du monde;Heures données\n"
HELP = "Je reçois de l’aide"
"""A heading as it stands in the file."""


@pytest.fixture
def answers(project):
    """The answers, under labels in place of ids."""
    file = project / "data" / "2026" / "avis" / "reponses.csv"
    rows = file.read_text(encoding="utf-8").split("\n", 1)[1]
    file.write_text(LABELS + rows, encoding="utf-8")
    return file


def kept(file, change=lambda text: text):
    """What the instrument's file says once the columns of *file* were kept in a changed copy of it."""
    instrument = project_of(file) / "instruments" / "avis.yaml"
    instrument.write_bytes(change(instrument.read_bytes().decode()).encode())
    remember(open_evaluation(project_of(file)), file)
    return instrument.read_bytes().decode()


def test_headings_are_kept_and_other_lines_stay(answers):
    before = (project_of(answers) / "instruments" / "avis.yaml").read_text(encoding="utf-8")
    assert before + (f"columns:\n  q1: {HELP}\n  q2: Je rencontre du monde\n  q3: Heures données\n") == kept(answers)


def test_what_is_kept_is_found_when_a_label_changes(answers):
    text = kept(answers)
    for old, new in (
        ("label: Je reçois de l’aide", "label: On m’aide"),
        ("label: Heures données", "label: Temps donné"),
    ):
        text = text.replace(old, new)
    (project_of(answers) / "instruments" / "avis.yaml").write_text(text, encoding="utf-8")
    assert 24 == len(open_evaluation(project_of(answers)).answers("2026").records)


def test_the_second_time_changes_nothing(answers):
    once = kept(answers)
    assert once == kept(answers)


def test_a_heading_joins_those_that_stand_there_and_comments_stay(answers):
    text = kept(answers, lambda text: text + "columns:\n  q1: Ancien titre  # en 2025\n  # fin\n")
    assert text.endswith(
        f"columns:\n  q1: [Ancien titre, {HELP}]  # en 2025\n"
        "  q2: Je rencontre du monde\n  q3: Heures données\n  # fin\n"
    )


def test_braces_are_added_to_in_braces(answers):
    text = kept(answers, lambda text: text + "columns: {q1: Ancien titre}\n")
    assert text.endswith(f"columns: {{q1: [Ancien titre, {HELP}], q2: Je rencontre du monde, q3: Heures données}}\n")


def test_a_list_in_lines_is_written_in_brackets(answers):
    text = kept(answers, lambda text: text + "columns:\n  q1:\n    - Ancien titre\n    - Autre titre\n")
    assert f"q1:\n    [Ancien titre, Autre titre, {HELP}]\n  q2: Je rencontre du monde\n" in text


def test_line_ends_of_windows_stay(answers):
    text = kept(answers, lambda text: text.replace("\n", "\r\n"))
    assert text.count("\r\n") == text.count("\n")
    assert "columns:\r\n  q1: Je reçois" in text


def test_headings_that_yaml_would_misread_are_quoted(answers):
    file = answers
    file.write_text(file.read_text(encoding="utf-8").replace("Je reçois de l’aide", "q1: oui # non"), encoding="utf-8")
    instrument = project_of(file) / "instruments" / "avis.yaml"
    text = instrument.read_text(encoding="utf-8")
    instrument.write_text(text.replace("{id: q1, ", '{id: q1, also: ["q1: oui # non"], '), encoding="utf-8")
    assert 'q1: "q1: oui # non"\n' in kept(file)


def test_a_file_that_lies_elsewhere_is_refused(answers, tmp_path):
    astray = tmp_path / "reponses.csv"
    astray.write_bytes(answers.read_bytes())
    with pytest.raises(ProblemsFound) as found:
        project_of(astray)
    assert ["E473"] == [problem.code for problem in found.value.problems]
    other = project_of(answers) / "data" / "2026" / "autre" / "reponses.csv"
    other.parent.mkdir()
    other.write_bytes(answers.read_bytes())
    with pytest.raises(ProblemsFound) as found:
        remember(open_evaluation(project_of(other)), other)
    assert ["E473"] == [problem.code for problem in found.value.problems]


def test_what_cannot_be_added_to_without_risk_is_left_alone(answers):
    instrument = project_of(answers) / "instruments" / "avis.yaml"
    text = instrument.read_text(encoding="utf-8") + "columns:\n"
    instrument.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        remember(open_evaluation(project_of(answers)), answers)
    assert "E474" in [problem.code for problem in found.value.problems]
    assert text == instrument.read_text(encoding="utf-8")
