"""The tree: order is kept, ids lead to nodes, each instrument sees its part."""

from __future__ import annotations

from attrs import evolve

from evalkit.core.framework import Criterion, Framework, Indicator, Mapping, Marker
from evalkit.core.text import Text
from tests.core.building import link


def marker(name: str, *instruments: str) -> Marker:
    return Marker(id=name, label=Text(name.upper()), evidence=tuple(link(i, "q") for i in instruments))


TREE = Framework(
    id="f",
    version="1",
    criteria=(
        Criterion(
            id="c1",
            label=Text("C1"),
            maps_to=Mapping(dimension="d"),
            indicators=(
                Indicator(id="i1", label=Text("I1"), markers=(marker("m1", "quest"), marker("m2", "fleur"))),
                Indicator(id="i2", label=Text("I2"), markers=(marker("m3", "fleur"),), provisional=True),
            ),
        ),
        Criterion(
            id="c2",
            label=Text("C2"),
            indicators=(Indicator(id="i3", label=Text("I3"), maps_to=Mapping(dimension="e"), markers=(marker("m4"),)),),
        ),
    ),
)


def test_nodes_and_markers_in_tree_order() -> None:
    assert ["c1", "i1", "m1", "m2", "i2", "m3", "c2", "i3", "m4"] == list(TREE.nodes)
    assert ["m1", "m2", "m3", "m4"] == list(TREE.markers)
    assert ["m1", "m2", "m3"] == [m.id for m in TREE.criteria[0].markers]
    assert TREE.nodes["i2"] is TREE.criteria[0].indicators[1]


def test_a_marker_takes_from_above_what_it_does_not_say() -> None:
    placed = TREE.markers
    assert [False, False, True, False] == [p.provisional for p in placed.values()]
    assert ["d", "d", "d", "e"] == [p.maps_to.dimension for p in placed.values() if p.maps_to]
    own = evolve(placed["m1"], marker=evolve(placed["m1"].marker, maps_to=Mapping(dimension="own"), provisional=True))
    assert own.maps_to == Mapping(dimension="own")
    assert own.provisional


def test_an_instrument_sees_the_part_that_has_evidence_from_it() -> None:
    assert ["m2", "m3"] == list(TREE.seen_by("fleur").markers)
    assert ["c1", "i1", "m1"] == list(TREE.seen_by("quest").nodes)
    assert {} == TREE.seen_by("other").nodes


def test_the_fingerprint_is_of_ids_labels_and_order() -> None:
    c1, c2 = TREE.criteria
    assert 16 == len(TREE.fingerprint)
    assert TREE.fingerprint == evolve(TREE, version="2", source=Text("s")).fingerprint
    others = [
        evolve(TREE, id="g"),
        evolve(TREE, criteria=(c2, c1)),
        evolve(TREE, criteria=(evolve(c1, label=Text("x")), c2)),
    ]
    assert 4 == len({TREE.fingerprint, *(other.fingerprint for other in others)})
