"""Two whole versions laid into one: every line of both, once, with what became of it.

Whatever is matched with what, the lines that did not come read as the older version, and those that did not go as the
newer one. The changes only tell which lines are one line reworded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor import text as texts
from monitor.model import Op, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from monitor.model import Change, Edit, Version

    Name = tuple[bool, str]
    """Whether it is a heading, and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A heading or clause of the merged document."""

    runs: tuple[Run, ...]
    level: int
    """Of a heading, 1 at the top; 0 for a clause."""
    fate: Op
    """EQUAL when both versions have it, in whatever words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A heading or clause of one version."""

    label: str
    text: str
    level: int

    @property
    def name(self) -> Name:
        return self.level > 0, texts.key(self.text or self.label)

    @property
    def lead(self) -> str:
        return f"{self.label} " if self.label and self.text else self.label


def merge(old: Version, new: Version, changes: Iterable[Change]) -> tuple[Line, ...]:
    """Lay two versions into one, in the order of the newer one; what went stands where it stood."""
    before, after = list(_pieces(old)), list(_pieces(new))
    edits = {(edit.before, edit.after): edit for change in changes for edit in change.edits}
    sources = _sources(edits.values())
    found: list[Line] = []
    gone = come = 0
    for place, mate in sorted(_match(before, after, sources).items()):
        found += [*_wholes(before[gone:mate], Op.DELETED), *_wholes(after[come:place], Op.INSERTED)]
        found.append(_both(before[mate], after[place], edits))
        gone, come = mate + 1, place + 1
    return (*found, *_wholes(before[gone:], Op.DELETED), *_wholes(after[come:], Op.INSERTED))


def _pieces(version: Version) -> Iterator[_Piece]:
    for section in version.walk():
        if section.title:
            yield _Piece(label=section.label, text=section.heading, level=max(1, section.level))
        for clause in section.clauses:
            yield _Piece(label=clause.label, text=clause.text, level=0)


# --- which line continues which ----------------------------------------------------------------------------


def _sources(edits: Iterable[Edit]) -> dict[Name, set[Name]]:
    """Tell for each wording which others it may have come from."""
    found: dict[Name, set[Name]] = defaultdict(set)
    for edit in edits:
        if edit.before and edit.after:
            found[edit.heading, texts.key(edit.after)].add((edit.heading, texts.key(edit.before)))
    return found


def _match(before: Sequence[_Piece], after: Sequence[_Piece], sources: dict[Name, set[Name]]) -> dict[int, int]:
    """Give for lines of the newer version the line of the older one that each continues, both in order."""
    olds, news = [piece.name for piece in before], [piece.name for piece in after]
    anchors = _rising(_certain(olds, news, sources))
    places: dict[Name, list[int]] = defaultdict(list)
    for place, name in enumerate(olds):
        places[name].append(place)
    mates = dict(anchors)
    ends = [*anchors, (len(news), len(olds))]
    place, mate = 0, 0
    for end, limit in ends:
        for here in range(place, end):
            near = _next(places, (news[here], *sorted(sources.get(news[here], ()))), mate, limit)
            if near is not None:
                mates[here], mate = near, near + 1
        place, mate = end + 1, limit + 1
    return mates


def _certain(olds: Sequence[Name], news: Sequence[Name], sources: dict[Name, set[Name]]) -> list[tuple[int, int]]:
    """Pair the lines of which there is one on each side."""
    many_old, many_new = Counter(olds), Counter(news)
    place_of = {name: place for place, name in enumerate(olds) if many_old[name] == 1}
    found = []
    for place, name in enumerate(news):
        if many_new[name] > 1:
            continue
        origins = [name] if name in place_of else [one for one in sources.get(name, ()) if one in place_of]
        if len(origins) == 1:
            found.append((place, place_of[origins[0]]))
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs whose second numbers rise as the first ones do (a longest increasing subsequence)."""
    tails: list[int] = []
    last: list[int] = []
    earlier: list[int] = []
    for number, (_, mate) in enumerate(pairs):
        rank = bisect_left(tails, mate)
        earlier.append(last[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [mate]
        last[rank : rank + 1] = [number]
    kept = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(pairs[number])
        number = earlier[number]
    return kept[::-1]


def _next(places: dict[Name, list[int]], names: Iterable[Name], start: int, limit: int) -> int | None:
    for name in names:
        held = places.get(name, [])
        at = bisect_right(held, start - 1)
        if at < len(held) and held[at] < limit:
            return held[at]
    return None


# --- what it reads -----------------------------------------------------------------------------------------


def _wholes(pieces: Iterable[_Piece], fate: Op) -> Iterator[Line]:
    for piece in pieces:
        yield Line(runs=_runs(fate, piece.lead + piece.text), level=piece.level, fate=fate)


def _both(old: _Piece, new: _Piece, edits: dict[tuple[str | None, str | None], Edit]) -> Line:
    lead = _runs(Op.EQUAL, new.lead) if old.lead == new.lead else _replaced(old.lead, new.lead)
    edit = edits.get((old.text, new.text))
    words = edit.words if edit and _joins(edit, old.text, new.text) else _trimmed(old.text, new.text)
    return Line(runs=(*lead, *words), level=new.level, fate=Op.EQUAL)


def _joins(edit: Edit, before: str, after: str) -> bool:
    return (
        "".join(run.text for run in edit.words if run.op is not Op.INSERTED) == before
        and "".join(run.text for run in edit.words if run.op is not Op.DELETED) == after
    )


def _trimmed(before: str, after: str) -> tuple[Run, ...]:
    """Mark what differs between two texts as one stretch."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    middle = _replaced(before[head : len(before) - tail], after[head : len(after) - tail])
    return (*_runs(Op.EQUAL, after[:head]), *middle, *_runs(Op.EQUAL, after[len(after) - tail :]))


def _replaced(before: str, after: str) -> tuple[Run, ...]:
    return (*_runs(Op.DELETED, before), *_runs(Op.INSERTED, after))


def _runs(op: Op, text: str) -> tuple[Run, ...]:
    return (Run(op=op, text=text),) if text else ()
