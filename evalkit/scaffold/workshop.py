"""The criteria that a workshop wrote down in a spreadsheet, as the template takes them."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.message import say
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.naming import check_ids
from evalkit.evaluation.shapes import FrameworkShape
from evalkit.evaluation.treetables import framework_table

Branch = dict[str, object]
"""A node as a template takes it: ``id``, ``label``, ``source``, and what stands under it."""


def tree_of(file: Path) -> tuple[tuple[Branch, ...], tuple[Problem, ...]]:
    """The criteria of a workshop's table (.xlsx, .ods, .csv), and what is worth knowing of it.

    Evidence is not taken: the instruments of the new evaluation look at its markers in their own way.

    Raises:
        ProblemsFound: with what is wrong in the table.
    """
    structurer = Structurer()
    document = framework_table(file, file.as_posix(), structurer, evidence=False)
    shape = structurer.read(document, FrameworkShape) if document is not None else None
    if shape is not None:
        parts = [(criterion.id, structurer.place(criterion, "id")) for criterion in shape.criteria]
        parts += [(one.id, structurer.place(one, "id")) for criterion in shape.criteria for one in criterion.indicators]
        parts += [
            (marker.id, structurer.place(marker, "id"))
            for criterion in shape.criteria
            for indicator in criterion.indicators
            for marker in indicator.markers
        ]
        check_ids(structurer, parts)
        if all(problem.is_note for problem in structurer.problems):
            _check_full(shape, structurer, file)
    # Ids made from labels are no news here: the new evaluation writes them down.
    problems = in_order(problem for problem in structurer.problems if problem.code != "W107")
    if shape is None or any(not problem.is_note for problem in problems):
        raise ProblemsFound(problems)
    return tuple(_criteria(shape)), problems


def _check_full(shape: FrameworkShape, structurer: Structurer, file: Path) -> None:
    """A criterion or an indicator without a marker is refused where it stands: a row of totals, an unfinished one."""
    if not shape.criteria:
        structurer.fault("E107", say("Ce tableau n’a aucun marqueur."), Location(path=file.as_posix()))
    for criterion in shape.criteria:
        for part in criterion.indicators or (criterion,):
            if not getattr(part, "markers", ()):
                message = say("« {label} » n’a aucun marqueur.", label=str(part.label) or part.id)
                hint = say("Écrivez-en un sur cette ligne, ou retirez-la.")
                structurer.fault("E107", message, structurer.place(part, "label"), hint)


def _criteria(shape: FrameworkShape) -> list[Branch]:
    return [
        _branch(criterion.id, criterion.label, criterion.source) | {
            "indicators": [
                _branch(indicator.id, indicator.label, indicator.source) | {
                    "markers": [
                        _branch(marker.id, marker.label, marker.source)
                        | {"ask": str(marker.label), "see": str(marker.label)}
                        for marker in indicator.markers
                    ]
                }
                for indicator in criterion.indicators
            ]
        }
        for criterion in shape.criteria
    ]  # fmt: skip


def _branch(name: str, label: str, source: str) -> Branch:
    return {"id": name, "label": str(label), "source": str(source)}
