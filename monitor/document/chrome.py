"""Which part of a page is the document, and which parts are furniture: decided on the tree, without site knowledge.

Structural facts decide before amounts do, and amounts only by wide margins: a page that gains a sentence or a link must
be read as before. What holds most of the page's prose is never furniture, whatever it is called.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from monitor.document import consent, tables
from monitor.document.tree import Node, discount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAGS: Final = frozenset({"nav", "footer", "dialog", "search"})
_ROLES: Final = frozenset(
    "navigation contentinfo search dialog alertdialog menu menubar toolbar tooltip listbox combobox tablist progressbar".split()
)
_WEAK_TAGS: Final = frozenset({"aside", "form"})
_WEAK_ROLES: Final = frozenset({"banner", "complementary", "form"})
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:site|global|page|main|primary|secondary|top|bottom|sub|mobile|local|mega|side|g|l)[-_]?)?"
    r"(?:nav|navbar|navi|gnav|navigation|menu|footer|breadcrumbs?|topic[-_]?path|pankuzu|skip[-_]?(?:link|nav|to)s?|sidebar|toc"
    r"|table[-_]of[-_]contents|share|sharing|social|sns|addtoany|addthis|pagetop|to[-_]?top|back[-_]to[-_]top"
    r"|lang(?:uage)?[-_]?(?:switch(?:er)?|select(?:or)?|picker|list|nav)?|pagination|pager|newsletter|subscribe|feedback|helpful"
    r"|promo|advert|popup|modal|overlay|toast|tooltip|searchbox|search[-_](?:box|form|bar)|print|copyright)(?:$|[\s_-])"
)
_STRONG_NAMES: Final = re.compile(
    r"(?:^|\s)(?:\w{1,20}[-_])?foot(?:er[\w-]{0,20}|[-_]?(?:nav|menu|area|wrap|er))?(?:$|\s)"
    r"|(?:^|\s)(?:(?:site|global|page|main|the|l)[-_]?)?(?:sidebar|side[-_]?(?:bar|nav|menu)|newsletter(?:[-_]\w{1,20})?|related(?:[-_]\w{1,20})?"
    r"|breadcrumbs?|comments|advert(?:isement)?|nav(?:bar|igation)?|g?navi|menu|mega[-_]?menu|pagination|language[-_]\w{1,20}|feedback)(?:$|\s)"
)
_MAJOR: Final = 0.5
_MINOR: Final = 0.2
_LINK_DENSE: Final = 0.6
_ALL_LINKS: Final = 0.9
"""For tables: a name in one cell and its address in the next is data, not a menu."""
_FEWEST_LINKS: Final = 3
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW: Final = frozenset({"p", "ul", "ol", "dl", *_HEADINGS})
_WITHIN: Final = frozenset({"li", "tr", "tbody", "thead", "tfoot"})
"""Parts of lists and tables: these go as a whole or not at all."""
_WRAPPERS: Final = frozenset({"div", "section"})
_MOST_LABEL: Final = 120


def trim(top: Node, nodes: Sequence[Node]) -> list[Node]:
    """Mark furniture as dropped and give the trees to read, in order.

    Args:
        top: the whole visible page.
        nodes: all its nodes, parents before their children.
    """
    consent.drop(top, nodes)
    whole = max(1, top.prose)
    for node in nodes:
        if not node.dropped and _is_furniture(node, node.prose / whole):
            node.dropped = True
    discount(nodes)
    _drop_empty_openers(nodes)
    root = _main(top, nodes)
    _drop_logos(nodes)
    titles = _titles(nodes, root)
    _drop_link_lists(root)
    discount(nodes)
    _drop_empty_openers(nodes)
    return [*titles, root]


def _is_furniture(node: Node, share: float) -> bool:
    if share >= _MAJOR or node.tag in {"html", "body", "main"}:
        return False
    role = node.attrs.get("role", "") if node.attrs else ""
    if node.tag in _TAGS or role in _ROLES:
        return not (node.prose and node.tag == "footer" and _within_article(node))
    if share >= _MINOR:
        return False
    if node.tag == "form" and node.fields:
        return not _has_title(node)
    if (node.tag in _WEAK_TAGS or role in _WEAK_ROLES) and not _within_article(node):
        return not _has_title(node)
    return bool(node.attrs) and _is_named(node)


def _is_named(node: Node) -> bool:
    named = _named(node.names())
    if named is None or (not named and (node.prose or node.tag in _HEADINGS)):
        return False
    return not _has_title(node)


@lru_cache(maxsize=8192)
def _named(names: str) -> bool | None:
    """Tell what class and id say: furniture (True), furniture if no sentence is in it (False), nothing (None)."""
    if _STRONG_NAMES.search(names):
        return True
    return False if _NAMES.search(names) else None


def _within_article(node: Node) -> bool:
    return any(above.tag in {"main", "article"} or above.attrs.get("role") == "main" for above in node.up())


def _has_title(node: Node) -> bool:
    return any(inner.tag == "h1" and inner.chars for inner in node.walk())


def _main(top: Node, nodes: Sequence[Node]) -> Node:
    """Give the element that says it is the main part, when most prose is in it; else the whole page."""
    whole = _weight(top, top)
    for tag in ("main", "article"):
        named = [node for node in nodes if not node.dropped and (node.tag == tag or node.attrs.get("role") == tag)]
        best = max(named, key=lambda node: _weight(node, top), default=None)
        if best is not None and _weight(best, top) > whole * _MAJOR:
            return best
    return top


def _weight(node: Node, top: Node) -> int:
    """Give the amount of prose; on a page of short lines, as an imprint is, of text outside links."""
    return node.prose if top.prose >= _MOST_LABEL else node.chars - node.linked


def _drop_logos(nodes: Sequence[Node]) -> None:
    """Drop an h1 that is the site's logo, when the page has another."""
    tops = [node for node in nodes if node.tag == "h1" and node.chars and not node.dropped]
    logos = [
        node for node in tops if "logo" in node.names() or (node.parent is not None and "logo" in node.parent.names())
    ]
    if len(logos) < len(tops):
        for node in logos:
            node.dropped = True


