from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evalkit import open_evaluation
from evalkit.evaluation.forming import write_forms
from tests.conftest import FLAGS
from tests.forms.romans import ANSWERS, form, notes, project, put, told, with_csv

ROMANS = Path(__file__).resolve().parents[2] / "examples" / "romans"
MARKERS = ["aide", "rencontres", "mots"]
WIDTHS = [390, 1280]
READY = "#app:not([hidden])"
Page = Any


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return form(tmp_path / "page", "fleur", "page")


def stage(page: Page, marker: str, position: int, kind: str = "add") -> Any:
    """The button that adds a dot to a position (from 0) of a marker, or takes one away."""
    return page.locator(f'[data-at="{marker}|{position}|{kind}"]')


def petal(page: Page, marker: str) -> None:
    """Turn to the petal of a marker."""
    if not page.locator(f'[data-marker="{marker}"]').count():
        page.locator("#petals button").nth(1 if marker == "mots" else 0).click()


def settled(page: Page) -> None:
    """Wait until all that was placed is on the disk too."""
    page.wait_for_function("""() => {
      const kept = JSON.parse(localStorage.getItem(localStorage.key(0)) ?? "{}").n;
      return String(kept) === document.documentElement.dataset.kept;
    }""")


def dots(page: Page, marker: str) -> list[int]:
    """How many dots are seen on each position."""
    stages = page.locator(f'[data-marker="{marker}"] .stage').all()
    return [one.locator(".dots i").count() for one in stages]


def sit(page: Page, rows: list[dict[str, str]]) -> str:
    """One session as a facilitator leads it; what « Enregistrer » gives."""
    page.wait_for_selector(READY)
    page.click("#new-session")
    page.fill("input[name=record]", rows[0]["record"])
    page.fill("input[name=date]", rows[0]["date"])
    page.fill("input[name=present]", rows[0]["present"])
    for name in ("group", "site", "action"):
        page.select_option(f"select[name={name}]", rows[0][name])
    for phase in ("before", "after"):
        page.click(f"[data-step={phase}]")
        for row in (row for row in rows if row["phase"] == phase):
            petal(page, row["marker"])
            card = page.locator(f'[data-marker="{row["marker"]}"]')
            card.locator("select").select_option(row["mode"])
            for _ in range(int(row["voices"] or 1)):
                stage(page, row["marker"], int(row["position"]) - 1).click()
            if row["dissent"]:
                if not card.locator("textarea").is_visible():
                    card.locator("summary").click()
                card.locator("textarea").fill(row["dissent"])
    page.click("[data-step=save]")
    with page.expect_download() as waiting:
        page.click("#save")
    target = Path(waiting.value.path()).with_name(waiting.value.suggested_filename)
    waiting.value.save_as(target)
    page.click("[data-step=session]")
    return str(target)


def test_what_a_room_places_is_read_as_the_same_answers_in_a_csv(tmp_path, file, chromium):
    records = dict.fromkeys(row["record"] for row in ANSWERS["fleur"])
    with chromium.open(file) as page:
        for record in records:
            saved = sit(page, [row for row in ANSWERS["fleur"] if row["record"] == record])
            put(tmp_path / "a", "fleur", Path(saved))
        assert [] == page.faults
    assert ["fleur-S1.csv", "fleur-S2.csv"] == sorted(p.name for p in (tmp_path / "a/data/2026/fleur").iterdir())
    assert told(with_csv(tmp_path / "b", "fleur")) == told(tmp_path / "a")
    assert [] == notes(tmp_path / "a")


