"""Quantities as they are written and what they come to: dates, money, percentages, ages, periods, counts.

Two ways to write one quantity are the same one: 三年間 and 3年間, "30 days" and "thirty (30) days", ¥1,000 and 1000円.
"""

from __future__ import annotations

import re
import unicodedata

from monitor import text
from monitor.diff.numerals import COUNT, KANJI, KANJI_RUN, from_kanji, number
from monitor.diff.tokens import DATE, MONTHS

_TIME = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?"
    r"|jours?|semaines?|mois|ans?|années?|tage?n?|wochen?|monate?n?|jahre?n?|días?|semanas?|meses|mes|años?|horas?"
    r"|heures?|stunden?|giorni|mesi|anni|dias|anos|dagen|maanden|jaar)"
)
_WORKING = r"(?:(?:business|working|calendar|consecutive|full) )?"
_NUMBER = r"\d{1,15}(?:[ \u00a0\u202f]\d{3}(?!\d)|[.,]\d{1,9}){0,6}"
_COUNT_JA = rf"(?:{_NUMBER}|{KANJI})"
_TIME_JA = r"(?:秒間?|時間|(?:営業|就業)日|日間?(?!本)|週間?|[かヶヵケカ箇個]月間?|年間?(?![度齢月長生号]))"
_DAY_KANJI = "[一二三四五六七八九十]{1,3}"
_DATE_KANJI = (
    rf"(?<![〇一二三四五六七八九十百千\d])(?:(?:令和|平成|昭和)(?:{_DAY_KANJI}|元)年|[一二]{KANJI}年)?"
    rf"{_DAY_KANJI}月(?:(?:{_DAY_KANJI}|\d{{1,2}})日|末日)"
)
_SIGN = r"(?:US\$|[$€£¥￥₹]|\b(?:USD|EUR|GBP|JPY|CHF))"
_LARGE = r"(?:\s?(?:million|billion|thousand))?"
_OLD = (
    r"(?:\s?(?:years? (?:old|of age)|ans révolus|jahren? alt|años de edad|años cumplidos)"
    r"|(?<=\d)\.?\s?lebensjahre?s?)"
)
_TEENS = (
    r"(?:1[2-9]|2[01]|douze|treize|quatorze|quinze|seize|dix-huit|doce|trece|catorce|quince|dieciséis|dieciocho"
    r"|zwölf|dreizehn|vierzehn|sechzehn|achtzehn)"
)
"""The ages at which people may do things; a number of years beside "at least" that is none of them is a period."""

