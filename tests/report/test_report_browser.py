"""The pages in a real browser: nothing to complain of, nothing fetched."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from monitor import report as reports
from monitor.model import Health

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")


def opened(page, folder):
    """The page as the browser has built it, and what it logged."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"]
    command = [BROWSER, *options, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def test_a_browser_finds_nothing_to_complain_of_in_a_site(report, tmp_path):
    course = reports.Course(health=Health(target="quay", title="Quay", url="https://quay.example"), milestones=())
    pages = reports.site(report, [course])
    for name, page in pages.items():
        (tmp_path / name).write_text(page, "utf-8")

    for name in ("index.html", next(name for name in pages if name.startswith("change-"))):
        built, complaints = opened(tmp_path / name, tmp_path)

        assert complaints == []
        assert re.sub(r"\s", "", pages[name]).count("<section") == re.sub(r"\s", "", built).count("<section")


def test_a_browser_would_complain_if_a_page_fetched_something(report, tmp_path):
    page = tmp_path / "page.html"
    html = reports.render(report, "html").replace("<main>", '<main><img src="https://evil.example/x.png">')
    page.write_text(html, "utf-8")

    _, complaints = opened(page, tmp_path)

    assert any("Content Security Policy" in line for line in complaints)
