"""Who is told of what: changes and notices into the outbox, in the transaction that records them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.model import Level, Notice, NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from monitor.model import Change, Channel, Target
    from monitor.store import Store
    from monitor.store.targets import State


def tell_changes(
    store: Store,
    channels: Sequence[Channel],
    target: Target,
    state: State,
    version: int,
    changes: Iterable[Change],
    now: datetime,
) -> None:
    """Let each channel of a target wait to be told of changes at its level or above."""
    level = max((change.level for change in changes), key=lambda found: found.rank, default=Level.COSMETIC)
    for channel in _of(target, channels):
        if level.rank >= channel.level.rank:
            store.outbox.add_change(channel.name, state.id, version, level, now)


def tell_health(
    store: Store, channels: Sequence[Channel], target: Target, state: State, kind: NoticeKind, now: datetime
) -> State:
    """Let the channels of a target wait to be told of its health, once; give the state that remembers it."""
    if kind in state.told:
        return state
    notice = Notice(
        target=target.name,
        title=target.title or target.name,
        url=target.url,
        kind=kind,
        text=_say(kind, state),
        at=now,
    )
    for channel in _of(target, channels):
        store.outbox.add_notice(channel.name, state.id, notice, now)
    if kind is NoticeKind.RECOVERED:
        over = {NoticeKind.FAILING.value, NoticeKind.HELD.value}
        return replace(state, told=tuple(open_ for open_ in state.told if open_ not in over))
    return replace(state, told=(*state.told, kind.value))


def _of(target: Target, channels: Sequence[Channel]) -> Iterable[Channel]:
    return (channel for channel in channels if channel.name in target.notify)


def _say(kind: NoticeKind, state: State) -> str:
    since = state.failing_since or state.held_since
    day = f"{since:%Y-%m-%d %H:%M} UTC" if since else "its last visit"
    says = {
        NoticeKind.FAILING: f"no answer on {state.failures} visits in a row, since {day}: {state.reason}",
        NoticeKind.HELD: f"an answer came that is not the policy: {state.reason}",
        NoticeKind.FLAPPING: "the page alternates between wordings it had before; returns are quiet",
        NoticeKind.RECOVERED: f"it can be read again; it could not since {day}",
    }
    return says[kind]
