from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from evalkit.plugins.approval import approve, approved, home, sha256


def test_an_approval_is_kept_and_found(tmp_path):
    plugin = tmp_path / "maison.py"
    plugin.write_bytes(b"x = 1\n")
    digest = approve(plugin, tmp_path / "home" / "deep")
    assert sha256(b"x = 1\n") == digest
    assert {digest: "maison.py"} == approved(tmp_path / "home" / "deep")
    assert ["approved.json"] == [path.name for path in (tmp_path / "home" / "deep").iterdir()]


def test_approvals_add_up(tmp_path):
    for number in range(3):
        (tmp_path / "maison.py").write_text(f"x = {number}\n")
        approve(tmp_path / "maison.py", tmp_path)
    assert 3 == len(approved(tmp_path))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"approved": 3}', "not json"])
def test_a_damaged_file_approves_nothing(tmp_path, content):
    (tmp_path / "approved.json").write_text(content)
    assert {} == approved(tmp_path)


def test_approvals_stand_in_the_folder_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path))
    (tmp_path / "maison.py").write_text("x = 1\n")
    digest = approve(tmp_path / "maison.py")
    assert {"approved": {digest: "maison.py"}} == json.loads((tmp_path / "approved.json").read_text(encoding="utf-8"))
    assert {digest: "maison.py"} == approved()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="their folders are their own")
def test_without_a_word_it_is_the_configuration_folder():
    assert Path("/c/evalkit") == home({"XDG_CONFIG_HOME": "/c"})
    assert Path.home() / ".config" / "evalkit" == home({})


def test_a_failed_write_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "maison.py").write_text("x = 1\n")

    def refused(self, target):
        raise PermissionError(13, "refused")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError):
        approve(tmp_path / "maison.py", tmp_path / "home")
    assert [] == list((tmp_path / "home").iterdir())
