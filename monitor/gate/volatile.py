"""Parts that change by themselves while everything around them stands still: learnt from history, and then ignored.

The rule, and its bound. A *slot* is the place between two neighbours that both readings have: the words before it and
the words after it. It holds a few clauses, never a heading. A slot is learnt as volatile when it held, at 4 of its last
5 visits, words that it had not held before. So no clause is silenced by fewer than four edits on five visits in a
row, and none whose words only go back and forth. Once learnt, a slot covers no more clauses than it had, and not more
than twice their length: a clause that is put beside a counter is a change. A slot that stands still for ten visits is
forgotten, and its next edit is a change again.

Two kinds are known by more than their changing. Words that differ in numbers, months and weekdays alone may stand for
three visits each: five such wordings are enough. And a line that says the day of the visit, twice on different days,
is a stamp at once; three days are asked for where it says what happened that day (an update, an entry into force).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final, TypedDict

from monitor import text as texts
from monitor.gate import stamps
from monitor.gate.neighbours import gaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from monitor.model import Clause, Section, Version

_WINDOW: Final = 5
_ENOUGH: Final = 4
_BRIEF: Final = 3
"""Visits that a wording of a part which counts, or says the time, stands at most."""
_QUIET: Final = 10
_LOST: Final = 5
"""Visits without its neighbours after which a slot is forgotten."""
_WIDEST: Final = 4
"""Clauses in a slot."""
_DATED: Final = 3
"""Days that words must have said on those very days, where they say what the days are of; else one less."""
_MOST_SLOTS: Final = 40
_MOST_GAPS: Final = 12
"""Places that differ at one visit above which the page was edited, not ticking."""
_SEEN: Final = 12
_GROWTH: Final = 2
_SLACK: Final = 40
_EDGE: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place that differed at a visit, and what it did since."""

    before: str
    """Name of the words in front of it."""
    after: str
    """Name of the words behind it."""
    marks: str = ""
    """One sign a visit, newest last: 1 for words it had not held before, 0 for others; the last five."""
    seen: tuple[str, ...] = ()
    """Names of the last words it held, newest last."""
    clauses: int = 0
    """Most clauses it held while it was learnt."""
    length: int = 0
    """Most characters it held while it was learnt."""
    still: int = 0
    """Visits in a row without another wording."""
    lost: int = 0
    """Visits in a row without its neighbours."""
    shape: str = ""
    """Name of the last words without their numbers, months and weekdays."""
    runs: int = 0
    """Changes in a row, to words it had not held, that left the shape as it was and came after three visits at most."""
    line: str = ""
    """Name of what the words say besides the day of the visit; empty when they do not say that."""
    days: tuple[str, ...] = ()
    """Different days on which they said it."""
    is_introduced: bool = False
    """The words say what the day is the day of."""
    is_volatile: bool = False


Memory = tuple[Slot, ...]


class _Dated(TypedDict):
    line: str
    days: tuple[str, ...]
    is_introduced: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    text: str
    clause: Clause | None
    """None for a heading."""


def load(plain: str) -> Memory:
    """Read back what `dump` wrote."""
    return (
        tuple(
            Slot(**row | {"seen": tuple(row["seen"]), "days": tuple(row.get("days", ()))}) for row in json.loads(plain)
        )
        if plain
        else ()
    )


def dump(memory: Memory) -> str:
    """Write a memory as text for the store; empty when there is nothing to remember."""
    return json.dumps([asdict(slot) for slot in memory], separators=(",", ":")) if memory else ""


