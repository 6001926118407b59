"""Dates a policy gives for itself: effective, updated, enacted.

Own reading, as date libraries take era years for Western ones and guess at ambiguous numbers. A month without a day is
read as its first day ("Stand: März 2024" is 2024-03-01). 03/04/2024 is read only where the language decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.document.dateshapes import MOST, NUMERIC, find, fold, with_order
from monitor.document.datewords import DOCUMENT_NOUNS, EDITIONS, FILLERS, LABELS
from monitor.model import DatedFact, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from monitor.document.dateshapes import Day

_LONGEST = 300
"""Characters of a line that may date the document; longer ones are cut into sentences."""
_SHORT = 100
_TOP = 15
"""A bare date dates the document only among its first lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date that markup gives outside the text: meta, JSON-LD, `<time datetime>`."""

    value: str
    """As in the markup, ISO 8601 or any form that text may have."""
    kind: DateKind
    """What the markup's own word for it says: dateModified is UPDATED, datePublished ENACTED."""
    text: str = ""
    """The words it was read from; the value where empty."""


def dates(lines: Sequence[str], language: str = "", extra: Sequence[Stamp] = ()) -> tuple[DatedFact, ...]:
    """List the dates a document gives for itself, in reading order, those of the markup last.

    Args:
        lines: clause and heading texts in reading order.
        language: as a tag, with its region where known; decides 03/04/2024: day first in most European languages and
            in British English, month first in American English. Where the tag does not decide, another date of the
            document may (25/03/2024); else it is refused.
        extra: dates from the markup; one that the text gives too is not listed twice.

    >>> [(fact.kind.value, str(fact.on)) for fact in dates(["制定 平成17年4月1日", "令和4年4月1日から施行する"], "ja")]
    [('enacted', '2005-04-01'), ('effective', '2022-04-01')]
    """
    facts: list[DatedFact] = []
    datable = list(_datable(lines))
    language = with_order(language, datable)
    for line in datable:
        facts.extend(_facts(line, language))
    if not facts:
        facts.extend(_bare(lines[:_TOP], language))
    for stamp in extra:
        found = find(fold(stamp.value), language)
        facts.extend(DatedFact(kind=stamp.kind, on=day.on, text=stamp.text or stamp.value) for day in found[:1])
    seen: dict[tuple[DateKind, date], DatedFact] = {}
    for fact in facts:
        seen.setdefault((fact.kind, fact.on), fact)
    return tuple(seen.values())[:MOST]


@lru_cache(maxsize=1024)
def is_date_line(text: str) -> bool:
    """Tell whether a line says a date and nothing else but what it is the date of.

    >>> is_date_line("Last updated: 03/04/2024"), is_date_line("Changes in 2024"), is_date_line("2022年4月1日 改定")
    (True, False, True)
    """
    if len(text) > _SHORT or not _may_date(text):
        return False
    folded = fold(text)
    spans = [(day.start, day.end) for day in find(folded, "fr")] or [found.span() for found in NUMERIC.finditer(folded)]
    if not spans:
        return False
    kept, position = [], 0
    for start, end in spans:
        kept.append(folded[position:start])
        position = end
    rest = _LABEL.sub(" ", " ".join([*kept, folded[position:]]))
    return all(word in FILLERS or word.isdecimal() for word in _WORDS.findall(rest))


def is_labelled_line(text: str) -> bool:
    """Tell a line that says a date and what it is the date of.

    >>> is_labelled_line("Last updated: May 3, 2024"), is_labelled_line("Friday, May 3, 2024")
    (True, False)
    """
    return is_date_line(text) and any(_facts(text, ""))


