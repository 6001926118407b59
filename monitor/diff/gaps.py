"""The second pass of an alignment: what stands between the same neighbours and is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.likeness import ENOUGH, held, likeness, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.diff.alignment import Alignment, Bead

_CELLS = 40_000
"""Comparisons in one gap; above it only units near the diagonal are compared."""
_ALL_CELLS = 400_000
"""Comparisons in all gaps together."""
_WORK = 1_000_000_000
"""Product of the lengths of all that is compared in a gap, in words."""
_NEARLY_ALONE = 0.3
_SHORT = 4
_HELD = 0.8
_UP, _LEFT, _TIED = 0, 1, 2
"""Steps of a chain: skip an old unit, skip a new one, tie the two."""
_MOST_PIECES = 400


def match_recut(alignment: Alignment) -> None:
    """Tie runs of units whose letters agree when joined: a paragraph cut in two, a heading run into its text."""
    for old, new in alignment.gaps():
        starts = {alignment.new[index].full[:12]: index for index in reversed(new)}
        for index in old:
            start = starts.get(alignment.old[index].full[:12])
            if start is not None:
                _tie_run(alignment, index, start)
        for index, start in _short_starts(alignment, old, new):
            _tie_run(alignment, index, start)


def _short_starts(alignment: Alignment, old: list[int], new: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the starts of gaps and of what follows a bead, where pieces may be too short to be looked up."""
    if old and new:
        yield old[0], new[0]
    for index in old[1:]:
        bead = alignment.of_old[index - 1]
        if bead is not None and max(bead.old) == index - 1:
            yield index, max(bead.new) + 1


def _tie_run(alignment: Alignment, old: int, new: int) -> None:
    """Join units on the shorter side until both sides end together; give up when letters differ."""
    ends = [old, new]
    texts = ["", ""]
    rows = (alignment.old, alignment.new)
    taken = (alignment.of_old, alignment.of_new)
    while ends[0] - old + ends[1] - new < _MOST_PIECES:
        side = 0 if len(texts[0]) <= len(texts[1]) else 1
        if ends[side] >= len(rows[side]) or taken[side][ends[side]] is not None:
            return
        texts[side] += rows[side][ends[side]].full
        ends[side] += 1
        if len(texts[0]) == len(texts[1]):
            if texts[0] == texts[1] and texts[0]:
                alignment.tie(list(range(old, ends[0])), list(range(new, ends[1])))
            return
        if not texts[1 - side].startswith(texts[side]) and not texts[side].startswith(texts[1 - side]):
            return


def match_alike(alignment: Alignment) -> None:
    """Tie what is alike in each gap, in order; then let beads take the pieces that were cut off from them."""
    gaps = alignment.gaps()
    share_of_budget = min(1.0, _ALL_CELLS / max(1, sum(len(old) * len(new) for old, new in gaps)))
    for old, new in gaps:
        new_free = [index for index in new if alignment.of_new[index] is None]
        if new_free:
            band = _band(alignment, old, new_free, share_of_budget)
            for one, other in _best_chain(alignment, old, new_free, band):
                alignment.tie([one], [other])
    for bead in list(alignment.beads()):
        if _has_free_neighbour(alignment, bead):
            _absorb(alignment, bead)
    _tie_lone(alignment)


