"""A plugin at work in the core: what breaks there, or is no answer, ends as a problem of the plugin, never as a bug."""

from __future__ import annotations

import attrs
import pytest

from evalkit.core.items import Item, ItemType
from evalkit.core.problems import ProblemsFound
from evalkit.core.readings import Tally
from evalkit.core.text import Text
from evalkit.scorers.share import Share
from tests.plugins.test_manager import local

ITEM = Item(id="q", label=Text("q"), type=ItemType.NUMBER)
SCORER = """
from attrs import frozen
from evalkit import Reading, Status, hookimpl

@frozen(kw_only=True)
class Ours:
    "How we read."
    name, types, phase = "ours", (), ""
    least: int = 1

    def problems(self, item):
        return ()

    {decorator}
    def read({first}tally, item):
        {body}

@hookimpl
def evalkit_scorers():
    yield Ours
"""
SYNTHESIS = """
from attrs import frozen
from evalkit import Status, Verdict, hookimpl, say

@frozen
class Ours:
    name = "ours"

    def status(self, joins, groups):
        {status}

    def tables(self, published):
        return ()

    def says(self, rule):
        {says}

@hookimpl
def evalkit_syntheses():
    yield Ours
"""


def scorer(tmp_path, body, decorator="", first="self, "):
    plugins = local(tmp_path, maison=SCORER.format(body=body, decorator=decorator, first=first))
    assert () == plugins.problems
    return plugins.scorers["ours"]


def lacks(plugins, attribute: str) -> bool:
    said = f"il lui manque l’attribut «\u00a0{attribute}\u00a0»"
    return any(said in str(problem.message) for problem in plugins.problems)


def code(call) -> str:
    with pytest.raises(ProblemsFound) as found:
        call()
    [problem] = found.value.problems
    assert "maison.py" in str(problem.message)
    return problem.code


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1 / 0", "E305"),
        ("raise SystemExit", "E305"),
        ("return None", "E304"),
        ("return 0.5", "E304"),
        ("return Reading(kind='share', status='attested')", "E304"),
    ],
)
def test_a_scorer_that_breaks_or_gives_no_reading_is_named(tmp_path, body, expected):
    made = scorer(tmp_path, body)
    assert expected == code(lambda: made().read(Tally(), ITEM))


@pytest.mark.parametrize(("decorator", "first"), [("", "self, "), ("@staticmethod", ""), ("@classmethod", "cls, ")])
def test_what_fits_passes_as_it_is(tmp_path, decorator, first):
    made = scorer(tmp_path, "return Reading(kind='ours', status=None, n=3)", decorator, first)
    assert 3 == made().read(Tally(), ITEM).n
    assert 3 == made().read(tally=Tally(), item=ITEM).n


def test_the_class_keeps_its_name_its_docstring_and_its_options(tmp_path):
    made = scorer(tmp_path, "return None")
    assert ("Ours", "How we read.", ["least"]) == (made.__name__, made.__doc__, [f.name for f in attrs.fields(made)])
    assert made(least=2) == attrs.evolve(made(), least=2)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("1 / 0", "E305"),
        ("return Status.ATTESTED", "E304"),
        ("return Verdict(status=None, rule='x')", "E304"),
        ("return Verdict(status='attested', rule='x')", "E304"),
    ],
)
def test_a_synthesis_that_breaks_or_gives_no_verdict_is_named(tmp_path, status, expected):
    plugins = local(tmp_path, maison=SYNTHESIS.format(status=status, says="return 'x'"))
    made = plugins.syntheses["ours"]()
    assert expected == code(lambda: made.status((), ()))
    assert "E304" == code(lambda: made.says("x"))


GIVING = """
from attrs import frozen
from evalkit import hookimpl

@frozen
class Ours:
    name, layout, fields, key = "ours", "form", (), ()

    def asks(self, framework, declared):
        {body}

    answers = asks

    def recognise(self, source):
        {body}

    def takes(self, use):
        {body}

    def grids(self, source, known):
        {body}

    def write(self, use, evaluation, language):
        return {{}}

@hookimpl
def evalkit_{kind}():
    yield Ours
"""


@pytest.mark.parametrize(
    ("kind", "method", "body", "expected"),
    [
        ("instruments", "asks", "yield 1 / 0", "E305"),
        ("instruments", "asks", "return [1]", "E304"),
        ("instruments", "answers", "return None", "E305"),
        ("instruments", "answers", "return 1, []", "E304"),
        ("readers", "recognise", "1 / 0", "E305"),
        ("readers", "grids", "yield 1", "E304"),
        ("readers", "grids", "return None", "E305"),
        ("forms", "takes", "1 / 0", "E305"),
    ],
)
def test_every_kind_is_held_to_what_it_gives(tmp_path, kind, method, body, expected):
    plugins = local(tmp_path, maison=GIVING.format(kind=kind, body=body))
    made = plugins.of(kind)["ours"]()
    values = [None] * (1 if method in ("recognise", "takes") else 2)
    assert expected == code(lambda: getattr(made, method)(*values))


def test_what_has_a_usual_value_may_be_left_out(tmp_path):
    code = SCORER.format(body="return None", decorator="", first="self, ")
    plugins = local(tmp_path, maison=code.replace('name, types, phase = "ours", (), ""', 'name = "ours"'))
    assert () == plugins.problems
    assert ((), "") == (plugins.scorers["ours"].types, plugins.scorers["ours"].phase)
    plugins = local(tmp_path, maison=GIVING.format(kind="outputs", body="pass"))
    assert (True, False) == (lacks(plugins, "profile"), lacks(plugins, "types"))


def test_a_built_in_class_is_itself(tmp_path):
    assert Share is local(tmp_path, builtin=("evalkit.scorers.share",)).scorers["share"]
