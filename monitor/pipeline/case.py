"""One visit under way: what every step of recording it needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.worker import HERE, Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.gate.volatile import Memory
    from monitor.model import Channel, Comparison, Page, Snapshot, Target, Version
    from monitor.store import Store
    from monitor.store.history import Kept, Wording
    from monitor.store.targets import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """What visits are recorded with: the store, who may be told, and the run they belong to."""

    store: Store
    channels: Sequence[Channel] = ()
    run: int | None = None
    renders: bool = False
    """True when pages can be fetched again with a browser in this run."""
    no_browser: str = ""
    """Why they cannot be, in words; empty too where nobody fetches, and the pages are brought along."""
    reader: Reader = HERE
    """Who reads and compares: this process, or others that may be ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One answer of one target, kept as evidence and not yet judged."""

    road: Road
    target: Target
    state: State
    snapshot: Snapshot
    row: int
    """Row of the snapshot."""
    is_echo: bool = False
    """True for the second fetch in one run, which confirms a change or does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an answer says, beside what the target said before."""

    version: Version
    """The reading, its volatile parts marked."""
    name: str
    """Of its wording, as `reading.wording` tells it."""
    memory: Memory = ()
    """What is learnt of parts that change at every visit, this visit included."""
    previous: Kept | None = None
    """The version in force, its volatile parts marked by the same memory; None at first."""
    former: str = ""
    """Name of its wording."""
    is_alike: bool = False
    """The reading is the version in force, sign for sign; the name of its wording is then what it was."""
    page: Page | None = None
    """What the raw page shows; looked at only when the wording is not that of the version in force."""
    past: tuple[Wording, ...] = ()
    """The last versions, newest first; the one in force among them. Asked for only then, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A comparison with the version it starts from, and what is to be said of it."""

    base: Kept
    comparison: Comparison
    reason: str = ""
    """Why a doubtful text is taken as the policy now; empty for an ordinary change."""
