"""Much of the last text gone while nothing new is said: half a page, or an honest cut.

Pages that come to an end too early, or whose parts are filled a moment too late, lose many clauses and say the rest
word for word. An editor who takes out that much touches other places too (a date, a number, a reference), or takes out
whole sections from the midst of the others; only that is believed at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.gate.neighbours import gaps
from monitor.gate.overlap import length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Version

SHARE: Final = 0.2
"""Share of the old words that must be gone in one piece. Of 209 real changes in 63 histories none lost a quarter of
that without another change elsewhere."""
SCATTERED: Final = 0.4
"""The same where several pieces are gone."""
_MAINLY: Final = 0.85
"""Share of what is gone that one piece must be to count as the only one: where it begins, sections may be cut anew."""
_MANY: Final = 5
"""And the clauses then."""
_FEWEST: Final = 2
"""Clauses that must be gone: a single one is an edit, however long it is."""
_NOTE: Final = 6
"""Words that may stand in place of the lost block: "Loading…", "Show more"."""
_SLIDES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What is gone."""

    clauses: int
    share: float
    """Of the old words, 0 to 1."""
    where: str
    """In words."""


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    words: float
    section: int
    """Where its section stands among all, in reading order."""
    is_heading: bool


def find(old: Version, new: Version) -> Loss | None:
    """Tell what is gone, when that is all in which a reading differs from an earlier one, and too much of it.

    A section that is gone as a whole is none, wherever it stood; nor are several in the midst of others.

    Args:
        old: the earlier reading; parts that change at every visit are marked as volatile in both, and left aside.
        new: the reading.
    """
    before, after = _lines(old), _lines(new)
    places = gaps(_names(before), _names(after))
    if not places or _is_said(_cut(after, [come for _, come in places])):
        return None
    blocks = [block for block, _ in places]
    gone = _cut(before, blocks)
    clauses = sum(not line.is_heading for line in gone)
    share = _words(gone) / (_words(before) or 1)
    largest = max(blocks, key=lambda block: _words(before[block.start : block.stop]))
    if _words(before[largest.start : largest.stop]) < _MAINLY * _words(gone):
        is_much = share >= SCATTERED and clauses >= _MANY
        return Loss(clauses=clauses, share=share, where="in several places") if is_much else None
    if clauses < _FEWEST or share < SHARE or _is_sections(old, before, largest):
        return None
    is_tail = largest.stop == len(before)
    return Loss(clauses=clauses, share=share, where="at its end" if is_tail else "in one piece")


def _names(lines: Sequence[_Line]) -> list[str]:
    return [line.name for line in lines]


def _cut(lines: Sequence[_Line], blocks: Sequence[range]) -> list[_Line]:
    return [line for block in blocks for line in lines[block.start : block.stop]]


def _is_said(come: Sequence[_Line]) -> bool:
    """Tell whether what came in place of the lost text is more than a note."""
    return any(line.is_heading for line in come) or _words(come) > _NOTE


def _lines(version: Version) -> list[_Line]:
    found = []
    for number, section in enumerate(version.walk()):
        if section.title:
            found.append(_line(section.title, number, is_heading=True))
        plain = (f"{clause.label} {clause.text}" for clause in section.clauses if not clause.volatile)
        found += [_line(line, number, is_heading=False) for line in plain]
    return found


def _words(lines: Sequence[_Line]) -> float:
    return sum(line.words for line in lines)


def _line(plain: str, section: int, *, is_heading: bool) -> _Line:
    return _Line(name=texts.loose(plain) or plain, words=length(plain), section=section, is_heading=is_heading)


def _is_sections(old: Version, lines: Sequence[_Line], gone: range) -> bool:
    """Tell whether a block is one section with all that is below it, or several in a row with others behind them.

    Where the line in front of a block is that at its end, the block may as well stand a line further up.
    """
    starts, ends = _bounds(old, lines)
    for _ in range(_SLIDES):
        whole = [at for at in range(gone.start, gone.stop) if ends.get(at, gone.stop) > gone.stop]
        if gone.start in ends and not whole and gone.stop in {*starts, len(lines)}:
            return ends[gone.start] == gone.stop or gone.stop < len(lines)
        if gone.start == 0 or lines[gone.start - 1].name != lines[gone.stop - 1].name:
            return False
        gone = range(gone.start - 1, gone.stop - 1)
    return False


def _bounds(old: Version, lines: Sequence[_Line]) -> tuple[frozenset[int], dict[int, int]]:
    """Give the lines at which sections begin, and by these the line behind the last one below each."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, line in enumerate(lines):
        if line.is_heading:
            first[line.section] = at
        last[line.section] = at
    ends = {}
    for number, section in enumerate(old.walk()):
        if number in first:
            inside = range(number, number + sum(1 for _ in section.walk()))
            ends[first[number]] = max(last[one] for one in inside if one in last) + 1
    return frozenset(ends), ends
