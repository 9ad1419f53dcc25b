"""The contracts hold for what is built in, and break for what does not keep them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import frozen

from evalkit import Category, Item, ItemType, Published, Reading, Status, Text
from evalkit.outputs.workbook import Workbook
from evalkit.readers.generic import Generic
from evalkit.scorers.count import Count
from evalkit.scorers.share import Share
from evalkit.scorers.stages import Stages
from evalkit.syntheses.triangulation import Triangulation
from evalkit.testing import (
    InstrumentContract,
    OutputContract,
    ReaderContract,
    ScorerContract,
    SynthesisContract,
    project,
    published,
)

__all__ = ["project", "published"]

CATEGORIES = tuple(Category(code=code, label=Text(f"réponse {code}")) for code in "1234")
SCALE = Item(id="q1", label=Text("Question"), type=ItemType.SCALE, categories=CATEGORIES)
NUMBER = Item(id="q3", label=Text("Heures"), type=ItemType.NUMBER)


class TestShare(ScorerContract):
    scorer = Share(agree=("3", "4"), attested_from=0.5)
    item = SCALE


class TestStages(ScorerContract):
    scorer = Stages(attested_from="3")
    item = SCALE


class TestCount(ScorerContract):
    scorer = Count(attested_from=10)
    item = NUMBER


class TestTriangulation(SynthesisContract):
    synthesis = Triangulation()


class TestWorkbook(OutputContract):
    output = Workbook()


class TestQuestionnaire(InstrumentContract):
    file = (
        "id: essai\nkind: questionnaire\ntitle: Essai\nunit: person\n"
        "items:\n  - {id: e1, label: Appris, type: choice, choices: [{id: oui, label: Oui}, {id: non, label: Non}]}\n"
        "fields: {record: N°, group: Vous êtes}\n"
    )
    answers = "N°;Vous êtes;e1\n1;Habitants;Oui\n2;Bénévoles;Non\n3;Habitants;\n"


@frozen
class Optimist:
    """Breaks the contract: sees more than was said, and missing answers."""

    name: ClassVar[str] = "optimist"
    types: ClassVar[tuple[str, ...]] = ()
    phase: ClassVar[str] = ""

    def problems(self, item):
        return []

    def read(self, tally, item):
        return Reading(kind="share", status=Status.ATTESTED, k=tally.n + 1, n=tally.n + tally.missing[0][1])


class Broken(ScorerContract):
    scorer = Optimist()
    item = SCALE


@pytest.mark.parametrize("test", ["test_it_reads_any_tally", "test_why_others_did_not_answer_changes_nothing"])
def test_a_scorer_that_counts_who_did_not_answer_breaks_its_contract(test):
    with pytest.raises(AssertionError):
        getattr(Broken(), test)()


class Everything:
    """Breaks the contract: takes every file for its own."""

    name = "everything"

    def recognise(self, source):
        return True

    def grids(self, source, known):
        return Generic().grids(source, known)


class Greedy(ReaderContract):
    reader = Everything()
    sample = b"N\xc2\xb0;q1\n1;oui\n"
    file_name = "reponses.csv"
    known = frozenset({"q1"})


def test_a_reader_that_takes_all_files_breaks_its_contract(tmp_path):
    Greedy().test_it_fulfils_its_interface()
    with pytest.raises(AssertionError):
        Greedy().test_it_knows_its_own_file_and_no_other(tmp_path)


class Chatty:
    """Breaks the contract: says where it was written."""

    name = "chatty"
    takes = Published
    profile = "published"

    def write(self, results, folder, language):
        return {"ici.txt": str(folder).encode()}


class Told(OutputContract):
    output = Chatty()


def test_an_output_that_tells_its_folder_breaks_its_contract(published, tmp_path):
    with pytest.raises(AssertionError):
        Told().test_the_same_results_give_the_same_bytes_anywhere(published, tmp_path)


class Leaky:
    """Breaks the contract: an archive that it writes holds a path, deflated."""

    name = "leaky"
    takes = Published
    profile = "published"
    folder = Path()

    def write(self, results, folder, language):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("from.txt"), str(self.folder) * 9)
        return {"a.zip": data.getvalue()}


def test_an_output_that_hides_a_path_in_an_archive_breaks_its_contract(published, tmp_path):
    class Contract(OutputContract):
        output = Leaky()

    Contract.output.folder = tmp_path
    with pytest.raises(AssertionError):
        Contract().test_the_same_results_give_the_same_bytes_anywhere(published, tmp_path)
