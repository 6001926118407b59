"""Sending what waits: one message per channel and delivery, and nothing marked sent before it was accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.errors import StoreError, WatchlistError
from monitor.pipeline import cadence
from monitor.pipeline.dispatch import dispatch
from monitor.pipeline.rounds import Delivery, Round, miss
from monitor.pipeline.standing import by_channel
from monitor.store.outbox import Rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime

    from monitor.model import Channel, Health, Message, Target
    from monitor.store import Store
    from monitor.store.outbox import Alert

_PATIENCE = timedelta(seconds=60)
"""Longer than any one message may take."""


def deliver(
    store: Store,
    channels: Sequence[Channel],
    send: Callable[[Channel, Message], None],
    now: datetime,
    *,
    only: Collection[str] | None = None,
    force: bool = False,
    patience: timedelta = _PATIENCE,
    targets: Sequence[Target] = (),
) -> tuple[Delivery, ...]:
    """Send each channel what waits for it and may go, all services at the same time.

    A refused message waits: the next delivery tries again at once, later ones with growing distance (5 minutes,
    doubled up to 6 hours, a quarter more or less), and not before the service wants to hear again; after
    `give_up_after` it is given up, and the other channels are told so. A service that accepted gets nothing twice
    because another one of its channel refused. A process that dies between a service's acceptance and our note
    of it sends that one message again, under the same id.

    Args:
        store: whose outbox is emptied. Written to in this thread alone, as soon as an answer is there.
        channels: of the watchlist; alerts for others wait until the channel is back.
        send: hands a message to the one service of a channel, and raises DeliveryError unless it was accepted. It
            is called in threads.
        now: the time of the try.
        only: names of the channels that are tried; None for all.
        force: try what was refused or given up whatever the distance to the last try, in quiet hours too. What
            waits for a digest goes on waiting.
        patience: how long nobody may answer before those who have not count as silent.
        targets: of the watchlist: a digest says at its foot how they stand.
    """
    chosen = [channel for channel in channels if only is None or channel.name in only]
    if force:
        _revive(store, chosen, now)
    waiting = by_channel(store.outbox.waiting())
    known = {channel.name for channel in channels}
    gone = [name for name in waiting if name not in known and only is None]
    done = [miss(store, channels, name, waiting[name], now) for name in gone]
    health = store.targets.health(targets) if targets and any(channel.digest for channel in chosen) else ()
    rounds = [
        each
        for channel in chosen
        for each in _rounds(store, channels, channel, waiting.get(channel.name, ()), now, force=force, health=health)
    ]
    return (*_send(store, rounds, send, patience), *done)


def resend(
    store: Store,
    channels: Sequence[Channel],
    row: int,
    send: Callable[[Channel, Message], None],
    now: datetime,
    *,
    patience: timedelta = _PATIENCE,
) -> Delivery:
    """Send one alert again, to every service of its channel, whatever became of it; see `deliver`.

    Raises:
        StoreError: there is no such alert.
        WatchlistError: its channel is gone.
    """
    alert = store.outbox.get(row)
    if alert is None:
        raise StoreError(f"there is no alert {row}", hint="`monitor notify --list` shows them")
    channel = next((channel for channel in channels if channel.name == alert.channel), None)
    if channel is None:
        raise WatchlistError(f"alert {row} is for channel {alert.channel!r}, which the watchlist does not have")
    with store.writing():
        store.outbox.reopen([alert], now, whole=True)
    afresh = replace(alert, accepted=frozenset(), refused_at=None, attempts=0)
    (done,) = _send(store, [Round(store, channels, channel, [afresh], now)], send, patience)
    return done


# --- what goes out -----------------------------------------------------------------------------------------


def _revive(store: Store, channels: Sequence[Channel], now: datetime) -> None:
    names = {channel.name for channel in channels}
    with store.writing():
        store.outbox.reopen((alert for alert in store.outbox.dead() if alert.channel in names), now)


def _rounds(
    store: Store,
    channels: Sequence[Channel],
    channel: Channel,
    waiting: Sequence[Alert],
    now: datetime,
    *,
    force: bool,
    health: Sequence[Health],
) -> Iterator[Round]:
    """Choose what may go to a channel now. Once one alert may be tried, all that may go do: they are one message.

    But for those that a process was telling when it died: services may have taken them, so they are told as they were
    then, and what has come since is told by itself.
    """
    rhythm = store.outbox.rhythms().get(channel.name, Rhythm())
    if not force and _is_silent(channel, rhythm, now):
        return
    is_due = cadence.is_digest_due(channel, rhythm, waiting, now)
    if not waiting:
        _pass_digest(store, channel, rhythm, now, is_due=is_due)
        return
    going = [alert for alert in waiting if cadence.may_go(channel, alert, is_due=is_due)]
    for parcel in dict.fromkeys(alert.parcel for alert in going):
        together = [alert for alert in going if alert.parcel == parcel]
        if force or any(cadence.is_rested(alert, now) for alert in together):
            yield Round(store, channels, channel, together, now, is_digest=is_due, health=health if is_due else ())


def _is_silent(channel: Channel, rhythm: Rhythm, now: datetime) -> bool:
    """Tell whether a channel has its quiet hours, or a service of it asked to be left alone."""
    is_quiet = channel.quiet is not None and cadence.is_quiet(channel.quiet, now)
    return is_quiet or cadence.is_left_alone(rhythm, now)


def _pass_digest(store: Store, channel: Channel, rhythm: Rhythm, now: datetime, *, is_due: bool) -> None:
    """Note that a digest had nothing to say at its time, or, before its first one, from when it counts."""
    if is_due or (channel.digest is not None and rhythm.digest_at is None):
        with store.writing():
            store.outbox.keep_digest(channel.name, now)


def _send(
    store: Store, rounds: Sequence[Round], send: Callable[[Channel, Message], None], patience: timedelta
) -> tuple[Delivery, ...]:
    """Send all at the same time, and note each answer when it comes."""
    sources = {id(parcel): each for each in rounds for parcel in each.parcels}
    if sources:
        with store.writing():
            for each in rounds:
                each.begin()
    for answer in dispatch([parcel for each in rounds for parcel in each.parcels], send, patience):
        sources[id(answer.parcel)].hear(answer)
    return tuple(each.delivery for each in rounds if each.delivery is not None)
