"""Markup parsed, CSS selectors applied: the visible tree of a page.

The tree is built from lxml's parse events, a tenth of the cost of a BeautifulSoup tree and to any depth; BeautifulSoup
gets the same events from the same parser, so the n-th element of the one is the n-th of the other: selectors
are asked there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from monitor.document import controls, hidden
from monitor.document.builder import build
from monitor.document.tree import discount
from monitor.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.document.builder import Head, Tree
    from monitor.document.tree import Node

_PROLOGUE: Final = re.compile(r"\s*<\?xml[^>]{0,300}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its visible tree, the parts to read, and what it says of itself outside its text."""

    top: Node
    nodes: list[Node]
    """The whole visible tree, parents before their children."""
    selected: list[Node] | None
    """What the selector matched, outermost and in order; None when none was given."""
    head: Head
    notes: tuple[str, ...]
    unread: list[Node]
    """Hidden parts with sentences that nothing on the page opens."""

    def release(self) -> None:
        """Let the tree go at once: nodes that know their parents would wait for the garbage collector together."""
        for node in self.nodes:
            node.parent = None


def parse(text: str, *, select: str | None = None, remove: Sequence[str] = ()) -> Page:
    """Parse markup and keep what can be seen.

    Args:
        text: the decoded page.
        select: CSS selector of what to read.
        remove: CSS selectors of parts to leave out.

    Raises:
        DocumentError: a selector is not valid CSS.
    """
    # an XML declaration would make BeautifulSoup warn; NUL is nothing to a browser
    text = (_PROLOGUE.sub("", text[:400]) + text[400:]).replace("\x00", "")
    tree = build(text)
    selected: list[Node] | None = None
    notes: list[str] = []
    if select or remove:
        selected, notes = _apply(text, tree, select, remove)
    unread = hidden.drop(tree.root, tree.nodes)
    controls.mark(tree.nodes)
    discount(tree.nodes)
    return Page(tree.root, tree.nodes, selected, tree.head, tuple(notes), unread)


def _apply(text: str, tree: Tree, select: str | None, remove: Iterable[str]) -> tuple[list[Node] | None, list[str]]:
    soup = BeautifulSoup(text, features="lxml", multi_valued_attributes=None)
    tags = (part for part in soup.descendants if isinstance(part, Tag))
    numbers = {id(tag): number for number, tag in enumerate(tags)}
    notes: list[str] = []
    for selector in remove:
        found = _matches(soup, numbers, tree, selector, "remove")
        if not found:
            notes.append(f"remove = {selector!r} matches nothing on the page")
        for node in found:
            node.dropped = True
    if not select:
        return None, notes
    return _outermost(_matches(soup, numbers, tree, select, "select")), notes


def _matches(soup: BeautifulSoup, numbers: dict[int, int], tree: Tree, selector: str, setting: str) -> list[Node]:
    try:
        tags = soup.select(selector)
    except (SelectorSyntaxError, ValueError, NotImplementedError) as error:
        line = str(error).partition("\n")[0]
        raise DocumentError(f"{setting} = {selector!r} is no CSS selector: {line}") from error
    return [node for tag in tags if (node := tree.starts[numbers[id(tag)]]) is not None]


def _outermost(nodes: list[Node]) -> list[Node]:
    """Leave out what lies inside another match, so that no text is read twice."""
    chosen = set(map(id, nodes))
    return [node for node in nodes if not any(id(above) in chosen for above in node.up())]
