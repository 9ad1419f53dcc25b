from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from cookiecutter.exceptions import FailedHookException
from cookiecutter.main import cookiecutter

from evalkit import ProblemsFound, open_evaluation
from evalkit.evaluation.running import run
from evalkit.scaffold.asking import KINDS, StructureOptions
from evalkit.scaffold.baking import template_folder
from evalkit.scaffold.structure import new_evaluation

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "examples" / "drome" / "socle-commun.yaml"
NAMES = (
    "L’Étoile « du » Nord",
    'L\'Étoile "du" Nord: #1',
    "Centre 🌟 social 👩‍👩‍👧",
    "مركز الحي",
    "🌟",
    "- non",
    "a\\b 'c'",
    "Null",
    "2026",
    "x" * 120,
)
EXPECTED = {
    "fr": {
        ".gitignore", "LISEZ-MOI.md", "RGPD.md", "evaluation.yaml", "findings.yaml", "framework.yaml",
        "instruments/entretiens.yaml", "instruments/fleur.yaml", "instruments/observation.yaml",
        "instruments/questionnaire.yaml", "quotes.yaml", "tests/test_evaluation.py",
    },
    "en": {
        ".gitignore", "PRIVACY.md", "README.md", "evaluation.yaml", "findings.yaml", "framework.yaml",
        "instruments/flower.yaml", "instruments/interviews.yaml", "instruments/observation.yaml",
        "instruments/questionnaire.yaml", "quotes.yaml", "tests/test_evaluation.py",
    },
}  # fmt: skip
SIMULATED = {
    "fr": {f"data/2026/{name}/simule.csv" for name in ("entretiens", "fleur", "observation", "questionnaire")},
    "en": {f"data/2026/{name}/simulated.csv" for name in ("interviews", "flower", "observation", "questionnaire")},
}


def bake(target, **options):
    core = options.pop("core", None)
    new_evaluation(StructureOptions(**{"name": "Exemple", "year": "2026", **options}), target, core=core)
    return target


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def assert_sound(folder):
    """No hole of the template is left, `check` finds nothing to mend, `run` writes its outputs."""
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "{{" not in text
            assert "{%" not in text
            assert "cookiecutter" not in text
    opened = open_evaluation(folder)
    collected = opened.collect("2026")
    assert [] == [problem for problem in collected.problems if not problem.is_note]
    assert {"W244"} >= {problem.code for problem in (*opened.notes, *collected.problems)}
    done = run(opened, "2026")
    assert "manifest" in [made.kind for made in done.outputs]
    return opened


@pytest.mark.parametrize(
    ("language", "demo", "core", "sites"),
    list(itertools.product(("fr", "en"), (True, False), (CORE, None), ("", "Nord; Sud, l’autre"))),
)
def test_every_choice_bakes_the_expected_files_and_only_those(tmp_path, language, demo, core, sites):
    folder = bake(tmp_path / "made", language=language, demo=demo, core=core, sites=sites)
    own = {"socle-commun.yaml" if language == "fr" else "shared-core.yaml"} if core else set()
    assert EXPECTED[language] | own | (SIMULATED[language] if demo else set()) == files(folder)
    opened = assert_sound(folder)
    assert demo is opened.evaluation.wave("2026").simulated
    assert ["Nord", "Sud, l’autre"][: 2 if sites else 0] == [site.label for site in opened.evaluation.structure.sites]
    assert (core is not None) is (opened.evaluation.shared_core is not None)
    assert all(placed.provisional for placed in opened.evaluation.framework.placed())


@pytest.mark.parametrize("name", NAMES)
def test_any_name_bakes_right(tmp_path, name):
    folder = bake(tmp_path / "made", name=name, groups=f"Habitants; {name}; L'autre « groupe »", sites=f"{name};Là-bas")
    evaluation = assert_sound(folder).evaluation
    assert name == evaluation.structure.name
    assert ["Habitants", name, "L'autre « groupe »"] == [group.label for group in evaluation.groups]
    assert [name, "Là-bas"] == [site.label for site in evaluation.structure.sites]


@pytest.mark.parametrize("criteria", range(1, 13))
def test_as_many_criteria_as_asked_each_with_evidence_from_every_kind_of_instrument(tmp_path, criteria):
    framework = assert_sound(bake(tmp_path / "made", criteria=str(criteria), demo=criteria > 9)).evaluation.framework
    assert criteria == len(framework.criteria)
    for criterion in framework.criteria:
        looking = {evidence.instrument for marker in criterion.markers for evidence in marker.evidence}
        assert {"questionnaire", "observation", "entretiens", "fleur"} == looking


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_structure_is_kept_in_words(tmp_path, kind):
    evaluation = assert_sound(bake(tmp_path / "made", kind=kind)).evaluation
    assert evaluation.structure.kind not in ("", kind)


def test_simulated_answers_are_the_same_on_every_computer(tmp_path):
    first = bake(tmp_path / "a", demo=True, sites="Nord; Sud")
    second = bake(tmp_path / "b", demo=True, sites="Nord; Sud")
    assert {name: (first / name).read_bytes() for name in files(first)} == {
        name: (second / name).read_bytes() for name in files(second)
    }


