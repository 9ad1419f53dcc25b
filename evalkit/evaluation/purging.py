"""Raw answers removed once their retention is past; what was published stays."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from attrs import frozen

from evalkit.core.evaluation import Evaluation
from evalkit.core.message import say, say_n
from evalkit.core.problems import Location, Problem, ProblemsFound
from evalkit.core.trouble import reason
from evalkit.evaluation.naming import require_wave
from evalkit.files.folder import WORDING
from evalkit.files.putting import MANIFEST, put_in_place

MARK = "purged.json"
"""What stays in the data folder of a purged wave: when, and how many files were removed."""


@frozen(kw_only=True)
class Purged:
    """What was removed from one wave, and how many of its texts still stand in the file of the quotes, uncleared."""

    wave: str
    files: int
    texts: int = 0

    def notes(self, evaluation: Evaluation) -> tuple[Problem, ...]:
        """What is left for a person to remove."""
        if not self.texts:
            return ()
        message = say_n(
            "Vague « {wave} » : {n} texte de réponse que personne n’a autorisé est encore dans ce fichier.",
            "Vague « {wave} » : {n} textes de réponse que personne n’a autorisés sont encore dans ce fichier.",
            self.texts,
            wave=self.wave,
        )
        hint = say("Retirez-les : leur durée de conservation est passée aussi.")
        return (Problem("W255", message, Location(path=evaluation.quotes_file), hint),)


def purge(evaluation: Evaluation, today: date, wave: str | None = None) -> tuple[Purged, ...]:
    """Remove the answer files of every wave, or of *wave*, and leave a mark in their place.

    Nothing is removed before the retention date, nor from a wave whose results were never published: then everything is
    said and nothing is touched. A wave already purged, or without answers, is passed over. The mark comes first: a
    purge that was cut short is a purge, and the next one removes what is left.

    Raises:
        ProblemsFound: E251 where *wave* is not declared, E252 where no retention date is, E253 before that date, E254
            where a wave has answers but no complete outputs, E257 for files that the system will not let go, once all
            others are gone.
    """
    require_wave(evaluation, wave)
    retention = evaluation.privacy.retention
    place = evaluation.place("privacy")
    if retention is None:
        message = say("Aucune date de conservation n’est déclarée : rien n’est retiré.")
        hint = say("Ajoutez dans evaluation.yaml, sous « privacy » : retention: 2031-12-31")
        raise ProblemsFound([Problem("E252", message, place, hint)])
    if today <= retention:
        day = retention.isoformat()
        message = say("Les réponses se conservent jusqu’au {day} compris : rien n’est retiré.", day=day)
        hint = say("Pour les retirer plus tôt, avancez la date « retention » dans evaluation.yaml.")
        raise ProblemsFound([Problem("E253", message, place, hint)])
    waves = [declared.id for declared in evaluation.waves if wave in (None, declared.id)]
    held = {name: files for name in waves if (files := answer_paths(evaluation, name))}
    unpublished = [
        Problem(
            "E254",
            say("La vague « {wave} » n’a pas de résultats publiés : rien n’est retiré.", wave=name),
            Location(path=f"out/{name}/{MANIFEST}"),
            say("Lancez d’abord « evalkit run --wave {wave} », et gardez ses résultats.", wave=name),
        )
        for name in held
        if not (evaluation.folder / "out" / name / MANIFEST).is_file()
    ]
    if unpublished:
        raise ProblemsFound(unpublished)
    done = []
    left: list[Problem] = []
    for name, files in held.items():
        told = {"purged": today.isoformat(), "files": len(files)}
        put_in_place(evaluation.folder / "data" / name, {MARK: (json.dumps(told) + "\n").encode()}, f"data/{name}")
        left += [problem for path in files if (problem := _removed(path, evaluation.folder)) is not None]
        texts = sum(not quote.cleared and bool(quote.text) for quote in evaluation.quotes if quote.wave in ("", name))
        done.append(Purged(wave=name, files=len(files), texts=texts))
    if left:
        raise ProblemsFound(left)
    return tuple(done)


def _removed(path: Path, folder: Path) -> Problem | None:
    """Remove a file, or say why it is still there."""
    try:
        path.unlink()
    except OSError as error:
        return Problem(
            "E257",
            say("Ce fichier de réponses est encore là : il n’a pas pu être retiré ({reason}).",
                reason=reason(error)),
            Location(path=path.relative_to(folder).as_posix()),
            say("Fermez-le s’il est ouvert, puis relancez « evalkit purge » : les autres sont retirés."),
        )  # fmt: skip
    return None


def answer_paths(evaluation: Evaluation, wave: str) -> tuple[Path, ...]:
    """Every file in the data folders of a wave, sorted; the wording of the wave is no answer and stays."""
    folder = evaluation.folder / "data" / wave
    found = (path for path in folder.rglob("*") if path.is_file() and path.name not in (WORDING, MARK))
    return tuple(sorted(found)) if folder.is_dir() else ()


def refuse_purged(evaluation: Evaluation, wave: str) -> None:
    """Stop where a wave was purged: its results are kept, and can no longer be recomputed.

    Raises:
        ProblemsFound: E255.
    """
    if (evaluation.folder / "data" / wave / MARK).is_file():
        raise ProblemsFound(
            [
                Problem(
                    "E255",
                    say("Les réponses de la vague « {wave} » ont été retirées : ses résultats ne se recalculent plus.",
                        wave=wave),
                    Location(path=f"data/{wave}/{MARK}"),
                    say("Ses résultats publiés sont dans out/{wave}/.", wave=wave),
                )
            ]
        )  # fmt: skip
