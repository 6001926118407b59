"""Named parts that publishing systems put around a text: who wrote it and when, what readers said, trust marks.

A name alone never drops a part: what it holds must bear the name out, and must not speak as a policy does. Dates stay,
as a document's own date often stands beside its author.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import annexes, calls, pagelines, speech, tallies
from monitor.document.tree import HEADINGS, label

if TYPE_CHECKING:
    from monitor.document.tree import Node

_BEFORE: Final = r"(?:[a-z0-9]{1,30}[-_]{1,2}){0,4}"
_AFTER: Final = r"(?:[-_]{1,2}[a-z0-9]{1,20}){0,2}"
_TEXTS: Final = r"(?:article|post|entry|page|blog|document|story|topic|message|news)?"
_META: Final = re.compile(
    rf"{_BEFORE}(?:{_TEXTS}(?:metas?|meta-?data|meta-?info|byline)|post-?info|article-?info|entry-?info|vcard"
    rf"|posted-?(?:on|by|in)|cat-?links|tags?-?links|taxonom(?:y|ies)|read(?:ing)?-?time|(?:view|share|like)s?-?count(?:er)?"
    rf"|hash-?tags?|kudos|claps?){_AFTER}"
)
_LOOSE: Final = re.compile(
    rf"{_BEFORE}(?:{_TEXTS}(?:authors?|tags?|categor(?:y|ies)|labels?|likes?|votes?|ratings?|stats|statistics|contributors?)"
    r"|submitted|file-?(?:info|size|meta))(?:[-_]{1,2}(?:list|links?|items?|name|label|section|box|wrap(?:per)?|group|info|meta))?"
)
"""Names that a policy's own lists may have: they count where links or a system's words fill the part."""
_BIO: Final = re.compile(
    rf"{_BEFORE}(?:about-?(?:the-?)?author|{_TEXTS}-?(?:author|writer|creator)[-_]{{0,2}}(?:box|card|bio|info|profile|about|details))"
    rf"{_AFTER}|-author|[a-z]-creator"
)
_REMARKS: Final = re.compile(
    rf"{_BEFORE}(?:comments?|commentaires|comentarios|kommentare|replies|responses|respond)"
    r"(?:[-_]{0,2}(?:box|thread|wrap(?:per)?|container|block|list|section|area))?"
)
_REMARK: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?[-_]?(?:author|body|content|meta(?:data)?|user(?:[-_]?name)?|item|text|list|reply|date|avatar)"
    r"|commentlist|says|avatar|disqus)(?:$|[\s_-])"
)
_MARK: Final = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,3}(?:p-?mark|privacy-?mark|trust-?(?:mark|badge)s?)(?:[-_]{1,2}[a-z0-9]{1,20}){0,2}"
)
_BAR: Final = re.compile(
    rf"{_BEFORE}(?:announcement(?:[-_]?(?:bar|banner))?|notification[-_]?(?:bar|banner)|site-?(?:notice|banner|alert)s?){_AFTER}"
)
"""News of the site above a page."""
_CLOCK: Final = re.compile(rf"{_BEFORE}(?:count-?down|(?:flip-?)?clock|timer)s?{_AFTER}")
_NOUN: Final = r"(?:comments?|thoughts?|repl(?:y|ies)|responses?|comentarios?|commentaires?|kommentare?)"
_COUNTED: Final = re.compile(
    rf"(?:\d{{1,6}}|no|one|all) {_NOUN}(?: (?:on|to|so far).{{0,150}})?|{_NOUN} ?[(（]\d{{1,6}}[)）]"
    r"|(?:leave|post|add|write) a (?:comment|reply)|コメント(?:一覧|を書く|する|を残す)|コメント ?[(（]\d{1,6}件?[)）]"
    r"|\d{1,6}件のコメント",
    re.IGNORECASE,
)
"""Headings that count comments; the word alone may head a policy's section on them."""
_KEPT: Final = re.compile(
    r"\b(?:effective|version|appl(?:y|ies)|valid|in force|approved|responsible|scope|revis\w{1,4}|enact\w{0,4}"
    r"|amend\w{0,6}|until|owner)\b|改[定訂]|制定|施行|版|適用|所管|担当|廃止|対象",
    re.IGNORECASE,
)
"""Words of a document about itself."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|令和|平成|２０")
_TITLES: Final = frozenset({"h1", "h2", "h3"})
_WIDEST: Final = 250
_WIDEST_MARK: Final = 100
_WIDEST_BIO: Final = 1200
_MOST_INNER: Final = 80
_MOST_CHILDREN: Final = 30


class _Kind(Enum):
    META = "meta"
    LOOSE = "loose"
    BIO = "bio"
    REMARKS = "remarks"
    MARK = "mark"
    BAR = "bar"
    CLOCK = "clock"


_NAMES: Final = {
    _Kind.META: _META,
    _Kind.LOOSE: _LOOSE,
    _Kind.BIO: _BIO,
    _Kind.REMARKS: _REMARKS,
    _Kind.MARK: _MARK,
    _Kind.BAR: _BAR,
    _Kind.CLOCK: _CLOCK,
}


def is_extra(node: Node, names: str, *, in_text: bool) -> bool:
    """Tell a part that is named as one of these, and holds nothing else; news of the site stand outside the text."""
    kinds = _kinds(names)
    if not kinds or node.tag in HEADINGS:
        return False
    return any(_holds(node, kind) for kind in kinds if not (in_text and kind is _Kind.BAR))


def are_remarks(node: Node) -> bool:
    """Tell what readers wrote below a text: often more than the text itself."""
    return _Kind.REMARKS in _kinds(node.names()) and _are_remarks(node)


@lru_cache(maxsize=16384)
def _kinds(names: str) -> tuple[_Kind, ...]:
    found = [kind for name in names.split() for kind in _of_name(name)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def _of_name(name: str) -> tuple[_Kind, ...]:
    return tuple(kind for kind, pattern in _NAMES.items() if pattern.fullmatch(name))


def _holds(node: Node, kind: _Kind) -> bool:
    if kind is _Kind.REMARKS:
        return _are_remarks(node)
    if kind is _Kind.BIO:
        return node.chars <= _WIDEST_BIO and not node.holds_title and not speech.subjects(label(node, _WIDEST_BIO))
    if kind is _Kind.BAR:
        return node.chars <= _WIDEST and not calls.is_clause(node)
    if kind is _Kind.CLOCK:
        return tallies.counts_down(label(node)) or tallies.is_clock(label(node))
    if kind is _Kind.MARK:
        return node.chars <= _WIDEST_MARK and not _has_heading(node)
    return _is_meta(node, is_loose=kind is _Kind.LOOSE)


def _is_meta(node: Node, *, is_loose: bool) -> bool:
    """Tell facts of a page's making; where a date is among them, only the parts beside it go."""
    if node.prose or node.chars > _WIDEST or node.holds_table or node.fields or _has_heading(node):
        return False
    text = label(node, _WIDEST)
    if _KEPT.search(text) or annexes.names_document(text):
        return False
    if is_loose and not (node.linked * 2 >= node.chars or pagelines.is_of_system(text) or pagelines.is_credit(text)):
        return False
    return not _keeps_date(node)


def _keeps_date(node: Node) -> bool:
    """Tell whether a date stands in a part, and drop what stands beside it in parts of its own."""
    children = list(islice(node.elements(), _MOST_CHILDREN))
    dated = {id(child) for child in children if _YEAR.search(label(child))}
    if not dated:
        return _YEAR.search(label(node, _WIDEST)) is not None
    if not any(isinstance(child, str) and any(map(str.isalnum, child)) for child in node.children):
        for child in children:
            child.dropped = child.dropped or id(child) not in dated
    return True


def _has_heading(node: Node) -> bool:
    """Tell a part with a heading over text; names of authors stand in the smallest ones."""
    return any(part.tag in _TITLES and part.chars for part in islice(node.walk(), _MOST_INNER))


def _are_remarks(node: Node) -> bool:
    """Tell what readers wrote: parts made as comments are, or a heading that counts them."""
    inner = list(islice(node.walk(), 1, _MOST_INNER))
    if any(part.tag == "cite" or _REMARK.search(part.names()) for part in inner if part.attrs or part.tag == "cite"):
        return True
    titles = (label(part) for part in inner if part.tag in HEADINGS and part.chars)
    return any(_COUNTED.fullmatch(title.strip(" :：")) for title in titles)