def test_simulated_answers_speak_through_all_four_instruments(tmp_path):
    published = open_evaluation(bake(tmp_path / "made", demo=True)).publish("2026")
    readings = published.tables()["readings"]
    assert {"questionnaire", "observation", "entretiens", "fleur"} == set(readings["instrument"])
    statuses = set(published.tables()["markers"]["status"])
    assert {"attested", "not_attested"} <= statuses


def test_the_shared_core_is_copied_and_its_figures_asked_for(tmp_path):
    folder = bake(tmp_path / "made", core=CORE)
    assert CORE.read_bytes() == (folder / "socle-commun.yaml").read_bytes()
    evaluation = open_evaluation(folder).evaluation
    assert set(evaluation.shared_core.context) <= {figure.id for figure in evaluation.context}
    assert {"none"} == {str(criterion.maps_to.extent) for criterion in evaluation.framework.criteria}


def test_a_broken_core_is_refused_before_anything_is_made(tmp_path):
    core = tmp_path / "core.yaml"
    core.write_text("id: x\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        bake(tmp_path / "made", core=core)
    assert "E107" in {problem.code for problem in caught.value.problems}
    assert not (tmp_path / "made").exists()


def test_a_taken_folder_is_left_alone(tmp_path):
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "mine.txt").write_text("à moi", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        bake(tmp_path / "made")
    assert ["E471"] == [problem.code for problem in caught.value.problems]
    assert {"mine.txt"} == files(tmp_path / "made")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="E471"):
        bake(tmp_path / "file")


def test_an_empty_folder_is_taken_and_nothing_stays_beside(tmp_path):
    (tmp_path / "made").mkdir()
    bake(tmp_path / "made")
    assert ["made"] == [path.name for path in tmp_path.iterdir()]
    assert EXPECTED["fr"] == files(tmp_path / "made")


@pytest.mark.parametrize(
    "options",
    [
        {"name": "  "},
        {"name": "a\nb"},
        {"name": "{{ 7 * 7 }}"},
        {"name": "a{% raw %}"},
        {"sites": "Nord; nord"},
        {"groups": "A; B; a"},
        {"criteria": "0"},
        {"criteria": "13"},
        {"criteria": "beaucoup"},
        {"year": "26"},
        {"year": "2026-2027"},
    ],
)
def test_what_cannot_be_written_is_refused_by_us_and_by_the_template(tmp_path, monkeypatch, options):
    with pytest.raises(ProblemsFound) as caught:
        bake(tmp_path / "made", **options)
    assert ["E475"] == [problem.code for problem in caught.value.problems]
    if "{" not in str(options.get("name")):  # cookiecutter itself fills what is given to it on the command line
        with pytest.raises(FailedHookException):
            by_cookiecutter(tmp_path, monkeypatch, {"folder": "made", **options})
    assert not (tmp_path / "made").exists()


def by_cookiecutter(tmp_path, monkeypatch, answers):
    """The template baked by cookiecutter, with a home of its own."""
    monkeypatch.setenv("COOKIECUTTER_CONFIG", str(tmp_path / "config.yaml"))
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    lines = (f"{key}_dir: {(home / key).as_posix()}" for key in ("cookiecutters", "replay"))
    (tmp_path / "config.yaml").write_text("\n".join(lines), encoding="utf-8")
    template = str(template_folder("cookiecutter-structure"))
    return Path(cookiecutter(template, no_input=True, output_dir=str(tmp_path / "out"), extra_context=answers))


def test_cookiecutter_itself_bakes_the_same_bytes(tmp_path, monkeypatch):
    options = {"name": "L’Étoile « du » Nord", "sites": "Nord; Sud", "year": "2026", "demo": True, "criteria": "6"}
    ours = bake(tmp_path / "ours", **options)
    theirs = by_cookiecutter(tmp_path, monkeypatch, options)
    assert "l-etoile-du-nord" == theirs.name
    assert {name: (ours / name).read_bytes() for name in files(ours)} == {
        name: (theirs / name).read_bytes() for name in files(theirs)
    }


def test_nothing_is_written_to_the_home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    bake(tmp_path / "made")
    assert [] == list(home.iterdir())


def test_the_test_that_is_baked_passes(tmp_path):
    folder = bake(tmp_path / "made", demo=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=folder, capture_output=True, text=True
    )
    assert 0 == done.returncode, done.stdout
    assert "2 passed" in done.stdout


def test_git_keeps_wordings_and_never_answers(tmp_path):
    folder = bake(tmp_path / "made", demo=True)
    (folder / "data" / "2026" / "questionnaire" / "instrument.yaml").write_text("id: x\n", encoding="utf-8")
    (folder / "out").mkdir()
    (folder / "out" / "x.html").write_text("", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    done = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=folder, check=True, capture_output=True, text=True
    )
    kept = EXPECTED["fr"] | {"data/2026/questionnaire/instrument.yaml"}
    assert kept == set(done.stdout.splitlines())
