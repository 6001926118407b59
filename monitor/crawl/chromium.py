"""Which browser renders pages, and what is missing when none can."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from monitor.errors import how_to_install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium is called by those who package it."""


def find(named: str = "") -> str | None:
    """Give the path of the browser: the one that was named, or the first one on PATH."""
    if named:
        return shutil.which(str(Path(named).expanduser()))
    return next(filter(None, map(shutil.which, NAMES)), None)


def lack(named: str = "") -> str:
    """Say in one line what is missing to render pages, and what to do; "" when nothing is.

    Args:
        named: path or name of the browser, as the watchlist gives it; "" when it names none.
    """
    if find_spec("playwright") is None:
        return f"a browser needs the extra 'browser': {how_to_install('browser')}"
    if find(named) is None and named:
        return f"there is no browser {named!r}, which the watchlist names"
    if find(named) is None:
        return 'there is no Chromium on PATH: install your system\'s, or name one in the watchlist (browser = "…")'
    return ""
