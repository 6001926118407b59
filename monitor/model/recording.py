"""What is recorded: visits, and what people are told of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.model.comparing import Change, Level

if TYPE_CHECKING:
    from datetime import datetime


class Outcome(StrEnum):
    """What one look at a target ended in."""

    FIRST = "first"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    VARIANT = "variant"
    HELD = "held"
    FAILED = "failed"


class Skip(StrEnum):
    """How an unchanged page was told to be one without the whole work, the cheapest way first."""

    NOT_MODIFIED = "not_modified"
    """The server said so (304)."""
    SAME_BODY = "same_body"
    """Byte for byte what was read before."""
    SAME_FOLDED_BODY = "same_folded_body"
    """The same but for tokens that were learnt to change at every visit."""
    SAME_WORDING = "same_wording"
    """It was read, and there was nothing to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one look at a target ended in."""

    target: str
    outcome: Outcome
    reason: str = ""
    """Why held, failed or variant, in words; else empty."""
    at: datetime
    changes: tuple[Change, ...] = ()
    alert: bool = False
    """True when people would be told of new wording at the default level (minor)."""
    version: int | None = None
    """Number of the version this visit made or confirmed, from 1."""
    skipped: Skip | None = None
    """Why an unchanged page was not read, or not compared; None for one that was, and for all other outcomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One of the versions that a net change leads over."""

    version: int
    at: datetime
    """When it was first fetched."""
    changes: int
    """Sections that it changed."""
    level: Level
    """The highest level of these changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """The changes between two versions of one target, with what a reader needs around them.

    The two are consecutive, or the net change over several is told: `stops` then names these.
    """

    target: str
    title: str
    url: str
    tags: tuple[str, ...] = ()
    old_version: int
    new_version: int
    old_at: datetime
    """When the older version was first fetched."""
    new_at: datetime
    """When the newer version was first fetched."""
    changes: tuple[Change, ...]
    stops: tuple[Stop, ...] = ()
    """In a net change: the versions that came on the way, oldest first, the newer one too; else empty."""

    @property
    def level(self) -> Level:
        """The highest level of its changes."""
        return Level.highest(change.level for change in self.changes) or Level.COSMETIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """One clause of a version: since when it reads so, and when it first appeared."""

    uid: str
    """Of its section."""
    path: tuple[str, ...]
    label: str
    text: str
    since: datetime
    """When the version was fetched in which it first read exactly so."""
    since_version: int
    first: datetime
    """When the version was fetched in which it, under whatever wording, first appeared."""
    first_version: int


class NoticeKind(StrEnum):
    """What a notice about the health of a target, or of a channel, says."""

    FAILING = "failing"
    HELD = "held"
    BLOCKED = "blocked"
    """The site refuses the crawler, by status or by a check for robots."""
    DRIFTED = "drifted"
    """The page is there, and no longer has the part that the target selects."""
    SILENT = "silent"
    """Nothing could be read for long; told again at growing intervals. Without a target: nothing was visited."""
    REDIRECTED = "redirected"
    """The page stays away from its address: at another one for good, or on another domain."""
    FLAPPING = "flapping"
    NOISY = "noisy"
    RECOVERED = "recovered"
    UNDELIVERED = "undelivered"
    """A channel accepts nothing; told to the others, with the channel's name as title and no target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about a target's health that people are told once."""

    target: str
    title: str
    url: str
    kind: NoticeKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a target stands: a row of `monitor status`."""

    target: str
    title: str
    url: str
    tags: tuple[str, ...] = ()
    enabled: bool = True
    versions: int = 0
    last_visit_at: datetime | None = None
    last_success_at: datetime | None = None
    last_changed_at: datetime | None = None
    last_outcome: Outcome | None = None
    reason: str = ""
    failures: int = 0
    """Failed visits in a row."""
    failing_since: datetime | None = None
    """Set while the last visits brought no answer; never together with `held_since`."""
    held_since: datetime | None = None
    """Set while the last visits brought answers that are not the policy."""
    not_before: datetime | None = None
    """When the server may be asked again, as far as it said so; always in the time to come."""
    moved_to: str | None = None
    """Where a permanent redirect leads, when the URL should be updated."""
    certificate_since: datetime | None = None
    """When the server's certificate was last seen to be another one than before: a renewal, as a rule."""
    is_blocked: bool = False
    """True while it fails or is held because the site refuses the crawler."""
    is_drifted: bool = False
    """True while it is held because the page has no part that `select` matches."""
    is_silent: bool = False
    """True when nothing could be read for so long that people were reminded of it."""
    is_redirected: bool = False
    """True while the page stays away from its address, as people were told."""
    is_flapping: bool = False
    """True while the page alternates between wordings it had before."""
    is_noisy: bool = False
    """True while its wording changes at most visits."""
    volatile: int = 0
    """Parts learnt to change at every visit; they make no changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What changed in a span of time, for people."""

    since: datetime
    until: datetime
    made_at: datetime
    sets: tuple[ChangeSet, ...] = ()
    """Grouped by target, newest first."""
    first: tuple[Health, ...] = ()
    """Targets whose first version was recorded in the span."""
    ailing: tuple[Health, ...] = ()
    """Targets that are failing or held at the end of it."""
    watched: int = 0
    """How many targets were looked at."""
    archive: str = ""
    """Names the database, for ever; empty when it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a message's text that can be told by itself."""

    text: str
    rest: str
    """What to say where a text ends before this piece: how much is left out from here on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is asked to carry: one message in the forms services want."""

    id: str
    """Stable over retries: the same alerts give the same id."""
    title: str
    """One line, at most 200 characters, no control characters."""
    text: str
    html: str
    level: Level
    blocks: str = ""
    """The same for Slack, as JSON: an array of Block Kit blocks; empty for none."""
    page: str = ""
    """The whole redline as a page of its own, to attach to a mail; empty for none."""
    payload: str = ""
    """The changes and notices for programs, as a JSON object; empty for none."""
    pieces: tuple[Piece, ...] = ()
    """The text taken apart, what matters most first, for services that take short texts only; empty for none."""
    thread: str = ""
    """The target, when the message tells of one alone: its messages belong together."""
