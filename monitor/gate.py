"""Is this answer the policy, or a wall, an error, half a page?

Pure: judges a reading by itself and against the target's own history, never against a list of sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor import text

if TYPE_CHECKING:
    from monitor.model import Version

_SHARE_KEPT = 0.05
"""Below this share of old words found again the page is another one: 7 of 16 wrong pages lay there, and 1 of 194
others (a real full replacement)."""


def judge(version: Version, previous: Version | None) -> tuple[str, ...]:
    """Say why a reading should be held back; nothing when it may become a version.

    Args:
        version: the reading.
        previous: the version in force, or None at the first visit.
    """
    if previous is None:
        return ()
    old, new = _words(previous), _words(version)
    kept = len(old & new) / len(old) if old else 1.0
    if kept < _SHARE_KEPT:
        return (f"only {kept:.0%} of the words of the last version are on the page",)
    return ()


def _words(version: Version) -> set[str]:
    return set(text.key(version.text).casefold().split())