def _datable(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines that may hold a date, a label joined to the date on the line after it."""
    label = ""
    for line in lines:
        has_digit = _DIGIT.search(line, 0, _LONGEST * 4) is not None or "年" in line
        if has_digit and _may_date(line):
            is_labelled = label and len(line) < _SHORT and _LABEL.search(fold(label))
            together = f"{label} {line}" if is_labelled else line
            yield from [together] if len(together) <= _LONGEST else _sentences(together)
        label = line if not has_digit and len(line) <= _SHORT // 2 else ""


def _may_date(line: str) -> bool:
    """Tell whether a line may hold a date: the others need not be folded to see that they hold none."""
    return _YEAR.search(line) is not None or (not line.isascii() and _WIDE_YEAR.search(line) is not None)


def _sentences(text: str) -> Iterator[str]:
    for found in re.finditer(r"[^。]{1,600}?(?:[。]|\. (?=[A-Z(])|$)|[^。]{600}", text[: _LONGEST * 20]):
        if len(found.group()) <= _LONGEST * 2:
            yield found.group().strip()


def _facts(line: str, language: str) -> Iterator[DatedFact]:
    folded = fold(line)
    days = find(folded, language)
    if not days or _is_of_others(folded, len(line)):
        return
    edges = [0, *(day.end for day in days)]
    after = [*(day.start for day in days[1:]), len(folded)]
    prefixed = bool(_before(folded[edges[0] : days[0].start])) or not _after(folded[days[0].end : after[0]])
    kinds: tuple[DateKind, ...] = ()
    for left, day, right in zip(edges, days, after, strict=False):
        gap, rest = folded[left : day.start], folded[day.end : right]
        shared = kinds if left and _AND.fullmatch(gap) else ()
        kinds = _kinds(gap, rest, prefixed=prefixed) or shared
        if not kinds and _is_of_edition(folded, day, rest):
            kinds = (DateKind.UPDATED,)
        for kind in kinds:
            yield DatedFact(kind=kind, on=day.on, text=line)


def _kinds(gap: str, rest: str, *, prefixed: bool) -> tuple[DateKind, ...]:
    """Name the kinds of a date by the words before it and behind it, those first that stand where the line has them."""
    before, behind = _before(gap), _after(rest)
    return (before or behind) if prefixed else (behind or before)


def _is_of_others(folded: str, length: int) -> bool:
    """Tell a long line, or one that names a law, that does not name the document: its dates may be another's."""
    return (length > _SHORT or _LAW.search(folded) is not None) and _NOUN.search(folded) is None


def _is_of_edition(folded: str, day: Day, rest: str) -> bool:
    return _EDITION.match(rest) is not None or _amends(folded, day)


def _amends(folded: str, day: Day) -> bool:
    """Tell the date in a heading 附則（令和6年4月1日）: of the rule that changed this one, or made it."""
    return day.start <= _SHORT and _SUPPLEMENT.fullmatch(folded[: day.start]) is not None


def has_date(text: str) -> bool:
    """Tell whether a text holds a whole date that reads one way only."""
    return bool(find(fold(text), ""))


def kinds_before(text: str) -> tuple[DateKind, ...]:
    """Tell what a date is the date of by the words before it.

    >>> [kind.value for kind in kinds_before("Terms of use - Effective Date:")]
    ['effective']
    """
    return _before(fold(text))


def _bare(lines: Sequence[str], language: str) -> Iterator[DatedFact]:
    for line in lines:
        days = find(fold(line), language) if is_date_line(line) else ()
        if len(days) == 1:
            yield DatedFact(kind=DateKind.UPDATED, on=days[0].on, text=line)
            return


def _before(gap: str) -> tuple[DateKind, ...]:
    """Name the kinds of the label that ends a gap before a date, filler words aside."""
    gap = gap[-_SHORT:]
    kinds: list[DateKind] = []
    end = len(gap)
    for found in reversed(list(_LABEL.finditer(gap))):
        if not _is_filler(_BY.sub(" ", gap[found.end() : end])):
            break
        if not (kinds and found.group() in EDITIONS):
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


_DIGIT = re.compile(r"\d")
_YEAR = re.compile(
    r"\d(?:(?<!\d\d)\d{3}(?!\d)|(?<=(?<!\d)1)\d[0-9][./-][0-9]{1,2}[./-][0-9]"
    r"|(?:(?<=[MTSHRmtshr]\d)|(?<=[MTSHRmtshr][. ]\d)|(?<=[MTSHRmtshr]\. \d))\d?[./-]\d)"
)
"""A year, or the letter of an era before a date: digits first, for most lines have none and are passed over at once."""
_WIDE_YEAR = re.compile("[年년０-９㍻㍼㍽㍾㋿]")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_FIRST_CJK = "\u2e80"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_LABEL = re.compile(
    rf"(?<![^\W\d_])(?:{_any_of(word for word in LABELS if word < _FIRST_CJK)})(?![^\W\d_])"
    rf"|{_any_of(word for word in LABELS if word > _FIRST_CJK)}"
)
_NOUN = re.compile(DOCUMENT_NOUNS)
_EDITION = re.compile(r"[ 　]?[(（]?第 ?\d{1,3} ?版")
_BY = re.compile(r" by [\w .'-]{1,40} (?=on $)")
"""Who made the change: "last edited by the moderator on"."""
_SUPPLEMENT = re.compile(r"附 ?[則则] ?(?:抄 ?)?\(?")
_LAW = re.compile(r"\b(?:act|regulation|directive|gdpr|loi|ley|legge|lei|wet)\b|gesetz|verordnung")
"""A sentence about a law dates the law, unless it names the document."""
_AND = re.compile(r"\s*(?:[,、&]|and|et|und|y|e|en|og|och|及び|並びに|および)\s*")
"""What stands between two dates of one label."""
