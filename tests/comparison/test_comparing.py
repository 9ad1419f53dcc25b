"""Structures side by side: the order given changes nothing, nothing is ranked or summed, refusals say why."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from attrs import evolve

from evalkit.comparison.comparing import Refusal, compare
from evalkit.comparison.tables import TABLES
from evalkit.core.evaluation import Figure
from evalkit.core.framework import Extent
from evalkit.core.message import say
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.text import Text
from tests.comparison.structures import CORE, NO, YES, structure

ROSE = structure("rose", {"lien": YES, "pouvoir": NO, "terre": None})
IRIS = structure(
    "iris",
    {"lien": "half", "pouvoir": YES},
    figures=[Figure(id="adherents", label=Text("Adhérents"), value=120, unit=Text("personnes"), source=Text("AG"))],
)
LILAS = structure("lilas", {"lien": "half"}, extent=Extent.PARTIAL)


def by_key(name: str, *columns: str, found: object) -> dict[tuple[object, ...], dict[str, object]]:
    rows = found[name].records()  # type: ignore[index]
    return {tuple(row[c] for c in columns): row for row in rows}


def test_the_order_given_changes_nothing() -> None:
    every = [compare(order, CORE) for order in permutations([ROSE, IRIS, LILAS])]
    assert all(every[0] == other for other in every)
    assert ["iris", "lilas", "rose"] == list(every[0]["structures"].column("structure"))


def test_the_core_may_be_the_file_that_holds_it(tmp_path) -> None:
    file = tmp_path / "socle.yaml"
    dimensions = "\n".join(f"  - {{id: {d.id}, label: {d.label.to('fr')}}}" for d in CORE.dimensions)
    context = ", ".join(CORE.context)
    file.write_text(
        f"id: {CORE.id}\nversion: {CORE.version}\nsource: {CORE.source.to('fr')}\ndimensions:\n{dimensions}\n"
        f"context: [{context}]\n",
        encoding="utf-8",
    )
    given = [structure("iris", {"lien": YES}), structure("rose", {"lien": NO})]
    assert compare(given, CORE) == compare(given, file) == compare(given, str(file))
    file.write_text("id: [\n", encoding="utf-8")
    with pytest.raises(ProblemsFound):
        compare(given, file)


def test_the_core_may_say_the_order() -> None:
    found = compare([IRIS, LILAS, ROSE], evolve(CORE, structures=("rose", "lilas")))
    assert ["rose", "lilas", "iris"] == list(found["structures"].column("structure"))


def test_counts_are_each_structures_own() -> None:
    found = compare([ROSE, IRIS, LILAS], CORE)
    rows = by_key("dimensions", "dimension", "structure", found=found)
    lien = rows["lien", "rose"]
    assert ("full", 1, 1, 1, 0) == tuple(lien[c] for c in ("extent", "markers", "informed", "attested", "contested"))
    assert ("partial", 1, 0, 1) == tuple(
        rows["lien", "lilas"][c] for c in ("extent", "informed", "attested", "contested")
    )
    assert ("none", 0, 0) == tuple(rows["terre", "iris"][c] for c in ("extent", "markers", "informed"))
    assert (1, 0, 1) == tuple(rows["terre", "rose"][c] for c in ("markers", "informed", "not_looked_for"))
    assert "questionnaire" == lien["kinds"]
    assert "quest=40" == lien["instruments"]


def test_says_who_looked_what_is_contested_and_where_nobody_looks() -> None:
    found = compare([ROSE, IRIS, LILAS], CORE)
    looked = by_key("looked", "dimension", found=found)
    assert (3, 3, 3) == tuple(looked["lien",][c] for c in ("looked", "mapped", "structures"))
    assert (0, 1, 3) == tuple(looked["terre",][c] for c in ("looked", "mapped", "structures"))
    assert [("lien", 2, "Iris; Lilas")] == [
        (r["dimension"], r["structures"], r["names"]) for r in found["contested"].records()
    ]
    assert ["terre"] == list(found["unlooked"].column("dimension"))


def test_context_is_asked_of_all_and_its_absence_is_seen() -> None:
    rows = by_key("context", "structure", "id", found=compare([ROSE, IRIS], CORE))
    assert (120, "yes") == tuple(rows["iris", "adherents"][c] for c in ("value", "asked"))
    assert (None, "yes") == tuple(rows["rose", "adherents"][c] for c in ("value", "asked"))


def test_findings_come_with_what_qualifies_them() -> None:
    found = compare([ROSE], CORE)
    parts = [(row["dimension"], row["part"]) for row in found["findings"].records()]
    assert [("lien", part) for part in ("claim", "example", "quote", "qualification")] == parts


def test_two_waves_of_a_structure_are_before_and_after() -> None:
    later = structure("rose", {"lien": NO, "pouvoir": NO, "terre": YES}, wave="2028")
    changes = by_key("changes", "marker", found=compare([later, ROSE], CORE))
    assert ("minus", "attested", "not_attested") == tuple(changes["m-lien",][c] for c in ("change", "before", "after"))
    assert "equal" == changes["m-pouvoir",]["change"]
    assert ("not_comparable", "nothing_said") == tuple(changes["m-terre",][c] for c in ("change", "why"))


def test_nothing_is_compared_with_another_wording_or_too_few() -> None:
    few = structure("rose", {"lien": YES}, wave="2028", n=29)
    assert "under_30" == compare([ROSE, few], CORE)["changes"].records()[0]["why"]
    other = structure("rose", {"lien": YES}, wave="2028", label="Autrement dit")
    assert "marker_wording" == compare([ROSE, other], CORE)["changes"].records()[0]["why"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([ROSE, structure("rose", {"lien": NO})], "E430"),
        ([structure("autre", {"lien": YES}, core=evolve(CORE, id="ailleurs"))], "E431"),
        ([structure("seul", {"lien": YES}, core=None)], "E431"),
        ([structure("chez-soi", {"lien": YES}, profile="internal")], "E432"),
    ],
)
def test_refuses_what_cannot_stand_side_by_side(wrong: list[object], code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        compare(wrong, CORE)  # type: ignore[arg-type]
    assert [code] == [problem.code for problem in found.value.problems]
    assert all(problem.hint is not None for problem in found.value.problems)


def test_the_refused_are_listed() -> None:
    refusal = Refusal(file="b.xlsx", problem=Problem("E435", say("Abîmé."), hint=say("Redemandez-le.")))
    rows = compare([ROSE], CORE, refused=[refusal])["refused"].records()
    assert [{"file": "b.xlsx", "code": "E435", "message": "Abîmé. Redemandez-le."}] == rows


def test_no_table_ranks_averages_or_sums_structures() -> None:
    found = compare([ROSE, IRIS, LILAS], CORE)
    words = re.compile(r"rank|\brang\b|\bmean\b|moyenne|score|total|sum|somme|league|classement", re.IGNORECASE)
    for name, table in found.tables_by_name.items():
        ids = {field.id for field in table.fields}
        assert not any(words.search(field.id) or words.search(field.label) for field in table.fields)
        if ids & {"attested", "informed", "status", "k", "n"}:
            assert "structure" in ids, name
    assert set(TABLES) == set(found.tables_by_name)
    order = ["iris", "lilas", "rose"]
    for dimension in ("lien", "pouvoir", "terre"):
        rows = [r["structure"] for r in found["dimensions"].records() if r["dimension"] == dimension]
        assert order == rows
