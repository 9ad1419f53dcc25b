"""What a plan will be able to say, in words: the coverage of each criterion, then what the floor would mask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evalkit.cli import plain
from evalkit.cli.screen import harmless

if TYPE_CHECKING:
    from evalkit.cli.session import Session
    from evalkit.core.evaluation import Evaluation
    from evalkit.evaluation.foreseeing import Foreseen, Planned, Thin


def lines(foreseen: Foreseen, evaluation: Evaluation, wave: str, session: Session) -> Iterator[str]:
    """What `check` says of the plan."""
    yield session.style(session.say("Ce que vos outils regarderont"), bold=True)
    for planned in foreseen.plan:
        yield harmless("  " + session.pair(planned.label, _planned(planned, session)))
    if not foreseen.wave:
        yield ""
        return
    yield ""
    title = session.say("Ce qui serait masqué à la publication")
    if foreseen.wave != wave:
        title += " " + session.say("(avec autant de réponses que dans la vague « {wave} »)", wave=foreseen.wave)
    yield session.style(title, bold=True)
    for thin in foreseen.thin:
        yield harmless("  " + session.pair(thin.instrument, _thin(thin, evaluation, session)))
    if not foreseen.thin:
        yield "  " + session.say("Rien : chaque groupe, site et action atteint le seuil.")
    yield ""


def as_json(foreseen: Foreseen) -> dict[str, Any]:
    """The same for a program."""
    return {
        "plan": {
            one.criterion: {"markers": one.markers, "several": one.several, "one": one.one, "nobody": list(one.nobody)}
            for one in foreseen.plan
        },
        "counted": foreseen.wave,
        "masked": [
            {
                "instrument": thin.instrument,
                "dimension": thin.dimension or "all",
                "floor": thin.floor,
                "segments": dict(thin.segments),
            }
            for thin in foreseen.thin
        ],
    }


def _planned(planned: Planned, session: Session) -> str:
    said = [session.say_n("{n} marqueur", "{n} marqueurs", planned.markers)]
    if planned.several:
        said.append(
            session.say_n(
                "{n} regardé par deux sortes d’outils ou plus",
                "{n} regardés par deux sortes d’outils ou plus",
                planned.several,
            )
        )
    if planned.one:
        said.append(session.say_n("{n} par une seule", "{n} par une seule", planned.one))
    if planned.nobody:
        names = ", ".join(planned.nobody)
        said.append(
            session.say_n("{n} par aucune ({names})", "{n} par aucune ({names})", len(planned.nobody), names=names)
        )
    return ", ".join(said)


def _thin(thin: Thin, evaluation: Evaluation, session: Session) -> str:
    named = (
        (plain.segment(name, evaluation, thin.dimension, session), n) for name, n in thin.segments if thin.dimension
    )
    segments = plain.listed(named)
    if thin.unit == "interview" and thin.dimension:
        return session.say("les entretiens se lisent tous ensemble, jamais par groupe ni par site ({segments})",
                           segments=segments)  # fmt: skip
    if not thin.dimension:
        return session.say("tout l’outil, sous le seuil de {floor}", floor=thin.floor)
    return session.say("{segments} (seuil de {floor} personnes, et de quoi ne pas les retrouver)", segments=segments,
                       floor=thin.floor)  # fmt: skip
