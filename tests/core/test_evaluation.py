"""What a structure declared is found by its id."""

from __future__ import annotations

import pytest
from attrs import evolve

from evalkit.core.evaluation import Named
from evalkit.core.problems import Location
from evalkit.core.text import Text
from tests.core.building import evaluation, instrument, link, scale, tree

EVALUATION = evaluation(tree({"m1": [link("quest", "q")]}), instrument("quest", scale("q")), groups="a b", actions="j")


def test_a_group_goes_by_all_its_names() -> None:
    assert ("hab", "Habitants", "Residents", "usagers") == Named(
        id="hab", label=Text({"fr": "Habitants", "en": "Residents"}), also=("usagers", "hab")
    ).names


def test_found_by_id() -> None:
    assert "quest" == EVALUATION.instrument("quest").id
    assert "2026" == EVALUATION.wave("2026").id
    assert [["a", "b"], ["n", "s"], ["j"]] == [
        [part.id for part in EVALUATION.segments(dimension)] for dimension in ("group", "site", "action")
    ]


def test_a_key_has_its_place_and_a_missing_one_the_file() -> None:
    whole, waves = (Location(path="evaluation.yaml", line=line, column=1) for line in (1, 9))
    placed = evolve(EVALUATION, where=whole, places={"waves": waves})
    assert (waves, whole) == (placed.place("waves"), placed.place("privacy"))


@pytest.mark.parametrize("find", [EVALUATION.instrument, EVALUATION.wave, EVALUATION.segments])
def test_what_is_not_declared_is_not_found(find: object) -> None:
    with pytest.raises(KeyError):
        find("other")  # type: ignore[operator]
