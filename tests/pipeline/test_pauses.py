"""Pauses in which nothing was visited are told once, and no pause is told that is the habit."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Channel, NoticeKind
from monitor.pipeline import tell_pause
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEGAL = Channel(name="legal", url="json://localhost")


@pytest.fixture
def store():
    with Store(":memory:") as store:
        yield store


def run_after(store, *distances):
    """Start a run after each distance; give what people hear."""
    now = NOW
    for distance in distances:
        now += distance
        with store.writing():
            tell_pause(store, [LEGAL], now)
            store.runs.start(now, host="here", pid=1)
    return [alert.notice for alert in store.outbox.waiting()]


def test_a_cron_that_stood_still_is_told_once_when_it_is_back(store):
    (notice,) = run_after(store, *[HOUR] * 100, 9 * DAY, *[HOUR] * 30)

    assert (notice.kind, notice.title) == (NoticeKind.SILENT, "The watchlist")
    assert notice.text.startswith("no run between 2026-04-05 13:00 UTC and 2026-04-14 13:00 UTC (9 days)")


@pytest.mark.parametrize(
    "distances",
    [
        [HOUR] * 100 + [1.9 * DAY],
        [7 * DAY] * 30,
        [7 * DAY] * 5 + [20 * DAY],
        [12 * HOUR] * 20 + [2 * DAY] + [12 * HOUR] * 10 + [4 * DAY],
        [timedelta(minutes=5)] * 12 + [7 * DAY],
        [HOUR] * 2 + [30 * DAY],
        [DAY, DAY, -5 * DAY, DAY, DAY, DAY],
    ],
    ids=["a weekend's end", "weekly", "a holiday", "now and then", "an afternoon of tries", "new", "a clock set back"],
)
def test_what_is_the_habit_or_short_is_no_pause(store, distances):
    assert run_after(store, *distances) == []
