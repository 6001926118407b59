"""The Atom form (RFC 4287): one entry a change set, the redline inside, ids that never change (RFC 4151)."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import escape

from monitor.report import html, story, words
from monitor.report.safe import visible, web, xml

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.model import ChangeSet, Report

_AUTHORITY = "policy-monitor.invalid"
_BLANKS = re.compile(r"\n\s*\n")


def render(report: Report) -> str:
    """Write a report as an Atom feed, newest entry first."""
    newest = sorted(report.sets, key=lambda each: each.new_at, reverse=True)
    page = html.fill(
        "feed.xml.j2",
        id=f"tag:{_AUTHORITY},2025:changes",
        updated=_instant(newest[0].new_at if newest else report.until),
        entries=[_entry(each) for each in newest],
    )
    return _BLANKS.sub("\n", xml(page))


def _entry(each: ChangeSet) -> dict[str, object]:
    counts = ", ".join(f"{number} {level.value}" for level, number in story.levels(each.changes))
    return {
        "id": tag(each),
        "title": f"{words.name(each)}: {counts or 'no change of wording'}",
        "updated": _instant(each.new_at),
        "link": web(each.url),
        "terms": [each.level.value, *each.tags, *(name for name, _ in story.topics(each.changes))],
        "summary": f"Version {each.old_version} → {each.new_version}, {words.moment(each.new_at)}",
        "content": escape(str(html.fragment(each))),
    }


def tag(each: ChangeSet) -> str:
    """Name a change set for ever: by target, version and the time the version was first seen."""
    at = each.new_at.astimezone(UTC)
    return f"tag:{_AUTHORITY},{at:%Y-%m-%d}:{quote(visible(each.target), safe='')}/{each.new_version}/{at:%H%M%S}"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
