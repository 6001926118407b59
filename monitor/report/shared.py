"""The same edit on many policies, as a template of a group of companies makes it: told once, with their names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Change, ChangeSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a message tells of one policy, or of several at once."""

    each: ChangeSet
    """The changes, with what surrounds them in the first of the policies."""
    sharers: tuple[ChangeSet, ...] = ()
    """The change sets, all of them, that have these same changes; empty for what one policy has alone."""


def subjects(sets: Sequence[ChangeSet]) -> tuple[Subject, ...]:
    """Put together what several policies share, in the order in which the change sets come.

    Changes are the same when their clauses read the same before and after and the same became of the section;
    where it stands and its number may differ.
    """
    homes: dict[object, dict[str, ChangeSet]] = defaultdict(dict)
    for each in sets:
        for change in each.changes:
            if any((edit.before or edit.after) for edit in change.edits):
                homes[_name(change)].setdefault(each.target, each)
    found: list[Subject] = []
    told: set[object] = set()
    for each in sets:
        shared: dict[tuple[str, ...], list[Change]] = defaultdict(list)
        own = []
        for change in each.changes:
            name = _name(change)
            if len(homes[name]) < 2:  # noqa: PLR2004 - one policy shares with nobody
                own.append(change)
            elif name not in told:
                told.add(name)
                shared[tuple(homes[name])].append(change)
        found += [_shared(sets, targets, changes) for targets, changes in shared.items()]
        if own or not each.changes:
            found.append(Subject(each=replace(each, changes=tuple(own))))
    return tuple(found)


def _shared(sets: Sequence[ChangeSet], targets: tuple[str, ...], changes: Sequence[Change]) -> Subject:
    sharers: dict[str, ChangeSet] = {}
    for each in sets:
        if each.target in targets:
            sharers.setdefault(each.target, each)
    first = next(iter(sharers.values()))
    return Subject(each=replace(first, changes=tuple(changes)), sharers=tuple(sharers.values()))


def _name(change: Change) -> object:
    edits = tuple((edit.kind, edit.before, edit.after, edit.heading, edit.links) for edit in change.edits)
    return change.kinds, change.level, edits
