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
from monitor.gate.speech import said
from monitor.gate.walls import DOORS

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
_TALK: Final = 60
"""Words that an error says, its title included."""
_SHOWN: Final = 80
_SLIDES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What is gone."""

    clauses: int
    share: float
    """Of the old words, 0 to 1."""
    where: str
    """In words."""
    note: str = ""
    """What an error says of itself in place of it, or beside a text that is whole."""


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    plain: str
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
    come, note = _parted([after[come.start : come.stop] for _, come in places])
    if not places or _is_said(come, is_noted=bool(note)):
        return None
    blocks = [block for block, _ in places]
    gone = _cut(before, blocks)
    clauses = sum(not line.is_heading for line in gone)
    share = _words(gone) / (_words(before) or 1)
    where = f"where it says {note!r}" if note else _where(old, before, blocks, clauses, share)
    return Loss(clauses=clauses, share=share, where=where, note=note) if where else None


def _where(old: Version, lines: Sequence[_Line], blocks: Sequence[range], clauses: int, share: float) -> str:
    """Say where too much is gone; "" where an editor may have taken it out."""
    largest = max(blocks, key=lambda block: _words(lines[block.start : block.stop]))
    if _words(lines[largest.start : largest.stop]) < _MAINLY * _words(_cut(lines, blocks)):
        return "in several places" if share >= SCATTERED and clauses >= _MANY else ""
    if clauses < _FEWEST or share < SHARE or _is_sections(old, lines, largest):
        return ""
    return "at its end" if largest.stop == len(lines) else "in one piece"


def _names(lines: Sequence[_Line]) -> list[str]:
    return [line.name for line in lines]


def _cut(lines: Sequence[_Line], blocks: Sequence[range]) -> list[_Line]:
    return [line for block in blocks for line in lines[block.start : block.stop]]


def _parted(places: Sequence[Sequence[_Line]]) -> tuple[list[_Line], str]:
    """Part what came from what errors say of themselves, with the lines that go on from there; give the first one."""
    come: list[_Line] = []
    note = ""
    for lines in places:
        found = next((at for at, line in enumerate(lines) if _is_error(line.plain)), len(lines))
        come += [*lines[:found], *(lines[found:] if _words(lines[found:]) > _TALK else ())]
        if found < len(lines):
            note = note or lines[found].plain[:_SHOWN]
    return come, note


def _is_error(line: str) -> bool:
    found = said(line)
    return found is not None and found[0] not in DOORS


def _is_said(come: Sequence[_Line], *, is_noted: bool) -> bool:
    """Tell whether what came in place of the lost text, besides what walls and errors say, is more than a note."""
    return _words(come) > _NOTE or (not is_noted and any(line.is_heading for line in come))


def _lines(version: Version) -> list[_Line]:
    found = []
    for number, section in enumerate(version.walk()):
        if section.title:
            found.append(_line("", section.title, number, is_heading=True))
        plain = ((clause.label, clause.text) for clause in section.clauses if not clause.volatile)
        found += [_line(*line, number, is_heading=False) for line in plain]
    return found


def _words(lines: Sequence[_Line]) -> float:
    return sum(line.words for line in lines)


def _line(label: str, plain: str, section: int, *, is_heading: bool) -> _Line:
    full = f"{label} {plain}" if label else plain
    return _Line(
        name=texts.loose(full) or full, plain=plain, words=length(full), section=section, is_heading=is_heading
    )


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
