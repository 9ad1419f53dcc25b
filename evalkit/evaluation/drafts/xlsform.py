"""An XLSForm: its questions become items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from evalkit.core.items import Category, ItemType
from evalkit.core.message import Message, say
from evalkit.core.names import fold
from evalkit.core.sources import Sheet, Source
from evalkit.core.text import Text
from evalkit.evaluation.drafts.model import Draft, DraftItem, Ids, distinct, text

_SELECT = re.compile(
    r"(select_one|select_multiple|select one|select multiple)\s+(\S+)(\s+or[_ ]other)?\Z", re.IGNORECASE
)
_LANGUAGE = re.compile(r"label\s*::?\s*(.+)\Z", re.IGNORECASE)
_CODE = re.compile(r"\(([A-Za-z]{2,3})(?:-[A-Za-z]+)?\)|\b([a-z]{2})\b")
_NAMES = {"français": "fr", "french": "fr", "english": "en", "anglais": "en", "español": "es",
          "spanish": "es",
          "arabic": "ar", "arabe": "ar", "العربية": "ar", "chinese": "zh", "deutsch": "de", "german": "de",
          "português": "pt", "portuguese": "pt", "türkçe": "tr", "turkish": "tr"}  # fmt: skip
_OPEN = {"integer": ItemType.NUMBER, "decimal": ItemType.NUMBER, "range": ItemType.NUMBER, "text": ItemType.TEXT,
         "string": ItemType.TEXT, "date": ItemType.DATE, "datetime": ItemType.DATE}  # fmt: skip
_OTHER = Category(code="other", label=Text({"fr": "Autre", "en": "Other"}))
_QUIET = frozenset(
    ("start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid", "audit")
)
_SCALES = range(3, 8)


def is_xlsform(source: Source) -> bool:
    """True for a workbook with the sheets and headings of an XLSForm."""
    sheets = {fold(sheet.name): sheet for sheet in source.sheets}
    survey = sheets.get("survey")
    return survey is not None and bool(survey.rows) and {"type", "name"} <= {fold(cell) for cell in survey.rows[0]}


def draft_xlsform(source: Source, name: str) -> Draft:
    """The draft of a form."""
    sheets = {fold(sheet.name): sheet for sheet in source.sheets}
    settings = next(iter(_rows(sheets["settings"])), {}) if "settings" in sheets else {}
    default = _language(settings.get("default_language", "")) or "fr"
    choices: dict[str, list[Category]] = {}
    for row in _rows(sheets["choices"]) if "choices" in sheets else ():
        listed = row.get("list_name") or row.get("list name") or ""
        code = row.get("name") or row.get("value") or ""
        if listed and code:
            choices.setdefault(listed, []).append(Category(code=code, label=_words(row, default) or Text(code)))
    survey = list(_rows(sheets["survey"]))
    used = Counter(m[2] for row in survey if (m := _SELECT.match(row.get("type", ""))) and "one" in m[1].lower())
    ids = Ids()
    items: list[DraftItem] = []
    left: list[tuple[str, Message]] = []
    groups: list[Text] = []
    for row in survey:
        kind = " ".join(row.get("type", "").split()).lower().replace("_", " ")
        if kind.startswith("begin"):
            groups.append(_words(row, default))
            if "repeat" in kind:
                left.append(
                    (row.get("name", ""), say("groupe répété : ses questions ont plusieurs réponses par envoi"))
                )
        elif kind.startswith("end"):
            groups = groups[:-1]
        elif row.get("name"):
            section = next((group for group in reversed(groups) if group), Text())
            made = _item(row, choices, used, ids, section, default)
            if made is not None:
                items.append(made)
            elif kind not in _QUIET and kind:
                left.append((row["name"], say("type « {kind} », sans réponse à compter", kind=kind)))
    title = settings.get("form_title") or settings.get("title") or name
    return Draft(
        id=name,
        title=Text(title),
        items=tuple(items),
        left_out=tuple(left),
        source=say("Brouillon tiré d’un formulaire XLSForm (KoboToolbox, ODK)."),
    )


def _item(
    row: Mapping[str, str], choices: Mapping[str, Sequence[Category]], used: Mapping[str, int], ids: Ids, section: Text,
    default: str,
) -> DraftItem | None:  # fmt: skip
    label = _words(row, default) or Text(row["name"])
    select = _SELECT.match(" ".join(row.get("type", "").split()))
    if select is None:
        kind = _OPEN.get(row.get("type", "").strip().lower())
        if kind is None:
            return None
        return DraftItem(id=ids.new(row["name"]), label=label, section=section, type=kind)
    listed = choices.get(select[2], ())
    if not listed:
        return None
    options = distinct([*listed, *((_OTHER,) if select[3] else ())])
    remarks: tuple[Message, ...] = ()
    kind = ItemType.CHOICES if "multiple" in select[1].lower() else ItemType.CHOICE
    if kind is ItemType.CHOICE and used[select[2]] > 1 and len(options) in _SCALES and not select[3]:
        kind = ItemType.SCALE
        remarks = (say("est-ce bien une échelle, dans cet ordre ?"),)
    return DraftItem(id=ids.new(row["name"]), label=label, section=section, type=kind, choices=options, remarks=remarks)


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    """The rows of a sheet by heading; the headings of labels keep their language."""
    headings = [cell.strip() if _LANGUAGE.match(cell.strip()) else fold(cell) for cell in sheet.rows[0]]
    for cells in sheet.rows[1:]:
        row = {heading: cell.strip() for heading, cell in zip(headings, cells) if heading}
        if any(row.values()):
            yield row


def _words(row: Mapping[str, str], default: str) -> Text:
    """The label in every language that the form has."""
    found = {default: row["label"]} if row.get("label") else {}
    for heading, words in row.items():
        match = _LANGUAGE.match(heading)
        if match and words:
            found.setdefault(_language(match[1]) or match[1].strip().lower()[:2], words)
    return text(found)


def _language(name: str) -> str:
    """« French (fr) » as fr."""
    known = next((code for word, code in _NAMES.items() if word in name.casefold()), "")
    match = _CODE.search(name)
    return (match[1] or match[2]).lower() if match else known
