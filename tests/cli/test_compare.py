from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from evalkit.comparison import reading
from tests.cli.calling import call, told

CORE = """
id: socle
version: "1"
source: Pour le test
dimensions: [{id: lien, label: Le lien}]
"""


@pytest.fixture
def core(project, tmp_path):
    """A shared core, to which the project's only criterion is tied."""
    (tmp_path / "socle.yaml").write_text(CORE, encoding="utf-8")
    (project / "socle.yaml").write_text(CORE, encoding="utf-8")
    tree = project / "framework.yaml"
    tied = tree.read_text(encoding="utf-8").replace(
        "label: Les liens\n", "label: Les liens\n    maps_to: {dimension: lien, extent: full}\n"
    )
    tree.write_text(tied, encoding="utf-8")
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "shared_core: socle.yaml\n", encoding="utf-8")
    return tmp_path / "socle.yaml"


def test_compare_puts_two_structures_side_by_side(project, core, tmp_path):
    told("run", project, "-o", tmp_path / "recus" / "a")
    file = project / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("mq-exemple", "autre-mq"), encoding="utf-8")
    told("run", project, "-o", tmp_path / "recus" / "b")
    found = told("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin")
    assert [] == found["refused"]
    assert {"kind": "manifest", "path": str(tmp_path / "juin" / "manifest.json")} in found["outputs"]
    manifest = json.loads((tmp_path / "juin" / "manifest.json").read_text(encoding="utf-8"))
    assert {"mq-exemple", "autre-mq"} == {structure for structure, _wave in manifest["structures"]}


def test_compare_refuses_or_goes_on_without_what_it_cannot_read(project, core, tmp_path):
    told("run", project, "-o", tmp_path / "recus" / "a")
    (tmp_path / "recus" / "faux.xlsx").write_bytes(b"no workbook")
    refused = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin")
    assert 1 == refused.exit_code
    assert "faux.xlsx" in refused.stderr
    assert not (tmp_path / "juin").exists()
    done = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin", "--keep-going")
    assert 0 == done.exit_code
    assert "faux.xlsx" in done.stderr
    assert ["faux.xlsx"] == [
        problem["file"].rpartition("/")[2]
        for problem in told("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin", "--keep-going")[
            "refused"
        ]
    ]


def test_a_comparison_that_cannot_be_written_ends_with_four(project, core, tmp_path):
    told("run", project, "-o", tmp_path / "recus" / "a")
    (tmp_path / "juin").write_text("a file, no folder", encoding="utf-8")
    done = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin" / "ici")
    assert 4 == done.exit_code
    assert "E402" in done.stderr
    assert "a file, no folder" == (tmp_path / "juin").read_text(encoding="utf-8")


def test_an_interrupted_comparison_reads_no_further_and_writes_nothing(project, core, tmp_path, monkeypatch):
    told("run", project, "-o", tmp_path / "recus")
    [first] = (tmp_path / "recus").glob("*.xlsx")
    for number in range(50):
        shutil.copy(first, tmp_path / "recus" / f"{number:02}.xlsx")
    begun = []

    def interrupted(path, *given):
        begun.append(path.name)
        if path.name == "02.xlsx":
            os.kill(os.getpid(), signal.SIGINT)
        if path.name >= "02.xlsx":
            stopped.wait(20)
        return read_workbook(path, *given)

    class Readers(ThreadPoolExecutor):
        def shutdown(self, *args, **kwargs):
            stopped.set()
            super().shutdown(*args, **kwargs)

    stopped = threading.Event()
    read_workbook = reading.read_workbook
    monkeypatch.setattr(reading, "read_workbook", interrupted)
    monkeypatch.setattr(reading, "ThreadPoolExecutor", Readers)
    done = call("compare", tmp_path / "recus", "--core", core, "-o", tmp_path / "juin")
    assert 130 == done.exit_code
    assert "Interrompu" in done.stderr
    assert {"04.xlsx", "49.xlsx"}.isdisjoint(begun)
    assert not (tmp_path / "juin").exists()


def test_compare_wants_a_core(project):
    done = call("compare", project)
    assert 2 == done.exit_code
    assert "Il manque --core." in done.stderr
