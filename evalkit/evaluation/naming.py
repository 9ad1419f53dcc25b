"""Ids and references: well formed, each once, and each naming something that exists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from evalkit.core.evaluation import Evaluation, Named
from evalkit.core.items import Category
from evalkit.core.message import Message, say
from evalkit.core.names import fold, nearest
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.documents.nodes import Scalar
from evalkit.documents.structuring import Structurer

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\Z")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_SHOWN = 12
_LONGEST = 64


def check_ids(structurer: Structurer, ids: Iterable[tuple[str, Location | None]], *, folders: bool = False) -> None:
    """Report the ids that are malformed or written twice; ``folders``: each is also the name of a folder.

    Where folders are named, ids that differ by case only are the same: they would be on Windows.
    """
    written = list(ids)
    for name, where in written:
        if not _ID.match(name) or len(name) > _LONGEST or (folders and name.lower().split(".")[0] in _DEVICES):
            message = say("« {id} » n’est pas un identifiant : lettres sans accent, chiffres, « - », « _ » seulement.",
                          id=name)  # fmt: skip
            structurer.fault("E111", message, where, say("Par exemple : {id}", id=slug(name)))
    check_distinct(structurer, written, folders=folders)


def check_distinct(
    structurer: Structurer, ids: Iterable[tuple[str, Location | None]], *, folders: bool = False
) -> None:
    """Report the ids that are written twice, with the place of the first."""
    first: dict[str, Location | None] = {}
    for name, where in ids:
        key = name.lower() if folders else name
        if key in first:
            message = say("L’identifiant « {id} » est déjà pris ({place}).", id=name, place=_place(first[key], where))
            structurer.fault(
                "E112", message, where, say("Donnez à chacun le sien ; un identifiant ne sert qu’une fois.")
            )
        else:
            first[key] = where


def check_names(structurer: Structurer, among: Iterable[tuple[Named | Category, Location | None]]) -> None:
    """Report a name that two of these go by: a file that uses it could mean either."""
    owners: dict[str, Named | Category] = {}
    for one, where in among:
        for name in one.names:
            owner = owners.setdefault(fold(name), one)
            if owner is not one and _own(owner) != _own(one):
                message = say("« {name} » désigne à la fois « {first} » et « {second} ».", name=name,
                              first=_own(owner), second=_own(one))  # fmt: skip
                hint = say("Gardez ce nom à un seul endroit (identifiant, libellé ou « also »).")
                structurer.fault("E115", message, where, hint)


def check_reference(
    structurer: Structurer, what: Message, name: Scalar | str, known: Collection[str], where: Location | None = None
) -> bool:
    """True where *name* is one of *known*; else reported, save where it names what could not be made."""
    word = name.text if isinstance(name, Scalar) else name
    if word in known:
        return True
    if word not in structurer.broken:
        place = name.where if isinstance(name, Scalar) else where
        structurer.fault("E113", say("{what} « {name} » n’existe pas.", what=what, name=word), place, near(word, known))
    return False


def near(word: str, known: Collection[str]) -> Message | None:
    """The hint that names the nearest of *known*, or all of them where they are few."""
    found = nearest(word, known)
    if found:
        return say("Vouliez-vous dire « {name} » ?", name=found)
    if not known:
        return say("Aucun nom n’est déclaré.")
    listed = sorted(known)
    return say("Noms connus : {known}.", known=", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else ""))


def slug(words: str) -> str:
    """An id that says *words*."""
    plain = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found = re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-.").lower()[:_LONGEST] or "un-nom"
    return f"{found}-1" if found in _DEVICES else found


def _own(one: Named | Category) -> str:
    return one.id if isinstance(one, Named) else one.code


def _place(before: Location | None, now: Location | None) -> Message:
    if before is None:
        return say("plus haut")
    if now is None or before.path != now.path:
        return say("{path}, ligne {line}", path=before.path, line=before.line)
    return say("ligne {line}", line=before.line)


def require_wave(evaluation: Evaluation, wave: str | None) -> None:
    """Stop where a wave is asked for that is not declared; None asks for none in particular.

    Raises:
        ProblemsFound: E251.
    """
    known = [declared.id for declared in evaluation.waves]
    if wave is None or wave in known:
        return
    message = say("La vague « {wave} » n’est pas déclarée dans evaluation.yaml.", wave=wave)
    hint = say("Vagues déclarées : {waves}.", waves=", ".join(known))
    raise ProblemsFound([Problem("E251", message, evaluation.place("waves"), hint)])
