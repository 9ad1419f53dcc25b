from __future__ import annotations

import re
import warnings
import zipfile
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from evalkit import MASKED, TABLES, Field, Language, Published, fill, language, read_workbook, table
from evalkit.outputs.naming import file_name, slug
from evalkit.outputs.workbook import Workbook, evalkit_outputs
from evalkit.outputs.workbook.book import written
from evalkit.outputs.workbook.sheets import sheet_names
from evalkit.outputs.workbook.styles import Styles, number_format
from evalkit.outputs.workbook.wording import SHOWN, shown_as
from tests.outputs.results import ABOUT, FRENCH, published, sealed, usual

INJECTIONS = (
    '=HYPERLINK("http://x.example","clic")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=1+1",
    "{=1+1}",
    "http://x.example/chemin",
    "mailto:a@x.example",
    "internal:'Lectures'!A1",
    "<script>alert(1)</script>",
    "]]><f>1+1</f>",
    "'007",
    "007",
    "1,5",
    "&amp;",
    "<r><t>1</t></r>",
    "<r></si>&</r>",
)


def write(results, code="fr") -> bytes:
    ((_, data),) = Workbook().write(results, Path("ailleurs"), code).items()
    return data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(published())


def test_it_is_an_output_of_published_results():
    assert (Workbook,) == tuple(evalkit_outputs())


def test_the_file_name_tells_structure_wave_and_profile():
    assert ["mq-essai-2026-publie.xlsx"] == list(Workbook().write(published(), Path(), "fr"))
    internal = [(k, label, "internal" if k == "profile" else v) for k, label, v in ABOUT]
    assert "mq-essai-2026-interne.xlsx" == file_name(published(about=internal), ".xlsx")
    assert "oeuvre-d-ete-2026" == slug("Œuvre d’été / 2026")
    assert "" == slug("../..")


def test_each_table_is_one_sheet_with_one_excel_table_of_its_name(data):
    book = opened(data)
    results = published()
    assert ["Sommaire", *(one.title for one in results.tables_by_name.values())] == book.sheetnames
    for (name, found), sheet in zip(results.tables_by_name.items(), book.worksheets[1:], strict=True):
        assert [name] == list(sheet.tables)
        ids = [cell.value for cell in sheet[sheet.tables[name].ref][0]]
        assert [*(f.id for f in found.fields), "row", "seal"] == ids
        assert [f.label for f in found.fields] == [cell.value for cell in sheet[3]][:-2]
        assert "A5" == sheet.freeze_panes
        assert sheet.tables[name].autoFilter is not None


def test_a_cell_holds_what_the_table_holds(data):
    book = opened(data)
    for found, sheet in zip(published().tables_by_name.values(), book.worksheets[1:], strict=True):
        cells = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=5, max_col=len(found.fields))]
        assert [list(row) for row in found.rows] == cells[: len(found.rows)]


def test_an_empty_table_has_one_blank_row_without_a_seal(data):
    sheet = opened(data)["Inattendu"]
    assert "A4:E5" == sheet.tables["unexpected"].ref
    assert [None] * 5 == [cell.value for cell in sheet[5]]


def test_a_masked_cell_holds_its_word_in_every_language_and_looks_like_nothing_else():
    shown = {}
    for code in ("fr", "en"):
        sheet = opened(write(published(), code)).worksheets[8]
        assert "readings" in sheet.tables
        (row,) = [r for r in sheet.iter_rows(min_row=5) if r[7].value == "unspecified"][:1]
        assert ["masked"] * 13 == [cell.value for cell in row[10:23]]
        assert "lightUp" == row[10].fill.patternType
        shown[code] = row[10].number_format
    assert 'General;General;General;"masqué"' == shown["fr"]


def test_a_status_is_told_by_a_word_and_a_sign_and_not_by_colour_alone(data):
    sheet = opened(data)["Marqueurs"]
    formats = {row[7].value: row[7].number_format for row in sheet.iter_rows(min_row=5)}
    assert len(formats) == len({form[-30:] for form in formats.values()}) == 5
    assert 'General;General;General;"● constaté"' == formats["attested"]


