"""Who is told of what: changes and notices into the outbox, in the transaction that records them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.figures import minute
from monitor.model import Notice, NoticeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from monitor.model import Change, Channel, Target
    from monitor.pipeline.case import Road
    from monitor.store.targets import State


def tell_changes(
    road: Road,
    target: Target,
    state: State,
    version: int,
    changes: Sequence[Change],
    now: datetime,
) -> None:
    """Let each channel of a target wait to be told of the changes that it asks for."""
    for channel in _of(target, road.channels):
        chosen = [position for position, change in enumerate(changes) if hears(channel, change)]
        if chosen:
            level = max((changes[position].level for position in chosen), key=lambda found: found.rank)
            road.store.outbox.add_change(channel.name, state.id, version, level, now, positions=chosen)


def is_heard(target: Target, channels: Sequence[Channel]) -> bool:
    """Tell whether anybody may be told of a target."""
    return any(True for _ in _of(target, channels))


def hears(channel: Channel, change: Change) -> bool:
    """Tell whether a change has the level, a topic and a signal that a channel asks for."""
    return (
        change.level.rank >= channel.level.rank
        and (not channel.topics or not set(channel.topics).isdisjoint(change.topics))
        and (not channel.signals or not set(channel.signals).isdisjoint(found.kind for found in change.signals))
    )


def tell_health(
    road: Road,
    target: Target,
    state: State,
    kind: NoticeKind,
    now: datetime,
    text: str = "",
) -> State:
    """Let the channels of a target wait to be told of its health, once; give the state that remembers it."""
    if kind in state.told:
        return state
    return remind(road, target, state, kind, now, text or _say(kind, state))


def remind(
    road: Road,
    target: Target,
    state: State,
    kind: NoticeKind,
    now: datetime,
    text: str,
) -> State:
    """Let the channels of a target wait to be told of its health, whether or not they heard of it before."""
    _tell(road, target, state, _notice(target, kind, text, now))
    return state if kind in state.told else replace(state, told=(*state.told, kind.value))


def close_health(
    road: Road,
    target: Target,
    state: State,
    kinds: Collection[NoticeKind],
    now: datetime,
    text: str,
) -> State:
    """Let the channels wait to be told that what they heard of a target's health is over, if they heard of it."""
    over = {kind.value for kind in kinds}
    if not over & set(state.told):
        return state
    _tell(road, target, state, _notice(target, NoticeKind.RECOVERED, text, now))
    return replace(state, told=tuple(kind for kind in state.told if kind not in over))


def _tell(road: Road, target: Target, state: State, notice: Notice) -> None:
    for channel in _of(target, road.channels):
        road.store.outbox.add_notice(channel.name, state.id, notice, notice.at)


def _notice(target: Target, kind: NoticeKind, text: str, now: datetime) -> Notice:
    return Notice(target=target.name, title=target.title or target.name, url=target.url, kind=kind, text=text, at=now)


def _of(target: Target, channels: Sequence[Channel]) -> Iterable[Channel]:
    """Give the channels that a target names and that let it pass."""
    for channel in channels:
        is_asked_for = not channel.targets or target.name in channel.targets
        is_of_group = not channel.tags or not set(channel.tags).isdisjoint(target.tags)
        if channel.name in target.notify and is_asked_for and is_of_group:
            yield channel


def _say(kind: NoticeKind, state: State) -> str:
    since = minute(state.failing_since) if state.failing_since else "its last visit"
    tries = f"on {state.failures} visits in a row, " if state.failures > 1 else ""
    says = {
        NoticeKind.FAILING: f"no answer {tries}since {since}: {state.reason}",
        NoticeKind.HELD: f"an answer came that is not the policy: {state.reason}",
        NoticeKind.BLOCKED: f"the site keeps this program out: {state.reason}",
        NoticeKind.DRIFTED: f"the page came, and what is watched is not on it: {state.reason}",
        NoticeKind.FLAPPING: "the page alternates between wordings it had before; returns are quiet",
        NoticeKind.NOISY: "its wording changed at most of the last visits; if these are no changes of the policy, "
        "leave the part out with `select`, `remove` or `ignore`",
    }
    return says[kind]
