"""What tests share: a browser, an office suite and outside fixtures, required where EVALKIT_REQUIRE names them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType, Page

ROOT = Path(__file__).resolve().parent.parent
# Nothing but what is asked: a browser's own errands on the network fail, slowly, where there is none.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The same examples on each run, and no deadline: a busy machine is no fault of the code. The night looks further.
DAY = [Phase.explicit, Phase.generate, Phase.target]  # shrinking a failure may take minutes: that is for the night
settings.register_profile("day", derandomize=True, deadline=None, max_examples=50, database=None, phases=DAY)
settings.register_profile("night", deadline=None, max_examples=2000, database=None)
settings.load_profile("night" if os.environ.get("EVALKIT_NIGHTLY") else "day")


def unavailable(what: str, reason: str) -> NoReturn:
    """Skip with a reason, or fail where EVALKIT_REQUIRE, a list with commas, says that this machine must have it."""
    if what in os.environ.get("EVALKIT_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here: {reason}")
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "chromium" in names:
            item.add_marker("browser")
        if "libreoffice" in names:
            item.add_marker("libreoffice")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A machine that says nothing of language, colour or width, and where no local plugin was ever approved."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "FORCE_COLOR", "EVALKIT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("EVALKIT_HOME", str(tmp_path_factory.getbasetemp() / "evalkit-home"))


class Chromium:
    """Opens pages as a reader would see them, without a network."""

    def __init__(self, kind: BrowserType, path: Path) -> None:
        self.path = path
        self._browser = kind.launch(executable_path=path, headless=True, args=list(FLAGS))

    @contextmanager
    def open(self, file: Path, *, width: int = 1280, height: int = 900, javascript: bool = True) -> Iterator[Page]:
        """The page of a file; the list ``page.faults`` holds its console's errors and what it asked of a network."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, offline=True, java_script_enabled=javascript, locale="fr-FR"
        )
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else faults.append(asked.url),
        )
        page.faults = faults  # type: ignore[attr-defined]
        try:
            page.goto(file.resolve().as_uri())
            yield page
        finally:
            context.close()

    def close(self) -> None:
        self._browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Debian's Chromium, driven by Playwright; one for all tests of a process."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        unavailable("browser", "no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = Chromium(driver.chromium, Path(found))
        yield browser
        browser.close()


AXE = "axe-core@4.14.1"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, which finds what keeps people out of a page; npm brings it, once for all tests."""
    npm = shutil.which("npm")
    if npm is None:
        unavailable("axe", "no npm on this machine to bring axe-core")
    room = tmp_path_factory.mktemp("axe")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
    try:
        done = subprocess.run(
            [npm, "install", AXE, *quiet], cwd=room, capture_output=True, text=True, timeout=120, check=False
        )
        said = done.stderr
    except subprocess.TimeoutExpired:
        said = "npm did not answer"
    script = room / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        unavailable("axe", f"npm brought no axe-core: {said.strip()[-200:]}")
    return script.read_text(encoding="utf-8")


class LibreOffice:
    """Converts files as LibreOffice opens them, with a profile of its own."""

    def __init__(self, path: Path, profile: Path) -> None:
        self.path = path
        self._profile = profile

    def convert(self, file: Path, to: str, folder: Path) -> Path:
        """*file* in another format (``pdf``, ``csv``, ``xlsx:Calc MS Excel 2007 XML``) in *folder*."""
        done = subprocess.run(
            [
                self.path,
                "--headless",
                f"-env:UserInstallation={self._profile.as_uri()}",
                "--convert-to",
                to,
                "--outdir",
                folder,
                file,
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        made = folder / f"{file.stem}.{to.split(':')[0]}"
        assert made.is_file(), f"LibreOffice made nothing of {file.name}: {done.stdout}{done.stderr}"
        return made


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice Calc without a window."""
    found = shutil.which("soffice")
    if found is None:
        unavailable("libreoffice", "no soffice on this machine")
    return LibreOffice(Path(found), tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of files that nobody here made, which stands beside the repository where there is one."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        unavailable("shared", "no ../shared beside this checkout")
    return folder
