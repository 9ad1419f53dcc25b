"""Raw answers go once their time is past, and only then; results stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.clearing import propose
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.purging import Purged, purge
from evalkit.evaluation.running import run
from evalkit.languages import language
from tests.evaluation.small import HEADING, answer, small_project

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


def test_a_purge_that_is_cut_short_is_a_purge_and_can_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small_project(tmp_path, retention="2031-12-31")
    first = answer(project)
    last = first.with_name("z.csv")
    last.write_text(HEADING + "\nautre;Habitants;Oui;Oui;;oui\n", encoding="utf-8")
    run(open_evaluation(project))
    evaluation = open_evaluation(project).evaluation
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == last:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", held)
        with pytest.raises(ProblemsFound) as found:
            purge(evaluation, PAST)
    assert [("E257", "data/2026/avis/z.csv")] == [(p.code, p.where.path) for p in found.value.problems if p.where]
    assert (False, True) == (first.exists(), last.exists())
    with pytest.raises(ProblemsFound) as found:
        run(open_evaluation(project), "2026")
    assert ["E255"] == [problem.code for problem in found.value.problems]
    assert (Purged(wave="2026", files=1),) == purge(evaluation, PAST)
    assert not last.exists()


def test_texts_that_nobody_cleared_are_named_and_an_unknown_wave_too(tmp_path: Path) -> None:
    project = small_project(tmp_path, retention="2031-12-31", more="quotes: verbatims.yaml")
    (project / "verbatims.yaml").write_text("[]\n", encoding="utf-8")
    answer(project, text="J’ose venir")
    opened = open_evaluation(project)
    assert 1 == propose(opened.evaluation, opened.answers("2026"), language("fr"))
    run(open_evaluation(project))
    evaluation = open_evaluation(project).evaluation
    with pytest.raises(ProblemsFound) as found:
        purge(evaluation, PAST, "2099")
    assert ["E251"] == [problem.code for problem in found.value.problems]
    [done] = purge(evaluation, PAST)
    [note] = done.notes(evaluation)
    assert ("W255", "verbatims.yaml") == (note.code, note.where.path if note.where else "")


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
