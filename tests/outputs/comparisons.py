"""Comparisons for tests of the department's outputs: three structures, five workbooks, one masked, one refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import evolve

from evalkit import Comparison, Privacy, Problem, Published, Text, compare, say
from evalkit.comparison.comparing import Refusal
from evalkit.core.evaluation import Figure
from evalkit.core.framework import Extent
from evalkit.outputs import comparison as outputs
from tests.comparison.structures import CORE, NO, YES, structure

HOSTILE = "</style><script>alert(1)</script>\"' onload=alert(2) {{ 7*7 }} ${8*8} =1+1"
ADHERENTS = Text("Adhérents")


def figure(value: str | float) -> Figure:
    return Figure(id="adherents", label=ADHERENTS, value=value, unit=Text("personnes"), source=Text("AG"))


@cache
def members() -> tuple[Published, ...]:
    """Iris, Lilas, Rose in two waves, and Violette, whose answers are all masked."""
    lowered = Privacy(published=8, reason=Text("Réunis le 3 mai, les habitants ont accepté huit."))
    return (
        structure("rose", {"lien": NO, "pouvoir": NO}, wave="2024", simulated=True),
        structure("rose", {"lien": YES, "pouvoir": NO}, wave="2026", simulated=True),
        structure("iris", {"lien": "half", "pouvoir": YES}, figures=[figure(1120)], privacy=lowered),
        structure("lilas", {"lien": "half"}, extent=Extent.PARTIAL, figures=[figure("environ cent")]),
        structure("violette", {"lien": YES, "pouvoir": YES}, n=7),
    )


@cache
def comparison(lang: str = "fr") -> Comparison:
    """The usual comparison, with one workbook refused."""
    problem = Problem("E435", say("Des chiffres sont impossibles."), hint=say("Redemandez-le."))
    return compare(members(), CORE, lang=lang, refused=[Refusal(file="pivoine.xlsx", problem=problem)])


@cache
def hostile() -> Comparison:
    """A comparison whose names and words are hostile."""
    named = evolve(CORE, label=Text(HOSTILE), dimensions=(evolve(CORE.dimensions[0], label=Text(HOSTILE)),))
    return compare([structure("rose", {"lien": YES}, label=HOSTILE), members()[2]], named)


@cache
def crowd() -> Comparison:
    """More workbooks than the page shows whole."""
    one = members()[3]
    table = one["about"]

    def named(number: int) -> Published:
        rows = tuple(
            (key, label, f"{value}-{number:03}" if key in ("structure", "structure_name") else value)
            for key, label, value in table.rows
        )
        return evolve(one, tables_by_name={**one.tables_by_name, "about": evolve(table, rows=rows)})

    return compare([named(number) for number in range(160)], CORE)


def page(found: Comparison, lang: str = "fr") -> str:
    ((_, data),) = outputs.Comparison().write(found, Path("ailleurs"), lang).items()
    return data.decode()


def workbook(found: Comparison, lang: str = "fr") -> bytes:
    ((_, data),) = outputs.ComparisonWorkbook().write(found, Path("ailleurs"), lang).items()
    return data
