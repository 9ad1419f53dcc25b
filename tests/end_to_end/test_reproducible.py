"""Same inputs, same bytes: in another folder, language, time zone and hash seed too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def run(folder: Path, **surroundings: str) -> dict[str, bytes]:
    """What `evalkit run` writes for a copy of the reference evaluation that stands alone in *folder*."""
    project = folder / "romans"
    ignored = shutil.ignore_patterns("out", "__pycache__")
    shutil.copytree(EXAMPLES / "romans", project, ignore=ignored)
    done = subprocess.run(
        [sys.executable, "-m", "evalkit", "run", str(project), "--quiet"],
        env={**os.environ, **surroundings},
        capture_output=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr.decode()
    return {path.name: path.read_bytes() for path in sorted((project / "out").rglob("*")) if path.is_file()}


def test_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    first = run(tmp_path / "ici", PYTHONHASHSEED="1", TZ="Europe/Paris", LC_ALL="fr_FR.UTF-8")
    second = run(
        tmp_path / "un autre dossier (copie) é",
        PYTHONHASHSEED="2",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="en_US",
        SOURCE_DATE_EPOCH="0",
    )
    assert list(first) == list(second)
    assert [] == [name for name in first if first[name] != second[name]]
    assert {".xlsx", ".html", ".json"} <= {Path(name).suffix for name in first}


def inside(name: str, data: bytes) -> list[bytes]:
    """The parts of a workbook, inflated; any other file as it is."""
    if not name.endswith(".xlsx"):
        return [data]
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(part) for part in archive.namelist()]


def test_nothing_of_this_machine_stands_in_an_output(tmp_path: Path) -> None:
    place = tmp_path / "jardin-secret"
    made = run(place)
    # What lies in a workbook is deflated: a path in it would not be seen from outside.
    parts = [(name, part) for name, data in made.items() for part in inside(name, data)]
    assert len(made) < len(parts)
    for name, part in parts:
        assert b"jardin-secret" not in part, name
        assert str(ROOT).encode() not in part, name
