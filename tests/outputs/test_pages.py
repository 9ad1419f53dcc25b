"""What holds for every page: inert, whole in one file, honest about what it is, and equal to what was published."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from babel.messages.pofile import read_po

from evalkit import MASKED, Published, fill, flower, language, pages, printing
from tests.outputs.conftest import PAGES, made
from tests.outputs.reading_pages import Read, numbers, plain
from tests.outputs.results import ABOUT, FRENCH, published, usual

LOCALE = Path(__file__).resolve().parent.parent.parent / "evalkit" / "locale" / "en" / "LC_MESSAGES"
KINDS = ("romans", "small", "nothing")
HOSTILE = (
    "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"' onload=alert(3) {{ 7*7 }} {% raw %} ${7*7} "
    "javascript:alert(4) ]]> &lt;b&gt; <!-- \u202e txet"
)


def hostile() -> Published:
    """Results in which every cell that may hold words holds hostile ones."""
    rows = {}
    for name, found in usual().items():
        kinds = [column.kind for column in fill(name, [], FRENCH).fields]
        rows[name] = [
            tuple(
                f"{value} {HOSTILE}" if isinstance(value, str) and value is not MASKED and kind == "text" else value
                for value, kind in zip(row, kinds, strict=True)
            )
            for row in found
        ]
    rows["findings"] = [(*row[:2], f"{row[2]} {HOSTILE}", *row[3:]) for row in usual()["findings"]] + [
        ("f1", "quote", HOSTILE, "gouvernance", "advocacy", None, HOSTILE, HOSTILE)
    ]
    rows["about"] = [
        (key, label, f"{value} {HOSTILE}" if key in ("structure_name", "wave_label", "question") else value)
        for key, label, value in ABOUT
    ]
    return published(**rows)


@pytest.fixture(params=sorted(PAGES))
def page(request):
    return request.param


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_lets_in_its_own_style_and_script_and_nothing_else(page, kind, results):
    text = made(page, results(kind, "published"))
    read = Read(text)
    (policy,) = [a["content"] for tag, a in read.elements if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = {
        name: "sha256-"
        + b64encode(sha256(re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL)[1].encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert {
        "default-src 'none'",
        f"style-src '{hashes['style']}'",
        f"script-src '{hashes['script']}'",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    } == set(policy.split("; "))
    head = [tag for tag, _ in read.elements]
    assert head.index("meta") < head.index("style")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_nothing_of_a_network_and_holds_no_inline_style_or_handler(page, kind, results):
    text = made(page, results(kind, "published"))
    read = Read(text)
    for tag, attributes in read.elements:
        assert not {
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")
        }
        assert attributes.get("href", "#").startswith("#"), (tag, attributes)
    assert 1 == [tag for tag, _ in read.elements].count("script")
    outside = {url.split(";")[0] for url in re.findall(r"url\(([^)]*)\)", text) if not url.startswith("#")}
    assert {"data:font/woff2"} == outside
    assert "@import" not in text


def test_hostile_words_stay_words(page):
    read, calm = Read(made(page, hostile())), Read(made(page, published()))
    assert {tag for tag, _ in read.elements} <= {tag for tag, _ in calm.elements} | {"blockquote", "footer", "bdi"}
    assert 1 == [tag for tag, _ in read.elements].count("script")
    assert "{{ 7*7 }}" in read.words()
    assert "alert(1)" in read.words()
    assert "alert" not in read.only("script")
    handlers = [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert [] == handlers


def test_hostile_words_do_nothing_in_a_browser(page, chromium, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(made(page, hostile()), encoding="utf-8")
    with chromium.open(file) as opened:
        assert [] == opened.faults
        assert 0 == opened.locator("img").count()


def test_the_style_of_a_running_head_cannot_be_left():
    said = pages.quoted_for_css('fin"; } </style><script>')
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', said)


def test_a_bare_number_is_no_figure(tmp_path):
    (tmp_path / "essai.html.j2").write_text('{% extends "page.html.j2" %}{% block main %}{{ n }}{% endblock %}')
    for value in (3, 2.5, True, MASKED):
        with pytest.raises(TypeError, match=r"evalkit\.printing"):
            pages.page(
                "essai.html.j2",
                folders=[tmp_path],
                language=language("fr"),
                context={"n": value, "title": "", "stamps": ()},
                sheet=pages.Sheet(),
            )


def test_words_that_come_with_their_marks_keep_one_pair():
    filters = pages.environment([], language("fr")).filters
    assert "«\u00a0<bdi>À quoi\u00a0?</bdi>\u00a0»" == filters["quoted"]("« À quoi ? »")
    assert "«\u00a0<bdi>Oui &lt;b&gt;</bdi>\u00a0»" == filters["quoted"]("Oui <b>")


@pytest.mark.parametrize("profile", ["internal", "published"])
def test_the_file_name_and_the_face_tell_the_profile(page, profile, results):
    ((name, data),) = PAGES[page]().write(results("romans", profile), None, "fr").items()
    word = {"report": "rapport", "poster": "affiche", "restitution": "restitution", "advocacy": "plaidoyer"}[page]
    suffix = {"internal": "interne", "published": "publie"}[profile]
    assert f"cooperation-romans-2017-2018-{word}-{suffix}.html" == name
    face = {"internal": "Document interne", "published": "Document à diffuser"}[profile]
    assert face in Read(data.decode()).words(lambda tag, a: a.get("class") == "stamps")


def test_each_output_declares_its_profile():
    assert {"report": "internal", "poster": "published", "restitution": "published", "advocacy": "published"} == {
        name: kind.profile for name, kind in PAGES.items()
    }
    assert set(PAGES) == {kind.name for kind in PAGES.values()}


def test_simulated_and_provisional_are_stamped_on_screen_and_paper(page, results):
    text = made(page, results("romans", "published"))
    stamps = Read(text).words(lambda tag, a: a.get("class") == "stamps")
    assert "Données simulées" in stamps
    assert "Critères provisoires" in stamps
    running = pages.quoted_for_css("Données simulées").strip('"')
    assert running in text or page == "poster"  # the poster prints the stamps on its face
    real = [(key, label, "no" if key in ("simulated", "provisional") else value) for key, label, value in ABOUT]
    assert "simulées" not in Read(made(page, published(about=real))).words()


def test_the_same_results_make_the_same_bytes(page, results):
    assert made(page, results("romans", "published")) == made(page, results("romans", "published"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_number_of_a_page_is_published(page, kind, lang, results):
    source = results(kind, PAGES[page].profile)
    spoken = language(lang)
    allowed = written(source, spoken)
    found = numbers(Read(made(page, source, lang)).words())
    assert set() == found - allowed


def written(source: Published, spoken) -> set[str]:
    """Every number of the tables as people write it, with the percentages of its shares and counts of its marks."""
    found: set[str] = set()
    for table in source.tables_by_name.values():
        for row in table.records():
            for column, value in row.items():
                if isinstance(value, str):
                    found |= numbers(value) | numbers(spoken.typography(value)) | {*re.findall(r"\d+", value)}
                    if column in ("first_date", "last_date") or row.get("key") == "retention":
                        found |= numbers(spoken.date(value)) | {
                            str(int(part)) for part in value.split("-") if part.isdigit()
                        }
                elif value is not None:
                    found |= {printing.number(value, spoken, decimals) for decimals in (None, 0, 1)}
            if isinstance(row.get("k"), int):
                for of in (row["n"], row["records"]):
                    if isinstance(of, int):
                        found |= numbers(printing.share(row["k"], of, spoken))
            if isinstance(row.get("records"), int) and isinstance(row.get("n"), int) and "k" in row:
                found.add(printing.number(row["records"] - row["n"], spoken))  # interviews that do not speak of it
            for bound in ("low", "high"):
                if isinstance(row.get(bound), float):
                    found |= {printing.number(100 * row[bound], spoken, decimals) for decimals in (0, 1)}
    drawn = [flower.flower_of(source, spoken, group) for group in (None, *flower.groups_of(source))]
    for one in drawn:
        found |= {number for petal in one.petals for number in numbers(petal.caption)}
        found |= {str(place + 1) for place in range(len(one.petals))}
    marks = [cell.mark for petal in drawn[0].petals for cell in petal.cells]
    return found | {str(marks.count(mark)) for mark in flower.Mark}


def test_in_english_no_french_of_ours_is_left(page):
    """French sentences of the templates, and of words told in Python, have all gone through the catalogue."""
    english = language("en")
    with (LOCALE / "evalkit.po").open("rb") as file:
        french = {
            plain(said)
            for message in read_po(file, locale="en")
            for said in (message.id if isinstance(message.id, tuple) else (message.id,))
            if said and len(said) > 14 and "{" not in said and "%(" not in said and said != english.gettext(said)
        }
    assert len(french) > 300
    data = plain(
        " ".join(str(cell) for table in published().tables_by_name.values() for row in table.rows for cell in row)
    )
    words = plain(Read(made(page, published(), "en")).words())
    assert [] == [said for said in sorted(french) if said in words and said not in data]


def test_no_page_uses_the_words_that_the_field_avoids(page, results):
    words = Read(made(page, evolve(results("nothing", "published")))).words().casefold()
    assert not re.search(r"\b(scores?|notes?|performances?|classements?|impact)\b", words)


def test_what_is_quoted_stands_in_its_own_direction(results):
    read = Read(made("report", results("romans", "internal")))
    assert "bdi" in [tag for tag, _ in read.elements]
    quoted = plain(read.words(lambda tag, a: tag == "bdi"))
    assert "Je suis curieuse mais jamais je n’aurais pensé apprendre à faire des conserves" in quoted


# The whole report has ten thousand elements for axe to weigh: the same elements, fewer of each, are there by day.
AXED = [
    pytest.param(page, kind, width, marks=[pytest.mark.nightly] if (page, kind) == ("report", "romans") else [])
    for page in sorted(PAGES)
    for kind in KINDS
    for width in (390, 1280)
]


@pytest.mark.parametrize(("page", "kind", "width"), AXED)
def test_nothing_keeps_people_out_of_a_page(page, kind, width, results, chromium, axe, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(made(page, results(kind, PAGES[page].profile)), encoding="utf-8")
    with chromium.open(file, width=width) as opened:
        opened.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        opened.evaluate(axe)
        found = opened.evaluate("axe.run(document, {resultTypes: ['violations', 'passes']})")
        assert [] == [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]]
        assert len(found["passes"]) > 10
        assert [] == opened.faults
        assert 0 == opened.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_without_javascript(page, kind, results, chromium, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(made(page, results(kind, PAGES[page].profile)), encoding="utf-8")
    with chromium.open(file, javascript=False) as opened:
        assert opened.locator("h1").is_visible()
        assert 0 == opened.locator("[data-tools]:visible").count()
        assert [] == opened.faults
