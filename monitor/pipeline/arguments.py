"""What programs hand to the archive, looked at before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from monitor.document import selectors

_STATUSES: Final = range(100, 1000)
"""As RFC 9110, 15 has them, and those that some servers make up."""
_LONGEST: Final = 200


def target(name: object) -> str:
    """Check the name of a target: a line of text."""
    if not isinstance(name, str):
        raise TypeError(f"target must be a str, not {_kind(name)}")
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST:
        raise ValueError(f"target must be a name: one line of 1 to {_LONGEST} characters, not {name[:40]!r}")
    return name


def address(url: object) -> str:
    """Check the address of a page."""
    if not isinstance(url, str):
        raise TypeError(f"url must be a str, not {_kind(url)}")
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of a port or an IPv6 address
        is_web = False
    if not is_web:
        raise ValueError(f"url must start with https:// or http:// and name a host, not {url[:80]!r}")
    return url


def content(body: object) -> bytes:
    """Check the bytes of a page."""
    if not isinstance(body, bytes | bytearray | memoryview):
        raise TypeError(f"body must be bytes, as they were received, not {_kind(body)}")
    return bytes(body)


def moment(fetched_at: object) -> datetime:
    """Check the time of a visit."""
    if not isinstance(fetched_at, datetime):
        raise TypeError(f"fetched_at must be a datetime, not {_kind(fetched_at)}")
    if fetched_at.utcoffset() is None:
        raise ValueError("fetched_at must be aware: give it a time zone, such as datetime.UTC")
    return fetched_at


def status(number: object) -> int:
    """Check the status of an HTTP answer."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(f"status must be an int, not {_kind(number)}")
    if number not in _STATUSES:
        raise ValueError(f"status must be that of an HTTP answer (100 to 999), not {number}")
    return int(number)


def headers(given: object) -> tuple[tuple[str, str], ...]:
    """Check headers: a mapping of names to values, or pairs of both; give pairs, names in lower case."""
    if given is None:
        return ()
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise TypeError(f"headers must be a mapping of str to str, or pairs of str, not {_kind(given)}")
    found = []
    for pair in list(given.items() if isinstance(given, Mapping) else given):
        if not isinstance(pair, tuple | list) or [type(part) for part in pair] != [str, str]:
            raise TypeError(f"headers must be pairs of str (a name and a value), not {pair!r:.80}")
        found.append((pair[0].lower(), pair[1]))
    return tuple(found)


def selector(given: object) -> str | None:
    """Check a CSS selector, or None for none."""
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError(f"select must be a str, not {_kind(given)}")
    _check(given, "select")
    return given


def removals(given: object) -> tuple[str, ...]:
    """Check one CSS selector, or several, of what is left out."""
    listed = (given,) if isinstance(given, str) else given
    if not isinstance(listed, Iterable) or isinstance(listed, bytes):
        raise TypeError(f"remove must be CSS selectors, not {_kind(given)}")
    found = tuple(listed)
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"remove must be CSS selectors (str), not {_kind(one)}")
        _check(one, "remove")
    return found


def _check(css: str, name: str) -> None:
    try:
        selectors.check(css)
    except ValueError as fault:
        raise ValueError(f"{name} is not a CSS selector: {str(fault).splitlines()[0]}") from None


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__
