"""Numerals that labels count with: Roman ones, Chinese characters, the orders of the kana, ordinals in words."""

from __future__ import annotations

import re

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
HANGUL = "가나다라마바사아자차카타파하"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"


def roman(letters: str) -> int:
    """Give the value of a Roman numeral in one case, 0 when it is none.

    >>> roman("XIV"), roman("iix")
    (14, 0)
    """
    if not _ROMAN.fullmatch(letters):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in letters.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def kanji(text: str) -> int:
    """Give the value of a number in Chinese characters below 1,000: 二十三, 二三 and 百五 alike.

    >>> kanji("二十三"), kanji("一〇"), kanji("百五")
    (23, 10, 105)
    >>> kanji("貳"), kanji("拾參")
    (2, 13)
    """
    total, current = 0, 0
    for sign in text.translate(_FORMAL):
        if sign in "十百":
            total += max(current, 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = current * 10 + "〇一二三四五六七八九".index(sign)
    return total + current


FORMAL = "壹贰貳参參叁肆伍陆陸柒捌玖拾壱弐"
"""Numerals as contracts and officials write them, so that no stroke can be added: 壹 for 一."""
_FORMAL = str.maketrans(FORMAL, "一二二三三三四五六六七八九十一二")


def number(text: str) -> int:
    """Give the value of digits, full or half width, or of Chinese characters."""
    return int(text) if text.isdecimal() else kanji(text)


def ordinal(word: str) -> int:
    """Give the value of a Spanish, Portuguese, Italian or Arabic ordinal up to ten: contracts number clauses in words.

    >>> ordinal("PRIMERA"), ordinal("terceira"), ordinal("Décimo")
    (1, 3, 10)
    """
    return next(place for place, roots in enumerate(_ORDINALS, 1) if word.lower().startswith(roots))


_ORDINALS = (
    ("prim", "أول"),
    ("segund", "second", "ثاني"),
    ("ter", "ثالث"),
    ("cuart", "quart", "رابع"),
    ("quint", "خامس"),
    ("sext", "sest", "سادس"),
    ("s", "سابع"),
    ("o", "ثامن"),
    ("n", "تاسع"),
    ("d", "عاشر"),
)
ORDINAL = (
    r"(?i:primer|primeir|prim|segund|second|tercer|terceir|terz|cuart|quart|quint|sext|sest|s[ée]ptim|s[ée]tim|settim|octav|oitav|"
    r"ottav|noven|non|d[ée]cim)"
)
"""Their roots, before the ending."""
ARABIC = "(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)"
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"(?:C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?<=.)")
