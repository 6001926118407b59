"""Which labels count on from one another: the difference between clause "4." and item "4." of a list.

A stack holds the sequences that are open, the innermost last. A label continues the innermost one that expects its
value, sequences of its own look and indent first; a label that says "one" opens an inner sequence. Identity of
sequences counts, not equality: two open ones may stand at the same value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.document import looks
from monitor.document.block import BlockKind
from monitor.document.numbering import Strength
from monitor.document.pieces import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.block import Block
    from monitor.document.pieces import Piece
    from monitor.document.readings import Reading

_DEEPEST = 12
"""Sequences open at a time. Deeper ones replace the innermost: time stays linear, labels are kept."""
_GAP = 3
"""A sequence may skip so many numbers less one (a repealed clause) between members that look alike."""
_STRUCTURAL = "第"
_PARAGRAPHS = frozenset({"1.", "1 "})
"""Numbers of the paragraphs of an article, the first of which has none: what was open inside the first ends."""


def assign(pieces: Sequence[Piece]) -> list[Run]:
    """Give every labelled piece its run, and take the label from pieces whose number continues nothing."""
    stack: list[Run] = []
    runs: list[Run] = []
    last: dict[tuple[str, str], tuple[int, ...]] = {}
    for index, piece in enumerate(pieces):
        if piece.readings:
            _place(piece, index, stack, runs, last)
        elif not piece.label and looks.is_apart(piece.body):
            stack.clear()
        elif piece.tagged and piece.block.rank:
            stack[:] = [run for run in stack if not _below(run, piece)]
    for run in runs:
        _settle(run, pieces)
    return runs


def _place(
    piece: Piece, index: int, stack: list[Run], runs: list[Run], last: dict[tuple[str, str], tuple[int, ...]]
) -> None:
    """Give a piece its run; `last` holds the last value of each style and look, of sequences that have ended too."""
    run, value = _continued(piece, stack)
    if run is None:
        reading = _opening(piece, stack) or _going_on(piece, last)
        if reading is None:
            piece.unlabel()
            return
        if reading.value == (2,) and reading.style in _PARAGRAPHS and (article := _article(stack)) >= 0:
            del stack[article + 1 :]
        del stack[_DEEPEST - 1 :]
        run, value = Run(reading.style, reading.value, piece, stack[-1] if stack else None), reading.value
        runs.append(run)
        stack.append(run)
    else:
        del stack[stack.index(run) + 1 :]
    run.value = last[run.style, piece.look] = value
    run.looks.add(piece.look)
    run.members.append(index)
    piece.run = run


def _continued(piece: Piece, stack: list[Run]) -> tuple[Run | None, tuple[int, ...]]:
    fits: list[tuple[int, Run, tuple[int, ...]]] = []
    for depth, run in enumerate(stack):
        for reading in piece.readings:
            if reading.style == run.style and run.first.marked == piece.marked:
                fit = _fit(run, piece, reading.value)
                if fit:
                    fits.append((fit * 100 + depth, run, reading.value))
    if not fits:
        return None, ()
    _, run, value = max(fits, key=lambda fit: fit[0])
    return run, value


def _fit(run: Run, piece: Piece, value: tuple[int, ...]) -> int:
    """Tell how well a value continues a run: 0 not at all, more the more they look alike."""
    same_depth = run.first.block.depth == piece.block.depth
    strange = piece.block.kind is BlockKind.ROW and not _is_table(run.first.block)
    if strange or (not same_depth and (run.first.marked or piece.strength is Strength.WEAK)):
        return 0
    same_look = piece.look in run.looks
    if _is_next(run.value, value):
        return 3 + same_look + 2 * same_depth
    if piece.strength is Strength.WEAK or not same_look or not same_depth:
        return 0
    step = value[-1] - run.value[-1] if value[:-1] == run.value[:-1] else -1
    least = 0 if piece.block.kind is BlockKind.HEADING or piece.bold else 1
    return 1 if least <= step <= _GAP else 0


def _is_next(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    if len(value) == len(last):
        return value[:-1] == last[:-1] and value[-1] == last[-1] + 1
    if len(value) > len(last):
        return value[:-1] == last and value[-1] in (1, 2)
    return value[:-1] == last[: len(value) - 1] and value[-1] == last[len(value) - 1] + 1


def _opening(piece: Piece, stack: list[Run]) -> Reading | None:
    """Choose the reading with which a label opens a sequence of its own; None when it had better be words."""
    first = [reading for reading in piece.readings if reading.value[-1] == 1]
    if first:
        same_style = {run.style for run in stack}
        return next((reading for reading in first if reading.style not in same_style), first[0])
    if piece.strength is Strength.WEAK:
        second = [reading for reading in piece.readings if reading.value == (2,)]
        return second[0] if second and _article(stack) >= 0 else None
    return piece.readings[0]


def _going_on(piece: Piece, last: dict[tuple[str, str], tuple[int, ...]]) -> Reading | None:
    """Choose the reading of a weak label that counts on from another part of the document ("Part B", "3 Wages")."""
    if piece.look in ("closed", "long"):
        return None
    before = ((reading, last.get((reading.style, piece.look))) for reading in piece.readings)
    return next((reading for reading, value in before if value and _is_next(value, reading.value)), None)


def _article(stack: list[Run]) -> int:
    """Give the place of the innermost open 第N条 or the like, -1 where none is open."""
    return next((place for place in range(len(stack) - 1, -1, -1) if stack[place].style[0] == _STRUCTURAL), -1)


def _is_table(block: Block) -> bool:
    return block.kind is BlockKind.ROW or (block.kind is BlockKind.HEADING and not block.rank)


def _below(run: Run, piece: Piece) -> bool:
    first = run.first.block
    return first.kind is BlockKind.HEADING and first.rank > piece.block.rank


def _settle(run: Run, pieces: Sequence[Piece]) -> None:
    """Undo a sequence of one that only looked like one."""
    if run.first.marked:
        return
    if run.first.block.kind is BlockKind.ROW:
        _leave_rows(run, pieces)
    if not run.members or (len(run.members) == 1 and not _may_stand_alone(run, pieces[run.members[0]])):
        _void(run, pieces)


def _leave_rows(run: Run, pieces: Sequence[Piece]) -> None:
    """Take out the rows with which a run begins, for a table is no row of sections; bold headings that count on stay.

    Where others count on, the rows may as well be sections of an unmarked table and the lines its items: all go.
    """
    after = [index for index in run.members if pieces[index].block.kind is not BlockKind.ROW]
    if not all(pieces[index].bold or pieces[index].tagged for index in after):
        after = []
    for index in set(run.members).difference(after):
        pieces[index].unlabel()
    run.members = after
    if after:
        run.first = pieces[after[0]]
        run.looks = {pieces[index].look for index in after}


def _may_stand_alone(run: Run, piece: Piece) -> bool:
    """Tell whether a number without a second one is a number."""
    last = run.value[-1]
    if piece.block.kind is BlockKind.HEADING or piece.bold:
        return piece.strength is not Strength.WEAK or last <= _GAP * 4
    if piece.strength is Strength.STRONG:
        return last == 1 or looks.is_headline(piece.body) or not piece.body or run.style[0] == _STRUCTURAL
    if piece.strength is Strength.FIRM:
        return last == 1 or run.value == (2,)
    return run.style.startswith("1 ") and run.value == (2,)


def _void(run: Run, pieces: Sequence[Piece]) -> None:
    run.void = True
    for index in run.members:
        pieces[index].unlabel()
