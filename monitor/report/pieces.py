"""A message taken apart, for services that take short texts only: what matters most first, each piece by itself.

Of several policies each has its share before any has more.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from monitor.model import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from monitor.report.frame import Frame

    Part = tuple[str, int, int]
    """A text, and how many changes and how many notices it tells."""


_SHORT = 2000
"""Characters that all policies share at first: what the service takes whose texts are the shortest."""


def pieces(
    blocks: Iterable[tuple[str, Sequence[tuple[int, str]]]],
    notices: Iterable[str],
    frame: Frame,
    *,
    changes: int,
    others: str,
) -> tuple[Piece, ...]:
    """Give the pieces of a message in the order in which they are told.

    Args:
        blocks: of each policy what heads it, and its items: how many changes each tells, and its text.
        notices: one text each.
        frame: says how much is left out where a text ends.
        changes: how many there are to tell, those too that found no room in any form.
        others: names the policies of which no change found room; empty for none.
    """
    said = tuple(notices)
    parts = [*_parts(blocks), *((notice, 0, 1) for notice in said)]
    parts += [(others, 0, 0)] if others else []
    found = []
    left, unsaid = changes, len(said)
    for text, told, noted in parts:
        found.append(Piece(text=text, rest=_rest(left, unsaid, frame)))
        left, unsaid = left - told, unsaid - noted
    return tuple(found)


def _parts(blocks: Iterable[tuple[str, Sequence[tuple[int, str]]]]) -> Iterator[Part]:
    """Put what heads a policy and its first item together: a heading alone tells nothing."""
    told = tuple(blocks)
    share = _SHORT // max(1, len(told))
    ends = [_end(items, share) if len(told) > 1 else len(items) for _, items in told]
    for (head, items), end in zip(told, ends, strict=True):
        yield from _headed(head, items[:end])
    for (head, items), end in zip(told, ends, strict=True):
        yield from _headed(head.partition("\n")[0], items[end:])


def _end(items: Sequence[tuple[int, str]], share: int) -> int:
    """Tell how many items a policy's share has room for, one at least."""
    sizes = accumulate(len(text) for _, text in items)
    return max(1, sum(size <= share for size in sizes))


def _headed(head: str, items: Sequence[tuple[int, str]]) -> Iterator[Part]:
    for place, (number, text) in enumerate(items):
        yield (text if place else f"{head}\n\n{text}"), number, 0


def _rest(changes: int, notices: int, frame: Frame) -> str:
    counts = (("change", changes), ("notice", notices))
    return frame.tongue.listed(frame.more(number, noun) for noun, number in counts if number > 0)
