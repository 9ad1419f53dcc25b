from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from evalkit import open_evaluation
from evalkit.evaluation.forming import write_forms
from tests.forms.romans import form, project

ROMANS = Path(__file__).resolve().parents[2] / "examples" / "romans"

# Whatever is wider or higher than the room it was given, on the printed page.
CUT = """
() => [...document.querySelectorAll("main, main *")].filter((one) => {
  const style = getComputedStyle(one);
  const over = one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2;
  return over && style.display !== "inline" && one.clientWidth > 0 && !one.matches(".box, .dot, tr");
}).map((one) => one.className + ": " + one.textContent.trim().slice(0, 40))
"""
# What stands outside of its petal, its card or its cell.
OUTSIDE = """
() => [...document.querySelectorAll(".petal table, .petal h2, .card > *, .wall > *")].filter((one) => {
  const [inner, outer] = [one.getBoundingClientRect(), one.parentElement.getBoundingClientRect()];
  return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1 || inner.left < outer.left - 1;
}).map((one) => one.textContent.trim().slice(0, 40))
"""
# CSS pixels of the room between the margins, and how many sheets of paper each form of Romans takes.
PAPERS = {
    "questionnaire-papier": (688, 3), "observation-papier": (688, 2), "entretiens-papier": (688, 5),
    "fleur-affiche-a3": (1512, 1), "fleur-affiche-a2": (2140, 1), "fleur-animation": (1032, 4),
    "fleur-cartes": (718, 7),
}  # fmt: skip


@pytest.fixture(scope="module")
def romans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papier")
    write_forms(open_evaluation(ROMANS), ["paper"], folder=folder)
    return folder


def words(file: Path) -> str:
    """The words of a page, in their order."""
    main = file.read_text(encoding="utf-8").partition("<main")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).replace("\u00a0", " ")


def test_every_form_is_there_and_nothing_else(romans):
    assert sorted(f"{name}.html" for name in PAPERS) == sorted(path.name for path in romans.iterdir())


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_cut_on_paper(romans, chromium, name):
    width, sheets = PAPERS[name]
    with chromium.open(romans / f"{name}.html", width=width) as page:
        page.emulate_media(media="print")
        assert [] == page.evaluate(CUT)
        assert [] == page.evaluate(OUTSIDE)
        assert sheets == len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        assert [] == page.faults


def test_a_questionnaire_asks_everything_in_order_with_every_answer(tmp_path):
    said = words(form(tmp_path, "avis", "paper"))
    asked = ["Votre avis", "anonyme", "Vous êtes", "Habitants", "Salariés", "Maison", "Diriez-vous que…",
             "Pas du tout d’accord", "Ne sait pas", "1. J’aide mes voisins", "2. Mes voisins m’aident",
             "3. Quels lieux connaissez-vous ?", "plusieurs réponses possibles", "Le jardin, la serre", "Autre lieu",
             "4. Venez-vous souvent ?", "5. Heures données", "heures", "6. Depuis quand", "7. Qu’est-ce qui a changé ?",
             "Peut-on vous citer sans votre nom ?"]  # fmt: skip
    at = 0
    for one in asked:
        assert one in said[at:]
        at = said.index(one, at)


@pytest.mark.parametrize("instrument", ["avis", "grille"])
def test_paper_and_entry_workbook_ask_in_the_same_order(tmp_path, instrument):
    said = words(form(tmp_path, instrument, "paper"))
    sheet = openpyxl.load_workbook(form(tmp_path, instrument, "sheet")).worksheets[0]
    evaluation = open_evaluation(tmp_path).evaluation
    labels = {item.id: str(item.label) for item in evaluation.instrument(instrument).file.items}
    ids = dict.fromkeys(str(cell.value).partition("/")[0].partition(".")[0] for cell in sheet[2])
    places = [said.index(labels[name].replace("\u00a0", " ")) for name in ids if name in labels]
    assert len(labels) == len(places)
    assert sorted(places) == places


def test_a_grid_offers_observed_not_observed_and_not_looked_and_counts_by_role(tmp_path):
    said = words(form(tmp_path, "grille", "paper"))
    assert ["Non observé", "Observé", "Pas regardé"] == re.findall(r"Non observé|Observé|Pas regardé", said)[-3:]
    assert re.search(r"3\. Personnes Habitants Salariés", said)
    assert "Remarques" in said


