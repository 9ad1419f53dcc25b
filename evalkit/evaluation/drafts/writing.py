"""A draft as the YAML of an instrument's file, with what a person must decide as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalkit.core.items import Category, ItemType, MissingWord
from evalkit.core.message import Message, Translator, say, say_n
from evalkit.core.text import Text
from evalkit.documents.writing import scalar
from evalkit.evaluation.drafts.model import Draft, DraftItem

_WIDTH = 110


def written(draft: Draft, translator: Translator) -> str:
    """The file. Its comments are in the translator's language."""
    return "\n".join(_lines(draft, translator)) + "\n"


def _lines(draft: Draft, translator: Translator) -> Iterator[str]:
    def told(message: Message, indent: str = "") -> Iterator[str]:
        yield from _comment(message.said_in(translator), indent)

    yield from told(draft.source)
    yield from told(say("Relisez tout : chaque « à décider » attend une personne. Retirez ensuite ces commentaires."))
    yield f"id: {scalar(draft.id)}"
    yield "kind: questionnaire"
    yield f"title: {_text(draft.title)}"
    yield from told(say("À décider : qui répond ? person (une personne), collective (un groupe), meeting, interview."))
    yield "unit: person"
    yield from told(say("À décider : comment les personnes ont-elles été choisies ? convenience, census ou random."))
    yield "sample: convenience"
    yield from told(say("À décider : la notice RGPD, imprimée sur chaque formulaire."))
    notice = say("Vos réponses servent à l’évaluation de notre structure. Aucun nom n’est conservé.")
    yield f"notice: {scalar(notice.said_in(translator))}"
    scales = _scales(draft.items)
    if scales:
        yield from told(say("À décider : les échelles vont-elles bien du plus bas au plus haut ?"))
        yield "scales:"
        for name, (categories, missing) in scales.items():
            yield f"  {name}:"
            yield from (f"    - {_category(c, 'code')}" for c in categories)
            yield from (f"    - {_missing(word)}" for word in missing)
    yield "items:"
    names = {answers: name for name, answers in scales.items()}
    for item in draft.items:
        for remark in item.remarks:
            yield from told(say("À décider : {remark}", remark=remark), "  ")
        yield from _item(item, names)
    if draft.left_out:
        yield from told(say_n("Laissé de côté :", "Laissés de côté :", len(draft.left_out)))
        for heading, why in draft.left_out:
            yield from _comment(f"- {heading} ({why.said_in(translator)})")
    yield from told(say("À décider : quelles colonnes disent le groupe, le site, l’identifiant ? Par exemple :"))
    yield '# fields: {record: "N°", group: "Vous êtes", site: "Maison"}'


def _comment(words: str, indent: str = "") -> Iterator[str]:
    line = ""
    for word in words.split():
        if line and len(line) + len(word) > _WIDTH:
            yield f"{indent}# {line}"
            line = ""
        line = f"{line} {word}" if line else word
    if line:
        yield f"{indent}# {line}"


Answers = tuple[tuple[Category, ...], tuple[MissingWord, ...]]


def _scales(items: Iterable[DraftItem]) -> dict[str, Answers]:
    """The scales of the draft, each once: items with the same answers share one."""
    found: dict[Answers, str] = {}
    for item in items:
        if item.type is ItemType.SCALE:
            answers = (item.choices, item.missing)
            found.setdefault(answers, f"echelle-{len(found) + 1}")
    return {name: answers for answers, name in found.items()}


def _item(item: DraftItem, scales: dict[Answers, str]) -> Iterator[str]:
    yield f"  - id: {scalar(item.id)}"
    if item.question:
        yield f"    question: {_text(item.question)}"
    yield f"    label: {_text(item.label)}"
    if item.section:
        yield f"    section: {_text(item.section)}"
    yield f"    type: {item.type.value}"
    if item.type is ItemType.SCALE:
        yield f"    scale: {scales[item.choices, item.missing]}"
    elif item.choices:
        yield "    choices:"
        yield from (f"      - {_category(c, 'id')}" for c in item.choices)
        yield from (f"      - {_missing(word)}" for word in item.missing)
    if item.also:
        yield f"    also: [{', '.join(scalar(name, flow=True) for name in item.also)}]"


def _category(category: Category, key: str) -> str:
    also = f", also: [{', '.join(scalar(name, flow=True) for name in category.also)}]" if category.also else ""
    return f"{{{key}: {scalar(category.code, flow=True)}, label: {_text(category.label, flow=True)}{also}}}"


def _missing(word: MissingWord) -> str:
    also = f", also: [{', '.join(scalar(name, flow=True) for name in word.also)}]" if word.also else ""
    return f"{{missing: {word.missing.value}, label: {_text(word.label, flow=True)}{also}}}"


def _text(words: Text, *, flow: bool = False) -> str:
    if not words.languages:
        return scalar(str(words), flow=flow)
    return "{" + ", ".join(f"{lang}: {scalar(words.to(lang), flow=True)}" for lang in words.languages) + "}"
