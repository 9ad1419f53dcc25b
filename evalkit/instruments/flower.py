"""The flower of social utility: what a group says of each marker, before and after it talked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import evolve, frozen

import evalkit
from evalkit import (
    SHIFTS,
    Answers,
    AskedItem,
    Category,
    Entry,
    Framework,
    Item,
    ItemType,
    Location,
    Part,
    Problem,
    Rows,
    Text,
    say,
)

SPLIT = "split"
"""The code of a session without a majority: counted, but nowhere among the positions."""

PHASES = ("before", "after")


@frozen(kw_only=True)
class Stage:
    """One position that a group may take on a marker, the lowest first."""

    code: str
    label: Text
    also: tuple[str, ...] = ()


@frozen(kw_only=True)
class Judgement:
    """What one session says of one marker in one phase: voices by code, in the rows that say so."""

    row: int
    voices: tuple[int, ...]
    counted: bool
    dissent: tuple[str, ...]

    @property
    def position(self) -> int:
        """The index of the position of more than half of the voices, or -1."""
        most = max(self.voices)
        return self.voices.index(most) if most * 2 > sum(self.voices) else -1


@frozen(kw_only=True)
class Flower:
    """Sessions in which a group takes a position on each marker. A row is a session × marker × phase × position.

    ``stages`` are the positions. One session is one judgement per marker and phase: the position of more than half of
    its voices, else ``split``. The voices by code and the dissent in words are carried beside; where a session took a
    position both before and after, one answer of phase ``shift`` says where it went.
    """

    name: ClassVar[str] = "flower"
    layout: ClassVar[str] = "flower"
    fields: ClassVar[tuple[str, ...]] = ("marker", "phase", "position", "voices", "mode", "present", "dissent")
    key: ClassVar[tuple[str, ...]] = ("record", "marker", "phase", "position")

    stages: tuple[Stage, ...] = ()

    def asks(self, framework: Framework, declared: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items of its file, then one per marker, whose answers are the stages."""
        categories = tuple(Category(code=s.code, label=s.label, also=s.also) for s in self.stages)
        markers = tuple(
            Item(id=placed.marker.id, label=placed.marker.label, section=placed.indicator.label, type=ItemType.SCALE,
                 categories=categories, phases=PHASES)
            for placed in framework.placed()
        )  # fmt: skip
        return (*declared, *markers)

    def answers(self, rows: Rows, framework: Framework) -> tuple[Answers, list[Problem]]:
        """One answer for each session, marker and phase, what is carried beside, and where positions went."""
        markers = [item for item in rows.items if item.id in framework.markers]
        codes = [stage.code for stage in self.stages]
        asked = (
            *(AskedItem(instrument=rows.instrument.id, item=item, values=(*codes, SPLIT)) for item in markers),
            *(
                AskedItem(
                    instrument=rows.instrument.id,
                    item=evolve(item, categories=SHIFTS, phases=("shift",)),
                    values=tuple(s.code for s in SHIFTS),
                )
                for item in markers
            ),
        )
        judged, problems = self._judged(rows, {item.id: i for i, item in enumerate(markers)}, codes)
        entries: list[Entry] = []
        for (_, number, phase), judgement in judged.items():
            position = judgement.position if judgement.position >= 0 else len(codes)
            entries.append(Entry(judgement.row, number, position, phase=phase))
            if judgement.counted:
                entries += [
                    Entry(judgement.row, number, code, part=Part.VOICES, phase=phase, voices=n)
                    for code, n in enumerate(judgement.voices)
                    if n
                ]
            entries += [
                Entry(judgement.row, number, part=Part.DISSENT, phase=phase, text=text) for text in judgement.dissent
            ]
        entries += _shifts(judged, len(markers))
        return rows.from_entries(asked, entries), problems

    def _judged(
        self, rows: Rows, markers: dict[str, int], codes: list[str]
    ) -> tuple[dict[tuple[int, int, str], Judgement], list[Problem]]:
        """The judgements by session, marker and phase, in the order of the file."""
        found: dict[tuple[int, int, str], list[int]] = {}
        problems: list[Problem] = []
        phases = rows.field("phase")
        positions = rows.field("position")
        told = any(phases)
        for row, (marker, position) in enumerate(zip(rows.field("marker"), positions)):
            if not marker and not position:
                continue
            if marker not in markers or position not in codes:
                problems.append(_incomplete(rows.where(row), marker))
                continue
            if not phases[row] and told:
                problems.append(_without_phase(rows.where(row)))
                continue
            key = (int(rows.records.record[row]), markers[marker], phases[row] or "after")
            found.setdefault(key, []).append(row)
        judged = {}
        crowded: set[int] = set()
        for key, at in found.items():
            judgement, fault = _judgement(rows, at, codes, positions)
            judged[key] = judgement
            problems += fault
            present = int(rows.records.present[at[0]])
            if judgement.counted and 0 <= present < sum(judgement.voices) and key[0] not in crowded:
                crowded.add(key[0])
                problems.append(_more_voices(rows.where(at[0]), sum(judgement.voices), present))
        return judged, problems


