"""The third pass of an alignment: units that were moved and edited, found by the rare words they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from monitor.diff.likeness import ENOUGH_ANYWHERE, likeness
from monitor.model import ClauseKind

if TYPE_CHECKING:
    from monitor.diff.alignment import Alignment, Bead
    from monitor.diff.units import Unit

_RARE = 12
"""A word that stands in more units than that tells nothing."""
_LEAST_WORDS = 8
_CANDIDATES = 8
_LONGEST = 5_000


def match_rows(alignment: Alignment) -> None:
    """Tie free rows of tables that have the same first cell, which no other free row has: that is their key."""
    old, new = (_rows_by_key(units, taken) for units, taken in _sides(alignment))
    for key, index in new.items():
        if key in old:
            alignment.tie([old[key]], [index])


def _sides(alignment: Alignment) -> tuple[tuple[list[Unit], list[Bead | None]], ...]:
    return (alignment.old, alignment.of_old), (alignment.new, alignment.of_new)


def _rows_by_key(units: list[Unit], taken: list[Bead | None]) -> dict[tuple[int, str], int]:
    """Index free rows by first cell and number of cells; what occurs twice names nothing."""
    found: dict[tuple[int, str], int] = {}
    often: set[tuple[int, str]] = set()
    for unit in units:
        if taken[unit.index] is None and unit.kind is ClauseKind.ROW and len(unit.cells) > 1 and unit.cells[0]:
            key = len(unit.cells), unit.cells[0]
            if key in found:
                often.add(key)
            found[key] = unit.index
    return {key: index for key, index in found.items() if key not in often}


def match_strays(alignment: Alignment) -> None:
    """Tie free units at different places that are alike enough to be the same one, the likest first."""
    old, new = (_index(units, taken) for units, taken in _sides(alignment))
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for code in old.keys() & new.keys():
        for index in new[code]:
            votes[index].update(old[code])
    found = [
        (-alike, one, other)
        for other, counts in votes.items()
        for one in sorted(counts, key=lambda index: (-counts[index], index))[:_CANDIDATES]
        if (alike := likeness(alignment.old[one], alignment.new[other])) >= ENOUGH_ANYWHERE
    ]
    for _, one, other in sorted(found):
        if alignment.of_old[one] is None and alignment.of_new[other] is None:
            alignment.tie([one], [other])


def _is_telling(unit: Unit) -> bool:
    return not unit.heading and _LEAST_WORDS <= len(unit.codes) <= _LONGEST


def _index(units: list[Unit], taken: list[Bead | None]) -> dict[str, list[int]]:
    """Give for each rare word the free units in which it stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        if taken[unit.index] is None and _is_telling(unit):
            for code in set(unit.codes):
                places[code].append(unit.index)
    return {code: indices for code, indices in places.items() if len(indices) <= _RARE}
