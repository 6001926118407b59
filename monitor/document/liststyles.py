"""How a page's own style sheets number its lists: `list-style-type`, and counters printed before the items.

Only rules that a name or the nesting of lists tells are read: `.terms`, `ol.terms > li::before`, `ol ol`. A rule that
takes the numbers away is not: the label names the clause, whether it shows or not.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([\w -]{1,60})", re.IGNORECASE)
_CONTENT: Final = re.compile(r"(?<![\w-])content\s*:\s*([^;{}]{1,300})", re.IGNORECASE)
_TOKEN: Final = re.compile(
    r"\"([^\"]{0,20})\"|'([^']{0,20})'|(counters?)\(\s*[\w-]{1,80}\s*(?:,\s*([\"'])([^\"']{0,5})\4\s*)?(?:,\s*([\w-]{1,30})\s*)?\)"
)
_NAMED: Final = re.compile(r"(?:^|[\s>])(?:ol|ul|menu)?\.([\w-]{1,100})$")
_NESTED: Final = re.compile(r"(?:ol|li)(?:[\s>]+(?:ol|li))*$")
_BEFORE: Final = re.compile(r"::?(?:before|marker)\s*$", re.IGNORECASE)
_ITEM: Final = re.compile(r"(?:\s*>\s*|\s+)li$")
STYLES: Final = frozenset(
    "lower-alpha lower-latin upper-alpha upper-latin lower-roman upper-roman decimal katakana katakana-iroha".split()  # noqa: SIM905 - a list of names
)
_MOST_TOKENS: Final = 12
_LONGEST: Final = 500_000
_LONGEST_SELECTOR: Final = 200


class Part(NamedTuple):
    """A number in a marker, or the signs around it."""

    text: str = ""
    style: str = ""
    """Of the number; "" for signs."""
    every: bool = False
    """True for `counters()`: the numbers of the lists around it come before, parted by `text`."""


class Look(NamedTuple):
    """How the items of a list are numbered."""

    style: str = ""
    parts: tuple[Part, ...] = ()


def read(styles: str) -> dict[str, Look]:
    """Give the looks by class name, by "ol", "ol ol" and so on for nested lists without a class.

    >>> read("ol.a { list-style-type: lower-alpha } ol ol { list-style: upper-roman inside }")["ol ol"].style
    'upper-roman'
    """
    found: dict[str, Look] = {}
    styles = styles[:_LONGEST]
    if "list-style" not in styles and "counter" not in styles:
        return found
    for rule in styles.split("}"):
        head, _, body = rule.rpartition("{")
        look = _look(body) if "list-style" in body or "counter" in body else None
        if look is not None:
            selectors = head.rpartition("{")[2].split(",")
            for name in filter(None, (_name(selector.strip()[-_LONGEST_SELECTOR:], look) for selector in selectors)):
                before = found.get(name, Look())
                found[name] = Look(look.style or before.style, look.parts or before.parts)
    return found


def _look(body: str) -> Look | None:
    content = _CONTENT.search(body)
    parts = _parts(content[1]) if content else ()
    if any(part.style for part in parts):
        return Look("", parts)
    style = _STYLE.search(body)
    named = next((word for word in style[1].lower().split() if word in STYLES), "") if style else ""
    return Look(named) if named else None


def _parts(content: str) -> tuple[Part, ...]:
    parts = []
    for token in list(_TOKEN.finditer(content))[:_MOST_TOKENS]:
        if token[3]:
            style = (token[6] or "decimal").lower()
            parts.append(Part(token[5] or "", style if style in STYLES else "decimal", every=token[3] == "counters"))
        else:
            parts.append(Part(token[1] or token[2] or ""))
    return tuple(parts)


def _name(selector: str, look: Look) -> str:
    """Give the name that a selector's rule counts for, "" where it is about something else."""
    bare = _BEFORE.sub("", selector)
    if bool(look.parts) != (bare != selector):
        return ""
    bare = _ITEM.sub("", bare)
    named = _NAMED.search(bare)
    if named:
        return named[1]
    return " ".join(["ol"] * bare.count("ol")) if _NESTED.match(bare) and bare.endswith("ol") else ""
