"""What programs read is as docs/schema says: real outputs, every member told of."""

import copy
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

import monitor
from monitor.cli import main

SCHEMAS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in Path(__file__).parents[1].glob("docs/schema/*.json")
}
NOW = datetime.now(UTC)
PAGE = """<html><body><main><h1>Privacy at the club</h1><p>Last updated: {day} March 2025</p><h2>1. Retention</h2>
<p>The <a href="/{months}">list</a> is kept for {months} months after a member has left the club.</p>
<h2>2. {heading}</h2><p>Write to the office of the club, and an answer will come within {months} days.</p>
</main></body></html>"""
WATCHLIST = """allow_private = ["127.0.0.1:{port}"]
delay = "0s"
[channel.hook]
url = "json://127.0.0.1:{port}/hook"
[target.club]
url = "http://127.0.0.1:{port}/club"
[target.gone]
url = "http://127.0.0.1:{port}/gone"
"""
COMMANDS = [
    ("report", "report"),
    ("report", "report", "--every"),
    ("diff", "diff", "club"),
    ("diff", "diff", "club", "1", "3"),
    ("history", "history", "club"),
    ("status", "status"),
    ("db", "db", "stats"),
]


def strict(schema):
    """The schema, with nothing allowed that it does not name: so that it cannot fall behind."""
    told = copy.deepcopy(schema)
    places = [told]
    while places:
        place = places.pop()
        if isinstance(place, dict):
            if "properties" in place:
                place.setdefault("additionalProperties", False)
            places += place.values()
        elif isinstance(place, list):
            places += place
    return told


@pytest.fixture
def call(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        with pytest.raises(SystemExit):
            main(list(arguments))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return json.loads(out)

    return call


def validate(name, output):
    jsonschema.validate(output, strict(SCHEMAS[name]), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_schema_is_tried():
    assert SCHEMAS.keys() == {"db", "report", "diff", "history", "status", "run", "webhook"}


@pytest.fixture
def kept(tmp_path):
    told = [{"months": 6, "day": 1, "heading": "Contact"}, {"months": 12, "day": 2, "heading": "Contact"}]
    told.append({"months": 24, "day": 3, "heading": "Office"})
    with monitor.open(str(tmp_path / "monitor.db")) as archive:
        for day, said in enumerate(told):
            for hour in range(2):
                archive.record(
                    target="club",
                    url="https://club.example/privacy",
                    body=PAGE.format(**said).encode(),
                    fetched_at=NOW - timedelta(days=9 - day, hours=-hour),
                )


@pytest.mark.parametrize(("name", "arguments"), [(name, rest) for name, *rest in COMMANDS])
def test_outputs_are_as_published(call, kept, name, arguments):
    validate(name, call("--db", "monitor.db", *arguments, "--format", "json"))


def test_the_history_of_a_section_is_as_published(call, kept):
    newest = call("--db", "monitor.db", "show", "club", "--format", "json")
    uid = newest["sections"][1]["uid"]

    validate("history", call("--db", "monitor.db", "history", "club", "--section", uid, "--format", "json"))


def serve(httpserver, **said):
    httpserver.clear()
    httpserver.expect_request("/club").respond_with_data(PAGE.format(**said), content_type="text/html")
    httpserver.expect_request("/hook").respond_with_data("no", status=500)
    for path in ("/gone", "/robots.txt"):
        httpserver.expect_request(path).respond_with_data("no", status=404)


def test_a_run_and_what_it_leaves_waiting_are_as_published(call, tmp_path, httpserver):
    (tmp_path / "watchlist.toml").write_text(WATCHLIST.format(port=httpserver.port), "utf-8")
    validate("status", call("status", "--format", "json"))

    serve(httpserver, months=6, day=1, heading="Contact")
    validate("run", run(tmp_path))
    serve(httpserver, months=12, day=2, heading="Contact")
    second = run(tmp_path)

    validate("run", second)
    assert second["alerts"]["waiting"] == 1
    status = call("status", "--format", "json")
    validate("status", status)
    assert status["waiting"][0]["refused"] == 1


def run(folder):
    """The program in a process of its own: a reactor runs once."""

    command = [sys.executable, "-m", "monitor", "run", "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100, check=False)
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)
