"""What a label says: its style and the number in it, from the named groups of the pattern that found it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from monitor.document.numerals import FORMAL, HANGUL, IROHA, KANA, kanji, number, ordinal, roman

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITS = r"[0-9０-９]"
KANJI = f"一二三四五六七八九十百〇{FORMAL}"
NUMBER = rf"(?:{DIGITS}{{1,3}}|[{KANJI}]{{1,5}})"
_PARTS = {
    part: f"第{order}"
    for order, parts in enumerate(("編部", "章", "節", "款", "目", "条條", "項", "号號"))
    for part in parts
}
ARTICLE = _PARTS["条"]
"""Style of the labels 第N条."""
_HANGUL_PARTS = {"부": "第0", "장": "第1", "절": "第2", "조": "第5", "항": "第6", "호": "第7"}


class Reading(NamedTuple):
    """One way to understand a label."""

    style: str
    """Labels of one sequence have the same style, whatever their width: "（１）" and "(1)" are both "(1)"."""
    value: tuple[int, ...]
    """The number, outermost part first: "1.2.3" is (1, 2, 3), 第3条の2 is (3, 2)."""


def plain(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    """Read a number in digits."""

    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        return (Reading(style, (int(found["n"]),)),)

    return read


def decimal(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read numbers parted by points or dashes: 1.2.3, 1-1. "4.0" is a style of its own."""
    value = tuple(int(part) for part in re.split(r"[.．\-－]", found["n"]) if part)
    if len(value) > 1 and value[-1] == 0:
        return (Reading("1.0", value[:-1]),)
    return (Reading("1." if len(value) == 1 else f"1.1/{len(value)}", value),)


def sign(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    """Read a sign that is a number: ①, Ⅳ, ㈠."""

    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        return (Reading(style, (int(unicodedata.numeric(found["n"])),)),)

    return read


def letter(shape: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    """Read a letter, as itself and as a Roman numeral where it is one. `shape` has a 1 where the letter stands."""

    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        return _letters(unicodedata.normalize("NFKC", found["n"]), shape)

    return read


def _letters(letters: str, shape: str) -> tuple[Reading, ...]:
    case = "A" if letters.isupper() else "a"
    readings = []
    if len(letters) == 1:
        readings.append(Reading(shape.replace("1", case), (ord(letters.lower()) - ord("a") + 1,)))
    if value := roman(letters):
        readings.append(Reading(shape.replace("1", "I" if case == "A" else "i"), (value,)))
    return tuple(readings)


def in_kanji(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    """Read a number in Chinese characters."""

    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        value = kanji(found["n"])
        return (Reading(style, (value,)),) if value else ()

    return read


def in_kana(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    """Read a kana, in the order of ア and in that of イロハ where they differ."""

    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        sign = unicodedata.normalize("NFKC", found["n"])
        orders = (("ア", KANA), ("イ", IROHA))
        return tuple(
            Reading(style.replace("ア", name), (order.index(sign) + 1,)) for name, order in orders if sign in order
        )

    return read


def article(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read 第3条の2 or 제3조의2: the order of the part is the style."""
    part = found["part"] or ""
    style = _PARTS.get(part) or _HANGUL_PARTS.get(part) or "第"
    numbers = [found["n"], *re.findall(NUMBER, found["branch"] or "")]
    return (Reading(style, tuple(number(one) for one in numbers)),)


def word(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read "Article 3", "Annex IV", "別表第1": the word is the style, a dotted number one of its own."""
    word, numeral = found["word"].lower().rstrip(".第"), found["n"]
    word = {"articles": "article", "sections": "section", "clauses": "clause"}.get(word, word)
    if numeral[0].isdecimal():
        value = tuple(int(part) for part in re.findall(r"\d+", numeral))
        return (Reading(word if len(value) == 1 else f"{word}/{len(value)}", value + _branch(found)),)
    return tuple(Reading(f"{word} {style}", value) for style, value in _letters(numeral, "1"))


def _branch(found: re.Match[str]) -> tuple[int, ...]:
    if found["latin"]:
        return (("bis", "ter", "quater").index(found["latin"]) + 1,)
    return (ord(found["branch"].lower()) - ord("a") + 1,) if found["branch"] else ()


def section(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read "§ 3a" or "§ 3.1"."""
    value = tuple(int(part) for part in found["n"].split("."))
    return (Reading("§" if len(value) == 1 else f"§/{len(value)}", value + _branch(found)),)


def numbered_letter(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read "2a.", which stands between 2 and 3."""
    return (Reading("1.", (int(found["n"]), ord(found["letter"].lower()) - ord("a") + 1)),)


def in_roman(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read a Roman numeral before a dash: "II - "."""
    value = roman(found["n"])
    return (Reading("I-", (value,)),) if value else ()


def in_hangul(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read 가, 나, 다 in their order."""
    return (Reading("가", (HANGUL.index(found["n"]) + 1,)),)


def form(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read 第1号様式."""
    return (Reading("様式", (number(found["n"]),)),)


def in_words(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read an ordinal in words: "PRIMERA.-"."""
    return (Reading("primera", (ordinal(found["n"]),)),)


def bare(found: re.Match[str]) -> tuple[Reading, ...]:
    """Read a number without punctuation; words that go on in small letters are its unit."""
    following = found.string[found.end() :][:1]
    return () if following.islower() else plain("1 ")(found)