def test_each_question_stands_under_its_own_heading_though_tables_go_on(tmp_path):
    room = project(tmp_path)
    file = room / "instruments" / "avis.yaml"
    text = file.read_text(encoding="utf-8")
    for item, heading in (("q1", "Donner"), ("q2", "Recevoir")):
        text = text.replace(f"{{id: {item}, ", f"{{id: {item}, section: {heading}, ")
    file.write_text(text, encoding="utf-8")
    write_forms(open_evaluation(room), ["paper"], instruments=["avis"], folder=tmp_path / "f")
    page = next((tmp_path / "f").glob("avis*.html"))
    said = words(page)
    assert said.index("Donner") < said.index("1. J’aide mes voisins") < said.index("Recevoir")
    assert said.index("Recevoir") < said.index("2. Mes voisins m’aident")
    assert 1 == page.read_text(encoding="utf-8").count("<table")
    assert "<h2>" not in page.read_text(encoding="utf-8")


def test_a_person_is_asked_whether_her_words_may_be_quoted_whatever_the_heading_of_the_column(tmp_path):
    room = project(tmp_path)
    file = room / "instruments" / "avis.yaml"
    text = file.read_text(encoding="utf-8")
    assert "Peut-on vous citer sans votre nom ?" in text
    file.write_text(text.replace("Peut-on vous citer sans votre nom ?", "Accord pour citer"), encoding="utf-8")
    write_forms(open_evaluation(room), ["paper"], instruments=["avis"], folder=tmp_path / "f")
    said = words(next((tmp_path / "f").glob("avis*.html")))
    assert "Acceptez-vous que vos mots soient cités, sans votre nom ?" in said
    assert "Accord pour citer" not in said


def test_a_guide_has_its_themes_its_markers_and_asks_before_it_quotes(tmp_path):
    said = words(form(tmp_path, "paroles", "paper"))
    for one in ("Le lien", "Pour qui ?", "Marqueur n°", "Contraire", "Accord pour citer ces mots", "1 Des voisins"):
        assert one in said
    assert 8 == said.count("oui, sans mon nom")


def test_a_poster_has_a_place_for_dots_at_each_marker_and_position(tmp_path):
    folder = project(tmp_path)
    write_forms(open_evaluation(folder), ["paper"], instruments=["fleur"], folder=folder / "forms")
    page = (folder / "forms" / "fleur-affiche-a3.html").read_text(encoding="utf-8")
    assert 3 * 3 == page.count("<td></td>") - 2  # three markers, three positions; a corner on each of two petals


def test_provisional_criteria_say_so_on_the_paper_itself(romans):
    for name in ("fleur-affiche-a3", "fleur-animation", "fleur-cartes"):
        page = (romans / f"{name}.html").read_text(encoding="utf-8")
        assert "@top-right" in page
        assert "crit\\e8 res" in page


def test_no_form_claims_a_protected_method(romans):
    assert [] == [path.name for path in romans.iterdir() if "FALC" in path.read_text(encoding="utf-8")]


def test_a_page_in_arabic_is_laid_out_from_the_right(tmp_path, chromium):
    folder = project(tmp_path)
    file = folder / "instruments" / "avis.yaml"
    text = file.read_text(encoding="utf-8").replace("title: Votre avis", "title: {fr: Votre avis, ar: رأيك}")
    file.write_text(text, encoding="utf-8")
    made = write_forms(open_evaluation(folder), ["paper"], instruments=["avis"], folder=folder / "forms")
    assert ["avis-papier-ar.html", "avis-papier-fr.html"] == [one.path.name for one in made]
    where = """() => [document.querySelector("h1"), document.querySelector(".number-box")].map((one) => {
      const {left, right} = one.getBoundingClientRect();
      return innerWidth - right < left;
    })"""
    for one, sides in zip(made, ([True, False], [False, True]), strict=True):
        with chromium.open(one.path, width=688) as page:
            page.emulate_media(media="print")
            assert sides == page.evaluate(where)


def test_a_big_tree_takes_several_posters_and_loses_no_marker(tmp_path):
    from evalkit.forms.paper.petals import CARDS, MARKERS, PaperMarker, PaperPetal, sheets

    def petal(number: int, markers: int) -> PaperPetal:
        found = tuple(PaperMarker(number=str(n), label="", indicator="") for n in range(markers))
        return PaperPetal(number=str(number), label="", markers=found)

    made = sheets([petal(n, 2 * MARKERS + 1) for n in range(1, 6)])
    assert 3 == len(made)
    assert max(map(len, made)) <= CARDS
    assert 5 * (2 * MARKERS + 1) == sum(len(one.markers) for sheet in made for one in sheet)


def test_the_same_instrument_gives_the_same_bytes(tmp_path):
    assert form(tmp_path / "a", "avis", "paper").read_bytes() == form(tmp_path / "b", "avis", "paper").read_bytes()
