"""The same answers as many tools export them, and hostile files: those that nobody here made."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from evalkit.evaluation.collecting import Collected, collect
from evalkit.evaluation.loading import load
from evalkit.evaluation.opened import open_evaluation
from evalkit.evaluation.summary import summary
from evalkit.plugins.manager import Plugins

LAYOUTS = (
    "excel_fr_cp1252.csv", "framaforms_fr_separate.tsv", "google_sheets_fr.csv", "kobo_fr_labels.csv",
    "kobo_fr_names.xlsx", "limesurvey_fr_codes.csv", "ms_forms_fr.xlsx",
)  # fmt: skip
TABLES = ("criteria", "indicators", "markers", "readings", "coverage")


def project(shared: Path, name: str, data: Path, room: Path) -> Path:
    folder = room / "project"
    shutil.copytree(shared / name, folder)
    data_folder = folder / data
    data_folder.mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def collected(folder: Path, wave: str) -> Collected:
    plugins = Plugins(folder=folder, installed=False)
    evaluation, _ = load(folder, plugins)
    assert evaluation is not None
    return collect(evaluation, wave, plugins)


@pytest.mark.parametrize("name", LAYOUTS)
def test_thirty_answers_are_counted_alike_in_every_layout(shared, tmp_path, name):
    folder = project(shared, "fixtures/thirty/project", Path("data/2026/lien-social"), tmp_path)
    shutil.copy(shared / "fixtures/thirty" / name, folder / "data/2026/lien-social")
    expected = json.loads((shared / "fixtures/thirty/expected.json").read_text())

    read = collected(folder, "2026")

    assert [] == [p for p in read.problems if not p.is_note]
    found = summary(read)["lien-social"]
    assert (expected["records"], expected["sites"]) == (found["records"], found["sites"])
    for item, want in expected["items"].items():
        assert want == {key: found["items"][item][key] for key in want}


def test_every_layout_gives_equal_tables(shared, tmp_path):
    published = {}
    for name in LAYOUTS:
        folder = project(shared, "fixtures/thirty/project", Path("data/2026/lien-social"), tmp_path / name)
        shutil.copy(shared / "fixtures/thirty" / name, folder / "data/2026/lien-social")
        results = open_evaluation(folder).publish("2026", "internal")
        published[name] = {table: results[table].rows for table in TABLES}

    for name in LAYOUTS[1:]:
        assert published[LAYOUTS[0]] == published[name], name


AGREED = {
    "": "", "1": "Pas du tout d’accord", "2": "Plutôt pas d’accord", "3": "Plutôt d’accord",
    "4": "Tout à fait d’accord", "nsp": "Ne sait pas / non concerné",
}  # fmt: skip
DOING = {
    "accueil": "Accueil, écoute et orientation", "asl": "Ateliers sociolinguistiques",
    "clas": "CLAS (aide aux devoirs)", "sorties": "Sorties familles ; séjours",
}  # fmt: skip
SITES = {"cs_01": "Centre social Les Acacias", "cs_02": "Espace de vie sociale L’Escale"}
LABELS = {
    "structure": "Votre centre social", "deja": "Avez-vous déjà répondu ?", "ls_01": "Je connais mieux mes voisins",
    "ls_02": "Je sais à qui demander de l’aide", "ls_03": "J’ose prendre la parole en réunion",
    "conf_01": "J’ai pris confiance en moi", "activites": "À quelles activités participez-vous ?", "age": "Votre âge",
    "heures": "Heures par semaine", "fleur": "Pétale « Autonomie » (0 à 10)",
    "verbatim": "Racontez votre arrivée au centre",
}  # fmt: skip


def said(row: dict[str, str], key: str, joined: str) -> str:
    """What a tool that writes labels puts into one cell."""
    if key == "activites":
        return joined.join(DOING[one] for one in row[key].split("|") if one)
    words = {"structure": SITES, "deja": {"oui": "Oui", "non": "Non"}, "conf_01": AGREED}
    return (AGREED if key.startswith("ls") else words.get(key, {})).get(row[key], row[key])


def built(rows: list[dict[str, str]], layout: str) -> list[list[str]]:
    """The answers as a tool lays them out: its own columns, then a column per question or per option."""
    if layout == "odk, in a group":
        head = ["SubmissionDate", *(f"page-{key}" for key in LABELS), "meta-instanceID", "KEY"]
        return [head] + [
            [r["t"], *(r[k].replace("|", " ") for k in LABELS), f"uuid:{r['id']}", f"uuid:{r['id']}"] for r in rows
        ]
    if layout == "numbered, a column per option":
        keys = [key for key in LABELS if key != "activites"]
        head = ["CLE", "DATE_SAISIE", *(f"{i}. {LABELS[key]}" for i, key in enumerate(keys, 1)), *DOING.values()]
        return [head] + [
            [
                r["id"],
                r["t"],
                *(said(r, k, "") for k in keys),
                *("X" if o in r["activites"].split("|") else "" for o in DOING),
            ]
            for r in rows
        ]
    own, joined, stem = {
        "nextcloud": (["User ID", "User display name", "Timestamp"], "; ", "{}"),
        "quoted list": (["N°", "Remarque", "Lieu de saisie"], '", "', "{}"),
        "limesurvey, numbered": (["id", "submitdate", "startlanguage"], "; ", "12. {}"),
        "pages": (["N°", "Remarque", "Lieu de saisie"], " + ", "Page 2 - {}"),
        "markup": (["N°", "Remarque", "Lieu de saisie"], "\n- ", "<p>{} (obligatoire)</p>"),
    }[layout]
    head = own + [stem.format(label) for label in LABELS.values()]
    around = '"' if joined == '", "' else ""
    cells = [[r["id"], "x", r["t"]] if own[0] != "id" else [r["id"], r["t"], "fr"] for r in rows]
    return [head] + [
        [
            *mine,
            *(
                f"{around}{said(r, k, joined)}{around}" if k == "activites" and r[k] else said(r, k, joined)
                for k in LABELS
            ),
        ]
        for mine, r in zip(cells, rows)
    ]


@pytest.mark.parametrize(
    "layout",
    [
        "odk, in a group",
        "numbered, a column per option",
        "nextcloud",
        "quoted list",
        "limesurvey, numbered",
        "pages",
        "markup",
    ],
)
def test_layouts_of_other_tools_count_alike(shared, tmp_path, layout):
    folder = project(shared, "fixtures/thirty/project", Path("data/2026/lien-social"), tmp_path)
    with (shared / "fixtures/thirty/TRUTH_30_reponses.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    with (folder / "data/2026/lien-social/a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(built(truth, layout))
    expected = json.loads((shared / "fixtures/thirty/expected.json").read_text())

    read = collected(folder, "2026")

    assert [] == [p for p in read.problems if not p.is_note]
    found = summary(read)["lien-social"]
    assert (expected["records"], expected["sites"]) == (found["records"], found["sites"])
    for item, want in expected["items"].items():
        assert want == {key: found["items"][item][key] for key in want}


def hostile(shared: Path) -> list[dict[str, str]]:
    with (shared / "badinputs/manifest.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["file"] and row["family"] != "H"]


def test_every_hostile_file_is_read_right_or_refused_by_its_place(shared, tmp_path):
    """What the manifest expects, in one process; `../shared/accept` holds the command to it in its own process."""
    faults = []
    folder = project(shared, "badinputs/project", Path("data/2024/temoin"), tmp_path)
    data = folder / "data/2024/temoin"
    for case in hostile(shared):
        source = shared / "badinputs" / case["file"]
        if not source.exists() or case["id"] in ("E34", "E36"):
            continue
        for path in data.iterdir():
            path.unlink()
        shutil.copy(source, data)
        read = collected(folder, "2024")
        problems = [p for p in read.problems if not p.is_note]
        found = summary(read)["temoin"]
        total = sum(float(k) * n for i in range(1, 7) for k, n in found["items"][f"q{i}"].get("counts", {}).items())
        if case["expected"] in ("ask", "refuse"):
            wrong = not problems
        else:
            wrong = (
                bool(problems)
                or found["records"] != int(case["truth_rows"])
                or total != float(case["truth_sum"] or total)
            )
            wrong |= case["expected"] == "note" and not read.problems
        if wrong:
            faults.append((case["id"], [(p.code, str(p.message)) for p in read.problems]))
    assert [] == faults
