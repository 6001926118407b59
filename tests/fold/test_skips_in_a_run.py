"""What `monitor run` says of pages that it did not read, and of those that it did not ask for."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from werkzeug import Response

from monitor import pipeline
from monitor.model import Snapshot, Target
from monitor.store import Store

KIND = "text/html; charset=utf-8"
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title><meta name="csrf-token" content="{:032x}"></head>
<body><main><h1>Privacy policy of Komorebi Ferries</h1><h2>1. Retention</h2>
<p>We keep bookings for 30 days after the journey, and then delete them without exception.</p></main></body></html>"""


@pytest.fixture
def folder(tmp_path, httpserver):
    """Two pages of one host; the tokens of one of them are learnt already."""
    numbers = count(7**20)
    page = lambda request=None: Response(PAGE.format(next(numbers) * 3**20), content_type=KIND)  # noqa: E731 - a handler
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    for path in ("/known", "/new"):
        httpserver.expect_request(path).respond_with_handler(page)
    known, other = (f"http://127.0.0.1:{httpserver.port}/{name}" for name in ("known", "new"))
    with Store(str(tmp_path / "monitor.db")) as store:
        for days in (3, 2, 1):
            answer = Snapshot(
                target="known",
                url=known,
                final_url=known,
                status=200,
                headers=(("content-type", KIND),),
                body=page().get_data(),
                fetched_at=datetime.now(UTC) - timedelta(days=days),
            )
            pipeline.record(pipeline.Road(store=store), Target(name="known", url=known), answer)
    watchlist = f'[target.known]\nurl = "{known}"\n[target.new]\nurl = "{other}"\n'
    general = 'allow_private = ["127.0.0.1"]\ndelay = "0s"\nmax_per_host = 1\n'
    (tmp_path / "watchlist.toml").write_text(general + watchlist, "utf-8")
    return tmp_path


def run(folder, *arguments, command="run"):
    command = [sys.executable, "-m", "monitor", command, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100, check=False)
    assert "Traceback" not in done.stderr
    return done.stdout


def test_a_run_counts_what_it_did_not_read_and_names_what_stood_back(folder):
    first = json.loads(run(folder, "--format", "json"))
    second = run(folder)

    assert (first["visits"][0]["target"], first["left_out"]) == ("new", ["known"])
    assert "1 unchanged (1 same folded body)" in second
    assert "; 1 more in the next run (max_per_host)" in second


def test_status_says_how_often_a_target_is_looked_at_where_its_history_decides(folder):
    watchlist = folder / "watchlist.toml"
    watchlist.write_text(watchlist.read_text("utf-8").replace("/known", '/known"\nevery = "auto', 1), "utf-8")

    said = run(folder, command="status")
    schedule = json.loads(run(folder, "--format", "json", command="status"))["schedule"][0]

    assert "looked at every 7.2 h: a tenth of the 3 d since it was first seen" in said
    assert (schedule["target"], round(schedule["every"] / 3600, 1)) == ("known", 7.2)
