"""What is watched: the watchlist, its targets and channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.model.comparing import Level, SignalKind, Topic

if TYPE_CHECKING:
    from datetime import time


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
    every: timedelta | None = timedelta(hours=12)
    """Least time between two visits; None to take it from the target's own history."""
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
    confirm: timedelta | None = timedelta()
    """How long after a change it is fetched a second time in the same run, before it is told; None for never. The
    pause between two requests to one host is kept in any case."""
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
    title: Template | None = None
    """A template for the title, in one line."""
    site: str = ""
    """Where the site of the reports can be read, ending in "/"; empty when there is none."""
    timezone: str = "UTC"
    """Of the place on whose clocks messages tell times: a name of the IANA time zone database."""

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
    max_per_host: int | None = None
    """Pages of one host that are asked for in one run; the others come first in the next one."""
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
    language: str = "en"
    """Of the words around the changes in reports, and in channels that name none."""
    timezone: str = "UTC"
    """Of the place on whose clocks people are told times: a name of the IANA time zone database."""
    heartbeat: str | None = field(default=None, repr=False)
    """URL that is asked for at the end of each run. Secret, like a channel's."""
