"""What a visit can end in. Each ending keeps all that belongs to it in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.gate import volatile
from monitor.model import Comparison, Level, NoticeKind, Outcome, Skip, Visit
from monitor.pipeline import skipping, variants
from monitor.pipeline.health import Event, certified, move, recover, relocated, tell
from monitor.pipeline.reading import rules_of
from monitor.pipeline.route import close_health, tell_changes, tell_health
from monitor.store.evidence import digest

if TYPE_CHECKING:
    from monitor.gate import Verdict
    from monitor.model import Snapshot, Target
    from monitor.pipeline.case import Case, Found, Road, Step
    from monitor.pipeline.holding import Stay
    from monitor.pipeline.skipping import Skipped
    from monitor.store.history import Kept
    from monitor.store.targets import State

_NOT_MODIFIED = 304
_PERMANENT = {301, 308}
_FULL_FETCH_EVERY = 7
"""Every seventh visit asks without validators: a server that answers 304 for ever must not hide a change."""
_QUIET = 30
"""Visits without a return after which a page that was never told to flap no longer counts as one that alternates."""
_NOISY = 5
_CALM = 1
_LATELY = 10
"""A page is noisy when its wording changed on 5 of its last 10 visits, and calm again when on one at most."""


def confirm(road: Road, target: Target, state: State, snapshot: Snapshot, known: Skipped) -> Visit:
    """Record that the server, or bytes that need not be read, confirmed the version in force."""
    targets = road.store.targets
    number = road.store.history.number(state.latest)
    at, skip = snapshot.fetched_at, known.skip
    visit = Visit(target=target.name, outcome=Outcome.UNCHANGED, at=at, version=number, skipped=skip)
    over = variants.settled(road, target, state, snapshot)
    with road.store.writing():
        if skip is Skip.SAME_FOLDED_BODY:
            road.store.folds.count_skip(state.id)
        state = certified(recover(road, target, state, snapshot), snapshot)
        confirmed = state.confirmed + 1 if snapshot.status == _NOT_MODIFIED else 0
        state = replace(state, confirmed=confirmed)
        if confirmed >= _FULL_FETCH_EVERY - 1:
            state = replace(state, etag=None, last_modified=None, confirmed=0)
        elif snapshot.status != _NOT_MODIFIED:
            state = _validators(state, snapshot)
        if state.churn and state.latest is not None:
            same = road.store.history.get(state.latest).version
            state = replace(state, churn=volatile.dump(volatile.observe(volatile.load(state.churn), same, same)))
        tokens = known.tokens or None
        state = targets.add_visit(state, visit, answer=snapshot, run=road.run, version=state.latest, tokens=tokens)
        state = relocated(road, target, replace(state, moved_to=_moved_to(snapshot)), snapshot)
        targets.save(_calmed(road, target, state, snapshot, over=over))
    return visit


def hold(case: Case, verdict: Verdict, stay: Stay | None, *, is_drifted: bool = False) -> Visit:
    """Keep an answer that is no policy as evidence, never as a version."""
    store, at = case.road.store, case.snapshot.fetched_at
    ailment = NoticeKind.DRIFTED.value if is_drifted else NoticeKind.BLOCKED.value if verdict.is_refusal else ""
    visit = Visit(target=case.target.name, outcome=Outcome.HELD, reason="; ".join(verdict.reasons), at=at)
    with store.writing():
        state = certified(move(case.state, Event.HELD, at, ailment=ailment), case.snapshot)
        state = _visited(case, state, visit, version=None)
        if stay is not None and stay.row != case.row and stay.digest == state.held_digest:
            store.evidence.drop(case.row)  # the first snapshot of these words is kept
        state = replace(
            state,
            held_digest=stay.digest if stay else None,
            held_row=stay.row if stay else None,
            held_seen=stay.seen if stay else 0,
            held_from=stay.since if stay else None,
        )
        store.targets.save(tell(case.road, case.target, state, at))
    return visit


def first(case: Case, found: Found) -> Visit:
    """Record the first version of a target."""
    with case.road.store.writing():
        row, number = _add(case, found, Comparison(version=found.version), None)
        at = case.snapshot.fetched_at
        visit = Visit(target=case.target.name, outcome=Outcome.FIRST, at=at, version=number)
        _accept(case, found, visit, row)
    return visit


def unchanged(case: Case, found: Found, skip: Skip | None = None) -> Visit:
    """Record that the page says what it said; its bytes replace the last ones that only confirmed."""
    store, latest = case.road.store, case.state.latest
    number, at = store.history.number(latest), case.snapshot.fetched_at
    visit = Visit(target=case.target.name, outcome=Outcome.UNCHANGED, at=at, version=number, skipped=skip)
    with store.writing():
        over = variants.settled(case.road, case.target, case.state, case.snapshot)
        _accept(case, found, visit, latest, seen=case.row, over=over)
        if case.state.seen is not None:
            store.evidence.drop(case.state.seen)
    return visit


def returned(case: Case, found: Found, near: Step) -> Visit:
    """Record that a wording seen before came back: told once, then quiet."""
    at = case.snapshot.fetched_at
    reason = f"the wording of version {near.base.number} came back"
    visit = Visit(target=case.target.name, outcome=Outcome.VARIANT, reason=reason, at=at, version=near.base.number)
    with case.road.store.writing():
        _accept(case, found, visit, near.base.id, is_return=True, tell=NoticeKind.FLAPPING)
    return visit


def adopted(case: Case, found: Found, step: Step) -> Visit:
    """Record that a page which says the same in another form stayed: it is watched from there on."""
    with case.road.store.writing():
        row, number = _add(case, found, Comparison(version=step.comparison.version), None)
        at = case.snapshot.fetched_at
        visit = Visit(target=case.target.name, outcome=Outcome.VARIANT, reason=step.reason, at=at, version=number)
        _accept(case, found, visit, row, taken=step.reason)
    return visit


def changed(case: Case, found: Found, step: Step, *, is_return: bool = False) -> Visit:
    """Record a new wording, or one that was taken back, and let people wait to be told.

    The second fetch of a run that gives a third wording is kept without an alert: that the page changed is told
    already, and that it does not stand still is told instead.
    """
    store, at, changes = case.road.store, case.snapshot.fetched_at, step.comparison.changes
    is_told = any(change.level.rank >= Level.MINOR.rank for change in changes) and not case.is_echo
    with store.writing():
        row, number = _add(case, found, step.comparison, step.base)
        visit = Visit(
            target=case.target.name,
            outcome=Outcome.CHANGED,
            reason=step.reason,
            at=at,
            changes=changes,
            alert=is_told,
            version=number,
        )
        if not case.is_echo:
            tell_changes(case.road, case.target, case.state, row, changes, at)
        tell = NoticeKind.FLAPPING if case.is_echo else None
        is_return = is_return or case.is_echo
        _accept(case, found, visit, row, is_return=is_return, tell=tell, taken=step.reason)
    return visit


# --- what endings share ------------------------------------------------------------------------------------


def _add(case: Case, found: Found, comparison: Comparison, previous: Kept | None) -> tuple[int, int]:
    return case.road.store.history.add(
        case.state.id,
        comparison,
        previous=previous,
        snapshot=case.row,
        fetched_at=case.snapshot.fetched_at,
        rules=rules_of(case.target),
        digest=found.name,
    )


def _accept(
    case: Case,
    found: Found,
    visit: Visit,
    row: int | None,
    *,
    seen: int | None = None,
    is_return: bool = False,
    tell: NoticeKind | None = None,
    taken: str = "",
    over: int = 0,
) -> None:
    """Record a visit whose answer is the policy: `row` is the version now in force.

    Args:
        case: the visit.
        found: what it brought.
        visit: what it ended in.
        row: of the version.
        seen: row of the snapshot, when that only confirms the version.
        is_return: a wording came back.
        tell: what people are to hear of the page's health.
        taken: why a text that was held is taken as the policy now.
        over: visits on which a page that alternated has kept one wording, when that is over.
    """
    road, target, snapshot = case.road, case.target, case.snapshot
    skipping.learn(case, found)
    state = certified(_validators(recover(road, target, case.state, snapshot, taken), snapshot), snapshot)
    state = replace(
        state,
        latest=row,
        accepted=digest(snapshot.body),
        seen=seen,
        charset=found.version.charset or None,
        confirmed=0,
        moved_to=_moved_to(snapshot),
        churn=volatile.dump(found.memory),
        returns=state.returns + is_return,
        quiet=0 if is_return else state.quiet,
    )
    if tell is not None:
        state = tell_health(road, target, state, tell, snapshot.fetched_at)
    state = relocated(road, target, _visited(case, state, visit, version=row), snapshot)
    road.store.targets.save(_calmed(road, target, state, snapshot, is_return=is_return, over=over))


def _visited(case: Case, state: State, visit: Visit, *, version: int | None) -> State:
    return case.road.store.targets.add_visit(
        state, visit, answer=case.snapshot, run=case.road.run, snapshot=case.row, version=version
    )


def _calmed(
    road: Road, target: Target, state: State, snapshot: Snapshot, *, is_return: bool = False, over: int = 0
) -> State:
    """Count how long a page has been quiet, and open or close what people are told of its unrest."""
    at, store = snapshot.fetched_at, road.store
    if state.returns and not is_return:
        state = replace(state, quiet=state.quiet + 1)
    if over:
        which = variants.stands(road, target, state)
        text = f"it has kept one wording for {over} visits{which}; the next return is told again"
        state = close_health(road, target, state, {NoticeKind.FLAPPING}, at, text)
    if over or (state.quiet >= _QUIET and NoticeKind.FLAPPING not in state.told):
        state = replace(state, returns=0, quiet=0)
    if state.last_outcome is Outcome.CHANGED:
        if store.targets.changed_lately(state, _LATELY) >= _NOISY:
            state = tell_health(road, target, state, NoticeKind.NOISY, at)
    elif NoticeKind.NOISY in state.told and store.targets.changed_lately(state, _LATELY) <= _CALM:
        text = "its wording no longer changes at most visits"
        state = close_health(road, target, state, {NoticeKind.NOISY}, at, text)
    return state


def _validators(state: State, snapshot: Snapshot) -> State:
    """Keep what makes the next request conditional; only answers that were accepted give any."""
    return replace(state, etag=snapshot.header("etag"), last_modified=snapshot.header("last-modified"))


def _moved_to(snapshot: Snapshot) -> str | None:
    is_permanent = bool(snapshot.redirects) and all(hop.status in _PERMANENT for hop in snapshot.redirects)
    return snapshot.final_url if is_permanent else None
