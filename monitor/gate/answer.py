"""What an answer says before it is read: its status, where it came from, whether all of it arrived."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from monitor.gate.verdict import OPEN, Verdict, shut

if TYPE_CHECKING:
    from monitor.model import Page, Snapshot

_GOOD: Final = frozenset({200, 203, 226, 304})
_LOGIN: Final = re.compile(
    r"(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sign_in|sso|auth(?:enticate|orize)?|oauth2?|account/login|session/new|wp-login|connexion"
    r"|anmelden|se-connecter)(?:$|[/._?-])"
)
_CONSENT: Final = re.compile(
    r"^(?:consent|cmp|guce|privacy-?gate|agegate|age-?verif\w{0,10})\.|/(?:consent|age-?gate|geo-?block|cookie-?wall)(?:$|[/?])"
)
_ERROR: Final = re.compile(
    r"/(?:404|error|errors|not-?found|page-?not-?found|maintenance|unavailable|blocked|denied|captcha|sorry)(?:$|[/.?])"
)
_HOME: Final = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-zA-Z]{2,4})?/?)?(?:(?:index|home|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)


def judge(snapshot: Snapshot, page: Page) -> Verdict:
    """Judge an answer by its status, its length and the address it came from."""
    if snapshot.status not in _GOOD:
        return shut(f"the server answered with status {snapshot.status}")
    if (announced := _announced(snapshot)) is not None and len(snapshot.body) < announced:
        return shut(f"it is cut off: {len(snapshot.body)} of {announced} bytes came")
    return _place(snapshot, page)


def _announced(snapshot: Snapshot) -> int | None:
    """Give the length the server announced, when that is the length of the body as we have it."""
    value = snapshot.header("content-length")
    is_packed = (snapshot.header("content-encoding") or "identity").strip().lower() not in {"", "identity"}
    if value is None or is_packed or not re.fullmatch(r"\d{1,15}", value.strip()):
        return None
    return int(value)


def _place(snapshot: Snapshot, page: Page) -> Verdict:
    asked, came = urlsplit(snapshot.url), urlsplit(snapshot.final_url)
    if (asked.netloc, asked.path) == (came.netloc, came.path):
        return OPEN
    there = came.path.lower()
    if _LOGIN.search(there) and not _LOGIN.search(asked.path.lower()) and page.passwords:
        return shut(f"the address leads to a login page: {_shown(snapshot.final_url)}")
    if _CONSENT.search(came.netloc.lower()) or (_CONSENT.search(there) and not _CONSENT.search(asked.path.lower())):
        return shut(f"the address leads to a consent or age check: {_shown(snapshot.final_url)}")
    if _ERROR.search(there) and not _ERROR.search(asked.path.lower()):
        return shut(f"the address leads to an error page: {_shown(snapshot.final_url)}")
    return OPEN


def is_home(snapshot: Snapshot) -> bool:
    """Tell whether an address that led deeper into a site now leads to its front page.

    A language in the path does not make a page of it: "/en/" is a front page.
    """
    asked, came = urlsplit(snapshot.url), urlsplit(snapshot.final_url)
    return _HOME.fullmatch(came.path) is not None and _HOME.fullmatch(asked.path) is None and not came.query


def _shown(url: str) -> str:
    """Give an address without its query, which may hold a token, or user name."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"[:200]
