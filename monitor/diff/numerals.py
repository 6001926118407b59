"""Numbers as policies write them: digits of any width, words, kanji, and "one (1)"."""

from __future__ import annotations

import re
import unicodedata

_UNITS = {
    1: "one an a un une uno una ein eine einem einen einer eines een",
    2: "two deux zwei dos due dois duas twee",
    3: "three trois drei tres tre três drie",
    4: "four quatre vier cuatro quattro quatro",
    5: "five cinq fünf cinco cinque vijf",
    6: "six sechs seis sei zes",
    7: "seven sept sieben siete sette sete zeven",
    8: "eight huit acht ocho otto oito",
    9: "nine neuf neun nueve nove negen",
    10: "ten dix zehn diez dieci dez tien",
    11: "eleven onze elf once undici",
    12: "twelve douze zwölf doce dodici twaalf",
    13: "thirteen treize dreizehn trece",
    14: "fourteen quatorze vierzehn catorce",
    15: "fifteen quinze fünfzehn quince",
    16: "sixteen seize sechzehn dieciséis",
    17: "seventeen siebzehn",
    18: "eighteen achtzehn dieciocho",
    19: "nineteen neunzehn",
    20: "twenty vingt zwanzig veinte venti",
    30: "thirty trente dreißig treinta trenta",
    40: "forty quarante vierzig cuarenta",
    50: "fifty cinquante fünfzig cincuenta",
    60: "sixty soixante sechzig sesenta",
    70: "seventy siebzig setenta",
    80: "eighty achtzig ochenta",
    90: "ninety neunzig noventa",
}
_WORDS = {word: number for number, words in _UNITS.items() for word in words.split()}
_WORDS["dreissig"] = 30  # as "dreißig" is folded

NUMBER_WORDS = " ".join(word for word, number in _WORDS.items() if number > 1)
"""All words for numbers from two on."""


def _either(words: list[str]) -> str:
    """Write words as one pattern, gathered by their first letter: tried one by one they cost ten times as much."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(rests.items()))


_ONES = [_UNITS[number].split()[0] for number in range(1, 10)]
_DIGITS = r"\d{1,15}(?:[ \u00a0\u202f]\d{3}(?!\d)|[.,'\u00a0]\d{1,9}){0,6}"
_IN_WORDS = rf"(?:(?:{_either([*_WORDS])})(?:(?:(?<=ty)[-\s](?:{_either(_ONES)}))|\shundred)?)"
COUNT = rf"(?:{_DIGITS}|{_IN_WORDS}(?:\s\(\d{{1,9}}\))?)"
"""A number in digits, in words, or in both, for use with `re.IGNORECASE`."""
KANJI = "[〇一二三四五六七八九十百千]{1,7}"
_KANJI_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
_KANJI_UNITS = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "億": 100_000_000, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_MULTIPLIED = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)\s?(万|億|千|thousand|million|billion)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
_GROUPED = re.compile(r"(?<=\d)[,' \u00a0](?=\d{3}(?!\d))")
KANJI_RUN = re.compile(rf"(?<!\d){KANJI}")
_BOTH = re.compile(rf"\b{_IN_WORDS}\s?\((\d+)\)", re.IGNORECASE)
_WORD_RUN = re.compile(rf"\b{_IN_WORDS}\b", re.IGNORECASE)


def number(words: str) -> str:
    """Give the number that stands in a few words, as plain digits; "" when there is none.

    >>> number("one (1) year"), number("twenty-one days"), number("１２か月"), number("三十日"), number("1,000")
    ('1', '21', '12', '30', '1000')
    >>> number("1万5千円"), number("2.5 million"), number("half a day")
    ('15000', '2500000', '1')
    """
    folded = _GROUPED.sub("", unicodedata.normalize("NFKC", words)).casefold()
    folded = KANJI_RUN.sub(lambda run: str(from_kanji(run.group())), folded)
    parts = [float(match[1]) * _scale(match[2]) for match in _MULTIPLIED.finditer(folded)]
    if parts:
        rest = _NUMBER.search(_MULTIPLIED.sub(" ", folded))
        return _plain(sum(parts) + (float(rest.group()) if rest else 0))
    both = _BOTH.search(folded)
    if both:
        return _plain(float(both[1]))
    digits = _NUMBER.search(folded.replace(",", "."))
    if digits:
        return _plain(float(digits.group()))
    written = _WORD_RUN.search(folded)
    return _plain(_from_words(written.group())) if written else ""


def from_kanji(kanji: str) -> int:
    """Read a number in kanji: both 二十五 and 二五 are 25."""
    total = digit = 0
    for sign in kanji:
        unit = _KANJI_UNITS.get(sign)
        if unit:
            total += (digit or 1) * unit
            digit = 0
        else:
            digit = digit * 10 + _KANJI_DIGITS[sign]
    return total + digit


def _from_words(words: str) -> float:
    total = 0
    for word in re.split(r"[-\s]", words):
        total = total * 100 if word == "hundred" else total + _WORDS[word]
    return total


def _scale(word: str) -> int:
    return _KANJI_UNITS.get(word) or _LARGE[word]


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