@pytest.mark.parametrize(
    ("column", "row", "expected"),
    [
        ("low", {"n": 231}, "0.0%"),
        ("low", {"n": 57}, "0%"),
        ("low", {"n": 12}, "0.0"),
        ("value", {"n": 57, "kind": "mean"}, "#,##0"),
        ("value", {"n": 231, "kind": "mean"}, "#,##0.0"),
        ("value", {"n": 9, "kind": "count"}, "#,##0.##"),
        ("value", {"n": MASKED, "kind": "mean"}, "#,##0"),
    ],
)
def test_number_formats_follow_the_print_rules(column, row, expected):
    field = next(f for f in TABLES["readings"].fields(FRENCH) if f.id == column)
    assert expected == number_format(field, 0.537, row)


def test_the_same_results_give_the_same_bytes_wherever_they_are_written():
    assert Workbook().write(published(), Path("/a"), "fr") == Workbook().write(published(), Path("/b"), "fr")


def test_no_part_tells_who_made_it_or_where(data):
    found = parts(data)
    assert b"<dc:creator></dc:creator>" in found["docProps/core.xml"]
    assert b"<cp:lastModifiedBy></cp:lastModifiedBy>" in found["docProps/core.xml"]
    assert re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", found["docProps/core.xml"]) == [b"2000-01-01T00:00:00Z"] * 2
    for secret in (str(Path.cwd()).encode(), b"/home/", b"/tmp/", b"ailleurs"):
        assert [] == [name for name, part in found.items() if secret in part]


def test_every_part_is_well_formed(data):
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels")):
            assert ElementTree.fromstring(part) is not None, name


def test_no_string_of_the_file_is_not_shown_in_a_cell(data):
    book = opened(data)
    shown = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    root = ElementTree.fromstring(parts(data)["xl/sharedStrings.xml"])
    stored = {"".join(t.text or "" for t in si.iter() if t.tag.endswith("}t")) for si in root}
    assert set() == stored - shown


def test_codes_are_shown_as_words_and_words_as_they_are():
    said = shown_as("sources", "fleur=contested; entretiens=attested", FRENCH).replace("\u00a0", " ")
    assert "fleur : à débattre · entretiens : constaté" == said
    assert "grille d’observation" == shown_as("kind", "observation-grid", FRENCH)
    assert "positions" == shown_as("kind", "stages", FRENCH) == shown_as("scorer", "stages", FRENCH)
    for words in ("rapport d’activité", "ailleurs=autre", "a=attested; b"):
        assert "" == shown_as("sources", words, FRENCH)
    assert "" == shown_as("kind", "mon-outil", FRENCH)


