"""Read times of the day, days of the week and time zones, as channels have them.

Each function returns the value or raises `ValueError`, with texts as in `monitor.watchlist.values`.
"""

from __future__ import annotations

import re
from datetime import time
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from monitor.model import Quiet, Schedule

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_ZONE = r"(?: [A-Za-z][^\s:]*)?"
SCHEDULE = rf"^(?:(?:daily|weekly|(?:{'|'.join(_DAYS)})(?:,(?:{'|'.join(_DAYS)}))*)(?: {_CLOCK})?|{_CLOCK}){_ZONE}$"
"""What a digest's time looks like: "daily", "weekly", "09:00 Asia/Tokyo", "mon,thu 09:00 Asia/Tokyo"."""
QUIET = rf"^{_CLOCK}-(?:{_CLOCK}|24:00){_ZONE}$"
"""What quiet hours look like: "22:00-07:00 Asia/Tokyo"."""

_NINE = time(9)
_LONGEST = 60
"""Characters of a zone that is not known for which one with a name like it is sought."""


def schedule(text: str) -> Schedule:
    """Read when a digest is sent; nine o'clock and UTC where it does not say, Monday for "weekly".

    >>> schedule("mon,thu 08:30 Asia/Tokyo")
    Schedule(at=datetime.time(8, 30), zone='Asia/Tokyo', days=(0, 3))
    >>> schedule("daily").at
    datetime.time(9, 0)
    """
    compact = re.sub(r"\s*,\s*", ",", " ".join(text.split()))
    if not re.match(SCHEDULE, compact.lower()):
        raise ValueError('{given} is no time for a digest; write "daily", "09:00 Asia/Tokyo" or "mon 09:00 Asia/Tokyo"')
    words = compact.split(" ")
    days = tuple(range(7))
    if ":" not in words[0]:
        named = words.pop(0).lower()
        if named != "daily":
            days = (0,) if named == "weekly" else tuple(sorted({_DAYS.index(day) for day in named.split(",")}))
    at = _clock(words.pop(0)) if words and ":" in words[0] else _NINE
    return Schedule(at=at, zone=zone(words[0]) if words else "UTC", days=days)


def quiet(text: str) -> Quiet:
    """Read quiet hours; they may reach over midnight.

    >>> quiet("22:00-07:00 Asia/Tokyo")
    Quiet(begin=datetime.time(22, 0), end=datetime.time(7, 0), zone='Asia/Tokyo')
    """
    compact = re.sub(r"\s*[-–]\s*", "-", " ".join(text.split()), count=1)
    if not re.match(QUIET, compact):
        raise ValueError('{given} are no quiet hours; write "22:00-07:00 Asia/Tokyo"')
    hours, _, name = compact.partition(" ")
    begin, end = (_clock(clock) for clock in hours.split("-"))
    if begin == end:
        raise ValueError("{given} are no quiet hours: they end when they begin")
    return Quiet(begin=begin, end=end, zone=zone(name) if name else "UTC")


def zone(name: str) -> str:
    """Give the name of a time zone back when there is one of that name.

    >>> zone("Europe/Berlin")
    'Europe/Berlin'
    """
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(name[:_LONGEST], available_timezones(), n=1, cutoff=0.75)
        hint = f"did you mean {near[0]!r}?" if near else "they are named as in 'Asia/Tokyo' or 'Europe/Berlin'"
        raise ValueError(f"{{given}} names no time zone; {hint}") from None


def _clock(text: str) -> time:
    hours, minutes = text.split(":")
    return time(int(hours) % 24, int(minutes))
