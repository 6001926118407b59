"""What changed most in each version, in a line: for the course of a target."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import Kind, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
CLUB = Target(name="club", url="https://club.example/privacy")
PAGE = """<main><h1>Privacy at the club</h1><h2>1. Members</h2><p>The club keeps a {list} of its members.</p>
<h2>2. Retention</h2><p>Records are kept for {months} months after a member has left the club.</p></main>"""


@pytest.fixture
def store():
    with Store(":memory:") as store:
        road = pipeline.Road(store=store)
        for day, said in enumerate(({"list": "list", "months": 6}, {"list": "neat list", "months": 12})):
            snapshot = Snapshot(
                target="club",
                url=CLUB.url,
                final_url=CLUB.url,
                status=200,
                headers=(("content-type", "text/html"),),
                body=PAGE.format(**said).encode(),
                fetched_at=NOW + timedelta(days=day),
            )
            pipeline.record(road, CLUB, snapshot)
        yield store


def test_the_weightiest_change_heads_a_version_wherever_it_stands(store):
    assert [change.level.value for change in store.history.changes(2)] == ["minor", "material"]

    assert store.history.headlines("club") == {2: ("2. Retention", (Kind.REWORDED,))}


def test_a_version_without_changes_has_no_headline(store):
    assert 1 not in store.history.headlines("club")
    assert store.history.headlines("elsewhere") == {}
