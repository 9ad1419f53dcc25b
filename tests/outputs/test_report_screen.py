"""The report on a screen: what can be folded, chosen and reached by the keyboard."""

from __future__ import annotations

import re

import pytest

from evalkit.outputs.views import graphics
from tests.outputs.conftest import made


@pytest.fixture(scope="module")
def romans(results):
    return results("romans", "internal")


def test_the_filter_shows_the_markers_of_one_status(romans, chromium, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(made("report", romans), encoding="utf-8")
    contested = sum((row["dimension"], row["status"]) == ("all", "contested") for row in romans["markers"].records())
    with chromium.open(file) as page:
        page.select_option("[data-filter]", "contested")
        assert contested == page.locator(".marker:visible").count()
        assert page.locator("[data-said]").inner_text().startswith(f"{contested} ")
        page.select_option("[data-filter]", "")
        page.click("button[data-open=yes]")
        assert page.locator(".explained[open]").count() == page.locator(".explained").count() > 40
        page.click("button[data-open=no]")
        assert 0 == page.locator(".explained[open]").count()
        assert [] == page.faults


def test_the_keyboard_reaches_the_contents_first(romans, chromium, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(made("report", romans), encoding="utf-8")
    with chromium.open(file) as page:
        page.keyboard.press("Tab")
        assert re.search("skip", page.evaluate("document.activeElement.className"))
        page.keyboard.press("Enter")
        assert "main" == page.evaluate("document.activeElement.id")


def test_a_telephone_unfolds_without_a_script_what_a_wide_screen_shows_at_once(results, chromium, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(made("report", results("small", "internal")), encoding="utf-8")
    marker, groups = ".under >> nth=0", ".groups >> nth=0"
    with chromium.open(file, width=1280, javascript=False) as wide:
        assert wide.locator(marker).is_visible()
        assert wide.locator(groups).is_visible()
        assert 0 == wide.locator(".more:visible, .to-contents:visible").count()
    with chromium.open(file, width=390, javascript=False) as narrow:
        assert narrow.locator(".to-contents").is_visible()
        for fold, under in ((".criterion > .more summary >> nth=0", marker), (".groups-fold summary >> nth=0", groups)):
            assert not narrow.locator(under).is_visible()
            narrow.locator(fold).click()
            assert narrow.locator(under).is_visible()


def test_a_link_unfolds_what_it_leads_to_and_a_choice_what_it_shows(results, chromium, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(made("report", results("small", "internal")), encoding="utf-8")
    with chromium.open(file, width=390) as opened:
        first = opened.locator(".marker >> nth=0")
        assert not first.is_visible()
        opened.evaluate("location.hash = document.querySelector('.marker').id")
        assert first.is_visible()
    with chromium.open(file, width=390) as opened:
        status = opened.locator(".marker >> nth=0").get_attribute("data-status")
        opened.locator("[data-filter]").select_option(status)
        assert opened.locator(".marker >> nth=0").is_visible()


def test_a_small_drawing_that_comes_back_is_drawn_once_and_stands_where_it_stood(chromium, tmp_path):
    top = "<style>.symbols { position: absolute; } .yes { fill: #137; }</style>" + str(graphics.marks(0))
    drawings = [graphics.bar(3, 40), graphics.dots([("yes", 4), ("no", 1)]), graphics.bar(3, 40)]
    plainly = (top + "".join(f"<p>{one}</p>" for one in drawings)).encode()
    once = graphics.said_once(plainly)
    assert (2, 1) == (plainly.count(b'class="rail"'), once.count(b'class="rail"'))
    assert (0, 2) == (plainly.count(b'<use href="#d0"'), once.count(b'<use href="#d0"'))
    assert plainly.count(b"<circle") == once.count(b"<circle")
    places = []
    for name, page in (("plainly", plainly), ("once", once)):
        file = tmp_path / f"{name}.html"
        file.write_bytes(b"<!DOCTYPE html>" + page)
        with chromium.open(file) as opened:
            places.append(
                opened.evaluate(
                    """[...document.querySelectorAll(".little")].map((one) => {
                      const {x, y, width, height} = one.getBBox();
                      return [x, y, width, height].map((n) => Math.round(10 * n));
                    })"""
                )
            )
    assert places[0] == places[1]
    assert all(width > 0 for _, _, width, _ in places[1])


def test_a_page_without_symbols_keeps_its_drawings():
    page = f"<p>{graphics.bar(1, 30)}{graphics.bar(1, 30)}</p>".encode()
    assert page == graphics.said_once(page)
