"""The text form: a unified diff's look, clause by clause, for terminals, pipes and mails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.model import EditKind, Level, Op
from monitor.report import runs, story, words
from monitor.report.safe import address, clip, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from monitor.model import Change, ChangeSet, Edit, Health, Report, Run
    from monitor.report.story import Brief, Chapter, Summary

_MARKS = {Op.DELETED: ("[-", "-]"), Op.INSERTED: ("[+", "+]"), Op.EQUAL: ("", "")}
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


def render(report: Report, *, colour: bool = False) -> str:
    """Write a report as text."""
    ink = Ink(colour=colour)
    lines = [ink("bold", f"Policy changes, {words.moment(report.since)} to {words.moment(report.until)}")]
    lines += _summary(story.summarise(report))
    for chapter in story.chapters(report.sets):
        lines += ["", *_chapter(chapter, ink)]
    lines += _listed("First versions", (words.name(health) for health in report.first), ink)
    lines += _listed("Needs attention", (_ailment(health) for health in report.ailing), ink)
    return "\n".join(lines)


def redline(changeset: ChangeSet, *, colour: bool = False) -> str:
    """Write one change set as text."""
    ink = Ink(colour=colour)
    head = [ink("bold", words.name(changeset)), address(changeset.url)]
    return "\n".join([*(line for line in head if line), *_set(changeset, ink)])


def _summary(summary: Summary) -> Iterator[str]:
    if not summary.changed:
        yield f"No policy changed; {summary.watched} watched."
    else:
        levels = ", ".join(f"{number} {level.value}" for level, number in summary.levels)
        of = f" of {summary.watched}" if summary.watched else ""
        yield f"{summary.changed}{of} policies changed; changes: {levels}"
    if summary.topics:
        yield "Topics: " + ", ".join(f"{name.replace('-', ' ')} {number}" for name, number in summary.topics)
    rest = [f"{number} {what}" for number, what in _rest(summary) if number]
    if rest:
        yield "; ".join(rest)


def _rest(summary: Summary) -> tuple[tuple[int, str], ...]:
    return (
        (summary.first, "first version" if summary.first == 1 else "first versions"),
        (summary.failing, "failing"),
        (summary.held, "held"),
    )


def _listed(title: str, lines: Iterable[str], ink: Ink) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", ink("bold", title), *found] if found else []


def _ailment(health: Health) -> str:
    return f"{words.name(health)}: {words.state(health)}"


def _chapter(chapter: Chapter, ink: Ink) -> Iterator[str]:
    yield ink("bold", "=" * 80)
    yield f"{ink('bold', chapter.title)}  {ink(chapter.level, chapter.level.value)}"
    yield address(chapter.url)
    for each in chapter.sets:
        yield from _set(each, ink)


def _set(each: ChangeSet, ink: Ink) -> Iterator[str]:
    yield ink("deleted", f"--- version {each.old_version}, {words.moment(each.old_at)}")
    yield ink("inserted", f"+++ version {each.new_version}, {words.moment(each.new_at)}")
    if each.stops:
        yield ink("faint", f"    {words.way(each)}")
    if not each.changes:
        yield words.nothing(each)
    told = story.tell(each.changes)
    for change in told.told:
        yield ""
        yield from _change(change, ink)
    if told.briefs or told.renumbered:
        yield ""
    for brief in told.briefs:
        yield ink("faint", "~ ") + _brief(brief, ink)
    if told.renumbered:
        yield ink("faint", f"~ {story.renumbering(told.renumbered)}")


def _change(change: Change, ink: Ink) -> Iterator[str]:
    phrase = ", ".join(words.phrases(change))
    yield f"{ink('bold', f'@@ {words.path(change.place)} @@')} {phrase}  {ink(change.level, change.level.value)}"
    for found in change.signals:
        yield f"   {words.signal(found)}"
    for reason in words.why(change):
        yield f"   {reason}"
    if change.topics:
        yield ink("faint", f"   topics: {', '.join(words.topics(change.topics))}")
    for edit in change.edits:
        yield from _edit(edit, ink)


def _edit(edit: Edit, ink: Ink) -> Iterator[str]:
    """Show a clause as one line, or as an old and a new one."""
    lead = _lead(edit)
    shown = runs.of(edit)
    if edit.kind is EditKind.ADDED:
        yield ink("inserted", f"+ {lead}{unmarked(edit.after or '')}")
    elif edit.kind is EditKind.REMOVED:
        yield ink("deleted", f"- {lead}{unmarked(edit.before or '')}")
    elif all(run.op is Op.EQUAL for run in shown) or edit.kind is EditKind.LINK:
        yield f"~ {lead}{marked(runs.shorten(shown), ink)}"
    else:
        short = runs.shorten(shown)
        yield f"{ink('deleted', '-')} {_lead(replace(edit, since=None))}{marked(runs.side(short, Op.INSERTED), ink)}"
        yield f"{ink('inserted', '+')} {lead}{marked(runs.side(short, Op.DELETED), ink)}"


def _lead(edit: Edit) -> str:
    note = words.note(edit)
    lead = " ".join(part for part in (f"({note})" if note else "", clip(edit.label, 40)) if part)
    return f"{lead} " if lead else ""


def marked(shown: Iterable[Run], ink: Ink = _PLAIN) -> str:
    """Write runs with [-…-] around what went and [+…+] around what came."""
    return "".join(_mark(run, ink) for run in shown)


def _mark(run: Run, ink: Ink) -> str:
    opening, closing = _MARKS[run.op]
    text = f"{opening}{unmarked(run.text)}{closing}"
    return text if run.op is Op.EQUAL else ink(run.op.value, text)


def _brief(brief: Brief, ink: Ink) -> str:
    shown = f": {marked(brief.shown, ink)}" if brief.shown else ""
    return f"{brief.title}: {brief.phrase}{shown}"
