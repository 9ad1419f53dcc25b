"""A command called as a person types it, and what it said."""

from __future__ import annotations

import json
from types import SimpleNamespace

from click.testing import CliRunner

from evalkit.cli.main import cli


def call(*args: object, typed: str | None = None) -> SimpleNamespace:
    """What a call printed, its no-break spaces made plain, and its status; *typed* answers what it asks."""
    done = CliRunner().invoke(cli, [str(arg) for arg in args], input=typed)
    said = {name: getattr(done, name).replace("\u00a0", " ") for name in ("output", "stdout", "stderr")}
    return SimpleNamespace(exit_code=done.exit_code, **said)


def told(*args: object) -> dict[str, object]:
    done = call(*args, "--json")
    assert 0 == done.exit_code, done.stdout + done.stderr
    return json.loads(done.stdout)


def tree(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
