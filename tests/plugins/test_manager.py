from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Field, Published, table
from evalkit.plugins.approval import sha256
from evalkit.plugins.builtin import BUILTIN
from evalkit.plugins.manager import Plugins

SCORER = """
from typing import ClassVar
from attrs import frozen
from evalkit import Reading, hookimpl

@frozen
class {class_name}:
    name: ClassVar[str] = "{name}"
    types: ClassVar[tuple[str, ...]] = ()
    phase: ClassVar[str] = ""

    def problems(self, item):
        return []

    def read(self, tally, item):
        return Reading(kind="share", status=None)

@hookimpl
def evalkit_scorers():
    return [{class_name}]
"""


def scorer(name: str) -> str:
    return SCORER.format(name=name, class_name="S" + name.replace("-", "").title())


def local(folder: Path, builtin: tuple[str, ...] = (), **files: str) -> Plugins:
    """The plugins of a project that lists these approved files and nothing else."""
    paths, digests = [], []
    for stem, code in files.items():
        path = folder / f"{stem}.py"
        path.write_text(textwrap.dedent(code), encoding="utf-8", newline="\n")
        paths.append(path.name)
        digests.append(sha256(path.read_bytes()))
    return Plugins(folder=folder, local=paths, approved=digests, installed=False, builtin=builtin)


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{p.code} {p.message}" for p in problems]


