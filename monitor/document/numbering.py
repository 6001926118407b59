"""Labels: what a numbered line begins with, in which style, and which number it says.

A label is read from one line alone and may have several readings ("i)" is the ninth letter or the first Roman numeral);
`sequences` picks the one that continues what went before.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from monitor.document.numerals import IROHA, KANA, kanji, number, roman

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_LABEL = 40
"""Characters of a line that are looked at for a label."""


class Strength(IntEnum):
    """How sure a label is by its form alone."""

    WEAK = 0
    """A number and a space: "2 Rue de la Paix" has it too."""
    FIRM = 1
    """A number with its punctuation."""
    STRONG = 2
    """A word or sign that says what is numbered: 第4条, Article 4, § 4."""


class Reading(NamedTuple):
    """One way to understand a label."""

    style: str
    """Labels of one sequence have the same style, whatever their width: "（１）" and "(1)" are both "(1)"."""
    value: tuple[int, ...]
    """The number, outermost part first: "1.2.3" is (1, 2, 3), 第3条の2 is (3, 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label and where the line's own words begin."""

    text: str
    """As printed, without the space or dash that parts it from the words."""
    end: int
    """Offset of the first character after it and its separator."""
    readings: tuple[Reading, ...]
    strength: Strength


_DIGITS = r"[0-9０-９]"
_KANJI = "一二三四五六七八九十百〇"
_NUMBER = rf"(?:{_DIGITS}{{1,3}}|[{_KANJI}]{{1,5}})"
_GAP = r"[ ]?"
_WORDS = (
    "article|articles|art\\.|section|sections|sec\\.|part|annex|appendix|clause|schedule|exhibit|chapter|attachment|"
    "annexe|chapitre|titre|partie|clauses|artikel|abschnitt|teil|anhang|anlage|kapitel|ziffer|artículo|sección|anexo|cláusula|"
    "capítulo|articolo|sezione|allegato|capo|artigo|seção|secção|bijlage|hoofdstuk|pasal|別表第?|別紙第?|別添第?|様式第?|"
    "附属書第?"
)
_PARTS = {
    part: f"第{order}"
    for order, parts in enumerate(("編部", "章", "節", "款", "目", "条條", "項", "号號"))
    for part in parts
}
_HANGUL_PARTS = {"부": "第0", "장": "第1", "절": "第2", "조": "第5", "항": "第6", "호": "第7"}


def parse(text: str) -> Label | None:
    """Read the label at the start of a line of stored text.

    >>> parse("4.Appropriate acquisition").text, parse("第３条の２（定義）").readings[0].value
    ('4.', (3, 2))
    >>> parse("24 hours after the event"), parse("2024.4.1"), parse("3.5 million users").strength.name
    (None, None, 'FIRM')
    """
    return _parse(text[:MAX_LABEL]) if _may_begin(text) else None


def _may_begin(text: str) -> bool:
    """Tell from its first signs whether a line may begin with a label: most lines do not, and are told so at once."""
    first = text[:1]
    if not first.isalpha():
        return first in _STARTS
    return _LETTERED.match(text) is not None if first.isascii() else first in _WIDE_STARTS


def parse_marker(marker: str) -> tuple[Reading, ...]:
    """Read a list marker as a browser prints it: "3.", "c.", "iv."."""
    label = parse(f"{marker} x")
    if label is None and (digits := re.match(r"-?(\d+)", marker)):
        return (Reading("1.", (int(digits[1][:6]),)),)
    return label.readings if label else ()


@lru_cache(maxsize=8192)
def _parse(text: str) -> Label | None:
    for rule in _RULES:
        found = rule.pattern.match(text)
        readings = rule.readings(found) if found else ()
        if found and readings:
            return Label(text=found["label"].strip(), end=found.end(), readings=readings, strength=rule.strength)
    return None


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    readings: Callable[[re.Match[str]], tuple[Reading, ...]]
    strength: Strength


def _digits(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        return (Reading(style, (int(found["n"]),)),)

    return read


def _decimal(found: re.Match[str]) -> tuple[Reading, ...]:
    value = tuple(int(part) for part in re.split(r"[.．\-－]", found["n"]) if part)
    if len(value) > 1 and value[-1] == 0:
        return (Reading("1.0", value[:-1]),)
    return (Reading("1." if len(value) == 1 else f"1.1/{len(value)}", value),)


def _sign(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        return (Reading(style, (int(unicodedata.numeric(found["n"])),)),)

    return read


def _letter(shape: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
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


def _kanji(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        value = kanji(found["n"])
        return (Reading(style, (value,)),) if value else ()

    return read


def _kana(style: str) -> Callable[[re.Match[str]], tuple[Reading, ...]]:
    def read(found: re.Match[str]) -> tuple[Reading, ...]:
        sign = unicodedata.normalize("NFKC", found["n"])
        orders = (("ア", KANA), ("イ", IROHA))
        return tuple(
            Reading(style.replace("ア", name), (order.index(sign) + 1,)) for name, order in orders if sign in order
        )

    return read


def _article(found: re.Match[str]) -> tuple[Reading, ...]:
    part = found["part"] or ""
    style = _PARTS.get(part) or _HANGUL_PARTS.get(part) or "第"
    numbers = [found["n"], *re.findall(_NUMBER, found["branch"] or "")]
    return (Reading(style, tuple(number(one) for one in numbers)),)


def _word(found: re.Match[str]) -> tuple[Reading, ...]:
    word, numeral = found["word"].lower().rstrip(".第"), found["n"]
    word = {"articles": "article", "sections": "section", "clauses": "clause"}.get(word, word)
    if numeral[0].isdecimal():
        value = tuple(int(part) for part in re.findall(r"\d+", numeral))
        return (Reading(word if len(value) == 1 else f"{word}/{len(value)}", value),)
    return tuple(Reading(f"{word} {style}", value) for style, value in _letters(numeral, "1"))


_LETTERS = r"(?:[A-Za-zＡ-Ｚａ-ｚ]|[IVX]{2,6}|[ivx]{2,6})"


def _section(found: re.Match[str]) -> tuple[Reading, ...]:
    value = tuple(int(part) for part in found["n"].split("."))
    return (Reading("§" if len(value) == 1 else f"§/{len(value)}", value),)


def _bare(found: re.Match[str]) -> tuple[Reading, ...]:
    following = found.string[found.end() :][:1]
    return () if following.islower() else _digits("1 ")(found)


_ONE_KANA = "[アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲンｱ-ﾝ]"
_PAREN_KANJI = r"[㈠-㈩]"
_AFTER_POINT = r"(?![0-9０-９]|[a-z0-9-]{1,60}\.[a-z]{2})"
_POINT = r"[.．。、，]"


def _rule(
    pattern: str,
    readings: Callable[[re.Match[str]], tuple[Reading, ...]],
    strength: Strength = Strength.FIRM,
) -> _Rule:
    return _Rule(re.compile(pattern), readings, strength)


_RULES = (
    _rule(
        rf"(?P<label>第{_GAP}(?P<n>{_NUMBER}){_GAP}(?P<part>[編部章節款目条條項号號])"
        rf"(?P<branch>(?:{_GAP}の{_GAP}{_NUMBER}){{0,3}})[:：.．]?)"
        rf"(?!(?![おご][一-鿿]|第(?!{_NUMBER}[編部章節款目条條項号號]))[ぁ-ん、，,・第～〜及又乃])[ ]?",
        _article,
        Strength.STRONG,
    ),
    _rule(
        rf"(?P<label>제{_GAP}(?P<n>[0-9]{{1,3}}){_GAP}(?P<part>[부장절조항호])"
        r"(?P<branch>(?:의[0-9]{1,2})?)[:.]?)(?![가-힣,])[ ]?",
        _article,
        Strength.STRONG,
    ),
    _rule(rf"(?P<label>第(?P<n>{_NUMBER})(?P<part>)(?P<branch>)[.．、]?)(?:[ ]|$)", _article, Strength.STRONG),
    _rule(
        rf"(?P<label>(?P<word>(?i:{_WORDS})) ?"
        r"(?P<n>[0-9０-９]{1,3}(?:\.[0-9]{1,3}){0,3}|(?<= )[IVX]{1,6}|(?<= )[A-Z])"
        r"(?:er|ère|ro)?(?![\w,、%])[.:：)）]?)(?:[ ]?[-–—―|][ ]|[ ](?![a-zà-ÿ])|(?=[(（「【])|(?<=[.:：])|$)",
        _word,
        Strength.STRONG,
    ),
    _rule(
        r"(?P<label>§{1,2} ?(?P<n>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})[.:)]?)(?=[ ]|$)[ ]?",
        _section,
        Strength.STRONG,
    ),
    _rule(rf"(?P<label>[(（［\[]{_GAP}(?P<n>{_DIGITS}{{1,3}}){_GAP}[)）］\]])[.．:：]?[ ]?", _digits("(1)")),
    _rule(rf"(?P<label>[(（]{_GAP}(?P<n>{_LETTERS}){_GAP}[)）])[.．:：]?[ ]?", _letter("(1)")),
    _rule(rf"(?P<label>[(（](?P<n>[{_KANJI}]{{1,3}})[)）])[ ]?", _kanji("(一)")),
    _rule(rf"(?P<label>[(（](?P<n>{_ONE_KANA})[)）])[ ]?", _kana("(ア)")),
    _rule(r"(?P<label>(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾])[.．]?)[ ]?", _sign("①")),
    _rule(r"(?P<label>(?P<n>[⑴-⒇]))[ ]?", _sign("(1)")),
    _rule(rf"(?P<label>(?P<n>{_PAREN_KANJI}))[ ]?", _sign("(一)")),
    _rule(r"(?P<label>(?P<n>[⒈-⒛]))[ ]?", _sign("1.")),
    _rule(r"(?P<label>(?P<n>[Ⅰ-Ⅻ])[.．、:：)）]?)[ ]?(?![Ⅰ-Ⅻ])", _sign("I.")),
    _rule(r"(?P<label>(?P<n>[ⅰ-ⅻ])[.．、:：)）]?)[ ]?(?![ⅰ-ⅻ])", _sign("i.")),
    _rule(
        rf"(?P<label>(?P<n>{_DIGITS}{{1,2}}(?:[.．]{_DIGITS}{{1,3}}){{1,5}})[.．)）:：]?)(?![0-9０-９%％°$€£¥])"
        r"(?:[ ]?[-–—][ ]|[ ]|(?=[^\W\d_]|[“\"'‘「『（(【])|$)",
        _decimal,
    ),
    _rule(rf"(?P<label>(?P<n>{_DIGITS}{{1,2}}[-－]{_DIGITS}{{1,2}})[.．)）:：]?)(?![-－0-9０-９%])(?:[ ]|$)", _decimal),
    _rule(rf"(?P<label>(?P<n>{_DIGITS}{{1,3}})[ ]?[.．。][)）]?){_AFTER_POINT}(?:[ ]?[-–—][ ]|[ ]?)", _digits("1.")),
    _rule(rf"(?P<label>(?P<n>{_DIGITS}{{1,3}})[、，])[ ]?(?=[^\W\d_]|[「『（(【]|$)", _digits("1.")),
    _rule(rf"(?P<label>(?P<n>{_DIGITS}{{1,3}})[ ]?[)）])[ ]?", _digits("1)")),
    _rule(rf"(?P<label>(?P<n>{_DIGITS}{{1,2}})[:：])[ ](?=\S)", _digits("1:")),
    _rule(rf"(?P<label>(?P<n>{_LETTERS})[ ]?[)）])[ ]?", _letter("1)")),
    _rule(rf"(?P<label>(?P<n>{_LETTERS})[.．][)）]?)(?:[ ]|$|(?=[A-Zぁ-ヿ一-鿿][a-zぁ-ヿ一-鿿]))", _letter("1.")),
    _rule(rf"(?P<label>(?P<n>[{_KANJI}]{{1,3}}){_POINT})[ ]?", _kanji("一、")),
    _rule(rf"(?P<label>(?P<n>{_ONE_KANA})[.．、)）:：])[ ]?", _kana("ア")),
    _rule(
        rf"(?P<label>(?P<n>{_DIGITS}{{1,2}}))(?:[ ][-–—|:][ ]|[ ])(?=[^\W\d_]|[“\"「『（(【])",
        _bare,
        Strength.WEAK,
    ),
    _rule(
        rf"(?P<label>(?P<n>{_DIGITS}{{1,2}}))(?=[ぁ-ヿ一-鿿])"
        r"(?!個(?!人)|[年月日時分秒週かカヶケつ人名件回条項歳才円万億千番点社者通種階])",
        _digits("1 "),
        Strength.WEAK,
    ),
    _rule(rf"(?P<label>(?P<n>{_DIGITS}{{1,2}}))$", _digits("1 "), Strength.WEAK),
    _rule(rf"(?P<label>(?P<n>[{_KANJI}]{{1,3}}))[ ]", _kanji("一 "), Strength.WEAK),
    _rule(rf"(?P<label>(?P<n>{_ONE_KANA}))[ ]", _kana("ア"), Strength.WEAK),
    _rule(r"(?P<label>(?P<n>[IVX]{1,6}))[ ](?:[-–—][ ])?(?=[A-Z])", _letter("1 "), Strength.WEAK),
)


_STARTS = frozenset("0123456789０１２３４５６７８９(（［[§①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | frozenset(
    chr(code)
    for start, end in (
        (0x2160, 0x217C),
        (0x2474, 0x249C),
        (0x24F5, 0x24FF),
        (0x2776, 0x2794),
        (0x3220, 0x322A),
        (0x3251, 0x3260),
        (0x32B1, 0x32C0),
    )
    for code in range(start, end)
)
_LETTERED = re.compile(rf"(?i:{_WORDS})|[A-Za-z]{{1,6}}[ ]?[.．)）]|[IVX]{{1,6}}[ ]")
_WIDE_STARTS = (
    frozenset("第제別様附")
    | frozenset(_KANJI)
    | frozenset(KANA)
    | frozenset(IROHA)
    | frozenset(
        chr(code)
        for start, end in ((0x2160, 0x217C), (0x24B6, 0x24EA), (0xFF21, 0xFF5B), (0xFF66, 0xFF9E))
        for code in range(start, end)
    )
)
