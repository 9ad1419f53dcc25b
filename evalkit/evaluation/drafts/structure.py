"""A LimeSurvey structure, as .lss or tab-separated text: its questions become items."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from attrs import frozen

from evalkit.core.items import Category, ItemType, Missing, MissingWord
from evalkit.core.message import Message, say
from evalkit.core.text import Text
from evalkit.evaluation.drafts.model import Draft, DraftItem, Ids, distinct, plain, text

_YES_NO = (Category(code="oui", label=Text("Oui"), also=("Y",)), Category(code="non", label=Text("Non"), also=("N",)))
_OTHER = Category(code="autre", label=Text("Autre"), also=("-oth-",))
_FIXED: Mapping[str, tuple[Category, ...]] = {
    "Y": _YES_NO,
    "G": (Category(code="F", label=Text("Femme")), Category(code="M", label=Text("Homme"))),
    "5": tuple(Category(code=str(n), label=Text(str(n))) for n in range(1, 6)),
    "A": tuple(Category(code=str(n), label=Text(str(n))) for n in range(1, 6)),
    "B": tuple(Category(code=str(n), label=Text(str(n))) for n in range(1, 11)),
    "C": (
        Category(code="N", label=Text("Non")),
        Category(code="U", label=Text("Incertain")),
        Category(code="Y", label=Text("Oui")),
    ),
    "E": (
        Category(code="D", label=Text("Baisse")),
        Category(code="S", label=Text("Sans changement")),
        Category(code="I", label=Text("Hausse")),
    ),
}
_OPEN = {"N": ItemType.NUMBER, "D": ItemType.DATE, "S": ItemType.TEXT, "T": ItemType.TEXT, "U": ItemType.TEXT}
_ROWS = {"F", "H", "A", "B", "C", "E"}
_UNKNOWN_WORDS = re.compile(
    r"(?:(?:je )?ne sai[st] pas|nsp|don'?t know|sans opinion|no opinion|weet niet)\b", re.IGNORECASE
)
_LIMIT = 20_000_000


@frozen(kw_only=True)
class Question:
    """One question of the survey, with its subquestions and its answers, each as (code, words by language)."""

    kind: str
    code: str
    words: Mapping[str, str]
    group: Mapping[str, str]
    other: bool = False
    rows: tuple[tuple[str, Mapping[str, str]], ...] = ()
    answers: tuple[tuple[str, Mapping[str, str]], ...] = ()


def is_structure(data: bytes) -> bool:
    """True for the text of a LimeSurvey structure."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"class\ttype/scale\t", b'"class"\t"type/scale"')) or b"<LimeSurveyDocType>Survey" in head


def draft_structure(data: bytes, name: str) -> Draft | None:
    """The draft of a structure; None where the file cannot be read as one."""
    decoded = data.decode("utf-8-sig", "replace")
    if len(data) > _LIMIT or "<!DOCTYPE" in decoded[:4000] or "<!ENTITY" in decoded:
        return None
    try:
        title, questions = _from_xml(decoded) if decoded.lstrip().startswith("<") else _from_table(decoded)
    except (ElementTree.ParseError, csv.Error):
        return None
    ids = Ids()
    items: list[DraftItem] = []
    left: list[tuple[str, Message]] = []
    for question in questions:
        made = list(_items(question, ids))
        items += made
        if not made:
            left.append((question.code, _why(question.kind)))
    return Draft(
        id=name,
        title=text(title) or Text(name),
        items=tuple(items),
        left_out=tuple(left),
        source=say("Brouillon tiré de la structure d’un questionnaire LimeSurvey."),
    )


def _from_table(decoded: str) -> tuple[Mapping[str, str], list[Question]]:
    """The rows of the tab-separated structure: one per language for groups, questions, subquestions and answers."""
    title: dict[str, str] = {}
    group: dict[str, str] = {}
    found: dict[str, tuple[dict[str, str], dict[str, str], dict[str, str]]] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    answers: dict[str, dict[str, dict[str, str]]] = {}
    code, last_group = "", ""
    for row in csv.DictReader(io.StringIO(decoded, newline=""), delimiter="\t"):
        kind, name = row.get("class") or "", row.get("name") or ""
        words, language = row.get("text") or "", row.get("language") or ""
        if kind == "SL" and name == "surveyls_title":
            title[language] = words
        elif kind == "G":
            if (row.get("type/scale") or name) != last_group and language:
                group, last_group = {}, row.get("type/scale") or name
            group[language] = name
        elif kind == "Q":
            code = name
            told = found.setdefault(code, (dict(row), {}, group))
            told[1][language] = words
        elif kind == "SQ" and code:
            rows.setdefault(code, {}).setdefault(name, {})[language] = words
        elif kind == "A" and code:
            answers.setdefault(code, {}).setdefault(name, {})[language] = words
    questions = [
        Question(
            kind=row.get("type/scale") or "",
            code=code,
            words=words,
            group=within,
            other=row.get("other") == "Y",
            rows=tuple(rows.get(code, {}).items()),
            answers=tuple(answers.get(code, {}).items()),
        )
        for code, (row, words, within) in found.items()
    ]
    return title, questions


