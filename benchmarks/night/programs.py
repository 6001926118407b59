"""The programs that are compared: how each is told of the pages, and what it says changed.

Each has a folder of its own that it keeps its state in. Peers run as they come, with their filter that makes
text of HTML.
"""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

HOSTS_AT_ONCE = 8
"""`concurrency` of a watchlist that does not say otherwise."""
_HERE = Path(__file__).resolve().parent
ENVIRONMENT = {"PYTHONPATH": str(_HERE.parents[1]), "PYTHONWARNINGS": "ignore"}


class Monitor:
    """This program, by its command line."""

    others = frozenset({"output.log", "watchlist.toml"})
    """Files that are not its state."""

    def __init__(self, folder, urls):
        hosts = sorted({url.split("/")[2].partition(":")[0] for url in urls})
        head = f'delay = "0s"\nconcurrency = {HOSTS_AT_ONCE}\nallow_private = {json.dumps(hosts)}\n'
        targets = (f'[target.page-{at}]\nurl = "{url}"\n' for at, url in enumerate(urls))
        (folder / "watchlist.toml").write_text(head + "".join(targets))
        self.command = [sys.executable, "-m", "monitor", "run", "--format", "json", "-q"]

    def told(self, cost):
        """Count what was told as changed, and say what did not come."""
        start = cost.out.find("{\n")
        if start < 0:
            return f"failed: {cost.out[-300:]}"
        visits = json.loads(cost.out[start : cost.out.rindex("}") + 1])["visits"]
        bad = [visit for visit in visits if visit["outcome"] in {"failed", "held"}]
        changed = str(sum(visit["outcome"] == "changed" for visit in visits))
        return f"{changed}, {len(bad)} failed or held: {bad[0]['reason']}" if bad else changed


class Floor:
    """Scrapy with an empty callback."""

    others = frozenset({"output.log", "urls.json"})

    def __init__(self, folder, urls):
        (folder / "urls.json").write_text(json.dumps(urls))
        self.command = [sys.executable, str(_HERE / "floor.py"), "urls.json", "tags.json", str(HOSTS_AT_ONCE), "0"]

    def told(self, cost):
        """Say nothing, unless it failed."""
        return f"failed: {cost.out[-300:]}" if cost.status else "–"


class _Peer:
    """A peer that takes jobs as YAML, and prints a report."""

    def __init__(self, folder, urls, python, name, files, way):
        jobs = (f"---\nname: page-{at}\nurl: {url}\n{way}\n" for at, url in enumerate(urls))
        (folder / "jobs.yaml").write_text("".join(jobs))
        self.others = frozenset({"output.log", "jobs.yaml", "config.yaml"})
        self.command = [str(Path(python).with_name(name)), "--config", "config.yaml", "--hooks", "hooks.py", *files]

    def told(self, cost):
        """Count the jobs of the report that changed, each once, and those that failed."""
        found = {kind: len(set(re.findall(rf"{kind}: +(page-\d+)", cost.out))) for kind in ("CHANGED", "ERROR")}
        return f"{found['CHANGED']}" + (f", {found['ERROR']} failed" if found["ERROR"] else "")


def _urlwatch(folder, urls, python, method):
    files = ("--urls", "jobs.yaml", "--cache", "cache.db")
    return _Peer(folder, urls, python, "urlwatch", files, f"filter:\n  - html2text:\n      method: {method}")


def _webchanges(folder, urls, python):
    files = ("--jobs", "jobs.yaml", "--database", "snapshots.db")
    return _Peer(folder, urls, python, "webchanges", files, "filters:\n  - html2text")


PEERS = {
    "urlwatch-re": ("urlwatch", 'urlwatch {}, html2text "re", its default', partial(_urlwatch, method="re")),
    "urlwatch-bs4": ("urlwatch", 'urlwatch {}, html2text "bs4"', partial(_urlwatch, method="bs4")),
    "webchanges": ("webchanges", "webchanges {}, html2text", _webchanges),
}
"""Package, label, and function of folder, URLs and python."""


def with_python(make, python):
    """Bind a peer's python."""
    return lambda folder, urls: make(folder, urls, python=python)


def installed(name, folder):
    """Install a peer from the package index into a venv of its own, once.

    Returns:
        Its python, and its version; None and the reason when it cannot be had.
    """
    python = Path(folder).resolve() / name / "bin" / "python"
    if not python.with_name(name).exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        needs = [name, "html2text", "beautifulsoup4", "lxml"]
        done = subprocess.run(
            [python, "-m", "pip", "install", "-q", *needs], capture_output=True, text=True, check=False
        )
        if done.returncode:
            return None, (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    asked = f"from importlib.metadata import version; print(version({name!r}))"
    return python, subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
