"""The hooks: what a plugin may give, and what evalkit asks of it.

Every hook collects: all that the plugins give is taken together, none stops at a first result, and the order in which
plugins are asked means nothing. A person chooses among what was given by name, in the YAML of the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from evalkit.plugins.markers import hookspec

if TYPE_CHECKING:
    from evalkit.core.evaluation import Evaluation
    from evalkit.core.interfaces import FormWriter, Instrument, Output, Reader, Scorer, Synthesis
    from evalkit.core.problems import Problem
    from evalkit.core.published import Published, Table


@hookspec
def evalkit_instruments() -> Iterable[type[Instrument]]:
    """Kinds of instruments: what is asked, and how a filled-in row becomes answers.

    The class's ``name`` is the ``kind:`` of an instrument's file; its fields are the keys that this kind adds to it.

    >>> from typing import ClassVar
    >>> from attrs import frozen
    >>> from evalkit import hookimpl
    >>> @frozen
    ... class ExitTicket:
    ...     name: ClassVar[str] = "exit-ticket"
    ...     layout: ClassVar[str] = "form"
    ...     fields: ClassVar[tuple[str, ...]] = ()
    ...     key: ClassVar[tuple[str, ...]] = ()
    ...     def asks(self, framework, declared):
    ...         return declared
    ...     def answers(self, rows, framework):
    ...         return rows.to_answers(), []
    >>> @hookimpl
    ... def evalkit_instruments():
    ...     return [ExitTicket]
    >>> [kind.name for kind in evalkit_instruments()]
    ['exit-ticket']
    """
    raise NotImplementedError


@hookspec
def evalkit_scorers() -> Iterable[type[Scorer]]:
    """Scorers: how a tally is read.

    The class's ``name`` is the one in ``scorer: {name: …}``; its fields are the other keys of that map.

    >>> from typing import ClassVar
    >>> from attrs import frozen
    >>> from evalkit import Reading, Status, Tally, hookimpl
    >>> @frozen
    ... class Unanimous:
    ...     name: ClassVar[str] = "unanimous"
    ...     types: ClassVar[tuple[str, ...]] = ("presence",)
    ...     phase: ClassVar[str] = ""
    ...     def problems(self, item):
    ...         return []
    ...     def read(self, tally, item):
    ...         k = tally.count("observed")
    ...         status = Status.ATTESTED if k == tally.n else Status.NOT_ATTESTED
    ...         return Reading(kind="share", status=status, k=k, n=tally.n)
    >>> @hookimpl
    ... def evalkit_scorers():
    ...     return [Unanimous]
    >>> tally = Tally(codes=("observed", "not_observed"), counts=(6, 1), n=7, records=7)
    >>> reading = Unanimous().read(tally, item=None)
    >>> reading.k, reading.n, str(reading.status)
    (6, 7, 'not_attested')
    """
    raise NotImplementedError


@hookspec
def evalkit_readers() -> Iterable[type[Reader]]:
    """Readers: what finds the table of answers in a file of one tool.

    A file's ``reader:`` (under ``files:`` of an instrument) names one; else the one that recognises the file reads it.

    >>> from evalkit import Grid, hookimpl
    >>> class Carnet:
    ...     name = "carnet"
    ...     def recognise(self, source):
    ...         return source.sheets[0].rows[0][0] == "Carnet de bord"
    ...     def grids(self, source, known):
    ...         sheet = source.sheets[0]
    ...         yield Grid(
    ...             source=source, sheet=sheet, reader=self.name, headings=tuple((name,) for name in sheet.rows[1]),
    ...             rows=sheet.rows[2:], lines=sheet.lines[2:], indexes=range(2, len(sheet.rows)),
    ...         )
    >>> @hookimpl
    ... def evalkit_readers():
    ...     return [Carnet]
    >>> from evalkit import Sheet, Source
    >>> sheet = Sheet(name="", rows=[["Carnet de bord"], ["q1", "q2"], ["oui", "non"]], lines=[1, 2, 3])
    >>> source = Source(path="carnet.csv", kind="text", sha256="", sheets=(sheet,))
    >>> Carnet().recognise(source), [grid.rows for grid in Carnet().grids(source, frozenset())]
    (True, [[['oui', 'non']]])
    """
    raise NotImplementedError


@hookspec
def evalkit_syntheses() -> Iterable[type[Synthesis]]:
    """Syntheses: how the statements about one marker become its status.

    ``synthesis: {name: …}`` of evaluation.yaml chooses one; its fields are the other keys of that map.

    >>> from typing import ClassVar
    >>> from attrs import frozen
    >>> from evalkit import Status, Verdict, hookimpl, say
    >>> @frozen
    ... class OneIsEnough:
    ...     name: ClassVar[str] = "one-is-enough"
    ...     def status(self, joins, groups):
    ...         seen = {join.kind for join in joins if join.status is Status.ATTESTED}
    ...         status = Status.ATTESTED if seen else Status.NOT_LOOKED_FOR
    ...         return Verdict(status=status, rule="one" if seen else "none", kinds=len(seen))
    ...     def tables(self, published):
    ...         return []
    ...     def says(self, rule):
    ...         return say("Un seul outil suffit.") if rule == "one" else say("Aucun outil ne le constate.")
    >>> @hookimpl
    ... def evalkit_syntheses():
    ...     return [OneIsEnough]
    >>> str(OneIsEnough().says(OneIsEnough().status((), ()).rule))
    'Aucun outil ne le constate.'
    """
    raise NotImplementedError


@hookspec
def evalkit_forms() -> Iterable[type[FormWriter]]:
    r"""Form writers: what writes the blank form of an instrument.

    ``evalkit forms --format NAME`` chooses one by its ``name``.

    >>> from evalkit import hookimpl
    >>> class Leaflet:
    ...     name = "leaflet"
    ...     def takes(self, use):
    ...         return use.plugin.layout == "form"
    ...     def write(self, use, evaluation, language):
    ...         questions = "\n".join(item.label.to(language) for item in use.items)
    ...         return {f"{use.id}.txt": questions.encode()}
    >>> @hookimpl
    ... def evalkit_forms():
    ...     return [Leaflet]
    >>> [form.name for form in evalkit_forms()]
    ['leaflet']
    """
    raise NotImplementedError


@hookspec
def evalkit_outputs() -> Iterable[type[Output]]:
    r"""Outputs: what makes files for people from published results.

    ``takes`` says of what: the results of one structure, or a comparison. An installed plugin's outputs act only where
    ``outputs:`` of evaluation.yaml names them: to install a plugin changes no centre's results.

    >>> from evalkit import Published, hookimpl
    >>> class PlainList:
    ...     name = "plain-list"
    ...     takes = Published
    ...     profile = "published"
    ...     def write(self, results, folder, language):
    ...         lines = [f"{row['label']}\t{row['attested']}" for row in results["criteria"].records()]
    ...         return {"criteria.txt": "\n".join(lines).encode()}
    >>> @hookimpl
    ... def evalkit_outputs():
    ...     return [PlainList]
    >>> [output.name for output in evalkit_outputs()]
    ['plain-list']
    """
    raise NotImplementedError


@hookspec
def evalkit_sheets(published: Published) -> Iterable[Table]:
    """Further sheets of the workbook, made from published results.

    A table's name begins with the plugin's own: ``<plugin>_<id>``, a hyphen written as ``_``. An installed plugin's
    sheets act only where ``sheets:`` of evaluation.yaml names them.

    >>> from evalkit import Field, Kind, Published, hookimpl, table
    >>> @hookimpl
    ... def evalkit_sheets(published):
    ...     rows = [(r["marker"], r["status"]) for r in published["markers"].records() if r["status"] == "contested"]
    ...     fields = (Field("marker", "Marqueur", Kind.ID), Field("status", "Statut", Kind.ID))
    ...     yield table("debates_open", "À débattre", fields, rows)
    >>> fields = (Field("marker", "Marqueur", Kind.ID), Field("status", "Statut", Kind.ID))
    >>> markers = table("markers", "Marqueurs", fields, [("m1", "contested"), ("m2", "attested")])
    >>> [sheet.rows for sheet in evalkit_sheets(Published(tables_by_name={"markers": markers}))]
    [(('m1', 'contested'),)]
    """
    raise NotImplementedError


@hookspec
def evalkit_checks(evaluation: Evaluation) -> Iterable[Problem]:
    """House rules: what `evalkit check` says of an evaluation beyond what can be wrong everywhere.

    A code that begins with ``E`` stops a run, one that begins with ``W`` is a note.

    >>> from evalkit import Problem, hookimpl, say
    >>> @hookimpl
    ... def evalkit_checks(evaluation):
    ...     for placed in evaluation.framework.placed():
    ...         if not placed.marker.source:
    ...             yield Problem("W990", say("Le marqueur {id} ne dit pas d’où il vient.", id=placed.marker.id))
    >>> from types import SimpleNamespace
    >>> marker = SimpleNamespace(id="liens", source="")
    >>> tree = SimpleNamespace(placed=lambda: [SimpleNamespace(marker=marker)])
    >>> [str(problem.message) for problem in evalkit_checks(SimpleNamespace(framework=tree))]
    ['Le marqueur liens ne dit pas d’où il vient.']
    """
    raise NotImplementedError
