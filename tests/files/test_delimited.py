import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.problems import ProblemsFound
from evalkit.files.delimited import _parsed_slowly, chosen, delimited

LETTERS = st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"])
CELL = st.text(st.one_of(LETTERS, st.sampled_from(';,\t|"\r\n')), max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    body = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6))
    return [[f"q{i}" for i in range(width)], *body]


def written(table: list[list[str]], delimiter: str, end: str = "\r\n") -> str:
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    return file.getvalue()


def kept(table: list[list[str]]) -> list[list[str]]:
    """What a sheet keeps: rows that hold something, up to the last column that does."""
    return [row for row in table if any(cell.strip() for cell in row)]


def faults(text: str, delimiter: str | None = None) -> list[tuple[str, int | None]]:
    with pytest.raises(ProblemsFound) as found:
        delimited(text, "f.csv", delimiter)
    return [(p.code, p.where.line) for p in found.value.problems]


@given(tables(), st.sampled_from(";,\t|"), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_is_written_is_read(table: list[list[str]], delimiter: str, end: str) -> None:
    assert kept(table) == delimited(written(table, delimiter, end), "f", delimiter).rows


@given(tables(), st.sampled_from(";,\t|"))
def test_the_slow_way_reads_the_same(table: list[list[str]], delimiter: str) -> None:
    rows, lines = _parsed_slowly(written(table, delimiter), delimiter, 1, "f")

    assert table == rows
    assert sorted(lines) == lines


@given(tables(), st.sampled_from(";,\t|"))
def test_lines_are_those_of_the_file(table: list[list[str]], delimiter: str) -> None:
    text = written(table, delimiter)

    found = delimited(text, "f", delimiter)

    _, lines = _parsed_slowly(text, delimiter, 1, "f")
    by_line = dict(zip(lines, table, strict=True))
    assert found.rows == [by_line[line] for line in found.lines]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    table = [["id", "q1", "q2", "avis"], *([str(i), "4,5", "3", "bien, vite ; ou pas | du tout"] for i in range(20))]

    assert delimiter == chosen(written(table, delimiter))


def test_the_heading_weighs_more_than_what_comments_hold() -> None:
    rows = "\n".join(f"{i},4,a;b;c;d;e;f;g;h" for i in range(100))

    assert "," == chosen(f"id,q1,avis\n{rows}\n")


def test_a_title_does_not_decide() -> None:
    rows = "\n".join(f"{i};4,5;3;oui" for i in range(20))

    assert ";" == chosen(f"Enquête, Romans\nid;q1;q2;q3\n{rows}\n")


QUOTED = '"id;q1;avis"\r\n\r\n"1;4;""bien; vite"""\r\n"2;3;"\r\n'


@pytest.mark.parametrize("delimiter", [None, ";"])
def test_lines_that_each_stand_in_quotes_are_read_without_them(delimiter: str | None) -> None:
    found = delimited(QUOTED, "f", delimiter)

    assert [["id", "q1", "avis"], ["1", "4", "bien; vite"], ["2", "3", ""]] == found.rows
    assert ([1, 3, 4], [2], True) == (list(found.lines), found.blank, found.quoted)


@pytest.mark.parametrize(
    "text",
    [
        '"Nom, prénom"\n"Roux, Léa"\n"Brun, Zoé"\n',  # a space behind the comma: words
        '"avis"\n"bien, vite"\n"non, trop loin"\n',  # the heading has one cell
        '"a,b"\n"bien,vite,loin"\n"non"\n',  # not all as wide
        '"a,b"\n"bien,""vite"\n',  # no table inside
        '"a,b"\n1\n',  # one line stands without
        '"a,b"\n"bien,\nvite"\n',  # a cell of two lines
        '"a,b"\n',
    ],
)
def test_texts_in_quotes_stay_one_column(text: str) -> None:
    found = delimited(text, "f")

    assert (False, {1}) == (found.quoted, {len(row) for row in found.rows})


def test_one_column_needs_no_delimiter() -> None:
    assert [["avis"], ["bien"], ["trop court, trop loin"]] == delimited("avis\nbien\ntrop court, trop loin\n", "f").rows


def test_the_sep_line_is_a_directive() -> None:
    found = delimited("sep=|\r\na|b\r\n1|2;3\r\n", "f")

    assert ([["a", "b"], ["1", "2;3"]], [2, 3]) == (found.rows, list(found.lines))


def test_titles_above_may_be_short_and_lines_may_be_blank() -> None:
    found = delimited("Enquête 2024\n\na;b;c\n1;2;3\n;;\n4;5;6;;\n\n", "f")

    assert [["Enquête 2024", "", ""], ["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]] == found.rows
    assert ([1, 3, 4, 6], [2, 5, 7]) == (list(found.lines), found.blank)


def test_a_ragged_line_is_refused_where_it_stands() -> None:
    assert [("E211", 3)] == faults("a;b;c\n1;2;3\n1;2\n1;2;3\n")
    assert [("E211", 2)] == faults("a;b;c\n1;2;3;4\n1;2;3\n1;2;3\n")
    assert [("E211", 4)] == faults('a;b;c\n1;"x\ny";3\n1;2\n1;2;3\n')


def test_a_line_in_quotes_as_a_whole_is_called_so() -> None:
    with pytest.raises(ProblemsFound) as found:
        delimited('id;q1;avis\n1;4;bien\n"2;3;""bien; vite"""\n3;3;non\n', "f.csv")

    [problem] = found.value.problems
    assert ("E211", 3) == (problem.code, problem.where.line)
    assert "tout entière entre guillemets" in str(problem.message)


def test_a_heading_short_of_one_column_shifts_nothing() -> None:
    assert [("E211", 2), ("E211", 3)] == faults("b;c;d\n1;x;2;3\n2;x;2;3\n")


def test_many_ragged_lines_are_counted() -> None:
    found = faults("a;b;c\n" + "1;2;3\n" * 60 + "1;2\n" * 50)

    assert 21 == len(found)


def test_a_half_written_end_is_named_so() -> None:
    assert [("E210", 3)] == faults("a;b;c\n1;2;3\n1;2")
    assert [("E210", 3)] == faults('a;b;c\n1;2;3\n1;2;"bon')
    assert [("E210", 2)] == faults('a;b;c\n1;2;"bon\n1;2;3\n1;2;3\n')


def test_a_quote_out_of_place_is_refused() -> None:
    assert [("E211", 2)] == faults('a;b\n"x"y;2\n')


def test_a_huge_cell_is_read_and_the_limit_of_csv_left_alone() -> None:
    before = csv.field_size_limit()
    huge = "é" * 2_000_000

    assert [["a", "b"], ["1", huge]] == delimited(f'a;b\n1;"{huge}"\n', "f").rows
    assert before == csv.field_size_limit()


def test_mixed_line_ends_stay_inside_quotes() -> None:
    found = delimited('a;b\r\n1;"x\ry\nz\r\n"\r\n2;w\r\n', "f")

    assert [["a", "b"], ["1", "x\ry\nz\r\n"], ["2", "w"]] == found.rows
    assert [1, 2, 6] == list(found.lines)


def test_the_mark_that_old_programs_end_a_text_with_is_no_row() -> None:
    assert [["id", "q1"], ["R1", "4"]] == delimited("id;q1\r\nR1;4\r\n\x1a", "a.csv").rows


def test_a_space_before_quotes_is_no_part_of_the_cell() -> None:
    text = '"id"; "q1"; "avis"\n"R1"; "4"; "bien ; ""vite""; ""très vite"""\n'

    assert ["R1", "4", 'bien ; "vite"; "très vite"'] == delimited(text, "a.csv").rows[1]


def test_quotes_behind_a_space_inside_a_cell_stay_as_they_are() -> None:
    assert ["R1", 'il dit "oui"; "non"'] == delimited('id;avis\nR1;"il dit ""oui""; ""non"""\n', "a.csv").rows[1]


def test_rows_swallowed_by_a_quotation_mark_are_refused_by_line() -> None:
    text = 'id;a;b;c;d;avis\nR1;1;2;3;4;"bien\nR2;4;3;2;1;oui"\nR3;1;1;1;1;\n'

    assert [("E210", 2)] == faults(text)


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("id;a;b;c;d;avis", "bien ; vite\nbeau ; bon ; calme ; clair ; proche ; gai"),
        ("id;a;b;c;d;avis", "bien\n;;;;;"),
        ("id;a;b;c;avis", "bien\nbeau;bon;calme;clair;proche"),
    ],
    ids=["spaced", "nothing between", "narrow"],
)
def test_a_text_of_several_lines_with_separators_is_a_text(heading: str, said: str) -> None:
    answers = "1;" * (heading.count(";") - 1)

    assert said == delimited(f'{heading}\nR1;{answers}"{said}"\n', "a.csv").rows[1][-1]


def test_more_columns_than_a_sheet_can_hold_are_refused() -> None:
    assert [("E207", 1)] == faults(";".join(["a"] * 16_385) + "\n")


def test_empty_columns_at_the_end_are_cut_however_many() -> None:
    assert [["id", "q1"], ["R1", "4"]] == delimited("id;q1" + ";" * 20_000 + "\nR1;4\n", "a.csv").rows
