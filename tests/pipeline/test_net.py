"""The net change over a span: what came and went again is left out, and what our own reader made is nobody's change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import EditKind, Outcome, Snapshot, Target
from monitor.pipeline.net import net
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
CLUB = Target(name="club", url="https://club.example/privacy")
PAGE = """<html><body><main><h1>Privacy at the club</h1><h2>1. Members</h2>
<p>The club keeps a list of its members and of nobody else, for as long as they stay.</p>
<h2>2. Retention</h2><p>The list is kept for {months} months after a member has left the club.</p>
<h2>3. Sharing</h2><p>The list is given to {whom} and to no other body at all.</p>{more}
<p class="counter">{count} people have read this policy until today.</p></main></body></html>"""
PLAIN = {"months": 6, "whom": "the federation", "more": "", "count": "Four"}


@pytest.fixture
def store():
    store = Store(":memory:")
    yield store
    store.close()


@pytest.fixture
def visit(store):
    """Record the page as it reads on a day; three sightings in a row, so that nothing counts as flapping."""
    road = pipeline.Road(store=store)

    def visit(day, target=CLUB, **said):
        for hour in range(3):
            snapshot = Snapshot(
                target=target.name,
                url=target.url,
                final_url=target.url,
                status=200,
                headers=(("content-type", "text/html"),),
                body=PAGE.format(**PLAIN | said).encode(),
                fetched_at=NOW + timedelta(days=day, hours=hour),
            )
            outcome = pipeline.record(road, target, snapshot).outcome
            assert outcome not in {Outcome.HELD, Outcome.VARIANT}
        return outcome

    return visit


def told(store, since=0, until=90):
    begin, end = NOW + timedelta(days=since), NOW + timedelta(days=until)
    return net(store, store.history.sets(begin, end), end)


def words(each):
    return [(edit.kind.value, edit.before, edit.after) for change in each.changes for edit in change.edits]


def test_one_change_is_told_as_it_was(store, visit):
    visit(0)
    visit(1, months=12)

    (each,) = told(store)

    assert each == store.history.sets(NOW, NOW + timedelta(days=90))[0]
    assert each.stops == ()


def test_several_changes_are_told_as_what_changed_in_the_end(store, visit):
    visit(0)
    visit(1, months=12)
    visit(2, months=24)
    visit(3, months=24, whom="the federation and the insurer")

    (each,) = told(store)

    assert (each.old_version, each.new_version) == (1, 4)
    assert [(stop.version, stop.changes) for stop in each.stops] == [(2, 1), (3, 1), (4, 1)]
    retention, sharing = (change.edits[0] for change in each.changes)
    assert "6 months" in retention.before
    assert "24 months" in retention.after
    assert "12" not in retention.before + retention.after
    assert retention.since == NOW + timedelta(days=2)
    assert sharing.since == NOW + timedelta(days=3)


def test_what_was_taken_back_makes_no_change(store, visit):
    visit(0)
    visit(1, months=12)
    visit(2, months=12, whom="everybody who asks for it")
    visit(3, whom="everybody who asks for it")

    (each,) = told(store)

    assert [change.place.heading for change in each.changes] == ["Sharing"]


def test_a_policy_that_reads_again_as_at_first_is_told_with_no_change(store, visit):
    visit(0)
    visit(1, months=12)
    visit(2)

    (each,) = told(store)

    assert each.changes == ()
    assert [stop.version for stop in each.stops] == [2, 3]


def test_a_version_that_came_back_has_the_time_of_its_return(store, visit):
    visit(0)
    visit(1, months=12)
    visit(2, months=24)
    body = PAGE.format(**PLAIN | {"months": 12}).encode()
    back = Snapshot(
        target="club",
        url=CLUB.url,
        final_url=CLUB.url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        fetched_at=NOW + timedelta(days=3),
    )
    road = pipeline.Road(store=store)
    changed = pipeline.record(road, CLUB, back)
    again = pipeline.record(
        road, CLUB, replace(back, body=PAGE.format(**PLAIN | {"months": 24}).encode(), fetched_at=NOW + timedelta(4))
    )

    assert (changed.outcome, again.outcome) == (Outcome.CHANGED, Outcome.VARIANT)
    (each,) = told(store)
    assert (each.old_version, each.new_version, each.new_at) == (1, 3, NOW + timedelta(days=4))
    assert [stop.version for stop in each.stops] == [2, 3, 4, 3]
    assert each.stops[-1].at == NOW + timedelta(days=4)
    assert each.changes[0].edits[0].since == NOW + timedelta(days=4)


def test_a_removed_clause_has_the_day_it_went(store, visit):
    visit(0, more="<p>Guests are written down too, by first name alone.</p>")
    visit(1)
    visit(2, months=12)

    (each,) = told(store)

    gone = next(edit for change in each.changes for edit in change.edits if edit.kind is EditKind.REMOVED)
    assert gone.since == NOW + timedelta(days=1)


def test_the_span_begins_where_it_is_said_to(store, visit):
    visit(0)
    visit(1, months=12)
    visit(5, months=24)
    visit(6, months=24, whom="the insurer")

    (each,) = told(store, since=4)

    assert each.old_version == 2
    assert (
        "reworded",
        *(f"The list is kept for {n} months after a member has left the club." for n in (12, 24)),
    ) in words(each)


def test_the_span_ends_with_the_version_then_in_force(store, visit):
    visit(0)
    visit(1, months=12)
    visit(2, months=24)
    visit(9, months=48)

    (each,) = told(store, until=5)

    assert (each.old_version, each.new_version) == (1, 3)


def test_what_other_rules_made_differ_is_no_change_of_the_publisher(store, visit):
    narrow = replace(CLUB, remove=(".counter",))
    visit(0)
    visit(1, months=12)
    visit(2, narrow, months=12)
    visit(3, narrow, months=24)
    visit(4, narrow, months=24, whom="the insurer")

    later, earlier = told(store)

    assert (earlier.old_version, earlier.new_version) == (1, 2)
    assert (later.old_version, later.new_version) == (3, 5)
    assert not [text for each in (later, earlier) for _, *sides in words(each) for text in sides if "have read" in text]


def test_rules_that_change_nothing_do_not_cut_the_span(store, visit):
    same = replace(CLUB, remove=(".not-there",))
    visit(0)
    visit(1, months=12)
    visit(2, same, months=12)
    visit(3, same, months=24)

    (each,) = told(store)

    assert each.old_version == 1
    assert [stop.version for stop in each.stops] == [2, 4]


def test_targets_stay_apart(store, visit):
    other = replace(CLUB, name="annex", url="https://annex.example/privacy")
    for target in (CLUB, other):
        visit(0, target)
        visit(1, target, months=12)
        visit(2, target, months=24)

    assert [(each.target, each.old_version, each.new_version) for each in told(store)] == [
        ("annex", 1, 3),
        ("club", 1, 3),
    ]
