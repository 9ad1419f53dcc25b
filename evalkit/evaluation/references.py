"""What the files of a project say of each other: every name that one uses exists in another, and can serve there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evalkit.core.answers import CONSENTS, UNSPECIFIED
from evalkit.core.evaluation import InstrumentUse, Privacy
from evalkit.core.findings import Finding, Quote
from evalkit.core.framework import Framework
from evalkit.core.identifying import Clue, highlights
from evalkit.core.items import Item
from evalkit.core.message import say
from evalkit.core.problems import ProblemsFound, relocated
from evalkit.core.published import Published
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.naming import check_distinct, check_ids, check_names, check_reference, near
from evalkit.evaluation.shapes import EvaluationShape
from evalkit.evaluation.trees import Link
from evalkit.languages import languages
from evalkit.plugins.manager import Plugins

_FORMAT = "1"
_AIMS = ("democratic", "strategic", "advocacy")


def check_evaluation(shape: EvaluationShape, structurer: Structurer, plugins: Plugins) -> None:
    """evaluation.yaml by itself: its ids, its floors, the outputs it names."""
    if shape.evalkit != _FORMAT:
        message = say("Ce projet est écrit pour une autre version des fichiers : {found} ; connue : {known}.",
                      found=shape.evalkit, known=_FORMAT)  # fmt: skip
        structurer.fault("E118", message, structurer.place(shape, "evalkit"), say("Mettez evalkit à jour."))
    if shape.language not in languages():
        message = say("Les sorties ne savent pas s’écrire en « {code} ».", code=shape.language)
        structurer.fault("E109", message, structurer.place(shape, "language"), near(shape.language, languages()))
    for key, items in (("waves", shape.waves), ("instruments", shape.instruments)):
        if not items:
            structurer.fault("E107", say("La liste « {key} » est vide.", key=key), structurer.place(shape, key))
    check_ids(structurer, [(shape.structure.id, structurer.place(shape.structure, "id"))])
    check_ids(structurer, [(wave.id, structurer.place(wave, "id")) for wave in shape.waves], folders=True)
    check_ids(structurer, [(figure.id, structurer.place(figure, "id")) for figure in shape.context])
    for segments in (shape.groups, shape.structure.sites, shape.actions):
        check_ids(structurer, [(one.id, structurer.place(one, "id")) for one in segments])
        check_names(structurer, [(one, structurer.place(one)) for one in segments])
        for one in segments:
            if one.id == UNSPECIFIED:
                message = say("« {id} » est le mot des tables pour ce qui n’est pas précisé.", id=one.id)
                structurer.fault("E111", message, structurer.place(one, "id"), say("Choisissez un autre identifiant."))
    check_distinct(structurer, [(output.text, output.where) for output in shape.outputs or ()])
    of_a_run = [name for name in plugins.outputs if plugins.outputs[name].takes is Published]
    for output in shape.outputs or ():
        if output.text not in of_a_run:
            message = say("Aucune sortie ne s’appelle « {name} ».", name=output.text)
            structurer.fault("E114", message, output.where, near(output.text, of_a_run))
    _check_privacy(shape.privacy, structurer)


def _check_privacy(privacy: Privacy, structurer: Structurer) -> None:
    usual = Privacy()
    for key, floor, least in (
        ("internal", privacy.internal, usual.internal),
        ("published", privacy.published, usual.published),
    ):
        if floor < 1:
            structurer.fault("E109", say("Un seuil compte au moins une personne."), structurer.place(privacy, key))
        elif floor < least and not privacy.reason.strip():
            message = say("Le seuil « {key} » est abaissé de {usual} à {floor} sans raison écrite.", key=key,
                          usual=least, floor=floor)  # fmt: skip
            hint = say("Écrivez pourquoi sous « reason » ; les sorties l’imprimeront.")
            structurer.fault("E119", message, structurer.place(privacy, key), hint)


def check_links(
    links: Iterable[Link], instruments: Sequence[InstrumentUse], structurer: Structurer, plugins: Plugins
) -> None:
    """Each evidence link names an instrument, items of it, and a scorer that can read them."""
    uses = {use.id: use for use in instruments}
    for link in links:
        if not check_reference(structurer, say("L’outil"), link.instrument, uses):
            continue
        use = uses[link.instrument.text]
        items = {item.id: item for item in use.items}
        for item in _named(link, use, items, structurer):
            if item.id not in structurer.broken:
                _check_scorer(link, item, structurer, plugins)


def _named(link: Link, use: InstrumentUse, items: Mapping[str, Item], structurer: Structurer) -> list[Item]:
    """The items that a link speaks of; without a word, the one that is the marker itself."""
    if link.items:
        known = [name.text for name in link.items if check_reference(structurer, say("L’item"), name, items)]
        return [items[name] for name in known]
    if link.marker in items:
        return [items[link.marker]]
    message = say("Ce lien ne dit pas de quels items de « {instrument} » il s’agit.", instrument=use.id)
    structurer.fault("E107", message, link.evidence.where, say("Ajoutez : {line}", line="items: […]"))
    return []


def _check_scorer(link: Link, item: Item, structurer: Structurer, plugins: Plugins) -> None:
    use = link.evidence.scorer
    types = type(use.scorer).types
    if types and item.type not in types:
        message = say("« {scorer} » ne lit pas l’item « {item} », de type « {type} ».", scorer=use.name, item=item.id,
                      type=item.type.value)  # fmt: skip
        known = ", ".join(str(one) for one in types)
        structurer.fault("E120", message, link.scorer, say("« {scorer} » lit : {types}.", scorer=use.name, types=known))
        return
    if use.phase and use.phase != "shift" and use.phase not in item.phases:
        message = say("L’item « {item} » n’a pas de moment « {phase} ».", item=item.id, phase=use.phase)
        structurer.fault("E120", message, link.scorer)
    try:
        with plugins.calling("scorers", use.name):
            structurer.problems += [relocated(problem, link.scorer) for problem in use.scorer.problems(item)]
    except ProblemsFound as found:
        structurer.problems += found.problems


def check_findings(
    findings: Sequence[Finding], shape: EvaluationShape, framework: Framework | None, structurer: Structurer
) -> None:
    """Findings name criteria, aims and figures that exist."""
    check_ids(structurer, [(finding.id, structurer.place(finding, "id")) for finding in findings])
    figures = {figure.id for figure in shape.context}
    for finding in findings:
        for i, criterion in enumerate(finding.criteria if framework else ()):
            known = {one.id for one in framework.criteria} if framework else set()
            check_reference(structurer, say("Le critère"), criterion, known, structurer.place(finding, "criteria", i))
        for i, aim in enumerate(finding.aims):
            check_reference(structurer, say("La visée"), aim, _AIMS, structurer.place(finding, "aims", i))
        for example in finding.examples:
            for i, figure in enumerate(example.context):
                check_reference(structurer, say("Le chiffre"), figure, figures, structurer.place(example, "context", i))
        for voice in finding.quotes:
            where = structurer.place(voice, "consent")
            check_reference(structurer, say("L’accord"), voice.consent, CONSENTS, where)


def check_quotes(
    quotes: Sequence[Quote], shape: EvaluationShape, instruments: Sequence[InstrumentUse], structurer: Structurer
) -> None:
    """Quotes name instruments and waves that exist; what was cleared says how it may be printed."""
    uses = {use.id for use in instruments}
    waves = {wave.id for wave in shape.waves}
    for quote in quotes:
        check_reference(structurer, say("L’outil"), quote.instrument, uses, structurer.place(quote, "instrument"))
        named = _identifying(str(quote.text)) if quote.cleared else ""
        if named:
            message = say("Cette parole est autorisée, et semble nommer quelqu’un : « {words} ».", words=named)
            hint = say("Remplacez ces mots sous « text », par exemple par « [une voisine] », ou laissez-les exprès.")
            structurer.fault("W256", message, structurer.place(quote, "text"), hint)
        if quote.wave:
            check_reference(structurer, say("La vague"), quote.wave, waves, structurer.place(quote, "wave"))


def _identifying(text: str) -> str:
    """What surely tells who somebody is. A capital alone is a person's to judge, and was shown to her: « la Caf »."""
    clues = (clue for clue in highlights(text) if clue.clue is not Clue.ROLE)
    return ", ".join(c.words for c in clues if c.clue is not Clue.NAME or c.titled)
