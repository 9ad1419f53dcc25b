"""The poster, the restitution and the advocacy pages: what each reader is told, and on how many sheets of paper."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from attrs import evolve

from evalkit import fill, printing
from evalkit.outputs.views.findings import findings, sentences, shared_source, voices
from evalkit.outputs.views.names import names_of
from tests.outputs.conftest import made
from tests.outputs.reading_pages import Read, plain
from tests.outputs.results import CRITERIA, FRENCH, published, usual

NEUTRAL = "Pas encore de constat ici. À regarder ensemble."


@pytest.fixture(scope="module")
def romans(results):
    return results("romans", "published")


LABEL = "Un critère au libellé plutôt long, comme on en écrit"


def petals(count, label=LABEL):
    """Results of a tree of so many petals, each with two markers."""
    names = [f"c{at}" for at in range(count)]
    return published(
        criteria=[(name, f"{label} {name}", "no", 1, 0, 1, 0, 0, 2, 2) for name in names],
        indicators=[(name, f"{name}-i", "Un indicateur", "no", 1, 0, 1, 0, 0, 2, 2) for name in names],
        framework=[(name, "criterion", None, f"{label} {name}", None, "no", None, None, None) for name in names],
        markers=[
            (
                name,
                f"{name}-i",
                f"{name}-{status}",
                "Un marqueur",
                "no",
                "all",
                None,
                status,
                "common",
                kinds,
                None,
                "1/1",
            )
            for name in names
            for status, kinds in (("attested", 2), ("not_attested", 0))
        ],
        findings=[
            row
            for name in names
            for row in (
                (name, "claim", "La structure a contribué à quelque chose.", name, "advocacy", None, None, "rapport"),
                (
                    name,
                    "plain",
                    f"Une phrase simple et plutôt longue pour le pétale {name}.",
                    name,
                    None,
                    None,
                    None,
                    "rapport",
                ),
                (
                    name,
                    "qualification",
                    "Ce qui nuance, en une phrase qui n’est pas courte.",
                    name,
                    None,
                    None,
                    None,
                    None,
                ),
            )
        ],
        readings=[],
        coverage=[],
    )


CASES = {
    "romans": lambda results: results("romans", "published"),
    "small": lambda results: published(),
    "nothing": lambda results: results("nothing", "published"),
    "three": lambda results: petals(3),
    "twelve": lambda results: petals(12),
    "wordy": lambda results: petals(12, f"{LABEL}, et qui ne finit pas avant d’avoir dit tout ce qu’il avait à dire"),
}
SHEETS = {"poster": (1, 1), "restitution": (1, 1), "advocacy": (2, 4)}
SIZES = {"poster": "A3", "restitution": "A4", "advocacy": "A4"}


@pytest.mark.parametrize("case", sorted(CASES))
@pytest.mark.parametrize("page", sorted(SHEETS))
def test_it_prints_on_the_sheets_it_should(page, case, results, chromium, tmp_path):
    file, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(made(page, CASES[case](results)), encoding="utf-8")
    with chromium.open(file) as opened:
        opened.pdf(path=pdf, prefer_css_page_size=True, tagged=True, print_background=True)
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    sheets = int(re.search(r"Pages:\s+(\d+)", told)[1])
    least, most = SHEETS[page]
    assert least <= sheets <= most
    assert re.search(rf"Page size:.*{SIZES[page]}", told)
    assert re.search(r"Tagged:\s+yes", told)
    for at in range(1, sheets + 1):
        words = plain(
            subprocess.run(
                ["pdftotext", "-f", str(at), "-l", str(at), pdf, "-"], capture_output=True, text=True, check=True
            ).stdout
        )
        assert "Données simulées" in words
        assert "Document à diffuser" in words
        if page == "advocacy":
            assert f"{at}/{sheets}" in words.replace(" / ", "/")


@pytest.fixture(autouse=True)
def poppler(request):
    if "chromium" in request.fixturenames and shutil.which("pdfinfo") is None:
        pytest.skip("no poppler-utils to read a PDF with")


def test_a_restitution_that_one_side_cannot_hold_goes_on_overleaf_and_says_so(romans, chromium, tmp_path):
    def told(n, size):
        rows = [
            (f"f{at}", part, said, "gouvernance", "democratic", None, None, None)
            for at in range(n)
            for part, said in (("plain", "Les habitants décident avec nous."), ("qualification", "Des mots. " * size))
        ]
        tables = {**romans.tables_by_name, "findings": fill("findings", rows, FRENCH)}
        return made("restitution", evolve(romans, tables_by_name=tables))

    goes_on = "La suite est au dos de cette feuille."
    assert goes_on not in Read(told(5, 10)).words()
    file = tmp_path / "page.html"
    file.write_text(told(5, 65), encoding="utf-8")
    assert goes_on in Read(file.read_text(encoding="utf-8")).words()
    with chromium.open(file) as opened:
        sheets = re.findall(rb"/Type\s*/Page\b", opened.pdf(prefer_css_page_size=True))
    assert 2 == len(sheets)


def test_those_who_answered_read_what_is_seen_in_plain_words(romans):
    said = plain(Read(made("restitution", romans)).words())
    assert "5 changements visibles sur 11 regardés" in said
    assert not re.search(r"\d constatés?|renseigné", said)
    assert "5 changes seen out of 11 looked at" in plain(Read(made("restitution", romans, "en")).words())


def test_the_poster_has_a_sentence_for_each_petal_and_no_table(romans):
    read = Read(made("poster", romans))
    assert "table" not in {tag for tag, _ in read.elements}
    headings = plain(read.words(lambda tag, held: tag == "h2"))
    for row in romans["criteria"].records():
        assert plain(row["label"]) in headings
    said = plain(read.words())
    for row in romans["findings"].records():
        if row["part"] in ("plain", "quote"):
            assert plain(row["text"]) in said
    assert plain("À quoi ça sert ?").casefold() in plain(read.words(lambda tag, held: tag == "h1")).casefold()


def test_a_petal_without_a_finding_has_a_fixed_neutral_sentence():
    (only,) = sentences(names_of(published(), FRENCH))
    assert (NEUTRAL, tuple(CRITERIA)) == (only.text, tuple(petal.id for petal in only.petals))


def test_a_petal_takes_the_sentence_of_the_finding_that_names_it_first():
    def finding(name, criteria):
        return [
            (name, "claim", "Claim.", criteria, None, None, None, None),
            (name, "plain", f"Phrase {name}.", criteria, None, None, None, None),
        ]

    told = [*finding("a", "gouvernance; liens"), *finding("b", "liens"), *finding("c", "ailleurs")]
    found = sentences(names_of(published(findings=told), FRENCH))
    assert [
        ("Phrase a.", ["gouvernance"]),
        ("Phrase b.", ["liens"]),
        (NEUTRAL, ["pouvoir-agir"]),
        ("Phrase c.", []),
    ] == [(one.text, [petal.id for petal in one.petals]) for one in found]


def test_petals_whose_words_would_be_too_small_bear_numbers(romans):
    def heads(results):
        return Read(made("poster", results)).words(lambda tag, held: tag == "h2")

    crowded = heads(petals(12, " ".join([LABEL] * 4)))
    for number in range(1, 13):
        assert re.search(rf"\b{number} Un critère", plain(crowded))
    assert not re.search(r"\d", heads(romans))


def test_the_restitution_draws_the_circles_that_its_flower_has():
    legend = plain(Read(made("restitution", petals(3))).words(lambda tag, held: held.get("class") == "key"))
    assert "plusieurs outils le montrent" in legend
    assert "on a regardé, on ne le voit pas" in legend
    assert "caché" not in legend


def test_a_few_facts_open_the_advocacy_pages_and_the_others_follow_the_claims(romans):
    read = Read(made("advocacy", romans))
    order = [held["id"] for tag, held in read.elements if held.get("id", "").startswith(("figure-", "finding-"))]
    first = next(at for at, name in enumerate(order) if name.startswith("finding-"))
    assert 10 == first
    assert len(romans["context"].rows) == sum(name.startswith("figure-") for name in order)


def test_voices_are_few_and_each_is_heard_once():
    quotes = [("f1", "quote", "Une voix.", None, None, None, "rapport", None), ("f1", "claim", "Claim.", *[None] * 5)]
    names = names_of(
        published(findings=quotes, quotes=[("q", "i", text, "anonymous") for text in ("Une voix.", "Deux")]), FRENCH
    )
    assert ["Une voix.", "Deux"] == [voice.text for voice in voices(names, 3)]
    assert 1 == len(voices(names, 1))


def test_the_restitution_never_goes_without_what_qualifies(romans):
    said = plain(Read(made("restitution", romans)).words())
    for row in romans["findings"].records():
        if row["part"] in ("plain", "qualification"):
            assert plain(row["text"]) in said
    for row in romans["instruments"].records():
        assert str(row["records"]) in said
    assert "personne n’a répondu" in said


def test_the_advocacy_pages_hold_every_fact_with_its_source(romans):
    read = Read(made("advocacy", romans))
    said = plain(read.words())
    assert said.index("Visée de plaidoyer") < said.index("Qui nous sommes")
    shared = "rapport 2017/2018"
    for row in romans["context"].records():
        card = plain(read.words(lambda tag, held, name=f"figure-{row['id']}": held.get("id") == name))
        assert plain(printing.number(row["value"], FRENCH)) in card
        assert plain(row["label"]) in card
        assert plain(row["source"]).removeprefix(shared).lstrip(", ") in card
        assert plain(row["note"] or "") in card
    for row in romans["findings"].records():
        if row["part"] != "plain":
            assert plain(row["text"]) in said
    for key in ("foundation.aim", "foundation.values", "foundation.principles"):
        assert plain(romans.about[key].replace("; ", ", ")) in said


def test_nothing_claims_that_provisional_criteria_are_settled(romans):
    for page in ("poster", "restitution", "advocacy"):
        assert "provisoires" in Read(made(page, romans)).words(lambda tag, held: tag in ("main", "body"))
    how = plain(Read(made("advocacy", romans)).words(lambda tag, held: held.get("id") == "how"))
    assert "la structure ne les a pas arrêtés" in how


def test_findings_for_advocacy_come_first(romans):
    aims = [("advocacy" in one.aims) for one in findings(names_of(romans, FRENCH), first="advocacy")]
    assert sorted(aims, reverse=True) == aims
    assert {True, False} == set(aims)


def test_more_claims_than_the_pages_hold_are_counted():
    rows = [(f"f{at}", "claim", f"Constat {at}.", None, None, None, None, None) for at in range(8)]
    said = Read(made("advocacy", published(findings=rows))).words()
    assert "Constat 4." in said
    assert "Constat 5." not in said
    assert "3 autres constats sont dans le rapport." in said


def test_a_source_is_shared_only_where_all_figures_share_it(romans):
    figures = tuple(figure for one in findings(names_of(romans, FRENCH)) for e in one.examples for figure in e.figures)
    assert "rapport 2017/2018" == shared_source(figures)
    assert "" == shared_source(figures[:1])


def test_a_shared_source_is_said_once_and_never_as_quoted_where_nothing_is():
    section = plain(Read(made("advocacy", published())).words(lambda tag, held: held.get("id") == "who"))
    assert 1 == section.count("rapport d’activité")
    assert "guillemets" not in section


@pytest.mark.parametrize("page", ["restitution", "advocacy"])
def test_an_instrument_that_was_not_used_answered_nothing(page):
    used = usual()["instruments"][0]
    unused = ("observation", "observation-grid", "Grille", "meeting", *used[4:10], 0, 0, None, None, *used[14:])
    text = plain(Read(made(page, published(instruments=[used, unused]))).words())
    assert "250 personnes" in text
    assert "0 réunion" not in text


def test_an_evaluation_with_nothing_collected_says_so(results):
    nothing = results("nothing", "published")
    assert "La fleur n’a pas encore de pétale" in Read(made("poster", nothing)).words()
    assert "pas encore écrit de constat" in Read(made("restitution", nothing)).words()
    assert "Aucun constat n’est encore écrit" in Read(made("advocacy", nothing)).words()
    assert "Le référentiel n’a pas encore de critère" in Read(made("report", nothing)).words()


@pytest.mark.parametrize("page", ["poster", "report", "restitution", "advocacy"])
def test_where_everything_is_masked_no_figure_is_left(page):
    markers = [
        (c, f"{c}-i", f"{c}-m0", f"Marqueur de {c}", "no", "all", None, "masked", "masked", "masked", None, "1/1")
        for c in CRITERIA
    ]
    results = published(
        markers=markers,
        criteria=[(c, label, "no", 0, 0, 0, 0, 1, 0, 1) for c, label in CRITERIA.items()],
        indicators=[(c, f"{c}-i", "Indicateur", "no", 0, 0, 0, 0, 1, 0, 1) for c in CRITERIA],
        readings=[
            (f"{c}-m0", "questionnaire", "share", "q1", "share", None, "all", None, "masked", *["masked"] * 14)
            for c in CRITERIA
        ],
    )
    text = made(page, results)
    read = Read(text)
    articles = read.words(lambda tag, held: "told" in held.get("class", "").split())
    assert not re.search(r"\d", articles)
    assert ("caché" if page == "restitution" else "masqué") in read.words()
