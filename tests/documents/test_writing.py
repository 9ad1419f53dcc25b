import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from evalkit.core.text import Text
from evalkit.documents.nodes import Entries, Scalar, Series
from evalkit.documents.reading import parse_document
from evalkit.documents.structuring import Structurer
from evalkit.documents.writing import quoted, scalar


def read_back(source: str) -> str:
    document, _ = parse_document(source, "f.yaml")
    assert document is not None
    assert isinstance(document.root, Entries)
    value = document.root.get("k")
    value = value.items[0] if isinstance(value, Series) else value
    assert isinstance(value, Scalar)
    return Structurer().make(value, Text) or ""


@given(st.text())
@example("Bilan : 2026")
@example("non")
@example("14:30")
@example('dit "oui", l’autre \\ non')
@example("#E4572E")
@example("a\x85b\u2028c\ufeff")
def test_any_text_written_by_us_is_read_back_as_it_was(text):
    assert text == read_back(f"k: {scalar(text)}\n")
    assert text == read_back(f"k:\n  - {scalar(text)}\n")
    assert text == read_back(f"{{k: {scalar(text, flow=True)}, z: 1}}\n")
    assert text == read_back(f"k: [{scalar(text, flow=True)}, b]\n")
    assert text == read_back(f"k: {quoted(text)}\n")


# PyYAML writes unescaped three old signs for the end of a line, which here end a line like any other, and hard spaces,
# which at the beginning of a line are refused as an indentation that nobody sees.
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\u00a0\u2007\u202f")))
@example("null")
@example("~")
@example("2031-12-31")
def test_any_text_written_by_pyyaml_is_read_back_as_it_was(text):
    assert text == read_back(yaml.safe_dump({"k": text}, allow_unicode=True))
    assert text == read_back(yaml.safe_dump({"k": text}, default_flow_style=True))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Des habitants s’expriment", "Des habitants s’expriment"),
        ("L'accueil", "L'accueil"),
        ("« À quoi ça sert ? »", "« À quoi ça sert ? »"),
        ("Bilan : 2026", '"Bilan : 2026"'),
        ('"oui" : non', "'\"oui\" : non'"),
        ("", '""'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text, typed):
    assert typed == scalar(text)
