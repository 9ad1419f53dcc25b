"""What every plugin of a kind owes, as tests to inherit: give the class its subject, and pytest does the rest."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar
from zipfile import ZipFile, is_zipfile

from attrs import evolve

from evalkit.core.interfaces import FormWriter, Joined, Output, Reader, Scorer, Synthesis
from evalkit.core.items import Item, Missing
from evalkit.core.message import Message
from evalkit.core.names import fold
from evalkit.core.published import Comparison, Published
from evalkit.core.readings import Reading, Status, Tally
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.summary import summary
from evalkit.files.opening import open_source
from evalkit.plugins.conformity import faults
from evalkit.scaffold.asking import StructureOptions
from evalkit.scaffold.structure import new_evaluation
from evalkit.testing.projects import FILES, write_project

VOTES = (Status.ATTESTED, Status.CONTESTED, Status.NOT_ATTESTED)


def _counted(project: Path) -> tuple[list[str], dict[str, Any]]:
    """What is wrong in a project's answers, and what was counted of its instrument ``essai``."""
    collected = open_evaluation(project).collect("2026")
    wrong = [f"{problem.code} {problem.message}" for problem in collected.problems if not problem.is_note]
    counted = summary(collected).get("essai", {})
    return wrong, {key: counted.get(key) for key in ("records", "items", "groups")}


def _said(kind: str, subject: object) -> list[str]:
    return [str(fault) for fault in faults(kind, type(subject))]


def _parts(data: bytes) -> list[bytes]:
    """What a file says: the parts of an archive (a workbook is one) inflated, any other file as it is."""
    if not is_zipfile(BytesIO(data)):
        return [data]
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


class ScorerContract:
    """A scorer says something honest of any tally of its item. It never sees one without answers: see ``min_n``.

    Give ``scorer`` with its options, and an ``item`` it reads.
    """

    scorer: ClassVar[Scorer]
    item: ClassVar[Item]

    def tallies(self) -> Iterator[Tally]:
        """Tallies of the item: all of one answer, all answers alike, one answer among many; each with missing ones."""
        codes: tuple[str | float, ...] = self.item.codes or (0.0, 1.0, 2.5)
        missing = ((Missing.NO_ANSWER, 2), (Missing.DONT_KNOW, 1))
        columns = [tuple(12 * (i == j) for j in range(len(codes))) for i in range(len(codes))]
        columns += [(3,) * len(codes), (1, *[7] * (len(codes) - 1))]
        for counts in columns:
            n = sum(counts)
            yield Tally(codes=codes, counts=counts, missing=missing, n=n, records=n + 3, present=n)

    def test_it_fulfils_its_interface(self) -> None:
        """Name, types, phase and methods are there."""
        assert [] == _said("scorers", self.scorer)

    def test_its_options_fit_the_item(self) -> None:
        """It has no problem with the item it is tried on, whose type it reads."""
        assert [] == [str(problem.message) for problem in self.scorer.problems(self.item)]
        types = getattr(self.scorer, "types", ())
        assert not types or self.item.type in types

    def test_it_reads_any_tally(self) -> None:
        """Its n is the tally's, k is part of n, a status is a vote, and the same tally is read the same."""
        for tally in self.tallies():
            reading = self.scorer.read(tally, self.item)
            assert isinstance(reading, Reading)
            assert tally.n == reading.n
            assert reading.k is None or 0 <= reading.k <= reading.n
            assert reading.status is None or reading.status in VOTES or reading.reason is not None
            assert reading == self.scorer.read(tally, self.item)

    def test_why_others_did_not_answer_changes_nothing(self) -> None:
        """Missing is a type, never a number: other reasons for as many missing answers give the same reading."""
        for tally in self.tallies():
            others = evolve(tally, missing=((Missing.NOT_ASKED, 3),))
            assert self.scorer.read(tally, self.item) == self.scorer.read(others, self.item)


