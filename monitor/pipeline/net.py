"""The net change over a span of time: what came and went in between is left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from monitor import diff, text
from monitor.gate import volatile
from monitor.model import Edit, EditKind, Stop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.model import Change, ChangeSet
    from monitor.store import Store
    from monitor.store.history import Kept

    Arrivals = dict[tuple[bool, str], datetime]
    """For each wording that came (True) or went (False): when it last did."""


def net(store: Store, sets: Sequence[ChangeSet], until: datetime) -> tuple[ChangeSet, ...]:
    """Put the change sets of each target together into what changed in the end.

    A wording that came and went again makes no change. Where our own reader, or other rules, made a version differ in
    between, the net change is told up to there and from there on, so that no change is told that the publisher
    did not make.

    Args:
        store: where the versions are kept.
        sets: consecutive changes, those of a target next to each other.
        until: the end of the span; the version then in force is the newer side, also when it is an older one that
            came back.

    Returns:
        one change set for what was one before, as it was; else one whose `stops` name the versions on the way. Its
        changes are empty when all was taken back.
    """
    found: list[ChangeSet] = []
    for _, group in groupby(sets, key=lambda each: each.target):
        ordered = sorted(group, key=lambda each: each.new_version)
        stretches = _stretches(store, ordered)
        stretches[-1] += _return(store, stretches[-1], until)
        joined = [_join(store, stretch) if len(stretch) > 1 else stretch[0] for stretch in stretches]
        found += reversed(joined)
    return tuple(found)


def _stretches(store: Store, ordered: Sequence[ChangeSet]) -> list[list[ChangeSet]]:
    """Cut the history of a target where a set was compared with a version that no publisher's change had made."""
    stretches: list[list[ChangeSet]] = []
    known: set[int] = set()
    for each in ordered:
        if stretches and _continues(store, each, known):
            stretches[-1].append(each)
        else:
            stretches.append([each])
            known = set()
        known |= {each.old_version, each.new_version}
    return stretches


def _continues(store: Store, each: ChangeSet, known: set[int]) -> bool:
    """Tell whether a set was compared with one of these versions, or with another reading that says the same."""
    if each.old_version in known:
        return True
    numbers = (each.old_version, *known)
    base, *others = (store.history.numbered(each.target, number).version.text for number in numbers)
    return base in others


def _return(store: Store, stretch: Sequence[ChangeSet], until: datetime) -> list[ChangeSet]:
    """Give the step by which an older version of a stretch came back and is in force in the end; else nothing."""
    last = stretch[-1]
    end = store.history.in_force(last.target, until)
    known = {number for each in stretch for number in (each.old_version, each.new_version)}
    if end is None or end == last.new_version or end not in known:
        return []
    at = store.history.in_force_since(last.target, until) or last.new_at
    old, new = (store.history.numbered(last.target, number) for number in (last.new_version, end))
    changes = _compare(store, last.target, old, new)
    return [replace(last, old_version=old.number, old_at=last.new_at, new_version=end, new_at=at, changes=changes)]


def _join(store: Store, stretch: Sequence[ChangeSet]) -> ChangeSet:
    first, last = stretch[0], stretch[-1]
    old, new = (store.history.numbered(first.target, each) for each in (first.old_version, last.new_version))
    arrivals = _arrivals(stretch)
    changes = tuple(_dated(change, arrivals) for change in _compare(store, first.target, old, new))
    stops = tuple(
        Stop(version=each.new_version, at=each.new_at, changes=len(each.changes), level=each.level) for each in stretch
    )
    return replace(
        last,
        old_version=old.number,
        old_at=first.old_at,
        new_version=new.number,
        new_at=last.new_at,
        changes=changes,
        stops=stops,
    )


def _compare(store: Store, target: str, old: Kept, new: Kept) -> tuple[Change, ...]:
    if old.number == new.number:
        return ()
    state = store.targets.state(target)
    memory = volatile.load(state.churn if state else "")
    return diff.compare(volatile.mark(memory, old.version), volatile.mark(memory, new.version))


# --- when each edit came -----------------------------------------------------------------------------------


def _arrivals(stretch: Sequence[ChangeSet]) -> Arrivals:
    found: Arrivals = {}
    for each in stretch:
        for edit in (edit for change in each.changes for edit in change.edits):
            if edit.after is not None:
                found[True, text.key(edit.after)] = each.new_at
            if edit.before is not None:
                found[False, text.key(edit.before)] = each.new_at
    return found


def _dated(change: Change, arrivals: Arrivals) -> Change:
    return replace(change, edits=tuple(_dated_edit(edit, arrivals) for edit in change.edits))


def _dated_edit(edit: Edit, arrivals: Arrivals) -> Edit:
    if edit.kind is EditKind.REMOVED or edit.after is None:
        return replace(edit, since=arrivals.get((False, text.key(edit.before or ""))))
    return replace(edit, since=arrivals.get((True, text.key(edit.after))))
