"""The redline of one clause: runs of equal, deleted and inserted words that join back to both texts exactly."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from monitor.diff.compounds import whole_words
from monitor.diff.readable import join_islands, slide
from monitor.diff.tokens import STOP, tokens
from monitor.model import Op, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.diff.readable import Block
    from monitor.diff.tokens import Token

_DIFFLIB_WORK = 500_000
"""Pairs of equal words times places that differ, up to which difflib is asked too: its blocks read better, and it looks
at all those pairs for each of its blocks."""
_MOST_TOKENS = 3_000
_MEMORY = 30_000_000
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_LAST_HIRAGANA = re.compile("[\u3041-\u309f]+$")
_LETTERS = re.compile(r"\w")
_LEADING = frozenset("はがに")
_TRAILING = frozenset("をがに")
_SHORT_RUN = 2
_LONGEST_RUN = 24
_PARTICLES = frozenset({"の", "を", "に", "は", "が", "と", "で", "も", "へ", "から", "まで", "より"})


def redline(before: str, after: str) -> tuple[Run, ...]:
    """Mark what was deleted and inserted, whole words at a time.

    Equal and deleted runs join to `before`, equal and inserted ones to `after`.

    >>> [(run.op.value, run.text) for run in redline("kept for 30 days.", "kept for 60 days.")]
    [('equal', 'kept for '), ('deleted', '30'), ('inserted', '60'), ('equal', ' days.')]
    """
    old, new = tokens(before), tokens(after)
    blocks = _blocks([token.key for token in old], [token.key for token in new])
    runs = list(_runs(old, new, slide(old, new, join_islands(new, whole_words(old, new, blocks)))))
    tails = (
        before[sum(len(t.space) + len(t.text) for t in old) :],
        after[sum(len(t.space) + len(t.text) for t in new) :],
    )
    if tails[0] == tails[1]:
        runs.append((Op.EQUAL, tails[0]))
    else:
        runs += [(Op.DELETED, tails[0]), (Op.INSERTED, tails[1])]
    return _fold(runs)


def inserted(clause: str) -> tuple[Run, ...]:
    """Mark a whole clause as inserted."""
    return (Run(op=Op.INSERTED, text=clause),) if clause else ()


def deleted(clause: str) -> tuple[Run, ...]:
    """Mark a whole clause as deleted."""
    return (Run(op=Op.DELETED, text=clause),) if clause else ()


def equal(clause: str) -> tuple[Run, ...]:
    """Mark a whole clause as unchanged."""
    return (Run(op=Op.EQUAL, text=clause),) if clause else ()


# --- matching ----------------------------------------------------------------------------------------------


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Match words: what both begin and end with, then the middle."""
    head = 0
    while head < len(old) and head < len(new) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < len(old) - head and tail < len(new) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    blocks = [(0, 0, head)] if head else []
    blocks += [(one + head, other + head, length) for one, other, length in middle]
    if tail:
        blocks.append((len(old) - tail, len(new) - tail, tail))
    return blocks


