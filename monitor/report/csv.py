"""The CSV form (RFC 4180): one row an edit, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from monitor.report import tongues
from monitor.report.safe import address, cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import Change, ChangeSet, Edit, Report

_ENGLISH = tongues.tongue("en")
"""Rows are for programs too: their words do not depend on who asks."""
COLUMNS = (
    "target",
    "title",
    "url",
    "tags",
    "old_version",
    "new_version",
    "old_at",
    "new_at",
    "level",
    "kinds",
    "old_section",
    "new_section",
    "topics",
    "signals",
    "reasons",
    "edit",
    "label",
    "heading",
    "before",
    "after",
    "since",
)


def render(report: Report) -> str:
    """Write a report as CSV, its first line the names of the columns."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in report.sets:
        writer.writerows(_rows(each))
    return page.getvalue().removesuffix("\r\n")


def _rows(each: ChangeSet) -> Iterator[list[str]]:
    frame = [each.target, each.title, address(each.url), " ".join(each.tags)]
    frame += [str(each.old_version), str(each.new_version), each.old_at.isoformat(), each.new_at.isoformat()]
    for change in each.changes:
        for edit in change.edits or (None,):
            yield [cell(value) for value in (*frame, *_change(change), *_edit(edit))]


def _change(change: Change) -> list[str]:
    sides = [" › ".join(place.path) if place else "" for place in (change.old, change.new)]
    return [
        change.level.value,
        " ".join(change.kinds),
        *sides,
        " ".join(change.topics),
        "; ".join(_ENGLISH.signal(found) for found in change.signals),
        "; ".join(change.reasons),
    ]


def _edit(edit: Edit | None) -> list[str]:
    if edit is None:
        return [""] * 6
    since = edit.since.isoformat() if edit.since else ""
    return [edit.kind.value, edit.label, "yes" if edit.heading else "", edit.before or "", edit.after or "", since]
