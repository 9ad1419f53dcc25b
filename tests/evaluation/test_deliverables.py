from __future__ import annotations

import json
from hashlib import sha256

import pytest

from evalkit.evaluation.deliverables import Deliverables


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
