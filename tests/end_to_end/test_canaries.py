"""Words planted wherever a file can hold some, and looked for in every part of every output: none comes out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from evalkit.evaluation.forming import write_forms
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.running import run
from evalkit.plugins.manager import Plugins

CANARY = "kanari"
TOKEN = re.compile(rb"kanari\d{3}")


class Cage:
    """Gives a new unique word for each place, and remembers them all."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        word = f"{CANARY}{len(self.planted):03d}"
        self.planted[word] = where
        return word


EVALUATION = """\
evalkit: 1                              # {c0}
structure: {{id: voliere, name: La volière}}
groups:
  - {{id: habitants, label: Habitants}}
  - {{id: petit, label: "{c1}", also: ["{c2}"]}}
  - {{id: rare, label: "{c13}"}}
actions: [{{id: jardin, label: Jardin, also: ["{c3}"]}}]
waves: [{{id: "2026", label: Vague}}]
framework: framework.yaml
instruments: [instruments/avis.yaml, instruments/entretiens.yaml, instruments/fleur.yaml]
quotes: quotes.yaml
privacy: {{internal: 5, published: 11}}
"""

FRAMEWORK = """\
id: arbre                               # {c4}
version: 1
criteria:
  - id: lien
    label: Le lien
    indicators:
      - id: rencontres
        label: Rencontres
        markers:
          - id: voisins
            label: Des habitants se connaissent
            evidence:
              - {{instrument: avis, items: [voisins], scorer: {{name: share, agree: [oui], attested_from: 0.5}}}}
              - {{instrument: entretiens, scorer: {{name: mentions, attested_from: 2}}}}
              - {{instrument: fleur, scorer: {{name: stages, attested_from: 2}}}}
              - {{instrument: avis, items: [recit], scorer: {{name: narrative}}}}
"""

AVIS = """\
id: avis
kind: questionnaire
title: Votre avis
unit: person
items:
  - id: voisins
    label: Vos voisins
    type: choice
    choices: [{{id: oui, label: Oui, also: ["{c5}"]}}, {{id: non, label: Non}}]
  - {{id: recit, label: Racontez, type: text}}
fields: {{record: N°, group: Groupe, action: Action, consent: Accord}}
columns: {{recit: ["Racontez", "{c6}"]}}
"""

INTERVIEWS = """\
id: entretiens
kind: interview
title: Entretiens
unit: interview
fields: {record: Entretien, marker: Marqueur, tone: Ton, text: Extrait, consent: Accord}
"""

FLOWER = """\
id: fleur
kind: flower
title: Fleur
unit: collective
stages: [{code: 1, label: Non}, {code: 2, label: Oui}]
fields: {record: Séance, group: Qui, marker: Quoi, phase: Quand, position: Où, present: Présents, dissent: Désaccord}
"""


def project(folder: Path, plant: Cage) -> Path:
    """A project whose every corner holds a word that must stay in it."""
    words = {
        f"c{n}": plant(f"a comment, another name or a suppressed label of the configuration, {n}") for n in range(14)
    }
    (folder / "instruments").mkdir(parents=True)
    (folder / "evaluation.yaml").write_text(EVALUATION.format(**words), encoding="utf-8")
    (folder / "framework.yaml").write_text(FRAMEWORK.format(**words), encoding="utf-8")
    (folder / "instruments/avis.yaml").write_text(AVIS.format(**words), encoding="utf-8")
    (folder / "instruments/entretiens.yaml").write_text(INTERVIEWS, encoding="utf-8")
    (folder / "instruments/fleur.yaml").write_text(FLOWER, encoding="utf-8")
    refused = "- {instrument: avis, record: '1', item: recit, hash: 0, cleared: no, text: %s}\n"
    decided = f"# {plant('a comment of quotes.yaml')}\n" + refused % plant("a quote not cleared")
    (folder / "quotes.yaml").write_text(decided, encoding="utf-8")
    (folder / f"{plant('a stray file of the project')}.txt").write_text(plant("its content"), encoding="utf-8")
    data = folder / "data/2026"
    workbook(data / "avis" / f"{plant('the name of a workbook')}.xlsx", plant)
    interviews(data / "entretiens" / f"{plant('the name of a CSV')}.csv", plant)
    sessions(data / "fleur" / "seances.csv", plant)
    stray = data / "avis" / plant("the name of a folder of answers")
    stray.mkdir()
    (stray / "perdu.csv").write_text(plant("a file in a folder that is not read"), encoding="utf-8")
    return folder


