"""How an element looks, by its tag, its style and the page's own style sheets: block or inline, bold, large."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from monitor.document import looks
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.document.tree import Node

BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CONTAINERS: Final = frozenset(["article", "section", "table", "details", "fieldset"])
_BOLD_TAGS: Final = frozenset({"b", "strong", "u"})
"""Underlined is set apart too: writers of contracts prefer it."""
_INLINE: Final = re.compile(r"display\s*:\s*inline", re.IGNORECASE)
_BLOCK: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.IGNORECASE)
_WEIGHT: Final = re.compile(
    r"font-weight\s*:\s*(bold(?:er)?|normal|lighter|[1-9]00)\b|font\s*:\s*(bold|[6-9]00)\b", re.IGNORECASE
)
_SIZE: Final = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,4})?)(px|pt|em|rem|%)", re.IGNORECASE)
_CLASS: Final = re.compile(r"(?:^|\s)(?:[a-z][a-z0-9]*)?\.([\w-]+)$")
_UNITS: Final = {"px": 1 / 16, "pt": 1 / 12, "em": 1.0, "rem": 1.0, "%": 1 / 100}
_BOLD_FROM: Final = 600
_FEWEST_TITLES: Final = 3
_NEARLY_ALL: Final = 0.9
_BEARERS: Final = frozenset({"div", "p", "span", "a", "dt", "td", "th"})
_HEADING_NAME: Final = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,4}(?:h[1-6]|heading|headline|title|ttl|subtitle|subheading|subhead|hdg|midashi)(?:[-_]?[0-9]{1,2})?"
    r"|(?:header|headline)[-_]?[1-6]"
)


def is_block(node: Node) -> bool:
    """Tell whether a browser starts a new line for the element."""
    style = node.attrs.get("style")
    if not style:
        return node.tag in BLOCKS
    if node.tag in BLOCKS:
        return node.tag not in {"div", "p"} or _INLINE.search(style) is None
    return _BLOCK.search(style) is not None


def is_container(node: Node) -> bool:
    """Tell whether the element is a part of its own: what starts in it belongs together."""
    if node.tag in _CONTAINERS or node.openable:
        return True
    return "role" in node.attrs and node.attrs["role"] in {"tabpanel", "region", "article"}


def is_bullet(node: Node) -> bool:
    """Tell the bullet that Word writes before an item: a letter of a font of signs, in a style that only Word reads."""
    style = node.attrs.get("style")
    if not style or "mso-list" not in style or "gnore" not in style:
        return False
    mark = label(node).strip()
    return len(mark) == 1 and not mark.isdecimal()


def bold_classes(styles: str) -> frozenset[str]:
    """Give the classes that the page's style sheets make bold with a plain `.name` rule.

    >>> sorted(bold_classes("p.t1 { font-weight: 700 } .t2, .t3{font-weight:bold} .t4 {font-weight: 400}"))
    ['t1', 't2', 't3']
    """
    found: set[str] = set()
    if "font-weight" not in styles.lower():
        return frozenset()
    for rule in styles.split("}"):
        if "font" not in rule:
            continue
        head, _, body = rule.rpartition("{")
        if "font" in body and _weighs(body):
            selectors = head.rpartition("{")[2]  # what stands before it is a media query around the rule
            found.update(match[1] for part in selectors.split(",") if (match := _CLASS.search(part.strip())))
    return frozenset(found)


def weight(node: Node, classes: frozenset[str]) -> bool | None:
    """Tell whether the element makes its text bold (True), takes that back (False), or says nothing (None)."""
    style = node.attrs.get("style")
    if style and _WEIGHT.search(style):
        return _weighs(style)
    if node.tag in _BOLD_TAGS:
        return True
    if classes:
        own = node.attrs.get("class")
        if own and not classes.isdisjoint(own.split()):
            return True
    return None


def heading_classes(roots: Iterable[Node]) -> frozenset[str]:
    """Give the classes that are named as headings are and stand on hardly anything but lines that could be some.

    The style sheet that sets them apart is often elsewhere; the name alone says little, as "title" is for anything.
    """
    counts: dict[str, tuple[int, int]] = {}
    for root in roots:
        for node in root.walk():
            if node.tag not in _BEARERS or "class" not in node.attrs or not node.chars:
                continue
            for name in _heading_names(node.attrs["class"]):
                good, every = counts.get(name, (0, 0))
                counts[name] = (good + looks.is_headline(label(node).strip()), every + 1)
    return frozenset(
        name for name, (good, every) in counts.items() if every >= _FEWEST_TITLES and good >= every * _NEARLY_ALL
    )


@lru_cache(maxsize=4096)
def _heading_names(classes: str) -> tuple[str, ...]:
    """Give those of an element's classes that are named as headings are; the same combinations return on a page."""
    return tuple(name for name in classes.split() if _HEADING_NAME.fullmatch(name.lower()))


def size(node: Node) -> float:
    """Give the font size an element sets in its style, relative to 16 pixels; 0 when it sets none."""
    style = node.attrs.get("style")
    found = _SIZE.search(style) if style else None
    return round(float(found[1]) * _UNITS[found[2].lower()], 2) if found else 0.0


def _weighs(style: str) -> bool:
    found = _WEIGHT.search(style)
    if not found:
        return False
    value = (found[1] or found[2]).lower()
    return value.startswith("bold") or (value.isdigit() and int(value) >= _BOLD_FROM)
