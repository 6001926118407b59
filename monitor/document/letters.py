"""Letters set apart by blanks, as title pages have them: "P R I V A C Y", 「会　員　規　約」. They are words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_MAY_BE: Final = re.compile(r"\s*(?:\S{1,6}\s+)?\S\s+\S\s+\S(?:\s|$)")
_LABEL: Final = re.compile(r"(?:[0-9０-９]{1,2}|[IVXⅠ-Ⅻ]{1,5})[.)．、]?|第\S{1,4}[条章節]|[(（]\w{1,2}[)）]")
_GAPS: Final = re.compile(r"(\s+)")
_COLLAPSED: Final = re.compile(r"[ \t\r\n\f]+")
"""Blanks of which a browser shows one."""
_LONGEST: Final = 300
_FEWEST: Final = 4
_FEWEST_WIDE: Final = 3
_WIDE: Final = "\u2e80"


def close_up(text: str) -> str:
    r"""Join the letters of a line in which blanks stand between all of them; a wider gap parts two words.

    >>> close_up("P R I V A C Y \xa0P O L I C Y"), close_up("2. D A T A"), close_up("会　員　規　約")
    ('PRIVACY POLICY', '2. DATA', '会員規約')
    >>> close_up("A B C D E"), close_up("Plan B or C"), close_up("甲　乙")
    ('A B C D E', 'Plan B or C', '甲　乙')
    """
    if len(text) > _LONGEST or not _MAY_BE.match(text):
        return text
    found = _GAPS.split(text.strip())
    letters, gaps = found[::2], [len(_COLLAPSED.sub(" ", gap)) for gap in found[1::2]]
    start = 1 if len(letters[0]) > 1 and _LABEL.fullmatch(letters[0]) else 0
    spelt = letters[start:]
    if not _are_spelt(spelt):
        return text
    least = min(gaps[start:])
    words = "".join(
        letter if gap == least else f"{letter} " for letter, gap in zip(spelt, [*gaps[start:], least], strict=True)
    )
    return f"{letters[0]} {words}" if start else words


def _are_spelt(letters: list[str]) -> bool:
    """Tell letters of words from an alphabet, and from a few that are names."""
    wide = all(letter >= _WIDE for letter in letters)
    if len(letters) < (_FEWEST_WIDE if wide else _FEWEST) or not all(
        len(one) == 1 and one.isalpha() for one in letters
    ):
        return False
    counts_on = sum(ord(after) == ord(before) + 1 for before, after in pairwise(letters))
    return wide or (counts_on * 2 < len(letters) and ("".join(letters).isupper() or "".join(letters[1:]).islower()))
