"""What people would rather look at than read: how many changes when, and on what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from monitor.report import story, tongues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Level, Report
    from monitor.report.tongues import Tongue

_DAYS, _WEEKS = 21, 60
"""Up to so many days a bar is a day, up to so many weeks a week; then a month."""
_MOST = 120
"""Bars; what is older is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The changes of one level in a bar, with its place in a chart that is 100 high, from the top."""

    level: Level
    number: int
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time."""

    name: str
    slices: tuple[Slice, ...]
    """Cosmetic first: it stands at the foot."""
    total: int
    left: int
    """Of the bar, in a chart in which each takes a place 10 wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timechart:
    """Changes through time, by level."""

    unit: str
    """ "day", "week" or "month"."""
    bars: tuple[Bar, ...]
    top: int
    """The number at which the chart ends, at least as much as its highest bar."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing happened."""
        return not any(bar.total for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A topic and its share of the longest bar, 0 to 1."""

    name: str
    number: int
    share: float


def through_time(report: Report, words: Tongue) -> Timechart:
    """Count what a reader is told, by level, in each day, week or month of a report."""
    unit = _unit(report.until - report.since)
    counts: dict[date, Counter[Level]] = {}
    for each in report.sets:
        counts.setdefault(_begin(words.on(each.new_at), unit), Counter()).update(story.tell(each.changes).lines)
    span = words.on(report.since), words.on(report.until)
    begins = _begins(*span, unit, min(counts, default=None))
    write = words.calendar_month if unit == "month" else words.calendar_day
    top = _nice(max((counts[begin].total() for begin in begins if begin in counts), default=0))
    bars = (_bar(place, write(begin), counts.get(begin, Counter()), top) for place, begin in enumerate(begins))
    return Timechart(unit=unit, bars=tuple(bars), top=top)


def by_topic(topics: Sequence[tuple[str, int]]) -> tuple[Row, ...]:
    """Give the bars of a chart of topics, longest first."""
    most = max((number for _, number in topics), default=1)
    return tuple(Row(name=name, number=number, share=number / most) for name, number in topics)


def _unit(span: timedelta) -> str:
    if span <= timedelta(days=_DAYS):
        return "day"
    return "week" if span <= timedelta(weeks=_WEEKS) else "month"


def _begin(day: date, unit: str) -> date:
    """Give the first day of the day, week (from Monday) or month of a day."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _begins(since: date, until: date, unit: str, earliest: date | None) -> list[date]:
    """List the stretches of a report, oldest first; where it begins long before the first change, from that on."""
    begin, last = _begin(since, unit), _begin(until, unit)
    found = [last]
    while found[-1] > begin and len(found) < _MOST and (unit != "month" or (earliest and found[-1] > earliest)):
        found.append(_begin(found[-1] - timedelta(days=1), unit))
    return found[::-1]


def _bar(place: int, name: str, counts: Counter[Level], top: int) -> Bar:
    slices, foot = [], 100.0
    for level in reversed(tongues.LEVELS):
        if number := counts[level]:
            height = 100.0 * number / top
            foot -= height
            slices.append(Slice(level=level, number=number, top=round(foot, 2), height=round(height, 2)))
    return Bar(name=name, slices=tuple(slices), total=counts.total(), left=10 * place + 1)


def _nice(most: int) -> int:
    """Round up to a number that reads well on an axis and has a half.

    >>> [_nice(most) for most in (0, 1, 3, 7, 23, 140)]
    [2, 2, 4, 10, 40, 200]
    """
    unit = 1
    while True:
        for step in (2, 4, 10):
            if most <= step * unit:
                return step * unit
        unit *= 10
