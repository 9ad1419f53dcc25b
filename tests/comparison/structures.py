"""Small structures on one shared core, published in a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from evalkit.core.evaluation import Dimension, Figure, Privacy, SharedCore, Structure, Wave
from evalkit.core.findings import Example, Finding, Voice
from evalkit.core.framework import Criterion, Extent, Framework, Indicator, Marker
from evalkit.core.framework import Mapping as CoreMapping
from evalkit.core.published import Published
from evalkit.core.publishing import publish
from evalkit.core.text import Text
from evalkit.languages import language
from tests.core.building import answered, evaluation, instrument, link, scale

CORE = SharedCore(
    id="socle",
    version="1",
    source=Text("essai"),
    dimensions=tuple(Dimension(id=name, label=Text(name.title())) for name in ("lien", "pouvoir", "terre")),
    context=("adherents",),
)

YES, NO = "5", "1"


def structure(
    name: str,
    said: Mapping[str, str | None],
    *,
    wave: str = "2026",
    n: int = 40,
    core: SharedCore | None = CORE,
    profile: str = "published",
    extent: Extent = Extent.FULL,
    figures: Sequence[Figure] = (),
    label: str = "",
    privacy: Privacy = Privacy(),  # noqa: B008  (frozen)
    simulated: bool = False,
) -> Published:
    """One structure whose markers, one per dimension of the core, were answered *said* by all of *n* people.

    A value is a code, ``half`` for people of two groups who disagree, or None where nobody was asked.
    """
    use = instrument("quest", *(scale(dimension) for dimension in said))
    criteria = tuple(
        Criterion(
            id=f"c-{dimension}",
            label=Text(f"Critère {dimension} de {name}"),
            maps_to=CoreMapping(dimension=dimension, extent=extent),
            indicators=(
                Indicator(
                    id=f"i-{dimension}",
                    label=Text("i"),
                    markers=(
                        Marker(
                            id=f"m-{dimension}",
                            label=Text(label or f"Marqueur {dimension}"),
                            evidence=(link("quest", dimension),),
                        ),
                    ),
                ),
            ),
        )
        for dimension in said
    )
    finding = Finding(
        id="f1",
        claim=Text(f"{name} a contribué à quelque chose"),
        criteria=("c-lien",),
        examples=(Example(text=Text("un fait"), source=Text("rapport d’activité")),),
        quotes=(Voice(text=Text("une voix"), source=Text("rapport"), consent="published"),),
        qualification=Text("mais peu encore"),
    )
    found = evolve(
        evaluation(
            Framework(id=f"arbre-{name}", version="3", criteria=criteria), use, shared_core=core, findings=(finding,)
        ),
        structure=Structure(id=name, name=Text(name.title()), department="26"),
        context=tuple(figures),
        privacy=privacy,
        waves=(Wave(id="2026", label=Text("2026")),),
    )
    rows = [
        {
            "group": "a" if i < n // 2 else "b",
            **{d: (YES if i < n // 2 else NO) if code == "half" else code for d, code in said.items()},
        }
        for i in range(n)
    ]
    answers = answered(found, {"quest": [row for row in rows if any(row[d] for d in said)]})
    made = publish(
        evolve(found, waves=(Wave(id=wave, label=Text(wave), simulated=simulated),)),
        evolve(answers, wave=wave),
        profile=profile,  # type: ignore[arg-type]
        translator=language("fr"),
        version="0",
    )
    assert made.about["structure"] == name
    return made
