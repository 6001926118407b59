"""How a page alternates: for how long its wordings stand before an earlier one comes back, and how long it is quiet.

A page that shows one wording for a week and another one for a day has not settled after three days. How long one must
wait is learnt from the page: no run that was ended by a return is evidence of rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_REST: Final = 30
"""Visits without a return after which a page that never stood still for long is at rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What the last visits tell of returns: visits on which a wording came back that another one had replaced."""

    returns: int = 0
    longest: int = 0
    """Visits in the longest run of one wording that a return put an end to."""
    calm: int = 0
    """Visits from the last return on, that one included; all, when there was none."""

    @property
    def patience(self) -> int:
        """Visits without a return that tell nothing yet: twice as many as the page stood still before."""
        return 2 * self.longest

    @property
    def is_restless(self) -> bool:
        """Tell whether the next return is to be expected rather than news."""
        return self.returns > 0 and self.calm <= max(_REST, self.patience)


def hear(wordings: Sequence[str]) -> Rhythm:
    """Hear the rhythm of a page.

    Args:
        wordings: the name of the wording at each visit, oldest first.

    >>> hear("aabba"), hear("aabb").returns
    (Rhythm(returns=1, longest=2, calm=1), 0)
    """
    runs = [(name, sum(1 for _ in group)) for name, group in groupby(wordings)]
    seen: set[str] = set()
    ended, calm = [], 0
    for at, (name, size) in enumerate(runs):
        if name in seen:
            ended.append(runs[at - 1][1])
            calm = 0
        seen.add(name)
        calm += size
    return Rhythm(returns=len(ended), longest=max(ended, default=0), calm=calm)


def is_glimpsed(wordings: Sequence[str], name: str) -> bool:
    """Tell whether a wording was only ever there for one visit, between others: never the one it all began with.

    >>> is_glimpsed("aba", "b"), is_glimpsed("abba", "b"), is_glimpsed("abb", "a")
    (True, False, False)
    """
    runs = [sum(1 for _ in group) for one, group in groupby(wordings) if one == name]
    return bool(runs) and wordings[0] != name and max(runs) == 1
