"""What a date looks like: ISO, Japanese eras and years, months by name, numbers alone in the order of a language."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from monitor.document.datewords import ERA_LETTERS, ERAS, MONTHS
from monitor.document.numerals import kanji

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 50
"""Dates that are read of one line."""
_DAY_FIRST = frozenset(
    ["fr", "de", "es", "it", "pt", "nl", "da", "sv", "nb", "no", "fi", "pl", "cs", "tr", "ro", "el", "ru", "uk"]
)
_MONTH_FIRST = frozenset({"en-US", "en-PH"})
_ORDERED = _MONTH_FIRST | {"en-GB", "en-IE", "en-AU", "en-NZ", "en-IN", "en-SG", "en-HK", "en-MY", "en-NG", "en-KE"}
"""Regions where 03/04/2024 is read one way. Canada and South Africa write it both ways."""


class Day(NamedTuple):
    """A date, and where it stands in folded text."""

    on: date
    start: int
    end: int


def fold(text: str) -> str:
    """Open full-width digits and ㋿, and take away what a date may be wrapped in."""
    return unicodedata.normalize("NFKC", text).replace("’", "'").casefold()


@lru_cache(maxsize=4096)
def find(folded: str, language: str) -> tuple[Day, ...]:
    """List the dates in folded text, in its order. 03/04/2024 is one where the language as a tag decides it."""
    found: list[Day] = []
    spent: list[tuple[int, int]] = []
    for pattern, read in _SHAPES:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in spent):
                continue
            on = read(match, language)
            if on is not None:
                found.append(Day(on, match.start(), match.end()))
            if on is not None or _names_month(match):
                spent.append(match.span())
        if len(found) > MOST:
            break
    return tuple(sorted(found, key=lambda day: day.start))


def _names_month(found: re.Match[str]) -> bool:
    """Tell a date with a month's name: where its day is wrong, the month alone is no date either."""
    return any(part in MONTHS for part in found.groups() if part)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2199 else None  # noqa: PLR2004 - no policy is older or newer
    except ValueError:
        return None


def _iso(found: re.Match[str], _language: str) -> date | None:
    return _on(int(found[1]), int(found[2]), int(found[3]))


def _western_in_japanese(found: re.Match[str], _language: str) -> date | None:
    return _on(_japanese(found[1]), _japanese(found[2]), _japanese(found[3] or "1"))


def _era(found: re.Match[str], _language: str) -> date | None:
    year = 1 if found[2] == "元" else _japanese(found[2])
    return _on(ERAS[found[1]] + year, _japanese(found[3]), _japanese(found[4] or "1"))


def _era_letter(found: re.Match[str], language: str) -> date | None:
    if language.partition("-")[0] not in ("ja", ""):
        return None
    return _on(ERAS[ERA_LETTERS[found[1]]] + int(found[2]), int(found[3]), int(found[4]))


def _republic(found: re.Match[str], language: str) -> date | None:
    if language.partition("-")[0] != "zh":
        return None
    return _on(ERAS["民國"] + int(found[1]), int(found[2]), int(found[3]))


def _japanese(digits: str) -> int:
    digits = digits.strip()
    return int(digits) if digits.isdecimal() else kanji(digits)


def _day_month_year(found: re.Match[str], _language: str) -> date | None:
    month = MONTHS.get(found[2])
    return _on(int(found[3]), month, int(found[1])) if month else None


def _month_day_year(found: re.Match[str], _language: str) -> date | None:
    month = MONTHS.get(found[1])
    return _on(int(found[3]), month, int(found[2])) if month else None


def _month_year(found: re.Match[str], _language: str) -> date | None:
    month = MONTHS.get(found[1])
    return _on(int(found[2]), month, 1) if month else None


def _numeric(found: re.Match[str], language: str) -> date | None:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if first == second or second > 12:  # noqa: PLR2004 - months
        return _on(year, first, second)
    if first > 12 or found[2] == "." or _is_day_first(language):  # noqa: PLR2004 - months
        return _on(year, second, first)
    return _on(year, first, second) if language in _MONTH_FIRST else None


def _is_day_first(language: str) -> bool:
    return language.partition("-")[0] in _DAY_FIRST or language in _ORDERED - _MONTH_FIRST


def _numeric_month(found: re.Match[str], _language: str) -> date | None:
    return _on(int(found[2]), int(found[1]), 1)


def with_order(language: str, datable: Sequence[str]) -> str:
    """Add to a language whose dates may be written either way the order that the document's other dates show."""
    if language.partition("-")[0] != "en" or language in _ORDERED:
        return language
    found = [match for line in datable for match in NUMERIC.finditer(line)][:MOST]
    day_first = any(int(match[1]) > 12 for match in found)  # noqa: PLR2004 - months
    month_first = any(int(match[3]) > 12 for match in found)  # noqa: PLR2004 - months
    if day_first == month_first:
        return language
    return "en-GB" if day_first else "en-US"


_KANJI_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|°|ª|o|\.)?"
_NAME = r"([^\W\d_]{3,12})"
NUMERIC = re.compile(r"(?<![\d.])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?!\d)")
_SHAPES = (
    (re.compile(r"(?<![\d.])([0-9]{4}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})(?![\d])"), _iso),
    (
        re.compile(
            rf"(明治|大正|昭和|平成|令和|民[國国]) ?(元|[0-9]{{3}}|{_KANJI_NUMBER}) ?(?:\([0-9]{{4}}年?\) ?)?年 ?"
            r"(?:\([0-9]{4}年?\) ?)?"
            rf"({_KANJI_NUMBER}) ?月(?: ?({_KANJI_NUMBER}) ?日)?"
        ),
        _era,
    ),
    (
        re.compile(
            rf"([0-9]{{4}}|[一二三四五六七八九〇]{{4}}) ?[年년](?: ?\([^()]{{2,8}}\))? ?"
            rf"({_KANJI_NUMBER}) ?[月월](?: ?({_KANJI_NUMBER}) ?[日일])?"
        ),
        _western_in_japanese,
    ),
    (re.compile(r"(?<![a-z0-9])([mtshr])\.? ?([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?![\d])"), _era_letter),
    (re.compile(r"(?<![\d./-])(1[0-9]{2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?![\d./-])"), _republic),
    (
        re.compile(
            rf"(?<!\d)([0-9]{{1,2}}){_ORDINAL}[ -]?(?:of |de |d'|day of )?"
            rf"{_NAME}\.?,?[ -]?(?:of |de |del )?([0-9]{{4}})(?!\d)"
        ),
        _day_month_year,
    ),
    (re.compile(rf"(?<![^\W\d_]){_NAME}\.? ?([0-9]{{1,2}})(?:st|nd|rd|th)?,? ?([0-9]{{4}})(?!\d)"), _month_day_year),
    (re.compile(rf"(?<![^\W\d_]){_NAME}\.?,? (?:of |de |del )?([0-9]{{4}})(?!\d)"), _month_year),
    (NUMERIC, _numeric),
    (re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2]) ?[/.] ?((?:19|20)[0-9]{2})(?![\d./-])"), _numeric_month),
)
