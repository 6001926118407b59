"""Cut text into the words a redline marks: never inside a word, number, date, mail address or URL.

Japanese has no spaces: a katakana run and a hiragana run are words of their own (so that an ending such as
しません is marked whole), a kanji stands alone, and so does the particle を, which is part of no word. A hiragana run
ends after こと and もの, so that ことができます that became ことができるものとします shows what came behind できる.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from monitor import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_KANJI = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HIRAGANA = r"\u3041-\u309f"
_KATAKANA = r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_IN_ENDINGS = r"\u3041-\u3091\u3093-\u309f"
_LETTER = rf"[^\W\d_{_KANJI}{_HIRAGANA}{_KATAKANA}]"
_LETTER_OR_DIGIT = rf"[^\W_{_KANJI}{_HIRAGANA}{_KATAKANA}]"

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|januar|februar|märz|juni|juli|oktober|dezember"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    "|januari|februari|maart|mei|augustus"
)
DATE = (
    r"(?:(?:\d{4}|(?:令和|平成|昭和)\s?(?:\d{1,2}|元))年\s?\d{1,2}月(?:\s?\d{1,2}日)?"
    rf"|(?<![^\W\d_])(?:{MONTHS})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?\d{{4}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?(?:{MONTHS})\.?,?\s(?:of\s|de\s|del\s)?\d{{4}}(?!\d)"
    r"|(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d))"
)
"""A date as printed, in Japanese, English and the larger European languages; for use with `re.IGNORECASE`."""

MAIL = r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
URL = r"(?:https?://|www\.)[^\s<>\"'、。，）」』】]{1,2000}(?<![.,;:!?)\]])"

_GROUPED_MONEY = r"\d{1,3}(?:\s\d{3}){1,4}(?=\s?(?:[€$£]|euros?\b|eur\b|usd\b|chf\b|dollars?\b))"
_SIMPLE = (
    rf"{_LETTER}{_LETTER_OR_DIGIT}*(?:['’‐‑-]{_LETTER_OR_DIGIT}+)*"
    rf"|[{_KATAKANA}]+|を|[{_IN_ENDINGS}]{{0,6}}?(?:こと|もの)(?=[がはにものでと])|[{_IN_ENDINGS}]+|\S"
)
_TOKEN = re.compile(
    rf"(?:{URL}|{MAIL}|{DATE}|{_GROUPED_MONEY}|\d+(?:[.,:/-]\d+)*\s?[%％‰]"
    rf"|\d+(?:[.,:/-]\d+)*(?:{_LETTER}{_LETTER_OR_DIGIT}*)?|{_SIMPLE})",
    re.IGNORECASE,
)
_PLAIN_TOKEN = re.compile(_SIMPLE, re.IGNORECASE)
_NOT_PLAIN = re.compile(r"[\d@]|://|www\.", re.IGNORECASE)
"""Only text with one of these can hold a number, a date or an address; the search for them costs most of the time."""
STOP = re.compile(r"[.!?。！？;；]")
"""A word that ends a sentence."""
_WORD = re.compile(r"\w")
_CJK = re.compile(rf"[{_KANJI}{_HIRAGANA}{_KATAKANA}]")


class Token(NamedTuple):
    """One word with the white space in front of it."""

    space: str
    text: str
    key: str
    """Folded as `monitor.text.key` folds: equal keys are the same word."""

    @property
    def is_word(self) -> bool:
        """False for punctuation."""
        return _WORD.search(self.text) is not None


@lru_cache(maxsize=32768)
def _key(word: str) -> str:
    return word if word.isascii() else text.key(word)


def tokens(clause: str) -> list[Token]:
    """Cut a clause; spaces and words joined give it back, but for white space at its end.

    >>> [token.text for token in tokens("We don't share 1,000.5 items: 提供しません。")]
    ['We', "don't", 'share', '1,000.5', 'items', ':', '提', '供', 'しません', '。']
    """
    found = []
    end = 0
    for match in _cut(clause):
        word = match.group()
        found.append(Token(clause[end : match.start()], word, word if word.isascii() else _key(word)))
        end = match.end()
    return found


def _cut(clause: str) -> Iterator[re.Match[str]]:
    return (_TOKEN if _NOT_PLAIN.search(clause) else _PLAIN_TOKEN).finditer(clause)


@lru_cache(maxsize=32768)
def words(clause: str) -> tuple[str, ...]:
    """Give the words alone, folded for comparing whole clauses: no case, no punctuation."""
    return tuple(_key(word).casefold() for word in (match.group() for match in _cut(clause)) if _WORD.search(word))


def size(folded: str) -> int:
    """Estimate the number of words of a key without cutting it; a Japanese word has about two characters."""
    if not folded:
        return 0
    if folded.isascii() or not is_japanese(folded):
        return folded.count(" ") + 1
    return folded.count(" ") + 1 + len(_CJK.findall(folded)) // 2


def is_japanese(clause: str) -> bool:
    """Tell whether any of it is written without spaces between words."""
    return _CJK.search(clause) is not None