def _from_xml(decoded: str) -> tuple[Mapping[str, str], list[Question]]:
    """The sections of a .lss, old (texts in their rows) or new (texts in tables of their own)."""
    root = ElementTree.fromstring(decoded)

    def section(name: str) -> list[dict[str, str]]:
        found = root.find(name)
        if found is None:
            return []
        return [{cell.tag: cell.text or "" for cell in row} for row in found.iter("row")]

    def words(texts: Iterable[Mapping[str, str]], key: str, said: str) -> dict[str, dict[str, str]]:
        told: dict[str, dict[str, str]] = {}
        for row in texts:
            if key in row and row.get(said):
                told.setdefault(row[key], {})[row.get("language", "")] = row[said]
        return told

    settings = section("surveys_languagesettings")
    title = {row.get("surveyls_language", ""): row.get("surveyls_title", "") for row in settings}
    question_rows, sub_rows, answer_rows = section("questions"), section("subquestions"), section("answers")
    texts = words([*section("question_l10ns"), *question_rows, *sub_rows], "qid", "question")
    said = words([*section("answer_l10ns")], "aid", "answer")
    groups = words([*section("group_l10ns"), *section("groups")], "gid", "group_name")
    subs: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in sorted(sub_rows, key=_order):
        subs.setdefault(row.get("parent_qid", ""), {})[row.get("title", "")] = texts.get(row.get("qid", ""), {})
    answers: dict[str, dict[str, dict[str, str]]] = {}
    for row in sorted(answer_rows, key=_order):
        told = answers.setdefault(row.get("qid", ""), {}).setdefault(row.get("code", ""), {})
        told.update(said.get(row.get("aid", ""), {}) or {row.get("language", ""): row.get("answer", "")})
    questions = {
        row["qid"]: Question(
            kind=row.get("type", ""),
            code=row.get("title", ""),
            words=texts.get(row["qid"], {}),
            group=groups.get(row.get("gid", ""), {}),
            other=row.get("other") == "Y",
            rows=tuple(subs.get(row["qid"], {}).items()),
            answers=tuple(answers.get(row["qid"], {}).items()),
        )
        for row in sorted(question_rows, key=lambda row: (_number(row.get("gid")), *_order(row)))
        if "qid" in row and row.get("parent_qid", "0") in ("0", "")
    }
    return title, list(questions.values())


def _order(row: Mapping[str, str]) -> tuple[int, int]:
    return _number(row.get("question_order") or row.get("sortorder")), _number(row.get("qid"))


def _number(digits: str | None) -> int:
    return int(digits) if digits and digits.isdigit() else 0


def _items(question: Question, ids: Ids) -> Iterator[DraftItem]:
    """The items that a question makes: none for a text on the screen or a kind that is no answer."""
    kind = question.kind
    label, section = text(question.words) or Text(question.code), text(question.group)
    choices, missing = _answers(question)
    if kind in ("L", "!", "O", "Y", "G", "5"):
        other = (_OTHER,) if question.other else ()
        known = (*_FIXED.get(kind, choices), *other)
        yield DraftItem(
            id=ids.new(question.code), label=label, section=section, choices=distinct(known), missing=missing,
            type=ItemType.SCALE if kind == "5" else ItemType.CHOICE,
        )  # fmt: skip
    elif kind in ("M", "P"):
        options = [Category(code=code, label=text(words) or Text(code)) for code, words in question.rows]
        yield DraftItem(
            id=ids.new(question.code), label=label, section=section, type=ItemType.CHOICES,
            choices=distinct([*options, *((_OTHER,) if question.other else ())]),
        )  # fmt: skip
    elif kind in _ROWS:
        for code, words in question.rows:
            yield DraftItem(
                id=ids.new(f"{question.code}_{code}"), label=text(words) or Text(code), question=label, section=section,
                type=ItemType.SCALE, choices=distinct(_FIXED.get(kind, choices)), missing=missing,
                also=(f"{question.code}[{code}]",),
            )  # fmt: skip
    elif kind in ("K", "Q"):
        for code, words in question.rows:
            yield DraftItem(
                id=ids.new(f"{question.code}_{code}"), label=text(words) or Text(code), question=label, section=section,
                type=ItemType.NUMBER if kind == "K" else ItemType.TEXT, also=(f"{question.code}[{code}]",),
            )  # fmt: skip
    elif kind in _OPEN:
        yield DraftItem(id=ids.new(question.code), label=label, section=section, type=_OPEN[kind])


def _answers(question: Question) -> tuple[tuple[Category, ...], tuple[MissingWord, ...]]:
    """The closed answers, those that say « ne sait pas » apart."""
    categories: list[Category] = []
    missing: list[MissingWord] = []
    for code, words in question.answers:
        label = text(words) or Text(code)
        if _UNKNOWN_WORDS.match(plain(str(label))):
            missing.append(MissingWord(missing=Missing.DONT_KNOW, label=label, also=(code,)))
        else:
            categories.append(Category(code=code, label=label))
    return distinct(categories), tuple(missing)


def _why(kind: str) -> Message:
    if kind in ("X", "*", "I"):
        return say("texte affiché ou calcul, sans réponse")
    return say("type de question « {kind} », à réécrire à la main", kind=kind)
