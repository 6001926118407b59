"""On which level each heading stands, from tags, labels and looks: same style, same level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.document.outline import APART, is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.outline import Heading
    from monitor.document.pieces import Run

DEEPEST = 12
"""Levels of the tree; a page that nests deeper keeps its text on the last one."""
_WEIGHTS = {APART: 2, "title": 0, "h": 1, "bold": 3, "plain": 4, "lead": 6}
_MARK_WEIGHT = 5
_TITLES = 3
_BACK = (
    "annex",
    "appendix",
    "schedule",
    "exhibit",
    "attachment",
    "annexe",
    "anhang",
    "anlage",
    "anexo",
    "allegato",
    "bijlage",
    "別表",
    "別紙",
    "別添",
    "様式",
)
"""Words whose numbers count outside the numbered parts."""


@dataclass(frozen=True, slots=True)
class _Open:
    heading: Heading
    level: int


def assign(headings: Sequence[Heading]) -> tuple[list[int], str]:
    """Give each heading's level from 1 down, and the document's title.

    A first heading that alone stands above all others is the title: the others are its siblings.
    """
    restarts = _restarts(headings)
    stack: list[_Open] = []
    levels: list[int] = []
    for heading in headings:
        _pop(stack, heading, restarts)
        if len(stack) >= DEEPEST:
            stack.pop()
        levels.append(len(stack) + 1)
        stack.append(_Open(heading, len(stack) + 1))
    return _lift_title(levels, headings)


def _pop(stack: list[_Open], heading: Heading, restarts: set[str]) -> None:
    """Take from the stack what does not contain the heading."""
    if not heading.rank and _is_apart(heading):
        while stack and not (stack[-1].heading.rank or stack[-1].heading.style == "title"):
            stack.pop()
        return
    if heading.run is not None and not heading.rank:
        place = next((index for index in range(len(stack) - 1, -1, -1) if stack[index].heading.run is heading.run), -1)
        if place >= 0:
            del stack[place:]
            return
    elif not heading.rank:
        place = next(
            (index for index in range(len(stack) - 1, -1, -1) if stack[index].heading.style == heading.style), -1
        )
        if place >= 0 and stack[place].heading.run is None:
            del stack[place:]
            return
    while stack and not _contains(stack[-1].heading, heading, restarts):
        stack.pop()


def _is_apart(heading: Heading) -> bool:
    return heading.style == APART or heading.style.startswith(_BACK)


def _contains(outer: Heading, inner: Heading, restarts: set[str]) -> bool:
    structural = _structural(outer, inner)
    if structural is not None and (outer.rank == inner.rank or not (outer.rank and inner.rank)):
        return structural
    if inner.rank:
        return bool(outer.rank) and outer.rank < inner.rank
    if outer.rank or outer.style == "title":
        return True
    if outer.run is None and inner.run is None:
        return _weight(outer) < _weight(inner)
    if outer.run is None:
        return inner.run is None or inner.style in restarts or outer.style != "bold"
    return inner.run is None or _is_above(outer.run, inner.run)


def _structural(outer: Heading, inner: Heading) -> bool | None:
    """Compare two labels whose styles say which contains which; None when they do not."""
    if outer.run is None or inner.run is None or outer.run is inner.run:
        return None
    if outer.depth < inner.depth and _is_above(outer.run, inner.run):
        return True
    above, below = outer.run.style, inner.run.style
    if above[0] == below[0] == "第" and above != below:
        return above < below
    if _is_dotted(below) and len(inner.value) > 1:
        if _is_dotted(above) or len(outer.value) == 1:
            return inner.value[: len(outer.value)] == outer.value and len(outer.value) < len(inner.value) or None
    return None


def _is_dotted(style: str) -> bool:
    return "/" in style


def _is_above(outer: Run, inner: Run) -> bool:
    above = inner.parent
    while above is not None:
        if above is outer:
            return True
        above = above.parent
    return False


def _weight(heading: Heading) -> float:
    style = heading.style.split(" ")[0]
    if style == "bold" and " " in heading.style:
        return 3 - float(heading.style.split(" ")[1]) / 10
    return _WEIGHTS.get(style, _MARK_WEIGHT)


def _restarts(headings: Sequence[Heading]) -> set[str]:
    """Name the label styles that begin anew at least once, outside of one another: they count inside other headings."""
    starts: dict[str, set[int]] = {}
    for heading in headings:
        if heading.run is not None and not heading.rank:
            starts.setdefault(heading.style, set()).add(id(heading.run))
    return {style for style, runs in starts.items() if len(runs) > 1}


def _lift_title(levels: list[int], headings: Sequence[Heading]) -> tuple[list[int], str]:
    start, title = 0, ""
    while start < min(len(levels) - 1, _TITLES):
        level = levels[start]
        if headings[start].label or any(other <= level for other in levels[start + 1 :]):
            break
        if start and not is_title(headings[start].text):
            break
        levels = levels[: start + 1] + [other - 1 for other in levels[start + 1 :]]
        title = title if title and is_title(title) else headings[start].text
        start += 1
    if not title:
        title = next((heading.text for heading in headings[:5] if not heading.label and is_title(heading.text)), "")
    if not title and len(headings) == 1 and not headings[0].label:
        title = headings[0].text
    return levels, title
