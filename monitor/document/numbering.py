"""Labels: what a numbered line begins with, in which style, and which number it says.

A label is read from one line alone and may have several readings ("i)" is the ninth letter or the first Roman numeral);
`sequences` picks the one that continues what went before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from monitor.document import readings
from monitor.document.numerals import ARABIC, HANGUL, IROHA, KANA, ORDINAL
from monitor.document.readings import DIGITS, KANJI, NUMBER, Reading

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label and where the line's own words begin."""

    text: str
    """As printed, without the space or dash that parts it from the words."""
    end: int
    """Offset of the first character after it and its separator."""
    readings: tuple[Reading, ...]
    strength: Strength


_GAP = r"[ ]?"
_WORDS = (
    "article|articles|art\\.|section|sections|sec\\.|part|annex|appendix|clause|schedule|exhibit|chapter|attachment|"
    "annexe|chapitre|titre|partie|clauses|artikel|abschnitt|teil|anhang|anlage|kapitel|ziffer|artículo|sección|anexo|cláusula|"
    "capítulo|articolo|sezione|allegato|capo|artigo|seção|secção|bijlage|hoofdstuk|pasal|bab|madde|bölüm|rozdział|artykuł|"
    "статья|раздел|глава|стаття|розділ|άρθρο|điều|المادة|البند|الفصل|別表第?|別紙第?|別添第?|"
    "(?:別[記紙])?様式第?|別記第?|別図第?|"
    "附属書第?"
)


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


