"""What belongs to a policy although it stands beside the part of the page that says it is the main one.

The lines under the title in a part of its own, and sections that speak as a policy does: an annex below the main part,
the second of two articles.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import furniture, words
from monitor.document.dates import is_date_line
from monitor.document.linklists import HEADINGS
from monitor.document.numbering import parse
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.tree import Node

_PARTS: Final = frozenset({"section", "article", "main", "div"})
_LINES: Final = frozenset({"p", "div", "time", "span", "ul", "ol"})
_ANNEX: Final = re.compile(
    r"(?:annex|appendix|schedule|addendum|exhibit|supplement)\b|別紙|別表|附則|付則|別添|補足|附属書", re.IGNORECASE
)
_SPEECH: Final = (
    re.compile(r"\bpersonal (?:data|information)|個人(?:情報|データ)", re.IGNORECASE),
    re.compile(r"\b(?:retain|retention|kept|keep|delete|stored?)\b|保管|保存|保持|削除", re.IGNORECASE),
    re.compile(
        r"\b(?:collect|process|disclose|transfer|share)(?:s|ed|es|ing)?\b|取得|提供|開示|利用目的", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:shall|must not|may not|liable|liability|applicable law|terminat\w{1,5})\b|責任|禁止|義務", re.IGNORECASE
    ),
    re.compile(r"\bthird[- ]part|\bsub-?processors?\b|第三者|委託", re.IGNORECASE),
    re.compile(
        r"\b(?:this|these|our) (?:polic|notice|terms|agreement|statement)|本(?:規約|方針|ポリシー|約款)|当社|弊社",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d{1,4} (?:day|week|month|year)s?\b|\d{1,4}\s?(?:日間|か月|ヶ月|年間)", re.IGNORECASE),
)
"""What policies speak of; a text that speaks of two of these is one."""
_OTHERS: Final = re.compile(
    r"(?:^|[\s_-])(?:cards?|teasers?|related|recommend\w{0,10}|comments?|testimonials?|reviews?|promo\w{0,8}|news|blog)"
    r"(?:$|[\s_-])"
)
"""Names of parts that show other pages, or what readers wrote."""
_FEWEST_SUBJECTS: Final = 2
_MOST_TEXT: Final = 4000
_MOST_HEADINGS: Final = 200
_MOST_INNER: Final = 400
_MOST_BESIDE: Final = 500
_WIDEST_LINE: Final = 1500
_LINKED: Final = 0.3
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
    text = label(node, _MOST_TEXT)
    return sum(subject.search(text) is not None for subject in _SPEECH) >= _FEWEST_SUBJECTS


def _is_own(node: Node) -> bool:
    """Tell an element with text of its own, or a heading."""
    return node.tag in HEADINGS or any(isinstance(child, str) and child.strip() for child in node.children)


def _shows_others(inner: Sequence[Node]) -> bool:
    """Tell a part that shows other pages in short: by its name, a heading that leads to one, "Read more"."""
    return _OTHERS.search(inner[0].names()) is not None or any(
        part.linked * 2 >= part.chars > 0 if part.tag in HEADINGS else part.tag == "a" and words.shows_more(label(part))
        for part in inner
    )


def under(title: Node, root: Node) -> list[Node]:
    """Give the dates and sentences between a title that names a document and the main part after it."""
    if not furniture.names_document(label(title)):
        return []
    around = {id(root), *(id(above) for above in root.up())}
    found: list[Node] = []
    here = title
    for _ in range(_CLIMB):
        for node in _after(here):
            if id(node) in around:
                return found
            if _is_line(node):
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


def _is_line(node: Node) -> bool:
    if (
        node.tag not in _LINES
        or node.fields
        or not 0 < node.chars <= _WIDEST_LINE
        or node.linked > node.chars * _LINKED
    ):
        return False
    return node.prose > 0 or is_date_line(label(node))
