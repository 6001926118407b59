"""Dialogues that a word of the text opens: their sentences are part of the text, though they show on a click only."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import panels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from monitor.document.tree import Node

OVERLAY: Final = re.compile(r"consent|modal|pop-?up|dialog|overlay|lightbox|onetrust|tooltip|mega-?menu")
_ROLES: Final = frozenset({"dialog", "alertdialog"})
_AROUND: Final = frozenset({"nav", "header", "footer", "aside", "form", "search", "dialog"})
_MAIN: Final = frozenset({"main", "article"})
_PAGE: Final = frozenset({"body", "html", "#page"})
_NAMING: Final = ("data-", "aria-controls", "popovertarget", "commandfor")
_SCRIPTED: Final = frozenset({"onclick", "href"})
_WORD: Final = re.compile(r"[\w-]{1,100}")
_SHUTS: Final = re.compile(r"(?:^|[\s_-])(?:close|dismiss|footer)(?:$|[\s_-])")
_LONGEST: Final = 300
_DEEPEST: Final = 60
_NEAR: Final = 3
_MOST_INNER: Final = 200


def open_in_text(nodes: Sequence[Node]) -> list[Node]:
    """Open the dialogues that the text around an opener names; give those that such an opener names elsewhere.

    Args:
        nodes: the whole tree, parents before their children, with what is hidden marked as dropped.
    """
    shut = {node.attrs["id"]: node for node in nodes if node.attrs.get("id") and _is_dialogue(node)}
    if not shut:
        return []
    told: dict[int, Node] = {}
    for node in nodes:
        for name in named(node.attrs, shut) if node.attrs and node.chars else ():
            panel = shut[name]
            if node.dropped or panel.openable or not _stands_in_text(node, panel):
                continue
            if _region(node) is _region(panel):
                _open(panel)
            else:
                told[id(panel)] = panel
    return [panel for panel in told.values() if not panel.openable]


def named(attrs: Mapping[str, str], ids: Mapping[str, Node]) -> Iterator[str]:
    """Give those of the ids that an element names as what it opens."""
    for key, value in attrs.items():
        if key in _SCRIPTED and not value.startswith("#"):
            if key == "onclick" or value.lower().startswith("javascript:"):
                yield from {word for word in _WORD.findall(value[:_LONGEST]) if word in ids}
        elif key in _SCRIPTED or key.startswith(_NAMING):
            name = value.strip().removeprefix("#")
            if name in ids:
                yield name


def _is_dialogue(node: Node) -> bool:
    if not node.prose:
        return False
    named = node.tag == "dialog" or node.attrs.get("role") in _ROLES
    return (named or (node.dropped and bool(OVERLAY.search(node.names())))) and panels.is_text(node)


def _stands_in_text(opener: Node, panel: Node) -> bool:
    """Tell whether sentences stand around an opener, near it, and no furniture is around both."""
    near = False
    for level, above in enumerate(islice(opener.up(), _DEEPEST)):
        if above is panel or above.dropped or above.tag in _AROUND or above.attrs.get("role") in _ROLES:
            return False
        if level < _NEAR and (level == 0 or above.tag not in _PAGE):
            near = near or above.prose > (panel.prose if _is_in(panel, above) else 0)
    return near


def _is_in(node: Node, outer: Node) -> bool:
    return any(above is outer for above in islice(node.up(), _DEEPEST))


def _region(node: Node) -> Node | None:
    """Give the main part that an element stands in."""
    around = islice(node.up(), _DEEPEST)
    return next((above for above in around if above.tag in _MAIN or above.attrs.get("role") in _MAIN), None)


def _open(panel: Node) -> None:
    """Let a dialogue stand as a plain part of the text, without what shuts it."""
    panel.openable, panel.dropped = True, False
    if panel.tag == "dialog":
        panel.tag = "div"
    panel.attrs = {"id": panel.attrs["id"]}
    for node in islice(panel.walk(), 1, _MOST_INNER):
        attrs = node.attrs
        if not attrs or node.prose:
            shuts = False
        else:
            shuts = bool(_SHUTS.search(node.names())) or not {"data-dismiss", "data-bs-dismiss"}.isdisjoint(attrs)
        if shuts:
            node.dropped = True
        elif attrs.get("role") in _ROLES or OVERLAY.search(node.names()):
            node.attrs = {key: value for key, value in attrs.items() if key not in {"class", "role"}}
