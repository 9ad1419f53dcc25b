"""Makes the pictures of the README and the documentation from the outputs of the reference example.

The flower is drawn by the package; pages are opened by Chromium, as a reader would see them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import evalkit
from evalkit import flower
from evalkit.evaluation.running import run

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "romans"
DEPARTMENT = HERE.parent / "examples" / "drome" / "make.py"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PAGES = {
    "report": ("*-rapport-*.html", 1100, 760, 1.0),
    "comparison": ("drome/comparaison/*.html", 1100, 900, 0.75),
    "poster": ("*-affiche-*.html", 900, 1270, 0.75),
}
"""Each picture of a page: which output, its window in CSS pixels, and how many of the picture's pixels make one."""


def main() -> None:
    """Write every picture into docs/images."""
    images = HERE / "images"
    with tempfile.TemporaryDirectory() as room:
        out = Path(room)
        opened = evalkit.open_evaluation(EXAMPLE)
        wave, _notes = opened.default_wave()
        _flower(opened.publish(wave, "published"), images / "flower.png")
        run(opened, folder=out)
        subprocess.run([sys.executable, DEPARTMENT, out / "drome"], check=True, stdout=subprocess.DEVNULL)
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if chromium is None:
            raise SystemExit("no chromium on this machine: apt-get install chromium")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, headless=True, args=list(FLAGS))
            for name, (pattern, width, height, scale) in PAGES.items():
                _page(browser, next(iter(sorted(out.glob(pattern)))), images / f"{name}.png", width, height, scale)
            browser.close()
    for file in sorted(images.iterdir()):
        print(f"docs/images/{file.name}\t{file.stat().st_size // 1024} kB")


def _flower(published: evalkit.Published, file: Path) -> None:
    french = evalkit.language("fr")
    svg = flower.draw(flower.flower_of(published, french), flower.legend(french), heading=True)
    file.write_bytes(flower.png(svg, width=1200))


def _page(browser: Browser, page: Path, file: Path, width: int, height: int, scale: float) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, offline=True, locale="fr-FR"
    )
    opened = context.new_page()
    opened.goto(page.as_uri())
    opened.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