@pytest.fixture
def installs(monkeypatch, tmp_path):
    """Puts a distribution on the path as pip would leave it."""

    def install(distribution: str, version: str, module: str, code: str, point: str = "") -> None:
        site = tmp_path / "site"
        info = site / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[evalkit]\n{point or module} = {module}\n")
        (site / f"{module}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        monkeypatch.syspath_prepend(site)
        monkeypatch.delitem(sys.modules, module, raising=False)

    return install


def test_built_ins_come_in_without_a_fault():
    plugins = Plugins(installed=False)
    assert () == plugins.problems
    assert tuple(BUILTIN) == tuple(provider.name for provider in plugins.providers)


def test_a_local_plugin_gives_what_its_hooks_answer(tmp_path):
    plugins = local(tmp_path, maison=scorer("unanimous"))
    assert () == plugins.problems
    assert ["unanimous"] == list(plugins.scorers)
    assert "unanimous" == plugins.scorers["unanimous"].name
    assert "local" == plugins.scorers.provider("unanimous").origin


def test_two_runs_know_nothing_of_each_other(tmp_path):
    with_plugin = local(tmp_path, maison=scorer("unanimous"))
    without = Plugins(installed=False, builtin=())
    assert ["unanimous"] == list(with_plugin.of("scorers"))
    assert [] == list(without.of("scorers"))


def test_its_folder_never_enters_the_path(tmp_path):
    before = list(sys.path)
    (tmp_path / "neighbour.py").write_text("x = 1")
    plugins = local(tmp_path, maison="import neighbour\n")
    assert before == sys.path
    [problem] = plugins.problems
    assert "E301" == problem.code
    assert "No module named 'neighbour'" in str(problem.message)
    assert "maison.py:1" in str(problem.message)


def test_the_bytes_that_were_approved_are_the_bytes_that_run(tmp_path):
    plugins = local(tmp_path, maison=scorer("first"))
    (tmp_path / "maison.py").write_text(scorer("second"))
    approved = [provider.sha256 for provider in plugins.providers]
    [problem] = Plugins(folder=tmp_path, local=["maison.py"], approved=approved, installed=False, builtin=()).problems
    assert "E306" == problem.code
    assert "evalkit plugins approve maison.py" in str(problem.hint)
    assert "maison.py" == problem.where.path


def test_a_plugin_that_nobody_approved_is_not_run(tmp_path):
    (tmp_path / "maison.py").write_text("raise SystemExit('it ran')")
    [problem] = Plugins(folder=tmp_path, local=["maison.py"], installed=False, builtin=()).problems
    assert "E306" == problem.code
    assert "n’a pas été approuvée" in str(problem.message)


def test_a_listed_file_that_is_not_there_is_a_problem(tmp_path):
    [problem] = Plugins(folder=tmp_path, local=["absent.py"], installed=False, builtin=()).problems
    assert ("E307", "absent.py") == (problem.code, problem.where.path)


@pytest.mark.parametrize("code", ["1 / 0", "raise SystemExit(3)", "def f(:\n    pass"])
def test_a_module_that_breaks_when_imported_is_named_and_left_out(tmp_path, code):
    plugins = local(tmp_path, broken=code, maison=scorer("unanimous"))
    assert ["E301"] == [problem.code for problem in plugins.problems]
    assert "broken.py (sha256 " in str(plugins.problems[0].message)
    assert ["unanimous"] == list(plugins.scorers)


def test_a_misspelt_hook_names_the_nearest(tmp_path):
    code = "from evalkit import hookimpl\n\n@hookimpl\ndef evalkit_scorer():\n    return []\n"
    [problem] = local(tmp_path, maison=code).problems
    assert "E302" == problem.code
    assert "« evalkit_scorer »" in str(problem.message)
    assert "Vouliez-vous dire « evalkit_scorers » ?" == str(problem.hint)


def test_a_hook_that_is_like_none_is_told_which_there_are(tmp_path):
    code = "from evalkit import hookimpl\n\n@hookimpl\ndef zzz():\n    return []\n"
    [problem] = local(tmp_path, maison=code).problems
    assert "E302" == problem.code
    assert "evalkit_checks, evalkit_forms" in str(problem.hint)


def test_a_hook_with_other_parameters_is_told_its_own(tmp_path):
    code = "from evalkit import hookimpl\n\n@hookimpl\ndef evalkit_checks(evaluations):\n    return []\n"
    [problem] = local(tmp_path, maison=code).problems
    assert "E302" == problem.code
    assert "ses paramètres sont (evaluation)" in str(problem.message)


def test_a_hook_without_its_mark_is_a_fault_and_not_a_silence(tmp_path):
    problems = local(tmp_path, maison="def evalkit_scorers():\n    return []\n").problems
    assert ["E302", "W301"] == [problem.code for problem in problems]
    assert "@hookimpl" in str(problems[0].message)


def test_a_plugin_that_answers_nothing_is_a_note(tmp_path):
    [problem] = local(tmp_path, maison="x = 1\n").problems
    assert "W301" == problem.code
    assert problem.is_note


def test_the_same_name_twice_names_both_providers(tmp_path, installs):
    installs("evalkit-other", "2.1", "evalkit_other_a", scorer("unanimous"))
    path = tmp_path / "maison.py"
    path.write_text(scorer("unanimous"))
    plugins = Plugins(folder=tmp_path, local=["maison.py"], approved=[sha256(path.read_bytes())], builtin=())
    [problem] = plugins.problems
    assert "E303" == problem.code
    assert "evalkit-other 2.1 (evalkit_other_a)" in str(problem.message)
    assert "maison.py (sha256 " in str(problem.message)


def test_the_same_file_twice_is_a_duplicate(tmp_path):
    path = tmp_path / "maison.py"
    path.write_text(scorer("unanimous"))
    digest = sha256(path.read_bytes())
    plugins = Plugins(folder=tmp_path, local=["maison.py", "maison.py"], approved=[digest], installed=False, builtin=())
    assert {"E303"} == {problem.code for problem in plugins.problems}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('name: ClassVar[str] = "unanimous"', "pass"), "son attribut « name »"),
        (('"unanimous"', '"Unanime !"'), "son attribut « name »"),
        (("def read(", "def reads("), "il lui manque la méthode « read(tally, item) »"),
        (("def read(self, tally, item)", "def read(self, tally)"), "sa méthode s’appelle « read(tally, item) »"),
        (("@frozen", ""), "c’est une classe attrs"),
        (("return [SUnanimous]", "return [SUnanimous()]"), "une classe est attendue, non SUnanimous"),
    ],
)
def test_a_class_that_does_not_fulfil_its_interface_is_told_what_it_lacks(tmp_path, change, fault):
    plugins = local(tmp_path, maison=scorer("unanimous").replace(*change))
    assert ["E304"] == [problem.code for problem in plugins.problems]
    assert fault in str(plugins.problems[0].message)
    assert [] == list(plugins.scorers)


