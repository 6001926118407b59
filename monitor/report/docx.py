"""The Word form (ECMA-376, WordprocessingML): a document whose changes are tracked ones, to accept or to reject.

Accepting all of them leaves the newer wording, rejecting all the older one, word by word. What moved is deleted where
it stood and inserted where it went: every word processor agrees on what that means.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from markupsafe import escape

from monitor.model import EditKind, Level, Op, Run
from monitor.report import docx_parts, merge, runs, story, text, tongues
from monitor.report.safe import address, clip, visible, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from monitor.model import Change, ChangeSet, Edit, Report, Version
    from monitor.report.tongues import Tongue

AUTHOR = "monitor"
_HEADINGS = 6
"""Styles for headings; what is deeper looks like the last."""
_TAGS = {Op.INSERTED: "w:ins", Op.DELETED: "w:del"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the document, and what became of it."""

    runs: tuple[Run, ...]
    style: str = "Normal"
    fate: Op = Op.EQUAL
    """Whether the paragraph as a whole came or went."""
    at: datetime | None = None
    """When; for paragraphs in which something is tracked."""


def render(report: Report, words: Tongue) -> bytes:
    """Write a report: a section a target, in it the clauses that changed."""
    title = words.say("report.title.span", since=words.day(report.since), until=words.day(report.until))
    body = (*_head(title, report, words), *_chapters(report, words), *_health(report, words))
    return _package(title, body, report.made_at)


def redline(changeset: ChangeSet, old: Version, new: Version, words: Tongue) -> bytes:
    """Write the two whole versions as one document."""
    title = tongues.name(changeset)
    span = words.say(
        "versions.at",
        old=changeset.old_version,
        new=changeset.new_version,
        old_at=words.moment(changeset.old_at),
        new_at=words.moment(changeset.new_at),
    )
    frame = [_plain(part, "Meta") for part in (address(changeset.url), span) if part]
    lines = [
        Paragraph(runs=line.runs, style=_style(line.level), fate=line.fate, at=changeset.new_at)
        for line in merge.merge(old, new, changeset.changes)
    ]
    end = _plain(words.say("report.compared"), "Meta")
    return _package(title, (_plain(title, "Title"), *frame, *lines, end), changeset.new_at)


def _style(level: int) -> str:
    return f"Heading{min(level, _HEADINGS)}" if level else "Normal"


# --- a report ----------------------------------------------------------------------------------------------


def _head(title: str, report: Report, words: Tongue) -> Iterator[Paragraph]:
    yield _plain(title, "Title")
    for said in text.counted(words, story.summarise(report)):
        yield _plain(said)


def _chapters(report: Report, words: Tongue) -> Iterator[Paragraph]:
    for chapter in story.chapters(report.sets):
        yield _plain(chapter.title, "Heading1")
        if chapter.url:
            yield _plain(address(chapter.url), "Meta")
        for each in chapter.sets:
            yield from _set(each, words)


def _set(each: ChangeSet, words: Tongue) -> Iterator[Paragraph]:
    versions = words.say("versions", old=each.old_version, new=each.new_version)
    span = f"{words.moment(each.old_at)} → {words.moment(each.new_at)}"
    yield _plain(words.listed(part for part in (versions, span, words.way(each)) if part), "Meta")
    if not each.changes:
        yield _plain(words.nothing(each))
    told = story.tell(each.changes)
    for change in (*told.told, *(brief.change for brief in told.briefs)):
        yield from _change(change, each.new_at, words)
    if told.renumbered:
        yield _plain(words.renumbering(told.renumbered), "Meta")


def _change(change: Change, at: datetime, words: Tongue) -> Iterator[Paragraph]:
    yield _plain(words.path(change.place), "Heading2")
    level = "" if change.level is Level.COSMETIC else words.level(change.level)
    said = (words.phrases(change), level, words.topics(change.topics))
    yield _plain(" · ".join(part for part in said if part), "Meta")
    for reason in (*map(words.signal, change.signals), *words.why(change)):
        yield _plain(reason, "Meta")
    for edit in change.edits:
        yield _edit(edit, at)
    yield _plain("", "Meta")  # so that a last paragraph that goes has one to join


def _edit(edit: Edit, at: datetime) -> Paragraph:
    fates = {EditKind.ADDED: Op.INSERTED, EditKind.REMOVED: Op.DELETED}
    fate = fates.get(edit.kind, Op.EQUAL)
    label = Run(op=fate, text=f"{clip(edit.label, 40)} ")
    shown = runs.of(edit)
    return Paragraph(
        runs=(label, *shown) if edit.label else shown,
        style="ClauseHeading" if edit.heading else "Clause",
        fate=fate,
        at=edit.since or at,
    )


def _health(report: Report, words: Tongue) -> Iterator[Paragraph]:
    if report.first:
        yield _plain(words.say("report.first"), "Heading1")
        yield from (_plain(tongues.name(health)) for health in report.first)
    if report.ailing:
        yield _plain(words.say("report.ailing"), "Heading1")
        said = ((tongues.name(health), words.state(health)) for health in report.ailing)
        yield from (_plain(words.say("said", what=what, text=state)) for what, state in said)
    yield _plain(words.say("report.made", moment=words.moment(report.made_at)), "Meta")


def _plain(text: str, style: str = "Normal") -> Paragraph:
    return Paragraph(runs=(Run(op=Op.EQUAL, text=text),), style=style)


# --- the file ----------------------------------------------------------------------------------------------


def _package(title: str, paragraphs: Iterable[Paragraph], at: datetime) -> bytes:
    """Put the parts into a zip archive that is the same, byte for byte, for the same document."""
    body = "".join(_paragraphs(paragraphs))
    parts = docx_parts.FIXED | {
        "docProps/core.xml": docx_parts.CORE.format(title=_xml(title), at=_instant(at)),
        "word/document.xml": docx_parts.DOCUMENT.format(body=body),
    }
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part.encode(), zipfile.ZIP_DEFLATED)
    return page.getvalue()


class _Numbers:
    """Gives each tracked change its own number."""

    def __init__(self) -> None:
        self._last = 0

    def opening(self, op: Op, at: datetime | None) -> str:
        """Give the name and attributes of an element for a tracked change."""
        self._last += 1
        when = f' w:date="{_instant(at)}"' if at else ""
        return f'{_TAGS[op]} w:id="{self._last}" w:author="{AUTHOR}"{when}'


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    numbers = _Numbers()
    for each in paragraphs:
        mark = ""
        if each.fate is not Op.EQUAL:  # the paragraph's own mark came or went too
            mark = f"<w:rPr><{numbers.opening(each.fate, each.at)}/></w:rPr>"
        shown = "".join(_run(run, each.at, numbers) for run in each.runs if run.text)
        yield f'<w:p><w:pPr><w:pStyle w:val="{each.style}"/>{mark}</w:pPr>{shown}</w:p>'


def _run(run: Run, at: datetime | None, numbers: _Numbers) -> str:
    tag = "w:delText" if run.op is Op.DELETED else "w:t"
    written = f'<w:r><{tag} xml:space="preserve">{_xml(run.text)}</{tag}></w:r>'
    if run.op is Op.EQUAL:
        return written
    return f"<{numbers.opening(run.op, at)}>{written}</{_TAGS[run.op]}>"


def _xml(text: str) -> str:
    return str(escape(xml(visible(text))))


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
