"""Where one Japanese word ends and the next begins in a run of kanji, as far as it can be told without a dictionary.

Kanji stand alone as tokens, for a run of them may be three words. Most words have two kanji, so that a run of two is
one word, and 以内 that became 以上 is marked whole; where a run says nothing of its words it is cut anywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.diff.readable import Block
    from monitor.diff.tokens import Token

_KANJI = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff]")
_BEFORE = frozenset("当本各全新旧同未非不無再両諸約前後毎第御")
"""Kanji that stand in front of a word of two."""
_AFTER = frozenset(
    "者性的化等先上下内外用料費金書法権員社店館物品地国人名年月日件回期別間時類部所局庁省県市区町村税額率量数後前中"
)
"""Kanji that stand behind a word of two."""
_NO_ENDING = frozenset("をはがのにとでもへやかまなさしすせよだ")
"""Hiragana that follow a noun: particles, and する after the name of a doing."""
_LONGEST_RUN = 8


def whole_words(old: list[Token], new: list[Token], blocks: list[Block]) -> list[Block]:
    """Draw the ends of equal stretches back to the borders of words, where they cut one in both rows."""
    kept: list[Block] = []
    for one, other, length in blocks:
        if length == 1 and _is_part(old, one) and _is_part(new, other):  # the 約 of 規約 and 約款
            continue
        start, end = 0, length
        while start < end and _cuts_word(old, one + start) and _cuts_word(new, other + start):
            start += 1
        while start < end and _cuts_word(old, one + end) and _cuts_word(new, other + end):
            end -= 1
        if start < end:
            kept.append((one + start, other + start, end - start))
    return kept


def _is_part(row: list[Token], place: int) -> bool:
    return _cuts_word(row, place) or _cuts_word(row, place + 1)


def _cuts_word(row: list[Token], place: int) -> bool:
    if not (0 < place < len(row) and _is_kanji(row[place - 1]) and _is_kanji(row[place])) or row[place].space:
        return False
    start, end = place, place
    while start > 0 and place - start < _LONGEST_RUN and _is_kanji(row[start - 1]) and not row[start].space:
        start -= 1
    while (
        end < len(row) and end - place < _LONGEST_RUN and _is_kanji(row[end]) and (end == place or not row[end].space)
    ):
        end += 1
    run = "".join(token.text for token in row[start:end])
    if end < len(row) and _is_stem(row[end]) and end - start > 1:  # the 受 of 毎日受けます
        return place != end - 1 and place - start not in borders(run[:-1])
    return place - start not in borders(run)


def _is_stem(following: Token) -> bool:
    """Tell whether the hiragana after a kanji are the ending of a verb or adjective."""
    return not following.space and "\u3041" <= following.text[0] <= "\u3093" and following.text[0] not in _NO_ENDING


def _is_kanji(token: Token) -> bool:
    return len(token.text) == 1 and _KANJI.match(token.text) is not None


@lru_cache(maxsize=4096)
def borders(run: str) -> frozenset[int]:
    """Say before which kanji of a run a word may begin.

    >>> sorted(borders("以内")), sorted(borders("利用者情報")), sorted(borders("新規約")), sorted(borders("東芝府"))
    ([], [2, 3], [1], [1, 2])
    """
    size = len(run)
    if size <= _LONGEST_RUN and size % 2 == 0:
        return frozenset(range(2, size, 2))
    if size <= _LONGEST_RUN:
        for alone in range(2, size, 2):
            if run[alone] in _AFTER:
                return frozenset([*range(2, alone + 1, 2), *range(alone + 1, size, 2)])
        if run[0] in _BEFORE:
            return frozenset(range(1, size, 2))
    return frozenset(range(1, size))