DATES = (
    rf"{DATE}|\b(?!(?-i:may))(?:{MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?,?\s?\d{{4}})"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?!(?-i:may))(?:{MONTHS})\b|(?<!\d)\d{{1,2}}月\s?(?:\d{{1,2}}日|末日)"
    rf"|{_DATE_KANJI}"
)
PERCENTS = (
    rf"(?:{_NUMBER}|\b{COUNT})\s?"
    rf"(?:[%％‰]|per\s?cent\b|percent\b|prozent\b|pour\s?cent\b|por\s?ciento\b|パーセント)|{_COUNT_JA}割(?!合)"
)
AMOUNTS = (
    rf"{_SIGN}\s?{_NUMBER}{_LARGE}|\b{COUNT}{_LARGE}\s?(?:(?:US\s)?(?:dollars?|euros?|pounds?|yen|francs?|cents?"
    rf"|usd|eur|gbp|jpy|chf)\b|[€£])|{_COUNT_JA}(?:[万億千]\d{{0,4}}){{0,3}}(?:円|ドル|ユーロ)"
    r"|\b(?:free of charge|without charge|at no (?:charge|cost)|for free|gratuit\w{0,6}|kostenlos|unentgeltlich)\b"
    r"|無料|無償|有料|有償"
)
AGES = (
    rf"\b{COUNT}{_OLD}\b|{_COUNT_JA}[歳才]|未成年者?|成人|[小中高大]学生|高校生"
    rf"|\b{COUNT}(?=\s(?:years )?(?:or|and) (?:older|over|above|under|younger|below))"
    r"|(?:(?<=\bunder )|(?<=\bover )|(?<=\bbelow )|(?<=\babove )|(?<=at least )|(?<=\bage of )|(?<=\baged )|(?<=than )"
    rf"|(?<=alter von )|(?<=âge de )|(?<=edad de )){COUNT}\b"
    r"(?=\s?(?:[,.;)]|(?:or|and|then|please|unless|has|have|if|in|on|we|you|may|must|can|cannot|could|shall|should"
    r"|will|are|is|who|without|need|to)\b|$))"
    rf"|(?:(?<=\bunder the age of )|(?<=\bover the age of )|(?<=\bage of )){COUNT}\b(?!\s(?:days|weeks|months))"
    rf"|(?:(?<=moins de )|(?<=plus de )|(?<=avoir au moins )|(?<=d['’]au moins )|(?<=âgé de )|(?<=âgée de )"
    rf"|(?<=âgés de )|(?<=âgées de )|(?<=menores de )|(?<=mayores de )|(?<=mayor de )|(?<=menor de )|(?<=al menos )"
    rf"|(?<=\bunter )|(?<=\büber )|(?<=\bab )){_TEENS}\s(?:ans|jahren?|años)\b(?!\s(?:après|nach|después))"
)
PERIODS = (
    rf"\b(?:once|twice|{COUNT} times)\s(?:an?|per|each|every)\s{_TIME}\b"
    rf"|(?<![^\W_])(?:{COUNT}|half an?)[\s-]{_WORKING}{_TIME}\b"
    r"|\b(?:indefinitely|for ?ever|permanently|perpetually|in perpetuity|without (?:a )?time limit"
    r"|(?:for )?an (?:indefinite|unlimited) (?:period|time)(?: of time)?|unbefristet|indéfiniment|dauerhaft)\b"
    r"|\b(?:hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|(?:each|every)\s(?:day|week|month|year)"
    r"|(?:täg|wöchent|monat|jähr)lich(?:e[mnrs]?)?|quotidien(?:ne)?s?|quotidiennement|hebdomadaires?|mensuel(?:le)?s?"
    r"|mensuellement|annuel(?:le)?s?|annuellement|diari[ao]s?|diariamente|semanal(?:es|mente)?|mensual(?:es|mente)?"
    r"|anual(?:es|mente)?|(?:jede[mnrs]?|chaque|cada)\s(?:tag|woche|monat|jahr|jour|semaine|mois|année|día|semana|mes"
    r"|año))\b"
    rf"|毎?[年月週日]に?{_COUNT_JA}回|(?<![\d月.第〇一二三四五六七八九十百千]){_COUNT_JA}(?<!\d{{4}}){_TIME_JA}"
    rf"|\d{{1,9}}分間?|{KANJI}分間"
    r"|半年間?|半月間?|半日|無期限|無期(?!限)|半永久|永久|永続|恒久|期間の定めなく|毎[年月週日]"
    r"|翌々?(?:[年月週]末?|日)|[当前同][年月]末"
)
COUNTS = (
    rf"(?<!section )(?<!article )(?<!clause )(?<!version )\b(?!an?\s|one\s|une?\s){COUNT}"
    r"\s(?:[a-z-]{2,20}\s)?[a-z]{2,20}s\b"
    rf"|\b{COUNT}\s?(?:[kmgt][bo]|km|kg)\b"
    rf"|(?<![.§]\s)\b(?!an?\s|one\s|ein|une?\s){COUNT}\s(?-i:[A-ZÄÖÜ])[a-zäöüß]{{3,20}}(?:en|e|er|te|s)\b(?!-)"
    rf"|(?<!人){_COUNT_JA}(?:名|人(?!ひとり|一人)|回|件|台|個|枚|社|校|冊|通(?![りじ常知信]))|\d{{1,9}}(?:通|点|口|部|組|文字|ページ|箇所|か所|項目|種類"
    rf"|[KMGT]B)"
)

