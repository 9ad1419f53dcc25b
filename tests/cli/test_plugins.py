from __future__ import annotations

import re

import pytest

from tests.cli.calling import call, told

PLUGIN = """
from evalkit import Problem, hookimpl, say

@hookimpl
def evalkit_checks(evaluation):
    yield Problem("W990", say("Le greffon parle."))
"""


@pytest.fixture
def with_plugin(project):
    (project / "plugins").mkdir()
    (project / "plugins" / "maison.py").write_text(PLUGIN, encoding="utf-8")
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "plugins: [plugins/maison.py]\n", encoding="utf-8")
    return project


def test_a_local_plugin_acts_only_once_a_person_approved_it(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(with_plugin)
    done = call("check")
    assert 3 == done.exit_code
    [command] = re.findall(r"evalkit (plugins approve \S+)", done.stderr)
    assert 0 == call(*command.split()).exit_code
    done = call("check")
    assert 0 == done.exit_code
    assert "Le greffon parle." in done.stderr
    (with_plugin / "plugins" / "maison.py").write_text(PLUGIN + "\n# changed\n", encoding="utf-8")
    done = call("check")
    assert 3 == done.exit_code
    assert "a changé depuis" in done.stderr
    assert 0 == call("check", "--no-local-plugins").exit_code


def test_an_approval_that_cannot_be_kept_is_told(with_plugin, monkeypatch, tmp_path):
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    done = call("plugins", "approve", with_plugin / "plugins" / "maison.py")
    assert 4 == done.exit_code
    assert "L’approbation n’a pas pu être gardée" in done.stderr


def test_plugins_lists_who_gives_what(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(with_plugin)
    call("plugins", "approve", "plugins/maison.py")
    found = told("plugins")["plugins"]
    assert {"kind": "scorers", "name": "share"} in [given for one in found for given in one["gives"]]
    assert [[{"kind": "checks"}]] == [one["gives"] for one in found if one["origin"] == "local"]
    assert [{"kind": "sheets"}] in [one["gives"] for one in found if one["name"] == "evalkit.sheets.dimensions"]
    assert re.search(r"plugins/maison\.py \(sha256 \w+\)  checks$", call("plugins").stdout, flags=re.MULTILINE)
    assert ["plugins/maison.py"] == [one["name"] for one in found if one["origin"] == "local"]
    assert "Extensions du dossier" in call("plugins").stdout
    assert [] == [one for one in told("plugins", "--no-local-plugins")["plugins"] if one["origin"] == "local"]


def test_plugins_lists_those_of_the_folder_that_is_named(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    call("plugins", "approve", with_plugin / "plugins" / "maison.py")
    for args in ((with_plugin,), ("--lang", "fr", with_plugin, "--quiet")):
        found = told("plugins", *args)["plugins"]
        assert ["plugins/maison.py"] == [one["name"] for one in found if one["origin"] == "local"]
    assert 2 == call("plugins", tmp_path / "nowhere").exit_code


def test_a_plugin_that_breaks_at_work_ends_with_three(with_plugin, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(with_plugin)
    (with_plugin / "plugins" / "maison.py").write_text(PLUGIN.replace("yield ", "1 / 0; yield "), encoding="utf-8")
    call("plugins", "approve", "plugins/maison.py")
    done = call("check")
    assert 3 == done.exit_code
    assert "plugins/maison.py" in done.stderr
    assert "ZeroDivisionError, maison.py:6" in done.stderr
