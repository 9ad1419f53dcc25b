"""One run: what it writes, what stops it, and that the previous outputs stay whole."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from evalkit.comparison.reading import workbooks
from evalkit.core.problems import Location, ProblemsFound
from evalkit.evaluation.forming import write_forms
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.running import run
from evalkit.evaluation.waves import changes_since, published_in
from evalkit.workbook import read_workbook
from tests.evaluation.small import answer, small_project


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems if not problem.is_note]


def test_writes_every_output_and_a_manifest_that_knows_them(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project)
    done = run(open_evaluation(project))
    written = sorted(path.name for path in (project / "out/2026").iterdir())
    assert sorted(made.path.name for made in done.outputs) == written
    manifest = json.loads((project / "out/2026/manifest.json").read_text(encoding="utf-8"))
    assert (True, "petit", "2026") == (manifest["complete"], manifest["structure"], manifest["wave"])
    assert [("avis", 1, 40)] == [(i["instrument"], i["files"], i["records"]) for i in manifest["inputs"]]
    assert {one["path"] for one in manifest["outputs"]} == set(written) - {"manifest.json"}
    assert "avis.csv" not in (project / "out/2026/manifest.json").read_text(encoding="utf-8")


def test_a_fault_in_the_files_leaves_the_previous_outputs_untouched(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    path = answer(project)
    run(open_evaluation(project))
    before = {p.name: p.read_bytes() for p in sorted((project / "out/2026").iterdir())}
    path.write_text(path.read_text(encoding="utf-8").replace(";Oui;Oui;", ";Peut-être;Oui;", 1), encoding="utf-8")
    with pytest.raises(ProblemsFound):
        run(open_evaluation(project))
    assert before == {p.name: p.read_bytes() for p in sorted((project / "out/2026").iterdir())}


HOUSE_RULE = """\
from evalkit import Problem, hookimpl, say


@hookimpl
def evalkit_checks(evaluation):
    yield Problem("{code}", say("La maison le demande."))
"""


@pytest.mark.parametrize(("code", "stops"), [("E990", True), ("W990", False)])
def test_a_house_rule_stops_a_run_with_a_problem_not_with_a_note(tmp_path: Path, code: str, stops: bool) -> None:
    project = small_project(tmp_path, more="plugins: [maison.py]")
    answer(project)
    rule = HOUSE_RULE.format(code=code).encode()
    (project / "maison.py").write_bytes(rule)
    opened = open_evaluation(project, approved=[hashlib.sha256(rule).hexdigest()])
    if stops:
        with pytest.raises(ProblemsFound) as found:
            run(opened)
        assert [code] == codes(found)
    else:
        assert code in {problem.code for problem in run(opened).notes}
    assert stops is not (project / "out").exists()


def test_one_profile_may_be_forced_on_all(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project)
    done = run(open_evaluation(project), profile="published", folder=tmp_path / "ailleurs")
    assert {"published", ""} == {made.profile for made in done.outputs}
    assert {tmp_path / "ailleurs"} == {made.path.parent for made in done.outputs}


def test_an_unknown_output_names_the_nearest(tmp_path: Path) -> None:
    project = small_project(tmp_path, more="outputs: [workbok]")
    with pytest.raises(ProblemsFound) as found:
        open_evaluation(project)
    assert ["E114"] == codes(found)
    assert "workbook" in str(found.value.problems[0].hint)


ASTRAY = b"""\
from evalkit import Published, hookimpl


class Astray:
    name, takes, profile = "astray", Published, "published"

    def write(self, results, folder, language):
        return {"../astray.txt": b""}


@hookimpl
def evalkit_outputs():
    yield Astray
"""


def test_an_output_whose_files_lead_out_of_the_folder_is_blamed(tmp_path: Path) -> None:
    project = small_project(tmp_path, more="plugins: [maison.py]")
    (project / "maison.py").write_bytes(ASTRAY)
    with pytest.raises(ProblemsFound) as found:
        run(open_evaluation(project, approved=[hashlib.sha256(ASTRAY).hexdigest()]))
    assert ["E305"] == codes(found)
    assert not (project / "out").exists()


TWINS = b"""\
from evalkit import Published, hookimpl


class One:
    name, takes, profile = "one", Published, "published"

    def write(self, results, folder, language):
        return {"double.txt": b""}


class Two(One):
    name = "two"


@hookimpl
def evalkit_outputs():
    return [One, Two]
