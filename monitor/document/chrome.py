"""Which part of a page is the document, and which parts are furniture: decided on the tree, without site knowledge.

Structural facts decide before amounts do, and amounts only by wide margins: a page that gains a sentence or a link must
be read as before. What holds most of the page's prose is never furniture, whatever it is called.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from monitor.document import adverts, beside, consent, linklists
from monitor.document.linklists import HEADINGS
from monitor.document.tree import discount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_TAGS: Final = frozenset({"nav", "footer", "dialog", "search"})
_ROLES: Final = frozenset(
    [
        "navigation",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "tooltip",
        "listbox",
        "combobox",
        "tablist",
        "progressbar",
    ]
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
_FRAMES: Final = re.compile(
    r"(?:^|\s)(?:\w{1,20}[-_]){0,3}foot(?:er[\w-]{0,20}|[-_]?(?:nav|menu|area|wrap))?(?:$|\s)"
    r"|(?:^|\s)(?:(?:site|global|page|main|the|l)[-_]?)?(?:side(?:[-_]?(?:bar|nav|menu|area|col(?:umn)?|contents?|block|box|wrap(?:per)?|inner))?|breadcrumbs?|nav(?:bar|igation)?|g?navi|mega[-_]?menu)(?:$|\s)"
    r"|(?:^|\s)(?:comments?[-_](?:area|list|section|wrap\w{0,10})|commentlist|disqus_thread)(?:$|\s)"
    r"|(?:^|\s)(?:article|post|page|entry)[-_]comments?(?:$|\s)"
    r"|(?:^|\s)(?:mast[-_]?head|tagline|(?:site|global|l|top)[-_](?:header|branding|title|description))(?:$|\s)"
)
"""Names of what stands around a page's content."""
_EXTRAS: Final = re.compile(
    r"(?:^|\s)(?:newsletter(?:[-_]\w{1,20})?|related(?:[-_]\w{1,20})?|comments|advert(?:isement)?|menu|pagination|language[-_]\w{1,20}|feedback)(?:$|\s)"
)
"""Names that a section of a policy may have for an id as well: they count for parts with links or fields only."""
_MAJOR: Final = 0.5
_MINOR: Final = 0.2
_LARGEST_CARD: Final = 600
_MOST_LABEL: Final = 120


def trim(top: Node, nodes: list[Node]) -> list[Node]:
    """Mark furniture as dropped and give the trees to read, in order.

    Args:
        top: the whole visible page.
        nodes: all its nodes, parents before their children.
    """
    consent.drop(top, nodes)
    adverts.drop(top, nodes)
    _drop_parts(nodes, max(1, top.prose))
    discount(nodes)
    _drop_empty_openers(nodes)
    root = _main(top, nodes)
    _drop_logos(nodes)
    roots = _roots(nodes, root)
    for part in roots:
        linklists.drop(part)
    discount(nodes)
    _drop_empty_openers(nodes)
    return roots


def _roots(nodes: Sequence[Node], root: Node) -> list[Node]:
    """Give the main part, its title, and what else is of the document, in the order of the page."""
    if root.parent is None:
        return [root]
    titles = _titles(nodes, root)
    lead = [*titles, *(part for title in titles for part in beside.under(title, root))]
    parts = beside.sections(root)
    read = {id(inner) for part in parts for inner in part.walk()}
    chosen = {id(node) for node in lead if id(node) not in read} | {id(node) for node in (root, *parts)}
    return [node for node in nodes if id(node) in chosen]


def _drop_parts(nodes: Sequence[Node], whole: int) -> None:
    gone: set[int] = set()
    in_article: set[int] = set()
    articles = _articles(nodes, whole)
    for node in nodes:
        # a parent comes before its children: what it is in, they are in
        above = id(node.parent)
        if node.dropped or above in gone:
            gone.add(id(node))
            continue
        if _is_furniture(node, node.prose / whole, in_article=above in in_article) or _is_card(node):
            node.dropped = True
            gone.add(id(node))
        elif above in in_article or node.tag in articles or node.attrs.get("role") in articles:
            in_article.add(id(node))


def _articles(nodes: Sequence[Node], whole: int) -> frozenset[str]:
    """Name the tags and roles that hold the document: the main part too, unless an article has most of the text."""
    if any(node.tag == "article" and node.prose >= whole * _MAJOR and not node.dropped for node in nodes):
        return frozenset({"article"})
    return frozenset({"main", "article"})


def _is_furniture(node: Node, share: float, *, in_article: bool) -> bool:
    if share >= _MAJOR or node.tag in {"html", "body", "main"}:
        return False
    role = node.attrs.get("role", "") if node.attrs else ""
    if node.tag in _TAGS or role in _ROLES:
        return not (node.prose and node.tag == "footer" and in_article)
    if share >= _MINOR:
        return False
    if node.tag == "form" and node.fields:
        return not node.holds_title
    if (node.tag in _WEAK_TAGS or role in _WEAK_ROLES) and not in_article:
        return not node.holds_title
    return (bool(node.attrs) or "-" in node.tag) and _is_named(node)


def _is_card(node: Node) -> bool:
    """Tell a link around a heading and a text of its own: it advertises another page."""
    if node.tag != "a" or not node.links or node.chars > _LARGEST_CARD:
        return False
    inner = [below for below in node.walk() if below.chars and (below.tag in HEADINGS or below.tag == "p")]
    return len(inner) > 1 and inner[0].tag in HEADINGS


def _is_named(node: Node) -> bool:
    named = _named(node.names())
    if named is None or node.tag in HEADINGS:
        return False
    if named is _Named.EXTRA and not (node.fields or node.linked * 2 >= node.chars > 0):
        return False
    if named is _Named.TOOL and (node.prose or not (node.links or node.fields or node.chars <= _MOST_LABEL)):
        return False
    return not node.holds_title


class _Named(Enum):
    """What class and id call a part."""

    FRAME = "frame"
    EXTRA = "extra"
    TOOL = "tool"


@lru_cache(maxsize=16384)
def _named(names: str) -> _Named | None:
    kinds = {_kind(name) for name in names.split()}
    return next((kind for kind in _Named if kind in kinds), None)


@lru_cache(maxsize=65536)
def _kind(name: str) -> _Named | None:
    """Tell what one class or id says; the names of a page's elements repeat, their combinations less so."""
    if _FRAMES.search(name):
        return _Named.FRAME
    if _EXTRAS.search(name):
        return _Named.EXTRA
    return _Named.TOOL if _NAMES.search(name) else None


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
    if root.parent is None or root.holds_title:
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


def _drop_empty_openers(nodes: Sequence[Node]) -> None:
    """Drop a `<details>` in which nothing but its title is left."""
    for node in nodes:
        if node.tag == "details" and node.chars == sum(part.chars for part in node.elements() if part.tag == "summary"):
            node.dropped = True
