"""Where two rows of names differ: the gaps between neighbours that both have."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def gaps(old: Sequence[str], new: Sequence[str]) -> list[tuple[range, range]]:
    """List the places in which two rows differ, as positions on either side; both may be empty, not both at once.

    What is equal at both ends is set aside; in between, names that are unique on both sides and stand in the same order
    are anchors (patience diff).

    >>> gaps(["a", "x", "b", "c"], ["a", "y", "b", "c", "d"])
    [(range(1, 2), range(1, 2)), (range(4, 4), range(4, 5))]
    """
    head = _equal(old, new)
    tail = min(_equal(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    ends = (len(old) - tail, len(new) - tail)
    anchors = _anchors(old[head : ends[0]], new[head : ends[1]])
    found = []
    start = (head, head)
    for one, other in [*((head + a, head + b) for a, b in anchors), ends]:
        if one > start[0] or other > start[1]:
            found.append((range(start[0], one), range(start[1], other)))
        start = (one + 1, other + 1)
    return [pair for pair in found if list(map(old.__getitem__, pair[0])) != list(map(new.__getitem__, pair[1]))]


def _equal(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the equal names at the start."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the names that are unique on both sides: the longest row of pairs that keeps its order."""
    once = {name for name, times in Counter(old).items() if times == 1}
    once &= {name for name, times in Counter(new).items() if times == 1}
    places = {name: at for at, name in enumerate(new) if name in once}
    pairs = [(at, places[name]) for at, name in enumerate(old) if name in once]
    ends: list[int] = []
    ranks = []
    for _, place in pairs:
        rank = bisect_left(ends, place)
        ends[rank : rank + 1] = [place]
        ranks.append(rank)
    kept = []
    rank = len(ends) - 1
    for pair, own in zip(reversed(pairs), reversed(ranks), strict=True):
        if own == rank:
            kept.append(pair)
            rank -= 1
    return kept[::-1]
