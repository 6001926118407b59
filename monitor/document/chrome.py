"""Which part of a page is the document, and which parts are furniture: decided on the tree, without site knowledge.

Structural facts decide before amounts do, and amounts only by wide margins: a page that gains a sentence or a link must
be read as before. What holds most of the page's prose is never furniture, whatever it is called.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import (
    adverts,
    beside,
    calls,
    consent,
    extras,
    footdates,
    linklists,
    praise,
    surveys,
    titles,
    words,
)
from monitor.document.partnames import Named, is_side, named
from monitor.document.tree import HEADINGS, discount, label

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
_MAJOR: Final = 0.5
_MINOR: Final = 0.2
_LARGEST_CARD: Final = 600
_MOST_LABEL: Final = 120
_MOST_INNER: Final = 50


def trim(top: Node, nodes: list[Node], page_title: str = "") -> list[Node]:
    """Mark furniture as dropped and give the trees to read, in order.

    Args:
        top: the whole visible page.
        nodes: all its nodes, parents before their children.
        page_title: what its head calls it.
    """
    consent.drop(top, nodes)
    adverts.drop(top, nodes)
    surveys.drop(nodes)
    _drop_parts(nodes, max(1, top.prose))
    calls.drop(nodes)
    praise.drop(nodes)
    discount(nodes)
    _drop_empty_openers(nodes)
    root = _main(top, nodes)
    _drop_logos(nodes)
    roots = _roots(nodes, root, page_title)
    for part in roots:
        linklists.drop(part)
    discount(nodes)
    _drop_empty_openers(nodes)
    return roots


def _roots(nodes: Sequence[Node], root: Node, page_title: str) -> list[Node]:
    """Give the main part, its title, and what else is of the document, in the order of the page."""
    if root.parent is None:
        return [root]
    heads = titles.before(nodes, root, page_title)
    lead = [beside.whole(head) for head in heads]
    lead += [part for head in heads for part in beside.under(head, root, is_sure=root.holds_title)]
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
            node.dropped = not (_is_in_text(node, whole, in_article=above in in_article) and footdates.keep(node))
            if node.dropped:
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
        return not (in_article and _is_end_of_article(node))
    if share >= _MINOR:
        return bool(node.attrs) and extras.are_remarks(node)
    if node.tag in _WEAK_TAGS or role in _WEAK_ROLES:
        return _is_weak_furniture(node, in_article=in_article)
    return (bool(node.attrs) or "-" in node.tag) and _is_named_furniture(node, in_article=in_article)


def _is_in_text(node: Node, whole: int, *, in_article: bool) -> bool:
    """Tell a part of the article, or of what holds the title and most of the text and is not the whole page."""
    part = node.parent
    if part is None or part.tag in {"html", "body"}:
        return False
    return in_article or (part.holds_title and part.prose >= whole * _MAJOR)


def _is_end_of_article(node: Node) -> bool:
    return node.tag == "footer" and bool(node.prose)


def _is_weak_furniture(node: Node, *, in_article: bool) -> bool:
    """Tell furniture among forms, asides and banners: in an article only a form to fill in is, or what is named so."""
    if node.tag == "form" and node.fields:
        return not node.holds_title
    if in_article:
        return _is_named_furniture(node, in_article=True)
    return not node.holds_title and not _is_side_text(node, in_text=False)


def _is_named_furniture(node: Node, *, in_article: bool) -> bool:
    names = node.names()
    if not names or not node.chars:
        return False
    if _is_named(node, names):
        return not _is_side_text(node, in_text=in_article)
    return extras.is_extra(node, names, in_text=in_article) or calls.is_call(node, names)


def _is_side_text(node: Node, *, in_text: bool) -> bool:
    at_side = node.tag == "aside" or node.attrs.get("role") == "complementary" or is_side(node.names())
    return at_side and beside.is_side_text(node, in_text=in_text)


def _is_card(node: Node) -> bool:
    """Tell a link around a heading and a text of its own: it advertises another page."""
    if node.tag != "a" or not node.links or node.chars > _LARGEST_CARD:
        return False
    inner = [below for below in node.walk() if below.chars and (below.tag in HEADINGS or below.tag == "p")]
    return len(inner) > 1 and inner[0].tag in HEADINGS


def _is_named(node: Node, names: str) -> bool:
    kind = named(names)
    if kind is None or node.tag in HEADINGS:
        return False
    if kind is Named.EXTRA and not (node.fields or node.linked * 2 >= node.chars > 0 or _heads_links(node)):
        return False
    if kind is Named.TOOL and (node.prose or not (node.links or node.fields or node.chars <= _MOST_LABEL)):
        return False
    return not node.holds_title


def _heads_links(node: Node) -> bool:
    """Tell a part without sentences whose first heading says that links follow."""
    if node.prose or not node.links:
        return False
    title = next((part for part in islice(node.walk(), _MOST_INNER) if part.tag in HEADINGS and part.chars), None)
    return title is not None and words.heads_links(label(title))


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


def _drop_empty_openers(nodes: Sequence[Node]) -> None:
    """Drop a `<details>` in which nothing but its title is left."""
    for node in nodes:
        if node.tag == "details" and node.chars == sum(part.chars for part in node.elements() if part.tag == "summary"):
            node.dropped = True
