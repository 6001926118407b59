"""Notes in and beside links that are no words of the policy: a link opens a window, leads away, is a large file.

Pages gain and lose them when their templates change, and their policy says the same.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document import looks
from monitor.document.lines import is_closed, width
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.tree import Node

SMALL: Final = frozenset({"span", "small", "i", "em", "b", "strong", "sup", "sub", "abbr", "div", "svg"})
_UNSEEN: Final = re.compile(
    r"(?:^|\s)(?:[\w-]{0,20}(?:sr-?only|visually-?hidden|hidden-?visually|screen-?reader(?:s|-text|-only)?"
    r"|assistive-text|a11y-hidden)|sr_only|off-?screen)(?:$|\s)"
)
"""Class names of the common style sheets for text that only screen readers say."""
_UNSEEN_STYLE: Final = re.compile(
    r"clip\s*:\s*rect\(|clip-path\s*:\s*inset\((?:50|100)%|(?:left|text-indent)\s*:\s*-\d{3,}", re.IGNORECASE
)
_PLACE: Final = r"(?:window|tab|page|site|website)"
_WINDOW: Final = (
    rf"(?:(?:this |the )?(?:link |page |site )?(?:will )?(?:opens?|opening) (?:up )?"
    rf"(?:an? external {_PLACE} |an? external link )?(?:in |as )?(?:an? |the )?"
    rf"(?:new|another|separate|external|different) (?:browser )?{_PLACE}(?: or (?:tab|window))?"
    r"|(?:in )?(?:an? )?new (?:browser )?(?:window|tab)|(?:link is )?external|external (?:link|site|website)"
    r"|(?:このリンクは)?外部(?:サイト)?(?:への?)?(?:リンク|サイト)?(?:です)?"
    r"|(?:新しい|新規|別の?)(?:ブラウザ)?(?:ウィンドウ|ウインドウ|タブ|画面)(?:[でがをに](?:開く|開きます|表示(?:します|されます)?)|表示)?"
    r"|(?:öffnet )?(?:sich )?in (?:einem )?neue[mnr] (?:fenster|tab)(?: geöffnet)?|externer link"
    r"|(?:s['’])?ouvre (?:dans )?une? (?:nouvelle fenêtre|nouvel onglet)|nouvelle fenêtre|nouvel onglet|lien externe"
    r"|(?:se )?abre en (?:una )?(?:nueva )?(?:ventana|pestaña)(?: nueva)?|enlace externo)"
)
_FILE: Final = (
    r"(?:(?:[^\W\d_]{2,12} ?[(（:：,-]? ?)?(?:pdf|docx?|xlsx?|word|excel)(?:形式|ファイル| file| document)?"
    r"(?:[ :：,、/–-]{1,3}\d{1,5}(?:[.,]\d{1,3})? ?(?:[kmg]i?b|キロバイト|バイト|bytes?|ko|mo))?"
    r"|(?:[^\W\d_]{2,12} ?[(（])?\d{1,5}(?:[.,]\d{1,3})? ?(?:[kmg]i?b|ko|mo)(?:[ ,–-]{1,3}(?:pdf|docx?|xlsx?))?)"
)
_SAID: Final = rf"(?:{_WINDOW}|{_FILE})"
_NOTE: Final = re.compile(rf"{_SAID}(?:[\s,、;・。.:：)）(（-]{{1,3}}{_SAID}){{0,3}}", re.IGNORECASE)
_AT_END: Final = re.compile(
    r"(?:\s?[(（［\[](?P<note>[^()（）\[\]［］]{2,80})[)）］\]]|\s[-–—]\s(?P<dashed>[^()（）–—-]{4,60}))\s*$"
)
_SETS_OFF: Final = frozenset("(（[［-–—")
_BRACKETS: Final = " ()（）[]［］【】「」<>＜＞※.,、。-–—:：\u00a0"
_LONGEST: Final = 120
_WIDEST_LINE: Final = 1000
_WIDEST_UNSEEN: Final = 60
_MOST_INNER: Final = 20
_MOST_CHILDREN: Final = 1000


def drop(links: Sequence[Node]) -> None:
    """Mark as dropped what is such a note in one of the links, or beside it with nothing between."""
    parents = {id(link.parent): link.parent for link in links}
    for link in links:
        _cut_end(link)
        for part in islice(link.walk(), 1, _MOST_INNER):
            if part.tag in SMALL and 0 < part.chars < link.chars and (_is_note(part) or _is_unseen(part)):
                _drop_unless_all(part, link)
    for parent in parents.values():
        if parent is not None and 1 < len(parent.children) <= _MOST_CHILDREN:
            _drop_beside(parent)


def _cut_end(link: Node) -> None:
    """Take a note in brackets, or behind a dash, off the end of a link's own words."""
    last = link.children[-1] if link.children else None
    if not isinstance(last, str) or len(last) > _WIDEST_LINE or _SETS_OFF.isdisjoint(last):
        return
    found = _AT_END.search(last)
    if found is None or not is_note(found["note"] or found["dashed"]):
        return
    left = last[: found.start()]
    if looks.has_words(left) or len(link.children) > 1:
        link.children[-1] = left


def is_note(line: str) -> bool:
    """Tell a line that says no more than how large a file is, or where its link opens.

    >>> is_note("(PDF, 120 KB)"), is_note("（新しいウィンドウで開きます）"), is_note("PDF files of 120 KB are kept")
    (True, True, False)
    """
    return 0 < len(line) <= _LONGEST and _NOTE.fullmatch(line.strip(_BRACKETS)) is not None


def _is_note(node: Node) -> bool:
    return node.chars <= _LONGEST * 2 and is_note(label(node, _LONGEST))


def _is_unseen(node: Node) -> bool:
    """Tell short text for screen readers alone that is no sentence."""
    if not (_UNSEEN.search(node.names()) or _UNSEEN_STYLE.search(node.attrs.get("style", ""))):
        return False
    text = label(node, _LONGEST)
    return width(text) <= _WIDEST_UNSEEN and not is_closed(text.rstrip(_BRACKETS))


def _drop_unless_all(node: Node, around: Node) -> None:
    """Drop a part if words are left in what is around it; a long line is no link."""
    if around.chars > _WIDEST_LINE:
        return
    node.dropped = True
    node.dropped = looks.has_words(label(around, looks.MAX_TAGGED))


def _drop_beside(parent: Node) -> None:
    shown = [child for child in parent.children if not isinstance(child, str) or child.strip()]
    for before, child, after in _threes(shown):
        if isinstance(child, str) or child.tag not in SMALL or not (_is_link(before) or _is_link(after)):
            continue
        if child.chars > 0 and (_is_note(child) or _is_unseen(child)):
            child.dropped = True


def _threes(shown: Sequence[Node | str]) -> Iterator[tuple[Node | str, Node | str, Node | str]]:
    return zip(["", *shown], shown, [*shown[1:], ""], strict=False)


def _is_link(child: Node | str) -> bool:
    return not isinstance(child, str) and child.tag == "a" and "href" in child.attrs and child.chars > 0