class SynthesisContract:
    """A synthesis tells nobody looked from masked, and says each of its rules in words. Give ``synthesis``."""

    synthesis: ClassVar[Synthesis]

    def test_it_fulfils_its_interface(self) -> None:
        """Name and methods are there."""
        assert [] == _said("syntheses", self.synthesis)

    def test_nobody_looked_is_no_answer(self) -> None:
        """Without a join there is no vote."""
        assert Status.NOT_LOOKED_FOR is self.synthesis.status((), ()).status

    def test_each_rule_has_its_sentence(self, project: Path) -> None:
        """For every status that a join may have, alone and in pairs."""
        evidence = open_evaluation(project).evaluation.framework.markers["aide-recue"].marker.evidence[0]
        told: dict[str, Any] = {"evidence": evidence, "instrument": "avis", "dimension": "all", "segment": ""}
        joins = [Joined(kind=kind, status=status, **told) for kind in "ab" for status in (*Status, None)]
        verdicts = [self.synthesis.status(pair, ()) for a in joins for b in joins for pair in ((a,), (a, b))]
        assert verdicts == [self.synthesis.status(pair, ()) for a in joins for b in joins for pair in ((a,), (a, b))]
        for rule in {verdict.rule for verdict in verdicts}:
            assert isinstance(self.synthesis.says(rule), Message)
            assert str(self.synthesis.says(rule)).strip()


class InstrumentContract:
    """An instrument reads its answers whatever their order, and the whole way to published tables works with it.

    Give ``file``, the YAML of an instrument whose id is ``essai``, and ``answers``, a CSV of its answers with one
    heading; where its items are markers, also the ``framework`` that has evidence from it. The plugin must
    be installed.
    """

    file: ClassVar[str]
    answers: ClassVar[str]
    framework: ClassVar[str] = FILES["framework.yaml"]

    def project(self, folder: Path, answers: str | None = None) -> Path:
        """A project in *folder* with the instrument and its answers, or others in their place."""
        evaluation = (
            "evalkit: 1\nstructure: {id: essai, name: Essai}\nwaves: [{id: '2026', label: Essai}]\n"
            "framework: framework.yaml\ninstruments: [instruments/avis.yaml, instruments/essai.yaml]\n"
            "groups: [{id: habitants, label: Habitants}, {id: benevoles, label: Bénévoles}]\n"
        )
        files = {
            "evaluation.yaml": evaluation,
            "framework.yaml": self.framework,
            "instruments/essai.yaml": self.file,
            "data/2026/essai/essai.csv": self.answers if answers is None else answers,
        }
        return write_project(folder, files)

    def test_its_answers_are_read(self, tmp_path: Path) -> None:
        """No problem, and at least one record with an answer."""
        wrong, counted = _counted(self.project(tmp_path))
        assert [] == wrong
        assert counted["records"]

    def test_the_order_of_rows_changes_nothing(self, tmp_path: Path) -> None:
        """The rows the other way round are counted alike."""
        heading, *rows = self.answers.strip().split("\n")
        turned = "\n".join([heading, *reversed(rows)]) + "\n"
        assert _counted(self.project(tmp_path / "a")) == _counted(self.project(tmp_path / "b", turned))

    def test_its_results_can_be_published(self, tmp_path: Path) -> None:
        """Protection, synthesis and tables work on what it gives."""
        published = open_evaluation(self.project(tmp_path)).publish("2026")
        assert "essai" in published["instruments"].column("instrument")


class ReaderContract:
    """A reader knows its own files, leaves those of others, and gives whole tables.

    Give ``reader``, the bytes of a ``sample`` file with its ``file_name``, and the ``known`` names of its items.
    """

    reader: ClassVar[Reader]
    sample: ClassVar[bytes]
    file_name: ClassVar[str]
    known: ClassVar[frozenset[str]]

    def test_it_fulfils_its_interface(self) -> None:
        """Name and methods are there."""
        assert [] == _said("readers", self.reader)

    def test_it_knows_its_own_file_and_no_other(self, tmp_path: Path) -> None:
        """Its sample yes; a plain table that anybody may have typed no."""
        (tmp_path / self.file_name).write_bytes(self.sample)
        (tmp_path / "autre.csv").write_text("N°;q1;q2\n1;oui;non\n", encoding="utf-8")
        assert self.reader.recognise(open_source(tmp_path / self.file_name, self.file_name, {}))
        assert not self.reader.recognise(open_source(tmp_path / "autre.csv", "autre.csv", {}))

    def test_its_tables_are_whole(self, tmp_path: Path) -> None:
        """One table at least; a line for each row, a heading for each cell; the same again."""
        (tmp_path / self.file_name).write_bytes(self.sample)
        source = open_source(tmp_path / self.file_name, self.file_name, {})
        known = frozenset(fold(name) for name in self.known)
        grids = list(self.reader.grids(source, known))
        assert grids
        for grid in grids:
            assert self.reader.name == grid.reader
            assert len(grid.rows) == len(grid.lines)
            assert all(len(row) <= len(grid.headings) for row in grid.rows)
        again = list(self.reader.grids(source, known))
        assert [(g.headings, [*map(list, g.rows)]) for g in grids] == [
            (g.headings, [*map(list, g.rows)]) for g in again
        ]


