"""A page with several documents one after the other: where each begins and ends.

Two or more parts on one level, each with the name of a document for its heading, in tabs, accordions and articles too.
Chapters of one document may have such names as well, so a page is taken apart only where everything says so: not below
the heading of a document, not among chapters without such a name, not out of a row of numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from monitor import text as texts
from monitor.document import annexes, numbering, papers
from monitor.document.markup import heading_rank
from monitor.document.papers import Named
from monitor.document.places import Order
from monitor.document.tabs import titles as tab_titles
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.tree import Node

_LONGEST: Final = 200
_LEAST: Final = 120
"""Width of the text that a document has at least: less is a card that leads to one."""
_MOST: Final = 60
"""Names of documents on one level; a page with more is a list of links."""
_FEWEST: Final = 2
_MOST_INNER: Final = 50
_DEEPEST: Final = 100
"""So many elements around a heading are looked at."""
_PANELS: Final = ("tab", "summary", "toggle", "dt")
"""Levels on which each heading has a panel of its own: a panel without the name of a document is of none."""
_LEVELS: Final = ("tab", "1", "2", "3", "4", "5", "6", *_PANELS[1:], "bold")
_BOXES: Final = frozenset({"article", "details", "li"})
_BOLD: Final = frozenset({"b", "strong"})
_TITLE_ENDS: Final = re.compile(r" [|–—·»:-] |[｜|]")


class Head(NamedTuple):
    """A heading as a reader sees it, or a panel that is named by its tab."""

    node: Node
    level: str
    text: str

    @property
    def rank(self) -> int:
        """Give 1 to 6 for a heading of that rank, and a number below them for any other."""
        return int(self.level) if self.level.isdecimal() else len(_LEVELS)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a page: from the start of one element to that of another."""

    name: str
    title: Node
    """Its heading, or its panel."""
    start: Node
    stop: Node | None
    """The element before which it ends; None for the end of the page."""
    first: int
    """Its place in the order of elements."""
    last: int
    """That behind it."""
    sure: int
    """How much text of the page stands before its sure end: there a heading of its level follows that names no
    document, and may as well be of none."""


def find(
    roots: Sequence[Node], nodes: Sequence[Node], *, page_title: str = "", known: str = ""
) -> tuple[list[Part], Order | None]:
    """Give the documents of a page in their order; none where it has fewer than two.

    Args:
        roots: what is read of the page.
        nodes: all of it, parents before their children.
        page_title: what its head calls it.
        known: name of the document that was read so far: it counts by itself, too, when the others are gone.
    """
    heads = list(_heads(roots))
    least = 1 if known else _FEWEST
    if sum(papers.named(head.text) is not None for head in heads) < least and not _has_tabs(nodes):
        return [], None
    order = Order(roots)
    heads = _with_tabs(heads, nodes, order)
    for level in _LEVELS:
        here = _free(heads, level, page_title)
        parts = _parts(roots, order, heads, here, _documents(here, least))
        names = {texts.loose(part.name) for part in parts}
        if len(names) >= _FEWEST or (known and names == {texts.loose(known)}):
            return parts, order
    return [], order


def _with_tabs(heads: Sequence[Head], nodes: Sequence[Node], order: Order) -> list[Head]:
    tabs = {id(node): Head(node, "tab", text) for node, text in tab_titles(nodes) if node in order}
    others = (head for head in heads if id(head.node) not in tabs)
    return sorted([*tabs.values(), *others], key=lambda head: order.place(head.node))


def _has_tabs(nodes: Sequence[Node]) -> bool:
    return any(node.attrs.get("role") == "tabpanel" for node in nodes if node.attrs)


def _heads(roots: Sequence[Node]) -> Iterator[Head]:
    """Give all that may be a heading, in order."""
    inside: set[int] = set()
    for root in roots:
        for node in root.walk():
            if id(node.parent) in inside:
                inside.add(id(node))
                continue
            if level := _level(node):
                inside.add(id(node))
                if text := texts.stored(label(node, _LONGEST)):
                    yield Head(node, level, text)


def _level(node: Node) -> str:
    """Name the level of a heading; "" for what is none, or holds one."""
    if not 0 < node.chars <= _LONGEST:
        return ""
    rank = heading_rank(node)
    if rank:
        return str(rank)
    if rank == 0:
        holds = any(heading_rank(part) for part in islice(node.walk(), _MOST_INNER))
        return "" if holds else node.tag if node.tag in _PANELS else "toggle"
    return "bold" if node.tag in {"p", "div"} and _is_bold(node) else ""


def _is_bold(node: Node) -> bool:
    return any(
        not isinstance(child, str) and child.tag in _BOLD and child.chars == node.chars for child in node.children
    )


