"""A target whose table was given another name: its history stays behind, and the run says so."""

from datetime import UTC, datetime

import pytest

from monitor import pipeline
from monitor.cli.run import renamed
from monitor.model import Snapshot, Target
from monitor.store import Store

URL = "https://club.example/privacy"
PAGE = b"<html><body><main><h1>Privacy</h1><p>The list is kept for six months after a member left.</p></main></body>"


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def visit(store, name, url=URL):
    snapshot = Snapshot(
        target=name,
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=PAGE,
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    return pipeline.record(pipeline.Road(store=store), Target(name=name, url=url), snapshot)


def told(store, visits, *names):
    return list(renamed(store, [Target(name=name, url=URL) for name in names], visits))


def test_the_name_under_which_a_page_has_its_history_is_told(store):
    visit(store, "club")

    (line,) = told(store, [visit(store, "club-privacy")], "club-privacy")

    assert "target 'club-privacy': begins a new history" in line
    assert "[target.club] would go on with that history" in line


def test_nothing_is_told_of_new_pages_of_targets_still_there_and_of_later_visits(store):
    first = visit(store, "club")
    assert told(store, [first], "club") == []
    second = visit(store, "same-page")
    assert told(store, [second], "club", "same-page") == []
    assert told(store, [visit(store, "same-page")], "same-page") == []
    other = Target(name="other", url="https://other.example/")
    assert list(renamed(store, [other], [visit(store, other.name, other.url)])) == []