_FOREVER = re.compile(
    r"for ?ever|indefinit|unlimited|permanent|perpet|time limit|unbefristet|dauerhaft|無期|永久|永続|恒久|定めなく",
    re.IGNORECASE,
)
_UNITS: tuple[tuple[str, str, float], ...] = (
    (r"business|working|営業|就業", "working day", 1),
    (r"second|秒", "second", 1),
    (r"minute|分", "minute", 1),
    (r"\bhour|heure|stund|hora|時間", "hour", 1),
    (r"fortnight", "day", 14),
    (r"week|semaine|w[oö]che|semana|hebdo|週", "day", 7),
    (r"decade", "month", 120),
    (r"quarter", "month", 3),
    (r"半年", "month", 6),
    (r"month|mois|mensu|monat|\bmes|meses|maand|月", "month", 1),
    (r"year|\bans?\b|année|j[aä]hr|año|anni|anos|jaar|ann?ual|annuel|年", "month", 12),
    (r"day|jour|quotid|diari|t[aä]g|día|dia|giorni|dagen|daily|日", "day", 1),
)
_UNIT_RULES = tuple((re.compile(rule, re.IGNORECASE), unit, factor) for rule, unit, factor in _UNITS)
_TIMES = re.compile(r"(once|twice|times)|回", re.IGNORECASE)
_RECURRING = re.compile(
    r"(?:hour|dai|week|month|quarter|year)ly|ann?ual|annuel|lich\b|lich[e]|quotid|hebdo|mensu|diari|semanal"
    r"|\b(?:each|every|jede|chaque|cada)|毎",
    re.IGNORECASE,
)
_FREE = re.compile(r"free|without|at no|gratuit|kostenlos|unentgelt|無料|無償", re.IGNORECASE)
_CURRENCIES = (("€", r"€|eur|ユーロ"), ("£", r"£|gbp|pound"), ("¥", r"[¥￥円]|jpy|yen"), ("$", r"\$|usd|dollar|ドル"))
_CURRENCY_RULES = tuple((sign, re.compile(rule, re.IGNORECASE)) for sign, rule in _CURRENCIES)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ERA = re.compile(r"(令和|平成|昭和)\s?(\d{1,2}|元)年")
_MONTH_NAMES = tuple(re.compile(rule) for rule in (
    "^jan|^gen|^ene", "^f[eéb]|^feb|^fév", "^mar|^mär", "^a[pvb]r|^abr", "^ma[iyg]|^mei|^may", "^jun|^juin|^giu",
    "^jul|^juil|^lug", "^aug|^ao|^ago", "^se[pt]|^set", "^o[ckt]t|^out", "^nov", "^de[czs]|^dé|^dic|^dez",
))  # fmt: skip
_DAY_FIRST = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}")
_MONTHS_OF_A_YEAR = 12
_WORD = re.compile(r"[^\W\d_]{3,12}")
_SMALL = re.compile(r"\d{1,2}")


def date(words: str) -> str:
    """Fold a date: year, month and day where it says them.

    >>> date("1 May 2024") == date("May 1st, 2024") == date("令和6年5月1日") == date("2024-05-01")
    True
    >>> date("令和六年五月一日") == date("令和6年5月1日"), date("六月三十日") == date("6月30日")
    (True, True)
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    folded = KANJI_RUN.sub(lambda run: str(from_kanji(run.group())), folded)
    folded = _ERA.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", folded)
    year = _YEAR.search(folded)
    rest = _YEAR.sub(" ", folded)
    named = [index + 1 for word in _WORD.findall(rest) for index, rule in enumerate(_MONTH_NAMES) if rule.match(word)]
    small = [int(part) for part in _SMALL.findall(rest)]
    if not named and len(small) > 1 and (_DAY_FIRST.search(folded) or small[0] > _MONTHS_OF_A_YEAR):
        small[:2] = small[1::-1]
    parts = [*named[:1], *small]
    return "/".join([year.group() if year else "", *map(str, parts)])


def percent(words: str) -> str:
    """Fold a percentage; 1割 is 10 %."""
    value = number(words)
    return f"{float(value) * (10 if '割' in words else 1):g}" if value else words


def amount(words: str) -> str:
    """Fold an amount of money to its currency and number; what costs nothing is "free"."""
    value = number(words)
    if not any(sign.isdigit() for sign in value):
        return "free" if _FREE.search(words) else "paid"
    return next((sign for sign, rule in _CURRENCY_RULES if rule.search(words)), "") + value


def period(words: str) -> str:
    """Fold a length of time, or how often something happens, to months, days or what it counts.

    >>> period("12 months") == period("one (1) year") == period("１２ヶ月") == period("一年間")
    True
    >>> period("indefinitely") == period("無期限"), period("twice a year") == period("two years")
    (True, False)
    """
    if _FOREVER.search(words):
        return "forever"
    unit, factor = next(((unit, factor) for rule, unit, factor in _UNIT_RULES if rule.search(words)), (words, 1))
    times = _TIMES.search(words)
    if times:
        count = {"once": "1", "twice": "2"}.get((times[1] or "").casefold()) or number(words)
        return f"{count} times in {factor:g} {unit}"
    if _RECURRING.search(words):
        return f"1 times in {factor:g} {unit}"
    half = words.casefold().startswith("half") or words.startswith(("半月", "半日"))
    count = "0.5" if half else "1" if words.startswith("半年") else number(words)
    return f"{float(count) * factor:g} {unit}" if count else text.loose(words)


def age(words: str) -> str:
    """Fold an age to its number, or to the words for it."""
    return number(words) or words


def count(words: str) -> str:
    """Fold a count to its number: what is counted is told by the words around it."""
    return number(words)
