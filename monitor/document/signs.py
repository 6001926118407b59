"""Signs that stand in a heading and are no words of it: a link to the heading itself, a button that copies it.

Pages gain and lose them when their templates change, and their policy says the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import css, linknotes, looks, numbering
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption"})
_PARTS: Final = linknotes.SMALL | {"a", "button"}
_PERMALINK: Final = re.compile(
    r"(?:^|[\s_-])(?:anchor|anchor-?js|header-?link|heading-?link|perma-?link|hash-?link|section-?link|self-?link|copy"
    r"|clipboard)(?:$|[\s_-])"
)
_TELLS: Final = re.compile(
    r"link|anchor|#|permalink|permanent link|(?:copy|get|share|direct) (?:the )?(?:link|url|address)(?: to .{0,100})?"
    r"|copy|copied!?"
    r"|(?:perma|permanent )?link (?:to|for) (?:this|the)? ?"
    r"(?:section|heading|headline|title|part|paragraph|article|definition)"
    r"|(?:この(?:見出し|項目|セクション|節)への?)?(?:パーマ|固定)?リンク(?:を?コピー)?(?:する|しました)?"
    r"|(?:url|アドレス)を?コピー(?:する)?",
    re.IGNORECASE,
)
_ICON: Final = re.compile(r"(?:^|\s)(?:material-(?:icons|symbols)[\w-]{0,20}|icon-ligature)(?:$|\s)")
_LIGATURE: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
_LONGEST: Final = 120
_WIDEST_SIGN: Final = 8
_WIDEST_LINE: Final = 1000
_MOST_INNER: Final = 20
_CLIMB: Final = 4


def drop(nodes: Sequence[Node]) -> None:
    """Mark as dropped what is a sign in a heading, icons that are written as their names, and notes on links."""
    links: list[Node] = []
    for node in nodes:
        if node.dropped or not 0 < node.chars <= _LONGEST * 2 or node.tag not in _PARTS:
            continue
        if _is_icon(node.names()) and _LIGATURE.fullmatch(label(node)):
            node.dropped = True
        else:
            _drop_in_heading(node)
            if node.tag == "a" and not node.dropped and "href" in node.attrs:
                links.append(node)
    linknotes.drop(links)


@lru_cache(maxsize=4096)
def _is_icon(names: str) -> bool:
    return _ICON.search(names) is not None


@lru_cache(maxsize=4096)
def _is_permalink(names: str) -> bool:
    return _PERMALINK.search(names) is not None


def _drop_in_heading(node: Node) -> None:
    named = node.tag == "button" or node.attrs.get("role") == "button" or _is_permalink(node.names())
    if not (named or _jumps(node)) or len(list(islice(node.walk(), _MOST_INNER))) == _MOST_INNER:
        return
    text = label(node, _LONGEST)
    is_sign = 0 < len(text) <= _WIDEST_SIGN and not looks.has_words(text)
    if not (is_sign or (named and _TELLS.fullmatch(text))):
        return
    line = _line(node)
    if line is None or not _drop_unless_all(node, line):
        return
    node.dropped = _is_heading(line) and (named or text != "§" or not _goes_on_with_a_number(line))


def _line(node: Node) -> Node | None:
    return next((above for above in islice(node.up(), _CLIMB * 2) if css.is_block(above)), None)


def _jumps(node: Node) -> bool:
    """Tell a link to a place on a page."""
    return node.tag == "a" and bool(node.attrs.get("href", "").partition("#")[2])


def _is_heading(line: Node) -> bool:
    """Tell a heading, or a line that looks like one, with or without its number."""
    if line.tag in _HEADINGS or line.attrs.get("role") == "heading":
        return True
    text = label(line, looks.MAX_TAGGED)
    number = numbering.parse(text)
    return looks.is_bold_headline(text[number.end :].lstrip() if number else text)


def _drop_unless_all(node: Node, around: Node) -> bool:
    """Drop a part if words are left in what is around it; a long line is no heading, and no link."""
    if around.chars > _WIDEST_LINE:
        return False
    node.dropped = True
    node.dropped = looks.has_words(label(around, looks.MAX_TAGGED))
    return node.dropped


def _goes_on_with_a_number(line: Node) -> bool:
    """Tell whether a number begins the line once its section sign is taken off: the sign is of the number then."""
    return label(line, _LONGEST)[:1].isdigit()
