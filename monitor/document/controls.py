"""Buttons: which open a part of the text, and so are its heading, and which only work the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_OPENS: Final = ("aria-controls", "aria-expanded", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
_TITLES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_CLIMB: Final = 3
_WIDEST: Final = 200
_LEAST_PROSE: Final = 40


def mark(nodes: Sequence[Node]) -> None:
    """Mark buttons that open text as toggles, and drop the others; a button inside a heading or a sentence is text."""
    by_id = {node.attrs["id"]: node for node in nodes if "id" in node.attrs}
    for node in nodes:
        if node.dropped or not (node.tag == "button" or _acts_as_button(node)):
            continue
        above = [node, *_some(node)]
        if any(part.tag in _TITLES or part.attrs.get("role") == "heading" for part in above):
            continue
        if _is_toggle(node, by_id):
            node.toggle = True
        elif node.tag == "button" and not (node.parent and _is_sentence(node.parent)):
            node.dropped = True


def _acts_as_button(node: Node) -> bool:
    attrs = node.attrs
    return (
        bool(attrs)
        and attrs.get("role") != "tab"
        and (attrs.get("role") == "button" or any(name in attrs for name in _OPENS[:4]))
    )


def _is_toggle(node: Node, by_id: dict[str, Node]) -> bool:
    if not 0 < node.chars <= _WIDEST or node.links > 1:
        return False
    target = node.attrs.get("aria-controls", "").strip()
    if target in by_id:
        panel = by_id[target]
        return panel.prose >= _LEAST_PROSE and all(above is not panel for above in node.up())
    return any(name in node.attrs for name in _OPENS) and _opens_next(node)


def _opens_next(node: Node) -> bool:
    """Tell whether text follows the button, or the wrappers that hold nothing but it."""
    here = node
    for _ in range(_CLIMB):
        parent = here.parent
        if parent is None:
            return False
        elements = list(parent.elements())
        after = elements[elements.index(here) + 1 :]
        if after:
            return after[0].prose >= _LEAST_PROSE
        if parent.chars != node.chars:
            return False
        here = parent
    return False


def _some(node: Node) -> list[Node]:
    found: list[Node] = []
    for above in node.up():
        found.append(above)
        if len(found) == _CLIMB:
            break
    return found


def _is_sentence(node: Node) -> bool:
    return any(isinstance(child, str) and child.strip() for child in node.children)
