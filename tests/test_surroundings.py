"""The tools that tests lean on do what the tests believe of them."""

import os
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")


def test_a_page_is_opened_and_its_errors_are_heard(chromium, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<h1>Bonjour</h1><img src='https://example.invalid/x.png'><script>throw Error('aïe')</script>")
    with chromium.open(page, width=390, height=844) as opened:
        opened.wait_for_load_state()
        assert "Bonjour" == opened.inner_text("h1")
        assert 390 == opened.evaluate("innerWidth")
        assert "https://example.invalid/x.png" in opened.faults
        assert any("aïe" in fault for fault in opened.faults)


def test_a_table_is_converted(libreoffice, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("a,b\n1,2\n")
    assert libreoffice.convert(table, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


def run_alone(folder, require):
    """Run one test that needs a browser on a machine that has none."""
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_it.py").write_text("def test_it(chromium):\n    pass\n")
    environment = {**os.environ, "PATH": str(folder), "EVALKIT_REQUIRE": require}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", folder],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_a_missing_browser_is_skipped_with_its_reason(tmp_path):
    done = run_alone(tmp_path, "libreoffice")
    assert 0 == done.returncode
    assert "1 skipped" in done.stdout


def test_a_missing_browser_fails_where_it_is_required(tmp_path):
    done = run_alone(tmp_path, "libreoffice,browser")
    assert 1 == done.returncode
    assert "browser is required here: no chromium on this machine" in done.stdout
