"""The message a channel gets: all waiting alerts in one, bounded in size, what matters most first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import escape

from monitor.model import Level, Message
from monitor.report import html, runs, slack, story, tongues, whole
from monitor.report.frame import Frame
from monitor.report.pieces import pieces
from monitor.report.room import fill
from monitor.report.safe import address, clip, visible, web
from monitor.report.shared import Subject, subjects
from monitor.report.text import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from monitor.model import Change, ChangeSet, Edit, Notice, Piece, Run
    from monitor.report.tongues import Tongue

TITLE = 200
BUDGET = 24_000
"""Characters of HTML for changes: with its frame a message stays below the 32,768 of Apprise's mail services."""
_EDITS = 8
"""Clauses shown of one change."""
_CONTEXT, _LONGEST = 30, 90
"""Words kept beside a mark, and of a deleted or inserted stretch."""
_BRIEFS = 5
_URL = 150
"""Characters of an address to which the name of one of several policies is linked."""
_NAMES, _FEW = 25, 5
"""Policies named that found no room, and notices told; policies named of those that share what found none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """Something to tell of one subject, in both forms."""

    rank: int
    index: int
    """Of its subject."""
    changes: int
    lines: tuple[str, ...]
    markup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One policy in the message, or several that share their changes."""

    title: str
    url: str
    link: str
    versions: str
    sharers: tuple[tuple[str, str], ...]
    """Name and address of each policy, of several as many as find room."""
    unnamed: str
    """Counts those that did not; empty when all did."""
    language: str
    items: tuple[_Item, ...]
    more: str
    """Counts the changes that found no room; empty when all did."""
    rest: int


def compose(
    sets: tuple[ChangeSet, ...],
    notices: tuple[Notice, ...],
    *,
    link: Callable[[ChangeSet], str] | None,
    words: Tongue,
) -> Message:
    """Write the message; see the door."""
    if not sets and not notices:
        raise ValueError("a message tells of at least one change set or notice")
    frame = Frame(words)
    chapters = story.chapters(sets)
    ordered = [each for chapter in chapters for each in chapter.sets]
    told = subjects(ordered)
    overview = frame.overview(chapters, _NAMES)
    chosen = _choose(told, frame, BUDGET - sum(len(escape(line)) + len("<li></li>") for line in overview))
    blocks = [_block(each, chosen[index], link, frame) for index, each in enumerate(told) if index in chosen]
    names = _named([_other(each, frame) for index, each in enumerate(told) if index not in chosen], frame)
    said = [_notice(notice, frame) for notice in notices[:_NAMES]]
    unsaid = frame.more(len(notices) - len(said), "notice") if len(notices) > len(said) else ""
    shown = {"overview": overview, "blocks": blocks, "others": names, "notices": said, "unsaid": unsaid}
    filled = html.fill("message.html.j2", words, frame=frame, **shown)
    title = _title(chapters, told, notices, frame)
    return Message(
        id=_identity(ordered, notices),
        title=title,
        text=_text(overview, blocks, names, said, unsaid, frame),
        pieces=_pieces(blocks, names, notices, frame, sum(story.size(subject.each.changes) for subject in told)),
        html=str(filled),
        level=Level.highest(each.level for each in ordered) or Level.MINOR,
        blocks=_slack((title, *overview), blocks, (names, unsaid), said, frame),
        page=whole.page(ordered, words),
        payload=whole.payload(ordered, notices),
        thread=whole.thread(ordered, notices),
    )


