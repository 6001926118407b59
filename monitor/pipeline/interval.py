"""How often each target is looked at: as the watchlist says, or as its own history suggests; and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.model import NoticeKind

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.model import Target
    from monitor.store.agenda import Entry

LEAST = timedelta(hours=6)
MOST = timedelta(days=7)
"""Bounds of an interval that follows from a target's history."""
_SHARE = 10
"""An interval is a tenth of how long the text has stood: what HTTP advises for pages that do not say when they expire
(RFC 9111, 4.2.2)."""
_IN_DOUBT = timedelta(hours=12)
_RESTLESS = timedelta(days=1)
_MOST_TIMES = 8
"""An interval grows to at most so many times its length while a target fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How often a target is looked at, and why."""

    span: timedelta
    reason: str
    """In words; for a reader of `monitor status`."""
    is_plain: bool = False
    """True when it is what the watchlist says, and no more needs to be told."""


def interval(target: Target, entry: Entry | None, now: datetime) -> Interval:
    """Tell how often a target is looked at."""
    if target.every is not None:
        found = Interval(span=target.every, reason=f"every {spoken(target.every)}", is_plain=True)
    else:
        found = _from_history(entry, now)
    fails = entry.failures - target.report_after if entry is not None else 0
    if fails <= 0:
        return found
    most = max(found.span, min(found.span * _MOST_TIMES, MOST))
    span = min(found.span * 2 ** min(fails, _MOST_TIMES), most)
    return Interval(span=span, reason=f"every {spoken(span)} while it fails, else {found.reason}")


def spoken(span: timedelta) -> str:
    """Say a span as people do.

    >>> spoken(timedelta(hours=12)), spoken(timedelta(days=2, hours=10)), spoken(timedelta(minutes=90))
    ('12 h', '2.4 d', '1.5 h')
    """
    seconds = span.total_seconds()
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size * (2 if unit == "d" else 1):
            return f"{seconds / size:.1f}".removesuffix(".0") + f" {unit}"
    return f"{seconds:g} s"


def _from_history(entry: Entry | None, now: datetime) -> Interval:
    """Take a tenth of how long the text has stood, or stands as a rule."""
    if entry is None:
        return Interval(span=LEAST, reason=f"every {spoken(LEAST)}: it was never visited")
    since = entry.last_changed_at or entry.added_at
    age = max(timedelta(), now - since)
    told = "it last changed" if entry.last_changed_at else "it was first seen"
    why = f"a tenth of the {spoken(age)} since {told}"
    gaps = [later - earlier for earlier, later in pairwise(entry.versions)]
    usual = sum(gaps, timedelta()) / len(gaps) if gaps else age
    if usual < age:
        stood = "for which its last wordings stood" if len(gaps) > 1 else "from its first version to the second"
        age, why = usual, f"a tenth of the {spoken(usual)} {stood}"
    span = min(max(age / _SHARE, LEAST), MOST)
    if span != age / _SHARE:
        why = f"{why} would be {spoken(age / _SHARE)}, and {'six hours' if span == LEAST else 'a week'} is the bound"
    return _amended(span, why, entry)


def _amended(span: timedelta, why: str, entry: Entry) -> Interval:
    """Look sooner at what is in doubt, and less often at what changes for no reason."""
    if entry.held_since is not None and span > _IN_DOUBT:
        span, why = _IN_DOUBT, "what it shows now is not yet taken as the policy"
    elif (entry.returns or NoticeKind.NOISY in entry.told) and span < _RESTLESS:
        span, why = _RESTLESS, "its wordings come and go"
    return Interval(span=span, reason=f"every {spoken(span)}: {why}")
