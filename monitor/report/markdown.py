"""The Markdown form, its page text escaped.

Marks are `<del>[-…-]</del>` and `<ins>[+…+]</ins>`: a renderer that drops the tags
still tells what went from what came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.model import EditKind, Op
from monitor.report import runs, story, words
from monitor.report.safe import address, clip, web
from monitor.report.safe import markdown as escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from monitor.model import Change, ChangeSet, Edit, Health, Report, Run
    from monitor.report.story import Chapter, Summary

_MARKS = {Op.DELETED: ("<del>[-", "-]</del>"), Op.INSERTED: ("<ins>[+", "+]</ins>"), Op.EQUAL: ("", "")}


def render(report: Report) -> str:
    """Write a report as Markdown."""
    lines = [f"# Policy changes, {words.moment(report.since)} to {words.moment(report.until)}", ""]
    lines += _summary(story.summarise(report))
    for chapter in story.chapters(report.sets):
        lines += ["", *_chapter(chapter)]
    if report.first:
        lines += ["", "## First versions", "", *(f"- {_link(words.name(each), each.url)}" for each in report.first)]
    if report.ailing:
        lines += ["", "## Needs attention", "", *(_ailment(health) for health in report.ailing)]
    return "\n".join(lines)


def redline(changeset: ChangeSet) -> str:
    """Write one change set as Markdown."""
    head = f"# {_link(words.name(changeset), changeset.url)}"
    return "\n".join([head, "", *_set(changeset, depth=2)])


def _link(title: str, url: str) -> str:
    name, target = escape(title), web(url)
    if not target:
        return f"{name} ({escape(address(url))})" if url else name
    target = target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{name}](<{target}>)"


def _summary(summary: Summary) -> Iterator[str]:
    of = f" of {summary.watched}" if summary.watched else ""
    yield f"- **{summary.changed}**{of} policies changed"
    for level, number in summary.levels:
        yield f"- {level.value}: {words.count(number, 'change')}"
    if summary.topics:
        yield "- topics: " + ", ".join(f"{name.replace('-', ' ')} {number}" for name, number in summary.topics)
    if summary.failing or summary.held:
        yield f"- needs attention: {summary.failing} failing, {summary.held} held"


def _ailment(health: Health) -> str:
    return f"- {_link(words.name(health), health.url)}: {escape(words.state(health))}"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {_link(chapter.title, chapter.url)}"
    for each in chapter.sets:
        yield ""
        yield from _set(each, depth=3)


def _set(each: ChangeSet, depth: int) -> Iterator[str]:
    span = f"{words.moment(each.old_at)} → {words.moment(each.new_at)}"
    way = f", {escape(words.way(each))}" if each.stops else ""
    yield f"Version {each.old_version} → {each.new_version}, {span}, **{each.level.value}**{way}"
    told = story.tell(each.changes)
    for change in told.told:
        yield ""
        yield from _change(change, depth)
    if told.briefs or told.renumbered:
        yield ""
    for brief in told.briefs:
        shown = f": {marked(brief.shown)}" if brief.shown else ""
        yield f"- {escape(brief.title)}: {escape(brief.phrase)}{shown}"
    if told.renumbered:
        yield f"- {escape(story.renumbering(told.renumbered))}"
    if not each.changes:
        yield ""
        yield words.nothing(each)


def _change(change: Change, depth: int) -> Iterator[str]:
    yield f"{'#' * depth} {escape(words.path(change.place))}"
    yield ""
    yield f"**{change.level.value}**: {escape(', '.join(words.phrases(change)))}"
    yield ""
    notes = [words.signal(found) for found in change.signals] + [*words.why(change)]
    if change.topics:
        notes.append(f"topics: {', '.join(words.topics(change.topics))}")
    for note in notes:
        yield f"- *{escape(note)}*"
    if notes and change.edits:
        yield ""
    for edit in change.edits:
        yield f"> {_edit(edit)}"
        yield ">"


def _edit(edit: Edit) -> str:
    label = f"{escape(clip(edit.label, 40))} " if edit.label else ""
    note = words.EDITS[edit.kind] if edit.kind is not EditKind.REWORDED else ""
    note = "heading" if edit.heading else note
    notes = ", ".join(part for part in (note, *words.came(edit)) if part)
    lead = f"({notes}) " if notes else ""
    return f"{lead}{label}{marked(runs.of(edit))}"


def marked(shown: Iterable[Run]) -> str:
    """Write runs with marks that survive with and without HTML."""
    return "".join(f"{_MARKS[run.op][0]}{escape(run.text)}{_MARKS[run.op][1]}" for run in shown)
