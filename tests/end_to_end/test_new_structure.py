"""A structure of our own invention, from nothing to the comparison, by the commands that its guide names and no other.

« La Fabrique des Lilas » is an espace de vie sociale that lives in a hangar and a bus. A workshop writes its tree in a
spreadsheet; the spreadsheet then stays the framework, completed with what each instrument should look at.
"""

from __future__ import annotations

import json
import shutil
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from click.testing import CliRunner

from evalkit import read_workbook
from evalkit.cli.main import cli

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CORE = EXAMPLES / "drome" / "socle-commun.yaml"
WORKSHOP = (
    ("Critère", "Indicateur", "Marqueur"),
    ("Se dépanner", "Réparer ensemble", "Des voisins réparent un objet au lieu de le jeter"),
    ("", "", "Des voisins apprennent à d’autres à réparer"),
    ("", "Le bus", "Le bus amène des voisins qui ne sortaient pas"),
    ("Tenir le lieu", "Les clés", "Des voisins ouvrent le hangar sans l’équipe"),
    ("", "Décider", "Une décision du conseil vient d’une idée de voisins"),
)
HEADS = (
    "Référentiel", "Version", "Id critère", "Critère", "Id indicateur", "Indicateur", "Id marqueur", "Marqueur",
    "Provisoire", "Dimension", "Étendue", "Outil", "Items", "Lecture", "Seuil", "Réponses favorables",
)  # fmt: skip
Q, G, E, F = "questionnaire", "observation", "entretiens", "fleur"
EVIDENCE = {
    "reparer": [
        (Q, "q-reparer", "share", "0,5", "4; 5"), (G, "o-reparer", "presence", "0,5", ""), (F, "", "stages", "3", ""),
    ],
    "transmettre": [(Q, "q-transmettre", "share", "0,5", "4; 5"), (E, "", "mentions", "3", "")],
    "bus": [(E, "", "mentions", "3", ""), (F, "", "stages", "3", "")],
    "cles": [(G, "o-cles", "presence", "0,5", ""), (F, "", "stages", "3", "")],
    "idee": [(G, "o-idee", "presence", "0,5", "")],
}  # fmt: skip
IDS = {
    "Se dépanner": "depanner", "Tenir le lieu": "tenir", "Réparer ensemble": "ensemble", "Le bus": "le-bus",
    "Les clés": "les-cles", "Décider": "decider", **dict(zip((row[2] for row in WORKSHOP[1:]), EVIDENCE)),
}  # fmt: skip
DIMENSIONS = {"depanner": "cohesion-sociale", "tenir": "gouvernance"}


def call(*args: object) -> SimpleNamespace:
    done = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert 0 == done.exit_code, done.stdout + done.stderr
    return SimpleNamespace(out=done.stdout.replace("\u00a0", " "), err=done.stderr.replace("\u00a0", " "))


def book(file: Path, rows) -> None:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(file)


def framework():
    """The workshop's table, completed: ids, evidence, ties to the shared core."""
    yield HEADS
    criterion = indicator = ""
    for number, (a, b, marker) in enumerate(WORKSHOP[1:]):
        criterion, indicator = a or criterion, b or indicator
        name = IDS[criterion]
        tree = ["lilas" if number == 0 else "", "1" if number == 0 else "", name, criterion, IDS[indicator], indicator]
        mine = [IDS[marker], marker, "non", DIMENSIONS[name], "partial"]
        for link in EVIDENCE[IDS[marker]]:
            yield [*tree, *mine, *link]
            tree, mine = [""] * 6, [""] * 5


def renamed(folder: Path) -> None:
    """The questions that the workshop's long labels became, under the short ids of the completed table."""
    for name, mark in ((Q, "q"), (G, "o")):
        file = folder / "instruments" / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        for made, short in (
            ("des-voisins-reparent-un-objet-au-lieu-de-le-jeter", "reparer"),
            ("des-voisins-apprennent-a-d-autres-a-reparer", "transmettre"),
            ("le-bus-amene-des-voisins-qui-ne-sortaient-pas", "bus"),
            ("des-voisins-ouvrent-le-hangar-sans-l-equipe", "cles"),
            ("une-decision-du-conseil-vient-d-une-idee-de-voisin", "idee"),
        ):
            text = text.replace(f"id: {mark}-{made}", f"id: {mark}-{short}")
        file.write_text(text, encoding="utf-8")


