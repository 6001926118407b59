"""Sending what waits: one message per channel, and nothing marked sent before the service accepted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor import report
from monitor.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from monitor.model import ChangeSet, Channel, Message
    from monitor.store import Store
    from monitor.store.outbox import Waiting

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one channel's waiting alerts."""

    channel: str
    alerts: int
    error: str = ""
    """Empty when the service accepted the message."""


def deliver(
    store: Store,
    channels: Sequence[Channel],
    send: Callable[[Channel, Message], None],
    now: datetime,
    *,
    force: bool = False,
) -> tuple[Delivery, ...]:
    """Send each channel what waits for it, and give what became of it.

    A refused message waits: the next run tries again at once, later ones with growing distance (5 minutes,
    doubled up to 6 hours). A process that dies between the service's acceptance and our note of it sends that
    one message again, under the same id.

    Args:
        store: whose outbox is emptied.
        channels: of the watchlist; alerts for others wait until the channel is back.
        send: hands a message to a service, and raises DeliveryError unless it was accepted.
        now: the time of the try.
        force: try everything, whatever the distance to the last try.
    """
    waiting = store.outbox.waiting(None if force else now)
    known = {channel.name: channel for channel in channels}
    done = []
    for name in dict.fromkeys(alert.channel for alert in waiting):
        alerts = [alert for alert in waiting if alert.channel == name]
        if name in known:
            done.append(_deliver_to(store, known[name], alerts, send, now))
        else:
            done.append(Delivery(channel=name, alerts=len(alerts), error="the watchlist has no such channel"))
    return tuple(done)


def _deliver_to(
    store: Store,
    channel: Channel,
    alerts: Sequence[Waiting],
    send: Callable[[Channel, Message], None],
    now: datetime,
) -> Delivery:
    rows = [alert.id for alert in alerts]
    try:
        send(channel, _compose(store, alerts))
    except DeliveryError as error:
        attempts = 1 + max(alert.attempts for alert in alerts)
        with store.writing():
            store.outbox.mark_failed(rows, str(error), now + _wait(attempts))
        return Delivery(channel=channel.name, alerts=len(alerts), error=str(error))
    with store.writing():
        store.outbox.mark_sent(rows, now)
    return Delivery(channel=channel.name, alerts=len(alerts))


def _compose(store: Store, alerts: Sequence[Waiting]) -> Message:
    found = (store.history.changeset(alert.version) for alert in alerts if alert.version is not None)
    sets: list[ChangeSet] = [item for item in found if item is not None]
    notices = [alert.notice for alert in alerts if alert.notice is not None]
    return report.compose(sets, notices)


def _wait(attempts: int) -> timedelta:
    """Give the distance to the next try: none after the first failure, so that the next run tries again."""
    if attempts <= 1:
        return timedelta(0)
    return min(_FIRST_WAIT * (1 << min(attempts - 2, 16)), _LONGEST_WAIT)
