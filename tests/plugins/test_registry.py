from __future__ import annotations

import pytest

from evalkit.plugins.registry import Provider, Registry, Taken

OURS = Provider(name="evalkit.scorers.share", origin="builtin", distribution="evalkit-social", version="0.1.0")
THEIRS = Provider(name="maison.py", origin="local", sha256="0123456789abcdef")


def test_names_stand_in_their_order():
    registry: Registry[int] = Registry()
    registry.add("b", 1, OURS)
    registry.add("a", 2, THEIRS)
    assert {"a": 2, "b": 1} == dict(registry)
    assert ["a", "b"] == list(registry)
    assert THEIRS == registry.provider("a")


def test_a_name_that_is_taken_is_refused_and_kept_as_it_was():
    registry: Registry[int] = Registry()
    registry.add("a", 1, OURS)
    with pytest.raises(Taken) as taken:
        registry.add("a", 2, THEIRS)
    assert (OURS, THEIRS) == (taken.value.first, taken.value.second)
    assert 1 == registry["a"]


def test_a_provider_says_its_version_or_its_fingerprint():
    assert "evalkit-social 0.1.0 (evalkit.scorers.share)" == str(OURS)
    assert "maison.py (sha256 0123456789ab)" == str(THEIRS)
