"""Which of a row of things kept their order, and which were moved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def settled(positions: Sequence[int], weights: Sequence[int] | None = None) -> set[int]:
    """Choose the heaviest increasing subsequence.

    Args:
        positions: distinct old positions, in their new order.
        weights: how much it costs to call one moved; all alike when not given.

    Returns:
        Indexes into `positions` of those that stay; the rest moved. O(n log n).

    >>> sorted(settled([0, 2, 3, 1]))
    [0, 1, 2]
    """
    if all(left < right for left, right in pairwise(positions)):
        return set(range(len(positions)))
    rank = {position: number for number, position in enumerate(sorted(positions), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(positions) + 1)
    before: list[int] = []
    end = (0, -1)
    for index, position in enumerate(positions):
        total, previous = _best_below(best, rank[position])
        before.append(previous)
        total += weights[index] if weights else 1
        _raise(best, rank[position], (total, index))
        if total > end[0]:
            end = (total, index)
    chosen = set()
    index = end[1]
    while index >= 0:
        chosen.add(index)
        index = before[index]
    return chosen


def _best_below(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    """Ask a Fenwick tree for the heaviest chain that ends before a rank."""
    found = (0, -1)
    rank -= 1
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[int, int]], rank: int, chain: tuple[int, int]) -> None:
    while rank < len(best):
        if chain[0] > best[rank][0]:
            best[rank] = chain
        rank += rank & -rank