def test_a_hook_that_breaks_is_blamed_with_its_line_and_spares_the_others(tmp_path):
    code = "from evalkit import hookimpl\n\n@hookimpl\ndef evalkit_scorers():\n    yield 1 / 0\n"
    plugins = local(tmp_path, broken=code, maison=scorer("unanimous"))
    [problem] = plugins.problems
    assert "E305" == problem.code
    assert "(evalkit_scorers) : ZeroDivisionError, broken.py:5" in str(problem.message)
    assert ["unanimous"] == list(plugins.scorers)


def test_a_hook_that_gives_nothing_iterable_is_blamed(tmp_path):
    code = "from evalkit import hookimpl\n\n@hookimpl\ndef evalkit_scorers():\n    return 3\n"
    assert ["E305"] == [problem.code for problem in local(tmp_path, maison=code).problems]


def test_an_installed_plugin_is_found_and_named_with_its_version(installs):
    installs("evalkit-other", "2.1", "evalkit_other_b", scorer("unanimous"))
    plugins = Plugins(builtin=())
    assert "evalkit-other 2.1 (evalkit_other_b)" == str(plugins.scorers.provider("unanimous"))
    assert [] == list(Plugins(builtin=(), installed=False).scorers)


def test_an_installed_plugin_that_cannot_be_imported_is_named_with_its_version(installs):
    installs("evalkit-other", "2.1", "evalkit_other_c", "import no_such_module_anywhere")
    [problem] = Plugins(builtin=()).problems
    assert "E301" == problem.code
    assert "evalkit-other 2.1 (evalkit_other_c)" in str(problem.message)


def test_one_module_announced_twice_is_a_duplicate(installs):
    installs("evalkit-other", "2.1", "evalkit_other_d", scorer("unanimous"))
    installs("evalkit-third", "0.3", "evalkit_other_d", scorer("unanimous"), point="third")
    [problem] = Plugins(builtin=()).problems
    assert "E303" == problem.code
    assert "evalkit-other 2.1" in str(problem.message)
    assert "evalkit-third 0.3" in str(problem.message)


def test_what_breaks_at_work_is_blamed_without_quoting_anybody(tmp_path):
    plugins = local(tmp_path, maison=scorer("unanimous").replace("return Reading", "int('Jeanne'); return Reading"))
    with pytest.raises(ProblemsFound) as found, plugins.calling("scorers", "unanimous"):
        plugins.scorers["unanimous"]().read(None, None)
    [problem] = found.value.problems
    assert "E305" == problem.code
    assert "scorers: unanimous" in str(problem.message)
    assert "ValueError, maison.py:" in str(problem.message)
    assert "Jeanne" not in str(problem.message)


def test_problems_that_a_plugin_states_pass_as_they_are(tmp_path):
    plugins = local(tmp_path, maison=scorer("unanimous"))
    stated = ProblemsFound([])
    with pytest.raises(ProblemsFound) as found, plugins.calling("scorers", "unanimous"):
        raise stated
    assert found.value is stated


SHEET = """
from evalkit import Field, hookimpl, table

@hookimpl
def evalkit_sheets(published):
    yield table("{name}", "Feuille", (Field("id", "Id"),), [(published["markers"].rows[0][0],)])
"""
PUBLISHED = Published(tables_by_name={"markers": table("markers", "Marqueurs", (Field("id", "Id"),), [("m1",)])})


def test_a_local_sheet_acts_and_is_named_after_its_plugin(tmp_path):
    plugins = local(tmp_path, maison=SHEET.format(name="maison_debats"))
    assert ["maison_debats"] == [sheet.name for sheet in plugins.sheets(PUBLISHED)]
    assert (("m1",),) == plugins.sheets(PUBLISHED, ["maison_debats"])[0].rows
    assert () == plugins.sheets(PUBLISHED, [])


def test_a_sheet_under_another_name_is_refused(tmp_path):
    plugins = local(tmp_path, maison=SHEET.format(name="debats"))
    with pytest.raises(ProblemsFound) as found:
        plugins.sheets(PUBLISHED)
    assert ["E304"] == [problem.code for problem in found.value.problems]
    assert "commence par « maison_ »" in str(found.value.problems[0].message)


