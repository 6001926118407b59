"""Dates a policy gives for itself: effective, updated, enacted.

Own reading, as date libraries take era years for Western ones and guess at ambiguous numbers. A month without a day is
read as its first day ("Stand: März 2024" is 2024-03-01). 03/04/2024 is read only where the language decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from monitor.document.datewords import DOCUMENT_NOUNS, ERA_LETTERS, ERAS, FILLERS, LABELS, MONTHS
from monitor.document.numerals import kanji
from monitor.model import DatedFact, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST = 300
"""Characters of a line that may date the document; longer ones are cut into sentences."""
_SHORT = 100
_TOP = 15
"""A bare date dates the document only among its first lines."""
_MOST = 50
_DAY_FIRST = frozenset(
    ["fr", "de", "es", "it", "pt", "nl", "da", "sv", "nb", "no", "fi", "pl", "cs", "tr", "ro", "el", "ru", "uk"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date that markup gives outside the text: meta, JSON-LD, `<time datetime>`."""

    value: str
    """As in the markup, ISO 8601 or any form that text may have."""
    kind: DateKind
    """What the markup's own word for it says: dateModified is UPDATED, datePublished ENACTED."""
    text: str = ""
    """The words it was read from; the value where empty."""


class _Day(NamedTuple):
    on: date
    start: int
    end: int


def dates(lines: Sequence[str], language: str = "", extra: Sequence[Stamp] = ()) -> tuple[DatedFact, ...]:
    """List the dates a document gives for itself, in reading order, those of the markup last.

    Args:
        lines: clause and heading texts in reading order.
        language: primary subtag; decides 03/04/2024 (day first in most European languages, refused in English).
        extra: dates from the markup; one that the text gives too is not listed twice.

    >>> [(fact.kind.value, str(fact.on)) for fact in dates(["制定 平成17年4月1日", "令和4年4月1日から施行する"], "ja")]
    [('enacted', '2005-04-01'), ('effective', '2022-04-01')]
    """
    facts: list[DatedFact] = []
    for line in _datable(lines):
        facts.extend(_facts(line, language))
    if not facts:
        facts.extend(_bare(lines[:_TOP], language))
    for stamp in extra:
        found = _days(_fold(stamp.value), language)
        facts.extend(DatedFact(kind=stamp.kind, on=day.on, text=stamp.text or stamp.value) for day in found[:1])
    seen: dict[tuple[DateKind, date], DatedFact] = {}
    for fact in facts:
        seen.setdefault((fact.kind, fact.on), fact)
    return tuple(seen.values())[:_MOST]


@lru_cache(maxsize=1024)
def is_date_line(text: str) -> bool:
    """Tell whether a line says a date and nothing else but what it is the date of.

    >>> is_date_line("Last updated: 03/04/2024"), is_date_line("Changes in 2024"), is_date_line("2022年4月1日 改定")
    (True, False, True)
    """
    if len(text) > _SHORT or not _YEAR.search(text):
        return False
    folded = _fold(text)
    spans = [(day.start, day.end) for day in _days(folded, "fr")] or [
        found.span() for found in _NUMERIC.finditer(folded)
    ]
    if not spans:
        return False
    kept, position = [], 0
    for start, end in spans:
        kept.append(folded[position:start])
        position = end
    rest = _LABEL.sub(" ", " ".join([*kept, folded[position:]]))
    return all(word in FILLERS or word.isdecimal() for word in _WORDS.findall(rest))


