"""Links that only lead back up the page: "Top" below every section, in whatever words or signs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import css
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.document.tree import Node

_TITLES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption"})
_WIDEST: Final = 60
_FEWEST: Final = 2
_MOST: Final = 500
_MOST_CHILDREN: Final = 1000
_CLIMB: Final = 6
_SIGNS: Final = 3


def drop(nodes: Sequence[Node]) -> None:
    """Mark short links as dropped that are a line each, lead to a place above them, and return in the same words.

    Args:
        nodes: the whole tree, parents before their children.
    """
    alike: dict[tuple[str, str], list[Node]] = {}
    for link in islice(_upward(nodes), _MOST):
        line = _line(link)
        if line is not None:
            alike.setdefault((link.attrs["href"].strip(), label(link, _WIDEST)), []).append(line)
    for lines in alike.values():
        if len(lines) >= _FEWEST:
            for line in lines:
                line.dropped = True


def _upward(nodes: Sequence[Node]) -> Iterable[Node]:
    """Yield the short links to the top, or to a place that the page has passed already."""
    passed: set[str] = set()
    for node in nodes:
        attrs = node.attrs
        if not attrs:
            continue
        if node.tag == "a" and not node.dropped and 0 < node.chars <= _WIDEST:
            href = attrs.get("href", "").strip()
            target = href[1:]
            if href.startswith("#") and (not target or target.casefold() == "top" or target in passed):
                yield node
        if "id" in attrs:
            passed.add(attrs["id"])
        if "name" in attrs:
            passed.add(attrs["name"])


def _line(link: Node) -> Node | None:
    """Give what to drop when a link is a line of its own: with the signs beside it ("[Top]"); None when it is not."""
    here = link
    for _ in range(_CLIMB):
        parent = here.parent
        if parent is None or parent.tag in _TITLES or not _stands_alone(here, parent):
            return None
        if css.is_block(parent):
            bare = parent.chars - link.chars <= _SIGNS and parent.tag not in {"body", "td", "th"}
            return parent if bare else here
        here = parent
    return None


def _stands_alone(child: Node, parent: Node) -> bool:
    """Tell whether lines end on both sides of a child."""
    if len(parent.children) > _MOST_CHILDREN:
        return False
    place = next(number for number, other in enumerate(parent.children) if other is child)
    return _ends(reversed(parent.children[:place])) and _ends(parent.children[place + 1 :])


def _ends(beside: Iterable[Node | str]) -> bool:
    for other in beside:
        if isinstance(other, str):
            if any(map(str.isalnum, other)):
                return False
        elif not other.dropped and (other.tag in {"br", "hr"} or (other.chars and css.is_block(other))):
            return True
        elif other.chars and not other.dropped:
            return False
    return True
