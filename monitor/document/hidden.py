"""Parts of a page that are not shown: which a reader can open, and which nobody will ever see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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


def drop(top: Node, nodes: list[Node]) -> None:
    """Mark what is never seen as dropped, and what a reader can open as openable.

    A part that holds most of the page's text is shown by a script sooner or later, whatever its style says.
    """
    controlled = _controlled(nodes)
    for node in nodes:
        if not node.attrs or node.tag in {"body", "html"}:
            continue
        if node.attrs.get("aria-hidden") == "true" and node.chars <= _DECORATION:
            node.dropped = True
        elif _is_hidden(node):
            node.openable = node.prose > top.prose * _MOST or _can_open(node, controlled)
            node.dropped = not node.openable


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
    if not holds_text(node) or node.attrs.get("role") in _ROLES or _OVERLAY.search(node.names()):
        return False
    if node.attrs.get("role") == "tabpanel" or node.attrs.get("id", "") in controlled:
        return True
    if node.prose < _LEAST_PROSE:
        return False
    return any(_PANEL.search(part.names()) for part in (node, node.parent) if part is not None)


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
