"""The published tables of a wave as a data package: CSV files, and a descriptor that says what each column holds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from attrs import frozen

import evalkit
from evalkit import Comparison, Field, Kind, Profile, Published, Table

FOLDER = "datapackage"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MISSING = ["", "masked"]
"""Nothing, and what may not leave; the column « status » tells them apart."""

_TYPES = {Kind.WHOLE: "integer", Kind.NUMBER: "number"}


@frozen
class DataPackage:
    """``datapackage/datapackage.json`` and one CSV file per published table, UTF-8, commas, Unix line ends."""

    name: ClassVar[str] = "datapackage"
    takes: ClassVar[type[Published] | type[Comparison]] = Published
    profile: ClassVar[Profile] = "published"

    def write(self, results: Published | Comparison, folder: Path, language: str) -> Mapping[str, bytes]:
        """The files by name, below ``datapackage/``."""
        tables = list(results.tables_by_name.values())
        descriptor = json.dumps(_package(results, tables, language), ensure_ascii=False, indent=2) + "\n"
        files = {f"{FOLDER}/{table.name}.csv": _csv(table) for table in tables}
        return {f"{FOLDER}/datapackage.json": descriptor.encode(), **files}


def _package(results: Published | Comparison, tables: Iterable[Table], language: str) -> dict[str, object]:
    about = results.about if isinstance(results, Published) else {}
    meanings = {
        (str(row["table"]), str(row["column"])): str(row["meaning"] or "") for row in results["dictionary"].records()
    }
    name = "-".join(str(about[key]) for key in ("structure", "wave") if about.get(key))
    return {
        "$schema": PROFILE,
        "name": name.lower() or "evalkit",
        "title": str(about.get("structure_name") or ""),
        "version": str(about.get("schema")),
        "language": language,
        "simulated": about.get("simulated") == "yes",
        "provisional": about.get("provisional") == "yes",
        "profile_of_release": str(about.get("profile")),
        "resources": [
            {
                "name": table.name.replace("_", "-").lower(),
                "type": "table",
                "path": f"{table.name}.csv",
                "title": table.title,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(field, meanings.get((table.name, field.id), "")) for field in table.fields],
                    "missingValues": MISSING,
                },
            }
            for table in tables
        ],
    }


def _field(field: Field, meaning: str) -> dict[str, str]:
    told = {"description": meaning} if meaning else {}
    return {"name": field.id, "type": _TYPES.get(field.kind, "string"), "title": field.label, **told}


def _csv(table: Table) -> bytes:
    """A table as CSV: ids in the first row, texts as they are: it is for programs, people have the workbook."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\n")
    written.writerow([field.id for field in table.fields])
    written.writerows([["" if cell is None else str(cell) for cell in row] for row in table.rows])
    return out.getvalue().encode()


@evalkit.hookimpl
def evalkit_outputs() -> Iterable[type]:
    """The output « datapackage »."""
    return [DataPackage]
