"""On which level each heading stands, from tags, labels and looks: same style, same level."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor import text as texts
from monitor.document.headlines import APART, is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.outline import Heading
    from monitor.document.pieces import Run

DEEPEST = 12
"""Levels of the tree; a page that nests deeper keeps its text on the last one."""
_WEIGHTS = {APART: 2, "title": 0, "h": 1, "bold": 3, "made": 3.5, "plain": 4, "lead": 6}
_MARK_WEIGHT = 5
_FRONT = re.compile(r"(?i)^(?:前 ?文|preamble|recitals)\b")
"""Parts before the numbered ones, that no number stands below."""
_TITLES = 3
_FIRST = 5
_NEARLY_ALL = 0.8
_FEW = 2
_MANY = 5
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
    "別記",
    "別図",
)
"""Words whose numbers count outside the numbered parts."""


@dataclass(frozen=True, slots=True)
class _Open:
    heading: Heading
    level: int


@dataclass(frozen=True, slots=True)
class _Context:
    """What the whole document says of its styles."""

    restarts: set[tuple[str, str]]
    """Pairs of a style without labels and a label style that counts anew below each of its headings."""
    rare: set[int]
    """Ranks of tags that stand inside bold headings, not above them."""
    inside: set[tuple[int, str]]
    """Pairs of a run (its identity) and a style without labels whose headings stand inside the run's sections."""
    order: dict[str, int]
    """Where each sign (■, 【) first set a heading apart: the first one stands above those that come later."""


def assign(headings: Sequence[Heading], bare: Sequence[bool]) -> tuple[list[int], str]:
    """Give each heading's level from 1 down, and the document's title.

    Args:
        headings: all of the document, in reading order.
        bare: for each, whether the next heading follows with no text between.

    A first heading that alone stands above all others is the title: the others are its siblings.
    """
    context = _Context(_restarts(headings), _rare(headings), _inside(headings, bare), _order(headings))
    stack: list[_Open] = []
    levels: list[int] = []
    for heading in headings:
        _pop(stack, heading, context)
        if len(stack) >= DEEPEST:
            stack.pop()
        levels.append(len(stack) + 1)
        stack.append(_Open(heading, len(stack) + 1))
    return _lift_title(levels, headings)


def _pop(stack: list[_Open], heading: Heading, context: _Context) -> None:
    """Take from the stack what does not contain the heading."""
    if not heading.rank and _is_apart(heading):
        _pop_to_title(stack)
        return
    place = None if heading.rank else _place_of_alike(stack, heading)
    if place is not None:
        del stack[place:]
        return
    while stack and not _contains(stack[-1].heading, heading, context):
        stack.pop()


def _pop_to_title(stack: list[_Open]) -> None:
    """Take from the stack all numbered parts, and what is neither a title nor tagged as a heading."""
    numbered = next((index for index, above in enumerate(stack) if above.heading.run is not None), len(stack))
    del stack[numbered:]
    while stack and not (stack[-1].heading.rank or stack[-1].heading.style == "title"):
        stack.pop()


def _place_of_alike(stack: Sequence[_Open], heading: Heading) -> int | None:
    """Find the innermost heading of the same run, or of the same style when neither has one."""
    for place in range(len(stack) - 1, -1, -1):
        above = stack[place].heading
        if heading.run is not None:
            if above.run is heading.run:
                return place
        elif above.style == heading.style:
            return place if above.run is None else None
    return None


def _is_apart(heading: Heading) -> bool:
    return heading.style == APART or heading.style.startswith(_BACK)


def _contains(outer: Heading, inner: Heading, context: _Context) -> bool:
    structural = _structural(outer, inner)
    if structural is not None and (outer.rank == inner.rank or not (outer.rank and inner.rank)):
        return structural
    if inner.rank:
        rare = outer.style == "bold" and inner.rank in context.rare
        return rare or 0 < outer.rank < inner.rank
    if outer.rank or outer.style == "title":
        return inner.style != "bold" or outer.rank not in context.rare
    if outer.run is None:
        return _unlabelled_contains(outer, inner, context)
    return _holds_unlabelled(outer, inner, context) if inner.run is None else _is_above(outer.run, inner.run)


def _holds_unlabelled(outer: Heading, inner: Heading, context: _Context) -> bool:
    """Tell whether a heading without a number stands inside a numbered one.

    Where it looks the same, and none like it stood inside the numbered ones before, it comes after the last of them:
    "5. Your rights", then "Contact us".
    """
    return not inner.look or inner.look != outer.look or (id(outer.run), inner.style) in context.inside


def _unlabelled_contains(outer: Heading, inner: Heading, context: _Context) -> bool:
    if inner.run is None:
        signs = outer.style in context.order and inner.style in context.order
        orders = (context.order[outer.style], context.order[inner.style]) if signs else (_weight(outer), _weight(inner))
        return orders[0] < orders[1]
    if (id(inner.run), outer.style) in context.inside or _FRONT.search(outer.text):
        return False
    return (outer.style, inner.style) in context.restarts or outer.style not in ("bold", "lead")


