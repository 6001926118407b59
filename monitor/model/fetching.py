"""What is fetched: errands, and the snapshots or failures they end in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One page to fetch: where, and what the store knows of it."""

    target: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    render: bool = False
    """True when its scripts are to run in a browser first."""
    wait: timedelta = timedelta()
    """How long to wait before it is fetched, while other pages are."""


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
    address: str = ""
    """What the page gives as its own address: its canonical link, else its `og:url`."""
    locale: str = ""
    """The language tag of the whole page ("en-gb"), in lower case."""
    text: str = ""
    """All text, buttons, notices and noscript parts too, one block a line; the first 20,000 characters."""
    passwords: int = 0
    """Fields for a password."""
    scripts: int = 0
    sources: tuple[str, ...] = ()
    """Addresses of scripts, frames and images, in lower case."""
    frames: tuple[str, ...] = ()
    """Addresses of other pages shown in it, as written."""
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
    is_put_off: bool = False
    """True when nobody asked for the page: another one of its host brought that the host wants to be left alone."""
    is_refusal: bool = False
    """True when the site says in its robots.txt that programs are not to ask for the page."""
