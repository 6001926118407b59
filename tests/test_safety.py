"""What no room may do, and what text of strangers may not become."""

import ast
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

import monitor
from monitor.errors import DocumentError
from monitor.store import Store

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("monitor/**/*.py"), *ROOT.glob("spiders/**/*.py")])
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "input"}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill", "yaml", "xmlrpc", "telnetlib", "ftplib"}
STARTS_PROCESSES = {"monitor/demo", "monitor/cli/demo.py", "monitor/document/child.py", "monitor/worker/process.py"}


def calls(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_no_room_evaluates_text_or_unpacks_objects():
    found = {(str(path), name) for path in FILES for name, _ in calls(path) if name in FORBIDDEN_CALLS}
    found |= {(str(path), name) for path in FILES for name in imports(path) if name in FORBIDDEN_MODULES}

    assert found == set()


def test_processes_are_started_where_this_says_and_never_through_a_shell():
    for path in FILES:
        place = str(path.relative_to(ROOT))
        if "subprocess" in set(imports(path)):
            assert any(place.startswith(allowed) for allowed in STARTS_PROCESSES), place
        for _, call in calls(path):
            shell = [keyword for keyword in call.keywords if keyword.arg == "shell"]
            assert shell == [], place


def test_no_page_text_is_put_into_sql():
    """Statements are made of our own text alone; values go beside them."""
    with monitor.open(":memory:") as archive:
        nasty = "x'); drop table version; --"
        text = f"{nasty} We keep records for 30 days after the call."
        page = f"<html><title>{nasty}</title><body><main><h1>{nasty}</h1><p>{text}</p></main></body></html>"
        visit = archive.record(target=nasty, url=f"https://example.org/{nasty}", body=page.encode(), fetched_at=NOW)

        again = archive.record(target=nasty, url=f"https://example.org/{nasty}", body=page.encode(), fetched_at=NOW)

    assert (visit.outcome, again.outcome) == ("first", "unchanged")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;">]>',
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>',
    ],
)
@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml", "text/xml"])
def test_no_entity_is_expanded_or_loaded(declared, media_type):
    page = f"{declared}<html><body><main><p>We keep records for 30 days &x; after that.</p></main></body></html>"

    text = monitor.read(page.encode(), media_type=media_type).text

    assert "root:" not in text
    assert "aaaaaaaaaa" not in text.replace('"aaaaaaaaaa"', "")


@pytest.mark.parametrize(
    "odd",
    ["\0", "\x1b[31m", "\x85", "\ufffe", "&#xD800;", "&#x110000;", "&#0;", "\u202e", "\u200b", "\U000e0041", "\ud7ff"],
)
def test_characters_of_any_kind_can_be_stored_compared_and_told(odd, tmp_path):
    page = "<html><body><main><h1>Privacy {0} Policy</h1><p>We keep records {0} for {1} days after the call.</p></main>"
    with monitor.open(str(tmp_path / "monitor.db")) as archive:
        archive.record(target="x", url="https://x.example/", body=page.format(odd, 30).encode(), fetched_at=NOW)
        visit = archive.record(target="x", url="https://x.example/", body=page.format(odd, 90).encode(), fetched_at=NOW)

    assert visit.outcome == "changed"
    with Store(str(tmp_path / "monitor.db")) as store:
        assert store.verify().faults == ()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "CON", "-rf", "x\0y", "a" * 5000, "名前 with space"])
def test_a_name_never_becomes_a_path(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = b"<html><body><main><h1>Privacy</h1><p>We keep records for 30 days after the call.</p></main></body></html>"
    with monitor.open(str(tmp_path / "monitor.db")) as archive, suppress(ValueError):  # some are no names at all
        archive.record(target=name, url="https://x.example/", body=page, fetched_at=NOW)

    assert {file.name.split(".")[0] for file in tmp_path.rglob("*")} == {"monitor"}
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        assert connection.execute("select count(*) from target").fetchone() in {(0,), (1,)}


@pytest.mark.parametrize(
    "body", [b"", b"\0" * 5000, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"PK\x03\x04", b"\xff" * 99]
)
def test_bytes_that_hold_no_text_are_never_a_version(body):
    with monitor.open(":memory:") as archive:
        try:
            outcome = archive.record(target="x", url="https://x.example/", body=body, fetched_at=NOW).outcome
        except DocumentError:
            outcome = "held"

    assert outcome == "held"
