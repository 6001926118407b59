"""A static site: an index, a page a target, a page a change set, a feed. No script; names are made of ids alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.report import atom, charts, headline, html, story
from monitor.report.tongues import name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from monitor.model import ChangeSet, Health, Kind, Level, Report
    from monitor.report.tongues import Tongue

_LISTED = 300
"""Change sets listed on the index, the weightiest first; the pages of the targets list all."""
INDEX, FEED = "index.html", "feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A version in the course of a target."""

    version: int
    at: datetime
    changes: int
    """Sections that it changed."""
    level: Level | None
    """The highest level of these; None for a version that changed nothing, the first for one."""
    is_ours: bool
    """True when it differs by our reader or rules, not by the publisher."""
    headline: tuple[str, tuple[Kind, ...]] | None = None
    """The section that changed most, and what became of it."""
    tally: tuple[tuple[str, int], ...] = ()
    """How many sections were changed, added, removed, moved, renumbered; empty where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a target stands, and every version of it, oldest first."""

    health: Health
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change set in one line."""

    page: str
    title: str
    at: datetime
    headline: str
    more: int
    """Changes besides the one in the headline."""
    level: Level | None
    """The highest level of its changes; None when nothing changed in the end."""


def render(
    report: Report, courses: Sequence[Course], *, address: str, known: Collection[str], words: Tongue
) -> dict[str, str]:
    """Write the pages of a site; see the door."""
    pages = {page_name(each): _change_page(each, words) for each in report.sets}
    linked = pages.keys() | set(known)
    pages |= {target_name(each.health.target): _target_page(each, linked, words) for each in courses}
    pages[FEED] = atom.render(report, words.language, base=address, link=page_name)
    pages[INDEX] = _index(report, courses, pages.keys(), words)
    return pages


def target_name(target: str) -> str:
    """Name the page of a target: a digest of its name, for a name may hold anything, and file systems differ."""
    return f"target-{_digest(target)}.html"


def page_name(each: ChangeSet) -> str:
    """Name the page of a change set, for ever: by target and version."""
    return f"change-{_digest(each.target)}-{each.new_version}.html"


def _digest(target: str) -> str:
    return hashlib.sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _change_page(each: ChangeSet, words: Tongue) -> str:
    return str(html.fill("site_change.html.j2", words, each=each, home=target_name(each.target)))


def _target_page(course: Course, linked: Collection[str], words: Tongue) -> str:
    prefix = f"change-{_digest(course.health.target)}-"
    pages = {one.version: page for one in course.milestones if (page := f"{prefix}{one.version}.html") in linked}
    return str(html.fill("site_target.html.j2", words, course=course, pages=pages))


def _index(report: Report, courses: Sequence[Course], linked: Collection[str], words: Tongue) -> str:
    summary = story.summarise(report)
    weightiest = sorted(report.sets, key=lambda each: story.weight([each]))
    homes = {each.health.target: target_name(each.health.target) for each in courses}
    filled = html.fill(
        "site_index.html.j2",
        words,
        report=report,
        summary=summary,
        lines=[line(each, words) for each in weightiest[:_LISTED]],
        unlisted=max(0, len(weightiest) - _LISTED),
        timechart=charts.through_time(report, words),
        topics=charts.by_topic(summary.topics),
        courses=courses,
        homes={target: page for target, page in homes.items() if page in linked},
    )
    return str(filled)


def line(each: ChangeSet, words: Tongue) -> Line:
    """Put a change set into one line: its weightiest change stands for all."""
    return Line(
        page=page_name(each),
        title=name(each),
        at=each.new_at,
        headline=headline.of([each], words),
        more=max(0, story.size(each.changes) - 1),
        level=each.level if each.changes else None,
    )
