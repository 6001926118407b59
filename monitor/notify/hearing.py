"""What services say besides their status: Apprise lets go of it."""

from __future__ import annotations

import threading
from email.utils import parsedate_to_datetime
from typing import Any

import requests


class _Ear(threading.local):
    """What the last HTTP answer of a thread asked for."""

    retry_after: float | None = None


ear = _Ear()
_post = requests.Session.send


def _send_and_hear(self: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # noqa: ANN401 - handed on
    answer = _post(self, request, **kwargs)
    ear.retry_after = (
        None if answer.ok else _rest(answer.headers.get("Retry-After", ""), answer.headers.get("Date", ""))
    )
    return answer


requests.Session.send = _send_and_hear  # type: ignore[method-assign] # all plugins post through it, and none listens


def _rest(retry_after: str, date: str) -> float | None:
    """Give the seconds that a Retry-After header asks for (RFC 9110, 10.2.3); a date counts from that of the answer.

    >>> _rest("120", ""), _rest("Thu, 01 Jan 2026 00:01:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT"), _rest("soon", "")
    (120.0, 60.0, None)
    """
    if retry_after.strip().isdecimal():
        return float(retry_after[:12])
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - parsedate_to_datetime(date)).total_seconds())
    except (ValueError, TypeError):  # no date, or one with a zone and one without
        return None