def _titles(nodes: Sequence[Node], root: Node) -> list[Node]:
    """Give the last h1 that stands before the main part, when that has none of its own."""
    if root.parent is None or _has_title(root):
        return []
    gone: set[int] = set()
    before = []
    for node in nodes:
        # a parent comes before its children, so what is inside a dropped part is known by its parent
        if node.dropped or (node.parent is not None and id(node.parent) in gone):
            gone.add(id(node))
        elif node.tag == "h1" and node.chars:
            before.append(node)
    return before[-1:]


def _drop_link_lists(root: Node) -> None:
    """Drop parts that are mostly links, unless they stand in the flow of the text."""
    prose = [node for node in root.walk() if node.prose and not any(child.prose for child in node.elements())]
    first, last = (prose[0], prose[-1]) if prose else (None, None)
    place = 0 if first is not None else 2
    stack = [root]
    while stack:
        node = stack.pop()
        if node is first:
            place = 1
        if (
            node is not root
            and _is_link_list(node)
            and (_is_contents(node) or not _in_flow(node, with_prose=place != 1))
        ):
            node.dropped = True
            _drop_heading_of(node)
            continue
        if node is last:
            place = 2
        if not (node.tag == "table" and tables.is_data(node, tables.rows(node))):
            stack.extend(reversed(list(node.elements())))


def _drop_empty_openers(nodes: Sequence[Node]) -> None:
    """Drop the title of a `<details>` in which nothing else is left."""
    for node in nodes:
        if node.tag == "summary" and node.parent is not None and node.parent.chars == node.chars:
            node.dropped = True


def _drop_heading_of(gone: Node) -> None:
    """Drop the heading just above a part that was dropped, when no other text stands under it."""
    if gone.parent is None:
        return
    siblings = gone.parent.children
    place = next(number for number, child in enumerate(siblings) if child is gone)
    before = _next_text(reversed(siblings[:place]))
    after = _next_text(siblings[place + 1 :])
    if isinstance(before, Node) and before.tag in _HEADINGS and before.tag != "h1":
        before.dropped = after is None or (isinstance(after, Node) and after.tag in _HEADINGS)


def _next_text(siblings: Iterable[Node | str]) -> Node | str | None:
    for child in siblings:
        if isinstance(child, str):
            if child.strip():
                return child
        elif not child.dropped and child.chars:
            return child
    return None


def _is_link_list(node: Node) -> bool:
    if node.tag in _WITHIN or node.links < _FEWEST_LINKS or node.prose or node.linked < node.chars * _LINK_DENSE:
        return False
    inner = {below.tag for below in node.walk()}
    dense = _ALL_LINKS if inner & {"table", "dl"} else _LINK_DENSE
    return node.linked >= node.chars * dense and "h1" not in inner


def _in_flow(node: Node, *, with_prose: bool) -> bool:
    """Tell whether text stands beside the part, as it does beside a list in a document.

    Args:
        node: the part.
        with_prose: whether that text must hold a sentence, as it must before the first and after the last of the page.
    """
    parent = node.parent
    if parent is None:
        return False
    for child in parent.children:
        if isinstance(child, str):
            if len(child) >= _MOST_LABEL or (not with_prose and child.strip()):
                return True
        elif (
            child is not node and not child.dropped and child.tag in {"p", "ul", "ol", "dl", *_HEADINGS} and child.chars
        ):
            return True
    return False


def _is_contents(node: Node) -> bool:
    """Tell whether all links lead to places on the page itself."""
    links = [inner for inner in node.walk() if inner.tag == "a" and "href" in inner.attrs]
    return all("#" in link.attrs["href"] for link in links)
