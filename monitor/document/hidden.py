"""Parts of a page that are not shown: which a reader can open, and which nobody will ever see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|content-visibility\s*:\s*hidden", re.IGNORECASE)
_PANEL: Final = re.compile(
    r"accordion|collaps|panel|tab|toggle|expand|faq|fold|drawer-content|content|answer|body|details"
)
_OVERLAY: Final = re.compile(r"consent|modal|pop-?up|dialog|overlay|lightbox|onetrust|tooltip|mega-?menu")
_ROLES: Final = frozenset({"dialog", "alertdialog", "tooltip", "menu", "menubar", "listbox"})
_LEAST_PROSE: Final = 80
_DECORATION: Final = 30
"""Width of what screen readers skip as decoration: icons by name, clones of labels. Larger parts are seen by others."""
_LEAST_TEXT: Final = 12
_MOST: Final = 0.5
_MOST_SIBLINGS: Final = 1000
_WRAPPED: Final = 4
_WIDEST_OPENER: Final = 200


def drop(top: Node, nodes: list[Node]) -> None:
    """Mark what is never seen as dropped, and what a reader can open as openable.

    A part that holds most of the page's text is shown by a script sooner or later, whatever its style says.
    """
    controlled = _controlled(nodes)
    shut: list[Node] = []
    for node in nodes:
        if not node.attrs or node.tag in {"body", "html"}:
            continue
        if node.attrs.get("aria-hidden") == "true" and node.chars <= _DECORATION:
            node.dropped = True
        elif _is_hidden(node):
            node.openable = node.prose > top.prose * _MOST or _can_open(node, controlled)
            node.dropped = not node.openable
            shut.append(node)
    _open_alike(shut)


def _open_alike(shut: Sequence[Node]) -> None:
    """Open what is hidden under the same class as a part that opens: short panels of an accordion are panels too."""
    opened = {(node.tag, node.attrs.get("class")) for node in shut if node.openable and node.attrs.get("class")}
    for node in shut:
        if node.dropped and (node.tag, node.attrs.get("class")) in opened and _may_open(node):
            node.openable, node.dropped = True, False


def holds_text(panel: Node) -> bool:
    """Tell whether a panel that a button opens holds text, and not the links of a menu."""
    return panel.chars - panel.linked >= _LEAST_TEXT and panel.linked * 2 < panel.chars


def _is_hidden(node: Node) -> bool:
    attrs = node.attrs
    if "hidden" in attrs:
        return True
    style = attrs.get("style")
    return style is not None and _STYLE.search(style) is not None


def _can_open(node: Node, controlled: frozenset[str]) -> bool:
    if not _may_open(node):
        return False
    if node.attrs.get("role") == "tabpanel" or node.attrs.get("id", "") in controlled or _is_below_opener(node):
        return True
    if node.prose < _LEAST_PROSE:
        return False
    return any(_PANEL.search(part.names()) for part in (node, node.parent) if part is not None)


def _may_open(node: Node) -> bool:
    return holds_text(node) and node.attrs.get("role") not in _ROLES and not _OVERLAY.search(node.names())


def _is_below_opener(node: Node) -> bool:
    """Tell whether the element just before, or what alone it wraps, says that it opens something."""
    parent = node.parent
    if parent is None or len(parent.children) > _MOST_SIBLINGS:
        return False
    before: Node | None = None
    for child in parent.children:
        if child is node:
            break
        if not isinstance(child, str):
            before = child
    for _ in range(_WRAPPED):
        if before is None:
            return False
        if "aria-expanded" in before.attrs:
            return 0 < before.chars <= _WIDEST_OPENER
        inner = [child for child in before.children if not isinstance(child, str) and child.chars]
        before = inner[0] if len(inner) == 1 else None
    return False


def _controlled(nodes: list[Node]) -> frozenset[str]:
    """Give the ids that some element of the page opens."""
    ids: set[str] = set()
    for node in nodes:
        attrs = node.attrs
        for name in ("aria-controls", "data-target", "data-bs-target", "data-toggle-target"):
            value = attrs.get(name)
            if value:
                ids.update(part.lstrip("#") for part in value.split())
        href = attrs.get("href")
        if href and href.startswith("#"):
            ids.add(href[1:])
    ids.discard("")
    return frozenset(ids)