"""


def test_two_outputs_cannot_write_one_file(tmp_path: Path) -> None:
    project = small_project(tmp_path, more="plugins: [maison.py]")
    (project / "maison.py").write_bytes(TWINS)
    with pytest.raises(ProblemsFound) as found:
        run(open_evaluation(project, approved=[hashlib.sha256(TWINS).hexdigest()]))
    assert ["E410"] == codes(found)


def at_the_waves(project: Path) -> Location:
    lines = (project / "evaluation.yaml").read_text(encoding="utf-8").splitlines()
    [line] = [at for at, text in enumerate(lines, 1) if text.startswith("waves:")]
    assert line > 1
    return Location(path="evaluation.yaml", line=line, column=1)


def test_a_wave_that_is_not_declared(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        run(open_evaluation(project), "1999")
    assert ["E251"] == codes(found)
    assert at_the_waves(project) == found.value.problems[0].where


def test_without_answers_the_last_wave_is_taken_and_said(tmp_path: Path) -> None:
    project = small_project(tmp_path, waves=("2024", "2026"))
    opened = open_evaluation(project)
    assert "2026" == opened.default_wave()[0]
    [note] = opened.default_wave()[1]
    assert ("W250", at_the_waves(project)) == (note.code, note.where)
    answer(project, "2024")
    assert ("2024", ()) == open_evaluation(project).default_wave()


def test_what_a_system_leaves_behind_is_no_answer(tmp_path: Path) -> None:
    project = small_project(tmp_path, waves=("2024", "2026"))
    answer(project, "2024")
    folder = project / "data" / "2026" / "avis"
    folder.mkdir(parents=True)
    for name in (".DS_Store", "Thumbs.db", "~$avis.xlsx", "instrument.yaml"):
        (folder / name).touch()
    assert "2024" == open_evaluation(project).default_wave()[0]


def test_what_changed_since_the_wave_before_stands_beside(tmp_path: Path) -> None:
    project = small_project(tmp_path, waves=("2024", "2026"))
    answer(project, "2024", yes=30)
    answer(project, "2026", yes=3)
    first = run(open_evaluation(project), "2024")
    report = next(made.path for made in first.outputs if made.kind == "report")
    assert report.is_file()
    opened = open_evaluation(project)
    table = changes_since(opened, "2026", "fr")
    assert table is not None
    rows = {row["marker"]: row for row in table.records()}
    assert ("attested", "not_attested", "minus") == tuple(rows["voisins"][c] for c in ("before", "after", "change"))
    assert "equal" == rows["aide"]["change"]
    assert changes_since(opened, "2024", "fr") is None
    run(open_evaluation(project), "2024", profile="internal")  # an internal workbook comes to stand beside
    assert 2 == len(list((project / "out/2024").glob("*.xlsx")))
    kept = published_in(project / "out/2024")
    assert kept is not None
    assert "published" == kept.about["profile"]
    (project / "data/2024/avis/avis.csv").unlink()
    again = changes_since(open_evaluation(project), "2026", "fr")
    assert table == again  # read from the workbook that the earlier run left


def test_a_workbook_that_somebody_annotated_is_kept_and_read_by_nobody_in_place_of_the_new_one(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    answer(project, yes=30)
    first = run(open_evaluation(project))
    (workbook,) = (made.path for made in first.outputs if made.kind == "workbook")
    with zipfile.ZipFile(workbook, "a") as archive:
        archive.writestr("remark.txt", "mine")
    annotated = workbook.read_bytes()
    answer(project, yes=3)
    again = run(open_evaluation(project))
    kept = workbook.with_stem(f"{workbook.stem}-modifie")
    assert ["W401"] == [note.code for note in again.notes if note.code.startswith("W4")]
    assert annotated == kept.read_bytes()
    assert (workbook,) == workbooks([workbook.parent])
    published = published_in(workbook.parent)
    assert published is not None
    assert read_workbook(workbook).about == published.about
    assert read_workbook(kept).about != published.about


@pytest.mark.parametrize(
    ("formats", "instruments", "expected"),
    [(["papier"], [], ["E412"]), ([], ["aviss"], ["E413"]), (["page"], ["avis"], ["E414"])],
)
def test_forms_that_do_not_exist(
    tmp_path: Path, formats: list[str], instruments: list[str], expected: list[str]
) -> None:
    project = small_project(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        write_forms(open_evaluation(project), formats, instruments=instruments)
    assert expected == codes(found)
    assert not (project / "formulaires").exists()
