"""What has not been delivered, channel by channel, and what it waits for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.pipeline import cadence
from monitor.store.outbox import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from monitor.model import Channel
    from monitor.store import Store
    from monitor.store.outbox import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The alerts of one channel that not every service of it has accepted; each counts once."""

    channel: str
    refused: int = 0
    """A service refused them, or the channel is gone."""
    untried: int = 0
    """They can go out, and no delivery has come by."""
    scheduled: int = 0
    """They wait for their digest or for the end of quiet hours."""
    dead: int = 0
    """They were given up."""
    until: datetime | None = None
    """When those that are scheduled may go out; None when none is."""
    since: datetime
    """When the oldest of them became known."""
    attempts: int = 0
    error: str = ""
    """What was said at the last refusal."""

    @property
    def waiting(self) -> int:
        """Those that are late."""
        return self.refused + self.untried


def standings(store: Store, channels: Sequence[Channel] | None, now: datetime) -> tuple[Standing, ...]:
    """Tell for each channel, by name, what it has not been told.

    Args:
        store: whose outbox it is about.
        channels: of the watchlist; None when there is none at hand, and no channel can be called gone.
        now: what the time is.
    """
    known = {channel.name: channel for channel in channels or ()}
    rhythms = store.outbox.rhythms()
    waiting, dead = by_channel(store.outbox.waiting()), by_channel(store.outbox.dead())
    found = []
    for name in sorted({*waiting, *dead}):
        late = waiting.get(name, ())
        if name in known:
            states = Counter(_states(known[name], rhythms.get(name, Rhythm()), late, now))
        else:
            states = Counter("refused" if channels is not None or alert.refused_at else "untried" for alert in late)
        each = _standing(name, (*late, *dead.get(name, ())), states, len(dead.get(name, ())))
        found.append(replace(each, until=cadence.opens(known[name], now)) if each.scheduled else each)
    return tuple(found)


def by_channel(alerts: Iterable[Alert]) -> Mapping[str, tuple[Alert, ...]]:
    """Sort alerts by their channels, in the order in which they come."""
    found: dict[str, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(alert.channel, []).append(alert)
    return {name: tuple(group) for name, group in found.items()}


def _states(channel: Channel, rhythm: Rhythm, alerts: Sequence[Alert], now: datetime) -> Iterable[str]:
    is_due = cadence.is_digest_due(channel, rhythm, alerts, now)
    is_quiet = channel.quiet is not None and cadence.is_quiet(channel.quiet, now)
    for alert in alerts:
        if alert.refused_at is not None:
            yield "refused"
        else:
            yield "scheduled" if is_quiet or not cadence.may_go(channel, alert, is_due=is_due) else "untried"


def _standing(name: str, alerts: Sequence[Alert], states: Counter[str], dead: int) -> Standing:
    return Standing(
        channel=name,
        refused=states["refused"],
        untried=states["untried"],
        scheduled=states["scheduled"],
        dead=dead,
        since=min(alert.created_at for alert in alerts),
        attempts=max(alert.attempts for alert in alerts),
        error=next((alert.error for alert in reversed(alerts) if alert.error), ""),
    )
