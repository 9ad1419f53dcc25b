from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import call
from tests.evaluation.small import answer, small_project


def said(project: Path) -> str:
    done = call("quotes", project)
    assert 0 == done.exit_code
    return done.stdout


def test_a_proposal_says_how_a_text_is_cleared_and_the_next_why_there_is_none(tmp_path: Path) -> None:
    project = small_project(tmp_path, more="quotes: quotes.yaml")
    (project / "quotes.yaml").write_text("", encoding="utf-8")
    answer(project, text="Merci : j’ose venir")
    assert "1 texte ajouté à quotes.yaml, à relire.\nUne parole s’imprime quand" in said(project)
    assert "a déjà sa décision, ou il n’y en a aucun." in said(project)


@pytest.mark.parametrize("consent", ["oui", "non"])
def test_a_simulated_wave_says_that_it_is_never_quoted(tmp_path: Path, consent: str) -> None:
    project = small_project(tmp_path, simulated=True)
    answer(project, text="Merci", consent=consent)
    assert "simulées : leurs textes ne sont jamais cités." in said(project)
