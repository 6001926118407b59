"""The first pass of an alignment: units that are the same, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.order import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from monitor.diff.alignment import Alignment, Bead
    from monitor.diff.units import Unit

_LEAST_WORDS = 8
"""A block that is found at another place must have so many words to count as moved and not as a coincidence."""


def match_equal(alignment: Alignment) -> None:
    """Tie units that are equal and unique on both sides, then their equal neighbours, then equal ones in order."""
    _tie_unique(alignment, lambda unit: (unit.heading, unit.key))
    _spread(alignment)
    _drop_coincidences(alignment)
    _tie_unique(alignment, lambda unit: (unit.key,), least=_LEAST_WORDS)
    _spread(alignment)
    for old, new in alignment.gaps():
        _tie_in_order(alignment, old, new)
    _spread(alignment)


def _tie_unique(alignment: Alignment, name: Callable[[Unit], Hashable], least: int = 0) -> None:
    old = _unique(alignment.old, alignment.of_old, name, least)
    new = _unique(alignment.new, alignment.of_new, name, least)
    for key, index in new.items():
        if key in old:
            alignment.tie([old[key]], [index])


def _unique(
    units: list[Unit], taken: list[Bead | None], name: Callable[[Unit], Hashable], least: int
) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    often: set[Hashable] = set()
    for unit in units:
        if taken[unit.index] is None and unit.key and unit.size >= least:
            key = name(unit)
            if key in found:
                often.add(key)
            found[key] = unit.index
    return {key: index for key, index in found.items() if key not in often}


def _spread(alignment: Alignment) -> None:
    """Let each bead take its free equal neighbours, forwards, then backwards."""
    for index in range(len(alignment.old)):
        _tie_neighbour(alignment, index, 1)
    for index in reversed(range(len(alignment.old))):
        _tie_neighbour(alignment, index, -1)
    if alignment.old and alignment.new:
        _tie_if_equal(alignment, 0, 0)
        _tie_if_equal(alignment, len(alignment.old) - 1, len(alignment.new) - 1)


def _tie_neighbour(alignment: Alignment, index: int, step: int) -> None:
    bead = alignment.of_old[index]
    if bead is not None:
        edge = max if step > 0 else min
        _tie_if_equal(alignment, edge(bead.old) + step, edge(bead.new) + step)


def _tie_if_equal(alignment: Alignment, old: int, new: int) -> None:
    if not (0 <= old < len(alignment.old) and 0 <= new < len(alignment.new)):
        return
    free = alignment.of_old[old] is None and alignment.of_new[new] is None
    if free and alignment.old[old].key == alignment.new[new].key:
        alignment.tie([old], [new])


def _drop_coincidences(alignment: Alignment) -> None:
    """Untie small blocks of clauses that stand elsewhere: "Name" left one list, "Name" came into another."""
    blocks = _blocks(alignment.beads())
    kept = settled(
        [block[0].old[0] for block in blocks],
        [sum(alignment.new[bead.new[0]].size for bead in block) for block in blocks],
    )
    for number, block in enumerate(blocks):
        units = [alignment.new[bead.new[0]] for bead in block]
        if number in kept or any(unit.heading for unit in units):
            continue
        if sum(unit.size for unit in units) < _LEAST_WORDS and not _at_home(alignment, block):
            for bead in block:
                alignment.untie(bead)


def _at_home(alignment: Alignment, block: list[Bead]) -> bool:
    """Tell whether a block stands under the same heading on both sides: an item moved inside its list."""
    old, new = alignment.old[block[0].old[0]], alignment.new[block[0].new[0]]
    old_head, new_head = _head_of(alignment.old, old), _head_of(alignment.new, new)
    return old_head is not None and new_head is not None and old_head.key == new_head.key


def _head_of(units: list[Unit], unit: Unit) -> Unit | None:
    index = unit.index
    while index > 0 and units[index - 1].section == unit.section:
        index -= 1
    return units[index] if units[index].heading else None


def _blocks(beads: Iterable[Bead]) -> list[list[Bead]]:
    """Join beads that follow each other on both sides."""
    blocks: list[list[Bead]] = []
    for bead in beads:
        last = blocks[-1][-1] if blocks else None
        if last is not None and bead.old[0] == last.old[-1] + 1 and bead.new[0] == last.new[-1] + 1:
            blocks[-1].append(bead)
        else:
            blocks.append([bead])
    return blocks


def _tie_in_order(alignment: Alignment, old: list[int], new: list[int]) -> None:
    """Tie the first to the first, the second to the second of equal units in a gap, where their order agrees."""
    places: dict[str, list[int]] = {}
    for index in reversed(old):
        if alignment.of_old[index] is None:
            places.setdefault(alignment.old[index].key, []).append(index)
    pairs = [
        (places[alignment.new[index].key].pop(), index)
        for index in new
        if alignment.of_new[index] is None and places.get(alignment.new[index].key)
    ]
    kept = settled([pair[0] for pair in pairs])
    for number, pair in enumerate(pairs):
        if number in kept:
            alignment.tie([pair[0]], [pair[1]])
