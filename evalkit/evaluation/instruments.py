"""From the document of an instrument to the instrument in use: its file, its plugin, and all that it asks."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from evalkit.core.evaluation import Evaluation, InstrumentUse
from evalkit.core.framework import Framework
from evalkit.core.interfaces import Instrument
from evalkit.core.items import Item
from evalkit.core.message import say
from evalkit.core.problems import ProblemsFound
from evalkit.core.rows import InstrumentFile
from evalkit.documents.nodes import Document, Entries, Scalar
from evalkit.documents.structuring import Structurer, keys_of, only
from evalkit.evaluation.items import items_from
from evalkit.evaluation.naming import check_ids, check_reference, near
from evalkit.evaluation.shapes import EvaluationShape, FileShape, InstrumentShape
from evalkit.evaluation.targets import COMMON_FIELDS
from evalkit.plugins.manager import Plugins


@frozen(kw_only=True)
class Declared:
    """The ids that an instrument's file may refer to."""

    groups: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()

    @classmethod
    def by(cls, said: EvaluationShape | Evaluation) -> Declared:
        """Those that an evaluation declares."""
        return cls(
            groups=tuple(group.id for group in said.groups),
            sites=tuple(site.id for site in said.structure.sites),
            actions=tuple(action.id for action in said.actions),
            waves=tuple(wave.id for wave in said.waves),
        )


def instrument_from(
    document: Document, structurer: Structurer, plugins: Plugins, framework: Framework | None, declared: Declared
) -> InstrumentUse | None:
    """The instrument that a document says, or None where too much of it is at fault.

    Without a *framework* it asks only the items of its file.
    """
    structurer.know(document)
    named = document.root.get("kind") if isinstance(document.root, Entries) else None
    kind = named.text if isinstance(named, Scalar) else ""
    own = keys_of(plugins.instruments[kind]) if kind in plugins.instruments else None
    common = keys_of(InstrumentShape)
    # Of an unknown kind the own keys are unknown too: only the common ones can be held against anything.
    shape = structurer.make(
        document.root if own is not None else only(document.root, common), InstrumentShape, own or ()
    )
    if shape is None:
        return None
    check_ids(structurer, [(shape.id, structurer.place(shape, "id"))], folders=True)
    if own is None:
        message = say("Aucune sorte d’outil ne s’appelle « {name} ».", name=kind)
        structurer.fault("E114", message, shape.kind.where, near(kind, plugins.instruments))
        return None
    try:
        with plugins.calling("instruments", kind):
            plugin = structurer.make(only(document.root, set(own) - set(common)), plugins.instruments[kind])
            if plugin is None:
                return None
            declared_items = items_from(shape, structurer, declared.waves)
            asked = declared_items
            if framework is not None:
                asked = tuple(plugin.asks(framework.seen_by(shape.id), declared_items))
    except ProblemsFound as found:
        structurer.problems += found.problems
        return None
    _check(shape, structurer, plugins, plugin, asked, declared)
    return InstrumentUse(file=_file(shape, declared_items), plugin=plugin, items=asked)


def _file(shape: InstrumentShape, items: tuple[Item, ...]) -> InstrumentFile:
    return InstrumentFile(
        id=shape.id,
        kind=shape.kind.text,
        title=shape.title,
        unit=shape.unit,
        sample=shape.sample,
        population=shape.population,
        notice=shape.notice,
        group=_text(shape.group),
        site=_text(shape.site),
        action=_text(shape.action),
        items=items,
        missing={str(kind.value): words for kind, words in shape.missing.items()},
        columns=shape.columns,
        fields=shape.fields,
        files={pattern: _settings(settings) for pattern, settings in shape.files.items()},
        where=shape.where,
    )


def _text(word: Scalar | None) -> str:
    return word.text if word else ""


def _settings(shape: FileShape) -> dict[str, object]:
    """Only the settings that were given, under the names of the contract."""
    given = {key: getattr(shape, key) for key in keys_of(FileShape)}
    given["reader"] = _text(shape.reader) or None
    given["not_asked"] = tuple(item.text for item in shape.not_asked) or None
    return {key: value for key, value in given.items() if value is not None}


def _check(
    shape: InstrumentShape,
    structurer: Structurer,
    plugins: Plugins,
    plugin: Instrument,
    asked: Iterable[Item],
    declared: Declared,
) -> None:
    """What the file refers to exists; what it says goes together."""
    if (shape.population is not None) != (shape.sample == "census"):
        message = say("« population » va avec « sample: census », et l’un ne va pas sans l’autre.")
        structurer.fault(
            "E116", message, structurer.place(shape, "population" if shape.population is not None else "sample")
        )
    if shape.population is not None and shape.population < 1:
        structurer.fault(
            "E116", say("Une population compte au moins une personne."), structurer.place(shape, "population")
        )
    for what, name, known in (
        (say("Le groupe"), shape.group, declared.groups),
        (say("Le site"), shape.site, declared.sites),
        (say("L’action"), shape.action, declared.actions),
    ):
        if name is not None:
            check_reference(structurer, what, name, known)
    items = {item.id for item in asked}
    twice = [item.id for item in asked]
    for item in sorted({name for name in twice if twice.count(name) > 1} - {one.id for one in shape.items}):
        structurer.fault("E112", say("L’outil demande deux fois « {id} ».", id=item), shape.where)
    for field in shape.fields:
        known = (*COMMON_FIELDS, *plugin.fields)
        check_reference(structurer, say("Le champ"), field, known, structurer.place_of_key(shape, "fields", field))
    _check_files(shape, structurer, plugins, items)


def _check_files(shape: InstrumentShape, structurer: Structurer, plugins: Plugins, items: set[str]) -> None:
    """The columns and files that are spoken of name items and readers that exist."""
    for column in shape.columns:
        if not any(column.startswith(f"{item}{mark}") for item in items for mark in (".", "/", "[")):
            check_reference(structurer, say("L’item"), column, items, structurer.place_of_key(shape, "columns", column))
    for settings in shape.files.values():
        if settings.reader is not None:
            check_reference(structurer, say("La façon de lire un fichier"), settings.reader, plugins.readers)
        for item in settings.not_asked:
            check_reference(structurer, say("L’item"), item, items)
        if settings.header_row is not None and settings.header_row < 1:
            message = say("Les lignes se comptent à partir de 1.")
            structurer.fault("E109", message, structurer.place(settings, "header_row"))