def workbook(path: Path, plant: Cage) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    kinds = ("title", "subject", "author", "manager", "company", "category", "keywords", "comments", "status")
    book.set_properties(
        {name: plant(f"document property {name}") for name in kinds}
        | {"created": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    book.set_custom_property(plant("the name of a custom property"), plant("its value"))
    book.define_name(plant("a defined name"), "=Feuil!$A$1")
    sheet = book.add_worksheet("Feuil")
    sheet.set_header(f"&L{plant('a page header')}")
    headings = [
        "N°",
        "Groupe",
        "Action",
        "Vos voisins",
        "Racontez",
        "Accord",
        "e-mail",
        "Adresse IP",
        "Nom d’utilisateur",
    ]
    sheet.write_row(0, 0, [*headings, plant("an unknown heading"), plant("another unknown heading")])
    sheet.write_comment("A1", plant("a comment on a heading"), {"author": plant("the author of a comment")})
    sheet.write_comment("D3", plant("a comment on an answer"))
    for i in range(1, 41):
        group = "petit" if i <= 4 else "rare" if i <= 6 else "Habitants"
        consent = ("non", "", "oui")[i % 3]
        row = [f"{plant('a record id')}", group, "Jardin" if i % 2 else "", "Oui" if i % 4 else "Non"]
        row += [plant(f"a text, consent « {consent} »") if i < 13 else "", consent]
        row += [plant("an e-mail column"), plant("an IP column"), plant("a user column")] if i < 5 else ["", "", ""]
        sheet.write_row(i, 0, [*row, plant("an unknown column") if i < 4 else "", ""])
    hidden = book.add_worksheet(plant("the name of a hidden sheet")[:31])
    hidden.write("A1", plant("a hidden sheet"))
    hidden.hide()
    far = book.add_worksheet(plant("the name of a sheet")[:31])
    far.write("B2", plant("another sheet"))
    book.close()


def interviews(path: Path, plant: Cage) -> None:
    path.parent.mkdir(parents=True)
    rows = ["Entretien;Marqueur;Ton;Extrait;Accord;Notes"]
    for i in range(6):
        stray = plant("an excerpt without consent")
        rows.append(f"{plant('an interview id')};voisins;favorable;{stray};non;{plant('a column of notes')}")
        rows.append(f"E{i};;;{plant('an unexpected excerpt, not cleared')};oui;")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def sessions(path: Path, plant: Cage) -> None:
    path.parent.mkdir(parents=True)
    rows = ["Séance,Qui,Quoi,Quand,Où,Présents,Désaccord"]
    rows += [f"{plant('a session id')},Habitants,voisins,après,Oui,9,{plant('a dissent in words')}" for _ in range(3)]
    rows.append(f"{plant('a small session')},rare,voisins,après,Non,2,{plant('a dissent in a small session')}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a file: itself, and what an archive holds inflated."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield f"{name}!{entry.filename}", entry.filename.encode() + archive.read(entry)


@pytest.fixture(scope="module")
def cage() -> Cage:
    return Cage()


@pytest.fixture(scope="module")
def aviary(cage: Cage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("v"), cage)


@pytest.mark.parametrize("profile", [None, "published", "internal"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_planted_word_comes_out(aviary: Path, cage: Cage, profile: None, lang: str, tmp_path: Path) -> None:
    opened = open_evaluation(aviary)
    problems = opened.collect("2026").problems
    assert [] == [problem for problem in problems if not problem.is_note]
    done = run(opened, folder=tmp_path, profile=profile, lang=lang)
    assert len(cage.planted) >= 60
    assert len(opened.answers("2026").texts) > 20  # the words were read, and stayed
    written = [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    assert len(done.outputs) == len(written)
    found = {
        (part, word.decode(), cage.planted[word.decode()])
        for name, data in written
        for part, raw in parts(name, data)
        for word in TOKEN.findall(raw)
    }
    assert set() == found


def test_blank_forms_hold_nothing_that_was_answered(aviary: Path, cage: Cage, tmp_path: Path) -> None:
    opened = open_evaluation(aviary)
    opened.collect("2026")
    made = write_forms(opened, folder=tmp_path)
    asked = {word for word, where in cage.planted.items() if "configuration" in where}
    assert bool(Plugins().forms) == bool(made)
    found = {
        (part, cage.planted[word.decode()])
        for one in made
        for part, raw in parts(one.path.name, one.path.read_bytes())
        for word in TOKEN.findall(raw)
        if word.decode() not in asked
    }
    assert set() == found