def _structural(outer: Heading, inner: Heading) -> bool | None:
    """Compare two labels whose styles say which contains which; None when they do not."""
    if outer.run is None or inner.run is None or outer.run is inner.run:
        return None
    if outer.depth < inner.depth and _is_above(outer.run, inner.run):
        return True
    above, below = outer.run.style, inner.run.style
    if above[0] == below[0] == "第" and above != below:
        return above < below
    if not _is_dotted(below) or not (_is_dotted(above) or len(outer.value) == 1):
        return None
    return (inner.value[: len(outer.value)] == outer.value and len(outer.value) < len(inner.value)) or None


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
    if style == "made":
        return 3.5 + int(heading.style.split(" ")[1]) / 10
    return _WEIGHTS.get(style, _MARK_WEIGHT)


def _order(headings: Sequence[Heading]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if heading.run is None and not heading.rank and _weight(heading) == _MARK_WEIGHT:
            found.setdefault(heading.style, index)
    return found


def _restarts(headings: Sequence[Heading]) -> set[tuple[str, str]]:
    """Pair a style without labels with the label styles that begin anew below it, at least twice."""
    starts: Counter[tuple[str, str]] = Counter()
    seen: set[int] = set()
    before: Heading | None = None
    for heading in headings:
        if heading.run is not None and not heading.rank and id(heading.run) not in seen:
            seen.add(id(heading.run))
            if before is not None and before.run is None and not before.rank:
                starts[before.style, heading.style] += 1
        before = heading
    return {pair for pair, count in starts.items() if count > 1}


def _inside(headings: Sequence[Heading], bare: Sequence[bool]) -> set[tuple[int, str]]:
    """Find styles without labels that stand between the members of a run and have text of their own there.

    Where the next member follows at once ("Part B", "4."), they stand above a run that counts on instead.
    """
    last: dict[int, int] = {}
    for index, heading in enumerate(headings):
        if heading.run is not None and not heading.rank:
            last[id(heading.run)] = index
    open_runs: list[int] = []
    votes: Counter[tuple[int, str]] = Counter()
    for index, heading in enumerate(headings):
        open_runs = [run for run in open_runs if last[run] > index]
        if heading.run is None and not heading.rank:
            votes.update({(run, heading.style): -1 if bare[index] else 1 for run in open_runs})
        elif heading.run is not None and not heading.rank and id(heading.run) not in open_runs:
            open_runs = [*open_runs, id(heading.run)][-DEEPEST:]
    return {pair for pair, count in votes.items() if count > 0}


def _rare(headings: Sequence[Heading]) -> set[int]:
    """Name ranks of only one or two tags among many bold headings, some of which stood before the first such tag."""
    counts = Counter(heading.rank for heading in headings)
    bold = sum(heading.style == "bold" for heading in headings)
    rare = {rank for rank, count in counts.items() if rank > 1 and count <= _FEW and bold >= _MANY * count}
    before: set[int] = set()
    seen = 0
    for heading in headings:
        if heading.rank in rare and seen >= _FEW:
            before.add(heading.rank)
        rare.discard(heading.rank)
        seen += heading.style == "bold"
    return before


def _lift_title(levels: list[int], headings: Sequence[Heading]) -> tuple[list[int], str]:
    """Set the headings below a title on its own level; up to three titles may stand under one another."""
    title, start = "", 0
    for _ in range(_TITLES):
        place = _title_place(levels, headings, start)
        if place is None:
            break
        level, same = levels[place], texts.key(headings[place].text)
        below = False
        for index in range(len(levels)):
            if levels[index] <= level:
                below = levels[index] == level and texts.key(headings[index].text) == same and not headings[index].label
            elif below:
                levels[index] -= 1
        title = title if title and is_title(title) else headings[place].text
        start = place + 1
    return levels, title or _named(headings)


def _title_place(levels: Sequence[int], headings: Sequence[Heading], start: int) -> int | None:
    """Find the heading that stands above all others, or one that names a policy and stands above nearly all."""
    rest = len(levels) - start
    if rest < 2:  # noqa: PLR2004 - a heading and one below it
        return None
    top = min(levels[start:])
    heads = [index for index in range(start, len(levels)) if levels[index] == top]
    if heads == [start] and not headings[start].label and (not start or is_title(headings[start].text)):
        return start
    below: Counter[str] = Counter()
    for place, end in zip(heads, [*heads[1:], len(levels)], strict=True):
        if not headings[place].label and is_title(headings[place].text):
            below[texts.key(headings[place].text)] += end - place - 1
    name, size = max(below.items(), key=lambda pair: pair[1], default=("", 0))
    if size < _NEARLY_ALL * (rest - len(heads)) or not size:
        return None
    return next(place for place in heads if texts.key(headings[place].text) == name)


def _named(headings: Sequence[Heading]) -> str:
    first = [heading.text for heading in headings[:_FIRST] if not heading.label]
    if len(headings) == 1:
        return first[0] if first else ""
    return next((text for text in first if is_title(text)), "")