def _free(heads: Sequence[Head], level: str, page_title: str) -> list[Head]:
    """Give the headings of a level that do not stand below the heading of one document."""
    here = [head for head in heads if head.level == level]
    told = frozenset(kind for head in here if papers.named(head.text) for kind in papers.kinds(head.text))
    if not here or any(_is_another(text, told) for text in _TITLE_ENDS.split(page_title[:_LONGEST])):
        return []
    found = []
    above: list[tuple[int, bool]] = []
    for head in _that_tell(heads, level):
        while above and above[-1][0] >= head.rank:
            above.pop()
        if head.level != level:
            above.append((head.rank, _is_one(head.text, told)))
        elif not any(is_one for _, is_one in above):
            found.append(head)
    return found


def _that_tell(heads: Sequence[Head], level: str) -> Iterator[Head]:
    """Give the headings of a level and those they may stand below: where it has no rank, all before the first."""
    is_first = True
    for head in heads:
        if head.level == level:
            is_first = False
            yield head
        elif head.level.isdecimal() and (is_first or level.isdecimal()):
            yield head


def _is_one(text: str, told: frozenset[int]) -> bool:
    """Tell the name of one document, or a heading that speaks of one of another kind than those below it."""
    return not papers.gathers(text) and (papers.named(text) is Named.SURE or _is_another(text, told))


def _is_another(text: str, told: frozenset[int]) -> bool:
    """Tell what speaks of a document of a kind that none of the headings names: they are its chapters."""
    return annexes.names_document(text) and not papers.gathers(text) and papers.kinds(text).isdisjoint(told)


def _documents(here: Sequence[Head], least: int) -> list[Head]:
    """Give those of the headings of one level that are names of documents; none where they may name chapters."""
    titles = [head for head in here if papers.named(head.text)]
    if len(titles) < len(here):
        is_sure = sum(papers.named(head.text) is Named.SURE for head in titles) >= _FEWEST
        is_numbered = any(numbering.parse(head.text) for head in titles)
        if is_numbered or not is_sure or (len(titles) * 2 <= len(here) and not _counts_anew(here)):
            return []
    return titles if least <= len(titles) <= _MOST else []


def _counts_anew(here: Sequence[Head]) -> bool:
    """Tell whether the numbers of chapters start at one again below two of the names: both stand on one level."""
    firsts = (after for head, after in pairwise(here) if papers.named(head.text) and not papers.named(after.text))
    labels = [numbering.parse(head.text) for head in firsts]
    return sum(label is not None and label.readings[0].value == (1,) for label in labels) >= _FEWEST


def _parts(
    roots: Sequence[Node], order: Order, heads: Sequence[Head], here: Sequence[Head], titles: Sequence[Head]
) -> list[Part]:
    """Give the part of each name that has text of its own, in order."""
    if not titles:
        return []
    members, boxes = _members(roots, heads, here, titles)
    named = {id(head.node) for head in titles}
    found = [
        (head, start)
        for head, start, stop in zip(members, boxes, [*boxes, None][1:], strict=True)
        if id(head.node) not in named or order.before(stop) - order.before(start) >= _LEAST
    ]
    behind = [*(start for _, start in found), None][1:]
    strange = [head.node for head in here if not papers.named(head.text) and not papers.is_annex(head.text)]
    return [
        _part(order, head, start, stop, strange)
        for (head, start), stop in zip(found, behind, strict=True)
        if id(head.node) in named
    ]


def _members(
    roots: Sequence[Node], heads: Sequence[Head], here: Sequence[Head], titles: Sequence[Head]
) -> tuple[Sequence[Head], list[Node]]:
    """Give the headings before which a part may end, and the element of each: the names, or all that have panels."""
    ends = {id(root) for root in roots}
    above = [head for head in heads if here[0].level.isdecimal() and head.rank < here[0].rank]
    boxes = _boxes(here, above, ends)
    if here[0].level in _PANELS or all(box.tag in _BOXES for box in boxes):
        return here, boxes
    return titles, _boxes(titles, above, ends)


def _part(order: Order, head: Head, start: Node, stop: Node | None, strange: Sequence[Node]) -> Part:
    first, title = order.place(start)[0], order.place(head.node)[0]
    last = order.place(stop)[0] if stop is not None else order.size
    sure = next((order.before(node) for node in strange if title < order.place(node)[0] < last), order.before(stop) + 1)
    return Part(head.text, head.node, start, stop, first, last, sure)


def _boxes(heads: Sequence[Head], above: Sequence[Head], ends: set[int]) -> list[Node]:
    """Give for each heading the outermost element in which no other of them stands, and none above them."""
    held = Counter(id(node) for head in (*heads, *above) for node in _up(head.node, ends))
    return [[node for node in _up(head.node, ends) if held[id(node)] == 1][-1] for head in heads]


def _up(node: Node, ends: set[int]) -> Iterator[Node]:
    """Yield an element and those around it, up to the tree that is read."""
    yield node
    for above in islice(node.up(), _DEEPEST if id(node) not in ends else 0):
        yield above
        if id(above) in ends:
            return
