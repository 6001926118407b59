"""Signs that decorate the start of a line: bullets, and the squares and brackets around Japanese headings."""

from __future__ import annotations

import re

BULLETS = frozenset("・･•◦‣⁃∙▪▫►▶▸▹➢➤➔✓✔✅·*＊-‐–—−○●⚫⚪‧·")
"""A line of one of these alone belongs to the next line."""
_BARE_BULLET = re.compile(r"(?:[・･•◦‣⁃∙▪▫►▶▸▹➢➤➔✓✔✅·○●⚫⚪‧][ ]?|[-‐–—−*＊](?:[ ]|(?=[^\W\d_])))(?=\S)")
_HEADING_MARK = re.compile(r"[■□◆◇▼▽★☆◎●○◾◼▪●][ ]?(?=\S)")
BRACKETS = {"【": "】", "〔": "〕", "《": "》", "〈": "〉", "＜": "＞", "［": "］", "≪": "≫"}
_LONGEST_BRACKET = 60


def bullet(text: str) -> int:
    """Give the length of a typed bullet at the start of a line, 0 where there is none.

    >>> bullet("- name;"), bullet("・氏名"), bullet("-5 degrees"), bullet("*1 List")
    (2, 1, 0, 0)
    """
    found = _BARE_BULLET.match(text)
    return found.end() if found else 0


def heading_mark(text: str) -> tuple[str, int]:
    """Give the sign that sets a heading apart and its length, ("", 0) where there is none.

    >>> heading_mark("■ 利用目的"), heading_mark("Purposes")
    (('■', 2), ('', 0))
    """
    found = _HEADING_MARK.match(text)
    return (found.group()[0], found.end()) if found else ("", 0)


def bracketed(text: str) -> tuple[str, str]:
    """Split a bracketed lead from what follows it; ("", text) where the line does not begin with one.

    >>> bracketed("【利用目的】当社は"), bracketed("利用目的")
    (('利用目的', '当社は'), ('', '利用目的'))
    """
    closing = BRACKETS.get(text[:1])
    end = text.find(closing, 1, _LONGEST_BRACKET) if closing else -1
    return (text[1:end].strip(), text[end + 1 :].strip()) if end > 1 else ("", text)


def bare(heading: str, *, labelled: bool) -> str:
    """Take away brackets that enclose a whole heading; round ones only after a label, as in 第1条（目的）.

    >>> bare("（目的）", labelled=True), bare("【目的】", labelled=False), bare("(a) and (b)", labelled=True)
    ('目的', '目的', '(a) and (b)')
    """
    pairs = BRACKETS | {"（": "）", "(": ")"} if labelled else BRACKETS
    closing = pairs.get(heading[:1])
    if closing is None or heading.find(closing) != len(heading) - 1:
        return heading
    return heading[1:-1].strip()
