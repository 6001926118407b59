"""A static site: an index, a page a target, a page a change set, a feed. No script; names are made of ids alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.report import atom, charts, html, story, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from monitor.model import ChangeSet, Health, Kind, Level, Report

_LATEST = 300
"""Change sets listed on the index; the pages of the targets list all."""
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
    level: Level


def render(report: Report, courses: Sequence[Course], *, address: str, known: Collection[str]) -> dict[str, str]:
    """Write the pages of a site; see the door."""
    pages = {page_name(each): _change_page(each) for each in report.sets}
    linked = pages.keys() | set(known)
    pages |= {target_name(each.health.target): _target_page(each, linked) for each in courses}
    pages[FEED] = atom.render(report, base=address, link=page_name)
    pages[INDEX] = _index(report, courses, pages.keys())
    return pages


def target_name(target: str) -> str:
    """Name the page of a target: a digest of its name, for a name may hold anything, and file systems differ."""
    return f"target-{_digest(target)}.html"


def page_name(each: ChangeSet) -> str:
    """Name the page of a change set, for ever: by target and version."""
    return f"change-{_digest(each.target)}-{each.new_version}.html"


def _digest(target: str) -> str:
    return hashlib.sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _change_page(each: ChangeSet) -> str:
    return str(html.fill("site_change.html.j2", each=each, home=target_name(each.target)))


def _target_page(course: Course, linked: Collection[str]) -> str:
    prefix = f"change-{_digest(course.health.target)}-"
    pages = {one.version: name for one in course.milestones if (name := f"{prefix}{one.version}.html") in linked}
    return str(html.fill("site_target.html.j2", course=course, pages=pages))


def _index(report: Report, courses: Sequence[Course], linked: Collection[str]) -> str:
    summary = story.summarise(report)
    newest = sorted(report.sets, key=lambda each: (each.new_at, each.target), reverse=True)
    homes = {each.health.target: target_name(each.health.target) for each in courses}
    filled = html.fill(
        "site_index.html.j2",
        report=report,
        summary=summary,
        lines=[line(each) for each in newest[:_LATEST]],
        unlisted=max(0, len(newest) - _LATEST),
        timechart=charts.through_time(report),
        topics=charts.by_topic(summary.topics),
        courses=courses,
        homes={target: name for target, name in homes.items() if name in linked},
    )
    return str(filled)


def line(each: ChangeSet) -> Line:
    """Put a change set into one line: its weightiest change stands for all."""
    told = story.tell(each.changes)
    first = next(iter(told.told), None) or next((brief.change for brief in told.briefs), None)
    if first is not None:
        headline = f"{words.title(first.place)}: {', '.join(words.phrases(first))}"
    else:
        headline = story.renumbering(told.renumbered) if told.renumbered else words.nothing(each)
    counted = len(told.renumbered) if first is None else 1
    more = len(each.changes) - counted
    return Line(
        page=page_name(each),
        title=words.name(each),
        at=each.new_at,
        headline=headline,
        more=max(0, more),
        level=each.level,
    )