def _identity(sets: Sequence[ChangeSet], notices: Sequence[Notice]) -> str:
    parts = [f"change\n{each.target}\n{each.old_version}\n{each.new_version}" for each in sets]
    parts += [f"notice\n{notice.target}\n{notice.kind}\n{notice.at.isoformat()}" for notice in notices]
    return hashlib.sha256("\n\n".join(sorted(parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


# --- the subject -------------------------------------------------------------------------------------------


def _title(chapters: Sequence[story.Chapter], told: Sequence[Subject], notices: Sequence[Notice], frame: Frame) -> str:
    if not chapters:
        names = list(dict.fromkeys(tongues.name(notice, 80) for notice in notices))
        return clip(frame.health(names, [notice.kind for notice in notices]), TITLE)
    levels = story.levels(subject.each.changes for subject in told)
    return clip(frame.title(chapters, levels, len(notices)), TITLE)


# --- what finds room ---------------------------------------------------------------------------------------


def _choose(told: Sequence[Subject], frame: Frame, room: int) -> dict[int, tuple[_Item, ...]]:
    """Take what matters most until the room is full, of each subject its share first."""
    chosen: dict[int, list[_Item]] = {}
    heads = [_price(subject) for subject in told]
    full: frozenset[int] = frozenset()
    for queues in _ranks(told, frame):  # nothing light is told of a subject where something weighty found no room
        room, left = fill(chosen, [queue for queue in queues if queue[0] not in full], heads, room)
        full |= left
    return {index: tuple(chosen[index]) for index in sorted(chosen)}


def _price(subject: Subject) -> int:
    """Estimate what the surroundings of a subject's changes take."""
    if subject.sharers:
        return 900 + sum(
            60 + len(escape(tongues.name(each, 80))) + len(escape(each.url[:500])) for each in subject.sharers[:_NAMES]
        )
    return 900 + len(escape(tongues.name(subject.each))) + 2 * len(escape(subject.each.url[:500]))


def _ranks(told: Sequence[Subject], frame: Frame) -> Iterator[list[tuple[int, Iterator[_Item]]]]:
    """Give all there is to tell by level, small things last: of each subject in reading order, written when asked."""
    stories = [story.tell(subject.each.changes) for subject in told]
    for level in (Level.MATERIAL, Level.MINOR):
        found = (
            (index, [change for change in each.told if change.level is level]) for index, each in enumerate(stories)
        )
        yield [(index, map(partial(_change, index, frame=frame), changes)) for index, changes in found if changes]
    yield [
        (index, map(partial(_small, index, frame=frame), (each,)))
        for index, each in enumerate(stories)
        if each.briefs or each.renumbered or not each.told
    ]


def _change(index: int, change: Change, frame: Frame) -> _Item:
    edits = [(frame.tongue.note(edit), clip(edit.label, 40), _short(edit)) for edit in change.edits[:_EDITS]]
    rest = len(change.edits) - len(edits)
    more = frame.more(rest, "clause") if rest else ""
    head, fate, why = frame.tongue.path(change.place), frame.fate(change), frame.why(change)
    markup = html.fill("message_change.html.j2", frame.tongue, head=head, fate=fate, why=why, edits=edits, more=more)
    lines = [f"* {head}", f"  {fate}", *(f"  {reason}" for reason in why)]
    for note, label, shown in edits:
        lines.append(f"  > {f'({note}) ' if note else ''}{f'{label} ' if label else ''}{marked(shown)}")
    lines += [f"  {more}"] if more else []
    return _Item(rank=change.level.rank, index=index, changes=1, lines=tuple(lines), markup=markup)


def _short(edit: Edit) -> tuple[Run, ...]:
    """Shorten the words of an edit; past a dozen marks the rest is left out."""
    shown = runs.shorten(runs.of(edit), _CONTEXT, _LONGEST)
    return runs.fewer(shown, 24)


def _small(index: int, told: story.Story, frame: Frame) -> _Item:
    words = frame.tongue
    briefs = [
        (words.say("said", what=words.title(brief.change.place), text=words.fate(brief.change)), brief.shown)
        for brief in told.briefs[:_BRIEFS]
    ]
    rest = len(told.briefs) - len(briefs)
    ends = [frame.more(rest, "cosmetic")] if rest else []
    ends += [words.renumbering(told.renumbered)] if told.renumbered else []
    markup = html.fill("message_small.html.j2", words, briefs=briefs, ends=ends)
    lines = [f"~ {said}{f': {marked(shown)}' if shown else ''}" for said, shown in briefs]
    lines += [f"~ {end}" for end in ends]
    changes = len(told.briefs) + bool(told.renumbered)
    return _Item(rank=0, index=index, changes=changes, lines=tuple(lines), markup=markup)


# --- the frame ---------------------------------------------------------------------------------------------


def _block(subject: Subject, items: tuple[_Item, ...], link: Callable[[ChangeSet], str] | None, frame: Frame) -> _Block:
    each = subject.each
    size = story.size(each.changes)
    rest = size - sum(item.changes for item in items)
    is_shared = bool(subject.sharers)
    sharers = tuple((tongues.name(sharer, 80), _short_url(sharer)) for sharer in subject.sharers[:_NAMES])
    hidden = len(subject.sharers) - len(sharers)
    unnamed = frame.more(hidden, "policy") if hidden else ""
    return _Block(
        title=frame.shared(size, len(subject.sharers)) if is_shared else tongues.name(each),
        url="" if is_shared else each.url[:500],
        link=(link(each) if link else "")[:500],
        versions="" if is_shared else frame.versions(each),
        sharers=sharers,
        unnamed=unnamed,
        language=html.of_text(each),
        items=items,
        more=frame.more(rest, "change") if rest else "",
        rest=rest,
    )


def _short_url(each: ChangeSet) -> str:
    """Give the address of one of many policies, where it is short enough to be one of many."""
    return each.url if len(each.url) <= _URL else ""


def _other(subject: Subject, frame: Frame) -> str:
    changes = story.size(subject.each.changes)
    if subject.sharers:
        names = _named([tongues.name(each, 80) for each in subject.sharers], frame, most=_FEW)
        return frame.tongue.say("because", text=frame.shared(changes, len(subject.sharers)), reason=names)
    return frame.changed(tongues.name(subject.each, 80), changes)


def _named(names: list[str], frame: Frame, most: int = _NAMES) -> str:
    """Name policies, as many as find room."""
    rest = [frame.more(len(names) - most, "policy")] if len(names) > most else []
    return frame.tongue.listed((*names[:most], *rest))


def _notice(notice: Notice, frame: Frame) -> dict[str, str]:
    return {
        "title": frame.notice(tongues.name(notice), notice),
        "text": frame.tongue.cause(notice.text, 300),
        "url": notice.url[:500],
    }


def _about(block: _Block, frame: Frame) -> str:
    """Say which versions a block tells of, or which policies."""
    names = [name for name, _ in block.sharers]
    return block.versions or frame.tongue.listed([*names, block.unnamed] if block.unnamed else names)


def _text(
    overview: Sequence[str],
    blocks: Sequence[_Block],
    others: str,
    notices: Sequence[dict[str, str]],
    unsaid: str,
    frame: Frame,
) -> str:
    lines = [f"- {line}" for line in overview]
    for block in blocks:
        lines += ["", block.title, *(line for line in (address(block.url), _about(block, frame)) if line)]
        for item in block.items:
            lines += ["", *item.lines]
        lines += [block.more] if block.more else []
        lines += [f"{frame.redline}{web(block.link) or visible(block.link)}"] if block.link else []
    lines += ["", f"{frame.others}{others}"] if others else []
    for notice in notices:
        lines += ["", notice["title"], notice["text"], address(notice["url"])]
    lines += [unsaid] if unsaid else []
    return "\n".join(lines).strip()


def _pieces(
    blocks: Sequence[_Block], others: str, notices: Sequence[Notice], frame: Frame, changes: int
) -> tuple[Piece, ...]:
    parts = []
    for block in blocks:
        link = f"{frame.redline}{web(block.link) or visible(block.link)}" if block.link else ""
        head = [block.title, _about(block, frame), *(line for line in (address(block.url), link) if line)]
        parts.append(("\n".join(head), [(item.changes, "\n".join(item.lines)) for item in block.items]))
    told = [_notice(notice, frame) for notice in notices]
    said = ["\n".join(line for line in (one["title"], one["text"], address(one["url"])) if line) for one in told]
    return pieces(parts, said, frame, changes=changes, others=f"{frame.others}{others}" if others else "")


def _slack(
    heads: Sequence[str],
    blocks: Sequence[_Block],
    unsaid: tuple[str, str],
    notices: Sequence[dict[str, str]],
    frame: Frame,
) -> str:
    names, rest = unsaid
    ends = [f"{frame.others}{names}"] if names else []
    for notice in notices:
        ends += [notice["title"], notice["text"], address(notice["url"])]
    parts = [
        slack.Part(
            title=block.title,
            url=block.url,
            versions=_about(block, frame),
            sharers=block.sharers,
            unnamed=block.unnamed,
            link=block.link,
            items=tuple((item.changes, "\n".join(item.lines)) for item in block.items),
            rest=block.rest,
        )
        for block in blocks
    ]
    more = partial(frame.more, noun="change")
    return slack.blocks(heads, parts, (*ends, rest), redline=frame.redline, more=more)
