"""Cells are the same before they are written and after they are read; tables are sealed."""

from __future__ import annotations

import math

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.published import (
    CELL_LIMIT,
    CUT,
    MASKED,
    Cell,
    Comparison,
    Field,
    Kind,
    Published,
    Table,
    cell,
    distribution,
    frame,
    read_distribution,
    seal_of,
    sealed_by,
    seals,
    short,
    table,
    words,
)

FIELDS = (Field("id", "Identifiant", Kind.ID), Field("n", "Nombre", Kind.WHOLE))
TABLE = table("more-rows", "Titre", FIELDS, [("a", 1), ("b", MASKED), ("c", None)])


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (None, None), ("", None), ("  ", None), (0, 0), (0.0, 0), (True, "yes"), (False, "no"),
        (0.1 + 0.2, 0.3), (2.0, 2), (1 / 3, 0.333333333333), (math.inf, None), (math.nan, None),
        (10**14, 10**14), (10**15, 1e15), ("e\u0301", "é"),
        ("a\r\nb\rc", "a\nb\nc"), ("masked", MASKED), (MASKED, MASKED),
        ("a\x00b\u202ec", "a\ufffdb\ufffdc"), ("\ud800", "\ufffd"), (" mot ", "mot"),
    ],
)  # fmt: skip
def test_a_cell(value: object, held: object) -> None:
    found = cell(value)
    assert (held, type(held)) == (found, type(found))


def test_a_masked_cell_is_neither_zero_nor_blank() -> None:
    assert cell("masked") is MASKED
    assert MASKED not in (0, None, "", "0")
    assert "MASKED" == repr(MASKED)


def test_what_no_cell_can_hold() -> None:
    with pytest.raises(TypeError, match="a cell cannot hold a list"):
        cell([1])


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_a_cell_read_back_is_the_same_cell(value: object) -> None:
    once = cell(value)
    assert once == cell(once)


@pytest.mark.parametrize("letter", ["a", "é", "\N{SEEDLING}"])
def test_a_long_text_is_cut_where_all_can_see(letter: str) -> None:
    room = CELL_LIMIT // (len(letter.encode("utf-16-le")) // 2)
    assert letter * room == words(letter * room)
    cut = words(letter * (room + 1))
    assert cut is not None
    assert cut.endswith(letter + CUT)
    assert CELL_LIMIT - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_table_by_column_and_by_row() -> None:
    assert "more_rows" == TABLE.name
    assert {"id": 0, "n": 1} == TABLE.index
    assert (1, MASKED, None) == TABLE.column("n")
    assert {"id": "b", "n": MASKED} == TABLE.records()[1]
    assert [(1, "a"), (MASKED, "b"), (None, "c")] == list(TABLE.picked("n", "id"))
    with pytest.raises(KeyError):
        TABLE.column("other")
    with pytest.raises(KeyError):
        TABLE.picked("id", "other")


def test_what_is_written_in_a_row_stays_with_whoever_asked_for_it() -> None:
    mine = TABLE.records()
    mine[1]["n"] = 3
    mine.pop()

    assert [("a", 1), ("b", MASKED), ("c", None)] == [(row["id"], row["n"]) for row in TABLE.records()]


def test_a_row_has_one_cell_per_column() -> None:
    with pytest.raises(ValueError, match="table t: a row of 1 cells for 2 columns"):
        table("t", "T", FIELDS, [("a",)])


def test_equality_is_of_results_not_of_labels() -> None:
    english = evolve(TABLE, title="Title", fields=(Field("id", "Id"), Field("n", "Number")))
    assert english == TABLE
    assert evolve(TABLE, rows=TABLE.rows[:2]) != TABLE
    assert evolve(TABLE, fields=(FIELDS[0], Field("m", "Nombre"))) != TABLE


def test_a_plugins_tables_stand_outside_equality() -> None:
    tables = {"more_rows": TABLE}
    assert Published(tables_by_name=tables) == Published(tables_by_name=tables, beside=(TABLE,))
    assert Published(tables_by_name=tables) != Published(tables_by_name={})


def about() -> Table:
    return table(
        "about",
        "À propos",
        (Field("key", "Clé"), Field("label", "Sens"), Field("value", "Valeur")),
        [("wave", "Vague", 3)],
    )


def test_results_are_found_by_name() -> None:
    published = Published(tables_by_name={"about": about(), "more_rows": TABLE})
    assert {"wave": 3} == published.about
    assert published["more_rows"] is TABLE
    comparison = Comparison(tables_by_name={"more_rows": TABLE})
    assert comparison["more_rows"] is TABLE
    assert ["more_rows"] == list(comparison.tables())


def test_a_data_frame_holds_the_word_masked() -> None:
    found = Published(tables_by_name={"about": about(), "more_rows": TABLE}).tables()["more_rows"]
    assert [1, "masked", None] == found["n"].tolist()
    assert str is type(found["n"][1])
    assert ["id", "n"] == list(frame(evolve(TABLE, rows=())).columns)


def test_a_seal_is_of_the_rows_own_columns_by_id() -> None:
    assert seals(["id", "n"], [["a", 1]]) == seals(["n", "id"], [[1, "a"]])
    different: list[list[Cell]] = [["a", 1], ["a", 2], ["a", None], ["a", "1,0"], ["a", MASKED], ["b", 1], ["a", 0]]
    assert len(different) == len(set(seals(["id", "n"], different)))
    assert seals(["id", "n"], [["a", 1]]) != seals(["id", "m"], [["a", 1]])
    assert [10] == [len(seal) for seal in seals(["id"], [["a"]])]


def test_a_number_is_sealed_as_it_is_read_back() -> None:
    assert seals(["n"], [[cell(0.1 + 0.2)]]) == seals(["n"], [[0.3]])
    assert seals(["n"], [[1 / 3]]) == seals(["n"], [[cell(1 / 3)]])


def test_a_table_is_sealed_in_whatever_order_people_sort_it() -> None:
    assert seal_of(TABLE) == seal_of(evolve(TABLE, rows=TABLE.rows[::-1]))
    assert seal_of(TABLE) != seal_of(evolve(TABLE, rows=TABLE.rows[1:]))
    assert seal_of(TABLE) != seal_of(evolve(TABLE, rows=(*TABLE.rows, TABLE.rows[0])))
    assert 16 == len(sealed_by([]))


def test_about_is_sealed_without_its_own_seal() -> None:
    sealed = evolve(about(), rows=(*about().rows, ("seal.about", "Sceau", seal_of(about()))))
    assert seal_of(about()) == seal_of(sealed)
    assert seal_of(about()) != seal_of(evolve(sealed, rows=(*sealed.rows, ("seal.markers", "Sceau", "x"))))


@given(st.lists(st.tuples(st.text("abc=1 ", min_size=1).map(str.strip).filter(bool), st.integers(0, 99)), max_size=5))
def test_a_distribution_is_read_back(counts: list[tuple[str, int]]) -> None:
    written = distribution(counts)
    assert (read_distribution(written) if written else ()) == tuple(counts)


def test_numbers_are_in_their_shortest_form() -> None:
    assert "1=3; 2.5=1; x=0" == distribution([(1.0, 3), (2.5, 1), ("x", 0)])
    assert distribution([]) is None
    assert ["4", "0.1", "1e+20"] == [short(4.0), short(0.1), short(1e20)]