def _datable(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines that may hold a date, a label joined to the date on the line after it."""
    label = ""
    for line in lines:
        has_digit = _DIGIT.search(line, 0, _LONGEST * 4) is not None or "年" in line
        if has_digit and _YEAR.search(line):
            is_labelled = label and len(line) < _SHORT and _LABEL.search(_fold(label))
            together = f"{label} {line}" if is_labelled else line
            yield from [together] if len(together) <= _LONGEST else _sentences(together)
        label = line if not has_digit and len(line) <= _SHORT // 2 else ""


def _sentences(text: str) -> Iterator[str]:
    for found in re.finditer(r"[^。]{1,600}?(?:[。]|\. (?=[A-Z(])|$)|[^。]{600}", text[: _LONGEST * 20]):
        if len(found.group()) <= _LONGEST * 2:
            yield found.group().strip()


def _facts(line: str, language: str) -> Iterator[DatedFact]:
    folded = _fold(line)
    days = _days(folded, language)
    if not days or ((len(line) > _SHORT or _LAW.search(folded)) and not _NOUN.search(folded)):
        return
    edges = [0, *(day.end for day in days)]
    after = [*(day.start for day in days[1:]), len(folded)]
    gaps = list(zip(edges, days, after, strict=False))
    prefixed = bool(_before(folded[edges[0] : days[0].start])) or not _after(folded[days[0].end : after[0]])
    kinds: tuple[DateKind, ...] = ()
    for left, day, right in gaps:
        before, behind = _before(folded[left : day.start]), _after(folded[day.end : right])
        shared = kinds if left and _AND.fullmatch(folded[left : day.start]) else ()
        kinds = (before or behind or shared) if prefixed else (behind or before or shared)
        for kind in kinds:
            yield DatedFact(kind=kind, on=day.on, text=line)


def _bare(lines: Sequence[str], language: str) -> Iterator[DatedFact]:
    for line in lines:
        days = _days(_fold(line), language) if is_date_line(line) else ()
        if len(days) == 1:
            yield DatedFact(kind=DateKind.UPDATED, on=days[0].on, text=line)
            return


def _before(gap: str) -> tuple[DateKind, ...]:
    """Name the kinds of the label that ends a gap before a date, filler words aside."""
    gap = gap[-_SHORT:]
    kinds: list[DateKind] = []
    end = len(gap)
    for found in reversed(list(_LABEL.finditer(gap))):
        if not _is_filler(gap[found.end() : end]):
            break
        kinds.insert(0, LABELS[found.group()])
        end = found.start()
    return tuple(dict.fromkeys(kinds))


def _after(gap: str) -> tuple[DateKind, ...]:
    kinds: list[DateKind] = []
    start = 0
    for found in _LABEL.finditer(gap[:_SHORT]):
        if not _is_filler(re.sub(r"第?\d+[回版次]|一部|全部|最終|付け|改め", "", gap[start : found.start()])):
            break
        kinds.append(LABELS[found.group()])
        start = found.end()
    return tuple(dict.fromkeys(kinds))


def _is_filler(text: str) -> bool:
    return all(word in FILLERS for word in _WORDS.findall(text)) and not re.search(r"[;!?。]", text)


def _fold(text: str) -> str:
    """Open full-width digits and ㋿, and take away what a date may be wrapped in."""
    return unicodedata.normalize("NFKC", text).replace("’", "'").casefold()


@lru_cache(maxsize=4096)
def _days(folded: str, language: str) -> tuple[_Day, ...]:
    found: list[_Day] = []
    spent: list[tuple[int, int]] = []
    for pattern, read in _SHAPES:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in spent):
                continue
            on = read(match, language)
            if on is not None:
                found.append(_Day(on, match.start(), match.end()))
            if on is not None or _names_month(match):
                spent.append(match.span())
        if len(found) > _MOST:
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
    if language not in ("ja", ""):
        return None
    return _on(ERAS[ERA_LETTERS[found[1]]] + int(found[2]), int(found[3]), int(found[4]))


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
    if first > 12 or language in _DAY_FIRST or found[2] == ".":  # noqa: PLR2004 - months
        return _on(year, second, first)
    return None


def _numeric_month(found: re.Match[str], _language: str) -> date | None:
    return _on(int(found[2]), int(found[1]), 1)


_KANJI_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|°|ª|o|\.)?"
_NAME = r"([^\W\d_]{3,12})"
_NUMERIC = re.compile(r"(?<![\d.])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?!\d)")
_SHAPES = (
    (re.compile(r"(?<![\d.])([0-9]{4}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})(?![\d])"), _iso),
    (
        re.compile(
            rf"(明治|大正|昭和|平成|令和) ?(元|{_KANJI_NUMBER}) ?(?:\([0-9]{{4}}年?\) ?)?年 ?(?:\([0-9]{{4}}年?\) ?)?"
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
    (
        re.compile(
            rf"(?<!\d)([0-9]{{1,2}}){_ORDINAL} ?(?:of |de |d'|day of )?"
            rf"{_NAME}\.?,? ?(?:of |de |del )?([0-9]{{4}})(?!\d)"
        ),
        _day_month_year,
    ),
    (re.compile(rf"(?<![^\W\d_]){_NAME}\.? ?([0-9]{{1,2}})(?:st|nd|rd|th)?,? ?([0-9]{{4}})(?!\d)"), _month_day_year),
    (re.compile(rf"(?<![^\W\d_]){_NAME}\.?,? (?:of |de |del )?([0-9]{{4}})(?!\d)"), _month_year),
    (_NUMERIC, _numeric),
    (re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2]) ?[/.] ?((?:19|20)[0-9]{2})(?![\d./-])"), _numeric_month),
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|[年년０-９㍻㍼㍽㍾㋿]|[MTSHRmtshr]\.? ?\d{1,2}[./-]\d")
"""A line without any of these holds no date, and need not be folded to see it."""
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_LABEL = re.compile(
    "|".join(
        re.escape(word) if ord(word[0]) > 0x2E80 else rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"  # noqa: PLR2004 - first CJK sign
        for word in sorted(LABELS, key=len, reverse=True)
    )
)
_NOUN = re.compile(DOCUMENT_NOUNS)
_LAW = re.compile(r"\b(?:act|regulation|directive|gdpr|loi|ley|legge|lei|wet)\b|gesetz|verordnung")
"""A sentence about a law dates the law, unless it names the document."""
_AND = re.compile(r"\s*(?:[,、&]|and|et|und|y|e|en|og|och|及び|並びに|および)\s*")
"""What stands between two dates of one label."""
