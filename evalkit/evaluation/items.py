"""The items of an instrument's file: scales and choices in full, and what each type of answer needs."""

from __future__ import annotations

import re

from evalkit.core.items import Category, Item, ItemType, MissingWord
from evalkit.core.message import Message, say
from evalkit.core.names import fold
from evalkit.core.problems import Location
from evalkit.core.vocabulary import NOT_LOOKED, PRESENCE
from evalkit.documents.structuring import Structurer
from evalkit.evaluation.identities import check_identities
from evalkit.evaluation.naming import check_ids, check_names, check_reference
from evalkit.evaluation.shapes import InstrumentShape, ItemShape, RowShape

Answers = tuple[tuple[Category, ...], tuple[MissingWord, ...]]

_NONE = re.compile(r"(?:aucune?s?|rien|none|nothing|nul(?:le)?)\b")
_CODE = re.compile(r"[^;\r\n]{1,60}\Z")


def items_from(shape: InstrumentShape, structurer: Structurer, waves: tuple[str, ...]) -> tuple[Item, ...]:
    """The items that an instrument's file declares, in its order."""
    check_ids(structurer, [(item.id, structurer.place(item, "id")) for item in shape.items])
    names = [item.id for item in shape.items]
    structurer.broken |= {name for name in names if names.count(name) > 1}
    check_identities(structurer, shape.items)
    scales = {name: _answers(rows, structurer, name) for name, rows in shape.scales.items()}
    for name, (categories, _) in scales.items():
        if len(categories) < 2:
            message = say("L’échelle « {name} » a moins de deux réponses.", name=name)
            structurer.fault("E116", message, structurer.place_of_key(shape, "scales", name))
    return tuple(_item(item, scales, structurer, waves) for item in shape.items)


def _item(shape: ItemShape, scales: dict[str, Answers], structurer: Structurer, waves: tuple[str, ...]) -> Item:
    categories, missing = _offered(shape, scales, structurer)
    for wave in shape.comparable_with:
        check_reference(structurer, say("La vague"), wave, waves)
    if shape.minimum is not None and shape.maximum is not None and shape.minimum > shape.maximum:
        _odd(structurer, shape, "max", say("Le maximum est plus petit que le minimum."))
    if shape.type is not ItemType.NUMBER:
        for key, given in (("min", shape.minimum), ("max", shape.maximum)):
            if given is not None:
                message = say("« {key} » ne vaut que pour un nombre ; cet item est de type « {type} ».", key=key,
                              type=shape.type.value)  # fmt: skip
                _odd(structurer, shape, key, message)
    return Item(
        id=shape.id,
        label=shape.label,
        type=shape.type,
        question=shape.question,
        section=shape.section,
        scale=shape.scale.text if shape.scale else "",
        categories=categories,
        missing=missing,
        unit=shape.unit,
        minimum=shape.minimum,
        maximum=shape.maximum,
        also=shape.also,
        reverse=shape.reverse,
        by_role=shape.by_role,
        comparable_with=tuple(wave.text for wave in shape.comparable_with),
    )


def _offered(shape: ItemShape, scales: dict[str, Answers], structurer: Structurer) -> Answers:
    """The answers that an item accepts, from its scale, its choices or its type."""
    if shape.scale is not None and shape.type is not ItemType.SCALE:
        _odd(structurer, shape, "scale", say("« scale » ne vaut que pour un item de type « scale »."))
    if shape.choices and shape.type not in (ItemType.CHOICE, ItemType.CHOICES):
        _odd(
            structurer, shape, "choices", say("« choices » ne vaut que pour un item de type « choice » ou « choices ».")
        )
    if shape.type is ItemType.PRESENCE:
        return PRESENCE, NOT_LOOKED
    if shape.type is ItemType.SCALE:
        if shape.scale is None:
            _odd(structurer, shape, "", say("Il manque la clé « scale » : l’échelle de cet item."))
        elif not check_reference(structurer, say("L’échelle"), shape.scale, scales):
            structurer.broken.add(shape.id)
        else:
            if shape.scale.text in structurer.broken:
                structurer.broken.add(shape.id)
            return scales[shape.scale.text]
    if shape.type in (ItemType.CHOICE, ItemType.CHOICES):
        categories, missing = _answers(shape.choices, structurer, shape.id)
        if not categories:
            _odd(structurer, shape, "choices", say("Il manque les réponses possibles (« choices ») de cet item."))
        elif shape.type is ItemType.CHOICES and not any(_says_none(category) for category in categories):
            message = say("« {item} » n’a pas de réponse « aucun » : ne rien cocher et ne pas répondre se confondent.",
                          item=shape.id)  # fmt: skip
            hint = say("Ajoutez aux choix : {line}", line="{id: none, label: Aucun}")
            structurer.fault("W103", message, structurer.place(shape, "choices"), hint)
        return categories, missing
    return (), ()


def _answers(rows: tuple[RowShape, ...], structurer: Structurer, owner: str) -> Answers:
    """The categories and missing words that rows say; *owner* is the scale or item that a fault makes unsure."""
    before = len(structurer.problems)
    categories: list[tuple[Category, Location | None]] = []
    missing: list[MissingWord] = []
    for row in rows:
        codes = [code for code in (row.code, row.id) if code is not None]
        if row.missing is not None and not codes:
            missing.append(MissingWord(missing=row.missing, label=row.label, also=row.also))
        elif len(codes) == 1 and row.missing is None:
            if not _CODE.match(codes[0]):
                structurer.fault("E111", say("« {code} » ne peut pas être un code.", code=codes[0]), row.where)
            categories.append((Category(code=codes[0], label=row.label, also=row.also), row.where))
        else:
            message = say("Une réponse a un code (« code » ou « id »), ou dit une absence de réponse (« missing »).")
            structurer.fault("E116", message, row.where)
    seen: dict[str, tuple[Category, Location | None]] = {}
    for category, where in categories:
        if seen.setdefault(category.code, (category, where))[0] is not category:
            message = say("Le code « {code} » est écrit deux fois dans cette liste.", code=category.code)
            structurer.fault("E112", message, where)
    check_names(structurer, seen.values())
    if len(structurer.problems) > before:
        structurer.broken.add(owner)
    return tuple(category for category, _ in seen.values()), tuple(missing)


def _says_none(category: Category) -> bool:
    return any(_NONE.match(fold(name)) for name in category.names)


def _odd(structurer: Structurer, shape: ItemShape, key: str, message: Message) -> None:
    structurer.broken.add(shape.id)
    structurer.fault("E116", message, structurer.place(shape, key) if key else shape.where)