def observe(
    memory: Memory,
    old: Version,
    new: Version,
    *,
    is_echo: bool = False,
    days: tuple[date | None, date | None] = (None, None),
) -> Memory:
    """Give the memory with one visit more in it.

    Args:
        memory: what earlier visits taught.
        old: the version in force.
        new: what this visit read.
        is_echo: the page was fetched a second time in the same run: what differs by then counts, what stands does not.
        days: when the version in force was read first, and when the new one was, in UTC; None where that is unknown.
    """
    units = _units(new)
    slots = [_after_visit(slot, units, days[1], is_echo=is_echo) for slot in memory]
    known = {(slot.before, slot.after) for slot in memory}
    slots += [slot for slot in _found(_units(old), units, days) if (slot.before, slot.after) not in known]
    return tuple(slot for slot in slots if _is_worth_keeping(slot))[-_MOST_SLOTS:]


def mark(memory: Memory, version: Version) -> Version:
    """Give a version with the clauses of learnt slots marked as volatile."""
    learnt = [slot for slot in memory if slot.is_volatile]
    if not learnt:
        return version
    units = _units(version)
    chosen: set[int] = set()
    for slot in learnt:
        content = _content(slot, units)
        if content is not None and _fits(slot, content):
            chosen |= {id(unit.clause) for unit in content}
    return replace(version, sections=_marked(version.sections, chosen)) if chosen else version


def count(memory: Memory) -> int:
    """Count the places that are learnt as volatile."""
    return sum(slot.is_volatile for slot in memory)


def _after_visit(slot: Slot, units: Sequence[_Unit], day: date | None, *, is_echo: bool) -> Slot:
    content = _content(slot, units)
    if content is None:
        return slot if is_echo else replace(slot, lost=slot.lost + 1)
    name = _name(unit.name for unit in content)
    if name == slot.seen[-1]:
        is_today = bool(slot.line) and _line(content, day) == slot.line
        return slot if is_echo else _next(slot, "0", still=slot.still + (not is_today))
    if name in slot.seen or not _fits(slot, content):
        return _next(slot, "0", seen=(*slot.seen, name)[-_SEEN:], still=0)
    slot = _ticked(slot, content, day)
    slot = _next(slot, "1", seen=(*slot.seen, name)[-_SEEN:], still=0)
    if slot.is_volatile:
        return slot
    return replace(
        slot,
        clauses=max(slot.clauses, len(content)),
        length=max(slot.length, _length(content)),
        is_volatile=max(slot.marks.count("1"), slot.runs) >= _ENOUGH or _is_stamp(slot),
    )


def _ticked(slot: Slot, content: Sequence[_Unit], day: date | None) -> Slot:
    """Note in which way new words differ from the last ones."""
    shape = _shape(content)
    is_kin = bool(shape) and shape == slot.shape
    runs = (slot.runs + 1 if slot.still < _BRIEF else 1) if is_kin else 0
    days = slot.days
    if slot.line and day is not None and _line(content, day) == slot.line:
        days = tuple(dict.fromkeys((*days, day.isoformat())))[-_DATED:]
    return replace(slot, shape=shape, runs=runs, days=days)


def _is_stamp(slot: Slot) -> bool:
    return len(slot.days) >= (_DATED if slot.is_introduced else _DATED - 1)


def _shape(content: Sequence[_Unit]) -> str:
    return _name(stamps.shape(unit.text) for unit in content) if content else ""


def _line(content: Sequence[_Unit], day: date | None) -> str:
    """Name what a lone clause says besides the day; "" when it does not say that."""
    rest = stamps.remainder(content[0].text, day) if len(content) == 1 else None
    return "" if rest is None else _name([rest])


def _next(slot: Slot, sign: str, *, still: int, seen: tuple[str, ...] | None = None) -> Slot:
    return replace(slot, marks=(slot.marks + sign)[-_WINDOW:], seen=seen or slot.seen, still=still, lost=0)


def _is_worth_keeping(slot: Slot) -> bool:
    if slot.lost >= _LOST or slot.still >= _QUIET:
        return False
    return slot.is_volatile or "1" in slot.marks or bool(slot.days)


