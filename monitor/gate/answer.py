"""What an answer says before it is read: its status, where it came from, whether all of it arrived."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from monitor.gate.verdict import OPEN, Verdict, shut

if TYPE_CHECKING:
    from monitor.model import Page, Snapshot

_GOOD: Final = frozenset({200, 203, 226, 304})
REFUSING: Final = frozenset({401, 403, 429, 451})
"""Statuses by which a site says that it does not want to be asked (RFC 9110, 15.5; RFC 6585, 4; RFC 7725)."""
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
_COUNTRY: Final = 2
"""Letters of a country's top-level domain."""
_SECOND: Final = frozenset(
    {"ac", "ad", "asso", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "govt", "gr", "gv", "id", "lg", "ltd"}
    | {"me", "mil", "ne", "net", "nhs", "nom", "or", "org", "plc", "police", "sch", "web"}
)
"""Labels under which countries let people register names."""
_HOME: Final = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-zA-Z]{2,4})?/?)?(?:(?:index|home|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)


def judge(snapshot: Snapshot, page: Page) -> Verdict:
    """Judge an answer by its status, its length and the address it came from."""
    if not is_answer(snapshot.status):
        reason = f"the server answered with status {snapshot.status}"
        return shut(reason, is_refusal=snapshot.status in REFUSING)
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


def is_answer(status: int) -> bool:
    """Tell whether a status may bring the document at all; of any other the body is an error's, whatever it says."""
    return status in _GOOD


def is_elsewhere(snapshot: Snapshot, *, is_permanent: bool) -> bool:
    """Tell whether an answer came from another place than the one that was asked for.

    Args:
        snapshot: the answer.
        is_permanent: each redirect on the way said that it is for good: then another path is another place. Any
            other redirect may lead about the site, and only another domain counts.
    """
    asked, came = urlsplit(snapshot.url), urlsplit(snapshot.final_url)
    if domain(asked.hostname or "") != domain(came.hostname or ""):
        return True
    return is_permanent and (asked.path.rstrip("/"), asked.query) != (came.path.rstrip("/"), came.query)


def domain(host: str) -> str:
    """Give the part of a host's name that somebody registered, by the common forms of such names.

    >>> domain("www.mofa.go.jp"), domain("legal.hanamizuki.example"), domain("192.0.2.1")
    ('mofa.go.jp', 'hanamizuki.example', '192.0.2.1')
    """
    labels = host.lower().rstrip(".").split(".")
    if labels[-1].isdigit() or ":" in host:
        return host
    is_deep = len(labels[-1]) == _COUNTRY and labels[-2:-1] and labels[-2] in _SECOND
    return ".".join(labels[-3:] if is_deep else labels[-2:])


def is_home(snapshot: Snapshot) -> bool:
    """Tell whether an address that led deeper into a site now leads to its front page.

    A language in the path does not make a page of it: "/en/" is a front page.
    """
    asked, came = urlsplit(snapshot.url), urlsplit(snapshot.final_url)
    return _HOME.fullmatch(came.path) is not None and _HOME.fullmatch(asked.path) is None and not came.query


def _shown(url: str) -> str:
    """Give an address without its query, which may hold a token, or user name."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}{parts.path}"[:200]
