"""`evalkit draft`: an instrument's file drafted from a form, a survey's structure or a file of answers."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from evalkit.core.message import Translator, say
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.evaluation.drafts.answers import draft_answers
from evalkit.evaluation.drafts.model import Draft, shortened
from evalkit.evaluation.drafts.structure import draft_structure, is_structure
from evalkit.evaluation.drafts.writing import written
from evalkit.evaluation.drafts.xlsform import draft_xlsform, is_xlsform
from evalkit.evaluation.reading import GENERIC
from evalkit.files.opening import open_source
from evalkit.files.putting import put_in_place
from evalkit.plugins.manager import Plugins

_HEAD = 65_536


@frozen(kw_only=True)
class Drafted:
    """A drafted instrument: its id, the text of its file, and how many questions and decisions it holds."""

    id: str
    text: str
    items: int
    decisions: int
    notes: tuple[Problem, ...] = ()


def draft(path: Path, plugins: Plugins, translator: Translator, *, id_: str = "") -> Drafted:
    """The draft of the file at *path*; its comments are in the translator's language.

    Raises:
        ProblemsFound: where the file cannot be opened, or holds no question.
    """
    name = id_ or shortened(path.stem) or "questionnaire"
    shown = path.name
    made, notes = _drafted(path, shown, name, plugins)
    if made is None or not made.items:
        raise ProblemsFound(
            [
                Problem(
                    "E247",
                    say("Aucune question n’est trouvée dans ce fichier."),
                    Location(path=shown),
                    say(
                        "Donnez un formulaire XLSForm, une structure LimeSurvey (.lss, .txt) ou un fichier de réponses."
                    ),
                )
            ]
        )
    return Drafted(
        id=made.id,
        text=written(made, translator),
        items=len(made.items),
        decisions=sum(len(item.remarks) for item in made.items),
        notes=notes,
    )


def keep(drafted: Drafted, project: Path) -> Path:
    """Write the draft to ``instruments/ID.yaml`` of the folder *project*, and give its path back.

    Raises:
        ProblemsFound: E472 where a file of that name stands there, which is never overwritten.
    """
    name = f"instruments/{drafted.id}.yaml"
    if (project / name).exists():
        message = say("Ce fichier existe déjà : rien n’y est écrit.")
        hint = say("Donnez un autre identifiant avec `--id`, ou rangez l’ancien fichier ailleurs.")
        raise ProblemsFound([Problem("E472", message, Location(path=name), hint)])
    put_in_place(project, {name: drafted.text.encode()})
    return project / name


def _drafted(path: Path, shown: str, name: str, plugins: Plugins) -> tuple[Draft | None, tuple[Problem, ...]]:
    head = _head(path)
    if is_structure(head):
        return draft_structure(path.read_bytes(), name), ()
    source = open_source(path, shown, {})
    if is_xlsform(source):
        return draft_xlsform(source, name), source.notes
    reader = next((n for n, kind in plugins.readers.items() if kind().recognise(source)), GENERIC)
    with plugins.calling("readers", reader):
        grids = list(plugins.readers[reader]().grids(source, frozenset()))
    if not grids:
        return None, source.notes
    widest = max(grids, key=lambda grid: len(grid.rows) * len(grid.headings))
    return draft_answers(widest, name), (*source.notes, *widest.notes)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
