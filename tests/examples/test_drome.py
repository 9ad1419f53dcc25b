"""The invented department: made whole by one script, the same bytes each time, and checked by its own house rules."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evalkit import Published, open_evaluation, read_workbook

DROME = Path(__file__).resolve().parent.parent.parent / "examples" / "drome"


def make(folder: Path) -> list[str]:
    done = subprocess.run([sys.executable, DROME / "make.py", folder], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("drome")
    folder.joinpath("told.txt").write_text("\n".join(make(folder)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def received(made) -> dict[str, Published]:
    return {path.stem: read_workbook(path) for path in sorted((made / "recus").glob("*.xlsx"))}


def test_it_ends_with_the_paths_of_page_and_workbook(made):
    said = made.joinpath("told.txt").read_text(encoding="utf-8").splitlines()[-3:]
    out = made / "comparaison"
    assert [f"{out / 'comparaison-socle-drome-publie'}{ending}" for ending in (".html", ".xlsx")] == said[:2]
    assert all(Path(path).is_file() for path in said)


def test_a_dozen_invented_structures_stand_beside_romans(received):
    invented = {one.about["structure"] for one in received.values()} - {"cooperation-romans"}
    assert 14 == len(invented)
    assert all(one.about["simulated"] == "yes" for one in received.values())
    for one in received.values():
        if one.about["structure"] != "cooperation-romans":
            assert "(inventé" in f"{one.about['structure_name']} {one.about['structure_kind']}"


def test_their_trees_scales_instruments_and_floors_differ(received):
    sizes = {len(one["criteria"].rows) for name, one in received.items() if "romans" not in name}
    assert {3, 8} <= sizes
    assert {3, 4, 5} <= {
        str(row["scale"]).count("=")
        for one in received.values()
        for row in one["instruments"].records()
        if row["scale"]
    }
    assert 3 <= len({frozenset(one["instruments"].column("kind")) for one in received.values()})
    assert [8] == [one.about["floor_published"] for one in received.values() if one.about.get("floor_reason")]
    waves = [str(one.about["wave"]) for one in received.values() if one.about["structure"] == "centre-nuages"]
    assert ["2024", "2026"] == waves
    masked = [sum(row[-1] or 0 for row in one["masked"].rows) for one in received.values()]
    assert max(masked) > 5 * min(masked)


@pytest.mark.nightly
def test_the_same_bytes_each_time(made, tmp_path):
    make(tmp_path)
    for part in ("recus", "comparaison"):
        first, second = (
            {path.name: path.read_bytes() for path in (folder / part).iterdir()} for folder in (made, tmp_path)
        )
        assert first == second


def test_the_core_asks_its_house_rules_of_those_who_list_them(made, tmp_path):
    place = tmp_path / "structures" / "evs-valfictif"
    shutil.copytree(made / "structures" / "evs-valfictif", place)
    (place / "plugins").mkdir()
    shutil.copyfile(DROME / "regles_du_socle.py", place / "plugins" / "regles_du_socle.py")
    shutil.copyfile(DROME / "socle-commun.yaml", place / "socle.yaml")
    lines = (place / "evaluation.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("shared_core:")]
    text = "\n".join([*kept, "shared_core: socle.yaml", "plugins: [plugins/regles_du_socle.py]", ""])
    (place / "evaluation.yaml").write_text(text, encoding="utf-8")
    approved = hashlib.sha256((DROME / "regles_du_socle.py").read_bytes()).hexdigest()
    said = [
        dict(p.message.values)["label"] for p in open_evaluation(place, approved=[approved]).notes if p.code == "W901"
    ]
    assert ["Gouvernance", "Richesses produites"] == [str(label) for label in said]


@pytest.mark.nightly
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_keeps_people_out_of_the_whole_page(width, made, chromium, axe):
    with chromium.open(made / "comparaison" / "comparaison-socle-drome-publie.html", width=width) as opened:
        opened.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        opened.evaluate(axe)
        found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [] == [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]]
        assert [] == opened.faults
        assert 0 == opened.evaluate("document.documentElement.scrollWidth - window.innerWidth")