def test_the_keyboard_alone_places_and_takes_away(file, chromium):
    with chromium.open(file) as page:
        page.wait_for_selector(READY)
        page.locator("[data-step=before]").press("Enter")
        stage(page, "aide", 1).press("Enter")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        assert "On commence : poser une gommette. Gommettes : 3" == aria(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert [0, 2, 0] == dots(page, "aide")
        assert "On commence : retirer une gommette" == aria(page)
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        # With nothing left to take away, the hand is on the same position.
        assert "On commence : poser une gommette. Gommettes : 0" == aria(page)
        assert "Des voisins s’entraident – On commence, gommettes : 0" == plain(page.locator("#told").text_content())


def aria(page: Page) -> str:
    """What a screen reader says of the element with the focus."""
    return plain(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def plain(text: str | None) -> str:
    return (text or "").replace("\u00a0", " ")


def test_a_step_and_a_petal_announce_themselves_by_their_heading(file, chromium):
    with chromium.open(file) as page:
        page.wait_for_selector(READY)
        page.click("[data-step=after]")
        assert "Après le débat" == page.evaluate("document.activeElement.textContent")
        page.click("#next")
        assert "La place de chacun" == page.evaluate("document.activeElement.textContent")


def test_the_flower_grows_with_each_marker_that_is_placed(file, chromium):
    with chromium.open(file) as page:
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        assert 0 == page.locator("#flower .placed").count()
        assert 3 == page.locator("#flower .waiting").count()
        for step, marker in enumerate(MARKERS, 1):
            petal(page, marker)
            stage(page, marker, 2).click()
            assert step == page.locator("#flower .placed").count()
            assert f"{step} sur 3" == plain(page.locator("#flower text").text_content())


def test_a_reload_forgets_nothing(file, chromium):
    with chromium.open(file) as page:
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        stage(page, "aide", 2).click()
        page.reload()
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        assert [0, 0, 1] == dots(page, "aide")


def test_what_one_store_lost_the_other_remembers(file, chromium):
    with chromium.open(file) as page:
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        stage(page, "aide", 2).click()
        settled(page)
        page.evaluate("localStorage.clear()")
        page.reload()
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        assert [0, 0, 1] == dots(page, "aide")


def test_two_windows_of_one_page_show_the_same_dots(file, chromium):
    with chromium.open(file) as page:
        page.wait_for_selector(READY)
        other = page.context.new_page()
        other.goto(file.as_uri())
        other.wait_for_selector(READY)
        other.click("[data-step=before]")
        page.click("[data-step=before]")
        stage(page, "aide", 1).click()
        other.wait_for_selector('[data-marker="aide"] .dots i')
        assert [0, 1, 0] == dots(other, "aide")
        stage(other, "aide", 1).click()
        page.wait_for_function("document.querySelectorAll('[data-marker=aide] .dots i').length === 2")


@pytest.fixture
def battery(chromium, tmp_path: Path) -> Iterator[Any]:
    """Opens the page in a browser with a profile on the disk, as often as asked."""
    opened = []

    def start(file: Path) -> Page:
        context = chromium._browser.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium.path, headless=True, args=list(FLAGS), offline=True
        )
        opened.append(context)
        page = context.pages[0]
        page.goto(file.as_uri())
        page.wait_for_selector(READY)
        return page

    yield start
    for context in opened:
        context.close()


def test_a_dead_battery_takes_nothing_away(file, battery, tmp_path):
    page = battery(file)
    page.click("[data-step=before]")
    stage(page, "aide", 0).click()
    stage(page, "aide", 0).click()
    settled(page)
    kill(tmp_path / "profile")
    page = battery(file)
    page.click("[data-step=before]")
    assert [2, 0, 0] == dots(page, "aide")


def kill(profile: Path) -> None:
    """End the browser of a profile at once, as a battery does."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words:
            os.kill(int(entry.name), signal.SIGKILL)
    for lock in profile.glob("Singleton*"):
        lock.unlink()


def test_a_device_that_keeps_nothing_is_said_so_and_still_works(file, chromium):
    with chromium.open(file) as page:
        page.add_init_script("""
          Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
          indexedDB.open = () => { throw new Error("none"); };
        """)
        page.reload()
        page.wait_for_selector("#unkept:not([hidden])")
        page.click("[data-step=before]")
        stage(page, "aide", 0).click()
        assert [1, 0, 0] == dots(page, "aide")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_keeps_people_out_of_any_step(file, chromium, axe, width):
    with chromium.open(file, width=width) as page:
        page.wait_for_selector(READY)
        page.evaluate(axe)
        for step in ("session", "before", "after", "save"):
            page.click(f"[data-step={step}]")
            if step in ("before", "after"):
                stage(page, "aide", 1).click()
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'passes']})")
            assert [] == [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]]
            assert len(found["passes"]) > 10
            assert 0 == page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert [] == page.faults


@pytest.mark.parametrize("width", WIDTHS)
def test_fingers_find_every_button(file, chromium, width):
    with chromium.open(file, width=width) as page:
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        buttons = page.locator("button:visible").all()
        assert len(buttons) > 3
        for one in buttons:
            box = one.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44, one.text_content()


def test_words_of_a_centre_are_words_whatever_they_hold(tmp_path, chromium):
    folder = project(tmp_path)
    file = folder / "framework.yaml"
    bad = "</script><img src=x onerror=alert(1)> & « mots »"
    file.write_text(file.read_text(encoding="utf-8").replace("Des voisins s’entraident", bad), encoding="utf-8")
    made = write_forms(open_evaluation(folder), ["page"], instruments=["fleur"], folder=folder / "forms")
    with chromium.open(made[0].path) as page:
        page.wait_for_selector(READY)
        page.click("[data-step=before]")
        assert bad == page.locator("h3#m-aide").text_content()
        assert 0 == page.locator("img").count()
        assert [] == page.faults


def test_words_that_look_like_a_formula_leave_as_words(file, chromium, tmp_path):
    with chromium.open(file) as page:
        row = {**ANSWERS["fleur"][3], "record": "=S;1", "dissent": '=1+1; "non"\n@ailleurs'}
        saved = Path(sit(page, [row]))
    text = saved.read_text(encoding="utf-8-sig")
    assert '" =S;1"' in text
    assert '" =1+1; ""non"" @ailleurs"' in text
    put(tmp_path, "fleur", saved)
    answers = open_evaluation(tmp_path).answers("2026")
    assert ("=S;1",) == answers.ids
    assert ('=1+1; "non" @ailleurs',) == answers.texts


def test_it_speaks_english_too(tmp_path, chromium):
    folder = project(tmp_path)
    made = write_forms(open_evaluation(folder), ["page"], folder=folder / "forms", lang="en")
    with chromium.open(made[0].path) as page:
        page.wait_for_selector(READY)
        assert "en" == page.locator("html").get_attribute("lang")
        assert ["1 The session", "2 Before the debate", "3 After the debate", "4 Save"] == [
            (one.text_content() or "").strip() for one in page.locator("[data-step]").all()
        ]


def test_only_a_flower_has_one(tmp_path):
    made = write_forms(open_evaluation(project(tmp_path)), ["page"], folder=tmp_path / "forms")
    assert ["fleur-seance.html"] == [one.path.name for one in made]


def test_a_flower_that_no_marker_asks_for_has_none(tmp_path):
    folder = project(tmp_path)
    tree = folder / "framework.yaml"
    lines = [line for line in tree.read_text(encoding="utf-8").splitlines() if "instrument: fleur" not in line]
    tree.write_text("\n".join(lines), encoding="utf-8")
    assert () == write_forms(open_evaluation(folder), ["page"], folder=tmp_path / "forms")


def test_the_same_instrument_gives_the_same_bytes(tmp_path):
    assert form(tmp_path / "a", "fleur", "page").read_bytes() == form(tmp_path / "b", "fleur", "page").read_bytes()
