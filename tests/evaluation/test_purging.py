"""Raw answers go once their time is past, and only then; results stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.purging import Purged, purge
from evalkit.evaluation.running import run
from tests.evaluation.small import answer, small_project

LAST = date(2031, 12, 31)
PAST = date(2032, 1, 1)


def refused(project: Path, today: date) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        purge(open_evaluation(project).evaluation, today)
    return [problem.code for problem in found.value.problems]


def test_removes_answers_and_keeps_results_and_wording(tmp_path: Path) -> None:
    project = small_project(tmp_path, retention="2031-12-31")
    path = answer(project)
    wording = path.with_name("instrument.yaml")
    wording.write_bytes((project / "instruments/avis.yaml").read_bytes())
    run(open_evaluation(project))
    results = {p.name: p.read_bytes() for p in sorted((project / "out/2026").iterdir())}
    evaluation = open_evaluation(project).evaluation
    assert (Purged(wave="2026", files=1),) == purge(evaluation, PAST)
    assert (False, True) == (path.exists(), wording.exists())
    assert results == {p.name: p.read_bytes() for p in sorted((project / "out/2026").iterdir())}
    assert () == purge(evaluation, PAST)
    with pytest.raises(ProblemsFound) as found:
        run(open_evaluation(project), "2026")
    assert ["E255"] == [problem.code for problem in found.value.problems]


def test_nothing_goes_before_its_time(tmp_path: Path) -> None:
    project = small_project(tmp_path, retention="2031-12-31")
    path = answer(project)
    run(open_evaluation(project))
    assert ["E253"] == refused(project, LAST)
    assert path.exists()


def test_nothing_goes_without_a_date_or_without_results(tmp_path: Path) -> None:
    bare = small_project(tmp_path / "sans-date")
    assert ["E252"] == refused(bare, PAST)
    project = small_project(tmp_path / "sans-resultats", retention="2031-12-31")
    path = answer(project)
    assert ["E254"] == refused(project, PAST)
    assert path.exists()
