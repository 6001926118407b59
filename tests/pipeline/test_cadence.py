"""When a channel hears: digests fire once for each of their times, whatever the clocks do; tries grow apart."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Channel, Level, Quiet, Schedule
from monitor.pipeline import cadence
from monitor.store.outbox import Alert, Rhythm

ZONES = [
    "UTC",
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
]
MOMENTS = st.integers(1262304000, 2051222400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))  # 2010 to 2034
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
DAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
SCHEDULES = st.builds(Schedule, at=CLOCKS, zone=st.sampled_from(ZONES), days=DAYS)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def alert(created_at=NOW, level=Level.MINOR, **rest):
    values = {
        "id": 1,
        "key": "change:1:legal",
        "channel": "legal",
        "target": "club",
        "version": 1,
        "positions": None,
        "notice": None,
        "state": "waiting",
        "attempts": 0,
        "next_at": created_at,
        "refused_at": None,
        "accepted": frozenset(),
        "error": "",
        "sent_at": None,
    }
    return Alert(created_at=created_at, level=level, **(values | rest))


def channel(**rest):
    return Channel(name="legal", url="json://x", **rest)


@given(SCHEDULES, MOMENTS)
def test_the_next_time_lies_ahead_and_within_eight_days(schedule, after):
    found = cadence.next_time(schedule, after)

    assert after < found <= after + timedelta(days=8)
    assert found.tzinfo is UTC


@given(SCHEDULES, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=8)))
def test_no_time_is_passed_over(schedule, after, step):
    found = cadence.next_time(schedule, after)
    between = after + step

    if between < found:
        assert cadence.next_time(schedule, between) == found


@given(CLOCKS, st.sampled_from(ZONES), st.dates(date(2012, 1, 1), date(2035, 1, 1)))
def test_a_daily_digest_has_as_many_times_as_there_are_days(at, zone, begin):
    local = ZoneInfo(zone)
    schedule = Schedule(at=at, zone=zone)
    moment = datetime.combine(begin, time(), local).astimezone(UTC) - timedelta(seconds=1)
    end = datetime.combine(begin + timedelta(days=400), time(), local).astimezone(UTC)
    times = []
    while (moment := cadence.next_time(schedule, moment)) < end:
        times.append(moment)

    assert 399 <= len(times) <= 401
    assert all(timedelta(hours=22) <= late - early <= timedelta(hours=26) for early, late in pairwise(times))


@pytest.mark.parametrize(
    ("zone", "at", "after", "expected"),
    [
        # 29 March 2026: Berlin goes from 02:00 to 03:00
        ("Europe/Berlin", time(2, 30), "2026-03-28T12:00+00:00", "2026-03-29T01:30+00:00"),
        ("Europe/Berlin", time(2, 30), "2026-03-29T01:30+00:00", "2026-03-30T00:30+00:00"),
        # 25 October 2026: it shows 02:00 to 03:00 twice
        ("Europe/Berlin", time(2, 30), "2026-10-24T12:00+00:00", "2026-10-25T00:30+00:00"),
        ("Europe/Berlin", time(2, 30), "2026-10-25T00:30+00:00", "2026-10-26T01:30+00:00"),
        ("Asia/Tokyo", time(9), "2026-04-01T00:00+00:00", "2026-04-02T00:00+00:00"),
    ],
)
def test_a_time_that_is_skipped_or_shown_twice_comes_once(zone, at, after, expected):
    found = cadence.next_time(Schedule(at=at, zone=zone), datetime.fromisoformat(after))

    assert found == datetime.fromisoformat(expected)


@given(CLOCKS, CLOCKS, st.sampled_from(ZONES), MOMENTS)
def test_quiet_hours_and_the_hours_between_them_are_the_whole_day(begin, end, zone, now):
    if begin != end:
        night, day = Quiet(begin=begin, end=end, zone=zone), Quiet(begin=end, end=begin, zone=zone)

        assert cadence.is_quiet(night, now) != cadence.is_quiet(day, now)


@given(
    SCHEDULES,
    MOMENTS,
    st.lists(st.tuples(st.timedeltas(timedelta(seconds=1), timedelta(days=4)), st.booleans()), max_size=40),
)
def test_every_alert_goes_with_the_first_delivery_after_a_time_of_its_digest_and_none_goes_before(
    schedule, begin, steps
):
    legal = channel(digest=schedule)
    rhythm, now, waiting, digests = Rhythm(digest_at=begin), begin, [], []
    for step, is_delivery in steps:
        now += step
        if not is_delivery:
            waiting.append(alert(created_at=now))
        elif cadence.is_digest_due(legal, rhythm, waiting, now):
            assert cadence.next_time(schedule, rhythm.digest_at) <= now
            digests.append(now)
            rhythm, waiting = Rhythm(digest_at=now), []
        else:
            assert all(cadence.next_time(schedule, one.created_at) > now for one in waiting)

    marks = [begin, *digests]
    assert all(cadence.next_time(schedule, early) <= late for early, late in pairwise(marks))


def test_a_change_found_by_the_run_of_monday_morning_is_in_the_digest_of_monday():
    legal = channel(digest=Schedule(at=time(9), zone="Asia/Tokyo", days=(0,)))
    last_week = datetime(2026, 3, 30, 0, 0, 30, tzinfo=UTC)
    found_at = datetime(2026, 4, 6, 0, 0, 20, tzinfo=UTC)

    assert cadence.is_digest_due(
        legal, Rhythm(digest_at=last_week), [alert(found_at)], found_at + timedelta(seconds=30)
    )


def test_a_clock_that_was_ahead_silences_no_digest():
    legal = channel(digest=Schedule(at=time(8)))
    ahead = Rhythm(digest_at=NOW + timedelta(days=4000))

    assert cadence.is_digest_due(legal, ahead, [alert(NOW - timedelta(days=1))], NOW)
    assert not cadence.is_left_alone(Rhythm(not_before=NOW + timedelta(days=4000)), NOW)
    assert cadence.is_rested(alert(next_at=NOW + timedelta(days=4000)), NOW)


@pytest.mark.parametrize(
    ("level", "goes"), [(Level.COSMETIC, False), (Level.MINOR, False), (Level.MATERIAL, True)], ids=str
)
def test_what_is_important_enough_does_not_wait_for_the_digest(level, goes):
    legal = channel(digest=Schedule(at=time(8)), at_once=Level.MATERIAL)

    assert cadence.may_go(legal, alert(level=level), is_due=False) is goes


def test_what_a_digest_held_and_a_service_refused_does_not_wait_for_the_next_one():
    legal = channel(digest=Schedule(at=time(8)))

    assert cadence.may_go(legal, replace(alert(), refused_at=NOW), is_due=False)


@given(st.integers(2, 200), st.text(max_size=40))
def test_the_distance_between_tries_grows_to_a_bound_and_is_the_same_whenever_it_is_asked_for(attempts, key):
    whole = min(timedelta(minutes=5) * 2 ** min(attempts - 2, 16), timedelta(hours=6))

    assert 0.75 * whole <= cadence.distance(attempts, key) <= 1.25 * whole
    assert cadence.distance(attempts, key) == cadence.distance(attempts, key)
    assert cadence.distance(1, key) == timedelta(0)


def test_channels_refused_together_do_not_come_back_together():
    assert len({cadence.distance(5, f"change:1:{number}") for number in range(50)}) > 40


@pytest.mark.parametrize(("asked", "given"), [(None, 0), (-5.0, 0), (120.0, 120), (1e9, 86400)])
def test_a_service_is_left_alone_as_long_as_it_asks_but_no_longer_than_a_day(asked, given):
    assert cadence.rest(asked) == timedelta(seconds=given)
