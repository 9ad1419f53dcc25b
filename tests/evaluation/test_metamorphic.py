"""What is written is what is read: any answers, in any encoding, delimiter, order and layout."""

from __future__ import annotations

import csv
import io
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.conftest import Project

LABELS = {"1": "Pas du tout d’accord", "2": "Plutôt pas d’accord", "3": "Plutôt d’accord", "4": "Tout à fait d’accord"}
OPTIONS = {"accueil": "Accueil, écoute", "asl": "Ateliers ; français", "autre": "Autre", "none": "Aucun"}
HEADINGS = {"q1": "Je connais mes voisins", "q2": "J’ose parler", "act": "À quoi participez-vous ?", "age": "Votre âge",
            "mot": "Un mot"}  # fmt: skip

text = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc", "Cf"), exclude_characters="-"), min_size=9, max_size=60
).map(lambda words: f"Un texte : {words.strip()}.")
answer = st.fixed_dictionaries(
    {
        "q1": st.sampled_from(["", *LABELS]),
        "q2": st.sampled_from(["", *LABELS]),
        "act": st.sets(st.sampled_from(["accueil", "asl", "none"])).map(lambda chosen: tuple(sorted(chosen))),
        "age": st.one_of(st.none(), st.integers(0, 120), st.integers(0, 479).map(lambda n: n / 4)),
        "mot": st.one_of(st.just(""), text),
    }
)


@st.composite
def layouts(draw):
    """How a file is written: everything that must not matter."""
    columns = draw(st.permutations(list(HEADINGS)))
    return {
        "columns": columns,
        "labels": draw(st.booleans()),
        "headings": draw(st.booleans()),
        "options": draw(st.booleans()),
        "comma": draw(st.booleans()),
        "delimiter": draw(st.sampled_from(";,\t|")),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])),
        "form": draw(st.sampled_from(["NFC", "NFD"])),
        "split": draw(st.booleans()),
        "end": draw(st.sampled_from(["\n", "\r\n"])),
        "separator": draw(st.sampled_from([", ", ";", "; ", " | "])),
    }


def cells(said, layout) -> dict[str, str]:
    """One row by heading."""
    row: dict[str, str] = {}
    for name in layout["columns"]:
        heading = HEADINGS[name] if layout["headings"] else name
        if name in ("q1", "q2"):
            row[heading] = LABELS.get(said[name], "") if layout["labels"] else said[name]
        elif name == "act" and layout["options"]:
            row |= {f"{heading} [{label}]": "1" if code in said["act"] else "0" for code, label in OPTIONS.items()}
        elif name == "act":
            names = [OPTIONS[code] if layout["labels"] else code for code in said["act"]]
            row[heading] = layout["separator"].join(names)
        elif name == "age":
            number = "" if said["age"] is None else f"{said['age']:g}"
            row[heading] = number.replace(".", ",") if layout["comma"] else number
        else:
            row[heading] = said[name]
    return row


def written(rows, layout) -> bytes:
    out = io.StringIO()
    headings = list(cells(rows[0], layout))
    options = {"delimiter": layout["delimiter"], "lineterminator": layout["end"], "quoting": csv.QUOTE_ALL}
    writer = csv.DictWriter(out, headings, **options)
    writer.writeheader()
    writer.writerows(cells(row, layout) for row in rows)
    form = layout["form"] if layout["encoding"] != "cp1252" else "NFC"
    return unicodedata.normalize(form, out.getvalue()).encode(layout["encoding"])


@given(st.lists(answer, min_size=2, max_size=12), layouts())
def test_answers_are_read_as_they_were_written(rows, layout):
    rows = [row if any(row[name] for name in row) else {**row, "q1": "1"} for row in rows]
    with tempfile.TemporaryDirectory() as room:
        project = Project(Path(room))
        parts = [rows[:1], rows[1:]] if layout["split"] else [rows]
        for n, part in enumerate(parts):
            project.write(f"data/2026/q/{n}.csv", written(part, layout))
        collected = project.collect()
        assert [] == [(p.code, str(p.message)) for p in collected.problems if not p.is_note]
        twice = {p.code for p in collected.problems} & {"W248"}
        found = project.read()["items"]
    if twice:  # two files of the same bytes are one file
        rows = rows[:1]
    for name in ("q1", "q2"):
        assert Counter(row[name] for row in rows if row[name]) == found[name]["counts"]
    assert Counter(code for row in rows for code in row["act"]) == found["act"]["counts"]
    ages = [row["age"] for row in rows if row["age"] is not None]
    assert (sum(ages), len(rows) - len(ages)) == (found["age"]["sum"], found["age"]["missing"].get("no_answer", 0))
    texts = sorted(unicodedata.normalize("NFC", row["mot"]) for row in rows if row["mot"])
    assert texts == sorted(unicodedata.normalize("NFC", text) for text in collected.answers.texts)
