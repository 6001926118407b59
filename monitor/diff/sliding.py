"""Put a block of equal units that came or went where it is a whole section, when it may stand at several places.

Of two sections that begin alike the first went: read in order, the head of the first is tied to what stays, and the
end of the first and the head of the second have gone. Moved by the length of the head, the first section has gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.diff.alignment import Alignment, Bead
    from monitor.diff.units import Unit

_FARTHEST = 200
"""Units by which a block is moved at most."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """One side of an alignment, as the one on which blocks are free, and the other."""

    alignment: Alignment
    from_old: bool

    @property
    def units(self) -> list[Unit]:
        return self.alignment.old if self.from_old else self.alignment.new

    @property
    def beads(self) -> list[Bead | None]:
        return self.alignment.of_old if self.from_old else self.alignment.of_new

    def partner(self, index: int) -> int:
        """Give the unit that one is tied to, one to one; -1 when there is none."""
        bead = self.beads[index] if 0 <= index < len(self.units) else None
        if bead is None or len(bead.old) > 1 or len(bead.new) > 1:
            return -1
        return bead.new[0] if self.from_old else bead.old[0]

    def retie(self, index: int, other: int) -> None:
        """Tie a free unit to the partner of another one, which is free then."""
        bead = self.beads[index]
        partner = self.partner(index)
        if bead is not None:
            self.alignment.untie(bead)
            self.alignment.tie(*(([other], [partner]) if self.from_old else ([partner], [other])))

    def starts(self, index: int) -> bool:
        """Tell whether a section starts at a unit, or all ends there."""
        return index in {0, len(self.units)} or self.units[index].section != self.units[index - 1].section


def slide(alignment: Alignment) -> None:
    """Move each free block to where it begins and ends with a section, if it may stand there as well."""
    for from_old in (True, False):
        rows = _Rows(alignment, from_old)
        for start, end in _blocks(rows):
            if not (rows.starts(start) and rows.starts(end)):
                _slide_block(rows, start, end)


def _blocks(rows: _Rows) -> list[tuple[int, int]]:
    """List the runs of free units."""
    found = []
    start = -1
    for index, bead in enumerate([*rows.beads, None]):
        is_free = bead is None and index < len(rows.units)
        if is_free and start < 0:
            start = index
        elif not is_free and start >= 0:
            found.append((start, index))
            start = -1
    return found


def _slide_block(rows: _Rows, start: int, end: int) -> None:
    for step in (-1, 1):
        steps = _steps(rows, start, end, step)
        if steps:
            for _ in range(steps):
                if step < 0:
                    start, end = start - 1, end - 1
                    rows.retie(start, end)
                else:
                    rows.retie(end, start)
                    start, end = start + 1, end + 1
            return


def _steps(rows: _Rows, start: int, end: int, step: int) -> int:
    """Count the steps to the first place where the block is whole sections; 0 when there is none."""
    expected = -1
    for steps in range(1, _FARTHEST):
        # going up, the unit above the block takes the place of the last one in it; going down, the other way about
        tied, free = (start - 1, end - 1) if step < 0 else (end, start)
        last = rows.partner(tied)
        if last < 0 or rows.units[tied].key != rows.units[free].key or expected not in {-1, last}:
            return 0
        expected = last + step
        start, end = start + step, end + step
        if rows.starts(start) and rows.starts(end):
            return steps
    return 0
