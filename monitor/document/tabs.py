"""Tabs: which panel each opens, so that a panel without a heading has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from monitor.document.tree import Node

_TOGGLES: Final = ("data-toggle", "data-bs-toggle")
_OPENS: Final = ("aria-controls", "data-target", "data-bs-target", "href")
_LONGEST: Final = 200


def opened(tab: Node, by_id: Mapping[str, Node]) -> Node | None:
    """Give the element that a control opens, by what its attributes name."""
    named = (
        tab.attrs[key].removeprefix("#") for key in _OPENS if tab.attrs.get(key, "")[:1] != "/" and key in tab.attrs
    )
    return next((by_id[name] for name in named if name in by_id), None)


def titles(nodes: Sequence[Node]) -> list[tuple[Node, str]]:
    """Give each panel that a tab opens, with what the tab says, in order.

    Where the tab itself stands in the text, right before its panel, it is given in the panel's place.

    Args:
        nodes: the whole page, parents before their children; rows of tabs are dropped there as controls.
    """
    tabs = [node for node in nodes if node.attrs and _is_tab(node)]
    if not tabs:
        return []
    by_id = {node.attrs["id"]: node for node in reversed(nodes) if "id" in node.attrs}
    found: list[tuple[Node, str]] = []
    for tab in tabs:
        panel = opened(tab, by_id)
        text = texts.stored(label(tab, _LONGEST))
        if panel is not None and text:
            found.append((tab if tab.parent is panel.parent and not tab.dropped else panel, text))
    return found


def _is_tab(node: Node) -> bool:
    return node.attrs.get("role") == "tab" or any(node.attrs.get(key) in {"tab", "pill"} for key in _TOGGLES)