def _judgement(
    rows: Rows, at: list[int], codes: list[str], positions: tuple[str, ...]
) -> tuple[Judgement, list[Problem]]:
    voices = [0] * len(codes)
    said = rows.field("voices")
    dissents = rows.field("dissent")
    written = [row for row in at if said[row]]
    problems = []
    if written and len(written) < len(at):
        bare = next(row for row in at if not said[row])
        problems.append(_without_voices(rows.where(bare)))
    for row in at:
        voices[codes.index(positions[row])] += int(said[row] or 1)
    if not sum(voices):
        problems.append(_no_voice(rows.where(at[0])))
        voices[codes.index(positions[at[0]])] = 1
    dissent = tuple(dict.fromkeys(dissents[row] for row in at if dissents[row]))
    return Judgement(row=at[0], voices=tuple(voices), counted=bool(written), dissent=dissent), problems


def _shifts(judged: dict[tuple[int, int, str], Judgement], markers: int) -> Iterable[Entry]:
    """One answer of phase ``shift`` for each session and marker with a position both before and after."""
    for (record, number, phase), after in judged.items():
        before = judged.get((record, number, "before")) if phase == "after" else None
        if before is None or before.position < 0 or after.position < 0:
            continue
        way = (after.position > before.position) - (after.position < before.position)
        yield Entry(after.row, markers + number, 1 + way, phase="shift")
        for text in dict.fromkeys((*before.dissent, *after.dissent)):
            yield Entry(after.row, markers + number, part=Part.DISSENT, phase="shift", text=text)


def _incomplete(where: Location, marker: str) -> Problem:
    message = (
        say("La ligne n’a pas de position sur « {marker} ».", marker=marker)
        if marker
        else say("La ligne a une position, mais pas de marqueur.")
    )
    return Problem("E272", message, where, say("Complétez la ligne, ou videz-la."))


def _without_voices(where: Location) -> Problem:
    return Problem(
        "E273",
        say("Dans une même séance, des positions ont un nombre de voix et celle-ci n’en a pas."),
        where,
        say("Écrivez le nombre de voix de chaque position."),
    )


def _without_phase(where: Location) -> Problem:
    return Problem(
        "E272",
        say("La ligne ne dit pas si la position est d’avant ou d’après le débat."),
        where,
        say("Écrivez avant ou après, comme dans les autres lignes."),
    )


def _more_voices(where: Location, voices: int, present: int) -> Problem:
    return Problem(
        "W271",
        say("Cette séance compte {voices} voix pour {present} présents sur un même marqueur.",
            voices=voices, present=present),
        where,
        say("Vérifiez les voix et le nombre de présents : le seuil de publication repose sur les présents."),
    )  # fmt: skip


def _no_voice(where: Location) -> Problem:
    return Problem(
        "E273",
        say("Aucune position de cette séance n’a de voix."),
        where,
        say("Écrivez le nombre de voix, ou videz la ligne."),
    )


@evalkit.hookimpl
def evalkit_instruments() -> Iterable[type]:
    """The kind « flower »."""
    return [Flower]
