"""Lists of links: which are menus, contents, related pages, and which stand in the flow of a document."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from monitor.document import annexes, contents, tables, words
from monitor.document.numbering import parse
from monitor.document.tree import HEADINGS, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from monitor.document.tree import Node

_FLOW: Final = frozenset({"p", "ul", "ol", "dl", *HEADINGS})
_WRAPPERS: Final = frozenset({"div", "section"})
_OUTER: Final = _WRAPPERS | {"article"}
_PARTS: Final = frozenset({"li", "tr", "tbody", "thead", "tfoot"})
"""Parts of lists and tables: these go as a whole or not at all."""
_FEWEST: Final = 3
_FEWEST_TABS: Final = 2
"""Two links that switch between parts; what holds fewer links holds no list of them."""
_DENSE: Final = 0.6
_ALL: Final = 0.9
"""For tables: a name in one cell and its address in the next is data, not a menu."""
_SENTENCE: Final = 120
_LONGEST_INTRO: Final = 1000
_MOST_INNER: Final = 300
_INTRO: Final = re.compile(
    r"\b(?:we|following|below|these|nous|suivant\w{0,2}|wir|folgend\w{0,2}|siguientes?|seguent[ei]|seguintes?)\b|当社|弊社|以下|下記|次の",
    re.IGNORECASE,
)
"""A sentence has one of these; "Follow us:" and "Share on:" have none."""


def drop(root: Node) -> None:
    """Mark parts that are mostly links as dropped, unless they stand in the flow of the text.

    Between the first and the last sentence of the page a part stands in the flow when any text stands beside it;
    above and below only when a sentence does. A part whose links all lead to places on the page is its table of
    contents wherever it stands.
    """
    if root.links < _FEWEST_TABS:
        return
    nodes = list(root.walk())
    place = {id(node): number for number, node in enumerate(nodes)}
    prose = (number for number, node in enumerate(nodes) if _holds_sentence(node))
    behind = (number for number in range(len(nodes) - 1, 0, -1) if _holds_sentence(nodes[number]))
    ends = next(prose, 0), next(behind, 0)
    stack = [root]
    while stack:
        node = stack.pop()
        if not (node.tag == "table" and tables.is_data(node, tables.rows(node))):
            stack.extend(reversed(_thin(node, lambda child: ends[0] < place[id(child)] < ends[1])))


def _holds_sentence(node: Node) -> bool:
    return node.prose > 0 and not any(child.prose for child in node.elements())


def _thin(parent: Node, is_between: Callable[[Node], bool]) -> list[Node]:
    """Drop link lists among the children, and headings left with nothing under them; give those that may hold more."""
    kept: list[Node] = []
    flow = _Flow(parent)
    above: Node | None = None
    bared: Node | None = None
    for child in parent.children:
        if isinstance(child, str):
            above, bared = (None, None) if child.strip() else (above, bared)
        elif child.dropped or not child.chars:
            continue
        elif _is_link_list(child) and (
            _is_contents(child) or not (_announces(above, child) or flow.holds(child, anywhere=is_between(child)))
        ):
            child.dropped = True
            bared = above
        else:
            _drop_bare(bared, child)
            above, bared = child, None
            if child.links >= _FEWEST_TABS:
                kept.append(child)
    _drop_bare(bared, None)
    return kept


def _announces(above: Node | None, below: Node) -> bool:
    """Tell whether the part above a list says that it follows: a line that ends in a colon, a numbered heading."""
    if (
        above is None
        or above.chars > _LONGEST_INTRO
        or below.tag not in _FLOW | _WRAPPERS
        or above.tag not in _FLOW | _WRAPPERS
    ):
        return False
    line = label(above, _LONGEST_INTRO)
    return announces(line, is_heading=above.tag in HEADINGS) or annexes.follow(line, _labels(below))


def _labels(node: Node) -> Iterator[str]:
    return (label(inner) for inner in islice(node.walk(), _MOST_INNER) if inner.tag == "a" and inner.chars)


def announces(line: str, *, is_heading: bool) -> bool:
    """Tell a line that a policy's own list follows: a sentence that ends in a colon, a heading with a number."""
    if words.heads_links(line):
        return False
    if is_heading:
        return parse(line) is not None
    return line.endswith((":", "：")) and _INTRO.search(line) is not None


def _drop_bare(heading: Node | None, below: Node | None) -> None:
    if heading is None or heading.tag not in HEADINGS - {"h1"}:
        return
    heading.dropped = heading.dropped or below is None or _opens_section(below) or contents.is_name(label(heading))


def _opens_section(node: Node) -> bool:
    """Tell a heading, or a part whose text begins with one."""
    told = [inner for inner in islice(node.walk(), _MOST_INNER) if inner.chars]
    wrappers = list(takewhile(lambda inner: inner.tag in _OUTER, told))
    return len(wrappers) < len(told) and told[len(wrappers)].tag in HEADINGS


class _Flow:
    """Tells whether text stands among the children of an element; they are looked through once."""

    def __init__(self, parent: Node) -> None:
        self._parent = parent
        self._counts: tuple[int, int] | None = None

    def holds(self, child: Node, *, anywhere: bool) -> bool:
        """Tell whether any text stands beside the child or, if not `anywhere`, a sentence."""
        if self._counts is None:
            self._counts = self._count()
        some, sentences = self._counts
        return sentences > 0 or (anywhere and some - (child.tag in _FLOW) > 0)

    def _count(self) -> tuple[int, int]:
        some = sentences = 0
        for child in self._parent.children:
            if isinstance(child, str):
                width = len(child.strip())
                some += width > 0
                sentences += width >= _SENTENCE
            elif not child.dropped and child.chars:
                in_flow = child.tag in _FLOW
                some += in_flow or (child.tag in _WRAPPERS and child.prose > 0)
                sentences += in_flow and child.prose > 0
        return some, sentences


def _is_link_list(node: Node) -> bool:
    if node.tag in _PARTS or node.prose or node.holds_title or node.links < _FEWEST:
        return node.links == _FEWEST_TABS and not node.prose and node.linked == node.chars and _are_tabs(node)
    return node.linked >= node.chars * (_ALL if node.holds_table else _DENSE)


def _are_tabs(node: Node) -> bool:
    """Tell two links and nothing else, each to a part of the page: they switch between the two."""
    return node.tag in _WRAPPERS and _is_contents(node)


def _is_contents(node: Node) -> bool:
    """Tell whether all links lead to places on the page itself."""
    return all("#" in inner.attrs["href"] for inner in node.walk() if inner.tag == "a" and "href" in inner.attrs)