_BRANCH = r"(?:(?P<branch>[a-zA-Z])|[ -]?(?P<latin>bis|ter|quater))?"
"""What an article that was put between two others adds to the number before it: § 3a, Article 4 bis."""
_LETTERS = r"(?:[A-Za-zＡ-Ｚａ-ｚ]|[IVX]{2,6}|[ivx]{2,6})"
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
    _rule(rf"(?P<label>第(?P<n>{NUMBER})号様式)(?:[ ]|$|(?=[(（]))", readings.form, Strength.STRONG),
    _rule(
        rf"(?P<label>第{_GAP}(?P<n>{NUMBER}){_GAP}(?P<part>[編部章節款目条條項号號])"
        rf"(?P<branch>(?:{_GAP}の{_GAP}{NUMBER}){{0,3}})[:：.．]?)"
        rf"(?!(?![おご][一-鿿]|第(?!{NUMBER}[編部章節款目条條項号號]))[ぁ-ん、，,・第～〜及又乃])[ ]?",
        readings.article,
        Strength.STRONG,
    ),
    _rule(
        rf"(?P<label>제{_GAP}(?P<n>[0-9]{{1,3}}){_GAP}(?P<part>[부장절조항호])"
        r"(?P<branch>(?:의[0-9]{1,2})?)[:.]?)(?![가-힣,])[ ]?",
        readings.article,
        Strength.STRONG,
    ),
    _rule(rf"(?P<label>第(?P<n>{NUMBER})(?P<part>)(?P<branch>)[.．、]?)(?:[ ]|$)", readings.article, Strength.STRONG),
    _rule(
        rf"(?P<label>(?P<word>(?i:{_WORDS})) ?"
        r"(?P<n>[0-9０-９]{1,3}(?:\.[0-9]{1,3}){0,3}|(?<= )[IVX]{1,6}|(?<= )[A-Z])"
        rf"(?:(?i:er|ère|ro)|[º°ª]|号)?{_BRANCH}(?![\w,、%])[.:：)）]?)"
        r"(?:[ ]?[-–—―|:][ ]|[ ](?![a-zà-ÿ])|(?=[(（「【])|(?<=[.:：])|$)",
        readings.word,
        Strength.STRONG,
    ),
    _rule(
        rf"(?P<label>§{{1,2}} ?(?P<n>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,3}}){_BRANCH}[.:)]?)(?=[ ]|$)[ ]?(?:[-–—][ ])?",
        readings.section,
        Strength.STRONG,
    ),
    _rule(rf"(?P<label>[(（［\[]{_GAP}(?P<n>{DIGITS}{{1,3}}){_GAP}[)）］\]])[.．:：]?[ ]?", readings.plain("(1)")),
    _rule(rf"(?P<label>[(（]{_GAP}(?P<n>{_LETTERS}){_GAP}[)）])[.．:：]?[ ]?", readings.letter("(1)")),
    _rule(rf"(?P<label>[(（](?P<n>[{KANJI}]{{1,3}})[)）])[ ]?", readings.in_kanji("(一)")),
    _rule(rf"(?P<label>[(（](?P<n>{_ONE_KANA})[)）])[ ]?", readings.in_kana("(ア)")),
    _rule(r"(?P<label>(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾])[.．]?)[ ]?", readings.sign("①")),
    _rule(r"(?P<label>(?P<n>[⑴-⒇]))[ ]?", readings.sign("(1)")),
    _rule(rf"(?P<label>(?P<n>{_PAREN_KANJI}))[ ]?", readings.sign("(一)")),
    _rule(r"(?P<label>(?P<n>[⒈-⒛]))[ ]?", readings.sign("1.")),
    _rule(r"(?P<label>(?P<n>[Ⅰ-Ⅻ])[.．、:：)）]?)[ ]?(?![Ⅰ-Ⅻ])", readings.sign("I.")),
    _rule(r"(?P<label>(?P<n>[ⅰ-ⅻ])[.．、:：)）]?)[ ]?(?![ⅰ-ⅻ])", readings.sign("i.")),
    _rule(
        rf"(?P<label>(?P<n>{DIGITS}{{1,2}}(?:[.．]{DIGITS}{{1,3}}){{1,5}})[.．)）:：]?)(?![0-9０-９%％°$€£¥])"
        r"(?:[ ]?[-–—][ ]|[ ]|(?=[^\W\d_]|[“\"'‘「『（(【])|$)",
        readings.decimal,
    ),
    _rule(
        rf"(?P<label>(?P<n>{DIGITS}{{1,2}}[-－]{DIGITS}{{1,2}})[.．)）:：]?)(?![-－0-9０-９%])(?:[ ]|$)",
        readings.decimal,
    ),
    _rule(
        rf"(?P<label>(?P<n>{DIGITS}{{1,3}})[ ]?[.．。][)）º°ª]?){_AFTER_POINT}(?:[ ]?[-–—][ ]|[ ]?)",
        readings.plain("1."),
    ),
    _rule(r"(?P<label>(?P<n>[0-9]{1,2})(?P<letter>[A-Za-z])[.)])[ ]", readings.numbered_letter),
    _rule(r"(?P<label>(?P<n>[IVX]{1,6}))[ ][-–—][ ](?=\S)", readings.in_roman),
    _rule(
        rf"(?P<label>(?i:cl[áa]usula |art[íi]culo )?(?P<n>{ORDINAL}[aoAO])[ ]?(?:\.[ ]?)?[.:–-])(?:[ ]?[-–—][ ]|[ ]|$)",
        readings.in_words,
        Strength.STRONG,
    ),
    _rule(
        rf"(?P<label>(?P<n>{ARABIC})(?:ًا|اً|ا)? ?[.:：،–-])(?:[ ]?[-–—][ ]|[ ]|$)",
        readings.in_words,
        Strength.STRONG,
    ),
    _rule(rf"(?P<label>(?P<n>{DIGITS}{{1,3}})[、，])[ ]?(?=[^\W\d_]|[「『（(【]|$)", readings.plain("1.")),
    _rule(rf"(?P<label>(?P<n>{DIGITS}{{1,3}})[ ]?[)）])[ ]?", readings.plain("1)")),
    _rule(rf"(?P<label>(?P<n>{DIGITS}{{1,2}})[:：])[ ](?=\S)", readings.plain("1:")),
    _rule(rf"(?P<label>(?P<n>{_LETTERS})[ ]?[)）])[ ]?", readings.letter("1)")),
    _rule(
        rf"(?P<label>(?P<n>{_LETTERS})[.．][)）]?)(?:[ ]|$|(?=[A-Zぁ-ヿ一-鿿][a-zぁ-ヿ一-鿿]))", readings.letter("1.")
    ),
    _rule(rf"(?P<label>(?P<n>[{KANJI}]{{1,3}}){_POINT})[ ]?", readings.in_kanji("一、")),
    _rule(rf"(?P<label>(?P<n>{_ONE_KANA})[.．、)）:：])[ ]?", readings.in_kana("ア")),
    _rule(rf"(?P<label>(?P<n>[{HANGUL}])[.)])[ ]", readings.in_hangul),
    _rule(
        rf"(?P<label>(?P<n>{DIGITS}{{1,2}}))(?:[ ][-–—|:][ ]|[ ])(?=[^\W\d_]|[“\"「『（(【])",
        readings.bare,
        Strength.WEAK,
    ),
    _rule(
        rf"(?P<label>(?P<n>{DIGITS}{{1,2}}))(?=[ぁ-ヿ一-鿿])"
        r"(?!個(?!人)|[年月日時分秒週かカヶケつ人名件回条項歳才円万億千番点社者通種階])",
        readings.plain("1 "),
        Strength.WEAK,
    ),
    _rule(rf"(?P<label>(?P<n>{DIGITS}{{1,2}}))$", readings.plain("1 "), Strength.WEAK),
    _rule(rf"(?P<label>(?P<n>[{KANJI}]{{1,3}}))[ ]", readings.in_kanji("一 "), Strength.WEAK),
    _rule(rf"(?P<label>(?P<n>{_ONE_KANA}))[ ]", readings.in_kana("ア"), Strength.WEAK),
    _rule(r"(?P<label>(?P<n>[IVX]{1,6}))[ ](?=[A-Z])", readings.letter("1 "), Strength.WEAK),
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
_LETTERED = re.compile(rf"(?i:{_WORDS})|[A-Za-z]{{1,6}}[ ]?[.．)）]|[IVX]{{1,6}}[ ]|{ORDINAL}[aoAO]")
_FIRST_LETTERS = "СсРрГгΆΑάαĐđاأثرخستع"
"""Of the words and ordinals above that are written in other letters."""
_WIDE_STARTS = (
    frozenset("第제別様附")
    | frozenset(KANJI)
    | frozenset(KANA)
    | frozenset(IROHA)
    | frozenset(HANGUL)
    | frozenset(_FIRST_LETTERS)
    | frozenset(
        chr(code)
        for start, end in ((0x2160, 0x217C), (0x24B6, 0x24EA), (0xFF21, 0xFF5B), (0xFF66, 0xFF9E))
        for code in range(start, end)
    )
)
