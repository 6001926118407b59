"""How a target stands, in words: each condition that `monitor status` names, with the rule and figures behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.figures import many, minute
from monitor.gate import rhythm, volatile
from monitor.model import NoticeKind, Outcome
from monitor.pipeline.health import SEVERAL
from monitor.pipeline.holding import VISITS
from monitor.pipeline.pauses import pause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from monitor.model import Target
    from monitor.store import Store
    from monitor.store.targets import State

LATELY = 10
"""Visits among which changes are counted."""
_RUNS = 40
_WEEK = timedelta(days=7)


def describe(store: Store, target: Target, state: State) -> Iterator[str]:
    """Say what ails a target, what was told of it, and what would put an end to it; nothing of a sound one.

    Args:
        store: what is kept.
        target: of the watchlist.
        state: what is known of it.
    """
    yield from _unread(target, state)
    yield from _restless(store, target, state)
    yield from _place(state)
    if volatile_parts := volatile.count(volatile.load(state.churn)):
        parts = many(volatile_parts, "part")
        yield f"learnt as changing at most visits, and left out of changes: {parts}"


def describe_pause(store: Store, at: datetime) -> Iterator[str]:
    """Say that a visit came after a long pause, in which nothing was visited at all."""
    starts = [start for start in store.runs.starts(_RUNS) if start <= at]
    length = pause(starts[1:], starts[0]) if len(starts) > 1 else None
    if length is not None:
        yield f"no run took place in the {length.days} days before; what was changed and taken back then was not seen"


def _unread(target: Target, state: State) -> Iterator[str]:
    """Say why the policy cannot be read: what people call it, since when, and when they hear of it."""
    outcome, told = state.last_outcome, set(state.told)
    if outcome not in (Outcome.FAILED, Outcome.HELD):
        return
    is_failing = outcome is Outcome.FAILED
    since = state.failing_since if is_failing else state.held_since
    times = state.failures if is_failing else state.held
    kind = state.ailment or ("failing" if is_failing else "held")
    in_a_row = " in a row" if times > 1 else ""
    yield f"{kind} on {many(times, 'visit')}{in_a_row}{_since(since)}: {_meaning(kind)}"
    if told & {NoticeKind.FAILING, NoticeKind.HELD, NoticeKind.BLOCKED, NoticeKind.DRIFTED}:
        yield "people were told, and will be once more when it is over"
    elif is_failing:
        yield f"not told yet: it is after {target.report_after} visits in a row (`report_after`)"
    if not is_failing and state.held_from is not None:
        hours, seen = target.settle.total_seconds() / 3600, many(state.held_seen, "visit")
        yield (
            f"the words that are held were seen on {seen}{_since(state.held_from)}; a text that is "
            f"merely doubtful is taken as the policy on {VISITS} visits over {hours:g} hours (`settle`), a wall never"
        )
    if NoticeKind.SILENT in told and state.reminded_at is not None:
        yield f"silent: nothing could be read{_since(state.last_success_at)}; told again on {minute(state.reminded_at)}"


def _meaning(kind: str) -> str:
    return {
        NoticeKind.BLOCKED.value: "the site keeps programs out",
        NoticeKind.DRIFTED.value: "the page came, and nothing on it is what `select`, or the # of its address, names",
        NoticeKind.HELD.value: "an answer came that is not the policy",
    }.get(kind, "no answer came")


def _restless(store: Store, target: Target, state: State) -> Iterator[str]:
    heard = rhythm.hear(store.targets.wordings(state))
    if NoticeKind.FLAPPING in state.told:
        hours = target.settle.total_seconds() / 3600
        yield (
            f"flapping: {heard.returns} returns lately, the longest run between two of {many(heard.longest, 'visit')}; "
            "returns are quiet, edits are told. It is over when one wording has stood for more than "
            f"{many(heard.patience, 'visit')} and {hours:g} hours (`settle`); so far it is {heard.calm}"
        )
    elif heard.is_restless:
        yield f"a wording came back {many(heard.calm, 'visit')} ago: the next return is quiet"
    if NoticeKind.NOISY in state.told:
        changed = store.targets.changed_lately(state, LATELY)
        yield f"noisy: its wording changed on {changed} of the last {LATELY} visits that brought it"


def _place(state: State) -> Iterator[str]:
    if NoticeKind.REDIRECTED in state.told:
        where = f" to {state.moved_to}, for good" if state.moved_to else ", to another domain"
        yield f"redirected on {SEVERAL} visits or more{where}; people were told once"
    elif state.moved_to:
        yield f"its address says that it moved to {state.moved_to}"
    at = state.last_visit_at
    if state.certificate_since is not None and at is not None and at - state.certificate_since < _WEEK:
        yield f"the server has shown another certificate{_since(state.certificate_since)}; nobody is told of a renewal"


def _since(at: datetime | None) -> str:
    return f" since {minute(at)}" if at is not None else ""
