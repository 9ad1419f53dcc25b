"""An evaluation opened from its folder: what it declares, what was answered, and what may be published of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evalkit.core.answers import Answers
from evalkit.core.audit import audit
from evalkit.core.evaluation import Evaluation
from evalkit.core.interfaces import Profile
from evalkit.core.message import say
from evalkit.core.problems import Problem, ProblemsFound, in_order
from evalkit.core.published import Published, Table
from evalkit.core.publishing import Stamp, publish
from evalkit.core.tally import Tallies
from evalkit.evaluation.collecting import Collected, Progress, collect
from evalkit.evaluation.loading import listed_plugins, load, worded
from evalkit.evaluation.naming import require_wave
from evalkit.evaluation.purging import refuse_purged
from evalkit.files.folder import answer_files
from evalkit.languages import language
from evalkit.plugins.manager import Plugins


class OpenedEvaluation:
    """One evaluation, ready to be asked. Answers are read once per wave and kept."""

    def __init__(self, evaluation: Evaluation, plugins: Plugins, notes: tuple[Problem, ...]) -> None:
        self.evaluation = evaluation
        self.plugins = plugins
        self.notes = notes
        self._collected: dict[str, Collected] = {}
        self._worded: dict[str, Evaluation] = {}
        self._tallies: dict[str, Tallies] = {}
        self._published: dict[tuple[str, Profile, str], Published] = {}

    def worded(self, wave: str) -> Evaluation:
        """The evaluation as it was worded in a wave: with the instruments that its data folder keeps, if any.

        Raises:
            ProblemsFound: E251 where no such wave is declared; with what is wrong in the wave's own instrument files.
        """
        if wave not in self._worded:
            require_wave(self.evaluation, wave)
            found, problems = worded(self.evaluation, wave, self.plugins)
            if any(not problem.is_note for problem in problems):
                raise ProblemsFound(problems)
            self._worded[wave] = found
        return self._worded[wave]

    def collect(self, wave: str, progress: Progress | None = None) -> Collected:
        """What was understood of the answer files of a wave, with every problem and note.

        Raises:
            ProblemsFound: E251 where no such wave is declared, E255 where its answers were removed.
        """
        if wave not in self._collected:
            refuse_purged(self.evaluation, wave)
            self._collected[wave] = collect(self.worded(wave), wave, self.plugins, progress)
        return self._collected[wave]

    def answers(self, wave: str) -> Answers:
        """All answers of a wave as one table.

        Raises:
            ProblemsFound: with everything that keeps the files of the wave from being read.
        """
        return self._sound(wave).answers

    def publish(self, wave: str, profile: Profile = "published", lang: str | None = None) -> Published:
        """The protected tables of a wave, audited.

        Raises:
            ProblemsFound: with what is wrong in the files; E450 where a masked figure could be had back.
        """
        spoken = lang or self.evaluation.language
        if (wave, profile, spoken) not in self._published:
            self._published[wave, profile, spoken] = self._publish(wave, profile, spoken)
        return self._published[wave, profile, spoken]

    def _publish(self, wave: str, profile: Profile, lang: str) -> Published:
        collected = self._sound(wave)
        if wave not in self._tallies:
            self._tallies[wave] = Tallies(collected.answers)
        providers = self.plugins.provenance(self.used(), self.evaluation.sheets or ())
        published = publish(
            self.worded(wave),
            collected.answers,
            profile=profile,
            translator=language(lang),
            version=providers[0].version,
            inputs=collected.inputs,
            plugins=[Stamp(name=p.name, version=p.version) for p in providers],
            differences=collected.differences,
            tallies=self._tallies[wave],
        )
        found = audit(published)
        if found:
            raise ProblemsFound(found)
        return published

    def sheets(self, published: Published) -> tuple[Table, ...]:
        """The tables that plugins add beside published ones, those that ``sheets:`` names where it names any.

        Raises:
            ProblemsFound: E114 where it names one that nobody gives; with every plugin that failed (E3xx).
        """
        evaluation = self.evaluation
        return self.plugins.sheets(published, evaluation.sheets, lambda name: evaluation.place(f"sheets/{name}"))

    def default_wave(self) -> tuple[str, tuple[Problem, ...]]:
        """The last wave that has data, else the last declared with a note."""
        for wave in reversed(self.evaluation.waves):
            if self.has_data(wave.id):
                return wave.id, ()
        last = self.evaluation.waves[-1].id
        note = Problem(
            "W250",
            say("Aucune vague n’a encore de réponses : « {wave} » est prise, et rien n’y sera compté.", wave=last),
            self.evaluation.place("waves"),
            say("Déposez les fichiers de réponses dans data/{wave}/OUTIL/.", wave=last),
        )
        return last, (note,)

    def has_data(self, wave: str) -> bool:
        """True where the data folder of a wave holds an answer file for one of its instruments."""
        folders = (self.evaluation.folder / "data" / wave / use.id for use in self.evaluation.instruments)
        return any(answer_files(folder, "").files for folder in folders)

    def _sound(self, wave: str) -> Collected:
        collected = self.collect(wave)
        if any(not problem.is_note for problem in collected.problems):
            raise ProblemsFound(collected.problems)
        return collected

    def used(self) -> Iterable[tuple[str, str]]:
        """The kinds and names of the plugins that this evaluation's results rest on."""
        evaluation = self.evaluation
        yield "syntheses", evaluation.synthesis_name
        for use in evaluation.instruments:
            yield "instruments", use.file.kind
        for placed in evaluation.framework.placed():
            for evidence in placed.marker.evidence:
                yield "scorers", evidence.scorer.name
        for output in evaluation.outputs or ():
            yield "outputs", output


def open_evaluation(path: str | Path, *, approved: Iterable[str] | None = None, local: bool = True) -> OpenedEvaluation:
    """The evaluation whose evaluation.yaml stands in the folder *path*.

    ``approved`` are the sha256 of local plugins that may be loaded, by default those approved on this computer; with
    ``local=False`` none is loaded.

    Raises:
        ProblemsFound: with every fault of its files and plugins, all at once.
    """
    folder = Path(path)
    listed = listed_plugins(folder) if local else ()
    plugins = Plugins(folder=folder, local=listed, approved=approved)
    evaluation, found = load(folder, plugins)
    problems = in_order([*plugins.problems, *found])
    if evaluation is None or any(not problem.is_note for problem in problems):
        raise ProblemsFound(problems)
    return OpenedEvaluation(evaluation, plugins, in_order([*problems, *plugins.checks(evaluation)]))
