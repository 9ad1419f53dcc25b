"""The department's page: who looked, in their own words, beside their context; nobody before anybody."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve

from evalkit import Comparison as Compared
from evalkit import compare
from evalkit.outputs.comparison import Comparison, ComparisonWorkbook, evalkit_outputs
from tests.comparison.structures import CORE
from tests.outputs.comparisons import HOSTILE, comparison, crowd, hostile, members, page
from tests.outputs.reading_pages import Read, plain

ORDER = ["Iris", "Lilas", "Rose", "Rose", "Violette"]


@pytest.fixture(scope="module")
def read() -> Read:
    return Read(page(comparison()))


def words(read, chosen) -> str:
    return plain(read.words(chosen))


def section(read, name) -> str:
    return words(read, lambda tag, held: tag == "section" and held.get("id") == name)


def card(read, name) -> str:
    return words(read, lambda tag, held: held.get("data-member") == name)


def test_page_and_workbook_are_outputs_of_a_comparison():
    assert [Comparison, ComparisonWorkbook] == list(evalkit_outputs())
    assert all(output.takes is Compared and output.profile == "published" for output in evalkit_outputs())
    assert ["comparaison-socle-publie.html"] == list(Comparison().write(comparison(), Path(), "fr"))


def test_it_says_how_many_looked_and_where_nobody_did(read):
    looked = section(read, "looked")
    assert "3 structures sur 4 ont regardé ce thème. 4 y rattachent au moins un marqueur." in looked
    assert "2 structures sur 4 ont regardé ce thème" in looked
    assert "Aucune structure n’a regardé ce thème. Aucune n’y rattache de marqueur." in looked
    assert "Terre" in section(read, "unlooked")


def test_each_structure_speaks_in_its_own_words(read):
    own = section(read, "d-lien")
    assert "Marqueur lien" in own
    assert "critère : Critère lien de iris" in own
    assert "À débattre" not in own.split("Dans leurs mots")[1]
    assert "à débattre · quest : constaté" in own
    assert "Rattaché en partie : raison non dite" in own
    assert "iris a contribué à quelque chose" in own
    assert "Ce qui nuance : mais peu encore" in own
    assert "« une voix »" in own
    assert "constatés par 1 sorte d’outil : questionnaire" in own


def test_context_stands_beside_and_its_absence_is_said(read):
    assert "Adhérents 1 120 personnes" in card(read, "s1")
    assert "Adhérents environ cent personnes" in card(read, "s2")
    assert "Adhérents non dit" in card(read, "s3")
    assert "Adhérents : 1 120 personnes" in section(read, "d-lien")
    assert "quest (questionnaire) : 40 personnes" in card(read, "s1")
    assert "quest (questionnaire) : masqué" in card(read, "s5")


def test_a_lowered_floor_simulated_answers_and_the_refused_are_seen(read):
    assert "Seuil de publication abaissé à 8 personnes. Raison écrite : Réunis le 3 mai" in card(read, "s1")
    assert "Seuil de publication" not in card(read, "s2")
    assert "simulé" in card(read, "s3")
    assert "simulé" not in card(read, "s1")
    assert "pivoine.xlsx Des chiffres sont impossibles. Redemandez-le. E435" in section(read, "refused")
    stamps = words(read, lambda tag, held: held.get("class") == "stamps")
    assert "Données simulées pour certaines structures" in stamps
    assert "Seuil abaissé par certaines structures" in stamps


def test_what_several_contest_and_what_one_became(read):
    assert "Lien Iris Marqueur lien Lilas Marqueur lien" in section(read, "contested")
    assert "Pouvoir" not in section(read, "contested")
    waves = section(read, "waves")
    assert "Marqueur lien non constaté constaté davantage constaté" in waves
    assert "Marqueur pouvoir non constaté non constaté inchangé" in waves


def test_a_flower_per_structure_has_a_petal_per_dimension(read):
    flowers = [held for tag, held in read.elements if tag == "svg" and "evalkit-flower" in held.get("class", "")]
    assert len(ORDER) + 2 == len(flowers)
    boxes = {held["viewbox"] for held in flowers if held["aria-labelledby"].startswith("flower-")}
    assert 1 == len(boxes), "one scale for all"


def test_structures_stand_in_the_same_order_everywhere(read):
    names = re.compile(r"\b(Iris|Lilas|Rose|Violette)\b")
    cards = [words(read, lambda tag, held, n=n: held.get("data-member") == f"s{n}") for n in range(1, 6)]
    assert ORDER == [names.search(said)[1] for said in cards]
    tables = re.findall(r'<table class="views">(.*?)</table>', page(comparison()), re.DOTALL)
    assert 3 == len(tables)
    for table in tables:
        rows = [int(n) for n in re.findall(r'<tr data-of="s(\d+)"', table)]
        assert sorted(rows) == rows


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_ranks_averages_or_sums(lang):
    said = plain(Read(page(comparison(lang), lang)).words()).casefold()
    promised = r"jamais pour classer|aucun rang|aucune moyenne de moyennes|sans se classer|ni moyenné|aucun total"
    promised += r"|not to rank|never to rank|no rank\w*|no mean of means|without ranking\w*|n?or averaged|not mean"
    promised += r"|no total|no sum\w*"
    left = re.sub(promised, "", said)
    assert not re.search(r"\b(rang|rangs|rank\w*|score\w*|moyenne\w*|mean|average\w*|total\w*|somme|sum|best|worst|"
                         r"meilleur\w*|podium|classement\w*|performances?|top)\b", left)  # fmt: skip
    assert "%" not in left


def test_no_colour_says_good_or_bad():
    style = Read(page(comparison())).only("style").casefold()
    assert not re.search(r"\b(red|green|orange|tomato|lime|crimson|gold)\b", style)


def test_the_order_of_what_is_given_changes_no_byte():
    given = compare(reversed(members()), CORE)
    assert page(compare(members(), CORE)) == page(given)


def test_one_structure_alone_sees_what_the_department_will_see():
    said = plain(Read(page(compare(members()[2:3], CORE))).words())
    assert "1 structure sur 1 a regardé ce thème" in said
    assert "Aucune dimension n’est à débattre dans plusieurs structures." in said


def test_a_finding_is_told_once_then_recalled():
    found = comparison()
    findings = found["findings"]
    twice = tuple(("pouvoir", *row[1:]) for row in findings.rows if row[1] == "iris")
    tables = {**found.tables_by_name, "findings": evolve(findings, rows=findings.rows + twice)}
    read = Read(page(evolve(found, tables_by_name=tables)))
    assert "Constat déjà donné sous « Lien » : iris a contribué à quelque chose" in section(read, "d-pouvoir")
    assert "Ce qui nuance" not in section(read, "d-pouvoir")


def test_a_crowd_keeps_to_who_looked_and_what_is_counted():
    made = page(crowd())
    read = Read(made)
    assert "160 structures sur 160 ont regardé ce thème" in plain(read.words())
    assert not [1 for tag, held in read.elements if "evalkit-flower" in held.get("class", "")]
    assert len(made) < 160 * 6_000
    assert "classeur de la comparaison" in plain(read.words())
    assert "À débattre dans 160 structures." in section(read, "contested")
    assert "À débattre dans plusieurs structures : Iris et Lilas." in section(Read(page(comparison())), "d-lien")


def test_hostile_words_stay_words():
    made = page(hostile())
    read = Read(made)
    assert 1 == [tag for tag, _ in read.elements].count("script")
    assert not [held for _, held in read.elements if any(name.startswith("on") for name in held)]
    assert not [held for _, held in read.elements if "style" in held]
    assert plain(HOSTILE).replace("'", "'") in plain(read.words())


def test_only_its_own_style_and_script_are_let_in(read):
    (policy,) = [held["content"] for _, held in read.elements if held.get("http-equiv") == "Content-Security-Policy"]
    for name in ("style", "script"):
        text = re.search(f"<{name}>(.*?)</{name}>", page(comparison()), re.DOTALL)[1]
        assert f"{name}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy.split("; ")
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_keeps_people_out(width, chromium, axe, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(comparison()), encoding="utf-8")
    with chromium.open(file, width=width) as opened:
        opened.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        opened.evaluate(axe)
        found = opened.evaluate("axe.run(document, {resultTypes: ['violations', 'passes']})")
        assert [] == [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]]
        assert len(found["passes"]) > 10
        assert [] == opened.faults
        assert 0 == opened.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_it_filters_by_dimension_wave_and_size(chromium, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(comparison()), encoding="utf-8")
    shown = "[...document.querySelectorAll('[data-member]')].filter(c => !c.hidden).map(c => c.dataset.member).join()"
    with chromium.open(file) as opened:
        assert "s1,s2,s3,s4,s5" == opened.evaluate(shown)
        opened.locator("[data-choose=wave]").select_option("2024")
        assert "s3" == opened.evaluate(shown)
        assert "1 montrées sur 5" in plain(opened.locator("[role=status]").inner_text())
        assert 0 == opened.locator("tr[data-of=s1]").filter(visible=True).count()
        opened.locator("button[type=reset]").click()
        opened.wait_for_function(f"({shown}) === 's1,s2,s3,s4,s5'")
        opened.locator("[data-choose=from]").fill("1000")
        assert "s1" == opened.evaluate(shown)
        assert "4 ne disent pas ce chiffre" in plain(opened.locator("[role=status]").inner_text())
        opened.locator("[data-choose=to]").fill("1100")
        assert "" == opened.evaluate(shown)
        opened.locator("button[type=reset]").click()
        opened.locator("[data-choose=dimension]").select_option("pouvoir")
        assert opened.locator("#d-pouvoir").is_visible()
        assert not opened.locator("#d-lien").is_visible()
        assert [] == opened.faults


def test_it_reads_without_a_script(chromium, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(comparison()), encoding="utf-8")
    with chromium.open(file, javascript=False) as opened:
        assert not opened.locator("form").is_visible()
        assert opened.locator("#d-lien table").is_visible()
        opened.locator("#d-lien summary").first.click()
        assert opened.locator("#d-lien .markers").first.is_visible()
