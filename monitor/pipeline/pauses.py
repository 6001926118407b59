"""Long pauses in which nothing was visited: cron stood still, or the machine was off."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from monitor.figures import minute
from monitor.model import Notice, NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.model import Channel
    from monitor.store import Store

_LOOKED_AT: Final = 5000
"""Runs from which the usual rhythm is learnt."""
_FEWEST: Final = 5
_LEARNT: Final = timedelta(days=3)
"""How long those runs must reach back: an afternoon of tries is no rhythm."""
_SHORTEST: Final = timedelta(days=3)
_TIMES: Final = 4


def pause(starts: Sequence[datetime], now: datetime) -> timedelta | None:
    """Tell how long nothing was visited before a run, when that is much longer than ever lately.

    Args:
        starts: of the last runs, newest first.
        now: start of this one.

    Returns:
        the pause: at least three days, and four times the longest distance between two of the last runs.
    """
    if len(starts) < _FEWEST or starts[0] - starts[-1] < _LEARNT:
        return None
    usual = max(later - earlier for later, earlier in pairwise(starts))
    length = now - starts[0]
    return length if length >= max(_SHORTEST, _TIMES * usual) else None


def tell_pause(store: Store, channels: Sequence[Channel], now: datetime) -> None:
    """Let every channel wait to be told of a long pause before this run. Call it once a run, before that is noted."""
    starts = store.runs.starts(_LOOKED_AT)
    length = pause(starts, now)
    if length is None:
        return
    text = (
        f"no run between {minute(starts[0])} and {minute(now)} ({length.days} days); "
        "what changed and was taken back in between was not seen"
    )
    notice = Notice(target="", title="The watchlist", url="", kind=NoticeKind.SILENT, text=text, at=now)
    for channel in channels:
        store.outbox.add_notice(channel.name, None, notice, now)
