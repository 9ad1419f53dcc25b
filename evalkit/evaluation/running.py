"""One run: a wave read, published and audited, and every output of it written, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from evalkit.core.interfaces import Output, Profile
from evalkit.core.problems import Problem, ProblemsFound
from evalkit.core.published import Published
from evalkit.evaluation.collecting import Collected
from evalkit.evaluation.deliverables import Deliverables, Made
from evalkit.evaluation.opened import OpenedEvaluation
from evalkit.evaluation.waves import changes_since


@frozen(kw_only=True)
class Run:
    """What a run did: the wave, what was read, what was written and what is worth knowing."""

    wave: str
    collected: Collected
    outputs: tuple[Made, ...]
    notes: tuple[Problem, ...]


def run(
    opened: OpenedEvaluation,
    wave: str | None = None,
    *,
    folder: Path | None = None,
    profile: Profile | None = None,
    lang: str | None = None,
) -> Run:
    """Read one wave and write all its outputs into *folder*, by default ``out/WAVE`` of the project.

    ``profile`` forces one profile on every output.

    Raises:
        ProblemsFound: with what is wrong in the centre's files (E1xx, E2xx, or a house rule's own code), a plugin that
            failed (E3xx), or an output that cannot be written (E4xx); previous outputs are then untouched.
    """
    if any(not problem.is_note for problem in opened.notes):
        raise ProblemsFound(opened.notes)
    chosen, notes = (wave, ()) if wave is not None else opened.default_wave()
    target = folder if folder is not None else opened.evaluation.folder / "out" / chosen
    spoken = lang or opened.evaluation.language
    results: dict[Profile, Published] = {}
    outputs = Deliverables(target)
    problems: list[Problem] = []
    for name, output in _outputs(opened):
        shown: Profile = profile or output.profile
        if shown not in results:
            results[shown] = _with_sheets(opened, opened.publish(chosen, shown, spoken), chosen, spoken)
        with opened.plugins.calling("outputs", name):
            problems += outputs.add(name, shown, output.write(results[shown], target, spoken))
    if problems:
        raise ProblemsFound(problems)
    collected = opened.collect(chosen)
    made = outputs.put(_manifest(opened, opened.publish(chosen, lang=spoken), collected))
    return Run(
        wave=chosen,
        collected=collected,
        outputs=made,
        notes=(*opened.notes, *notes, *collected.problems, *outputs.notes),
    )


def _manifest(opened: OpenedEvaluation, published: Published, collected: Collected) -> dict[str, object]:
    """What was made, by which versions, from which inputs.

    Inputs are named by instrument and sha256 only; how many records there are is said as the published results say it.
    """
    wave = str(published.about["wave"])
    records = {str(r["instrument"]): r["records"] for r in published["instruments"].records()}
    providers = opened.plugins.provenance(opened.used(), opened.evaluation.sheets or ())
    return {
        "schema": "evalkit-manifest/1",
        "complete": True,
        "structure": opened.evaluation.structure.id,
        "wave": wave,
        "simulated": opened.evaluation.wave(wave).simulated,
        "framework": {
            "id": opened.evaluation.framework.id,
            "version": opened.evaluation.framework.version,
            "fingerprint": opened.evaluation.framework.fingerprint,
        },
        "plugins": [{"name": p.name, "version": p.version} for p in providers],
        "inputs": [
            {"instrument": i.instrument, "files": i.files, "records": records[i.instrument], "sha256": i.sha256}
            for i in collected.inputs
        ],
    }


def _outputs(opened: OpenedEvaluation) -> list[tuple[str, Output]]:
    """The outputs that act on published results: those asked for, else all that are not of an installed plugin."""
    known = opened.plugins.outputs
    asked = opened.evaluation.outputs
    names = asked if asked is not None else opened.plugins.default_outputs()
    return [(name, known[name]()) for name in names if known[name].takes is Published]


def _with_sheets(opened: OpenedEvaluation, published: Published, wave: str, lang: str) -> Published:
    """The same results, with what changed since the wave before and the tables that plugins add beside them."""
    since = changes_since(opened, wave, lang)
    changed = (since,) if since is not None else ()
    with opened.plugins.calling("syntheses", opened.evaluation.synthesis_name):
        own = tuple(opened.evaluation.synthesis.tables(published))
    return evolve(published, beside=(*changed, *own, *opened.sheets(published)))
