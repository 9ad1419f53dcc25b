from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

from evalkit import Text, open_evaluation
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.trees import framework_from
from evalkit.evaluation.treetables import framework_table
from evalkit.plugins.approval import sha256
from evalkit.plugins.manager import Plugins
from evalkit.scaffold.asking import StructureOptions
from evalkit.scaffold.structure import new_evaluation
from evalkit.scaffold.treebook import tree_book

ROMANS = Path(__file__).resolve().parents[2] / "examples" / "romans"


@pytest.fixture(scope="module")
def romans():
    return open_evaluation(ROMANS).evaluation.framework


def read(file):
    made = Structurer()
    document = framework_table(file, file.name, made)
    framework, _ = framework_from(document, made, Plugins(installed=False))
    assert [] == made.problems
    return framework


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_written_is_read_as_the_same_tree(tmp_path, romans, language):
    file = tmp_path / "framework.xlsx"
    file.write_bytes(tree_book(romans, language))
    again = read(file)
    assert romans.fingerprint == again.fingerprint
    assert romans.version == again.version
    for before, after in zip(romans.placed(), again.placed(), strict=True):
        assert before.marker.evidence == after.marker.evidence
        assert before.maps_to == after.maps_to
        assert before.provisional is after.provisional
        assert before.marker.source == after.marker.source


def test_the_same_bytes_each_time_and_a_cell_like_the_one_above_is_empty(tmp_path, romans):
    assert tree_book(romans) == tree_book(romans)
    file = tmp_path / "framework.xlsx"
    file.write_bytes(tree_book(romans))
    sheet = openpyxl.load_workbook(file).active
    heads = [cell.value for cell in sheet[1]]
    criteria = [row[heads.index("Critère")].value for row in sheet.iter_rows(min_row=2)]
    assert [str(criterion.label) for criterion in romans.criteria] == [name for name in criteria if name]
    assert sum(max(1, len(placed.marker.evidence)) for placed in romans.placed()) == len(criteria)


@pytest.mark.parametrize("label", ["=2+2 fait 4", "{=2+2}", "https://exemple.fr"])
def test_a_text_that_looks_like_a_formula_or_a_link_stays_a_text(tmp_path, romans, label):
    criterion, *others = romans.criteria
    file = tmp_path / "framework.xlsx"
    file.write_bytes(tree_book(evolve(romans, criteria=(evolve(criterion, label=Text(label)), *others))))
    cell = next(cell for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row if cell.value == label)
    assert ("s", None) == (cell.data_type, cell.hyperlink)
    assert label == str(read(file).criteria[0].label)


def test_options_of_a_scorer_without_a_column_of_their_own_get_one(tmp_path):
    new_evaluation(StructureOptions(name="A", year="2026", criteria="1"), tmp_path / "made")
    folder = tmp_path / "made"
    (folder / "plugins").mkdir()
    source = (
        "from attrs import frozen\nimport evalkit\nfrom evalkit.scorers.share import Share\n"
        "@frozen(kw_only=True)\nclass Own(Share):\n    name = 'own'\n    least: int = 1\n"
        "@evalkit.hookimpl\ndef evalkit_scorers():\n    return [Own]\n"
    )
    (folder / "plugins" / "own.py").write_bytes(source.encode())
    approved = [sha256(source.encode())]
    tree, settings = folder / "framework.yaml", folder / "evaluation.yaml"
    text = tree.read_text(encoding="utf-8").replace("{name: share, agree", "{name: own, least: 3, agree", 1)
    tree.write_text(text, encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + "plugins: [plugins/own.py]\n", encoding="utf-8")
    framework = open_evaluation(folder, approved=approved).evaluation.framework
    (folder / "framework.xlsx").write_bytes(tree_book(framework))
    text = settings.read_text(encoding="utf-8").replace("framework.yaml", "framework.xlsx")
    settings.write_text(text, encoding="utf-8")
    again = open_evaluation(folder, approved=approved).evaluation.framework
    use = next(again.placed()).marker.evidence[0].scorer
    assert ("own", 3, ("4", "5"), 0.5) == (use.name, use.scorer.least, use.scorer.agree, use.scorer.attested_from)
