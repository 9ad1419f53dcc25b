"""From a node of the tree down to the rows behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.evaluation.explaining import Explanation, explain
from evalkit.evaluation.opened import open_evaluation
from evalkit.languages import language
from tests.evaluation.small import answer, small_project


def explained(project: Path, node: str) -> Explanation:
    opened = open_evaluation(project)
    return explain(opened.worded("2026"), opened.answers("2026"), node, language("fr"))


def test_a_marker_leads_to_its_rows(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project, text="un secret")
    found = explained(project, "voisins")
    (marker,) = found.markers
    (reading,) = marker.readings
    assert ("marker", "attested", "common") == (found.level, marker.status, marker.rule)
    assert (30, 40, 40, (("oui", 30), ("non", 10))) == (reading.k, reading.n, reading.records, reading.counts)
    assert 40 == len(reading.rows)
    first = reading.rows[0]
    assert ("data/2026/avis/avis.csv", 2, "oui") == (first.where.path, first.where.line, first.answer)
    assert {"habitants": "attested", "salaries": "attested"} == dict(marker.groups)


def test_words_are_not_repeated(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project, text="un secret")
    told = json.dumps(explained(project, "recits").to_json(), ensure_ascii=False)
    assert "un secret" not in told
    assert '"answer": "text"' in told


@pytest.mark.parametrize(("node", "level"), [("lien", "criterion"), ("rencontres", "indicator")])
def test_a_node_above_explains_all_its_markers(tmp_path: Path, node: str, level: str) -> None:
    project = small_project(tmp_path)
    answer(project)
    found = explained(project, node)
    assert (level, ["voisins", "aide", "recits"]) == (found.level, [marker.id for marker in found.markers])


def test_a_masked_reading_says_so(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project, n=10, yes=10)
    (reading,) = explained(project, "voisins").markers[0].readings
    assert (True, "masked", None, 10) == (reading.masked, reading.status, reading.k, reading.n)


def test_an_unknown_node_names_the_nearest(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project)
    with pytest.raises(ProblemsFound) as found:
        explained(project, "voisin")
    assert ["E250"] == [problem.code for problem in found.value.problems]
    assert "voisins" in str(found.value.problems[0].hint)


def test_an_instrument_that_speaks_alone_is_not_said_to_agree(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project)
    (marker,) = explained(project, "voisins").markers
    assert ("common", "Un seul outil se prononce.") == (marker.rule, marker.sentence)
