"""Figures in the sentences that people read: how many, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def many(number: int, noun: str) -> str:
    """Say how many there are of something whose plural ends in "s".

    >>> many(1, "visit"), many(0, "visit")
    ('1 visit', '0 visits')
    """
    return f"{number} {noun}{'s' * (number != 1)}"


def minute(at: datetime) -> str:
    """Write a time of UTC to the minute; `Tongue.retimed` finds it again and puts it on other clocks.

    >>> from datetime import UTC, datetime
    >>> minute(datetime(2026, 3, 14, 8, 5, tzinfo=UTC))
    '2026-03-14 08:05 UTC'
    """
    return f"{at:%Y-%m-%d %H:%M} UTC"
