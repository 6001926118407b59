"""When a channel hears: digests at their time, quiet hours, tries that grow apart. Arithmetic alone; `now` is told.

Nothing here runs by itself: a digest goes out with the first delivery after its time.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor.model import NoticeKind, Schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Channel, Quiet
    from monitor.store.outbox import Alert, Rhythm

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=6)
_LONGEST_REST = timedelta(days=1)
"""A service that wants to be left alone for longer is asked every day nevertheless."""
_JITTER = 0.25
"""Part of a wait by which it is longer or shorter, so that channels refused together do not come back together."""


def next_time(schedule: Schedule, after: datetime) -> datetime:
    """Give the first time of a schedule after a moment, in UTC.

    A time that the clocks skip counts from the hour before the change (02:30 is then 03:30); one that they
    show twice is the first of the two. So each day of the schedule has exactly one moment.

    >>> from datetime import time
    >>> from monitor.model import Schedule
    >>> monday = Schedule(at=time(9), zone="Asia/Tokyo", days=(0,))
    >>> next_time(monday, datetime(2026, 4, 1, tzinfo=UTC)).isoformat()
    '2026-04-06T00:00:00+00:00'
    """
    zone = ZoneInfo(schedule.zone)
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=offset) for offset in range(-1, 9))
    times = (datetime.combine(day, schedule.at, zone).astimezone(UTC) for day in days if day.weekday() in schedule.days)
    return min(moment for moment in times if moment > after)


def is_quiet(quiet: Quiet, now: datetime) -> bool:
    """Tell whether a moment lies in quiet hours.

    >>> from datetime import time
    >>> from monitor.model import Quiet
    >>> night = Quiet(begin=time(22), end=time(7), zone="Asia/Tokyo")
    >>> is_quiet(night, datetime(2026, 4, 1, 21, 59, tzinfo=UTC)), is_quiet(night, datetime(2026, 4, 1, 22, tzinfo=UTC))
    (True, False)
    """
    clock = now.astimezone(ZoneInfo(quiet.zone)).time()
    if quiet.begin < quiet.end:
        return quiet.begin <= clock < quiet.end
    return clock >= quiet.begin or clock < quiet.end


def opens(channel: Channel, now: datetime) -> datetime:
    """Give the next moment at which what waits for a digest or the end of quiet hours may go out.

    >>> from datetime import time
    >>> from monitor.model import Channel, Quiet, Schedule
    >>> nights = Quiet(begin=time(22), end=time(7), zone="UTC")
    >>> monday = Schedule(at=time(6), zone="UTC", days=(0,))
    >>> now = datetime(2026, 4, 1, 23, tzinfo=UTC)
    >>> opens(Channel(name="a", url="json://a", quiet=nights), now).isoformat()
    '2026-04-02T07:00:00+00:00'
    >>> opens(Channel(name="a", url="json://a", quiet=nights, digest=monday), now).isoformat()
    '2026-04-06T07:00:00+00:00'
    """
    at = next_time(channel.digest, now) if channel.digest else now
    if channel.quiet is None or not is_quiet(channel.quiet, at):
        return at
    return next_time(Schedule(at=channel.quiet.end, zone=channel.quiet.zone, days=tuple(range(7))), at)


def is_digest_due(channel: Channel, rhythm: Rhythm, waiting: Sequence[Alert], now: datetime) -> bool:
    """Tell whether a time of the channel's digest has come since the last one was seen to.

    For a channel that never had one, since the oldest alert that waits; a clock that was set back cannot make
    the last one lie in the future.
    """
    if channel.digest is None:
        return False
    since = rhythm.digest_at if rhythm.digest_at and rhythm.digest_at <= now else None
    since = since or min((alert.created_at for alert in waiting), default=now)
    return since <= now and next_time(channel.digest, since) <= now


def may_go(channel: Channel, alert: Alert, *, is_due: bool) -> bool:
    """Tell whether an alert is past waiting for a digest.

    It has none to wait for, or its time has come, or it is too important to wait, or it went out with an
    earlier one and was refused, or it says that another channel loses its alerts.
    """
    if channel.digest is None or is_due or alert.refused_at is not None:
        return True
    if alert.notice is not None and alert.notice.kind is NoticeKind.UNDELIVERED:
        return True
    return channel.at_once is not None and alert.level.rank >= channel.at_once.rank


def is_rested(alert: Alert, now: datetime) -> bool:
    """Tell whether the distance to an alert's last try is over, or cannot be meant, the clock having been set."""
    return not now < alert.next_at <= now + _LONGEST_WAIT * (1 + _JITTER) + _LONGEST_REST


def is_left_alone(rhythm: Rhythm, now: datetime) -> bool:
    """Tell whether a service of the channel asked not to be tried yet."""
    return rhythm.not_before is not None and now < rhythm.not_before <= now + _LONGEST_REST


def rest(retry_after: float | None) -> timedelta:
    """Give how long a service is left alone that asked for so many seconds."""
    return min(timedelta(seconds=max(0.0, retry_after or 0.0)), _LONGEST_REST)


def distance(attempts: int, key: str) -> timedelta:
    """Give the distance to the next try: none after the first refusal, so that the next run tries again.

    Args:
        attempts: how many were refused, this one included.
        key: of an alert; the spread comes from it, and is the same whenever it is asked for.
    """
    if attempts <= 1:
        return timedelta(0)
    wait = min(_FIRST_WAIT * (1 << min(attempts - 2, 16)), _LONGEST_WAIT)
    share = int.from_bytes(hashlib.sha256(f"{key}\n{attempts}".encode()).digest()[:4]) / 0xFFFFFFFF
    return wait * (1 - _JITTER + 2 * _JITTER * share)
