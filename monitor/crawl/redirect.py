"""Follow redirects, and refreshes that a browser would follow at once.

Scrapy's own middlewares lose requests (a redirect to a URL seen before, a hop too many), follow a refresh after a
hundred seconds, and keep no statuses.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.html import get_meta_refresh
from w3lib.url import safe_url_string

from monitor.crawl.faults import NoAnswerError
from monitor.model import Redirect

if TYPE_CHECKING:
    from scrapy.http import Request, Response

HOPS = "redirects"
"""Request meta: the `Redirect`s that led to this request."""
PART = "part"
"""Request meta: a page in the browser asks for this, for its scripts or to go there."""

REDIRECTED = frozenset({301, 302, 303, 307, 308})
_ASKED_FOR = frozenset({301, 302, 303})
_MOST_HOPS = 10
_LONGEST_URL = 2083
_LONGEST_WAIT = 5.0
_SCANNED = 16384


class FollowRedirects:
    """Turns an answer that points elsewhere into the next request of the same page."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Give the request for where the answer points to; the answer itself when it points nowhere.

        Raises:
            NoAnswerError: it points to something that may not be followed.
        """
        if "robots" in request.meta:
            return response  # it counts its own hops
        if response.status in REDIRECTED:
            return _onward(request, response.status, target_of(request.url, response))
        target = None if is_part(request) else _refresh(response)
        if target is None or target in _seen(request):
            return response
        return _onward(request, response.status, target)


def is_part(request: Request) -> bool:
    """Tell whether an answer is for a script: it may have any status and form, and is nobody's page."""
    return PART in request.meta and not request.meta[PART].is_document


def target_of(url: str, response: Response) -> str:
    """Give the absolute URL a redirect points to, without user name, password and fragment.

    A redirect from https to http is asked for over https: the secure connection is not given up.

    Raises:
        NoAnswerError: it points nowhere, or to no web page.
    """
    location = (response.headers.get("Location") or b"").strip()
    if not location:
        raise NoAnswerError(f"the server answered {response.status}, a redirect to nowhere", status=response.status)
    return _absolute(url, location, response.status)


def _absolute(base: str, reference: bytes | str, status: int) -> str:
    try:
        parts = urlsplit(urljoin(base, safe_url_string(reference)))
        host = parts.netloc.rpartition("@")[2]
    except ValueError as error:
        raise NoAnswerError("redirected to something that is no URL", status=status) from error
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not host:
        raise NoAnswerError(f"redirected to {scheme or 'nothing'}: not a web page", status=status)
    secure = "https" if base.startswith("https:") else scheme
    url = urlunsplit((secure, host, parts.path or "/", parts.query, ""))
    if secure != scheme and url == base.partition("#")[0]:
        raise NoAnswerError(f"redirected from https to http, which anybody on the way can change: {url}", status=status)
    if len(url) > _LONGEST_URL:
        raise NoAnswerError("redirected to a URL of more than 2083 characters", status=status)
    return url


def _onward(request: Request, status: int, target: str) -> Request:
    hops: tuple[Redirect, ...] = request.meta.get(HOPS, ())
    if len(hops) >= _MOST_HOPS:
        raise NoAnswerError(f"more than {_MOST_HOPS} redirects, the last to {target}", status=status)
    onward = request.replace(url=target, meta={**request.meta, HOPS: (*hops, Redirect(status=status, url=target))})
    onward.meta.pop("download_slot", None)  # that of the host before
    if request.method == "POST" and status in _ASKED_FOR:  # RFC 9110, 15.4
        return onward.replace(method="GET", body=b"")
    return onward


def _seen(request: Request) -> set[str]:
    hops: tuple[Redirect, ...] = request.meta.get(HOPS, ())
    return {request.url.partition("#")[0], *(hop.url for hop in hops)}


def _refresh(response: Response) -> str | None:
    """Find a `<meta http-equiv=refresh>` that acts at once, as a browser with scripts would."""
    head = response.body[:_SCANNED]
    kind = (response.headers.get("Content-Type") or b"text/html").lower()
    if response.status != HTTPStatus.OK or b"html" not in kind or b"refresh" not in head.lower():
        return None
    try:
        wait, target = get_meta_refresh(head.decode("utf-8", "replace"), response.url)
    except ValueError:
        return None  # to no URL: a browser stays where it is
    if wait is None or target is None or wait > _LONGEST_WAIT:
        return None
    return _absolute(response.url, target, response.status)
