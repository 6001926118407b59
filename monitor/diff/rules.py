"""The tables of words made ready for use, and the facts they find in a stretch of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff import quantities
from monitor.diff.lexicon import FAMILIES
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
    spaced: re.Pattern[str]
    """Finds it in text with spaces between words."""
    unspaced: re.Pattern[str]
    """Finds it in text that is Japanese, at least in part."""
    value: Callable[[re.Match[str]], str]
    """Two facts of one value say the same."""
    weak: frozenset[str] = frozenset()
    is_quantity: bool = False
    needs: tuple[str, ...] = ()
    """One of these stands in every text where it can be found, letters small; nothing when empty."""


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
            (name, re.compile(_either(latin, japanese), re.IGNORECASE))
            for name, (latin, japanese) in family.classes.items()
        ]

    def value(found: re.Match[str]) -> str:
        for name, rule in classes():
            match = rule.match(found.string, found.start(), found.endpos)
            if match and match.end() == found.end():
                return name
        return text.loose(found.group())

    latin = "|".join(latin for latin, _ in family.classes.values() if latin)
    japanese = "|".join(japanese for _, japanese in family.classes.values() if japanese)
    return Rule(
        kind=family.kind,
        reason=family.reason,
        spaced=re.compile(_either(latin, ""), re.IGNORECASE),
        unspaced=re.compile(_either(latin, japanese), re.IGNORECASE),
        value=value,
        weak=family.weak,
    )


def _either(latin: str, japanese: str) -> str:
    return "|".join(part for part in (rf"\b(?:{latin})\b" if latin else "", japanese) if part)


def _of_pattern(kind: SignalKind, reason: str, pattern: str, fold: Callable[[str], str], needs: str = "") -> Rule:
    rule = re.compile(pattern, re.IGNORECASE)
    return Rule(
        kind=kind,
        reason=reason,
        spaced=rule,
        unspaced=rule,
        value=lambda found: fold(found.group()),
        needs=tuple(needs.split()),
        is_quantity=kind in _QUANTITIES,
    )


_QUANTITIES = {SignalKind.DATE, SignalKind.PERCENT, SignalKind.AMOUNT, SignalKind.AGE, SignalKind.PERIOD}
_DIGITS = "0 1 2 3 4 5 6 7 8 9 ０ １ ２ ３ ４ ５ ６ ７ ８ ９ 月"
_MONEY = (
    "$ € £ ¥ ￥ ₹ dollar euro pound yen franc cent usd eur gbp jpy chf free charge cost gratuit kostenlos unentgelt"
    " 円 ドル ユーロ 無料 無償 有料 有償"
)
RULES = (
    _of_pattern(SignalKind.DATE, "a date changed", quantities.DATES, quantities.date, _DIGITS),
    _of_pattern(SignalKind.CONTACT, "contact data changed", CONTACTS, contact),
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
        "old age under over below above than alter âge edad 歳 才 成年 成人 学生 高校生",
    ),
    _of_pattern(SignalKind.PERIOD, "a period changed", quantities.PERIODS, quantities.period),
    _of_pattern(SignalKind.PARTY, "a party changed", NAMED, text.loose),
    _of_pattern(SignalKind.COUNTRY, "a place of jurisdiction changed", COURTS, text.loose),
    *(_of_family(family) for family in (*FAMILIES, COUNTRY, PARTY)),
    _of_pattern(SignalKind.LIMIT, "a number changed", quantities.COUNTS, quantities.count),
)
"""All of them; what an earlier one claims is not read as anything else."""


def facts_in(stretch: str, start: int, end: int) -> list[Fact]:
    """Find the facts between two places of a text; no two overlap."""
    japanese = is_japanese(stretch[start:end])
    found: list[Fact] = []
    lowered = stretch[start:end].casefold()
    for rule in RULES:
        if rule.needs and not any(word in lowered for word in rule.needs):
            continue
        for match in (rule.unspaced if japanese else rule.spaced).finditer(stretch, start, end):
            left, right = match.span()
            if left < right and not any(left < fact.end and fact.start < right for fact in found):
                found.append(Fact(rule, rule.value(match), left, right))
    return sorted(found, key=lambda fact: fact.start)
