"""The title of a page that stands before the part that says it is the main one."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document import annexes
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_LONGEST: Final = 200
_MOST_INNER: Final = 2000
_FEWEST: Final = 2
_REST: Final = re.compile(r" ?[|｜–—·»:：] ?| - ")
"""What stands between the name of a page and that of its site."""


def before(nodes: Sequence[Node], root: Node, page_title: str) -> list[Node]:
    """Give the last h1 that stands before the main part, when that has no title of its own, and an h2 right beside it.

    Several h1 in the main part are its sections. Then the title before it must be what the head of the page calls it,
    or name a document: else it is the site's.
    """
    if root.parent is None:
        return []
    found = _candidates(nodes, root)
    if root.holds_title:
        if _has_own(root, page_title):
            return []
        return [node for node in found if node.tag == "h1" and _is_title(label(node, _LONGEST), page_title)][-1:]
    # an h2 right beside the article is its title, and the h1 may be the site's
    last = max((number for number, node in enumerate(found) if node.tag == "h1"), default=0)
    return found[last : last + 1] + found[last + 1 :][-1:]


def is_called(title: str, page_title: str) -> bool:
    """Tell whether the head of a page calls it so, with or without the name of the site behind.

    >>> is_called("Fair use", "Fair use | Puddle Help"), is_called("Fair use", "Fair use of data")
    (True, False)
    """
    whole = texts.stored(page_title).casefold()
    own = texts.stored(title).casefold()
    return bool(own) and whole.startswith(own) and (whole == own or _REST.match(whole, len(own)) is not None)


def _has_own(root: Node, page_title: str) -> bool:
    """Tell whether an h1 of the main part is its title: it stands alone above the text, or is named so."""
    inner = [node for node in islice(root.walk(), _MOST_INNER) if node.chars]
    tops = [node for node in inner if node.tag == "h1"]
    if not tops or any(is_called(label(top, _LONGEST), page_title) for top in tops):
        return True
    return not _is_below_text(tops[0], inner) and (
        len(tops) < _FEWEST or annexes.names_document(label(tops[0], _LONGEST))
    )


def _is_below_text(top: Node, inner: Sequence[Node]) -> bool:
    """Tell whether sentences stand above an h1 in the main part."""
    around = {id(above) for above in top.up()}
    above = takewhile(lambda node: node is not top, inner)
    return any(node.prose and id(node) not in around for node in above)


def _is_title(text: str, page_title: str) -> bool:
    return is_called(text, page_title) or annexes.names_document(text)


def _candidates(nodes: Sequence[Node], root: Node) -> list[Node]:
    gone: set[int] = set()
    found: list[Node] = []
    around = {id(above) for above in root.up()}
    for node in nodes:
        if node is root:
            break
        # a parent comes before its children, so what is inside a dropped part is known by its parent
        if node.dropped or (node.parent is not None and id(node.parent) in gone):
            gone.add(id(node))
        elif node.chars and (node.tag == "h1" or (node.tag == "h2" and id(node.parent) in around)):
            found.append(node)
    return found
