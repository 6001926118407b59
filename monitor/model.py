"""The nouns: what travels from room to room.

Values are frozen and keyword-only; sequences are tuples; times are aware and in UTC. A value that exists is
valid: the door that makes it has checked it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, time


# --- what is read ------------------------------------------------------------------------------------------


class ClauseKind(StrEnum):
    """The form a clause has on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a clause or heading: its visible text and where it leads, tracking parameters folded."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One paragraph, list item or table row: the smallest part of a policy that is compared as a whole."""

    text: str
    """As printed (the *stored* text of `monitor.text`), without its label. Cells of a row are joined by " | "."""
    kind: ClauseKind = ClauseKind.PARAGRAPH
    label: str = ""
    """The number or letter as printed: "(1)", "a.", "①". Empty for bullets, which are decoration."""
    depth: int = 0
    """How deep the clause is nested in lists of its section; 0 for a paragraph of the section itself."""
    links: tuple[Link, ...] = ()
    volatile: bool = False
    """True when history showed that this block changes at most visits: it is kept, but makes no changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered or titled part of a policy: its own clauses, then its subsections."""

    uid: str
    """Names the section through renumbering, moves and retitling; unique within a version."""
    label: str = ""
    """As printed: "3.", "第4条", "(2)"; empty when the section has no number."""
    heading: str = ""
    """Without the label; empty for text that stands before any heading."""
    level: int = 1
    """Depth in the tree, 1 at the top."""
    path: tuple[str, ...] = ()
    """Label and heading of each section from the top down to this one; empty for an untitled preamble."""
    clauses: tuple[Clause, ...] = ()
    children: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    """Links inside the heading."""

    @property
    def title(self) -> str:
        """Label and heading as one reads them.

        >>> Section(uid="a", label="3.", heading="Purposes of use").title
        '3. Purposes of use'
        """
        return " ".join(part for part in (self.label, self.heading) if part)

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class DateKind(StrEnum):
    """What a date in a policy is the date of."""

    EFFECTIVE = "effective"
    UPDATED = "updated"
    ENACTED = "enacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """A date the document gives for itself, with the words it was read from."""

    kind: DateKind
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A snapshot read as text: sections in order, and what the document says of itself."""

    sections: tuple[Section, ...]
    title: str = ""
    language: str = ""
    """Primary language subtag ("en", "ja"); empty when it could not be told."""
    dates: tuple[DatedFact, ...] = ()
    reader: int = 0
    """Which reader read it; a reread by a newer one is our change, not the publisher's."""
    charset: str = ""
    """The charset the bytes were decoded with, by its WHATWG name."""
    url: str = ""
    media_type: str = ""
    notes: tuple[str, ...] = ()
    """What a careful reader would want to know of the reading, e.g. a charset header that was wrong."""

    def walk(self) -> Iterator[Section]:
        """Yield every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    @property
    def text(self) -> str:
        """The policy as plain text: one clause a line, headings with their labels."""
        lines: list[str] = []
        for section in self.walk():
            if section.title:
                lines.append(section.title)
            lines.extend(f"{clause.label} {clause.text}".strip() for clause in section.clauses)
        return "\n".join(lines)


# --- what is compared --------------------------------------------------------------------------------------


class Level(StrEnum):
    """How much a change matters; compare by `rank`."""

    COSMETIC = "cosmetic"
    MINOR = "minor"
    MATERIAL = "material"

    @property
    def rank(self) -> int:
        """0 for cosmetic, 2 for material."""
        return list(Level).index(self)


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
        return " ".join(part for part in (self.label, self.heading) if part)


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


# --- what is watched ---------------------------------------------------------------------------------------


class Render(StrEnum):
    """Whether a page is read as it is sent, or after its scripts ran in a browser."""

    AUTO = "auto"
    """As it is sent, until that is an empty shell."""
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One policy document to watch, defaults already filled in."""

    name: str
    url: str
    title: str = ""
    """What people call it; the name when the watchlist gives none."""
    tags: tuple[str, ...] = ()
    every: timedelta = timedelta(hours=12)
    notify: tuple[str, ...] = ()
    """Names of channels."""
    select: str | None = None
    remove: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    """Regular expressions; a clause that one of them matches is left out."""
    enabled: bool = True
    report_after: int = 3
    """How many visits in a row must fail before people are told."""
    settle: timedelta = timedelta(hours=24)
    """How long a doubtful text must stay, on three visits, before it is taken as the policy."""
    confirm: bool = True
    """Whether a change is fetched a second time in the same run before it is told."""
    render: Render = Render.AUTO


