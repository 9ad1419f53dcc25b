"""`evalkit plugins new`: what it makes is whole, keeps its contracts, and works where it is installed."""

from __future__ import annotations

import shutil

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.scaffold import baking
from evalkit.scaffold.plugin import TEMPLATE, new_plugin


@pytest.fixture
def made(tmp_path):
    return new_plugin("ma-maison", tmp_path)


def test_the_files_are_there_and_no_others(made):
    assert [
        "README.md",
        "pyproject.toml",
        "src/evalkit_ma_maison/__init__.py",
        "src/evalkit_ma_maison/py.typed",
        "tests/test_evalkit_ma_maison.py",
    ] == sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())


def test_no_hole_of_the_template_is_left(made):
    texts = [path.read_text(encoding="utf-8") for path in made.rglob("*") if path.is_file()]
    assert not any("cookiecutter" in text or "{%" in text for text in texts)


def test_nothing_is_kept_in_the_home_of_a_person(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    new_plugin("maison", tmp_path / "ici")
    assert not (tmp_path / "home").exists()


def test_what_an_installer_compiled_in_the_template_is_not_taken_along(tmp_path, monkeypatch):
    template = shutil.copytree(baking.template_folder(TEMPLATE), tmp_path / "template")
    for module in list(template.rglob("*.py")):
        (module.parent / "__pycache__").mkdir(exist_ok=True)
        (module.parent / "__pycache__" / f"{module.stem}.pyc").write_bytes(b"compiled")
    monkeypatch.setattr(baking, "template_folder", lambda _name: template)
    made = new_plugin("ma-maison", tmp_path / "ici")
    assert [] == list(made.rglob("*.pyc"))
    assert [made] == list((tmp_path / "ici").iterdir())


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path):
    (tmp_path / "ici").write_text("a file", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        new_plugin("ma-maison", tmp_path / "ici")
    assert ["E402"] == [problem.code for problem in found.value.problems]


@pytest.mark.parametrize("name", ["Maison", "ma maison", "été", "-x", "x-", "../x", "", "1x", "x--y"])
def test_a_name_that_no_plugin_can_have_is_refused(tmp_path, name):
    with pytest.raises(ProblemsFound) as found:
        new_plugin(name, tmp_path)
    assert ["E470"] == [problem.code for problem in found.value.problems]
    assert [] == list(tmp_path.iterdir())


def test_what_stands_there_is_never_overwritten(made, tmp_path):
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    with pytest.raises(ProblemsFound) as found:
        new_plugin("ma-maison", tmp_path)
    assert ["E471"] == [problem.code for problem in found.value.problems]
    assert before == {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_it_is_installed_keeps_its_contracts_and_goes(made, clean):
    clean.install(made)
    assert {"evalkit-ma-maison": "0.1.0"} == clean.plugins()
    tests = ["-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "-p", "no:xdist", made / "tests"]
    done = clean.run(*tests, cwd=made)
    assert 0 == done.returncode, done.stdout
    assert "10 passed" in done.stdout
    clean.uninstall("evalkit-ma-maison")
    assert {} == clean.plugins()
