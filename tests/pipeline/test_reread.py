"""Reading anew: after the reader got better, the history says what the new reader says, and nobody is alerted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import Channel, Outcome, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://club.example/privacy"
PLAIN = Target(name="club", url=URL, notify=("legal",))
BODY = """<html><body><main><h1>Privacy</h1><h2>Members</h2><p>The club keeps a list of its members.</p>
<h2>Retention</h2><p>The list is kept for {months} months after a member has left.</p>
<p class="counter">{count} people have read this policy until today.</p></main></body></html>"""
NARROW = replace(PLAIN, remove=(".counter",))


@pytest.fixture
def store():
    """Three versions: a counter that moved, then a real change."""
    store = Store(":memory:")
    road = pipeline.Road(store=store, channels=(Channel(name="legal", url="json://x"),))
    for day, (months, count) in enumerate(((6, "Four hundred"), (6, "Seven thousand"), (12, "Seven thousand"))):
        snapshot = Snapshot(
            target="club",
            url=URL,
            final_url=URL,
            status=200,
            headers=(("content-type", "text/html"),),
            body=BODY.format(months=months, count=count).encode(),
            fetched_at=NOW + timedelta(days=day),
        )
        assert pipeline.record(road, PLAIN, snapshot).outcome is not Outcome.HELD
    store.outbox.mark_sent(store.outbox.waiting(), NOW)
    yield store
    store.close()


def span(store):
    return store.history.sets(NOW, NOW + timedelta(days=9))


def test_what_the_new_reading_does_not_see_is_no_longer_a_change(store):
    assert [item.new_version for item in span(store)] == [3, 2]

    done = pipeline.reread(store, NARROW)

    assert (done.versions, done.differing, done.unreadable) == (3, 3, 0)
    (left,) = span(store)
    assert left.new_version == 3
    assert [change.place.heading for change in left.changes] == ["Retention"]
    assert "people have read" not in store.history.numbered("club").version.text


def test_reading_anew_alerts_nobody_and_twice_changes_nothing(store):
    pipeline.reread(store, NARROW)
    once = store.history.all("club")

    done = pipeline.reread(store, NARROW)

    assert done.differing == 0
    assert store.history.all("club") == once
    assert store.outbox.counts()["waiting"] == 0


def test_sections_keep_their_names_when_read_anew(store):
    before = {section.heading: section.uid for section in store.history.numbered("club").version.walk()}

    pipeline.reread(store, NARROW)

    after = {section.heading: section.uid for section in store.history.numbered("club").version.walk()}
    assert after == before


def test_versions_whose_alerts_wait_are_kept_back_and_not_counted_as_read(store):
    channels = (Channel(name="legal", url="json://x"),)
    road = pipeline.Road(store=store, channels=channels)
    body = BODY.format(months=24, count="Seven thousand").encode()
    headers, at = (("content-type", "text/html"),), NOW + timedelta(days=5)
    newest = Snapshot(target="club", url=URL, final_url=URL, status=200, headers=headers, body=body, fetched_at=at)
    pipeline.record(road, PLAIN, newest)

    done = pipeline.reread(store, NARROW)

    assert (done.versions, done.differing, done.kept_back) == (3, 3, 1)
    assert "people have read" in store.history.numbered("club", 4).version.text


def test_versions_whose_alerts_were_given_up_are_kept_back_for_a_retry(store):
    store.outbox.mark_dead(store.outbox.sent(1), "answered 500")

    assert pipeline.reread(store, NARROW).kept_back == 1


def test_what_the_rules_of_today_cannot_read_stays(store):
    before = store.history.all("club")

    done = pipeline.reread(store, replace(PLAIN, select="#nowhere"))

    assert done.unreadable == 3
    assert store.history.all("club") == before
