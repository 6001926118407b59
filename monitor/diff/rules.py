"""The tables of words made ready for use, and the facts they find in a stretch of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff import quantities
from monitor.diff.alternatives import gathered
from monitor.diff.european_names import LAW_OF_A_COUNTRY, STREETS
from monitor.diff.lexicon import FAMILIES
from monitor.diff.names import KNOWN
from monitor.diff.numerals import NUMBER_WORDS
from monitor.diff.parties import CONTACTS, COUNTRY, COURTS, NAMED, PARTY, contact
from monitor.diff.tokens import is_japanese
from monitor.model import SignalKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitor.diff.families import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One sort of fact: where it may stand, and what it comes to."""

    kind: SignalKind
    reason: str
    english: re.Pattern[str]
    """Finds it in text known to be English."""
    spaced: re.Pattern[str]
    """Finds it in text of any language with spaces between words."""
    unspaced: re.Pattern[str]
    """Finds it in text that is Japanese, at least in part."""
    value: Callable[[re.Match[str]], str]
    """Two facts of one value say the same."""
    weak: frozenset[str] = frozenset()
    is_quantity: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    """One of each of these rows stands in every text where it can be found, letters small."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of a rule at a place in a text."""

    rule: Rule
    value: str
    start: int
    end: int

    @property
    def is_weak(self) -> bool:
        """Tell whether it counts only in the place of another one."""
        return self.value in self.rule.weak


def _of_family(family: Family) -> Rule:
    @cache
    def classes() -> list[tuple[str, re.Pattern[str]]]:
        return [
            (name, re.compile(_either(_also(latin, family.european.get(name, "")), japanese), re.IGNORECASE))
            for name, (latin, japanese) in family.classes.items()
        ]

    def value(found: re.Match[str]) -> str:
        for name, rule in classes():
            match = rule.match(found.string, found.start(), found.endpos)
            if match and match.end() == found.end():
                return name
        return text.loose(found.group())

    english = "|".join(latin for latin, _ in family.classes.values() if latin)
    latin = "|".join(
        filter(None, (_also(row[0], family.european.get(name, "")) for name, row in family.classes.items()))
    )
    japanese = "|".join(japanese for _, japanese in family.classes.values() if japanese)
    return Rule(
        kind=family.kind,
        reason=family.reason,
        english=re.compile(_either(english, ""), re.IGNORECASE),
        spaced=re.compile(_either(latin, ""), re.IGNORECASE),
        unspaced=re.compile(_either(english, japanese), re.IGNORECASE),
        value=value,
        weak=family.weak,
    )


def _also(one: str, other: str) -> str:
    return "|".join(filter(None, (one, other)))


def _either(latin: str, japanese: str) -> str:
    return "|".join(part for part in (rf"\b(?:{gathered(latin)})\b" if latin else "", japanese) if part)


def _of_pattern(kind: SignalKind, reason: str, pattern: str, fold: Callable[[str], str], *needs: str) -> Rule:
    rule = re.compile(pattern, re.IGNORECASE)
    return Rule(
        kind=kind,
        reason=reason,
        english=rule,
        spaced=rule,
        unspaced=rule,
        value=lambda found: fold(found.group()),
        needs=tuple(tuple(word.replace("_", " ") for word in row.split()) for row in needs),
        is_quantity=kind in _QUANTITIES,
    )


_QUANTITIES = {SignalKind.DATE, SignalKind.PERCENT, SignalKind.AMOUNT, SignalKind.AGE, SignalKind.PERIOD}
_DIGITS = "0 1 2 3 4 5 6 7 8 9 ０ １ ２ ３ ４ ５ ６ ７ ８ ９ 月"
_NUMBERS = f"{_DIGITS} {NUMBER_WORDS} 一 二 三 四 五 六 七 八 九 十 百 千"
_TIMES = (  # "_" stands for a space
    "second minute hour day week month quarter year decade fortnight dai annual hourly ever indefin unlimited permanent"
    " perpet limit jour semaine mois heure année ans un_an par_an 1_an tag woche monat jahr stund lich befrist"
    " dauerhaft día semana mes hora año giorn anni anno dia ano dag maand jaar jede chaque cada quotid hebdo mensu annu"
    " diari anual 秒 分 時 日 週 月 年 永 恒久 無期 期間"
)
_MONEY = (
    "$ € £ ¥ ￥ ₹ dollar euro pound yen franc cent usd eur gbp jpy chf free charge cost gratuit kostenlos unentgelt"
    " 円 ドル ユーロ 無料 無償 有料 有償"
)
_PLACES = "law court droit loi recht derecho ley legislaci tribuna juzgado gericht 裁判所"
RULES = (
    _of_pattern(SignalKind.DATE, "a date changed", quantities.DATES, quantities.date, _DIGITS),
    _of_pattern(
        SignalKind.CONTACT, "contact data changed", f"{CONTACTS}|{STREETS}", contact, f"{_DIGITS} @ :// www 都 道 府 県"
    ),
    _of_pattern(
        SignalKind.PERCENT,
        "a percentage changed",
        quantities.PERCENTS,
        quantities.percent,
        "% ％ ‰ cent prozent パーセント 割",
    ),
    _of_pattern(SignalKind.AMOUNT, "an amount of money changed", quantities.AMOUNTS, quantities.amount, _MONEY),
    _of_pattern(
        SignalKind.AGE,
        "an age changed",
        quantities.AGES,
        quantities.age,
        f"{_NUMBERS} 成年 成人 学生 高校生",
        "old age under over below above than alter âge edad jahr ans años 歳 才 成年 成人 学生 高校生",
    ),
    _of_pattern(SignalKind.PERIOD, "a period changed", quantities.PERIODS, quantities.period, _TIMES),
    _of_pattern(SignalKind.PARTY, "a party changed", f"{NAMED}|{KNOWN}", text.loose),
    _of_pattern(
        SignalKind.COUNTRY, "a place of jurisdiction changed", f"{COURTS}|{LAW_OF_A_COUNTRY}", text.loose, _PLACES
    ),
    *(_of_family(family) for family in (*FAMILIES, COUNTRY, PARTY)),
    _of_pattern(SignalKind.LIMIT, "a number changed", quantities.COUNTS, quantities.count, _NUMBERS),
)
"""All of them; what an earlier one claims is not read as anything else."""


def facts_in(stretch: str, start: int, end: int, language: str = "") -> list[Fact]:
    """Find the facts between two places of a text; no two overlap."""
    japanese = is_japanese(stretch[start:end])
    english = language == "en"
    found: list[Fact] = []
    lowered = stretch[start:end].casefold()
    for rule in RULES:
        if not all(any(word in lowered for word in row) for row in rule.needs):
            continue
        pattern = rule.unspaced if japanese else rule.english if english else rule.spaced
        for match in pattern.finditer(stretch, start, end):
            left, right = match.span()
            if left < right and not any(left < fact.end and fact.start < right for fact in found):
                found.append(Fact(rule, rule.value(match), left, right))
    return sorted(found, key=lambda fact: fact.start)
