"""Make a redline readable: which of all ways to mark the same edit a reader takes in at once."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.diff.tokens import STOP

if TYPE_CHECKING:
    from monitor.diff.tokens import Token

Block = tuple[int, int, int]
"""So many equal words from here in the old row and from there in the new one: (old, new, length)."""

_SHORT = 3
_ISLAND = 2
_SENTENCE_END = re.compile(r"[.!?。！？]")


def join_islands(new: list[Token], blocks: list[Block]) -> list[Block]:
    """Drop an equal island of one or two short words between two larger edits: it only breaks up the reading."""
    kept: list[Block] = []
    for number, (one, other, length) in enumerate(blocks):
        if length <= _ISLAND and 0 < number < len(blocks) - 1:
            before = kept[-1] if kept else (0, 0, 0)
            after = blocks[number + 1]
            left = max(one - before[0] - before[2], other - before[1] - before[2])
            right = max(after[0] - one - length, after[1] - other - length)
            if min(left, right) > length and _is_slight(new[other : other + length]):
                continue
        kept.append((one, other, length))
    return kept


def _is_slight(island: list[Token]) -> bool:
    return all(len(token.text) <= _SHORT and not _SENTENCE_END.match(token.text) for token in island) and not any(
        token.text.isdigit() for token in island
    )


def slide(old: list[Token], new: list[Token], blocks: list[Block]) -> list[Block]:
    """Shift a pure insertion or deletion so that it starts and ends where a sentence or phrase does."""
    rows = [list(block) for block in blocks]
    for left, right in pairwise(rows):
        gap_old = (left[0] + left[2], right[0])
        gap_new = (left[1] + left[2], right[1])
        if gap_old[0] == gap_old[1]:
            row, (start, end) = new, gap_new
        elif gap_new[0] == gap_new[1]:
            row, (start, end) = old, gap_old
        else:
            continue
        shift = _best_shift(row, start, end, left[2], right[2])
        left[2] += shift
        right[:] = [right[0] + shift, right[1] + shift, right[2] - shift]
    return [(one, other, length) for one, other, length in rows if length > 0]


def _best_shift(row: list[Token], start: int, end: int, room_left: int, room_right: int) -> int:
    best, score = 0, _edge(row, start) + _edge(row, end)
    for direction, room in ((-1, room_left - 1), (1, room_right - 1)):
        shift = 0
        while abs(shift) < room:
            leaving = row[start + shift - 1] if direction < 0 else row[start + shift]
            entering = row[end + shift - 1] if direction < 0 else row[end + shift]
            if leaving.key != entering.key:
                break
            shift += direction
            worth = _edge(row, start + shift) + _edge(row, end + shift)
            if worth > score:
                best, score = shift, worth
    return best


def _edge(row: list[Token], index: int) -> int:
    """Tell how good a place to cut is in front of a word: after a sentence 3, after a comma 1."""
    if index == 0 or index == len(row):
        return 3
    previous = row[index - 1].text
    if STOP.fullmatch(previous):
        return 3
    return 1 if previous in ",、，:：" else 0
