import errno
import os
import signal
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evalkit.core.problems import ProblemsFound
from evalkit.files.putting import put_in_place

OLD = {"a.html": b"old a", "manifest.json": b"old m"}
NEW = {"manifest.json": b"new m", "b/c.html": b"new c", "a.html": b"new a"}


def held(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refusal(folder: Path) -> tuple[str, str]:
    with pytest.raises(ProblemsFound) as found:
        put_in_place(folder, NEW, "out/2026")
    (problem,) = found.value.problems
    assert problem.hint is not None
    assert problem.where is not None
    return problem.code, problem.where.path


def test_files_are_written_and_the_manifest_last(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2026"

    paths = put_in_place(folder, NEW)

    assert ["a.html", "b/c.html", "manifest.json"] == [str(path.relative_to(folder)) for path in paths]
    assert NEW == held(folder)


def test_whoever_interrupts_finds_the_new_set_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(tmp_path, OLD)
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        put_in_place(tmp_path, NEW)
    assert NEW == held(tmp_path)
    assert before == signal.getsignal(signal.SIGINT)


def test_a_thread_that_is_never_interrupted_writes_too(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as other:
        assert 3 == len(other.submit(put_in_place, tmp_path, NEW).result())


def test_files_have_the_mode_of_ordinary_ones(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (path,) = put_in_place(tmp_path, {"a": b""})
    finally:
        os.umask(before)

    assert 0o640 == stat.S_IMODE(path.stat().st_mode)


def test_old_files_are_replaced_and_strays_of_a_cut_run_removed(tmp_path: Path) -> None:
    put_in_place(tmp_path, OLD)
    (tmp_path / ".a.html.evalkit-tmp").write_bytes(b"half")
    (tmp_path / ".z.html.evalkit-tmp").write_bytes(b"half")
    (tmp_path / "notes.txt").write_bytes(b"a person's")

    put_in_place(tmp_path, NEW)

    assert {**NEW, "notes.txt": b"a person's"} == held(tmp_path)


def test_a_locked_file_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(tmp_path, OLD)
    plain = Path.open

    def locked(self: Path, mode: str = "r", *rest: object) -> object:
        if self.name == "manifest.json" and mode == "r+b":
            raise PermissionError(errno.EACCES, "locked")
        return plain(self, mode, *rest)

    monkeypatch.setattr(Path, "open", locked)

    assert ("E401", "out/2026/manifest.json") == refusal(tmp_path)
    monkeypatch.undo()
    assert OLD == held(tmp_path)


def test_a_protected_folder_is_not_taken_for_an_open_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(tmp_path, OLD)
    plain = Path.open

    def protected(self: Path, mode: str = "r", *rest: object) -> object:
        if mode == "xb":
            raise PermissionError(errno.EACCES, "read-only")
        return plain(self, mode, *rest)

    monkeypatch.setattr(Path, "open", protected)
    with pytest.raises(ProblemsFound) as found:
        put_in_place(tmp_path, NEW, "out/2026")
    monkeypatch.undo()
    (problem,) = found.value.problems
    assert "son dossier est protégé" in str(problem.message)
    assert "E401" == problem.code
    assert OLD == held(tmp_path)


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(tmp_path, OLD)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)

    assert ("E402", "out/2026/a.html") == refusal(tmp_path)
    assert OLD == held(tmp_path)


def test_what_cannot_be_read_back_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(tmp_path, OLD)
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"other")

    assert ("E402", "out/2026/a.html") == refusal(tmp_path)
    monkeypatch.undo()
    assert OLD == held(tmp_path)


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")

    assert ("E402", "out/2026/b/c.html") == refusal(tmp_path)
    assert {"b": b""} == held(tmp_path)


@pytest.mark.parametrize("name", ["../a", "/a", "", "a/../../b", "..\\a", "C:\\a", "C:a"])
def test_a_name_that_leads_out_is_our_own_fault(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="inside a folder"):
        put_in_place(tmp_path, {name: b""})
