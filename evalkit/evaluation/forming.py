"""Blank forms of an evaluation's instruments, written by the form writers that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evalkit.core.message import say
from evalkit.core.names import nearest
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.evaluation.deliverables import Deliverables, Made
from evalkit.evaluation.opened import OpenedEvaluation
from evalkit.evaluation.typed import typed_over

FOLDER = "formulaires"
"""Where forms are written by default, beside evaluation.yaml."""


def write_forms(
    opened: OpenedEvaluation,
    formats: Sequence[str] = (),
    *,
    instruments: Sequence[str] = (),
    folder: Path | None = None,
    lang: str | None = None,
) -> tuple[Made, ...]:
    """Write the blank forms of the named instruments (all by default) in the named formats (all there are).

    Raises:
        ProblemsFound: E412 for an unknown format, E413 for an unknown instrument, E414 where a format that was named
            does not exist for an instrument that was named, E410 where two forms want one file, E411 where answers were
            typed into a workbook that would be replaced. Nothing is then written.
    """
    evaluation, known = opened.evaluation, opened.plugins.forms
    problems = [_unknown("E412", name, tuple(known)) for name in formats if name not in known]
    ids = [use.id for use in evaluation.instruments]
    problems += [_unknown("E413", name, ids) for name in instruments if name not in ids]
    if problems:
        raise ProblemsFound(problems)
    target = folder if folder is not None else evaluation.folder / FOLDER
    forms = Deliverables(target)
    for name in formats or tuple(known):
        writer = known[name]()
        for use in evaluation.instruments:
            if instruments and use.id not in instruments:
                continue
            if not writer.takes(use):
                if formats and instruments:
                    message = say("La forme « {form} » n’existe pas pour l’outil « {id} ».", form=name, id=use.id)
                    problems.append(Problem("E414", message, use.file.where))
                continue
            with opened.plugins.calling("forms", name):
                problems += forms.add(name, "", writer.write(use, evaluation, lang or evaluation.language))
    problems += typed_over(target, forms.files, opened.plugins)
    if problems:
        raise ProblemsFound(problems)
    return forms.put()


def _unknown(code: str, name: str, known: Sequence[str]) -> Problem:
    near = nearest(name, known)
    message = (
        say("Aucun module ne donne la forme « {name} ».", name=name)
        if code == "E412"
        else say("Aucun outil ne s’appelle « {name} ».", name=name)
    )
    hint = (
        say("Vouliez-vous dire « {near} » ?", near=near)
        if near
        else say("Noms connus : {names}.", names=", ".join(known))
    )
    return Problem(code, message, hint=hint)