def _slot(
    old: Sequence[_Unit],
    new: Sequence[_Unit],
    place: tuple[range, range],
    days: tuple[date | None, date | None],
) -> Slot | None:
    """Make the slot of one place; None where it is too wide for one, or holds a heading."""
    before, after = place
    sides = (old[before.start : before.stop], new[after.start : after.stop])
    if not all(len(side) <= _WIDEST and all(unit.clause for unit in side) for side in sides):
        return None
    return Slot(
        before=new[after.start - 1].name if after.start else _EDGE,
        after=new[after.stop].name if after.stop < len(new) else _EDGE,
        marks="1",
        seen=tuple(_name(unit.name for unit in side) for side in sides),
        clauses=max(map(len, sides)),
        length=max(map(_length, sides)),
        shape=_shape(sides[1]),
        runs=int(_shape(sides[0]) == _shape(sides[1]) != ""),
        **_dated(sides, days, old[before.start - 1].text if before.start else ""),
    )


def _found(old: Sequence[_Unit], new: Sequence[_Unit], days: tuple[date | None, date | None]) -> list[Slot]:
    """Make slots of the places in which two readings differ.

    What is a stamp is learnt on the spot, unless something else was edited: then it is told with that, this once.
    """
    places = gaps([unit.name for unit in old], [unit.name for unit in new])
    if len(places) > _MOST_GAPS:
        return []
    found = (_slot(old, new, place, days) for place in places)
    slots = [slot for slot in found if slot is not None]
    is_all = len(slots) == len(places) and all(map(_is_stamp, slots))
    return [replace(slot, is_volatile=True) for slot in slots] if is_all else slots


def _dated(sides: tuple[Sequence[_Unit], Sequence[_Unit]], days: tuple[date | None, date | None], above: str) -> _Dated:
    """Tell whether the words on both sides said the day on which they were read."""
    before, after = map(_line, sides, days)
    if not after or before != after:
        return _Dated(line=after, days=(), is_introduced=True)
    said = tuple(dict.fromkeys(day.isoformat() for day in days if day is not None))
    return _Dated(line=after, days=said, is_introduced=stamps.is_introduced(sides[1][0].text, above))


def _content(slot: Slot, units: Sequence[_Unit]) -> Sequence[_Unit] | None:
    """Give the clauses between a slot's neighbours; None when these do not stand so close to each other."""
    names = [_EDGE, *(unit.name for unit in units), _EDGE]
    for start, name in enumerate(names[:-1]):
        if name != slot.before:
            continue
        stop = next((at for at in range(start + 1, min(start + _WIDEST + 2, len(names))) if names[at] == slot.after), 0)
        content = units[start : stop - 1]
        if stop and all(unit.clause for unit in content):
            return content
    return None


def _fits(slot: Slot, content: Sequence[_Unit]) -> bool:
    return len(content) <= slot.clauses and _length(content) <= _GROWTH * slot.length + _SLACK


def _length(content: Sequence[_Unit]) -> int:
    return sum(len(unit.clause.text) for unit in content if unit.clause)


def _units(version: Version) -> list[_Unit]:
    units = []
    for section in version.walk():
        if section.title:
            units.append(_Unit(_name([texts.loose(section.heading) or section.title]), section.title, None))
        units += [
            _Unit(_name([texts.loose(clause.text) or clause.text]), clause.text, clause) for clause in section.clauses
        ]
    return units


def _name(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _marked(tree: Sequence[Section], chosen: set[int]) -> tuple[Section, ...]:
    """Rebuild a tree from its leaves up, with some clauses marked; no recursion, for trees may be deep."""
    made: dict[int, Section] = {}
    for section in reversed([section for top in tree for section in top.walk()]):
        clauses = tuple(replace(one, volatile=True) if id(one) in chosen else one for one in section.clauses)
        children = tuple(made.pop(id(child)) for child in section.children)
        made[id(section)] = replace(section, clauses=clauses, children=children)
    return tuple(made.pop(id(top)) for top in tree)
