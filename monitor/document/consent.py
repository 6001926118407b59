"""Cookie and consent notices: often the longest sentences of a page, and never part of its policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor.document import words
from monitor.document.tree import all_below, discount, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_NAMES: Final = re.compile(
    r"(?:cookie|consent|gdpr|ccpa|privacy)s?[-_]?(?:bar|banner|box|notice|notification|pop-?up|modal|dialog|overlay|layer|prompt|wall|alert"
    r"|message|manager|preferences?-?(?:center|modal|panel)|disclaimer|toast|drawer|information-?bar|disclosure)"
)
_PRODUCTS: Final = re.compile(
    r"(?:^|[\s_-])(?:cky-|onetrust|ot-sdk|didomi|cookiebot|cybotcookiebot|cmplz-|usercentrics|qc-cmp|iubenda-cs|truste_|trustarc|osano-cm|klaro"
    r"|tarteaucitron|borlabscookie|axeptio|sp_message|fc-consent|cc-window|cc_banner|cookieconsent|cookie-?notice|moove_gdpr|cli-modal|cli-bar|eu-cookie|evidon|ketch-)"
)
_COOKIE: Final = re.compile(r"cookie|クッキー|consent|tracking technolog", re.IGNORECASE)
_CLIMB: Final = 8
_LEAST_PROSE: Final = 40
_MOST_WIDTH: Final = 6000
_REST: Final = 150
"""Prose that must be left on the page when a notice is taken off it."""
_FEWEST_BUTTONS: Final = 2


def drop(top: Node, nodes: Sequence[Node]) -> None:
    """Mark notices as dropped: those that are named as such, and those with buttons to take or refuse cookies."""
    found = [node for node in nodes if node.attrs and not node.dropped and _is_named(node)]
    found += _around_buttons(nodes)
    for node in found:
        if top.prose - node.prose >= _REST and not _is_page(node):
            node.dropped = True
    discount(nodes)


def _is_named(node: Node) -> bool:
    """Tell a notice by its name; a part that only shares the words, as a section of a cookie policy does, has no buttons."""
    names = node.names()
    if _PRODUCTS.search(names):
        return True
    return bool(_NAMES.search(names)) and any(_is_button(inner) for inner in all_below(node))


def _is_page(node: Node) -> bool:
    return node.tag in {"body", "html", "main", "article"} or node.attrs.get("role") == "main"


def _around_buttons(nodes: Sequence[Node]) -> list[Node]:
    buttons: dict[int, int] = {}
    places: dict[int, Node] = {}
    for node in nodes:
        if not node.dropped and _is_button(node) and words.answers_consent(label(node)):
            for height, above in enumerate(node.up()):
                if height == _CLIMB or _is_page(above):
                    break
                buttons[id(above)] = buttons.get(id(above), 0) + 1
                places[id(above)] = above
    return [
        node
        for node in places.values()
        if buttons[id(node)] >= _FEWEST_BUTTONS
        and _LEAST_PROSE <= node.prose
        and node.chars <= _MOST_WIDTH
        and _COOKIE.search(label(node, _MOST_WIDTH))
    ]


def _is_button(node: Node) -> bool:
    return node.tag == "button" or node.attrs.get("role") == "button" or (node.tag == "a" and _goes_nowhere(node))


def _goes_nowhere(link: Node) -> bool:
    href = link.attrs.get("href", "").strip()
    return not href or href.startswith(("#", "javascript:"))