GIVE_UP_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Times at which a digest is sent, on the clocks of one place."""

    at: time
    zone: str = "UTC"
    """A name of the IANA time zone database."""
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    """Days of the week, Monday is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours of the day in which nothing is sent, on the clocks of one place; they may reach over midnight."""

    begin: time
    end: time
    """The first moment that is not quiet any more."""
    zone: str = "UTC"
    """A name of the IANA time zone database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A text for messages that a watchlist brings along: Jinja2."""

    name: str
    """Of its file, as the watchlist gives it; with ".html" in it, it writes the HTML form."""
    source: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One place to which alerts go, which of them, and when.

    A change is told here when it passes every filter that is given: an empty one lets everything pass.
    """

    name: str
    url: str = field(repr=False)
    """An Apprise URL. Secret: it never reaches a log, a report or the database."""
    others: tuple[str, ...] = field(default=(), repr=False)
    """URLs of further services that get the same, each accepting or refusing for itself."""
    level: Level = Level.MINOR
    """The least level that is told here."""
    topics: tuple[Topic, ...] = ()
    signals: tuple[SignalKind, ...] = ()
    tags: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    """Names of targets."""
    language: str = "en"
    """Of the words around the changes: "en" or "ja"."""
    digest: Schedule | None = None
    """When what waits is sent; None for at the end of each run."""
    at_once: Level | None = None
    """Changes of this level or above do not wait for the digest."""
    quiet: Quiet | None = None
    give_up_after: timedelta = GIVE_UP_AFTER
    """How long after the first refusal an alert is tried."""
    template: Template | None = None
    site: str = ""
    """Where the site of the reports can be read, ending in "/"; empty when there is none."""

    @property
    def urls(self) -> tuple[str, ...]:
        """All its services."""
        return (self.url, *self.others)

    @property
    def scheme(self) -> str:
        """The only part of the URL that may be shown."""
        return self.url.partition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How the crawl behaves towards the sites it visits."""

    contact: str = ""
    """A mail address or URL for the user agent."""
    allow_private: tuple[str, ...] = ()
    """Hosts of one's own network that may be fetched ("127.0.0.1", "intranet.example", "10.1.2.3:8080")."""
    delay: timedelta = timedelta(seconds=2)
    """Between two requests to one host."""
    concurrency: int = 8
    """Hosts visited at the same time."""
    timeout: timedelta = timedelta(seconds=60)
    """For one page as a whole, redirects included."""
    max_bytes: int = 10 * 1024 * 1024
    """Of a body, after decompression."""
    browser: str = ""
    """Path or name of the Chromium that renders pages; empty for the first one on PATH."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """The whole file, checked."""

    targets: tuple[Target, ...]
    channels: tuple[Channel, ...] = ()
    politeness: Politeness = Politeness()
    database: str | None = None
    """Path as given in the file, relative to it."""
    timestamp: str | None = None
    """URL of an authority that time-stamps the chain (RFC 3161)."""
    site: str = ""
    """Where the site that `monitor report` writes can be read, ending in "/"; empty when there is none."""
    heartbeat: str | None = field(default=None, repr=False)
    """URL that is asked for at the end of each run. Secret, like a channel's."""


# --- what is fetched ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One page to fetch: where, and what the store knows of it."""

    target: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    render: bool = False
    """True when its scripts are to run in a browser first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One hop: the status that was answered, and where it pointed."""

    status: int
    url: str


RENDERED = "x-monitor-rendered"
"""The header, added by us, that names the browser ("chromium/156.0") whose document the body is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes a server sent at one instant, untouched. Status 304 has no body.

    With a header `RENDERED` the body is what a browser made of them.
    """

    target: str
    url: str
    """What was asked for."""
    final_url: str
    """What answered, after redirects."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, in the order received; values decoded as Latin-1."""
    body: bytes = field(repr=False)
    fetched_at: datetime
    redirects: tuple[Redirect, ...] = ()
    certificate: str | None = None
    """SHA-256 of the server's certificate, in hex."""
    address: str | None = None
    """The IP address that answered."""

    @property
    def is_rendered(self) -> bool:
        """True when the body is the document after its scripts ran in a browser."""
        return self.header(RENDERED) is not None

    def header(self, name: str) -> str | None:
        """Give the first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a raw page shows besides the document read from it: evidence for the gate."""

    title: str = ""
    """The title element."""
    text: str = ""
    """All text, buttons, notices and noscript parts too, one block a line; the first 20,000 characters."""
    passwords: int = 0
    """Fields for a password."""
    scripts: int = 0
    sources: tuple[str, ...] = ()
    """Addresses of scripts, frames and images, in lower case."""
    refresh: str = ""
    """Where the page sends a browser on to by itself."""
    is_mount: bool = False
    """True when it has an element of the kind that a script fills with the whole page."""
    is_ended: bool = False
    """True when the markup is closed as whole pages close it."""
    is_broken_off: bool = False
    """True when the markup ends inside a tag or script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why no answer came that could be read."""

    target: str
    url: str
    reason: str
    """One plain line, without the target's name."""
    failed_at: datetime
    status: int | None = None
    not_before: datetime | None = None
    """The server asked not to be asked again before then."""


# --- what is recorded --------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What one look at a target ended in."""

    FIRST = "first"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    VARIANT = "variant"
    HELD = "held"
    FAILED = "failed"


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
        return max((change.level for change in self.changes), key=lambda level: level.rank, default=Level.COSMETIC)


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
    held_since: datetime | None = None
    not_before: datetime | None = None
    moved_to: str | None = None
    """Where a permanent redirect leads, when the URL should be updated."""
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
    thread: str = ""
    """The target, when the message tells of one alone: its messages belong together."""
