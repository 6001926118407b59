"""Clocks that jump: nothing is left unvisited for years, nothing is fetched twice within `every`."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor import pipeline
from monitor.model import Failure, Outcome, Politeness, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TARGET = Target(name="bank", url="https://hanamizuki.example/privacy", every=timedelta(hours=12))
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<h2>Retention</h2><p>We keep call records for {} days after the call has ended, and no longer than that.</p>
<h2>Recipients</h2><p>We do not give personal data to third parties without consent of the holder.</p></main></body>"""


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def see(store, at, days=30):
    snapshot = Snapshot(
        target="bank",
        url=TARGET.url,
        final_url=TARGET.url,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=PAGE.format(days).encode(),
        fetched_at=at,
    )
    return pipeline.record(pipeline.Road(store=store), TARGET, snapshot)


def rest(store, at, until):
    failure = Failure(target="bank", url=TARGET.url, reason="429", failed_at=at, status=429, not_before=until)
    return pipeline.fail(pipeline.Road(store=store), TARGET, failure)


def is_asked(store, at, *, due=True):
    return bool(pipeline.plan(store, [TARGET], at, due=due).errands)


def test_nothing_is_fetched_twice_within_every(store):
    see(store, NOW)

    hours = [hour for hour in range(24) if is_asked(store, NOW + timedelta(hours=hour))]

    assert hours == list(range(12, 24))


def test_a_visit_noted_by_a_clock_that_ran_ahead_does_not_put_the_next_one_off_for_years(store):
    see(store, NOW + timedelta(days=4000))

    assert is_asked(store, NOW)


def test_a_rest_that_a_server_asked_for_survives_the_process(store):
    rest(store, NOW, NOW + timedelta(hours=6))

    assert not is_asked(store, NOW + timedelta(hours=5), due=False)
    assert is_asked(store, NOW + timedelta(hours=7), due=False)


def test_a_rest_noted_by_a_clock_that_ran_ahead_does_not_last_for_years(store):
    rest(store, NOW + timedelta(days=4000), NOW + timedelta(days=4000, hours=6))

    assert is_asked(store, NOW, due=False)


def test_a_clock_set_back_between_two_versions_neither_loses_nor_repeats_a_change(store):
    visits = [see(store, NOW), see(store, NOW - timedelta(days=30), 90), see(store, NOW - timedelta(days=29), 90)]

    assert [visit.outcome for visit in visits] == [Outcome.FIRST, Outcome.CHANGED, Outcome.UNCHANGED]
    assert [kept.number for kept in store.history.all("bank")] == [1, 2]
    assert store.verify().faults == ()


def test_two_visits_in_the_same_microsecond_stay_in_order(store):
    see(store, NOW)
    assert see(store, NOW, 90).outcome is Outcome.CHANGED
    assert see(store, NOW, 90).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("day", [(2026, 3, 28), (2026, 10, 24)])
def test_an_hour_of_summer_time_is_neither_slept_through_nor_visited_twice(store, day):
    berlin = ZoneInfo("Europe/Berlin")
    last = datetime(*day, 12, tzinfo=berlin)
    see(store, last)

    asked = [
        minutes
        for minutes in range(0, 24 * 60, 30)
        if is_asked(store, (last.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(berlin))
    ]

    assert asked[0] == 12 * 60


# --- a clock that jumps while a run is under way ---------------------------------------------------------------


MANY = tuple(Target(name=f"bank-{number}", url=f"https://{number}.example/", every=TARGET.every) for number in range(4))


def run_with(store, now, times):
    """Visit what is due; each answer comes at the next of these times, or asks to be left alone until then and 6 h."""
    asked = []

    def fetch(errands, politeness, receive):
        for errand, (at, is_busy) in zip(errands, times, strict=False):
            asked.append(errand.target)
            name = {"target": errand.target, "url": errand.url}
            if is_busy:
                until = at + timedelta(hours=6)
                again = receive(Failure(**name, reason="429", failed_at=at, status=429, not_before=until))
            else:
                headers = (("content-type", "text/html; charset=utf-8"),)
                body = PAGE.format(30).encode()
                again = receive(
                    Snapshot(**name, final_url=errand.url, status=200, headers=headers, body=body, fetched_at=at)
                )
            assert again is None

    errands = pipeline.plan(store, MANY, now, due=True).errands
    pipeline.visit_all(pipeline.Road(store=store), MANY, errands, Politeness(), fetch, lambda _: None)
    return asked


@pytest.mark.parametrize("jump", [timedelta(hours=9), timedelta(hours=-9), timedelta(days=3)], ids=str)
def test_a_machine_that_slept_or_whose_clock_was_set_amid_a_run_asks_nothing_twice_within_every(store, jump):
    times = [(NOW, False), (NOW + timedelta(minutes=1), False), (NOW + jump, False), (NOW + jump, False)]

    first = run_with(store, NOW, times)
    again = run_with(store, NOW + max(jump, timedelta()) + timedelta(minutes=5), times)

    assert first == [one.name for one in MANY]
    assert set(again) <= {"bank-0", "bank-1"} if jump >= TARGET.every else again == []


def test_a_rest_that_was_asked_for_after_a_machine_woke_up_amid_a_run_is_kept(store):
    woke = NOW + timedelta(hours=9)
    times = [(NOW, False), (woke, True), (woke, True), (woke, False)]

    run_with(store, NOW, times)
    hours = [hour for hour in range(30) if "bank-1" in plan_names(store, woke + timedelta(hours=hour))]

    assert hours[0] == 6


def plan_names(store, at):
    return [errand.target for errand in pipeline.plan(store, MANY, at).errands]
