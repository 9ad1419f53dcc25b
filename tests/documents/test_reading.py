import pytest
import yaml

from evalkit.documents import composing
from evalkit.documents.nodes import Entries, Scalar
from evalkit.documents.reading import MAX_BYTES, parse_document, read_document


def said(problems):
    return [(p.code, p.where.line, p.where.column) for p in problems]


def leaves(node):
    """The texts of a tree, whether they were quoted, and their lines."""
    if isinstance(node, Scalar):
        yield node.text, node.quoted, node.where.line
    for child in [n for pair in node.pairs for n in pair] if isinstance(node, Entries) else getattr(node, "items", ()):
        yield from leaves(child)


def typed(problem):
    return str(problem.hint).replace("\u00a0", " ").removeprefix("Écrivez : ")


# What French text invites in YAML: the text of a file, where its fault is, and the line to type in its place.
EXPLAINED = [
    ("titre: Bilan : 2026", (1, 8), 'titre: "Bilan : 2026"'),
    ("titre: Bilan: 2026", (1, 8), 'titre: "Bilan: 2026"'),
    ("titre: Notre but : agir # à relire", (1, 8), 'titre: "Notre but : agir" # à relire'),
    ("titre: “Avant : après”", (1, 8), 'titre: "“Avant : après”"'),
    ("question: « Quoi ? » : rien", (1, 11), 'question: "« Quoi ? » : rien"'),
    ("titre: 'L'idée'", (1, 8), 'titre: "L\'idée"'),
    ('titre: "Bonjour', (1, 16), 'titre: "Bonjour"'),
    ('titre: "Bonjour\nautre: "x"', (1, 16), 'titre: "Bonjour"'),
    ('titre: "À quoi" ça sert', (1, 8), "titre: '\"À quoi\" ça sert'"),
    ('titre: "oui" et "non"', (1, 8), 'titre: \'"oui" et "non"\''),
    ('titre: "dit "oui" à tous"', (1, 8), "titre: 'dit \"oui\" à tous'"),
    ("titre: *gras* texte", (1, 8), 'titre: "*gras* texte"'),
    ("titre: *gras", (1, 8), 'titre: "*gras"'),
    ("titre: & suite", (1, 8), 'titre: "& suite"'),
    ("titre: &co mes voisins", (1, 8), 'titre: "&co mes voisins"'),
    ("titre: @nous", (1, 8), 'titre: "@nous"'),
    ("titre: % de réponses", (1, 8), 'titre: "% de réponses"'),
    ("titre: `code`", (1, 8), 'titre: "`code`"'),
    ("titre: ! attention", (1, 8), 'titre: "! attention"'),
    ("titre: !attention", (1, 8), 'titre: "!attention"'),
    ("titre: > 5 ans", (1, 8), 'titre: "> 5 ans"'),
    ("titre: | barre", (1, 8), 'titre: "| barre"'),
    ("titre: - tiret", (1, 8), 'titre: "- tiret"'),
    ("titre: ? peut-être", (1, 8), 'titre: "? peut-être"'),
    ("titre: [Annexe] suite", (1, 8), 'titre: "[Annexe] suite"'),
    ("titre: {ici} suite", (1, 8), 'titre: "{ici} suite"'),
    ("a: 1\ntitre:Bonjour\nb: 2", (2, 7), "titre: Bonjour"),
    ("a: {id: q1, label: Bilan : lequel, type: text}", (1, 20), 'a: {id: q1, label: "Bilan : lequel", type: text}'),
    ("a: {id: q1, label: *gras*, b: 1}", (1, 20), 'a: {id: q1, label: "*gras*", b: 1}'),
    ("items: [q1, q2\nb: 2", (1, 15), "items: [q1, q2]"),
    ("a: {b: [c}", (1, 10), "a: {b: [c]}"),
    ("a: [b]]", (1, 8), "a: [b]"),
    ("a: {id: q1 label: b}", (1, 11), "a: {id: q1, label: b}"),
    ("a: {id: q1, name: b\n  items: c}", (1, 20), "a: {id: q1, name: b,"),
    ("a:\n  - un\n  -deux", (3, 4), "- deux"),
    ("a:\n  b: 1\n  c: 2\n d: 3", (4, 2), "Écrivez, avec 2 espaces devant : d: 3"),
    ("liste:\n\t- a", (2, 1), "Écrivez, avec 2 espaces devant : - a"),
    ("a:\n  b: 1\n   c: 2", (3, 3), "Écrivez, avec 2 espaces devant : c: 2"),
    ("a:\n  b: 1\n c: 2", (3, 2), "Écrivez, avec 2 espaces devant : c: 2"),
]


