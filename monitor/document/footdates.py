"""The date of a document in the foot of its own part: read, though the rest of the foot is left out."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document.dates import is_labelled_line
from monitor.document.tree import label

if TYPE_CHECKING:
    from monitor.document.tree import Node

_LINES: Final = frozenset({"p", "div", "time", "span", "small", "em", "i", "li", "dd", "td"})
_WIDEST: Final = 120
_MOST_INNER: Final = 200
_POSTED: Final = re.compile(r"publi|post|veröff|gepost|公開|投稿|掲載", re.IGNORECASE)
"""The day on which a blog showed a post."""


def keep(foot: Node) -> bool:
    """Drop all of a foot but the line that dates the document; without one, leave it alone and give False."""
    if foot.tag != "footer" and "foot" not in foot.names():
        return False
    inner = list(islice(foot.walk(), _MOST_INNER))
    line = next((node for node in inner if _dates(node)), None)
    if line is None or len(inner) == _MOST_INNER:
        return False
    kept = {id(node) for node in line.walk()}
    around = {id(node) for node in line.up()}
    if any(id(node) in around and _has_words(node) for node in inner):
        return False
    for node in inner:
        node.dropped = id(node) not in kept and id(node) not in around
    return True


def _dates(node: Node) -> bool:
    if node.tag not in _LINES or node.links or not 0 < node.chars <= _WIDEST:
        return False
    line = label(node, _WIDEST + 1)
    return _POSTED.match(line) is None and is_labelled_line(line)


def _has_words(node: Node) -> bool:
    return any(isinstance(child, str) and any(map(str.isalnum, child)) for child in node.children)
