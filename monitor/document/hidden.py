"""Parts of a page that are not shown: which a reader can open, and which nobody will ever see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor.document import dialogs, panels, signs
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|content-visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING: Final = frozenset({"aria-hidden", "hidden", "style"})
_PANEL: Final = re.compile(
    r"accordion|collaps|panel|tab|toggle|expand|faq|fold|drawer-content|content|answer|body|details"
)
_ROLES: Final = frozenset({"dialog", "alertdialog", "tooltip", "menu", "menubar", "listbox"})
_LEAST_PROSE: Final = 80
_DECORATION: Final = 30
"""Width of what screen readers skip as decoration: icons by name, clones of labels. Larger parts are seen by others."""
_LEAST_TEXT: Final = 12
_MOST: Final = 0.5
_MOST_SIBLINGS: Final = 1000
_WHOLE: Final = frozenset({"body", "html"})
_FALLBACK: Final = "noscript"
_STRUCK: Final = frozenset({"del", "s", "strike"})
"""What no longer holds (HTML Standard, `del` and `s`): the document says it by striking it out."""
_LEAST_FALLBACK: Final = 400
"""Width of the sentences from which what a page shows without scripts is its text, and no request to allow them."""
_FOUND: Final = "until-found"
"""A browser opens such a part when its words are looked for on the page (HTML Standard, the hidden attribute)."""
_LINKING: Final = frozenset({"href"})
_OPENING: Final = _LINKING | {
    "aria-controls",
    "data-target",
    "data-bs-target",
    "data-toggle-target",
    "popovertarget",
    "commandfor",
}
_LONGEST_TOLD: Final = 1_000_000
_START: Final = 60
_WRAPPED: Final = 4
_WIDEST_OPENER: Final = 200


def drop(top: Node, nodes: list[Node]) -> list[Node]:
    """Mark what is never seen or struck out as dropped, what a reader can open as openable; give what stays unread.

    A part that holds most of the page's text is shown by a script sooner or later, whatever its style says.
    """
    shut, struck = _mark(top, nodes)
    _open_alike(shut)
    left = [
        node for node in shut if node.dropped and node.tag != _FALLBACK and _may_open(node) and panels.is_text(node)
    ]
    panels.open_in_text(left)
    elsewhere = dialogs.open_in_text(nodes)
    signs.drop(nodes)
    return [node for node in (*left, *elsewhere, *struck) if not node.openable and node.prose >= _LEAST_PROSE]


def _mark(top: Node, nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Mark each element by what it says itself; give those that are hidden, openable or not, and those struck out."""
    controlled = _controlled(nodes)
    shut: list[Node] = []
    struck: list[Node] = []
    for node in nodes:
        if node.tag in _STRUCK and not _is_main(node, top):
            node.dropped = True
            struck.append(node)
        elif (_HIDING.isdisjoint(node.attrs) and node.tag != _FALLBACK) or node.tag in _WHOLE:
            continue
        elif node.attrs.get("aria-hidden") == "true" and node.chars <= _DECORATION:
            node.dropped = True
        elif _is_hidden(node):
            node.openable = _is_main(node, top) or _can_open(node, controlled)
            node.dropped = not node.openable
            shut.append(node)
    return shut, struck


def unread(hidden: Sequence[Node], nodes: Sequence[Node], roots: Sequence[Node]) -> tuple[str, ...]:
    """Say how much text inside the parts that were read is left out because the page hides it; () for none.

    Args:
        hidden: what `drop` gave.
        nodes: the whole tree, parents before their children.
        roots: the parts that were read.
    """
    telling = set(map(id, hidden))
    inside = set(map(id, roots))
    left: list[str] = []
    outside = {node.attrs["id"]: node for node in hidden if "id" in node.attrs}
    opened: dict[str, Node] = {}
    for node in nodes if hidden else ():
        if id(node.parent) in inside or id(node) in inside:
            if not node.dropped:
                inside.add(id(node))
                opened |= {name: outside[name] for name in dialogs.named(node.attrs, outside)}
            elif id(node) in telling:
                telling.discard(id(node))
                left.append(label(node, _LONGEST_TOLD))
    left += [label(node, _LONGEST_TOLD) for node in opened.values() if id(node) in telling]
    if not left:
        return ()
    start = left[0] if len(left[0]) <= _START else f"{left[0][:_START].rstrip()}…"
    return (f"{sum(map(len, left))} characters that the page hides or strikes out were not read: {start!r}",)


def _open_alike(shut: Sequence[Node]) -> None:
    """Open what is hidden under the same class as a part that opens: short panels of an accordion are panels too."""
    opened = {(node.tag, node.attrs.get("class")) for node in shut if node.openable and node.attrs.get("class")}
    for node in shut:
        if node.dropped and (node.tag, node.attrs.get("class")) in opened and _may_open(node):
            node.openable, node.dropped = True, False


def holds_text(panel: Node) -> bool:
    """Tell whether a panel that a button opens holds text, and not the links of a menu."""
    return panel.chars - panel.linked >= _LEAST_TEXT and panel.linked * 2 < panel.chars


def _is_main(node: Node, top: Node) -> bool:
    """Tell a part that holds most of the page's text. What stands in for scripts must be more than a few sentences."""
    return node.prose > top.prose * _MOST and (node.tag != _FALLBACK or node.prose >= _LEAST_FALLBACK)


def _is_hidden(node: Node) -> bool:
    attrs = node.attrs
    if "hidden" in attrs or node.tag == _FALLBACK:
        return True
    style = attrs.get("style")
    return style is not None and _STYLE.search(style) is not None


def _can_open(node: Node, controlled: frozenset[str]) -> bool:
    if not _may_open(node):
        return False
    attrs = node.attrs
    if attrs.get("hidden", "").lower() == _FOUND or attrs.get("role") == "tabpanel":
        return True
    if attrs.get("id", "") in controlled or _is_below_opener(node):
        return True
    if node.prose < _LEAST_PROSE:
        return False
    return any(_PANEL.search(part.names()) for part in (node, node.parent) if part is not None)


def _may_open(node: Node) -> bool:
    return holds_text(node) and node.attrs.get("role") not in _ROLES and not dialogs.OVERLAY.search(node.names())


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
        if _OPENING.isdisjoint(attrs):
            continue
        href = attrs.get("href", "")
        if href.startswith("#"):
            ids.add(href[1:])
        for name in (_OPENING - _LINKING) & attrs.keys():
            ids.update(part.lstrip("#") for part in attrs[name].split())
    ids.discard("")
    return frozenset(ids)
