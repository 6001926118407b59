"""The second pass of an alignment: what stands between the same neighbours and is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.likeness import ENOUGH, held, likeness, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.diff.alignment import Alignment, Bead

_CELLS = 40_000
"""Comparisons in one gap; above it only units near the diagonal are compared."""
_WORK = 300_000_000
"""Product of the lengths of all that is compared in a gap, in words."""
_NEARLY_ALONE = 0.3
_SHORT = 4
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
    for old, new in alignment.gaps():
        old_free = [index for index in old if alignment.of_old[index] is None]
        new_free = [index for index in new if alignment.of_new[index] is None]
        if old_free and new_free:
            for one, other in _best_chain(alignment, old_free, new_free):
                alignment.tie([one], [other])
    for bead in list(alignment.beads()):
        _absorb(alignment, bead)
    _tie_lone(alignment)


def _best_chain(alignment: Alignment, old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Choose the pairs, in order on both sides, whose likeness adds up to most."""
    band = _band(alignment, old, new)
    width = len(new)
    above = [0.0] * (width + 1)
    steps: list[bytearray] = []
    for row, index in enumerate(old):
        centre = row * width // len(old)
        line = above[:]
        step = bytearray(width)
        low, high = max(0, centre - band), min(width, centre + band + 1)
        for column in range(low, high):
            best, kind = (line[column], 1) if line[column] > above[column + 1] else (above[column + 1], 0)
            alike = likeness(alignment.old[index], alignment.new[new[column]])
            if alike >= ENOUGH and above[column] + alike > best:
                best, kind = above[column] + alike, 2
            line[column + 1], step[column] = best, kind
        for column in range(high, width):
            line[column + 1] = max(line[column + 1], line[column])
            step[column] = 1 if line[column + 1] > above[column + 1] else 0
        above = line
        steps.append(step)
    return _trace_back(steps, old, new)


def _trace_back(steps: list[bytearray], old: list[int], new: list[int]) -> list[tuple[int, int]]:
    pairs = []
    row, column = len(old) - 1, len(new) - 1
    while row >= 0 and column >= 0:
        step = steps[row][column]
        if step == 2:
            pairs.append((old[row], new[column]))
            row, column = row - 1, column - 1
        elif step == 1:
            column -= 1
        else:
            row -= 1
    return pairs


def _band(alignment: Alignment, old: list[int], new: list[int]) -> int:
    """Say how far from the diagonal units are compared, so that the work is bounded."""
    cells = len(old) * len(new)
    work = sum(alignment.old[index].size for index in old) * sum(alignment.new[index].size for index in new)
    if cells <= _CELLS and work <= _WORK:
        return len(new)
    allowed = min(_CELLS, int(cells * _WORK / max(work, 1)))
    return max(1, allowed // (2 * len(old)))


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
        if held(piece, whole) >= 0.8 and share(joined, whole) > now + 0.25 * len(piece) / (len(joined) + len(whole)):
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
