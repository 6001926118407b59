"""How a target stands from visit to visit: one table of moves, the dates that go with them, and what people hear.

A visit that was made ends good, held or failed; one that was put off (the host asked to be left alone) was not made: it
is told in the run, and counts for nothing here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from monitor.figures import minute
from monitor.gate.answer import REFUSING, is_elsewhere
from monitor.model import NoticeKind, Outcome
from monitor.pipeline.interval import MOST
from monitor.pipeline.route import close_health, remind, tell_health

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from monitor.model import Failure, Snapshot, Target
    from monitor.pipeline.case import Road
    from monitor.store.targets import State


class Condition(StrEnum):
    """How a target stands."""

    SOUND = "sound"
    FAILING = "failing"
    """The last visits brought no answer."""
    HELD = "held"
    """The last visits brought answers that are not the policy."""


class Event(StrEnum):
    """What a visit came to, as far as it touches how the target stands."""

    GOOD = "good"
    """The answer is the policy: first, unchanged, changed or variant."""
    HELD = "held"
    FAILED = "failed"
    PUT_OFF = "put off"
    """Nobody asked."""


MOVES: Final[Mapping[tuple[Condition, Event], Condition]] = {
    (Condition.SOUND, Event.GOOD): Condition.SOUND,
    (Condition.SOUND, Event.HELD): Condition.HELD,
    (Condition.SOUND, Event.FAILED): Condition.FAILING,
    (Condition.SOUND, Event.PUT_OFF): Condition.SOUND,
    (Condition.FAILING, Event.GOOD): Condition.SOUND,
    (Condition.FAILING, Event.HELD): Condition.HELD,
    (Condition.FAILING, Event.FAILED): Condition.FAILING,
    (Condition.FAILING, Event.PUT_OFF): Condition.FAILING,
    (Condition.HELD, Event.GOOD): Condition.SOUND,
    (Condition.HELD, Event.HELD): Condition.HELD,
    (Condition.HELD, Event.FAILED): Condition.FAILING,
    (Condition.HELD, Event.PUT_OFF): Condition.HELD,
}

_TOLD: Final[Mapping[Condition, tuple[NoticeKind, ...]]] = {
    Condition.SOUND: (),
    Condition.FAILING: (NoticeKind.FAILING, NoticeKind.BLOCKED),
    Condition.HELD: (NoticeKind.HELD, NoticeKind.BLOCKED, NoticeKind.DRIFTED),
}
"""What people may hear of how a target stands: the first one, where no other fits better."""
_OVER: Final = {
    NoticeKind.FAILING,
    NoticeKind.HELD,
    NoticeKind.BLOCKED,
    NoticeKind.DRIFTED,
    NoticeKind.SILENT,
}
"""What a good answer puts an end to."""
_FIRST_REMINDER: Final = timedelta(days=7)
_RAREST_REMINDER: Final = timedelta(days=28)
SEVERAL: Final = 3
"""Visits that are missed before it counts as long, and those on which a page must be elsewhere to have moved."""


def condition(state: State) -> Condition:
    """Tell how a target stands, by its last visit that was made."""
    if state.last_outcome is Outcome.FAILED:
        return Condition.FAILING
    return Condition.HELD if state.last_outcome is Outcome.HELD else Condition.SOUND


def move(state: State, event: Event, at: datetime, *, ailment: str = "", not_before: datetime | None = None) -> State:
    """Give the state after a visit, before it is written down as one: no date is left of what is over.

    The text that is being held, and how long, is remembered over failures.

    Args:
        state: before the visit.
        event: what it came to.
        at: when.
        ailment: why it is held or failed, where that has a name.
        not_before: when the server may be asked again.
    """
    if event is Event.PUT_OFF:
        return replace(state, not_before=max(filter(None, (state.not_before, not_before)), default=None))
    before, after = condition(state), MOVES[condition(state), event]
    stays = before is after
    is_failing, is_held = after is Condition.FAILING, after is Condition.HELD
    state = replace(
        state,
        failures=(state.failures if stays else 0) + 1 if is_failing else 0,
        failing_since=((state.failing_since if stays else None) or at) if is_failing else None,
        held=(state.held if stays else 0) + 1 if is_held else 0,
        held_since=((state.held_since if stays else None) or at) if is_held else None,
        not_before=not_before,
        ailment=ailment,
    )
    if after is Condition.SOUND:
        return replace(
            state, held_digest=None, held_row=None, held_seen=0, held_from=None, ailment="", reminded_at=None
        )
    return state


def ailment_of(failure: Failure) -> str:
    """Name why no answer came, where that has a name."""
    return NoticeKind.BLOCKED.value if failure.is_refusal or failure.status in REFUSING else ""


# --- what people hear --------------------------------------------------------------------------------------


def tell(road: Road, target: Target, state: State, at: datetime) -> State:
    """Let people wait to be told how a target stands after a visit that did not bring the policy.

    Held is told at once, failing after `report_after` visits, each by its name where it has one; once, until a good
    answer comes. That it lasts is told again after a week, and then at intervals that double up to four weeks.
    """
    stands = condition(state)
    is_due = stands is Condition.HELD or state.failures >= target.report_after
    kinds = _TOLD[stands]
    if is_due and kinds and not set(kinds) & set(state.told):
        kind = NoticeKind(state.ailment) if state.ailment in kinds else kinds[0]
        state = tell_health(road, target, state, kind, at)
    return _reminded(road, target, state, at)


def _reminded(road: Road, target: Target, state: State, at: datetime) -> State:
    since = state.last_success_at or state.added_at
    several = SEVERAL * (target.every or MOST)  # an interval by its history is no longer than that
    if since is None or at - since < max(_FIRST_REMINDER, several):
        return state
    if state.reminded_at is not None:
        most = max(_RAREST_REMINDER, several)
        if at - state.reminded_at < min(state.reminded_at - since, most):
            return state
    stands = condition(state)
    why = f"{stands}: {state.reason}" if stands is not Condition.SOUND else "its host wants not to be asked"
    text = f"nothing of it could be read for {(at - since).days} days, since {minute(since)}; {why}"
    state = remind(road, target, state, NoticeKind.SILENT, at, text)
    return replace(state, reminded_at=at)


def recover(road: Road, target: Target, state: State, snapshot: Snapshot, taken: str = "") -> State:
    """Close what was told of a target's answers, now that a good one came.

    Args:
        road: with what is recorded.
        target: whose answer.
        state: before the visit.
        snapshot: the answer.
        taken: why a text that was held is taken as the policy now; empty for an answer like those before.
    """
    since = road.store.targets.unread_since(state)
    day = minute(since) if since else "its last visit"
    text = (
        f"the text is taken as the policy now: {taken}" if taken else f"it can be read again; it could not since {day}"
    )
    state = close_health(road, target, state, _OVER, snapshot.fetched_at, text)
    return move(state, Event.GOOD, snapshot.fetched_at)


# --- where the page is -------------------------------------------------------------------------------------


def certified(state: State, snapshot: Snapshot) -> State:
    """Note that the server shows another certificate; renewals are no news, and told to nobody."""
    if snapshot.certificate is None or snapshot.certificate == state.certificate:
        return state
    since = snapshot.fetched_at if state.certificate is not None else state.certificate_since
    return replace(state, certificate=snapshot.certificate, certificate_since=since)


def relocated(road: Road, target: Target, state: State, snapshot: Snapshot) -> State:
    """Tell once that the page stays at another address, and once that it is back; this visit is written down already.

    A lasting move is a permanent redirect, or one to another domain; http to https, "www." and a slash at the end
    are shown in the status alone.
    """
    at = snapshot.fetched_at
    is_away = is_elsewhere(snapshot, is_permanent=state.moved_to is not None)
    if not is_away:
        text = "it is at its address again"
        return close_health(road, target, state, {NoticeKind.REDIRECTED}, at, text)
    places = road.store.targets.places(state, SEVERAL)
    if NoticeKind.REDIRECTED in state.told or places != (snapshot.final_url,) * SEVERAL:
        return state
    how = "has moved for good" if state.moved_to else "leads to another domain"
    text = f"its address {how}, to {snapshot.final_url}; watch that one if it is the policy's"
    return tell_health(road, target, state, NoticeKind.REDIRECTED, at, text)
