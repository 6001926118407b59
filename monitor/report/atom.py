"""The Atom form (RFC 4287): one entry a change set, the redline inside, ids that never change (RFC 4151)."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import escape

from monitor.report import html, story
from monitor.report.safe import visible, web, xml
from monitor.report.tongues import name, tongue

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from monitor.model import ChangeSet, Report

_AUTHORITY = "policy-monitor.invalid"
_NAME = 16
"""Characters of a database's name."""
_BLANKS = re.compile(r"\n\s*\n")


def render(
    report: Report, language: str = "en", *, base: str = "", link: Callable[[ChangeSet], str] | None = None
) -> str:
    """Write a report as an Atom feed, newest entry first.

    Args:
        report: what changed; each of its sets becomes an entry.
        language: of the words around the changes.
        base: address of the site that the feed is part of, ending in "/"; empty when it is not known.
        link: names the page of a change set on that site; without it entries lead to the policies themselves.
    """
    newest = sorted(report.sets, key=lambda each: (each.new_at, each.target), reverse=True)
    page = html.fill(
        "feed.xml.j2",
        tongue(language),
        id=f"tag:{_AUTHORITY},2025:{report.archive[:_NAME] or 'changes'}",
        base=web(base),
        updated=_instant(newest[0].new_at if newest else report.until),
        entries=[
            _entry(each, language, report.archive, web(base) + link(each) if link else web(each.url)) for each in newest
        ],
    )
    return _BLANKS.sub("\n", xml(page))


def _entry(each: ChangeSet, language: str, archive: str, link: str) -> dict[str, object]:
    words = tongue(language)
    counts = words.levels(story.levels([each.changes])) or words.nothing(each)
    versions = words.say("versions", old=each.old_version, new=each.new_version)
    return {
        "id": tag(each, archive),
        "title": words.say("said", what=name(each), text=counts),
        "updated": _instant(each.new_at),
        "link": link,
        "terms": [each.level.value, *each.tags, *(topic for topic, _ in story.topics(each.changes))],
        "summary": words.listed((versions, tongue("en").moment(each.new_at))),
        "content": escape(str(html.fragment(each, words))),
    }


def tag(each: ChangeSet, archive: str = "") -> str:
    """Name a change set for ever: by database, target, version and the time the version was first seen."""
    at = each.new_at.astimezone(UTC)
    path = f"{quote(visible(each.target), safe='')}/{each.new_version}/{at:%H%M%S}"
    return f"tag:{_AUTHORITY},{at:%Y-%m-%d}:{f'{archive[:_NAME]}/' if archive else ''}{path}"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
