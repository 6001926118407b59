"""One channel's turn in a delivery: what its services answer, and what becomes of its alerts by that."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.figures import many, minute
from monitor.model import GIVE_UP_AFTER, Notice, NoticeKind
from monitor.pipeline import cadence
from monitor.pipeline.parcels import pack, services

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

    from monitor.errors import DeliveryError
    from monitor.model import Channel, Health
    from monitor.pipeline.dispatch import Answer
    from monitor.store import Store
    from monitor.store.outbox import Alert

_GONE = "the watchlist has no such channel"
_EMPTY = "nothing of it is left to tell"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one channel's alerts that were tried."""

    channel: str
    alerts: int
    sent: int = 0
    """Those that every service of the channel has accepted."""
    dead: int = 0
    """Those that were given up."""
    messages: int = 0
    """Those that a service has accepted: one for each service and delivery, whatever many alerts it tells."""
    error: str = ""
    """Empty when every service accepted."""


class Round:
    """A channel being told. It notes each acceptance when it hears of it, and concludes with the last answer."""

    def __init__(
        self,
        store: Store,
        channels: Sequence[Channel],
        channel: Channel,
        alerts: Sequence[Alert],
        now: datetime,
        *,
        is_digest: bool = False,
        health: Sequence[Health] = (),
    ) -> None:
        self._store = store
        self._channels = channels
        self._channel = channel
        self._alerts = alerts
        self._now = now
        self._is_digest = is_digest
        self._marks = frozenset(mark for _, mark in services(channel, alerts))
        self._accepted = {alert.id: set(alert.accepted) for alert in alerts}
        self._errors: list[DeliveryError] = []
        self._fault = ""
        try:
            self.parcels = pack(store, channel, alerts, health if channel.digest else ())
        except Exception as error:  # noqa: BLE001 - our fault in one message must not cost the other channels
            _log.exception("channel %r: the message could not be written", channel.name)
            self._fault = f"a fault of monitor itself ({type(error).__name__}); please report it"
            self.parcels = ()
        self._missing = len(self.parcels)
        self.delivery: Delivery | None = None if self.parcels else self._conclude()

    def begin(self) -> None:
        """Note what is about to be told; call it in the transaction before the parcels are sent."""
        told = [alert for parcel in self.parcels for alert in parcel.alerts]
        self._store.outbox.mark_under_way(told, parcel=told[0].key if told else "")

    def hear(self, answer: Answer) -> None:
        """Note what became of one parcel."""
        if answer.error is not None:
            self._errors.append(answer.error)
        else:
            for alert in answer.parcel.alerts:
                self._accepted[alert.id].add(answer.parcel.mark)
            with self._store.writing():
                self._store.outbox.mark_sent(filter(self._is_sent, answer.parcel.alerts), self._now)
                rest = [alert for alert in answer.parcel.alerts if not self._is_sent(alert)]
                self._store.outbox.mark_accepted(rest, answer.parcel.mark)
        self._missing -= 1
        if not self._missing:
            self.delivery = self._conclude()

    def _is_sent(self, alert: Alert) -> bool:
        return self._accepted[alert.id] >= self._marks

    def _conclude(self) -> Delivery:
        """Note the refusals, and that the digest went out: with what it held, so that a kill loses neither."""
        outbox = self._store.outbox
        tried = {alert.id for parcel in self.parcels for alert in parcel.alerts}
        lacking = [alert for alert in self._alerts if not self._is_sent(alert)]
        empty = () if self._fault else [alert for alert in lacking if alert.id not in tried]
        refused = lacking if self._fault else [alert for alert in lacking if alert.id in tried]
        error = self._error()
        with self._store.writing():
            # what services took earlier that are the channel's only ones today, and what tells of nothing any more
            outbox.mark_sent((a for a in self._alerts if self._is_sent(a) and a.id not in tried), self._now)
            outbox.mark_dead(empty, _EMPTY)
            dead = self._refuse(refused, error)
            if self._is_digest:
                outbox.keep_digest(self._channel.name, self._now)
        return Delivery(
            channel=self._channel.name,
            alerts=len(self._alerts),
            sent=len(self._alerts) - len(lacking),
            dead=dead,
            messages=len(self.parcels) - len(self._errors),
            error=error,
        )

    def _error(self) -> str:
        if not self._errors:
            return self._fault
        some = len(self.parcels) - len(self._errors)
        note = f" ({some} of {len(self.parcels)} services accepted)" if len(self.parcels) > 1 else ""
        return f"{self._errors[0]}{note}"

    def _refuse(self, alerts: Sequence[Alert], error: str) -> int:
        if not alerts:
            return 0
        rest = cadence.rest(max((fault.retry_after or 0.0 for fault in self._errors), default=0.0))
        attempts = 1 + max(alert.attempts for alert in alerts)
        distance = cadence.distance(attempts, min(alert.key for alert in alerts))
        self._store.outbox.mark_refused(alerts, error, self._now, self._now + max(distance, rest))
        if rest:
            self._store.outbox.keep_not_before(self._channel.name, self._now + rest)
        others = [channel for channel in self._channels if channel.name != self._channel.name]
        return give_up(self._store, others, alerts, error, self._channel.give_up_after, self._now)


def miss(store: Store, channels: Sequence[Channel], name: str, alerts: Sequence[Alert], now: datetime) -> Delivery:
    """Note that the channel of some alerts is gone from the watchlist; they are given up like refused ones."""
    with store.writing():
        store.outbox.mark_refused(alerts, _GONE, now, now)
        dead = give_up(store, channels, alerts, _GONE, GIVE_UP_AFTER, now)
    return Delivery(channel=name, alerts=len(alerts), dead=dead, error=_GONE)


def give_up(
    store: Store, others: Iterable[Channel], alerts: Sequence[Alert], error: str, after: timedelta, now: datetime
) -> int:
    """Give up what was refused for too long, and let the other channels wait to be told; give how many.

    That a channel could not be told of another one's failure is told to nobody: that would go on for ever.
    """
    dead = [alert for alert in alerts if alert.refused_at is not None and now - alert.refused_at >= after]
    store.outbox.mark_dead(dead, error)
    lost = [alert for alert in dead if alert.notice is None or alert.notice.kind is not NoticeKind.UNDELIVERED]
    if lost:
        since = min(alert.refused_at for alert in lost if alert.refused_at is not None)
        given_up = f"{many(len(lost), 'alert')} given up after tries since {minute(since)}: {error}"
        text = f"{given_up}; kept for `monitor notify --retry`"
        name = lost[0].channel
        notice = Notice(target="", title=f"Channel {name!r}", url="", kind=NoticeKind.UNDELIVERED, text=text, at=now)
        for channel in others:
            store.outbox.add_notice(channel.name, None, notice, now)
    return len(dead)
