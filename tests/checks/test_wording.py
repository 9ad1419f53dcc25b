"""House rules on the wording of markers."""

from __future__ import annotations

import pytest

from evalkit.checks.wording import evalkit_checks
from evalkit.core.evaluation import Evaluation
from evalkit.core.framework import Criterion, Framework, Indicator, Marker
from evalkit.core.text import Text
from tests.core.building import evaluation, instrument, link, scale


def worded(*labels: str) -> Evaluation:
    use = instrument("q", scale("q1"))
    markers = tuple(
        Marker(id=f"m{i}", label=Text(label), evidence=(link("q", "q1"),)) for i, label in enumerate(labels)
    )
    indicator = Indicator(id="i", label=Text("i"), markers=markers)
    tree = Framework(id="f", version="1", criteria=(Criterion(id="c", label=Text("c"), indicators=(indicator,)),))
    return evaluation(tree, use)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Des habitants prennent part aux décisions et proposent des actions", "W151"),
        ("Des habitants viennent et/ou reviennent", "W151"),
        ("Favoriser le lien social", "W152"),
        ("Mieux accueillir les familles", "W152"),
        ("Des habitants " + "très " * 30 + "contents", "W150"),
    ],
)
def test_says_what_a_room_would_stumble_on(label: str, code: str) -> None:
    assert [code] == [problem.code for problem in evalkit_checks(worded(label))]


@pytest.mark.parametrize(
    "label",
    [
        "Des petits et des grands trouvent leur place",
        "Des habitants prennent part aux décisions stratégiques",
        "Hier encore absents, des jeunes viennent",
        "Des parents et des enfants cuisinent ensemble",
    ],
)
def test_leaves_good_markers_alone(label: str) -> None:
    assert [] == list(evalkit_checks(worded(label)))


def test_a_marker_without_evidence_is_noted() -> None:
    tree = worded("Des habitants viennent").framework
    bare = Marker(id="seul", label=Text("Des habitants restent"))
    indicator = Indicator(id="i", label=Text("i"), markers=(bare,))
    found = evaluation(
        Framework(id=tree.id, version="1", criteria=(Criterion(id="c", label=Text("c"), indicators=(indicator,)),)),
        instrument("q", scale("q1")),
    )
    assert ["W153"] == [problem.code for problem in evalkit_checks(found)]


def test_a_crowded_tree_is_noted() -> None:
    assert ["W154"] == [p.code for p in evalkit_checks(worded(*(f"Des habitants viennent {n}" for n in range(21))))]
    one = worded("Des habitants viennent").framework.criteria[0]
    criteria = tuple(Criterion(id=f"c{n}", label=Text("c"), indicators=one.indicators) for n in range(13))
    tree = Framework(id="f", version="1", criteria=criteria)
    assert ["W154"] == [p.code for p in evalkit_checks(evaluation(tree, instrument("q", scale("q1"))))]
