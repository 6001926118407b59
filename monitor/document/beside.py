"""What belongs to a policy although it stands beside the part of the page that says it is the main one.

The lines under the title in a part of its own, and sections that speak as a policy does: an annex below the main part,
the second of two articles.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import annexes, speech, words
from monitor.document.dates import is_date_line
from monitor.document.lines import is_closed, width
from monitor.document.numbering import parse
from monitor.document.tree import HEADINGS, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.tree import Node

_PARTS: Final = frozenset({"section", "article", "main", "div"})
_LINES: Final = frozenset({"p", "div", "time", "span", "ul", "ol"})
_FLOW: Final = frozenset({"p", "ul", "ol", "dl", "table", "blockquote"}) | HEADINGS
_ANNEX: Final = re.compile(
    r"(?:annex|appendix|schedule|addendum|exhibit|supplement)\b|別紙|別表|附則|付則|別添|補足|附属書", re.IGNORECASE
)
_OTHERS: Final = re.compile(
    r"(?:^|[\s_-])(?:cards?|teasers?|related|recommend\w{0,10}|comments?|testimonials?|reviews?|promo\w{0,8}|news|blog)"
    r"(?:$|[\s_-])"
)
"""Names of parts that show other pages, or what readers wrote."""
_NO_TEXT: Final = re.compile(
    r"(?:^|[\s_-])(?:foot\w{0,10}|nav\w{0,10}|menu|comments?|masthead|widget|newsletter|author|bio|ads?|advert\w{0,10})(?:$|[\s_-])"
)
"""Names of parts that are no text, though they may stand at the side and say sentences."""
_MOST_TEXT: Final = 4000
_MOST_HEADINGS: Final = 200
_MOST_INNER: Final = 400
_MOST_SIDE: Final = 200
_MOST_BESIDE: Final = 500
_WIDEST_LINE: Final = 1500
_LINKED: Final = 0.3
_LEAD: Final = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|desc(?:ription)?|summary|intro(?:duction)?|sub-?title|excerpt|standfirst|dek)(?:$|[\s_-])"
)
_NARROWEST: Final = 20
_CLIMB: Final = 6


def sections(root: Node) -> list[Node]:
    """Give the parts beside the main one, or beside what it stands in, that are of its policy."""
    found: list[Node] = []
    here = root
    headings = islice((node for node in root.walk() if node.tag in HEADINGS), _MOST_HEADINGS)
    numbered = any(parse(label(heading)) is not None for heading in headings)
    while here.parent is not None:
        siblings = [node for node in islice(here.parent.elements(), _MOST_BESIDE) if node is not here]
        found += [node for node in siblings if _continues(node, numbered=numbered)]
        here = here.parent
    return found


def _continues(node: Node, *, numbered: bool) -> bool:
    """Tell a part with a heading of its own over sentences that speak as a policy does."""
    if (
        node.tag not in _PARTS
        or not (node.prose or node.holds_table)
        or node.fields
        or node.linked > node.chars * _LINKED
    ):
        return False
    inner = list(islice(node.walk(), _MOST_INNER))
    heading = next((part for part in inner if part.chars and _is_own(part)), None)
    if heading is None or heading.tag not in HEADINGS or heading.linked or _shows_others(inner):
        return False
    title = label(heading)
    if words.heads_links(title) or words.asks_feedback(title):
        return False
    if _ANNEX.match(title) or (numbered and parse(title) is not None):
        return True
    return speech.is_policy(label(node, _MOST_TEXT))


def is_side_text(node: Node, *, in_text: bool) -> bool:
    """Tell a side bar that holds clauses: it speaks as a policy does, or stands in the text and leads nowhere."""
    if not node.prose or node.fields or node.linked > node.chars * _LINKED or _NO_TEXT.search(node.names()):
        return False
    inner = list(islice(node.walk(), _MOST_SIDE))
    if _shows_others(inner) or any(map(_is_links_heading, inner)):
        return False
    if speech.is_policy(" ".join(child for part in inner for child in part.children if isinstance(child, str))):
        return True
    return len(inner) < _MOST_SIDE and (in_text or _is_between(node)) and not any(map(_leads_away, inner))


def _is_between(node: Node) -> bool:
    """Tell whether sentences or headings stand before and after a part, on its own level."""
    around = node.parent.children[:_MOST_BESIDE] if node.parent is not None else []
    places = [number for number, child in enumerate(around) if not isinstance(child, str) and _is_flow(child)]
    own = next((number for number, child in enumerate(around) if child is node), None)
    return own is not None and bool(places) and places[0] < own < places[-1]


def _is_flow(node: Node) -> bool:
    return not node.dropped and node.tag in _FLOW and (node.prose > 0 or (node.tag in HEADINGS and node.chars > 0))


def _is_links_heading(node: Node) -> bool:
    return node.tag in HEADINGS and words.heads_links(label(node))


def _leads_away(node: Node) -> bool:
    # a button was left out before, for it only works the page
    if any(child.tag == "button" for child in node.children if not isinstance(child, str)):
        return True
    return node.tag == "a" and not node.attrs.get("href", "").strip().lower().startswith(("#", "mailto:", "tel:"))


def _is_own(node: Node) -> bool:
    """Tell an element with text of its own, or a heading."""
    return node.tag in HEADINGS or any(isinstance(child, str) and child.strip() for child in node.children)


def _shows_others(inner: Sequence[Node]) -> bool:
    """Tell a part that shows other pages in short: by its name, a heading that leads to one, "Read more"."""
    return _OTHERS.search(inner[0].names()) is not None or any(
        part.linked * 2 >= part.chars > 0 if part.tag in HEADINGS else part.tag == "a" and words.shows_more(label(part))
        for part in inner
    )


def under(title: Node, root: Node, *, is_sure: bool = False) -> list[Node]:
    """Give the dates and sentences between a title and the main part after it.

    Where the title names no document and is not sure to be the page's, only what is named as a lead to one is given.
    """
    named = is_sure or annexes.names_document(label(title))
    around = {id(root), *(id(above) for above in root.up())}
    found: list[Node] = []
    here = title
    for _ in range(_CLIMB):
        for node in _after(here):
            if id(node) in around:
                return found
            if _is_lead(node) or (named and _is_line(node)):
                found.append(node)
        if here.parent is None or id(here.parent) in around:
            break
        here = here.parent
    # the main part does not follow: this is no lead to it
    return []


def _after(node: Node) -> Iterator[Node]:
    siblings = iter(node.parent.elements()) if node.parent is not None else iter(())
    for sibling in siblings:
        if sibling is node:
            break
    return islice(siblings, _MOST_BESIDE)


def whole(title: Node) -> Node:
    """Give the part around a title in which sentences stand bare beside it, as in a banner; else the title itself."""
    parent = title.parent
    if parent is None or parent.fields or parent.chars > _WIDEST_LINE or parent.linked > parent.chars * _LINKED:
        return title
    bare = (child.strip() for child in parent.children if isinstance(child, str))
    return parent if any(is_closed(text) and width(text) >= _NARROWEST for text in bare) else title


def _is_lead(node: Node) -> bool:
    """Tell a sentence that is named as the lead to a text."""
    if node.tag not in _LINES or node.linked or not 0 < node.chars <= _WIDEST_LINE or not _LEAD.search(node.names()):
        return False
    text = label(node, _WIDEST_LINE)
    return width(text) >= _NARROWEST and text.endswith((".", "。"))


def _is_line(node: Node) -> bool:
    if (
        node.tag not in _LINES
        or node.fields
        or not 0 < node.chars <= _WIDEST_LINE
        or node.linked > node.chars * _LINKED
    ):
        return False
    return node.prose > 0 or is_date_line(label(node))
