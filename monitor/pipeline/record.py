"""One visit, from the answer to the database: keep, read, judge, compare, record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor import diff, gate
from monitor.errors import DocumentError
from monitor.model import Comparison, Level, NoticeKind, Outcome, Visit
from monitor.pipeline.reading import is_wording, read, refresh, rules_of, wording
from monitor.pipeline.route import tell_changes, tell_health
from monitor.store.evidence import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Channel, Failure, Snapshot, Target, Version
    from monitor.store import Store
    from monitor.store.history import Kept
    from monitor.store.targets import State

_NOT_MODIFIED = 304
_PERMANENT = {301, 308}
_FULL_FETCH_EVERY = 7
"""Every seventh visit asks without validators: a server that answers 304 for ever must not hide a change."""
_REMEMBERED = 30
"""How many versions back a wording counts as seen recently."""
_SETTLED = 2
"""A wording seen on this many visits in a row is no half-loaded page: what replaces it is a change, even if the
replacement was known before (a policy that is taken back is news)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """What visits are recorded with: the store, who may be told, and the run they belong to."""

    store: Store
    channels: Sequence[Channel] = ()
    run: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One visit under way."""

    road: Road
    target: Target
    state: State
    snapshot: Snapshot
    row: int
    """Row of the snapshot."""


def record(road: Road, target: Target, snapshot: Snapshot) -> Visit:
    """Keep what a snapshot says of a target, and give what the visit ended in.

    The snapshot is kept before it is read. The version, its changes and the alerts that wait are kept together
    or not at all.

    Raises:
        DocumentError: the bytes hold no text at all; the visit has been recorded as held.
        StoreError: the database cannot be written to.
    """
    store = road.store
    with store.writing():
        state = refresh(store, target, store.targets.enrol(target, snapshot.fetched_at))
        is_known = snapshot.status == _NOT_MODIFIED or digest(snapshot.body) == state.accepted
        row = None if is_known else store.evidence.keep(state.id, snapshot)
    if row is None:
        return _confirm(road, target, state, snapshot)
    return _conclude(_Case(road=road, target=target, state=state, snapshot=snapshot, row=row))


def fail(road: Road, target: Target, failure: Failure) -> Visit:
    """Record that no answer came; people are told after `report_after` visits in a row."""
    visit = Visit(target=target.name, outcome=Outcome.FAILED, reason=failure.reason, at=failure.failed_at)
    targets = road.store.targets
    with road.store.writing():
        state = targets.enrol(target, failure.failed_at)
        state = targets.add_visit(state, visit, run=road.run, status=failure.status)
        state = replace(
            state,
            failures=state.failures + 1,
            failing_since=state.failing_since or failure.failed_at,
            not_before=failure.not_before,
        )
        if state.failures >= target.report_after:
            state = tell_health(road.store, road.channels, target, state, NoticeKind.FAILING, failure.failed_at)
        targets.save(state)
    return visit


def _conclude(case: _Case) -> Visit:
    try:
        version = read(case.target, case.snapshot, case.state.charset)
    except DocumentError as error:
        _hold(case, error.message, None)
        raise
    history = case.road.store.history
    previous = history.get(case.state.latest) if case.state.latest else None
    if reasons := gate.judge(version, previous.version if previous else None):
        return _hold(case, "; ".join(reasons), wording(version))
    if previous is None:
        return _first(case, version)
    comparison = diff.trace(previous.version, version)
    if not any(is_wording(change) for change in comparison.changes):
        return _unchanged(case, version)
    earlier = _seen_recently(case, version)
    if earlier is not None and not _is_taken_back(case):
        return _return(case, earlier, version)
    return _changed(case, previous, comparison)


def _seen_recently(case: _Case, version: Version) -> int | None:
    """Find the version (its row), other than the one in force, that has the same wording."""
    name = wording(version)
    recent = case.road.store.history.recent(case.state.id, _REMEMBERED)
    in_force = dict(recent).get(case.state.latest or 0)
    return next((row for row, other in recent if other == name != in_force), None)


def _is_taken_back(case: _Case) -> bool:
    """Tell a change that the publisher took back from a page that flaps between wordings."""
    latest = case.state.latest
    targets = case.road.store.targets
    if latest is None or NoticeKind.FLAPPING in case.state.told:
        return False
    return targets.sightings(case.state, latest) >= _SETTLED


# --- endings -----------------------------------------------------------------------------------------------


def _confirm(road: Road, target: Target, state: State, snapshot: Snapshot) -> Visit:
    """Record that the server, or the same bytes as before, confirmed the version in force."""
    targets = road.store.targets
    number = road.store.history.number(state.latest)
    visit = Visit(target=target.name, outcome=Outcome.UNCHANGED, at=snapshot.fetched_at, version=number)
    with road.store.writing():
        state = _recovered(road, target, state, snapshot)
        confirmed = state.confirmed + 1 if snapshot.status == _NOT_MODIFIED else 0
        state = replace(state, confirmed=confirmed)
        if confirmed >= _FULL_FETCH_EVERY - 1:
            state = replace(state, etag=None, last_modified=None, confirmed=0)
        elif snapshot.status != _NOT_MODIFIED:
            state = _validators(state, snapshot)
        state = targets.add_visit(state, visit, run=road.run, status=snapshot.status, version=state.latest)
        targets.save(state)
    return visit


def _hold(case: _Case, reason: str, name: str | None) -> Visit:
    """Keep an answer that is no policy as evidence, never as a version."""
    at = case.snapshot.fetched_at
    visit = Visit(target=case.target.name, outcome=Outcome.HELD, reason=reason, at=at)
    with case.road.store.writing():
        state = _visited(case, case.state, visit, version=None)
        state = replace(state, held=state.held + 1, held_since=state.held_since or at, held_digest=name)
        state = tell_health(case.road.store, case.road.channels, case.target, state, NoticeKind.HELD, at)
        case.road.store.targets.save(state)
    return visit


def _first(case: _Case, version: Version) -> Visit:
    with case.road.store.writing():
        row, number = _add(case, Comparison(version=version), None)
        at = case.snapshot.fetched_at
        visit = Visit(target=case.target.name, outcome=Outcome.FIRST, at=at, version=number)
        _accept(case, visit, version, row)
    return visit


def _unchanged(case: _Case, version: Version) -> Visit:
    """Record that the page says what it said; its bytes replace the last ones that only confirmed."""
    store, latest = case.road.store, case.state.latest
    number = store.history.number(latest)
    visit = Visit(target=case.target.name, outcome=Outcome.UNCHANGED, at=case.snapshot.fetched_at, version=number)
    with store.writing():
        _accept(case, visit, version, latest, seen=case.row)
        if case.state.seen is not None:
            store.evidence.drop(case.state.seen)
    return visit


def _return(case: _Case, earlier: int, version: Version) -> Visit:
    """Record that a wording seen before came back: told once, then quiet."""
    store, at = case.road.store, case.snapshot.fetched_at
    number = store.history.number(earlier)
    reason = f"the wording of version {number} came back"
    visit = Visit(target=case.target.name, outcome=Outcome.VARIANT, reason=reason, at=at, version=number)
    with store.writing():
        _accept(case, visit, version, earlier, tell=NoticeKind.FLAPPING)
    return visit


def _changed(case: _Case, previous: Kept, comparison: Comparison) -> Visit:
    store, at = case.road.store, case.snapshot.fetched_at
    with store.writing():
        row, number = _add(case, comparison, previous)
        visit = Visit(
            target=case.target.name,
            outcome=Outcome.CHANGED,
            at=at,
            changes=comparison.changes,
            alert=any(change.level.rank >= Level.MINOR.rank for change in comparison.changes),
            version=number,
        )
        tell_changes(store, case.road.channels, case.target, case.state, row, comparison.changes, at)
        _accept(case, visit, comparison.version, row)
    return visit


def _add(case: _Case, comparison: Comparison, previous: Kept | None) -> tuple[int, int]:
    return case.road.store.history.add(
        case.state.id,
        comparison,
        previous=previous,
        snapshot=case.row,
        fetched_at=case.snapshot.fetched_at,
        rules=rules_of(case.target),
        digest=wording(comparison.version),
    )


def _accept(
    case: _Case,
    visit: Visit,
    version: Version,
    row: int | None,
    *,
    seen: int | None = None,
    tell: NoticeKind | None = None,
) -> None:
    """Record a visit whose answer is the policy: `row` is the version now in force."""
    state = _recovered(case.road, case.target, case.state, case.snapshot)
    state = _validators(state, case.snapshot)
    state = replace(
        state,
        latest=row,
        accepted=digest(case.snapshot.body),
        seen=seen,
        charset=version.charset or None,
        confirmed=0,
        moved_to=_moved_to(case.snapshot),
    )
    if tell is not None:
        at = case.snapshot.fetched_at
        state = tell_health(case.road.store, case.road.channels, case.target, state, tell, at)
    case.road.store.targets.save(_visited(case, state, visit, version=row))


def _visited(case: _Case, state: State, visit: Visit, *, version: int | None) -> State:
    return case.road.store.targets.add_visit(
        state, visit, run=case.road.run, status=case.snapshot.status, snapshot=case.row, version=version
    )


def _recovered(road: Road, target: Target, state: State, snapshot: Snapshot) -> State:
    """Close what was told of a target's health, now that a good answer came."""
    if {NoticeKind.FAILING, NoticeKind.HELD} & set(state.told):
        state = tell_health(road.store, road.channels, target, state, NoticeKind.RECOVERED, snapshot.fetched_at)
    return replace(state, failures=0, failing_since=None, not_before=None, held=0, held_since=None, held_digest=None)


def _validators(state: State, snapshot: Snapshot) -> State:
    """Keep what makes the next request conditional; only answers that were accepted give any."""
    return replace(state, etag=snapshot.header("etag"), last_modified=snapshot.header("last-modified"))


def _moved_to(snapshot: Snapshot) -> str | None:
    is_permanent = bool(snapshot.redirects) and all(hop.status in _PERMANENT for hop in snapshot.redirects)
    return snapshot.final_url if is_permanent else None
