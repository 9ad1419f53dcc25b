"""What is said when a plugin is at fault: which one, from where, and what to do."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import PurePath
from types import TracebackType

from evalkit.core.message import Message, say
from evalkit.core.names import nearest
from evalkit.core.problems import Location, Problem
from evalkit.plugins.registry import Provider, Taken


def not_loaded(provider: Provider, error: BaseException) -> Problem:
    """E301: its module cannot be imported. No answer was read yet: the error's own words may be shown."""
    _debug(error)
    return Problem(
        "E301",
        say(
            "L’extension {plugin} ne se charge pas : {error}, {place}.",
            plugin=str(provider),
            error="".join(traceback.format_exception_only(error)).strip().splitlines()[-1],
            place=_place(provider, error.__traceback__),
        ),
        _where(provider),
        say("Corrigez-la, prévenez qui l’a écrite, ou désinstallez-la."),
    )


def unknown_hook(provider: Provider, name: str, hooks: tuple[str, ...]) -> Problem:
    """E302: it answers a hook that evalkit does not have."""
    near = nearest(name, hooks)
    return Problem(
        "E302",
        say("L’extension {plugin} répond à « {name} », qu’evalkit ne demande pas.", plugin=str(provider), name=name),
        _where(provider),
        say("Vouliez-vous dire « {near} » ?", near=near) if near else _known(hooks),
    )


def hook_misused(provider: Provider, name: str, fault: Message) -> Problem:
    """E302: it answers a hook in a way that evalkit cannot call."""
    return Problem(
        "E302",
        say("L’extension {plugin}, « {name} » : {fault}.", plugin=str(provider), name=name, fault=fault),
        _where(provider),
    )


def duplicate(kind: str, taken: Taken) -> Problem:
    """E303: two plugins give the same name."""
    return Problem(
        "E303",
        say(
            "Deux extensions donnent le même nom « {name} » ({kind}) : {first} et {second}.",
            name=taken.name,
            kind=kind,
            first=str(taken.first),
            second=str(taken.second),
        ),
        _where(taken.second),
        say("Retirez l’une des deux : un même nom doit dire la même chose d’un centre à l’autre."),
    )


def unfit(provider: Provider, kind: str, given: object, fault: Message) -> Problem:
    """E304: what it gives is not what its hook promises."""
    return Problem(
        "E304",
        say(
            "L’extension {plugin}, « {given} » ({kind}) : {fault}.",
            plugin=str(provider),
            given=getattr(given, "__name__", type(given).__name__),
            kind=kind,
            fault=fault,
        ),
        _where(provider),
    )


def failed(provider: Provider, doing: str, error: BaseException) -> Problem:
    """E305: it broke at work. The error's words are not shown: they may quote what a person answered."""
    _debug(error)
    return Problem(
        "E305",
        say(
            "L’extension {plugin} a échoué ({doing}) : {error}, {place}.",
            plugin=str(provider),
            doing=doing,
            error=type(error).__name__,
            place=_place(provider, error.__traceback__),
        ),
        _where(provider),
        say("Prévenez qui l’a écrite ; EVALKIT_DEBUG=1 montre toute l’erreur."),
    )


def not_approved(provider: Provider, changed: bool) -> Problem:
    """E306: a local plugin that nobody approved, or that changed since."""
    message = (
        say("L’extension {path} a changé depuis qu’elle a été approuvée.", path=provider.name)
        if changed
        else say("L’extension {path} n’a pas été approuvée sur cet ordinateur.", path=provider.name)
    )
    hint = say(
        "C’est un programme : relisez-le, puis tapez dans le dossier du projet : evalkit plugins approve {path}",
        path=f'"{provider.name}"' if " " in provider.name else provider.name,
    )
    return Problem("E306", message, _where(provider), hint)


def not_found(provider: Provider, error: OSError) -> Problem:
    """E307: a local plugin whose file cannot be read."""
    return Problem(
        "E307",
        say("L’extension {path} ne peut pas être lue : {error}.", path=provider.name, error=error.strerror or "?"),
        _where(provider),
        say("Vérifiez le nom sous « plugins: » de evaluation.yaml."),
    )


def unknown_sheet(name: str, known: tuple[str, ...], where: Location | None) -> Problem:
    """E114: a sheet that no plugin gives. It is the centre's own word, not a plugin's fault."""
    near = nearest(name, known)
    return Problem(
        "E114",
        say("Aucune extension ne donne la feuille « {name} ».", name=name),
        where,
        say("Vouliez-vous dire « {near} » ?", near=near) if near else say("Vérifiez « sheets: » et les extensions."),
    )


def gives_nothing(provider: Provider) -> Problem:
    """W301: a plugin without any hook."""
    return Problem(
        "W301",
        say("L’extension {plugin} ne donne rien : aucune de ses fonctions ne répond à evalkit.", plugin=str(provider)),
        _where(provider),
        say("Une fonction qui répond s’appelle comme la demande et porte « @hookimpl »."),
    )


def _debug(error: BaseException) -> None:
    """With EVALKIT_DEBUG, the whole error on stderr, for the plugin's author; here, before it becomes a problem."""
    if os.environ.get("EVALKIT_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)


def _known(hooks: tuple[str, ...]) -> Message:
    return say("Evalkit demande : {hooks}.", hooks=", ".join(hooks))


def _where(provider: Provider) -> Location | None:
    return Location(path=provider.name) if provider.origin == "local" else None


def _place(provider: Provider, trace: TracebackType | None) -> str:
    """The line where it broke: the plugin's own where it can be told, else the deepest one."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if provider.package in PurePath(frame.filename).with_suffix("").parts]
    return "".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in (own or frames)[-1:]) or "?"
