"""The third pass of an alignment: units that were moved and edited, found by the rare words they share."""

from __future__ import annotations

from collections import Counter
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
    old = [unit for unit in alignment.old if alignment.of_old[unit.index] is None and _is_telling(unit)]
    new = [unit for unit in alignment.new if alignment.of_new[unit.index] is None and _is_telling(unit)]
    if not old or not new:
        return
    places = _index(old)
    rare_in_new = {code for code, units in _index(new).items() if len(units) <= _RARE}
    found = []
    for unit in new:
        votes: Counter[int] = Counter()
        for code in sorted(set(unit.codes) & rare_in_new):
            if len(places.get(code, ())) <= _RARE:
                votes.update(places.get(code, ()))
        for index, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_CANDIDATES]:
            alike = likeness(alignment.old[index], unit)
            if alike >= ENOUGH_ANYWHERE:
                found.append((-alike, index, unit.index))
    for _, one, other in sorted(found):
        if alignment.of_old[one] is None and alignment.of_new[other] is None:
            alignment.tie([one], [other])


def _is_telling(unit: Unit) -> bool:
    return not unit.heading and _LEAST_WORDS <= len(unit.codes) <= _LONGEST


def _index(units: list[Unit]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for unit in units:
        for code in sorted(set(unit.codes)):
            places.setdefault(code, []).append(unit.index)
    return places
