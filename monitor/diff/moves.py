"""Which sections stand at another place than before, in the order a reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.order import settled

if TYPE_CHECKING:
    from monitor.diff.pairing import Pairing
    from monitor.diff.units import Side

_COUNT = 1_000_000
"""Weight of one section beside its words: as few as possible are called moved, then those that stand at another
place among their siblings, then the shortest."""
_PLACE = 1_000
_LEAST_WORDS = 8


def moved(old: Side, new: Side, pairing: Pairing) -> set[int]:
    """Choose the new sections that moved: the fewest that explain the new order.

    Siblings are compared with siblings, and a child travels with its parent. A section under another parent moved only
    when the reading order says so: a heading that changed its level has not moved.
    """
    found: set[int] = set()
    loose: list[int] = []
    families: dict[tuple[int, int], list[int]] = {}
    for section, partner in sorted(pairing.of_new.items()):
        parent, old_parent = new.parents[section], old.parents[partner]
        if (parent < 0 and old_parent < 0) or (parent >= 0 and pairing.of_new.get(parent) == old_parent):
            families.setdefault((parent, old_parent), []).append(section)
        else:
            loose.append(section)
    heavy = _subtree_sizes(new)
    for family in families.values():
        row = [pairing.of_new[section] for section in family]
        places = sorted(row)
        weights = [
            _COUNT + _PLACE * (row[number] == places[number]) + min(heavy[section], _PLACE - 1)
            for number, section in enumerate(family)
        ]
        kept = settled(row, weights)
        found |= {section for number, section in enumerate(family) if number not in kept}
    found |= _loose_ones(new, pairing, loose, found)
    return {section for section in found if new.heads[section] >= 0 or new.sizes[section] >= _LEAST_WORDS}


def _loose_ones(new: Side, pairing: Pairing, loose: list[int], found: set[int]) -> set[int]:
    """Compare sections that changed their parent with all that stayed, by reading order."""
    if not loose:
        return set()
    apart = set(loose)
    travelling: set[int] = set()
    for section in range(len(new.sections)):
        if section in found or (new.parents[section] in travelling and section not in apart):
            travelling.add(section)
    row = [section for section in sorted(pairing.of_new) if section not in travelling]
    weights = [_COUNT if section in apart else _COUNT * 1000 for section in row]
    kept = settled([pairing.of_new[section] for section in row], weights)
    return {section for number, section in enumerate(row) if number not in kept and section in apart}


def _subtree_sizes(side: Side) -> list[int]:
    total = list(side.sizes)
    for section in reversed(range(len(side.sections))):
        if side.parents[section] >= 0:
            total[side.parents[section]] += total[section]
    return total
