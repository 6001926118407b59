"""Which statuses are an answer, and when a site that is busy may be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from monitor.crawl.faults import NoAnswerError, PassingError
from monitor.crawl.redirect import is_part

if TYPE_CHECKING:
    from scrapy.http import Request, Response

ANSWERS = frozenset({200, 203, 304})
"""Statuses that bring a page as a whole (RFC 9110, 15.3), or say that it is the one known."""
PASSING = frozenset({502, 504})
"""Statuses of a gateway that could not reach the server."""

_BUSY = frozenset({429, 503})
_LONGEST_REST = timedelta(days=7)


class JudgeStatus:
    """Lets answers pass; the rest is a failure. Scrapy asks a site that is busy again within milliseconds."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Give the response if it is an answer.

        Raises:
            NoAnswerError: it is none; with the time before which the server will not be asked again, if it said so.
        """
        if "robots" in request.meta or is_part(request) or response.status in ANSWERS:
            return response
        raise refused(response)


def refused(response: Response) -> NoAnswerError:
    """Say what a status means that is no answer, and until when the server asks to be left alone."""
    kind = PassingError if response.status in PASSING else NoAnswerError
    rest = retry_after(response, datetime.now(UTC)) if response.status in _BUSY else None
    return kind(f"the server answered {titled(response.status)}", status=response.status, not_before=rest)


def titled(status: int) -> str:
    """Give a status with its name.

    >>> titled(404), titled(999)
    ('404 Not Found', '999')
    """
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def retry_after(response: Response, now: datetime) -> datetime | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date, at most a week ahead."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()[:40]
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=min(int(value), 10**9)), _LONGEST_REST)
    try:
        until = parsedate_to_datetime(value)
        until = until.replace(tzinfo=UTC) if until.tzinfo is None else until.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(until, now + _LONGEST_REST) if until > now else None
