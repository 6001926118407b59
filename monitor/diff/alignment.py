"""The state of an alignment: which units of the one version became which of the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.diff.units import Unit


@dataclass(eq=False)
class Bead:
    """Units that correspond: one and one, or several where a paragraph was cut or joined."""

    old: list[int]
    new: list[int]


@dataclass
class Alignment:
    """Two rows of units and the beads between them; each unit is in at most one bead."""

    old: list[Unit]
    new: list[Unit]
    of_old: list[Bead | None] = field(default_factory=list)
    of_new: list[Bead | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.of_old = [None] * len(self.old)
        self.of_new = [None] * len(self.new)

    def tie(self, old: list[int], new: list[int]) -> None:
        """Make one bead of units that are still free."""
        bead = Bead(old, new)
        for index in old:
            self.of_old[index] = bead
        for index in new:
            self.of_new[index] = bead

    def untie(self, bead: Bead) -> None:
        """Free the units of a bead."""
        for index in bead.old:
            self.of_old[index] = None
        for index in bead.new:
            self.of_new[index] = None

    def stretch(self, bead: Bead, *, old: int | None = None, new: int | None = None) -> None:
        """Add a free neighbour to a bead, on either side of it."""
        if old is not None:
            bead.old = sorted([*bead.old, old])
            self.of_old[old] = bead
        if new is not None:
            bead.new = sorted([*bead.new, new])
            self.of_new[new] = bead

    def beads(self) -> Iterator[Bead]:
        """Yield each bead once, in the order of the new side."""
        last = None
        seen: set[int] = set()
        for bead in self.of_new:
            if bead is not None and bead is not last and id(bead) not in seen:
                seen.add(id(bead))
                yield bead
            last = bead

    def gaps(self) -> list[tuple[list[int], list[int]]]:
        """List runs of free old units with the free new units that stand at the same place.

        The place is told by the neighbours: what follows the partner of the unit before the run, and what precedes
        the partner of the unit after it. Where a block was moved the two differ, and both are offered, in that order.
        """
        found = []
        index = 0
        while index < len(self.old):
            if self.of_old[index] is not None:
                index += 1
                continue
            start = index
            while index < len(self.old) and self.of_old[index] is None:
                index += 1
            new = self._beside(start, index)
            if new:
                found.append((list(range(start, index)), new))
        return sorted(found, key=lambda gap: gap[1][-1] - gap[1][0] >= len(gap[1]))

    def _beside(self, start: int, end: int) -> list[int]:
        before = self.of_old[start - 1] if start else None
        after = self.of_old[end] if end < len(self.old) else None
        first = max(before.new) + 1 if before else 0
        new = []
        while first < len(self.new) and self.of_new[first] is None:
            new.append(first)
            first += 1
        last = (min(after.new) if after else len(self.new)) - 1
        if new and new[0] <= last <= new[-1]:
            return new
        tail = []
        while last >= 0 and self.of_new[last] is None:
            tail.append(last)
            last -= 1
        return new + tail[::-1]
