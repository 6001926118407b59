"""Since when does it say that? Each clause of a version, traced back through the versions before it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor import text
from monitor.model import Blame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from monitor.model import Change, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One version in a target's history, and the changes that led to it."""

    number: int
    at: datetime
    version: Version
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Trace:
    """A clause on its way back: as it reads in the version looked at, and what is known of it so far."""

    key: str
    since: Step | None
    first: Step
    is_open: bool = True


def blame(steps: Iterable[Step]) -> tuple[Blame, ...]:
    """Tell for each clause of the newest version since when it reads so, and when it first appeared.

    A clause that moved, or whose section was renumbered or retitled, reads as it did. One that was reworded is
    traced on under its older wording, by the edits that were recorded.

    Args:
        steps: the versions of one target, newest first, the first one without changes. They are asked for one by one,
            as far back as a clause goes, and two of them are held at a time.

    Returns:
        one row a clause, in reading order.
    """
    row = iter(steps)
    later = next(row, None)
    if later is None:
        return ()
    clauses = [(section, clause) for section in later.version.walk() for clause in section.clauses]
    traces = [_Trace(text.key(clause.text), None, later) for _, clause in clauses]
    for earlier in row:
        before = _keys(earlier.version)
        reworded = _reworded(later.changes)
        traces = [_back(trace, later, earlier, before, reworded) for trace in traces]
        if not any(trace.is_open for trace in traces):
            break
        later = earlier
    return tuple(
        Blame(
            uid=section.uid,
            path=section.path,
            label=clause.label,
            text=clause.text,
            since=(trace.since or trace.first).at,
            since_version=(trace.since or trace.first).number,
            first=trace.first.at,
            first_version=trace.first.number,
        )
        for (section, clause), trace in zip(clauses, traces, strict=True)
    )


def _keys(version: Version) -> frozenset[str]:
    return frozenset(text.key(clause.text) for section in version.walk() for clause in section.clauses)


def _reworded(changes: Iterable[Change]) -> dict[str, str]:
    """Map the key of a clause's newer wording to that of its older one."""
    found: dict[str, str] = {}
    for change in changes:
        for edit in change.edits:
            if edit.before is not None and edit.after is not None and not edit.heading:
                found.setdefault(text.key(edit.after), text.key(edit.before))
    return found


def _back(trace: _Trace, later: Step, earlier: Step, before: frozenset[str], reworded: dict[str, str]) -> _Trace:
    if not trace.is_open:
        return trace
    if trace.key in before:
        return _Trace(trace.key, trace.since, earlier)
    older = reworded.get(trace.key)
    since = trace.since or later
    if older is None or older not in before:
        return _Trace(trace.key, since, trace.first, is_open=False)
    return _Trace(older, since, earlier)
