"""Cookie and consent notices: often the longest sentences of a page, and never part of its policy."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import words
from monitor.document.tree import HEADINGS, discount, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_NAMES: Final = re.compile(
    r"(?:cookie|consent|gdpr|ccpa|lgpd|rgpd|dsgvo|kvkk|privacy)s?[-_]?(?:bar|banner|box|notice|notification|pop-?up|modal|dialog|overlay|layer|prompt|wall|alert"
    r"|message|manager|preferences?-?(?:center|modal|panel)|disclaimer|toast|drawer|information-?bar|disclosure)"
)
_PRODUCTS: Final = re.compile(
    r"(?:^|[\s_-])(?:cky-|onetrust|ot-sdk|didomi|cookiebot|cybotcookiebot|cmplz-|usercentrics|qc-cmp|iubenda-cs|truste_|trustarc|osano-cm|klaro"
    r"|tarteaucitron|borlabscookie|axeptio|sp_message|fc-consent|cc-window|cc_banner|cookieconsent|cookie-?notice|moove_gdpr|cli-modal|cli-bar|eu-cookie|evidon|ketch-)"
)
_WORD: Final = re.compile(
    r"cookie|consent|gdpr|ccpa|lgpd|rgpd|dsgvo|kvkk|cky-|onetrust|ot-sdk|didomi|cmplz-|usercentrics|qc-cmp|iubenda-cs|trust|osano|klaro|tarteaucitron|axeptio|sp_message"
    r"|cc-window|cc_banner|cli-|evidon|ketch-|privacy"
)
_OVERLAY: Final = re.compile(
    r"(?:cookie|consent|gdpr)\S{0,60}(?:\s\S{0,60})?(?:modal|dialog|pop-?up|overlay)|(?:modal|dialog|pop-?up|overlay).{0,80}(?:cookie|consent|gdpr)"
)
_COOKIE: Final = re.compile(r"cookie|クッキー|쿠키|çerez|consent|tracking technolog", re.IGNORECASE)
_CLIMB: Final = 8
_MOST_NODES: Final = 200
_LEAST_PROSE: Final = 40
_MOST_WIDTH: Final = 6000
_FLOATS: Final = re.compile(r"fixed|sticky|float|modal|dialog|pop-?up|overlay|toast|banner|drawer")
_REST: Final = 80
"""Prose that must be left on the page when a notice is taken off it."""
_PRESSED: Final = frozenset({"a", "button"})
_FEWEST_BUTTONS: Final = 2
_WIDEST_BUTTON: Final = 160


def drop(top: Node, nodes: list[Node]) -> None:
    """Mark notices as dropped: those that are named as such, and those with buttons to take or refuse cookies."""
    buttons = [node for node in nodes if (node.tag in _PRESSED or "role" in node.attrs) and _is_button(node)]
    found, answered = _named_as_such(nodes, buttons), _around(buttons)
    for node in (*found, *answered):
        if top.prose - node.prose >= _REST and not _is_page(node):
            node.dropped = True
    _drop_from_small_page(top, answered)
    if found or answered:
        discount(nodes)


def _named_as_such(nodes: Sequence[Node], buttons: Sequence[Node]) -> list[Node]:
    """Give the parts that are notices by their name, but no section of the document that has no buttons."""
    held = _holders(buttons)
    found = [node for node in nodes if node.attrs and not node.dropped and _is_named(node, held)]
    inside = _in_page(nodes) if found else frozenset()
    return [node for node in found if id(node) in held or _floats(node) or not _is_section(node, inside)]


def _drop_from_small_page(top: Node, answered: Sequence[Node]) -> None:
    """Drop what asks for two answers about cookies: it is no policy, however little stands beside it."""
    around = {id(above) for node in answered for above in islice(node.up(), _CLIMB)}
    for node in answered:
        if id(node) in around or node.dropped:
            continue
        if (top.chars - top.linked) - (node.chars - node.linked) >= _REST // 2 and not _is_page(node):
            node.dropped = True


def is_notice(node: Node) -> bool:
    """Tell whether a part is named as a notice, and has buttons where its name alone does not say enough."""
    named = _named(node.names()) if node.attrs else None
    return named is not None and (named or any(map(_is_button, islice(node.walk(), _MOST_NODES))))


def _floats(node: Node) -> bool:
    """Tell what lies over the page, by its style, role or name."""
    attrs = node.attrs
    return (
        attrs.get("role", "") in {"dialog", "alertdialog", "alert"}
        or "aria-modal" in attrs
        or _FLOATS.search(attrs.get("style", "")) is not None
        or _FLOATS.search(node.names()) is not None
    )


def _in_page(nodes: Sequence[Node]) -> frozenset[int]:
    """Give the ids of all elements inside the main part or an article; parents come before their children."""
    inside: set[int] = set()
    for node in nodes:
        above = node.parent
        if above is None:
            continue
        if id(above) in inside or (above.tag not in {"body", "html"} and _is_page(above)):
            inside.add(id(node))
    return frozenset(inside)


def _is_section(node: Node, inside: frozenset[int]) -> bool:
    """Tell a part of the document: inside the main part or an article, with a heading over its sentences."""
    if not node.prose or id(node) not in inside:
        return False
    return any(inner.tag in HEADINGS and inner.chars for inner in islice(node.walk(), _MOST_NODES))


def _holders(buttons: Sequence[Node]) -> frozenset[int]:
    """Give the ids of all elements with a button in them; each is visited once."""
    held: set[int] = set()
    for button in buttons:
        for above in button.up():
            if id(above) in held:
                break
            held.add(id(above))
    return frozenset(held)


def _is_named(node: Node, held: frozenset[int]) -> bool:
    """Tell a notice by its name; a section of a cookie policy may share the words, but has no buttons."""
    named = _named(node.names())
    return named is not None and (named or id(node) in held)


@lru_cache(maxsize=4096)
def _named(names: str) -> bool | None:
    """Tell what names say: a notice (True), a notice if it has buttons (False), nothing (None)."""
    if not _WORD.search(names):
        return None
    if _PRODUCTS.search(names) or _OVERLAY.search(names):
        return True
    return False if _NAMES.search(names) else None


def _is_page(node: Node) -> bool:
    return node.tag in {"body", "html", "main", "article"} or node.attrs.get("role") == "main"


def _around(buttons: Sequence[Node]) -> list[Node]:
    """Give the parts that ask about cookies in sentences and have two or more buttons to answer, or float with one."""
    counts: dict[int, int] = {}
    places: dict[int, Node] = {}
    for button in buttons:
        if button.chars > _WIDEST_BUTTON or not words.answers_consent(label(button)):
            continue
        for above in islice(button.up(), _CLIMB):
            if _is_page(above):
                break
            counts[id(above)] = counts.get(id(above), 0) + 1
            places[id(above)] = above
    return [
        node
        for node in places.values()
        if (counts[id(node)] >= _FEWEST_BUTTONS or _floats(node))
        and node.prose >= _LEAST_PROSE
        and node.chars <= _MOST_WIDTH
        and _COOKIE.search(label(node, _MOST_WIDTH))
    ]


def _is_button(node: Node) -> bool:
    return node.tag == "button" or node.attrs.get("role") == "button" or (node.tag == "a" and _goes_nowhere(node))


def _goes_nowhere(link: Node) -> bool:
    href = link.attrs.get("href", "").strip()
    return not href or href.startswith(("#", "javascript:"))