def fill(file: Path, rows) -> None:
    """Type rows into an entry workbook: columns by their ids, words as the drop-downs offer them."""
    made = openpyxl.load_workbook(file)
    sheet = made.worksheets[0]
    names = [cell.value for cell in sheet[2]]
    for at, row in enumerate(rows, 3):
        assert set(row) <= set(names), (file.name, names)
        for name, value in row.items():
            cell = sheet.cell(at, names.index(name) + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"  # the column is text: what is typed there is never a formula
    made.save(file)


def typed(folder: Path) -> None:
    """Forty questionnaires, six meetings, six interviews, four sessions, typed into the entry workbooks."""
    groups, sites = cycle(("Voisins", "Voisins", "Bénévoles", "Équipe")), cycle(("Le hangar", "Le bus"))
    agreed = cycle(("Plutôt d’accord", "Tout à fait d’accord", "Plutôt pas d’accord", None, "Ne sait pas"))
    rows = {Q: [], G: [], E: [], F: []}
    for n in range(40):
        rows[Q].append({"record": f"Q{n}", "group": next(groups), "site": next(sites),
                        "frequence": "Quelques fois par an", "q-reparer": "Tout à fait d’accord" if n % 4 else "Plutôt pas d’accord",
                        "q-transmettre": next(agreed)})  # fmt: skip
    for n in range(6):
        rows[G].append({"record": f"R{n}", "observer": "A", "present": 9, "site": next(sites), "o-reparer": "Observé",
                        "o-cles": "Observé" if n % 3 else "Non observé", "o-idee": "Non observé"})  # fmt: skip
    for n in range(6):
        rows[E].append({"record": f"E{n}", "marker": WORKSHOP[2 + n % 2][2], "tone": "Favorable",
                        "text": "=2+2 dit en riant" if n == 0 else "Un extrait inventé", "consent": "Non"})  # fmt: skip
    for n in range(4):
        for marker in (WORKSHOP[1][2], WORKSHOP[3][2], WORKSHOP[4][2]):
            for phase, position in (("Avant", "On commence"), ("Après", "C’est là" if n else "On commence")):
                rows[F].append({"record": f"F{n}", "group": "Voisins", "site": "Le hangar", "marker": marker,
                                "phase": phase, "position": position, "present": 7})  # fmt: skip
    for name, lines in rows.items():
        (form,) = (folder / "formulaires").glob(f"*{name}*.xlsx")
        fill(form, lines)
        shutil.copy(form, folder / "data" / "2026" / name / f"saisie-{name}.xlsx")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    room = tmp_path_factory.mktemp("lilas")
    folder = room / "lilas"
    book(room / "atelier.xlsx", WORKSHOP)
    call(
        "new", folder, "--no-input", "--name", "La Fabrique des Lilas", "--kind", "espace-de-vie-sociale",
        "--sites", "Le hangar; Le bus", "--groups", "Voisins; Bénévoles; Équipe", "--core", CORE,
        "--from", room / "atelier.xlsx", "--year", "2026",
    )  # fmt: skip
    fresh = call("check", folder)
    (folder / "framework.yaml").unlink()
    book(folder / "framework.xlsx", framework())
    renamed(folder)
    evaluation = folder / "evaluation.yaml"
    text = evaluation.read_text(encoding="utf-8").replace("framework: framework.yaml", "framework: framework.xlsx")
    evaluation.write_text(text, encoding="utf-8")
    planned = call("check", folder)
    call("forms", folder, "--format", "sheet")
    typed(folder)
    checked = json.loads(call("check", folder, "--json").out)
    call("run", folder)
    call("run", EXAMPLES / "romans", "-o", room / "romans")
    (mine,) = (folder / "out" / "2026").glob("*-publie.xlsx")
    (theirs,) = (room / "romans").glob("*-publie.xlsx")
    call("compare", mine, theirs, "--core", CORE, "-o", room / "comparaison")
    return SimpleNamespace(
        room=room, folder=folder, fresh=fresh, planned=planned, checked=checked, published=read_workbook(mine)
    )


def test_the_plan_is_told_before_anything_is_collected(made):
    assert "Se dépanner : 3 marqueurs, 3 regardés par deux sortes d’outils ou plus" in made.fresh.out
    assert "Se dépanner : 3 marqueurs, 3 regardés par deux sortes d’outils ou plus" in made.planned.out
    assert (
        "Tenir le lieu : 2 marqueurs, 1 regardé par deux sortes d’outils ou plus, 1 par une seule" in made.planned.out
    )


def test_what_was_typed_is_counted(made):
    assert [] == made.checked["problems"]
    told = made.checked["instruments"]
    assert {"voisins": 20, "benevoles": 10, "equipe": 10} == told[Q]["groups"]
    assert {"5": 30, "2": 10} == told[Q]["items"]["q-reparer"]["counts"]
    assert {"dont_know": 8, "no_answer": 8} == told[Q]["items"]["q-transmettre"]["missing"]
    assert (6, 6, 4) == tuple(told[name]["records"] for name in (G, E, F))


def test_each_marker_says_what_was_typed(made):
    markers = made.published.tables()["markers"]
    whole = markers[markers["dimension"] == "all"].set_index("marker")["status"].to_dict()
    assert {
        "reparer": "attested",  # 30 of 40, seen in 6 meetings of 6, and the flower
        "transmettre": "attested",  # 16 of 24, and 3 interviews of 6
        "bus": "attested",  # 3 interviews, 3 sessions of 4
        "cles": "attested",
        "idee": "not_attested",  # looked for in 6 meetings, never seen
    } == whole


def test_it_stands_beside_romans_and_is_not_ranked(made):
    (page,) = (made.room / "comparaison").glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "La Fabrique des Lilas" in text
    assert "La Coopération de Romans" in text
    assert (made.room / "comparaison" / "manifest.json").is_file()


def test_nothing_but_the_answers_stays_local(made):
    """What is published holds no excerpt, no number of a record, and no path."""
    for file in (made.folder / "out" / "2026").iterdir():
        if file.suffix in (".html", ".json"):
            text = file.read_text(encoding="utf-8")
            assert "Un extrait inventé" not in text
            assert str(made.room) not in text


def test_next_year_is_opened_with_the_wording_kept(made, tmp_path):
    folder = shutil.copytree(made.folder, tmp_path / "lilas")
    call("new", folder, "--wave", "2028")
    assert (folder / "data" / "2026" / Q / "instrument.yaml").is_file()
    told = call("check", folder, "--wave", "2028")
    assert "(avec autant de réponses que dans la vague « 2026 »)" in told.out
