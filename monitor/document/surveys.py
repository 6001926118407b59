"""Boxes that ask what a reader thinks of a page, known by their make in any language: questions, and keys to answer."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document.tree import HEADINGS, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_QUESTION: Final = re.compile(r"(?:[?？؟]|か。)[\s*＊)）]{0,3}$")
_KEYS: Final = frozenset({"button", "label"})
_PAGES: Final = frozenset({"html", "body", "main", "article"})
_FEWEST_KEYS: Final = 2
_MOST_KEYS: Final = 12
_CLIMB: Final = 4
_MOST_WIDTH: Final = 400
_MOST_INNER: Final = 60


def drop(nodes: Sequence[Node]) -> None:
    """Mark as dropped what holds a question, two or more keys to answer it, and no other words but a heading."""
    keys: dict[int, int] = {}
    around: dict[int, Node] = {}
    for node in nodes:
        if not _is_key(node):
            continue
        for above in islice(node.up(), _CLIMB):
            if above.tag in _PAGES:
                break
            keys[id(above)] = keys.get(id(above), 0) + 1
            around[id(above)] = above
    for node in around.values():
        if _FEWEST_KEYS <= keys[id(node)] <= _MOST_KEYS and 0 < node.chars <= _MOST_WIDTH and _only_asks(node):
            node.dropped = True


def _is_key(node: Node) -> bool:
    """Tell a button, whether it still stands or not, or the words beside a field."""
    return not node.toggle and (node.tag in _KEYS or node.attrs.get("role") == "button")


def _only_asks(node: Node) -> bool:
    asked = False
    stack = [node]
    for _ in range(_MOST_INNER):
        if not stack:
            return asked
        part = stack.pop()
        if part.dropped or _is_key(part):
            continue
        if part.tag not in HEADINGS and not any(isinstance(child, str) and child.strip() for child in part.children):
            stack.extend(part.elements())
            continue
        is_question = _QUESTION.search(label(part, _MOST_WIDTH)) is not None
        if not is_question and part.tag not in HEADINGS:
            return False
        asked = asked or is_question
    return False
