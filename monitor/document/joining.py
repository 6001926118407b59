"""Mend cuts that no reader sees: a lone number or bullet, a sentence broken in its middle, visual lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.document import looks
from monitor.document.block import Block, BlockKind
from monitor.document.lines import width as width_of
from monitor.document.marks import BULLETS
from monitor.document.numbering import Strength, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?:;。．！？：；…][\"'”’»)）」』\]]{0,3}$")
_CJK_EDGE = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]")
_PARTICLE = re.compile(r"[^こそあど][をはがにのでへや]$")
_BROKEN = 50
"""Width from which a line that ends on a particle was cut by its writer's column."""
_LONG = 60
"""A line shorter than this that ends without a point is a line of its own, not half a sentence."""
_MANY = 8
"""So many lines are needed before their widths mean anything."""
_NUMBERED_HEADING = 120


def join(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks a reader sees; doing it twice changes nothing more.

    * A lone bullet or number belongs to the block after it; other signs alone on a line only decorate the page.
    * A line that starts in lower case continues an unfinished one.
    * Where most blocks break off at nearly the same width, they are visual lines: a full line runs on into the next.
    """
    blocks = [block for block in blocks if _says_something(block)]
    width = _line_width(blocks)
    parted = bool(width) and _is_parted(blocks)
    joined: list[Block] = []
    pending: list[str] = []
    for block in _with_lone_labels(blocks):
        before = joined[-1] if joined else None
        if before is not None and _runs_on(before, pending, block, width, parted=parted):
            pending.append(block.text)
            joined[-1] = replace(before, links=before.links + block.links) if block.links else before
        else:
            _settle(joined, pending)
            joined.append(block)
            pending = [block.text]
    _settle(joined, pending)
    return joined


def _says_something(block: Block) -> bool:
    return block.kind is BlockKind.ROW or block.text in BULLETS or any(map(str.isalnum, block.text))


def _settle(joined: list[Block], pending: list[str]) -> None:
    if len(pending) > 1:
        whole = pending[0]
        parts = [whole]
        for before, after in pairwise(pending):
            glued = _CJK_EDGE.match(before[-1:]) and _CJK_EDGE.match(after[:1])
            parts.append(after if glued else f" {after}")
        joined[-1] = replace(joined[-1], text="".join(parts), emphasis=min(joined[-1].emphasis, len(whole)))


def _with_lone_labels(blocks: Sequence[Block]) -> list[Block]:
    given: list[Block] = []
    lone: Block | None = None
    for block in blocks:
        if lone is not None:
            if _takes_label(lone, block):
                given.append(_labelled(lone, block))
                lone = None
                continue
            given.append(lone)
            lone = None
        if _is_lone(block):
            lone = block
        else:
            given.append(block)
    if lone is not None:
        given.append(lone)
    return given


def _is_lone(block: Block) -> bool:
    if block.marker or block.kind is BlockKind.ROW or len(block.text) > _NUMBERED_HEADING // 4:
        return False
    if block.text in BULLETS:
        return True
    label = parse(block.text)
    alone = label is not None and label.end == len(block.text)
    return alone and label is not None and (label.strength is not Strength.WEAK or block.text.isdecimal())


def _takes_label(lone: Block, block: Block) -> bool:
    if block.kind is BlockKind.ROW or block.marker or _is_lone(block):
        return False
    if lone.text in BULLETS:
        return block.kind is not BlockKind.HEADING
    if parse(block.text) is not None or block.text[:1] in BULLETS or block.text[:1].isdecimal():
        return False
    if len(block.text) <= _NUMBERED_HEADING and not _SENTENCE_END.search(block.text):
        return True
    label = parse(lone.text)
    both_headings = lone.kind is BlockKind.HEADING and lone.rank == block.rank and block.kind is BlockKind.HEADING
    item = label is not None and label.strength is Strength.FIRM and lone.kind is not BlockKind.HEADING
    return both_headings or item


def _labelled(lone: Block, block: Block) -> Block:
    if lone.text in BULLETS:
        return replace(block, kind=BlockKind.ITEM, depth=max(1, block.depth, lone.depth))
    text = f"{lone.text} {block.text}"
    whole = block.emphasis >= len(block.text)
    heading = BlockKind.HEADING if BlockKind.HEADING in (lone.kind, block.kind) else block.kind
    return replace(
        block,
        text=text,
        kind=heading,
        rank=lone.rank or block.rank,
        depth=min(lone.depth, block.depth) if lone.depth else block.depth,
        continues=block.continues and lone.continues,
        emphasis=len(text) if whole else (len(lone.text) + 1 + block.emphasis if block.emphasis else 0),
        size=max(lone.size, block.size),
        links=lone.links + block.links,
        starts=lone.starts or block.starts,
    )


def _line_width(blocks: Sequence[Block]) -> int:
    """Tell the width of a visual line, 0 where blocks are whole paragraphs."""
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    unmarked = [block for block in paragraphs if not block.marker]
    lengths = sorted(len(block.text) for block in unmarked)
    if len(lengths) < _MANY:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    cjk = sum(1 for block in blocks if _CJK_EDGE.match(block.text[-1:])) * 2 > len(blocks)
    if not (20 if cjk else 50) <= width <= 160 or lengths[-1] > width * 1.5:  # noqa: PLR2004 - characters in a printed line
        return 0
    if _is_column(unmarked, lengths[-1]):
        return lengths[-1]
    full = [block for block in paragraphs if len(block.text) >= width * 0.75]
    return width if len(full) * 5 >= len(lengths) * 2 and _broken(full) * 2 >= len(full) else 0


def _is_column(lines: Sequence[Block], longest: int) -> bool:
    """Tell whether many lines end at nearly the same place, most of them in mid-sentence, and none goes further."""
    ends = [block for block in lines if len(block.text) >= longest * 0.9]
    return len(ends) >= max(_MANY // 2, len(lines) * 0.15) and _broken(ends) * 10 >= len(ends) * 7


def _broken(lines: Sequence[Block]) -> int:
    """Count the lines that end in mid-sentence."""
    return sum(1 for line in lines if not _SENTENCE_END.search(line.text))


def _is_parted(blocks: Sequence[Block]) -> bool:
    """Tell whether blank lines part paragraphs of visual lines: then a full stop at a line's end ends none."""
    return sum(block.starts for block in blocks) * 8 >= len(blocks)


def _runs_on(before: Block, pending: list[str], block: Block, width: int, *, parted: bool) -> bool:
    last = pending[-1]
    if not last or not _may_run_on(before, block) or _counts_on(before, block) or (not width and _is_listed(before)):
        return False
    full = bool(width) and len(last) >= width * 0.75
    if _SENTENCE_END.search(last):
        return parted and full and parse(block.text) is None
    if block.text[0].islower() and not _hangs(before, block):
        return _is_cut(last, width)
    label = parse(block.text)
    if label is None and _goes_on(before, last, block):
        return True
    return full and (label is None or last[-1] in ",、，")


def _is_listed(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and block.depth > 0


def _is_cut(line: str, width: int) -> bool:
    """Tell a line before small letters that is too long, or too little of a sentence, to be whole."""
    return len(line) >= _LONG or looks.is_unfinished(line) or (bool(width) and len(line) >= width * 0.5)


def _goes_on(before: Block, last: str, block: Block) -> bool:
    """Tell a block without a label that goes on with a line that breaks off, hangs below it, or is its number."""
    if not block.parted and (_breaks_off(last) or _hangs(before, block)):
        return True
    return block.text[0].isdecimal() and looks.is_unfinished(last)


def _counts_on(before: Block, block: Block) -> bool:
    """Tell the next label of a list: "c." is a small letter, and no middle of a sentence after "b."."""
    one, other = parse(before.text), parse(block.text)
    if one is None or other is None:
        return False
    return any(
        reading.style == last.style
        and reading.value[:-1] == last.value[:-1]
        and reading.value[-1] == last.value[-1] + 1
        for reading in other.readings
        for last in one.readings
    )


def _breaks_off(text: str) -> bool:
    """Tell a long Japanese line that ends on a particle: no sentence and no heading does."""
    return width_of(text) >= _BROKEN and _PARTICLE.search(text) is not None


def _hangs(before: Block, block: Block) -> bool:
    """Tell a line of plain text that goes on in small letters below the words of a bullet or number, not below it."""
    below = block.depth > before.depth and block.kind is before.kind is BlockKind.PARAGRAPH
    return below and block.text[0].islower() and (before.text[0] in BULLETS or parse(before.text) is not None)


def _may_run_on(before: Block, block: Block) -> bool:
    """Tell whether two blocks are of a kind: neither heading nor row, both bold or neither, the second unmarked."""
    plain = block.kind is BlockKind.PARAGRAPH and not block.marker and not block.starts
    mates = before.kind not in (BlockKind.HEADING, BlockKind.ROW)
    alike = (block.emphasis >= len(block.text)) == (before.emphasis >= len(before.text))
    return plain and mates and alike and bool(block.text) and block.text[0] not in BULLETS
