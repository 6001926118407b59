"""Where links lead: compared apart from the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.model import Link

_OBFUSCATED = ("/cdn-cgi/l/email-protection", "javascript:")


def changed_links(old: Iterable[Link], new: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    """Pair targets of links with the same words that lead elsewhere now; "" where there was or is no link.

    An obfuscated mail address is another one at each visit and tells nothing.
    """
    before, after = _by_text(old), _by_text(new)
    pairs: list[tuple[str, str]] = []
    for words in [*before, *(words for words in after if words not in before)]:
        gone, come = before.get(words, []), after.get(words, [])
        if gone == come:
            continue
        left = [href for href in gone if href not in come]
        arrived = [href for href in come if href not in gone]
        width = max(len(left), len(arrived))
        pairs += zip(left + [""] * (width - len(left)), arrived + [""] * (width - len(arrived)), strict=True)
    return tuple(pairs)


def _by_text(links: Iterable[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        if not any(mark in link.href for mark in _OBFUSCATED):
            found.setdefault(text.key(link.text), []).append(_folded(link.href))
    return found


def _folded(href: str) -> str:
    """Leave out the slash at the end of a path, which servers add or drop."""
    return href.rstrip("/") if href.startswith(("http://", "https://")) else href
