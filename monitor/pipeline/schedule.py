"""Which targets are visited now, and which later: how often each of them is looked at, and how much a host is asked."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.figures import minute
from monitor.model import Errand, Outcome, Visit
from monitor.pipeline import browsing
from monitor.pipeline.interval import Interval, interval
from monitor.pipeline.reading import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.model import Target
    from monitor.store import Store
    from monitor.store.agenda import Entry

_EARLY_SHARE = 10
_EARLY_MOST = timedelta(minutes=75)
"""A visit may come a tenth of the interval early, and no more than this: cron is late by seconds, a run takes minutes,
and the night on which clocks go forward is an hour short."""
_JITTER_SHARE = 10
_JITTER_MOST = timedelta(hours=2)
_LONGEST_REST = timedelta(days=8)
"""Servers are granted a week (see `monitor.crawl.verdict`): a rest that lies further ahead was noted by a clock that
ran ahead."""
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """When a target is looked at next by `monitor run --due`."""

    interval: Interval
    at: datetime | None
    """From when on it is due; None when it was never visited: then it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which targets a run asks, and which it leaves alone for now."""

    errands: tuple[Errand, ...]
    """What has waited longest comes first."""
    waiting: tuple[Visit, ...] = ()
    """For targets whose server asked not to be asked yet: told, not recorded."""
    left_out: tuple[str, ...] = ()
    """Targets that had to stand back, as their host is asked for no more pages in this run; the next one begins with
    them."""


def plan(
    store: Store,
    targets: Sequence[Target],
    now: datetime,
    *,
    due: bool = False,
    can_render: bool = False,
    max_per_host: int | None = None,
) -> Plan:
    """Decide which targets are asked now.

    Args:
        store: what is known of them.
        targets: the chosen ones.
        now: the time of the run.
        due: only those whose last visit is long enough ago.
        can_render: a browser is at hand for pages that are known to need one.
        max_per_host: pages of one host that may be asked for.
    """
    entries = store.agenda.entries()
    step = store.agenda.step()
    asked: list[tuple[datetime, Errand]] = []
    waiting: list[Visit] = []
    for target in targets:
        entry = entries.get(target.name)
        if entry is None or entry.url != target.url:
            asked.append((_EVER, _errand(target, None, can_render=can_render)))
        elif rest := _rest(entry, now):
            reason = f"not asked: the server wants no visit before {minute(rest)}"
            waiting.append(Visit(target=target.name, outcome=Outcome.FAILED, reason=reason, at=now))
        else:
            span = interval(target, entry, now).span
            if not due or _is_due(target, entry, now, span, step):
                at = entry.last_visit_at + span if entry.last_visit_at else _EVER
                asked.append((at, _errand(target, entry, can_render=can_render)))
    if due or max_per_host is not None:
        asked.sort(key=lambda one: one[0])
    return _within_budget([errand for _, errand in asked], waiting, max_per_host)


def next_visits(store: Store, targets: Iterable[Target], now: datetime) -> dict[str, Next]:
    """Tell for each target when it is looked at next, by its name."""
    entries = store.agenda.entries()
    return {target.name: _next(target, entries.get(target.name), now) for target in targets}


def _is_due(target: Target, entry: Entry, now: datetime, span: timedelta, step: timedelta) -> bool:
    """Tell whether a target is to be visited in the run that begins now.

    That is so in the run that lies nearest to the time at which it is due, be it before or behind it; but not when its
    last visit is less than an interval ago, give or take a little. A visit in the future was noted by a clock that ran
    ahead, and does not count.

    Args:
        target: the target.
        entry: what is known of it.
        now: when the run begins.
        span: its interval.
        step: how far apart runs begin; zero when that is not known.
    """
    last = entry.last_visit_at
    if last is None or last > now:
        return True
    if now - last < span - _early(span, step):
        return False
    return now + step / 2 >= last + span + _jitter(target.name, span, step)


def _early(span: timedelta, step: timedelta) -> timedelta:
    """Give how much before its time a visit may come; nothing, where it is not known when runs come."""
    return min(span / _EARLY_SHARE, _EARLY_MOST) if step else timedelta()


def _jitter(name: str, span: timedelta, step: timedelta) -> timedelta:
    """Give how much later than others a target comes due: the same at every visit, so that many drift apart.

    Where runs lie as far apart as intervals, a target that is late is late by a whole run: `is_due` rounds that away.
    """
    if not step:
        return timedelta()
    share = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest()) / 2**32
    return share * min(span / _JITTER_SHARE, _JITTER_MOST)


def _rest(entry: Entry, now: datetime) -> datetime | None:
    """Give until when the server asked to be left alone, where it does."""
    is_ahead = entry.not_before is not None and now < entry.not_before <= now + _LONGEST_REST
    return entry.not_before if is_ahead else None


def _next(target: Target, entry: Entry | None, now: datetime) -> Next:
    known = entry if entry is not None and entry.url == target.url else None
    found = interval(target, known, now)
    if known is None or known.last_visit_at is None:
        return Next(interval=found, at=None)
    at = known.last_visit_at + found.span
    return Next(interval=found, at=max(at, _rest(known, now) or at))


def _errand(target: Target, entry: Entry | None, *, can_render: bool) -> Errand:
    """Ask for what is new, where the answer "nothing" would be about the version in force.

    Of a page built by scripts the server's document says nothing of the text.
    """
    renders = browsing.is_wanted(target, entry, can_render=can_render)
    if entry is None or renders or entry.rendered_visits is not None or entry.rules != rules_of(target):
        return Errand(target=target.name, url=target.url, render=renders)
    return Errand(target=target.name, url=target.url, etag=entry.etag, last_modified=entry.last_modified)


def _within_budget(errands: Sequence[Errand], waiting: Sequence[Visit], most: int | None) -> Plan:
    """Leave out what is more than a host may be asked for."""
    if most is None:
        return Plan(errands=tuple(errands), waiting=tuple(waiting))
    asked: Counter[str] = Counter()
    kept, left = [], []
    for errand in errands:
        host = urlsplit(errand.url).hostname or ""
        asked[host] += 1
        if asked[host] > most:
            left.append(errand.target)
        else:
            kept.append(errand)
    return Plan(errands=tuple(kept), waiting=tuple(waiting), left_out=tuple(left))