def test_a_book_never_has_more_formats_of_words_than_excel_opens(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    styles, column = Styles(book, FRENCH), Field("sources", "Regards")
    shown = [styles.cell(column, f"outil-{n}=attested", {}).num_format for n in range(300)]
    words = [one for one in shown if "constaté" in str(one)]
    assert len(set(words)) == len(words) < 200
    assert sum(map(len, SHOWN.values())) < 200
    assert "constaté" not in str(styles.cell(column, f"{'o' * 250}=attested", {}).num_format)


def test_charts_show_numbers_of_cells_and_are_never_radars(data):
    found = {name: part.decode() for name, part in parts(data).items() if name.startswith("xl/charts/chart")}
    assert 2 == len(found)
    for part in found.values():
        assert "radarChart" not in part
        assert [] == [f for f in re.findall("<c:f>([^<]*)</c:f>", part) if not re.search(r"!\$[A-Z]+\$\d+:", f)]


def test_no_chart_is_drawn_of_what_is_masked():
    rows = [(*row[:3], *[MASKED] * 7) for row in usual()["criteria"]]
    found = parts(write(published(criteria=rows)))
    assert [] == [name for name in found if name.startswith("xl/charts/")]


def test_tables_of_plugins_stand_beside_the_others():
    plugin = table("plugin-x", "Module", [Field("a", "A"), Field("b", "B")], [("=1+1", 2.5), (MASKED, None)])
    book = opened(write(evolve(published(), beside=(plugin,))))
    assert ["plugin_x"] == list(book["Module"].tables)
    assert [("=1+1", 2.5), ("masked", None)] == [tuple(c.value for c in row) for row in book["Module"]["A5:B6"]]


def test_results_without_anything_collected_or_decided_are_written():
    empty = {name: [] for name in usual()}
    data = write(published(**empty))
    assert [] == [name for name in parts(data) if name.startswith(("xl/charts/", "xl/media/"))]
    assert len(empty) + 2 == len(opened(data).worksheets)


def test_the_flower_is_a_picture_with_words_for_those_who_do_not_see_it(data):
    found = parts(data)
    assert [name for name in found if name.startswith("xl/media/")] == ["xl/media/image1.png"]
    (drawing,) = [part.decode() for name, part in found.items() if name.startswith("xl/drawings/drawing")]
    (words,) = re.findall(r'descr="([^"]*)"/?>', drawing.split("<xdr:pic>")[1])[:1]
    assert "Une gouvernance partagée" in words


def test_the_cover_says_what_may_not_be_missed(data):
    cover = [cell.value for row in opened(data)["Sommaire"].iter_rows() for cell in row if cell.value]
    assert "Maison de quartier d’essai" in cover
    for words in ("Document à diffuser", "Données simulées", "Critères provisoires"):
        assert 1 == len([line for line in cover if line.startswith(words)])
    plain = [(k, label, "no" if v == "yes" else v) for k, label, v in ABOUT]
    cover = [c.value for row in opened(write(published(about=plain)))["Sommaire"].iter_rows() for c in row if c.value]
    assert [] == [line for line in cover if line.startswith(("Données simulées", "Critères provisoires"))]


def test_the_contents_lead_to_every_sheet(data):
    book = opened(data)
    links = {cell.hyperlink.location for row in book["Sommaire"].iter_rows() for cell in row if cell.hyperlink}
    assert {f"'{name}'!A1" for name in book.sheetnames[1:]} == links


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_becomes_a_formula_a_link_or_markup(text, tmp_path):
    rows = [("f1", "claim", text, text, text, text, text, text)]
    about = [(k, label, text if k in ("structure_name", "wave_label", "question") else v) for k, label, v in ABOUT]
    results = published(findings=rows, about=about, criteria=[("c", text, "no", 1, 0, 0, 0, 0, 1, 1)])
    data = write(results)
    for name, part in parts(data).items():
        assert b"<f>" not in part or name.startswith("xl/charts/")
        if name.endswith(".rels"):
            assert b"External" not in part
    cell = opened(data)["Constats"]["C5"]
    assert (text, "s") == (cell.value, cell.data_type)
    assert text.startswith(("=", "+", "-", "@", "'")) == cell.quotePrefix
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert results == read_workbook(path)


def test_titles_become_names_that_excel_takes():
    titles = ["Lectures", "lectures", "A/B: [c]?*\\", "x" * 40, "x" * 31, "", "'ap'", "History"]
    names = sheet_names(titles, ["Sommaire"])
    assert len(names) == len({name.casefold() for name in names})
    for name in names:
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert "history" != name.casefold()


def test_a_table_may_not_use_the_columns_that_the_workbook_adds():
    plugin = table("plugin-x", "X", [Field("seal", "Sceau")], [])
    results = published()
    with pytest.raises(ValueError, match="plugin_x"):
        write(Published(tables_by_name={**results.tables_by_name, "plugin_x": plugin}))


def test_all_words_of_the_cover_go_through_the_catalogue():
    class Marked(NullTranslations):
        def gettext(self, message):
            return f"§{message}"

    results = published()
    book = opened(written(results, Language("en", Marked())))
    own = {str(value) for value in results.about.values()} | {table.title for table in results.tables_by_name.values()}
    shown = [cell.value for row in book["§Sommaire"].iter_rows() for cell in row if cell.value]
    assert [] == [words for words in shown if words not in own and not words.startswith("§")]


words = st.text(max_size=60) | st.sampled_from(
    [*INJECTIONS, "_x000D_", "_x005F_x000D_", "<r>&</r>", "a\nb", "\u00a0x\u00a0", "👩🏽‍🌾", "masked", "x" * 40_000]
)
numbers = st.integers(-(10**14), 10**14) | st.floats(allow_nan=False, allow_infinity=False)
cells = st.none() | st.just(MASKED) | words | numbers | st.booleans()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=9), words, cells, words, words, words), max_size=6))
def test_what_is_read_is_what_was_written(tmp_path_factory, rows):
    tables = {name: fill(name, usual()[name], FRENCH) for name in ("charter", "criteria", "markers", "dictionary")}
    results = sealed({**tables, "context": fill("context", rows, language("fr"))}, ABOUT)
    path = tmp_path_factory.mktemp("w") / "w.xlsx"
    path.write_bytes(write(results))
    assert results == read_workbook(path)