def _band(alignment: Alignment, old: list[int], new: list[int], share_of_budget: float) -> int:
    """Say how far from the diagonal units are compared, so that the work is bounded."""
    cells = len(old) * len(new)
    work = sum(len(alignment.old[index].codes) for index in old) * sum(len(alignment.new[index].codes) for index in new)
    allowed = min(_CELLS, int(cells * min(1.0, share_of_budget, _WORK / max(work, 1))))
    return len(new) if cells <= allowed else max(1, allowed // (2 * len(old)))


def _best_chain(alignment: Alignment, old: list[int], new: list[int], band: int) -> list[tuple[int, int]]:
    """Choose the pairs, in order on both sides, whose likeness adds up to most.

    Only columns near the diagonal are looked at; left of them nothing is gained, right of them nothing more.
    """
    width = len(new)
    start, above = 0, [0.0]
    steps: list[tuple[int, bytearray]] = []
    for row, index in enumerate(old):
        centre = row * width // len(old)
        low, high = max(0, centre - band), min(width, centre + band + 1)
        line, step = [_at(above, low - start)], bytearray()
        for column in range(low, high):
            up, left = _at(above, column + 1 - start), line[-1]
            best, kind = (left, _LEFT) if left > up else (up, _UP)
            alike = likeness(alignment.old[index], alignment.new[new[column]])
            tied = _at(above, column - start) + alike
            if alike >= ENOUGH and tied > best:
                best, kind = tied, _TIED
            line.append(best)
            step.append(kind)
        start, above = low, line
        steps.append((low, step))
    return _trace_back(steps, old, new)


def _at(line: list[float], column: int) -> float:
    return line[column] if column < len(line) else line[-1]


def _trace_back(steps: list[tuple[int, bytearray]], old: list[int], new: list[int]) -> list[tuple[int, int]]:
    pairs = []
    row, column = len(old) - 1, len(new) - 1
    while row >= 0 and column >= 0:
        low, step = steps[row]
        if column - low >= len(step):
            column = low + len(step) - 1
        kind = step[column - low] if column >= low else _UP
        if kind == _TIED:
            pairs.append((old[row], new[column]))
            row, column = row - 1, column - 1
        elif kind == _LEFT:
            column -= 1
        else:
            row -= 1
    return pairs


def _has_free_neighbour(alignment: Alignment, bead: Bead) -> bool:
    """Tell whether a bead of differing units stands next to units without a partner."""
    if len(bead.old) == len(bead.new) == 1 and alignment.old[bead.old[0]].key == alignment.new[bead.new[0]].key:
        return False
    return any(
        0 <= place < len(row) and row[place] is None
        for row, units in ((alignment.of_old, bead.old), (alignment.of_new, bead.new))
        for place in (units[0] - 1, units[-1] + 1)
    )


def _absorb(alignment: Alignment, bead: Bead) -> None:
    """Let a bead take free neighbours whose words stand in its other side: they were cut off or joined to it."""
    for _ in range(_MOST_PIECES):
        old = "".join(alignment.old[index].codes for index in bead.old)
        new = "".join(alignment.new[index].codes for index in bead.new)
        if old == new:
            return
        now = share(old, new)
        if not (_take(alignment, bead, now, of_old=True) or _take(alignment, bead, now, of_old=False)):
            return


def _take(alignment: Alignment, bead: Bead, now: float, *, of_old: bool) -> bool:
    """Take one free neighbour on one side, when more agrees with it than without it."""
    row, taken, mine = (
        (alignment.old, alignment.of_old, bead.old) if of_old else (alignment.new, alignment.of_new, bead.new)
    )
    others, theirs = (alignment.new, bead.new) if of_old else (alignment.old, bead.old)
    whole = "".join(others[index].codes for index in theirs)
    for neighbour in (mine[-1] + 1, mine[0] - 1):
        if not (0 <= neighbour < len(row)) or taken[neighbour] is not None or not row[neighbour].codes:
            continue
        piece = row[neighbour].codes
        joined = "".join(row[index].codes for index in sorted([*mine, neighbour]))
        if held(piece, whole) >= _HELD and share(joined, whole) > now + 0.25 * len(piece) / (len(joined) + len(whole)):
            alignment.stretch(bead, old=neighbour if of_old else None, new=None if of_old else neighbour)
            return True
    return False


def _tie_lone(alignment: Alignment) -> None:
    """Tie one old to one new unit that are alone between the same neighbours, with less evidence than elsewhere."""
    for old, new in alignment.gaps():
        if len(old) != 1 or len(new) != 1 or alignment.of_new[new[0]] is not None:
            continue
        one, other = alignment.old[old[0]], alignment.new[new[0]]
        if one.kind is not other.kind:
            continue
        short = max(one.size, other.size) <= _SHORT and not one.heading
        if short or likeness(one, other) >= _NEARLY_ALONE:
            alignment.tie(old, new)
