"""The text form: a unified diff's look, clause by clause, for terminals, pipes and mails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.model import EditKind, Level, Op
from monitor.report import runs, story, tongues
from monitor.report.safe import address, clip, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from monitor.model import Change, ChangeSet, Edit, Health, Report, Run
    from monitor.report.story import Brief, Chapter, Summary
    from monitor.report.tongues import Tongue

_MARKS = {Op.DELETED: ("[-", "-]"), Op.INSERTED: ("[+", "+]")}
_CODES = {
    "deleted": "31",
    "inserted": "32",
    "bold": "1",
    "faint": "2",
    Level.MATERIAL: "1;31",
    Level.MINOR: "33",
    Level.COSMETIC: "2",
}


class Ink:
    """Colours text with ANSI codes, or leaves it as it is."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        """Colour a text that has been made visible already."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._colour and text else text


_PLAIN = Ink(colour=False)


def render(report: Report, words: Tongue, *, colour: bool = False) -> str:
    """Write a report as text."""
    page = _Page(words, Ink(colour=colour))
    lines = list(page.head(report))
    for chapter in story.chapters(report.sets):
        lines += ["", *page.chapter(chapter)]
    lines += page.listed("report.first", (tongues.name(health) for health in report.first))
    lines += page.listed("report.ailing", (page.ailment(health) for health in report.ailing))
    return "\n".join(lines)


def redline(changeset: ChangeSet, words: Tongue, *, colour: bool = False) -> str:
    """Write one change set as text."""
    ink = Ink(colour=colour)
    head = [ink("bold", tongues.name(changeset)), address(changeset.url)]
    return "\n".join([*(line for line in head if line), *_Page(words, ink).set(changeset)])


class _Page:
    """Lines of text in one language, coloured or not."""

    def __init__(self, words: Tongue, ink: Ink) -> None:
        self._words, self._say, self._ink = words, words.say, ink

    def head(self, report: Report) -> Iterator[str]:
        """Write the title and the figures."""
        since, until = self._words.moment(report.since), self._words.moment(report.until)
        yield self._ink("bold", self._say("report.title.span", since=since, until=until))
        summary = story.summarise(report)
        yield from counted(self._words, summary)
        rest = [self._say(f"count.{what}", number) for what, number in _rest(summary) if number]
        if rest:
            yield self._say("semicolon").join(rest)

    def listed(self, key: str, lines: Iterable[str]) -> list[str]:
        """Write a list under a heading, or nothing."""
        found = [f"  {line}" for line in lines]
        return ["", self._ink("bold", self._say(key)), *found] if found else []

    def ailment(self, health: Health) -> str:
        """Say how a target ails."""
        return self._say("said", what=tongues.name(health), text=self._words.state(health))

    def chapter(self, chapter: Chapter) -> list[str]:
        """Write what changed in one policy."""
        level = f"  {self._level(chapter.level)}" if chapter.level else ""
        lines = [self._ink("bold", "=" * 80), f"{self._ink('bold', chapter.title)}{level}", address(chapter.url)]
        for each in chapter.sets:
            lines += self.set(each)
        return lines

    def _level(self, level: Level) -> str:
        return self._ink(level, self._words.level(level))

    def set(self, each: ChangeSet) -> list[str]:
        """Write one change set."""
        lines = [
            self._ink("deleted", f"--- {self._side(each.old_version, each.old_at)}"),
            self._ink("inserted", f"+++ {self._side(each.new_version, each.new_at)}"),
        ]
        if each.stops:
            lines.append(self._ink("faint", f"    {self._words.way(each)}"))
        if not each.changes:
            lines.append(self._words.nothing(each))
        told = story.tell(each.changes)
        for change in told.told:
            lines += ("", *self._change(change))
        if told.briefs or told.renumbered:
            lines.append("")
        lines += [self._ink("faint", "~ ") + self._brief(brief) for brief in told.briefs]
        if told.renumbered:
            lines.append(self._ink("faint", f"~ {self._words.renumbering(told.renumbered)}"))
        return lines

    def _side(self, number: int, at: datetime) -> str:
        return f"{self._say('version', number)}{self._say('comma')}{self._words.moment(at)}"

    def _change(self, change: Change) -> list[str]:
        head = self._ink("bold", f"@@ {self._words.path(change.place)} @@")
        lines = [f"{head} {self._words.phrases(change)}  {self._level(change.level)}"]
        lines += [f"   {said}" for said in (*map(self._words.signal, change.signals), *self._words.why(change))]
        if change.topics:
            lines.append(self._ink("faint", f"   {self._say('topics', topics=self._words.topics(change.topics))}"))
        for edit in change.edits:
            lines += _edit(edit, self._words, self._ink)
        return lines

    def _brief(self, brief: Brief) -> str:
        said = self._say("said", what=self._words.title(brief.change.place), text=self._words.fate(brief.change))
        return self._say("said", what=said, text=marked(brief.shown, self._ink)) if brief.shown else said


def counted(words: Tongue, summary: Summary) -> Iterator[str]:
    """Say how many policies changed, by how much, and in what."""
    if not summary.changed:
        said = words.say("semicolon").join((words.say("report.none"), words.say("report.watched", summary.watched)))
        yield f"{said}{words.say('stop')}"
    else:
        said = words.changed(summary.changed, summary.watched)
        levels = words.say("report.changes", levels=words.levels(summary.levels))
        yield words.say("semicolon").join((said, levels))
    if summary.topics:
        yield words.say("report.topics", topics=words.topic_counts(summary.topics))


def _rest(summary: Summary) -> tuple[tuple[str, int], ...]:
    return (
        ("undone", summary.undone),
        ("first", summary.first),
        ("failing", summary.failing),
        ("held", summary.held),
    )


def _edit(edit: Edit, words: Tongue, ink: Ink) -> list[str]:
    """Show a clause as one line, or as an old and a new one."""
    lead = _lead(edit, words)
    if edit.kind is EditKind.ADDED:
        return [ink("inserted", f"+ {lead}{unmarked(edit.after or '')}")]
    if edit.kind is EditKind.REMOVED:
        return [ink("deleted", f"- {lead}{unmarked(edit.before or '')}")]
    shown = runs.of(edit)
    short = runs.shorten(shown)
    if edit.kind is EditKind.LINK or runs.is_same(shown):
        return [f"~ {lead}{marked(short, ink)}"]
    said = [(run.op, _mark(run, ink)) for run in short]  # once, though most of it stands on both sides
    before = "".join([text for op, text in said if op is not Op.INSERTED])
    after = "".join([text for op, text in said if op is not Op.DELETED])
    lead_before = lead if edit.since is None else _lead(replace(edit, since=None), words)
    return [f"{ink('deleted', '-')} {lead_before}{before}", f"{ink('inserted', '+')} {lead}{after}"]


def _lead(edit: Edit, words: Tongue) -> str:
    note, label = words.note(edit), clip(edit.label, 40) if edit.label else ""
    return f"({note}) {label} " if note and label else f"({note}) " if note else f"{label} " if label else ""


def marked(shown: Iterable[Run], ink: Ink = _PLAIN) -> str:
    """Write runs with [-…-] around what went and [+…+] around what came."""
    return "".join([_mark(run, ink) for run in shown])


def _mark(run: Run, ink: Ink) -> str:
    if run.op is Op.EQUAL:
        return unmarked(run.text)
    opening, closing = _MARKS[run.op]
    return ink(run.op, f"{opening}{unmarked(run.text)}{closing}")