def test_a_sheet_given_twice_is_refused(tmp_path):
    code = SHEET.format(name="maison_debats")
    plugins = local(tmp_path, maison=code + code.splitlines()[-1] + "\n")
    with pytest.raises(ProblemsFound) as found:
        plugins.sheets(PUBLISHED)
    assert ["E303"] == [problem.code for problem in found.value.problems]


def test_a_sheet_that_breaks_is_blamed(tmp_path):
    plugins = local(tmp_path, maison=SHEET.format(name="maison_x").replace('"markers"', '"absent"'))
    with pytest.raises(ProblemsFound) as found:
        plugins.sheets(PUBLISHED)
    assert ["E305"] == [problem.code for problem in found.value.problems]


def test_a_sheet_that_nobody_gives_names_the_nearest(tmp_path):
    plugins = local(tmp_path, maison=SHEET.format(name="maison_debats"))
    with pytest.raises(ProblemsFound) as found:
        plugins.sheets(PUBLISHED, ["maison_debat"])
    [problem] = found.value.problems
    assert ("E114", "Vouliez-vous dire « maison_debats » ?") == (problem.code, str(problem.hint))


def test_an_installed_sheet_acts_only_where_it_is_named(installs):
    installs("evalkit-other", "2.1", "evalkit_other_e", SHEET.format(name="a_house_rows"), point="a-house")
    plugins = Plugins(builtin=())
    assert () == plugins.sheets(PUBLISHED)
    assert ["a_house_rows"] == [sheet.name for sheet in plugins.sheets(PUBLISHED, ["a_house_rows"])]


def test_an_installed_output_is_no_default(installs, tmp_path):
    code = """
        from evalkit import Published, hookimpl

        class Listing:
            name = "{name}"
            takes = Published
            profile = "published"

            def write(self, results, folder, language):
                return {{}}

        @hookimpl
        def evalkit_outputs():
            return [Listing]
        """
    installs("evalkit-other", "2.1", "evalkit_other_f", code.format(name="listing"))
    path = tmp_path / "maison.py"
    path.write_text(textwrap.dedent(code.format(name="own")))
    plugins = Plugins(folder=tmp_path, local=["maison.py"], approved=[sha256(path.read_bytes())], builtin=())
    assert ["listing", "own"] == list(plugins.outputs)
    assert ("own",) == plugins.default_outputs()


def test_house_rules_speak_together_and_a_broken_one_is_named(tmp_path):
    good = """
        from evalkit import Problem, hookimpl, say

        @hookimpl
        def evalkit_checks(evaluation):
            yield Problem("W990", say("{words}", words=evaluation))
        """
    broken = "from evalkit import hookimpl\n\n@hookimpl\ndef evalkit_checks(evaluation):\n    yield 3\n"
    plugins = local(tmp_path, broken=broken, good=good, worse=broken.replace("yield 3", "yield 1 / 0"))
    problems = plugins.checks("un mot")
    assert ["W990", "E304", "E305"] == [problem.code for problem in problems]
    assert "un mot" == str(problems[0].message)


def test_provenance_names_what_acted_and_nothing_else(installs, tmp_path):
    installs("evalkit-other", "2.1", "evalkit_other_g", scorer("unanimous"))
    installs("evalkit-sheet", "3.0", "evalkit_other_h", SHEET.format(name="x_rows"), point="x")
    path = tmp_path / "maison.py"
    path.write_text(scorer("own"))
    plugins = Plugins(folder=tmp_path, local=["maison.py"], approved=[sha256(path.read_bytes())], builtin=())
    assert ["evalkit", "maison.py"] == [provider.name for provider in plugins.provenance()]
    assert ["evalkit", "evalkit_other_g", "x", "maison.py"] == [
        provider.name for provider in plugins.provenance(used=[("scorers", "unanimous")], sheets=["x_rows"])
    ]


def test_the_whole_error_is_shown_to_its_author_on_request(tmp_path, monkeypatch, capsys):
    broken = "from evalkit import hookimpl\n\n@hookimpl\ndef evalkit_scorers():\n    yield 1 / 0\n"
    local(tmp_path, broken=broken)
    assert "" == capsys.readouterr().err
    monkeypatch.setenv("EVALKIT_DEBUG", "1")
    local(tmp_path, broken=broken)
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().err
