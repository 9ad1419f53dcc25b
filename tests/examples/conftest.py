"""An environment that has evalkit and what it needs, where a distribution can be put in and taken out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


class Environment:
    """A clean environment of Python: what evalkit needs comes from ours, plugins from nowhere."""

    def __init__(self, room: Path) -> None:
        self._room = room
        venv.create(room / "venv", with_pip=False, symlinks=os.name != "nt")
        self.python = room / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        paths = {"base": str(room / "venv"), "platbase": str(room / "venv")}
        ours = sysconfig.get_path("purelib")
        site = Path(sysconfig.get_path("purelib", vars=paths)) / "evalkit-and-what-it-needs.pth"
        site.write_text(f"import site; site.addsitedir({ours!r})\n{ROOT}\n")

    def run(self, *args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "COV"))}
        command = [self.python, *map(str, args)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, cwd=cwd)

    def evalkit(self, *args: object) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "evalkit.cli.main", *args)

    def plugins(self) -> dict[str, str]:
        """The installed distributions that give plugins, with their versions."""
        found = json.loads(self.evalkit("plugins", "--json").stdout)
        return {one["distribution"]: one["version"] for one in found["plugins"] if one["origin"] == "installed"}

    def install(self, source: Path) -> None:
        """Build a wheel from a copy of *source*, so that nothing is left beside it, and install that."""
        room = self._room / source.name
        shutil.copytree(source, room / "source", ignore=shutil.ignore_patterns("__pycache__", "build", "dist"))
        build = ("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", room, room / "source")
        self._pip(*build)
        [wheel] = room.glob("*.whl")
        self._pip("--python", self.python, "install", "--no-deps", "--no-index", wheel)

    def uninstall(self, distribution: str) -> None:
        self._pip("--python", self.python, "uninstall", "-y", distribution)

    def _pip(self, *args: object) -> None:
        subprocess.run([sys.executable, "-m", "pip", "-q", *map(str, args)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def clean(tmp_path_factory) -> Environment:
    return Environment(tmp_path_factory.mktemp("clean"))
