"""What changed, in one short line: the weightiest change stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.report import story
from monitor.report.safe import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Change, ChangeSet
    from monitor.report.tongues import Tongue

_TITLE, _SIDE, _FATE = 60, 32, 60
"""Characters of a heading, of the words before and after, and of what became of a section."""
_PAIRS = 3
"""Renumbered sections named."""


def of(sets: Sequence[ChangeSet], words: Tongue) -> str:
    """Tell of change sets of one target where it changed most, and what there reads otherwise.

    >>> from datetime import UTC, datetime
    >>> from monitor.model import ChangeSet
    >>> from monitor.report.tongues import Tongue
    >>> at = datetime(2026, 3, 14, tzinfo=UTC)
    >>> each = ChangeSet(target="a", title="A", url="", old_version=1, new_version=2, old_at=at, new_at=at, changes=())
    >>> of([each], Tongue("en"))
    'No change of wording.'
    """
    each = min(sets, key=lambda one: -one.level.rank if one.changes else 1)
    told = story.tell(each.changes)
    first = next(iter(told.told), None) or next((brief.change for brief in told.briefs), None)
    if first is None:
        return words.renumbering(told.renumbered, _PAIRS) if told.renumbered else words.nothing(each)
    return words.say("said", what=clip(words.title(first.place), _TITLE), text=_news(first, words))


def _news(change: Change, words: Tongue) -> str:
    """Give the first words of weight that became others; where there are none, what became of the section."""
    for found in change.signals:
        if found.before and found.after:
            return f"{clip(found.before, _SIDE)} → {clip(found.after, _SIDE)}"
    return clip(words.phrases(change), _FATE)
