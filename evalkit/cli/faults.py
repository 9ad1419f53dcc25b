"""Problems as a person reads them, as a program reads them, and as an exit status."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from evalkit.cli.screen import harmless
from evalkit.cli.statuses import BUG, FINE, PLUGIN, PROBLEMS, UNWRITTEN, USAGE
from evalkit.cli.words import _
from evalkit.core.problems import Location, Problem, ProblemsFound, in_order
from evalkit.languages import Language

if TYPE_CHECKING:
    from evalkit.cli.session import Session

MISNAMED: Final = frozenset({"E250", "E251", "E412", "E413", "E414", "E470", "E475"})
"""The codes of a name or value typed on the command line that nothing bears or nothing can bear."""

UNWRITABLE: Final = frozenset({"E401", "E402", "E450"})
"""The codes of an output that could not, or must not, be written."""


def status(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """The exit status that problems call for: a plugin's fault first, then an output's, then the centre's files.

    Where the files are fine and only what was typed is wrong, it is wrong use.
    """
    wrong = [problem.code for problem in problems if not problem.is_note]
    if any(code.startswith("E3") for code in wrong):
        return PLUGIN
    if any(code in UNWRITABLE for code in wrong):
        return UNWRITTEN
    if wrong and MISNAMED.issuperset(wrong):
        return USAGE
    return PROBLEMS if wrong or (strict and problems) else FINE


def as_json(problems: Sequence[Problem], language: Language) -> dict[str, object]:
    """The two lists of CONTRACT: ``problems`` and ``notes``, each sorted by place."""
    ordered = in_order(problems)
    return {
        "problems": [_record(problem, language) for problem in ordered if not problem.is_note],
        "notes": [_record(problem, language) for problem in ordered if problem.is_note],
    }


def lines(problems: Sequence[Problem], session: Session) -> Iterator[str]:
    """Each problem with its place, its code, what was found and the way out; how many there are comes last.

    What stands on a second line is indented, so that no text from a file can pass for a problem of its own.
    """
    ordered = in_order(problems)
    for problem in ordered:
        if problem.is_note and session.quiet and not session.strict:
            continue
        colour = "yellow" if problem.is_note else "red"
        where = place(problem.where, session) if problem.where else ""
        head = session.style(problem.code, fg=colour, bold=True)
        yield session.style(harmless(where), bold=True) + (" " if where else "") + head
        yield _indented(problem.message.said_in(session.language), "    ")
        if problem.hint is not None:
            yield _indented("→ " + problem.hint.said_in(session.language), "    ")
    notes = sum(problem.is_note for problem in ordered)
    faults = len(ordered) - notes
    if ordered and not session.quiet:
        counted = []
        if faults:
            counted.append(session.say_n("{n} problème", "{n} problèmes", faults))
        if notes:
            counted.append(session.say_n("{n} remarque", "{n} remarques", notes))
        yield session.say("En tout : {counted}.", counted=session.language.join(counted))


def place(where: Location, session: Session) -> str:
    """A place as people point at it: ``file:line:column`` in a text, sheet and cell in a workbook."""
    if where.cell and where.sheet:
        return session.say(
            "{file}, feuille « {sheet} », cellule {cell}", file=where.path, sheet=where.sheet, cell=where.cell
        )
    if where.sheet:
        said = session.say("{file}, feuille « {sheet} »", file=where.path, sheet=where.sheet)
        if where.line:
            said += session.say(", ligne {line}", line=where.line)
        if isinstance(where.column, str):
            said += session.say(", colonne « {column} »", column=where.column)
        return said
    if isinstance(where.column, str):
        line = f":{where.line}" if where.line else ""
        return session.say("{file}, colonne « {column} »", file=f"{where.path}{line}", column=where.column)
    return ":".join(str(part) for part in (where.path, where.line, where.column) if part is not None)


def fault(error: BaseException, session: Session, *, debug: bool) -> int:
    """What is said of an exception that ended a command, and its exit status. Never a bare traceback."""
    if isinstance(error, ProblemsFound):
        return session.finish(error.problems)
    if debug:
        session.warn(_indented("".join(traceback.format_exception(error)), ""))
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        at = f"{type(error).__name__}, {frame.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{frame.lineno}"
        session.warn(_indented(session.say(_BUG, at=at), ""))
    return BUG


_BUG = _(
    "Evalkit s’est trompé, ce n’est pas de votre fait ({at}). Vos fichiers sont intacts.\n"
    "Merci de le signaler à qui s’occupe d’evalkit chez vous, avec cette ligne et la commande tapée ; "
    "avec EVALKIT_DEBUG=1, la même commande montre toute l’erreur."
)


def _record(problem: Problem, language: Language) -> dict[str, object]:
    where = problem.where
    told: dict[str, object] = {"code": problem.code, "message": problem.message.said_in(language)}
    if where is not None:
        told |= {
            "file": where.path,
            "sheet": where.sheet,
            "line": where.line,
            "column": where.column,
            "cell": where.cell,
        }
    if problem.hint is not None:
        told["hint"] = problem.hint.said_in(language)
    return {key: value for key, value in told.items() if value not in (None, "")}


def _indented(text: str, margin: str) -> str:
    return "\n".join(margin + harmless(line) for line in text.split("\n"))
