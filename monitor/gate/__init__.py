"""Is this answer the policy, or a wall, an error, half a page?

Pure: judges a reading by itself and against the target's own history, never against a list of sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.gate.history import Past
from monitor.gate.verdict import Verdict
from monitor.model import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Snapshot, Version

__all__ = ["Past", "Verdict", "judge", "weigh"]


def weigh(
    version: Version | None,
    snapshot: Snapshot | None = None,
    page: Page | None = None,
    past: Sequence[Past] = (),
    *,
    former: Page | None = None,
) -> Verdict:
    """Judge whether an answer may become a version.

    Args:
        version: the reading; None when there was no text to read.
        snapshot: the answer, for its status, its length and the address it came from.
        page: what the raw page shows besides the reading.
        past: wordings the target had, the one in force first; none at the first visit.
        former: what the raw page of the version in force showed.

    Returns:
        The verdict, with its reasons in words.
    """
    from monitor.gate import judging  # noqa: PLC0415 - the rules know the vocabulary of four languages: load it when asked

    return judging.weigh(version, snapshot, page or Page(), past, former or Page())


def judge(version: Version, previous: Version | None = None, page: Page | None = None) -> tuple[str, ...]:
    """Say why a reading should be held back; nothing when it may become a version.

    Args:
        version: the reading.
        previous: the version in force, or None at the first visit.
        page: what the raw page shows besides the reading.
    """
    past: tuple[Past, ...] = ()
    if previous is not None:
        past = (Past(text=previous.text, title=previous.title, language=previous.language, version=previous),)
    return weigh(version, None, page, past).reasons