@pytest.mark.parametrize(("text", "place", "line"), EXPLAINED)
def test_what_breaks_yaml_is_explained_with_the_line_to_type(text, place, line):
    document, problems = parse_document(text + "\n", "f.yaml")
    assert [("E104", *place)] == said(problems)
    assert line == typed(problems[0])
    assert document is not None


@pytest.mark.parametrize(
    "written", ["14:30", "08", "oui", "non", "no", "on", "yes", "1,5", "2031-12-31", "1e3", "0x10", "12:30:45", "+33"]
)
def test_a_word_stays_the_word_that_was_written(written):
    document, problems = parse_document(f"titre: {written}\n", "f.yaml")
    assert [] == problems
    assert written == document.root.get("titre").text


def test_reading_goes_on_after_each_fault():
    text = "a: 'L'un'\nb: Avant : après\nc:\n\t- x\nd: d\nd: e\n"
    document, problems = parse_document(text, "f.yaml")
    assert [("E104", 1, 4), ("E104", 2, 4), ("E104", 4, 1), ("E105", 6, 1)] == said(problems)
    assert ["a", "b", "c", "d"] == [key.text for key, _ in document.root.pairs]


def test_a_line_that_nothing_mends_is_left_out_and_the_rest_read():
    document, problems = parse_document("a: b\nc d\ne: Avant : après\n", "f.yaml")
    assert [("E104", 2, 1), ("E104", 3, 4)] == said(problems)
    assert "deux-points" in str(problems[0].message)
    assert ["a", "e"] == [key.text for key, _ in document.root.pairs]


def test_nothing_is_guessed_where_no_correction_mends():
    document, problems = parse_document("a: {b: ]\n  c}: [\n} ] {\n", "f.yaml")
    assert document is None
    assert {"E104"} == {p.code for p in problems}


def test_a_value_swallowed_as_a_comment_is_a_fault():
    _, problems = parse_document("x: 1\ncouleur: #E4572E\n", "f.yaml")
    assert [("E110", 2, 10)] == said(problems)
    assert 'couleur: "#E4572E"' == typed(problems[0])


def test_an_end_swallowed_as_a_comment_is_noted():
    _, problems = parse_document("titre: Atelier #2 du mardi\n", "f.yaml")
    assert [("W102", 1, 16)] == said(problems)
    assert 'titre: "Atelier #2 du mardi"' == typed(problems[0])


def test_a_comment_is_no_fault():
    _, problems = parse_document("titre: Atelier # le mardi\nautre: # à compléter\n  - a\n", "f.yaml")
    assert [] == problems


def test_curly_quotes_are_noted():
    document, problems = parse_document("titre: “Bonjour”\n", "f.yaml")
    assert [("W101", 1, 8)] == said(problems)
    assert "“Bonjour”" == document.root.get("titre").text


def test_a_repeated_key_names_both_lines():
    _, problems = parse_document("a: 1\nb: 2\na: 3\n", "f.yaml")
    assert [("E105", 3, 1)] == said(problems)
    assert "ligne 1 puis ligne 3" in str(problems[0].message)


def test_a_key_that_is_no_word_is_refused():
    _, problems = parse_document("a: {{ nom }}\n", "f.yaml")
    assert [("E108", 1, 5)] == said(problems)


def test_several_documents_are_refused():
    document, problems = parse_document("a: 1\n---\nb: 2\n", "f.yaml")
    assert document is None
    assert [("E103", 2, 1)] == said(problems)


