"""The Markdown form, its page text escaped.

Marks are `<del>[-…-]</del>` and `<ins>[+…+]</ins>`: a renderer that drops the tags
still tells what went from what came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.model import EditKind, Op
from monitor.report import runs, story, tongues
from monitor.report.safe import address, clip, web
from monitor.report.safe import markdown as escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from monitor.model import Change, ChangeSet, Edit, Health, Report, Run
    from monitor.report.story import Brief, Chapter, Summary
    from monitor.report.tongues import Tongue

_MARKS = {Op.DELETED: ("<del>[-", "-]</del>"), Op.INSERTED: ("<ins>[+", "+]</ins>"), Op.EQUAL: ("", "")}


def render(report: Report, words: Tongue) -> str:
    """Write a report as Markdown."""
    page = _Page(words)
    lines = list(page.head(report))
    for chapter in story.chapters(report.sets):
        lines += ["", *page.chapter(chapter)]
    lines += page.listed("report.first", (_link(tongues.name(each), each.url) for each in report.first))
    lines += page.listed("report.ailing", map(page.ailment, report.ailing))
    return "\n".join(lines)


def redline(changeset: ChangeSet, words: Tongue) -> str:
    """Write one change set as Markdown."""
    head = f"# {_link(tongues.name(changeset), changeset.url)}"
    return "\n".join([head, "", *_Page(words).set(changeset, depth=2)])


def _link(title: str, url: str) -> str:
    name, target = escape(title), web(url)
    if not target:
        return f"{name} ({escape(address(url))})" if url else name
    target = target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{name}](<{target}>)"


class _Page:
    """Lines of Markdown in one language."""

    def __init__(self, words: Tongue) -> None:
        self._words, self._say = words, words.say

    def head(self, report: Report) -> Iterator[str]:
        """Write the title and the figures."""
        since, until = self._words.moment(report.since), self._words.moment(report.until)
        yield f"# {self._say('report.title.span', since=since, until=until)}"
        yield ""
        summary = story.summarise(report)
        yield f"- **{self._changed(summary)}**"
        for level, number in summary.levels:
            yield self._say("bullet", what=self._words.level(level), count=self._say("count.changes", number))
        if summary.topics:
            yield f"- {self._say('report.topics', topics=self._words.topic_counts(summary.topics))}"
        for what in ("undone", "failing", "held"):
            if number := getattr(summary, what):
                yield f"- {self._say(f'count.{what}', number)}"

    def _changed(self, summary: Summary) -> str:
        if not summary.changed:
            return self._say("report.none")
        return self._words.changed(summary.changed, summary.watched)

    def listed(self, key: str, lines: Iterable[str]) -> list[str]:
        """Write a list under a heading, or nothing."""
        found = [f"- {line}" for line in lines]
        return ["", f"## {self._say(key)}", "", *found] if found else []

    def ailment(self, health: Health) -> str:
        """Say how a target ails."""
        return self._say("said", what=_link(tongues.name(health), health.url), text=escape(self._words.state(health)))

    def chapter(self, chapter: Chapter) -> Iterator[str]:
        """Write what changed in one policy."""
        yield f"## {_link(chapter.title, chapter.url)}"
        for each in chapter.sets:
            yield ""
            yield from self.set(each, depth=3)

    def set(self, each: ChangeSet, depth: int) -> Iterator[str]:
        """Write one change set."""
        versions = self._say("versions", old=each.old_version, new=each.new_version)
        span = f"{self._words.moment(each.old_at)} → {self._words.moment(each.new_at)}"
        level = [f"**{self._words.level(each.level)}**"] if each.changes else []
        way = [escape(self._words.way(each))] if each.stops else []
        yield self._words.listed((versions, span, *level, *way))
        told = story.tell(each.changes)
        for change in told.told:
            yield ""
            yield from self._change(change, depth)
        if told.briefs or told.renumbered:
            yield ""
        for brief in told.briefs:
            yield f"- {self._brief(brief)}"
        if told.renumbered:
            yield f"- {escape(self._words.renumbering(told.renumbered))}"
        if not each.changes:
            yield ""
            yield self._words.nothing(each)

    def _brief(self, brief: Brief) -> str:
        said = [escape(part) for part in (self._words.title(brief.change.place), self._words.fate(brief.change))]
        whole = self._say("said", what=said[0], text=said[1])
        return self._say("said", what=whole, text=marked(brief.shown)) if brief.shown else whole

    def _change(self, change: Change, depth: int) -> Iterator[str]:
        yield f"{'#' * depth} {escape(self._words.path(change.place))}"
        yield ""
        level = f"**{self._words.level(change.level)}**"
        yield self._say("said", what=level, text=escape(self._words.phrases(change)))
        yield ""
        notes = [*map(self._words.signal, change.signals), *self._words.why(change)]
        if change.topics:
            notes.append(self._say("topics", topics=self._words.topics(change.topics)))
        for note in notes:
            yield f"- *{escape(note)}*"
        if notes and change.edits:
            yield ""
        for edit in change.edits:
            yield f"> {self._edit(edit)}"
            yield ">"

    def _edit(self, edit: Edit) -> str:
        label = f"{escape(clip(edit.label, 40))} " if edit.label else ""
        note = "" if edit.kind is EditKind.REWORDED else f"edit.{edit.kind.value}"
        key = "edit.heading" if edit.heading else note
        notes = self._words.listed((*((self._say(key),) if key else ()), *self._words.came(edit)))
        lead = f"({notes}) " if notes else ""
        return f"{lead}{label}{marked(runs.of(edit))}"


def marked(shown: Iterable[Run]) -> str:
    """Write runs with marks that survive with and without HTML."""
    return "".join(f"{_MARKS[run.op][0]}{escape(run.text)}{_MARKS[run.op][1]}" for run in shown)
