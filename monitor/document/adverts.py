"""Advertisements, and what stands outside a page's own header and footer: announcements, chat boxes."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import css, words
from monitor.document.dates import is_date_line
from monitor.document.tree import HEADINGS, discount, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.document.tree import Node

_NAME: Final = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,3}(?:ad[-_]?(?:slot|unit|banner|container|wrap(?:per)?|box|space|block|placeholder|"
    r"label|area|frame)s?|adsbygoogle|(?:google|dfp|gpt)[-_]?ads?|advert(?:isement)?s?|"
    r"sponsored(?:[-_](?:content|links?|post|label|message))?)(?:[-_]{1,2}[a-z0-9]{1,20})?|ads?(?:[-_]\d{1,4})?"
)
_DATA: Final = frozenset({"data-ad-slot", "data-ad-client", "data-ad-unit", "data-google-query-id"})
_LONGEST: Final = 300
_OWN: Final = frozenset({"html", "body", "main", "article", *HEADINGS})
_HELD: Final = frozenset({"li", "td", "th", "dt", "dd", "a", "button", "summary", "caption", *HEADINGS})
"""What stands in these is a word of a list or a table, or a title."""
_TITLED: Final = re.compile(r"head|title|midashi")
_PLAIN: Final = frozenset({"p", "div", "aside", "small", "span", "figcaption", "center"})
_MOST_WIDTH: Final = 400
_WIDEST_LABEL: Final = 40
_SHARE: Final = 0.2
_FEWEST_HEADINGS: Final = 2
_CLIMB: Final = 8
_MOST_PARTS: Final = 100
_CONTACT: Final = re.compile(r"@|\+?\d[\d ()-]{6,}")


def drop(top: Node, nodes: list[Node]) -> None:
    """Mark advertisements as dropped, and the small parts outside the page's header and footer.

    Args:
        top: the whole visible page.
        nodes: all its nodes, parents before their children.
    """
    titles = sum(node.tag in HEADINGS and node.chars > 0 and not node.dropped for node in nodes)
    small = [node for node in nodes if 0 < node.chars <= _MOST_WIDTH]
    gone = [node for node in small if _is_advert(node, top, titled=titles >= _FEWEST_HEADINGS)]
    if not any(node.tag in {"main", "article"} or node.attrs.get("role") == "main" for node in nodes):
        gone += _outer(top, nodes)
    for node in gone:
        node.dropped = True
    if gone:
        discount(nodes)


def _is_advert(node: Node, top: Node, *, titled: bool) -> bool:
    if node.dropped or node.tag in _OWN or node.prose > top.prose * _SHARE:
        return False
    return _is_slot(node) or (titled and _is_label(node))


def _is_slot(node: Node) -> bool:
    """Tell a part named as an advertisement; a policy's section on them has a heading, or sentences without links."""
    attrs = node.attrs
    if not attrs:
        return False
    named = (
        ("class" in attrs and _is_ad(attrs["class"][:_LONGEST]))
        or ("aria-label" in attrs and words.labels_advert(attrs["aria-label"]))
        or ("id" in attrs and not node.prose and _is_ad(attrs["id"][:_LONGEST]))
        or not _DATA.isdisjoint(attrs)
    )
    if not named:
        return False
    return (not node.prose or node.links > 0) and not _holds_heading(node)


@lru_cache(maxsize=16384)
def _is_ad(names: str) -> bool:
    """Tell whether one of the names of a class or id is that of an advertisement."""
    return any(map(_NAME.fullmatch, names.lower().split()))


def _is_label(node: Node) -> bool:
    """Tell a line that says no more than that an advertisement follows, on a page whose headings have tags."""
    if node.tag not in _PLAIN or node.chars > _WIDEST_LABEL or not words.labels_advert(label(node, _WIDEST_LABEL)):
        return False
    above = [node, *islice(node.up(), _CLIMB)]
    if node.tag == "span" and not (node.parent is not None and node.parent.chars == node.chars):
        return False
    bold = any(part.tag in {"b", "strong"} for part in islice(node.walk(), _MOST_PARTS))
    return not bold and not any(part.tag in _HELD or _TITLED.search(part.names()) for part in above[:3])


def _holds_heading(node: Node) -> bool:
    """Tell whether a heading is in a part; one of very many elements is taken for a part with headings."""
    parts = list(islice(node.walk(), _MOST_PARTS))
    return len(parts) == _MOST_PARTS or any(part.tag in HEADINGS and part.chars for part in parts)


# --- outside the header and the footer -------------------------------------------------------------------------------


def _outer(top: Node, nodes: Sequence[Node]) -> list[Node]:
    """Give what stands above the page's header or below its footer, when it is little and has no heading."""
    header = next((node for node in nodes if _frames(node, "header", "banner")), None)
    footer = next((node for node in reversed(nodes) if _frames(node, "footer", "contentinfo")), None)
    found: list[Node] = []
    if header is not None and header.links and not header.holds_title:
        found += _small(list(_beside(header, after=False)), top)
    if footer is not None and footer.links:
        found += _small(list(_beside(footer, after=True)), top)
    return found


def _frames(node: Node, tag: str, role: str) -> bool:
    named = node.tag == tag or (node.attrs.get("role") == role if node.attrs else False)
    if not named or node.dropped:
        return False
    above = list(islice(node.up(), _CLIMB + 1))
    return len(above) <= _CLIMB and all(part.tag in {"div", "body", "html", "#page"} for part in above)


def _beside(node: Node, *, after: bool) -> Iterable[Node]:
    """Yield the elements with text that stand before or after a node, on its own level and above."""
    here = node
    for parent in islice(node.up(), _CLIMB):
        place = next(number for number, child in enumerate(parent.children) if child is here)
        for child in parent.children[place + 1 :] if after else parent.children[:place]:
            if not isinstance(child, str) and not child.dropped and child.chars:
                yield child
        here = parent


def _small(parts: Sequence[Node], top: Node) -> list[Node]:
    """Give the parts that are no text of the policy: none when they are much, or one has a heading."""
    if sum(part.chars for part in parts) > _MOST_WIDTH or sum(part.prose for part in parts) > top.prose * _SHARE:
        return []
    if any(map(_holds_heading, parts)):
        return []
    return [part for part in parts if css.is_block(part) and not _is_kept(label(part, _MOST_WIDTH))]


def _is_kept(text: str) -> bool:
    return is_date_line(text) or _CONTACT.search(text) is not None