def _middle(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    if not old or not new:
        return []
    if max(len(old), len(new)) > _MOST_TOKENS:
        return list(_by_sentences(old, new))
    shortest = _shortest(old, new)
    counts = Counter(new)
    if sum(counts[word] for word in old) * (len(shortest) + 1) > _DIFFLIB_WORK:
        return shortest
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    readable = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    # difflib takes the longest block first and may lose many short ones for it: then the shortest redline is better
    return min((readable, shortest), key=lambda blocks: -sum(length for *_, length in blocks) + 2 * len(blocks))


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Match as many words as possible."""
    if len(old) * len(new) > _MEMORY:
        return []
    book: dict[str, int] = {}
    rows = [[book.setdefault(word, len(book)) for word in row] for row in (old, new)]
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(rows[0], rows[1])
        if op.tag == "equal"
    ]


def _by_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Match whole sentences first, then the words between them: bounded work for a clause of any length."""
    rows = [list(_sentences(row)) for row in (old, new)]
    starts = [[0], [0]]
    for row, start in zip(rows, starts, strict=True):
        for sentence in row:
            start.append(start[-1] + len(sentence))
    for one, other, old_end, new_end in _between(_shortest_or_ends(rows[0], rows[1]), len(rows[0]), len(rows[1])):
        a, b = starts[0][one], starts[1][other]
        a_end, b_end = starts[0][old_end], starts[1][new_end]
        if tuple(old[a:a_end]) == tuple(new[b:b_end]):
            yield a, b, a_end - a
        elif max(a_end - a, b_end - b) <= _MOST_TOKENS:
            yield from ((i + a, j + b, n) for i, j, n in _middle(old[a:a_end], new[b:b_end]))


def _shortest_or_ends(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> list[Block]:
    names: dict[tuple[str, ...], str] = {}
    rows = [[names.setdefault(sentence, str(len(names))) for sentence in row] for row in (old, new)]
    return _shortest(rows[0], rows[1])


def _sentences(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for index, word in enumerate(row):
        if STOP.fullmatch(word):
            yield tuple(row[start : index + 1])
            start = index + 1
    if start < len(row):
        yield tuple(row[start:])


def _between(blocks: list[Block], old_end: int, new_end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield equal stretches and the stretches between them, as (old, new, old end, new end)."""
    old = new = 0
    for one, other, length in [*blocks, (old_end, new_end, 0)]:
        if one > old or other > new:
            yield old, new, one, other
        if length:
            yield one, other, one + length, other + length
        old, new = one + length, other + length


# --- marking -----------------------------------------------------------------------------------------------


def _runs(old: list[Token], new: list[Token], blocks: list[Block]) -> Iterator[tuple[Op, str]]:
    one = other = 0
    for start, new_start, length in [*blocks, (len(old), len(new), 0)]:
        yield from _swap(_text(old[one:start]), _text(new[other:new_start]))
        same = _text(old[start : start + length])
        if same == _text(new[new_start : new_start + length]):
            yield Op.EQUAL, same
            one, other = start + length, new_start + length
            continue
        for mine, theirs in zip(old[start : start + length], new[new_start : new_start + length], strict=True):
            yield from _pair(mine.space, theirs.space)
            yield from _pair(mine.text, theirs.text)
        one, other = start + length, new_start + length


def _text(row: list[Token]) -> str:
    return "".join(token.space + token.text for token in row)


def _swap(gone: str, come: str) -> Iterator[tuple[Op, str]]:
    """Mark an edit; the white space in front of words that replace others is no part of it, nor are particles."""
    same = _same_space(gone, come)
    same += _same_particle(gone[len(same) :], come[len(same) :])
    gone, come = gone[len(same) :], come[len(same) :]
    ending = _same_ending(gone, come)
    yield Op.EQUAL, same
    yield Op.DELETED, gone[: len(gone) - len(ending)]
    yield Op.INSERTED, come[: len(come) - len(ending)]
    yield Op.EQUAL, ending


def _same_space(gone: str, come: str) -> str:
    length = 0
    while length < min(len(gone), len(come)) and gone[length] == come[length] and gone[length].isspace():
        length += 1
    return gone[:length]


def _same_particle(gone: str, come: str) -> str:
    """Give the hiragana both begin with when it is all of one run, or a particle.

    That is the of のお客様 and の利用者, of がある and がない, and nothing of します and しません.
    """
    one, other = (match.group() if (match := _HIRAGANA.match(piece)) else "" for piece in (gone, come))
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        return shorter
    return shorter[:1] if shorter[:1] == longer[:1] and shorter[0] in _LEADING else ""


def _same_ending(gone: str, come: str) -> str:
    """Give the particle both end with, when it is all the hiragana one of them has: さまの, 様の; のみに, だけに.

    All of one side is given when the other one only has punctuation in front of it.
    """
    less, more = sorted((gone, come), key=len)
    if less and more.endswith(less) and not _LETTERS.search(more, 0, len(more) - len(less)):
        return less
    one, other = (
        match.group() if (match := _LAST_HIRAGANA.search(piece)) else "" for piece in (gone[-24:], come[-24:])
    )
    shorter, longer = sorted((one, other), key=len)
    if shorter in _PARTICLES and longer.endswith(shorter):
        return shorter
    return one[-1] if len(shorter) > _SHORT_RUN and one[-1] == other[-1] and one[-1] in _TRAILING else ""


def _pair(mine: str, theirs: str) -> Iterator[tuple[Op, str]]:
    if mine == theirs:
        yield Op.EQUAL, mine
    else:
        yield Op.DELETED, mine
        yield Op.INSERTED, theirs


def _fold(runs: list[tuple[Op, str]]) -> tuple[Run, ...]:
    """Join neighbours of one kind; in each edit what was deleted stands before what was inserted."""
    folded: list[Run] = []
    gone: list[str] = []
    come: list[str] = []
    same: list[str] = []
    for op, piece in [*runs, (Op.EQUAL, "")]:
        if op is Op.EQUAL and (piece or not runs):
            _flush_edit(folded, gone, come)
            same.append(piece)
        elif op is not Op.EQUAL and piece:
            if same:
                folded.append(Run(op=Op.EQUAL, text="".join(same)))
                same.clear()
            (gone if op is Op.DELETED else come).append(piece)
    _flush_edit(folded, gone, come)
    if same:
        folded.append(Run(op=Op.EQUAL, text="".join(same)))
    return tuple(run for run in folded if run.text)


def _flush_edit(folded: list[Run], gone: list[str], come: list[str]) -> None:
    if gone:
        folded.append(Run(op=Op.DELETED, text="".join(gone)))
    if come:
        folded.append(Run(op=Op.INSERTED, text="".join(come)))
    gone.clear()
    come.clear()
