"""What KoboToolbox and ODK Central export of a form: paths as pyxform makes them, layouts as in their real exports."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from attrs import frozen
from pyxform.xls2xform import convert

KOBO = ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__",
        "_tags", "_index")  # fmt: skip
REPEATED = ("_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid",
            "_submission__submission_time", "_submission__validation_status")  # fmt: skip
CENTRAL = ("SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState",
           "DeviceID", "Edits", "FormVersion")  # fmt: skip
XF = "{http://www.w3.org/2002/xforms}"

Row = Mapping[str, str]


@frozen(kw_only=True)
class Form:
    """A form as phones have it: paths of its questions, of those in its repeat, and the names each may take."""

    paths: tuple[tuple[str, ...], ...]
    repeat: str
    repeated: tuple[tuple[str, ...], ...]
    choices: Mapping[str, frozenset[str]]
    several: frozenset[str]
    calculated: Mapping[str, str]

    def value(self, path: tuple[str, ...], row: Row) -> str:
        """What a phone sends for a question, held to the choices it offers."""
        name = path[-1].lstrip("_") if path[-1][1:2].isdigit() else path[-1]
        if path[-1] in self.calculated:
            return self.calculated[path[-1]]
        said = row.get(name.replace("_other_text", "/other_text"), "")
        missing = said in ("not_applicable", "dont_know", "not_asked")
        if path[0].startswith("evalkit_without"):
            return said if missing else ""
        if "/".join(path) in self.choices:
            assert set(said.split()) <= self.choices["/".join(path)], (path, said)
            return said
        return "" if missing else said


def form_of(file: Path) -> Form:
    """Read back what pyxform makes of an XLSForm."""
    warnings: list[str] = []
    xform = convert(file, warnings=warnings, validate=False).xform
    assert [] == warnings
    model = ElementTree.fromstring(xform).find(f".//{XF}model")
    data = next(iter(model.find(f"{XF}instance")))
    leaves = [path for path in _leaves(data) if path[0] != "meta"]
    repeats = {node.get("nodeset").split("/")[2] for node in ElementTree.fromstring(xform).iter(f"{XF}repeat")}
    book = openpyxl.load_workbook(file)
    lists: dict[str, set[str]] = {}
    for row in _records(book["choices"]):
        lists.setdefault(row["list_name"], set()).add(row["name"])
    choices, several, groups = {}, set(), []
    calculated = {}
    for row in _records(book["survey"]):
        kind, _, listed = row["type"].partition(" ")
        if kind.startswith("begin"):
            groups.append(row["name"])
        elif kind.startswith("end"):
            groups.pop()
        elif listed:
            path = "/".join((*groups, row["name"]))
            choices[path] = frozenset(lists[listed])
            several |= {path} if kind == "select_multiple" else set()
        elif kind == "calculate":
            calculated[row["name"]] = row["calculation"].strip("'")
    return Form(
        paths=tuple(p for p in leaves if p[0] not in repeats),
        repeat=next(iter(repeats), ""),
        repeated=tuple(dict.fromkeys(p for p in leaves if p[0] in repeats)),
        choices=choices,
        several=frozenset(several),
        calculated=calculated,
    )


def _leaves(node: ElementTree.Element, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for child in node:
        path = (*above, child.tag.rpartition("}")[2])
        found += _leaves(child, path) if len(child) else [path]
    return found


def _records(sheet) -> list[dict[str, str]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [{h: str(v or "") for h, v in zip(head, row)} for row in rows]


def _cells(form: Form, paths: Sequence[tuple[str, ...]], row: Row, join: str, *, split: bool = True) -> dict[str, str]:
    """The columns of some questions: several choices joined, then one column for each."""
    cells = {}
    for path in paths:
        said = form.value(path, row)
        cells[join.join(path)] = said
        if split and "/".join(path) in form.several:
            for choice in sorted(form.choices["/".join(path)]):
                cells[f"{join.join(path)}/{choice}"] = str(int(choice in said.split())) if said else ""
    return cells


def submissions(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by the form they were sent in: a meeting is sent once by each observer."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["record"] + row.get("observer", ""), []).append(row)
    return found


def kobo(form: Form, rows: Sequence[Row], folder: Path) -> Path:
    """An export of KoboToolbox: CSV with semicolons and quotes, or a workbook with a sheet for the repeat."""
    main, children = [], []
    for at, (uuid, sent) in enumerate(submissions(rows).items(), 1):
        own = dict(zip(KOBO, (str(99 + at), uuid, f"2026-05-0{at}T09:30:00", "", "", "submitted_via_web", "", "v1", "",
                              str(at))))  # fmt: skip
        main.append({**_cells(form, form.paths, sent[0], "/"), **own})
        for row in sent:
            cells = _cells(form, form.repeated, row, "/")
            if any(cells.values()):
                tied = (str(len(children) + 1), "Essai", str(at), str(99 + at), uuid, own["_submission_time"], "")
                children.append({**cells, **dict(zip(REPEATED, tied))})
    if form.repeat:
        book = openpyxl.Workbook()
        book.active.title = "Essai"
        for sheet, records in ((book.active, main), (book.create_sheet(form.repeat), children)):
            sheet.append(list(records[0]))
            for record in records:
                sheet.append([cell or None for cell in record.values()])
        file = folder / "export.xlsx"
        for sheet in book:
            for line in sheet:
                for cell in line:
                    cell.data_type = "s" if cell.value is not None else cell.data_type
        book.save(file)
        return file
    file = folder / "export.csv"
    file.write_text(_csv(main, delimiter=";", quoting=csv.QUOTE_ALL), encoding="utf-8")
    return file


def central(form: Form, rows: Sequence[Row], folder: Path) -> Path:
    """An export of ODK Central: a zip of the submissions and, beside them, of the repeats."""
    main, children = [], []
    for at, (key, sent) in enumerate(submissions(rows).items(), 1):
        own = {"KEY": key, **dict.fromkeys(CENTRAL, ""), "AttachmentsPresent": "0", "AttachmentsExpected": "0",
               "Edits": "0", "FormVersion": "v1"}  # fmt: skip
        first = {"SubmissionDate": f"2026-05-0{at}T00:00:00.000Z", "meta-instanceID": key}
        main.append({**first, **_cells(form, form.paths, sent[0], "-"), **own})
        for row in sent:
            cells = _cells(form, [path[1:] for path in form.repeated], row, "-") if form.repeat else {}
            if any(cells.values()):
                number = len(children) + 1
                children.append({**cells, "PARENT_KEY": key, "KEY": f"{key}/{form.repeat}[{number}]"})
    file = folder / "essai.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("essai.csv", _csv(main))
        if children:
            archive.writestr(f"essai-{form.repeat}.csv", _csv(children))
    return file


def _csv(records: Sequence[Row], **style: object) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(records[0]), **style)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def labelled(file: Path, export: Path) -> Path:
    """The same export of KoboToolbox as CSV, with labels in the place of names, as most people download it."""
    book = openpyxl.load_workbook(file)
    said = {row["name"]: row["label::Français (fr)"] for row in _records(book["survey"]) if row["name"]}
    words = {(row["list_name"], row["name"]): row["label::Français (fr)"] for row in _records(book["choices"])}
    kinds, above = {}, []
    for row in _records(book["survey"]):
        above += [row["name"]] if row["type"].startswith("begin") else []
        kinds["/".join((*above, row["name"]))] = row["type"].partition(" ")[::2]
        above = above[:-1] if row["type"].startswith("end") else above
    with export.open(encoding="utf-8", newline="") as text:
        head, *rows = csv.reader(text, delimiter=";")
    headings, lists = [], []
    for heading in head:
        group, _, name = heading.rpartition("/")
        option = words.get((kinds[group][1], name), "") if kinds.get(group, ("",))[0].startswith("select") else ""
        stem = group.rpartition("/")[2] if option else name
        headings.append(f"{said[stem]}/{option}" if option else said.get(stem) or stem)
        kind = kinds.get(heading, ("", ""))
        lists.append(kind[1] if kind[0].startswith("select") else "")
    rows = [[_named(cell, at, words) for cell, at in zip(row, lists)] for row in rows]
    target = export.with_name("libelles.csv")
    with target.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows([headings, *rows])
    return target


def _named(cell: str, listed: str, words: Mapping[tuple[str, str], str]) -> str:
    if not listed or not cell:
        return cell
    return " ".join(words[listed, choice] for choice in cell.split())
