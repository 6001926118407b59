"""Buttons: which open a part of the text, and so are its heading, and which only work the page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import backlinks
from monitor.document.hidden import holds_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_OPENS: Final = ("aria-controls", "aria-expanded", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
_TELLS: Final = frozenset(_OPENS[:4])
_TITLES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_PANEL: Final = re.compile(
    r"(?:tab|accordion|collaps\w{1,3}|toggle|panel|faq)[-_]{0,2}(?:content|body|panel|text|answer)"
)
_CLIMB: Final = 3
_MOST_CHILDREN: Final = 1000
_WIDEST: Final = 200


def mark(nodes: Sequence[Node]) -> None:
    """Mark buttons that open text as toggles, and drop the others; a button inside a heading or a sentence is text.

    Links that only lead back up the page are dropped too.
    """
    backlinks.drop(nodes)
    by_id = {node.attrs["id"]: node for node in nodes if "id" in node.attrs}
    sentences: dict[int, bool] = {}
    for node in nodes:
        if node.dropped or not (node.tag == "button" or _acts_as_button(node)):
            continue
        above = [node, *_some(node)]
        if any(part.tag in _TITLES or part.attrs.get("role") == "heading" for part in above):
            continue
        if _is_toggle(node, by_id):
            node.toggle = True
        elif _only_works_the_page(node):
            parent = id(node.parent)
            if parent not in sentences:
                sentences[parent] = node.parent is not None and _is_sentence(node.parent)
            node.dropped = not sentences[parent]


def _only_works_the_page(node: Node) -> bool:
    return node.tag == "button" or (node.attrs.get("role") == "button" and not node.prose and node.chars <= _WIDEST)


def _acts_as_button(node: Node) -> bool:
    attrs = node.attrs
    if not attrs or ("role" not in attrs and _TELLS.isdisjoint(attrs)):
        return False
    role = attrs.get("role")
    return role != "tab" and (role == "button" or not _TELLS.isdisjoint(attrs))


def _is_toggle(node: Node, by_id: dict[str, Node]) -> bool:
    if not 0 < node.chars <= _WIDEST or node.links > 1:
        return False
    target = node.attrs.get("aria-controls", "").strip()
    if target in by_id:
        panel = by_id[target]
        return holds_text(panel) and all(above is not panel for above in islice(node.up(), _CLIMB * 3))
    return (any(name in node.attrs for name in _OPENS) or _heads_panel(node)) and _opens_next(node)


def _heads_panel(node: Node) -> bool:
    """Tell what acts as a button by what stands below it: a part that was shut, or is named as one that opens."""
    if node.tag == "button" or node.attrs.get("role") != "button":
        return False
    after = _next(node.parent, node) if node.parent is not None else None
    return after is not None and (after.openable or _PANEL.search(after.names()) is not None)


def _opens_next(node: Node) -> bool:
    """Tell whether text follows the button, or the wrappers that hold nothing but it."""
    here = node
    for _ in range(_CLIMB):
        parent = here.parent
        if parent is None:
            return False
        after = _next(parent, here)
        if after is not None:
            return holds_text(after)
        if parent.chars != node.chars:
            return False
        here = parent
    return False


def _next(parent: Node, child: Node) -> Node | None:
    """Give the standing element after a child; in a parent of very many children, none is looked for."""
    if len(parent.children) > _MOST_CHILDREN:
        return None
    elements = list(parent.elements())
    place = elements.index(child) + 1
    return elements[place] if place < len(elements) else None


def _some(node: Node) -> list[Node]:
    return list(islice(node.up(), _CLIMB))


def _is_sentence(node: Node) -> bool:
    return any(isinstance(child, str) and child.strip() for child in node.children)
