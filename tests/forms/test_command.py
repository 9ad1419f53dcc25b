from __future__ import annotations

import json

from click.testing import CliRunner

from evalkit.cli.main import cli
from tests.forms.romans import project


def call(*args: object):
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def test_it_writes_the_forms_that_are_asked_for_and_tells_where(tmp_path):
    folder = project(tmp_path / "p")
    asked = ("--format", "sheet", "--format", "xlsform", "--instrument", "avis", "-o", tmp_path / "o")
    done = call("forms", folder, *asked, "--json")
    assert 0 == done.exit_code, done.stderr
    outputs = json.loads(done.stdout)["outputs"]
    assert [("sheet", "avis-saisie.xlsx"), ("xlsform", "avis-xlsform.xlsx")] == [
        (one["kind"], one["path"].rpartition("/")[2]) for one in outputs
    ]
    assert ["avis-saisie.xlsx", "avis-xlsform.xlsx"] == sorted(path.name for path in (tmp_path / "o").iterdir())


def test_without_a_choice_it_writes_every_form_of_every_instrument(tmp_path):
    folder = project(tmp_path)
    assert 0 == call("forms", folder).exit_code
    made = sorted(path.name for path in (folder / "formulaires").iterdir())
    common = ("papier.html", "saisie.xlsx", "xlsform.xlsx")
    fleur = ("affiche-a2.html", "affiche-a3.html", "animation.html", "cartes.html", "saisie.xlsx", "seance.html")
    assert [
        *(f"avis-{end}" for end in common),
        *(f"fleur-{end}" for end in (*fleur, "xlsform.xlsx")),
        *(f"{name}-{end}" for name in ("grille", "paroles") for end in common),
    ] == made


def test_a_format_that_nobody_gives_is_a_problem_and_nothing_is_written(tmp_path):
    folder = project(tmp_path)
    done = call("forms", folder, "--format", "papier")
    assert 2 == done.exit_code
    assert "E412" in done.stderr
    assert not (folder / "formulaires").exists()


def test_a_form_that_an_instrument_has_not_is_a_problem(tmp_path):
    done = call("forms", project(tmp_path), "--format", "page", "--instrument", "avis")
    assert 2 == done.exit_code
    assert "E414" in done.stderr
