"""From a project's folder to its checked evaluation, with everything that is wrong in any of its files."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from attrs import evolve

from evalkit.core.evaluation import Evaluation, InstrumentUse, SharedCore
from evalkit.core.findings import Finding, Quote
from evalkit.core.framework import Framework
from evalkit.core.interfaces import Synthesis
from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order
from evalkit.documents.nodes import Document, Entries, Node, Scalar, Series
from evalkit.documents.reading import read_document
from evalkit.documents.refusals import expected
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.instruments import Declared, instrument_from
from evalkit.evaluation.naming import check_distinct, check_ids, near
from evalkit.evaluation.references import check_evaluation, check_findings, check_links, check_quotes
from evalkit.evaluation.shapes import EvaluationShape
from evalkit.evaluation.trees import Link, check_mappings, framework_from
from evalkit.evaluation.treetables import ENDINGS, framework_table
from evalkit.evaluation.whereabouts import whereabouts
from evalkit.files.folder import WORDING
from evalkit.plugins.manager import Plugins

T = TypeVar("T")

FILE = "evaluation.yaml"
_SYNTHESIS = "triangulation"


def load(folder: Path, plugins: Plugins) -> tuple[Evaluation | None, list[Problem]]:
    """The evaluation that the files of *folder* declare, and all that is wrong or worth knowing in them.

    There is no evaluation where anything is wrong (a code in ``E``): the problems say what. House rules are the
    manager's, and no answer is read.
    """
    loading = _Loading(folder, plugins)
    evaluation = loading.evaluation()
    problems = list(in_order(loading.structurer.problems))
    return (evaluation if all(problem.is_note for problem in problems) else None), problems


def listed_plugins(folder: Path) -> tuple[str, ...]:
    """The local plugins under ``plugins:``, before anything else is read; faults are `load`’s to say."""
    document, _ = read_document(folder / FILE, FILE)
    node = document.root.get("plugins") if document and isinstance(document.root, Entries) else None
    items: tuple[Node, ...] = node.items if isinstance(node, Series) else (node,) if isinstance(node, Scalar) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar) and not item.empty)


def load_core(file: Path, path: str) -> tuple[SharedCore | None, list[Problem]]:
    """A shared core by itself, as ``compare --core`` takes it; *path* is how problems call the file."""
    structurer = Structurer()
    document, problems = read_document(file, path)
    structurer.problems += problems
    if document is None and not problems:
        structurer.fault("E101", say("Ce fichier est vide."), Location(path=path))
    core = core_from(document, structurer) if document else None
    found = list(in_order(structurer.problems))
    return (core if all(problem.is_note for problem in found) else None), found


def core_from(document: Document, structurer: Structurer) -> SharedCore | None:
    """The shared core that a document says."""
    core = structurer.read(document, SharedCore)
    if core is not None:
        check_ids(structurer, [(core.id, structurer.place(core, "id"))])
        check_ids(structurer, [(dimension.id, structurer.place(dimension, "id")) for dimension in core.dimensions])
        if not core.dimensions:
            structurer.fault("E107", say("Le socle commun n’a aucune dimension."), structurer.place(core, "dimensions"))
    return core


def worded(evaluation: Evaluation, wave: str, plugins: Plugins) -> tuple[Evaluation, list[Problem]]:
    """The evaluation with its instruments as *wave* worded them: ``data/WAVE/ID/instrument.yaml``, where it stands.

    An instrument whose old wording is at fault keeps its present one; the problems say so.
    """
    structurer = Structurer()
    uses = []
    for use in evaluation.instruments:
        path = f"data/{wave}/{use.id}/{WORDING}"
        wording = None
        if (evaluation.folder / path).is_file():
            document, problems = read_document(evaluation.folder / path, path)
            structurer.problems += problems
            if document is not None:
                declared = Declared.by(evaluation)
                wording = instrument_from(document, structurer, plugins, evaluation.framework, declared)
            if wording is not None and wording.id != use.id:
                message = say("Ce fichier est celui de l’outil « {other} » ; ce dossier est celui de « {id} ».",
                              other=wording.id, id=use.id)  # fmt: skip
                structurer.fault("E117", message, wording.file.where)
                wording = None
        uses.append(wording or use)
    return evolve(evaluation, instruments=tuple(uses)), list(in_order(structurer.problems))


def _places(document: Document) -> dict[str, Location]:
    """Where each key of a document stands, and each name in a list."""
    found = {}
    for key, value in document.root.pairs if isinstance(document.root, Entries) else ():
        found[key.text] = key.where
        names = value.items if isinstance(value, Series) else ()
        found |= {f"{key.text}/{name.text}": name.where for name in names if isinstance(name, Scalar)}
    return found


class _Loading:
    """One reading of a project's files: goes on as far as it can, so that every fault is found at once."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder = folder
        self.plugins = plugins
        self.structurer = Structurer()
        self._lost = False
        self._named: frozenset[Path] = frozenset()

    def evaluation(self) -> Evaluation | None:
        document = self._document(FILE, None, required=True)
        shape = self.structurer.read(document, EvaluationShape) if document else None
        if document is None or shape is None:
            return None
        check_evaluation(shape, self.structurer, self.plugins)
        self._named = self._files(shape)
        framework, links = self._framework(shape)
        core = self._core(shape, framework)
        instruments = self._instruments(shape, framework)
        if framework is not None and not self._lost:
            check_links(links, instruments, self.structurer, self.plugins)
        findings = self._entries(shape.findings, "findings.yaml", Finding)
        check_findings(findings, shape, framework, self.structurer)
        quotes = self._entries(shape.quotes, "quotes.yaml", Quote)
        if not self._lost:
            check_quotes(quotes, shape, instruments, self.structurer)
        name, synthesis = self._synthesis(shape)
        if framework is None or synthesis is None:
            return None
        return Evaluation(
            folder=self.folder,
            language=shape.language,
            structure=shape.structure,
            framework=framework,
            waves=shape.waves,
            instruments=tuple(instruments),
            synthesis=synthesis,
            synthesis_name=name,
            question=shape.question,
            aims=shape.aims,
            foundations=shape.foundations,
            groups=shape.groups,
            actions=shape.actions,
            context=shape.context,
            findings=findings,
            quotes=quotes,
            quotes_file=shape.quotes.text.replace("\\", "/") if shape.quotes else "quotes.yaml",
            privacy=shape.privacy,
            shared_core=core,
            outputs=None if shape.outputs is None else tuple(name.text for name in shape.outputs),
            sheets=shape.sheets,
            plugins=shape.plugins,
            where=shape.where,
            places=_places(document),
        )

    def _document(
        self, path: str, where: Location | None, *, required: bool, may_be_empty: bool = False
    ) -> Document | None:
        """Read one file; *where* is the place that names it."""
        path = path.replace("\\", "/")
        file = self.folder / path
        if not file.is_file():
            if required and where is not None:
                # A file that has its place in evaluation.yaml is not the one that was meant here.
                others = sorted(file.parent.iterdir()) if file.parent.is_dir() else []
                beside = [other.name for other in others if other not in self._named]
                message = say("Le fichier « {path} » n’existe pas.", path=path)
                self.structurer.fault("E101", message, where, near(file.name, beside) if beside else None)
            elif required:
                folder = self.folder.resolve().name or str(self.folder)
                message = say("Le dossier « {folder} » n’a pas de fichier {file}.", folder=folder, file=FILE)
                self.structurer.fault("E101", message, Location(path=path), whereabouts(self.folder, FILE))
            return None
        document, problems = read_document(file, path)
        self.structurer.problems += problems
        if document is None and required and not may_be_empty and not problems:
            self.structurer.fault("E101", say("Ce fichier est vide."), Location(path=path))
        return document

    def _files(self, shape: EvaluationShape) -> frozenset[Path]:
        """The files that evaluation.yaml names, there or not."""
        names = (shape.framework, shape.shared_core, shape.findings, shape.quotes, *shape.instruments)
        return frozenset(self.folder / name.text.replace("\\", "/") for name in names if name is not None)

    def _framework(self, shape: EvaluationShape) -> tuple[Framework | None, tuple[Link, ...]]:
        path = shape.framework.text if shape.framework else self._usual_framework(shape)
        where = (shape.framework.where if shape.framework else None) or self.structurer.place(shape)
        path = path.replace("\\", "/")
        if not path.lower().endswith((".yaml", ".yml", *ENDINGS)):
            message = say("« {path} » : le référentiel se lit dans un fichier .yaml, .xlsx, .ods ou .csv.", path=path)
            self.structurer.fault("E101", message, where)
            return None, ()
        if path.lower().endswith(ENDINGS) and (self.folder / path).is_file():
            document = framework_table(self.folder / path, path, self.structurer)
        else:
            document = self._document(path, where, required=True)
        return framework_from(document, self.structurer, self.plugins) if document else (None, ())

    def _usual_framework(self, shape: EvaluationShape) -> str:
        """The file that holds the framework where evaluation.yaml names none: the one that there is."""
        usual = [f"framework{ending}" for ending in (".yaml", *ENDINGS)]
        found = [name for name in usual if (self.folder / name).is_file()]
        if len(found) > 1:
            message = say("Le dossier contient plusieurs référentiels : {files}.", files=", ".join(found))
            hint = say("Dites lequel est le bon : {line}", line=f"framework: {found[0]}")
            self.structurer.fault("E124", message, self.structurer.place(shape), hint)
        return found[0] if found else usual[0]

    def _core(self, shape: EvaluationShape, framework: Framework | None) -> SharedCore | None:
        if shape.shared_core is None:
            return None
        document = self._document(shape.shared_core.text, shape.shared_core.where, required=True)
        core = core_from(document, self.structurer) if document else None
        if core is not None and framework is not None:
            check_mappings(self.structurer, framework, tuple(dimension.id for dimension in core.dimensions))
            asked = [figure for figure in core.context if figure not in {one.id for one in shape.context}]
            for figure in asked:
                message = say("Le socle commun demande le chiffre « {id} », que « context » ne donne pas.", id=figure)
                self.structurer.fault("W104", message, self.structurer.place(shape, "context"))
        return core

    def _instruments(self, shape: EvaluationShape, framework: Framework | None) -> list[InstrumentUse]:
        declared = Declared.by(shape)
        uses: list[InstrumentUse] = []
        for name in shape.instruments:
            document = self._document(name.text, name.where, required=True)
            use = instrument_from(document, self.structurer, self.plugins, framework, declared) if document else None
            if use is None:
                self._lost = True  # what refers to it cannot be checked, and is no second fault
            else:
                uses.append(use)
        check_distinct(self.structurer, [(use.id, use.file.where) for use in uses], folders=True)
        return uses

    def _entries(self, name: Scalar | None, usual: str, kind: type[T]) -> tuple[T, ...]:
        """The list that a file of its own holds; without a word of it, the usual file is read where it stands."""
        path, where = (name.text, name.where) if name else (usual, None)
        document = self._document(path, where, required=name is not None, may_be_empty=True)
        return () if document is None else self.structurer.read_list(document, kind)

    def _synthesis(self, shape: EvaluationShape) -> tuple[str, Synthesis | None]:
        node = shape.synthesis
        where = node.where if node else self.structurer.place(shape)
        name = node.get("name") if isinstance(node, Entries) else node
        if name is not None and not isinstance(name, Scalar):
            message, hint = expected(name, say("le nom d’une synthèse"))
            self.structurer.fault("E108", message, name.where, hint)
            return "", None
        word = name.text if isinstance(name, Scalar) else _SYNTHESIS
        known = self.plugins.syntheses
        if word not in known:
            at = name.where if isinstance(name, Scalar) else where
            self.structurer.fault(
                "E114", say("Aucune synthèse ne s’appelle « {name} ».", name=word), at, near(word, known)
            )
            return word, None
        place = where or Location(path=FILE)
        options = node if isinstance(node, Entries) else Entries(pairs=(), where=place, end=(1, 1))
        try:
            with self.plugins.calling("syntheses", word):
                return word, self.structurer.make(options, known[word], ("name",))
        except ProblemsFound as found:
            self.structurer.problems += found.problems
            return word, None
