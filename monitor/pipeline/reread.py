"""Reading stored snapshots anew after the reader got better. What then differs is our doing, and alerts nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.errors import DocumentError
from monitor.model import Comparison
from monitor.pipeline.reading import is_wording, read, rules_of, wording
from monitor.worker import HERE, Reader

if TYPE_CHECKING:
    from monitor.model import Snapshot, Target
    from monitor.store import Store
    from monitor.store.history import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading a target's versions anew came to."""

    target: str
    versions: int
    """Those that were read, or tried."""
    differing: int
    """Versions whose text now reads differently."""
    unreadable: int = 0
    """Versions that the reader of today, or the rules of today, can make nothing of: they stay as they are."""
    kept_back: int = 0
    """Versions that were not read: their alerts wait, and tell their changes as they stand."""


def reread(store: Store, target: Target, reader: Reader = HERE) -> Reread:
    """Read every version of a target anew, and compare each with the one before it again: all, or nothing.

    Versions whose alerts still wait are kept back: they keep the changes that those alerts will tell.
    """
    waiting = store.outbox.versions_waiting(target.name)
    versions = differing = unreadable = kept_back = 0
    previous: Kept | None = None
    with store.writing():
        for kept in store.history.all(target.name):
            if kept.id in waiting:
                kept_back += 1
                previous = kept
                continue
            versions += 1
            try:
                comparison = _again(reader, target, store.evidence.snapshot(kept.snapshot), kept, previous)
            except DocumentError:
                unreadable += 1
                previous = kept
                continue
            differing += comparison.version.text != kept.version.text
            previous = _put(store, target, kept, comparison, previous)
    return Reread(
        target=target.name, versions=versions, differing=differing, unreadable=unreadable, kept_back=kept_back
    )


def _again(reader: Reader, target: Target, snapshot: Snapshot, kept: Kept, previous: Kept | None) -> Comparison:
    before = previous if previous is not None else kept
    part = before.version.part if before.rules == rules_of(target) else ""
    version = read(reader, target, snapshot, kept.version.charset or None, part)
    if previous is None:
        return Comparison(version=reader.trace(kept.version, version).version)
    return reader.trace(previous.version, version)


def _put(store: Store, target: Target, kept: Kept, comparison: Comparison, previous: Kept | None) -> Kept:
    is_change = previous is None or any(is_wording(change) for change in comparison.changes)
    name = wording(comparison.version)
    ours = kept.ours or not is_change
    store.history.replace(kept.id, comparison, previous=previous, rules=rules_of(target), digest=name, ours=ours)
    return replace(kept, version=comparison.version, rules=rules_of(target), digest=name, ours=ours)
