"""What is compared: changes, their edits, and how much they matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.model.reading import Version  # noqa: TC001 - `monitor.codec` resolves the fields' types at run time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Level(StrEnum):
    """How much a change matters; compare by `rank`."""

    COSMETIC = "cosmetic"
    MINOR = "minor"
    MATERIAL = "material"

    rank: int
    """0 for cosmetic, 2 for material."""

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)

    @classmethod
    def highest(cls, levels: Iterable[Level]) -> Level | None:
        """Give the one that matters most; None where there is none."""
        return max(levels, key=lambda level: level.rank, default=None)


class Kind(StrEnum):
    """What became of a section."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    RETITLED = "retitled"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REORDERED = "reordered"
    LINK = "link"
    DATE = "date"
    FORMATTING = "formatting"


class EditKind(StrEnum):
    """What became of a clause."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    LINK = "link"
    DATE = "date"
    FORMATTING = "formatting"


class Op(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring words with one fate."""

    op: Op
    text: str


class SignalKind(StrEnum):
    """Why a change of words is likely to matter."""

    OBLIGATION = "obligation"
    NEGATION = "negation"
    LIMIT = "limit"
    AMOUNT = "amount"
    PERIOD = "period"
    AGE = "age"
    PERCENT = "percent"
    DATE = "date"
    PARTY = "party"
    CONTACT = "contact"
    COUNTRY = "country"
    DEFINITION = "definition"
    CONSENT = "consent"
    CLAUSE = "clause"
    """A clause came or went under a heading where that matters by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One explained reason to look at a change: the words before, the words after, and the rule that fired."""

    kind: SignalKind
    before: str
    after: str
    reason: str


class Topic(StrEnum):
    """What a section is about."""

    COLLECTION = "collection"
    PURPOSES = "purposes"
    THIRD_PARTIES = "third-parties"
    JOINT_USE = "joint-use"
    OUTSOURCING = "outsourcing"
    TRANSFERS = "transfers"
    COOKIES = "cookies"
    RETENTION = "retention"
    SECURITY = "security"
    RIGHTS = "rights"
    CHOICES = "choices"
    CHILDREN = "children"
    AUTOMATION = "automation"
    POLICY_CHANGES = "policy-changes"
    CONTACT = "contact"
    LAW = "law"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One clause that differs between two versions.

    `before` is None exactly when the clause was added, `after` exactly when it was removed.
    """

    kind: EditKind
    before: str | None
    after: str | None
    words: tuple[Run, ...] = ()
    """Runs in reading order: equal and deleted ones join to `before`, equal and inserted ones to `after`."""
    label: str = ""
    """The clause's label as printed, on the new side where there is one."""
    heading: bool = False
    """True when the words are the section's heading, not a clause of it."""
    links: tuple[tuple[str, str], ...] = ()
    """For link edits: (old target, new target) pairs; an empty string where there was or is none."""
    since: datetime | None = None
    """In a net change over several versions: when the one was first seen that brought it, where that is known."""

    def __post_init__(self) -> None:
        if (self.before is None) != (self.kind is EditKind.ADDED):
            raise ValueError(f"{self.kind} edit with before={self.before!r}")
        if (self.after is None) != (self.kind is EditKind.REMOVED):
            raise ValueError(f"{self.kind} edit with after={self.after!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A section as one side of a change names it."""

    uid: str
    label: str
    heading: str
    path: tuple[str, ...]

    @property
    def title(self) -> str:
        """Label and heading as one reads them."""
        return f"{self.label} {self.heading}" if self.label and self.heading else self.label or self.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The story of one section between two versions.

    `old` is None exactly when the section was added, `new` exactly when it was removed.
    """

    kinds: tuple[Kind, ...]
    old: Place | None
    new: Place | None
    related: tuple[Place, ...] = ()
    """The other sections of a split or merge."""
    edits: tuple[Edit, ...] = ()
    level: Level = Level.COSMETIC
    reasons: tuple[str, ...] = ()
    """Why the level is what it is, in words."""
    signals: tuple[Signal, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def place(self) -> Place:
        """Where a reader finds it: the new side, or the old one when it is gone."""
        place = self.new or self.old
        if place is None:
            raise ValueError("a change has at least one side")
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where a section's text came from, when that is not the section of the same uid."""

    uid: str
    source: str
    """uid of the section in the older version."""
    kind: Kind
    """SPLIT or MERGED."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that one comparison of two versions yields."""

    version: Version
    """The newer version, its sections carrying the uids of the sections they continue."""
    changes: tuple[Change, ...] = ()
    lineage: tuple[Lineage, ...] = ()