class OutputContract:
    """An output gives whole files by plain names, the same bytes each time, and nothing of this computer.

    Give ``output``. One that takes a comparison is given ``comparison`` too.
    """

    output: ClassVar[Output]
    comparison: ClassVar[Comparison | None] = None

    def _files(self, published: Published, folder: Path) -> dict[str, bytes]:
        results = published if self.output.takes is Published else self.comparison
        assert results is not None, "give `comparison`: this output takes one"
        return dict(self.output.write(results, folder, "fr"))

    def test_it_fulfils_its_interface(self) -> None:
        """Name, takes, profile and the method are there."""
        assert [] == _said("outputs", self.output)
        assert self.output.profile in ("internal", "published")

    def test_its_files_are_whole_and_plainly_named(self, published: Published, tmp_path: Path) -> None:
        """Bytes under names without a folder; nothing is written by the output itself."""
        before = sorted(tmp_path.rglob("*"))
        files = self._files(published, tmp_path / "out")
        assert files
        for name, data in files.items():
            assert isinstance(data, bytes)
            assert data
            assert name == Path(name).name
        assert before == sorted(tmp_path.rglob("*"))

    def test_the_same_results_give_the_same_bytes_anywhere(self, published: Published, tmp_path: Path) -> None:
        """In another folder too, whose path stands nowhere in them."""
        files = self._files(published, tmp_path / "a")
        assert files == self._files(published, tmp_path / "b")
        assert not any(str(tmp_path).encode() in part for data in files.values() for part in _parts(data))


class FormContract:
    """A form is whole, plainly named and the same each time, in each language, for each instrument it takes.

    Give ``form``. It is tried on the instruments of a new evaluation, one of each built-in kind.
    """

    form: ClassVar[FormWriter]

    def _written(self, folder: Path, language: str) -> dict[str, dict[str, bytes]]:
        """Its files by instrument."""
        new_evaluation(StructureOptions(name="L’Étoile « du » Nord", year="2026", sites="Nord; Sud"), folder)
        evaluation = open_evaluation(folder).evaluation
        return {
            use.id: dict(self.form.write(use, evaluation, language))
            for use in evaluation.instruments
            if self.form.takes(use)
        }

    def test_it_fulfils_its_interface(self) -> None:
        """Name and methods are there."""
        assert [] == _said("forms", self.form)

    def test_its_files_are_whole_and_plainly_named(self, tmp_path: Path) -> None:
        """Bytes under names without a folder, no name twice; one instrument at least is taken."""
        written = self._written(tmp_path / "a", "fr")
        assert written
        names = [name for files in written.values() for name in files]
        assert names
        assert len(names) == len(set(names))
        assert all(name == Path(name).name for name in names)
        assert all(bytes(data) for files in written.values() for data in files.values())

    def test_the_same_instruments_give_the_same_bytes_anywhere(self, tmp_path: Path) -> None:
        """In another folder too, whose path stands nowhere in them; in each language."""
        for language in ("fr", "en"):
            first = self._written(tmp_path / f"a-{language}", language)
            assert first == self._written(tmp_path / f"b-{language}", language)
            written = [data for files in first.values() for data in files.values()]
            assert not any(str(tmp_path).encode() in part for data in written for part in _parts(data))
