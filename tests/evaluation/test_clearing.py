"""From a text to a quote: allowed by its author, read again by a person, printed as she wrote it down."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.clearing import propose
from evalkit.evaluation.opened import open_evaluation
from evalkit.languages import language
from tests.evaluation.small import answer, small_project

TEXT = "Merci à Léa : j’ose venir"


def proposed(project: Path) -> int:
    opened = open_evaluation(project)
    return propose(opened.evaluation, opened.answers("2026"), language("fr"))


def quotes(project: Path) -> list[object]:
    return [row["text"] for row in open_evaluation(project).publish("2026")["quotes"].records()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    found = small_project(tmp_path, more="quotes: quotes.yaml")
    (found / "quotes.yaml").write_text("# Rien encore.\n[]\n", encoding="utf-8")
    answer(found, text=TEXT)
    return found


def test_texts_wait_in_the_file_that_the_evaluation_names(tmp_path: Path) -> None:
    found = small_project(tmp_path, more="quotes: verbatims.yaml")
    (found / "verbatims.yaml").write_text("[]\n", encoding="utf-8")
    answer(found, text=TEXT)
    assert [1, 0] == [proposed(found), proposed(found)]
    assert TEXT in (found / "verbatims.yaml").read_text(encoding="utf-8")
    assert not (found / "quotes.yaml").exists()


def test_a_text_waits_until_a_person_says_yes(project: Path) -> None:
    assert 1 == proposed(project)
    written = (project / "quotes.yaml").read_text(encoding="utf-8")
    assert written.startswith("# Rien encore.\n")
    assert "nom ou prénom ? « Léa »" in written
    assert [] == quotes(project)
    (project / "quotes.yaml").write_text(
        written.replace("cleared: no", "cleared: yes").replace("Merci à Léa :", "Merci :"), encoding="utf-8"
    )
    assert ["Merci : j’ose venir"] == quotes(project)
    assert 0 == proposed(project)


def test_a_text_that_changed_is_another_text(project: Path) -> None:
    proposed(project)
    path = project / "quotes.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("cleared: no", "cleared: yes"), encoding="utf-8")
    answer(project, text=TEXT + " !")
    assert [] == quotes(project)
    assert 1 == proposed(project)


def test_without_consent_nothing_is_proposed(project: Path) -> None:
    answer(project, text=TEXT, consent="non")
    assert 0 == proposed(project)
    answer(project, text=TEXT, consent="")
    assert 0 == proposed(project)


def test_a_simulated_text_is_never_proposed(tmp_path: Path) -> None:
    project = small_project(tmp_path, simulated=True, more="quotes: quotes.yaml")
    (project / "quotes.yaml").write_text("", encoding="utf-8")
    answer(project, text=TEXT)
    assert 0 == proposed(project)


def test_a_list_between_brackets_is_left_alone(project: Path) -> None:
    entry = "[{instrument: avis, record: '9', item: recit, hash: abc, cleared: no, text: x}]\n"
    (project / "quotes.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        proposed(project)
    assert ["E256"] == [problem.code for problem in found.value.problems]
    assert entry == (project / "quotes.yaml").read_text(encoding="utf-8")


def test_a_cleared_text_that_still_names_somebody_is_noted(project: Path) -> None:
    decision = "- {instrument: avis, record: '1', item: recit, hash: '0', cleared: %s, text: '%s'}\n"
    for cleared, text, expected in (
        ("yes", "Merci à Madame Dupont", ["W256"]),
        ("yes", "Appelez le 06 39 98 12 34", ["W256"]),
        ("yes", "La Caf nous aide", []),
        ("yes", "Merci à [une voisine]", []),
        ("no", "Merci à Madame Dupont", []),
    ):
        (project / "quotes.yaml").write_text(decision % (cleared, text), encoding="utf-8")
        assert expected == [note.code for note in open_evaluation(project).notes if note.where.path == "quotes.yaml"]
