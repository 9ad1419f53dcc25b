from __future__ import annotations

import json
from hashlib import sha256

import pytest

from evalkit.evaluation.deliverables import Deliverables
from evalkit.evaluation.keeping import kept_in


def test_a_name_is_given_once_and_the_manifest_keeps_its_own(tmp_path):
    made = Deliverables(tmp_path)
    assert [] == made.add("poster", "published", {"a.html": b"first"})
    problems = made.add("report", "internal", {"a.html": b"second", "manifest.json": b"{}", "b.html": b"b"})
    assert ["E410", "E410"] == [problem.code for problem in problems]
    assert [("poster", "a.html"), ("report", "b.html")] == [(one.kind, one.path.name) for one in made.put()]
    assert {"a.html": b"first", "b.html": b"b"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("given", "error"),
    [({"a.html": "text"}, TypeError), (None, TypeError), ({"../a.html": b""}, ValueError), ({"": b""}, ValueError)],
)
def test_what_is_no_file_is_refused_while_its_plugin_is_known(tmp_path, given, error):
    with pytest.raises(error):
        Deliverables(tmp_path).add("poster", "published", given)


def test_the_manifest_ends_with_the_files_and_their_hashes(tmp_path):
    made = Deliverables(tmp_path)
    made.add("poster", "published", {"a.html": b"a"})
    poster, manifest = made.put({"schema": "s", "complete": True})
    said = {"kind": "poster", "profile": "published", "path": "a.html", "sha256": sha256(b"a").hexdigest()}
    assert {"schema": "s", "complete": True, "outputs": [said]} == json.loads(manifest.path.read_bytes())
    assert {"kind": "poster", "profile": "published", "path": str(tmp_path / "a.html")} == poster.told()
    assert {"kind": "manifest", "path": str(tmp_path / "manifest.json")} == manifest.told()


def put(folder, **files):
    made = Deliverables(folder)
    made.add("workbook", "published", {f"{name}.xlsx": data for name, data in files.items()})
    made.put({"schema": "s"})
    return made


def test_a_file_that_a_person_changed_is_kept_under_another_name_and_said(tmp_path):
    assert [] == put(tmp_path, a=b"first", b=b"first").notes
    (tmp_path / "a.xlsx").write_bytes(b"first, and a remark")
    (note,) = put(tmp_path, a=b"second", b=b"second").notes
    assert ("W401", f"{tmp_path.as_posix()}/a.xlsx") == (note.code, note.where.path)
    found = {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")}
    assert {"a.xlsx": b"second", "a-modifie.xlsx": b"first, and a remark", "b.xlsx": b"second"} == found
    assert ["a-modifie.xlsx"] == json.loads((tmp_path / "manifest.json").read_bytes())["kept"]


def test_what_was_kept_is_never_replaced_and_leaves_the_manifest_with_its_file(tmp_path):
    put(tmp_path, a=b"first")
    (tmp_path / "a.xlsx").write_bytes(b"one remark")
    put(tmp_path, a=b"second")
    (tmp_path / "a.xlsx").write_bytes(b"another")
    put(tmp_path, a=b"third")
    kept = tmp_path / "a-modifie.xlsx", tmp_path / "a-modifie-2.xlsx"
    assert [b"one remark", b"another"] == [path.read_bytes() for path in kept]
    assert set(kept) == kept_in(tmp_path)
    kept[0].unlink()
    assert [] == put(tmp_path, a=b"fourth").notes
    assert {kept[1]} == kept_in(tmp_path)


def test_a_file_that_says_the_same_or_of_which_nothing_is_known_is_replaced(tmp_path):
    put(tmp_path, a=b"first")
    (tmp_path / "a.xlsx").write_bytes(b"second")
    (tmp_path / "b.xlsx").write_bytes(b"somebody's")
    assert [] == put(tmp_path, a=b"second", b=b"second").notes
    (tmp_path / "manifest.json").write_bytes(b"[]")
    assert [] == put(tmp_path, a=b"third").notes
    assert frozenset() == kept_in(tmp_path)
