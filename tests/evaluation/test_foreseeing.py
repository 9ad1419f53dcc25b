from __future__ import annotations

import pytest

from evalkit import open_evaluation
from evalkit.evaluation.foreseeing import Planned, foresee
from evalkit.scaffold.asking import StructureOptions
from evalkit.scaffold.structure import new_evaluation
from evalkit.scaffold.waves import open_wave


@pytest.fixture
def folder(tmp_path):
    new_evaluation(StructureOptions(name="Exemple", year="2026", criteria="1", groups="A;B;C"), tmp_path / "made")
    return tmp_path / "made"


def answered(folder, wave="2026", **groups):
    rows = [f"{name}{n};{name}" for name, number in groups.items() for n in range(number)]
    file = folder / "data" / wave / "questionnaire" / "r.csv"
    heads = "N°;Groupe;" + ";".join(
        item.id for item in open_evaluation(folder).evaluation.instrument("questionnaire").items
    )
    empty = ";" * (heads.count(";") - 1)
    file.write_text("\n".join((heads, *(row + empty for row in rows))) + "\n", encoding="utf-8")


def thin(folder, wave="2026"):
    return [(one.dimension, dict(one.segments)) for one in foresee(open_evaluation(folder), wave).thin]


def test_before_anything_is_collected_the_plan_is_known_and_no_number(folder):
    file = folder / "framework.yaml"
    text = file.read_text(encoding="utf-8")
    cut = text.index("evidence:", text.index("id: place-trouvee"))
    file.write_text(text[:cut] + "evidence: []\n", encoding="utf-8")
    foreseen = foresee(open_evaluation(folder), "2026")
    planned = Planned(
        criterion="liens",
        label="Des liens entre les personnes",
        markers=4,
        several=3,
        one=0,
        nobody=("place-trouvee",),
    )
    assert (planned,) == foreseen.plan
    assert ("", ()) == (foreseen.wave, foreseen.thin)


def test_segments_under_the_floor_are_named_with_what_keeps_them_hidden(folder):
    answered(folder, a=30, b=12, c=4)
    assert [("group", {"b": 12, "c": 4})] == thin(folder)
    answered(folder, a=30, b=12, c=11)
    assert [] == thin(folder)


def test_an_instrument_under_the_floor_is_told_as_a_whole(folder):
    answered(folder, a=6, b=4)
    assert [("", {"": 10})] == thin(folder)


def test_a_wave_without_answers_takes_the_numbers_of_the_one_before(folder):
    answered(folder, a=30, b=12, c=4)
    open_wave(folder, "2028")
    assert "2026" == foresee(open_evaluation(folder), "2028").wave
    answered(folder, "2028", a=30, b=12, c=12)
    assert "2028" == foresee(open_evaluation(folder), "2028").wave
    assert [] == thin(folder, "2028")
