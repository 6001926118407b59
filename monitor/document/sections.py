"""The outline pass: flat blocks in, the tree of sections out."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor import text as texts
from monitor.document import captions, contents, joining, levels, outline, pieces
from monitor.document.outline import Body, Heading
from monitor.model import Clause, ClauseKind, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.block import Block
    from monitor.document.pieces import Run

_UID = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What `build` gives."""

    sections: tuple[Section, ...]
    title: str = ""
    """The heading that stands above everything, else the first one that names a policy; "" where there is none."""


@dataclass(eq=False, slots=True)
class _Draft:
    heading: Heading | None
    level: int
    clauses: list[Clause] = field(default_factory=list)
    path: tuple[str, ...] = ()
    children: list[_Draft] = field(default_factory=list)


def build(blocks: Sequence[Block]) -> Outline:
    """Read blocks as sections and clauses.

    Every character of the blocks lies in exactly one label, heading or clause, but for bullets, signs before headings
    and the brackets around them, the sign that ends a run-in heading, white space, and a table of contents that repeats
    the later headings. Linear in the number of blocks; at most `levels.DEEPEST` levels deep, deeper headings stay on
    the last one.
    """
    taken = captions.attach(pieces.take_apart(joining.join(blocks)))
    entries = outline.flatten(contents.without(taken))
    placed, title = _levels(entries)
    drafts = list(_drafts(entries, placed))
    roots = _tree(drafts)
    return Outline(sections=tuple(_freeze(drafts, roots)), title=title)


def _levels(entries: Sequence[Heading | Body]) -> tuple[list[int], str]:
    places = [index for index, entry in enumerate(entries) if isinstance(entry, Heading)]
    following = {index - 1 for index in places}
    headings = [entry for entry in entries if isinstance(entry, Heading)]
    return levels.assign(headings, [index in following for index in places])


def _drafts(entries: Sequence[Heading | Body], placed: Sequence[int]) -> Iterator[_Draft]:
    current = _Draft(None, 1)
    counter = _Depths()
    levels_left = iter(placed)
    for entry in entries:
        if isinstance(entry, Heading):
            if current.heading is not None or current.clauses:
                yield current
            current = _Draft(entry, next(levels_left))
            counter = _Depths(base=entry.depth, run=entry.run)
        else:
            depth = counter.depth(entry)
            current.clauses.append(
                Clause(text=entry.text, kind=entry.kind, label=entry.label, depth=depth, links=entry.links)
            )
    if current.heading is not None or current.clauses:
        yield current


class _Depths:
    """Counts how deep clauses are nested, from the section that holds them."""

    def __init__(self, base: int = 0, run: Run | None = None) -> None:
        self._base = base
        self._run = run
        self._typed = 0

    def depth(self, body: Body) -> int:
        """Tell the depth of the next clause: of the markup where there are lists, else of open labels."""
        listed = max(0, body.listed - self._base) if body.listed else 0
        if body.kind is not ClauseKind.ITEM:
            if not body.listed:
                self._typed = self._typed if body.label else 0
            return listed
        if not body.typed:
            return max(1, listed)
        if body.run is None:
            return max(1, self._typed + 1, listed)
        self._typed = self._nested(body.run)
        return max(self._typed, listed)

    def _nested(self, run: Run) -> int:
        depth, above = 1, run.parent
        while above is not None and above is not self._run and not above.sections:
            depth += not above.void
            above = above.parent
        return depth


def _tree(drafts: Sequence[_Draft]) -> list[_Draft]:
    roots: list[_Draft] = []
    stack: list[_Draft] = []
    for draft in drafts:
        while stack and stack[-1].level >= draft.level:
            stack.pop()
        draft.level = len(stack) + 1
        above = stack[-1] if stack else None
        (above.children if above else roots).append(draft)
        title = _title(draft)
        draft.path = ((*above.path, title) if above else (title,)) if draft.heading is not None else ()
        stack.append(draft)
    return roots


def _title(draft: _Draft) -> str:
    heading = draft.heading
    return " ".join(part for part in (heading.label, heading.text) if part) if heading else ""


def _freeze(drafts: Sequence[_Draft], roots: Sequence[_Draft]) -> list[Section]:
    """Make sections from the last to the first: children are ready before the section that holds them."""
    uids = _uids(drafts)
    made: dict[int, Section] = {}
    for draft, uid in zip(reversed(drafts), reversed(uids), strict=True):
        heading = draft.heading
        made[id(draft)] = Section(
            uid=uid,
            label=heading.label if heading else "",
            heading=heading.text if heading else "",
            level=draft.level,
            path=draft.path,
            clauses=tuple(draft.clauses),
            children=tuple(made.pop(id(child)) for child in draft.children),
            links=heading.links if heading else (),
        )
    return [made[id(root)] for root in roots]


def _uids(drafts: Sequence[_Draft]) -> list[str]:
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    uids = []
    for draft in drafts:
        name = texts.key(draft.heading.text) if draft.heading else ""
        name = name or (texts.key(draft.clauses[0].text) if draft.clauses else _title(draft))
        seen[name] += 1
        uid = _uid(f"{name}\n{seen[name]}", taken)
        taken.add(uid)
        uids.append(uid)
    return uids


def _uid(name: str, taken: set[str]) -> str:
    uid = hashlib.sha256(name.encode()).hexdigest()[:_UID]
    while uid in taken:
        uid = hashlib.sha256(f"{name}\n{uid}".encode()).hexdigest()[:_UID]
    return uid