def test_deep_nesting_is_refused():
    text = "[" * 5000 + "]" * 5000
    document, problems = parse_document(text, "f.yaml")
    assert document is None
    assert [("E103", 1, composing.MAX_DEPTH + 1)] == said(problems)


def test_a_bomb_of_aliases_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    document, problems = parse_document("\n".join(lines), "f.yaml")
    assert document is None
    assert [("E103", 6)] == [(p.code, p.where.line) for p in problems]


def test_an_alias_used_with_measure_is_followed():
    document, problems = parse_document("a: &x [1, 2]\nb: *x\n", "f.yaml")
    assert [] == problems
    assert document.root.get("a") == document.root.get("b")


def test_an_alias_inside_its_own_anchor_is_refused():
    _, problems = parse_document("a: &x [*x]\n", "f.yaml")
    assert {"E104"} == {p.code for p in problems}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("titre: été\nnom: à côté".encode("cp1252"), "E102", (1, 8)),
        ("a: b\nnom: café".encode("cp1252"), "E102", (2, 9)),
        ("titre: été".encode("utf-16"), "E102", (1, 1)),
        ("titre: été".encode("utf-16-le"), "E102", (1, 1)),
        (b"a: b\nc: d\x07\n", "E102", (2, 5)),
        (b"x" * (MAX_BYTES + 1), "E103", (None, None)),
    ],
)
def test_a_file_that_is_no_utf8_text_is_explained(tmp_path, data, code, place):
    (tmp_path / "f.yaml").write_bytes(data)
    _, problems = read_document(tmp_path / "f.yaml", "f.yaml")
    assert [(code, *place)] == said(problems)


def test_the_words_are_shown_as_they_would_be_in_windows_1252(tmp_path):
    (tmp_path / "f.yaml").write_bytes("titre: Café associatif".encode("cp1252"))
    _, problems = read_document(tmp_path / "f.yaml", "f.yaml")
    assert "« Café »" in str(problems[0].message).replace("\u00a0", " ")


def test_a_byte_order_mark_changes_nothing(tmp_path):
    (tmp_path / "f.yaml").write_bytes("titre: été\n".encode("utf-8-sig"))
    document, problems = read_document(tmp_path / "f.yaml", "f.yaml")
    assert [] == problems
    assert (1, 1) == (document.root.where.line, document.root.where.column)


def test_windows_line_ends_keep_the_places(tmp_path):
    (tmp_path / "f.yaml").write_bytes(b"a: 1\r\nb: 2\r\nb: 3\r\n")
    _, problems = read_document(tmp_path / "f.yaml", "f.yaml")
    assert [("E105", 3, 1)] == said(problems)


def test_a_missing_file_names_its_neighbour(tmp_path):
    (tmp_path / "framework.yaml").touch()
    _, problems = read_document(tmp_path / "framwork.yaml", "framwork.yaml")
    assert ["E101"] == [p.code for p in problems]
    assert "framework.yaml" in str(problems[0].hint)


def test_an_empty_file_says_nothing():
    assert (None, []) == parse_document("# rien\n", "f.yaml")


def test_the_parser_without_libyaml_reads_the_same(monkeypatch):
    text = "a: [1, 'x', \"é\"]\nb: {c: 14:30, d: }\ne: |\n  deux\n  lignes\n"
    fast, _ = parse_document(text, "f.yaml")
    monkeypatch.setattr(composing, "_LOADER", yaml.BaseLoader)
    slow, _ = parse_document(text, "f.yaml")
    assert list(leaves(fast.root)) == list(leaves(slow.root))
    assert ("deux\nlignes\n", True, 3) in leaves(fast.root)


def test_a_hard_space_before_a_key_is_said_and_read_as_a_space():
    document, problems = parse_document("a:\n\u00a0\u00a0b: 1\n  c: 2\n", "f.yaml")

    assert [("E104", 2, 1)] == said(problems)
    assert "avec 2 espaces devant\u00a0: b: 1" in str(problems[0].hint)
    assert "1" == document.root.get("a").get("b").text
