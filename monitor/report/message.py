"""The message a channel gets: all waiting alerts in one, bounded in size, what matters most first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.model import ChangeSet, Level, Message
from monitor.report import html, runs, story, words
from monitor.report.safe import address, clip, visible, web
from monitor.report.text import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from monitor.model import Change, Edit, Notice, Run

TITLE = 200
BUDGET = 24_000
"""Characters of HTML for changes: with its frame a message stays below the 32,768 of Apprise's mail services."""
_EDITS = 8
"""Clauses shown of one change."""
_CONTEXT, _LONGEST = 30, 90
"""Words kept beside a mark, and of a deleted or inserted stretch."""
_NAMES = 25
"""Policies named that found no room, and notices told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """Something to tell of one change set, in both forms."""

    rank: int
    index: int
    """Of its change set."""
    changes: int
    lines: tuple[str, ...]
    markup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One change set in the message."""

    title: str
    url: str
    link: str
    versions: str
    language: str
    items: tuple[_Item, ...]
    more: int
    """Changes that found no room."""


def compose(
    sets: tuple[ChangeSet, ...], notices: tuple[Notice, ...], *, link: Callable[[ChangeSet], str] | None
) -> Message:
    """Write the message; see the door."""
    if not sets and not notices:
        raise ValueError("a message tells of at least one change set or notice")
    ordered = sorted(sets, key=lambda each: (-each.level.rank, -each.new_at.timestamp(), each.target))
    chosen = _choose(ordered)
    blocks = [_block(each, chosen.get(index, ()), link) for index, each in enumerate(ordered) if index in chosen]
    others = [_other(each) for index, each in enumerate(ordered) if index not in chosen]
    told = [_notice(notice) for notice in notices[:_NAMES]]
    names, unsaid = _named(others), len(notices) - len(told)
    return Message(
        id=_identity(ordered, notices),
        title=_title(ordered, notices),
        text=_text(blocks, names, told, unsaid),
        html=str(html.fill("message.html.j2", blocks=blocks, others=names, notices=told, unsaid=unsaid)),
        level=max((each.level for each in ordered), key=lambda level: level.rank, default=Level.MINOR),
    )


def _identity(sets: Sequence[ChangeSet], notices: Sequence[Notice]) -> str:
    parts = [f"change\n{each.target}\n{each.old_version}\n{each.new_version}" for each in sets]
    parts += [f"notice\n{notice.target}\n{notice.kind}\n{notice.at.isoformat()}" for notice in notices]
    return hashlib.sha256("\n\n".join(sorted(parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


# --- the subject -------------------------------------------------------------------------------------------


def _title(sets: Sequence[ChangeSet], notices: Sequence[Notice]) -> str:
    if not sets:
        return clip(_health_title(notices), TITLE)
    levels = story.levels(change for each in sets for change in each.changes)
    counts = ", ".join(f"{number} {level.value}" for level, number in levels)
    names = list(dict.fromkeys(words.name(each, 80) for each in sets))
    also = f" (and {words.count(len(notices), 'notice')})" if notices else ""
    if len(names) == 1:
        changes = words.count(sum(number for _, number in levels), "change").partition(" ")[2]
        return clip(f"{names[0]}: {counts} {changes}{also}", TITLE)
    return clip(f"{len(names)} policies changed, {counts}{also}: {', '.join(names[:8])}", TITLE)


def _health_title(notices: Sequence[Notice]) -> str:
    names = list(dict.fromkeys(words.name(notice, 80) for notice in notices))
    if len(notices) == 1:
        return f"{names[0]} {words.NOTICES[notices[0].kind]}"
    return f"{len(notices)} notices: {', '.join(names[:8])}"


# --- what finds room ---------------------------------------------------------------------------------------


def _choose(sets: Sequence[ChangeSet]) -> dict[int, tuple[_Item, ...]]:
    """Take what matters most until the budget is spent; the first item always finds room."""
    room = BUDGET
    chosen: dict[int, list[_Item]] = {}
    for item in _items(sets):
        price = len(item.markup) + (0 if item.index in chosen else _frame(sets[item.index]))
        if price > room and chosen:
            break
        room -= price
        chosen.setdefault(item.index, []).append(item)
    return {index: tuple(items) for index, items in chosen.items()}


def _frame(each: ChangeSet) -> int:
    return 900 + 6 * len(words.name(each)) + 12 * len(each.url[:500])


def _items(sets: Sequence[ChangeSet]) -> Iterator[_Item]:
    """Yield all there is to tell: by level, then by change set, then in reading order; small things last."""
    stories = [story.tell(each.changes) for each in sets]
    for level in (Level.MATERIAL, Level.MINOR):
        for index, told in enumerate(stories):
            for change in told.told:
                if change.level is level:
                    yield _change(index, change)
    for index, told in enumerate(stories):
        if told.briefs or told.renumbered or not told.told:
            yield _small(index, told)


def _change(index: int, change: Change) -> _Item:
    edits = [(edit, _short(edit)) for edit in change.edits[:_EDITS]]
    more = len(change.edits) - len(edits)
    markup = html.fill("message_change.html.j2", change=change, edits=edits, more=more)
    lines = tuple(_change_lines(change, edits, more))
    return _Item(rank=change.level.rank, index=index, changes=1, lines=lines, markup=markup)


def _short(edit: Edit) -> tuple[Run, ...]:
    """Shorten the words of an edit; past a dozen marks the rest is left out."""
    shown = runs.shorten(runs.of(edit), _CONTEXT, _LONGEST)
    return runs.fewer(shown, 24)


def _change_lines(change: Change, edits: Sequence[tuple[Edit, tuple[Run, ...]]], more: int) -> Iterator[str]:
    yield f"* {words.path(change.place)}"
    yield f"  {', '.join(words.phrases(change))} · {change.level.value}{_topics(change)}"
    yield from (f"  {words.signal(found)}" for found in change.signals[:8])
    yield from (f"  {reason}" for reason in words.why(change)[:4])
    for edit, shown in edits:
        note = f"({words.note(edit)}) " if words.note(edit) else ""
        label = f"{clip(edit.label, 40)} " if edit.label else ""
        yield f"  > {note}{label}{marked(shown)}"
    if more:
        yield f"  and {words.count(more, 'more clause')}"


def _topics(change: Change) -> str:
    return f" · {', '.join(words.topics(change.topics))}" if change.topics else ""


def _small(index: int, told: story.Story) -> _Item:
    lines = [f"~ {brief.title}: {brief.phrase}{_words(brief.shown)}" for brief in told.briefs[:5]]
    if told.briefs[5:]:
        lines.append(f"~ and {words.count(len(told.briefs) - 5, 'more cosmetic change')}")
    if told.renumbered:
        lines.append(f"~ {story.renumbering(told.renumbered)}")
    changes = len(told.briefs) + len(told.renumbered)
    markup = html.fill("message_small.html.j2", told=told)
    return _Item(rank=0, index=index, changes=changes, lines=tuple(lines), markup=markup)


def _words(shown: tuple[Run, ...]) -> str:
    return f": {marked(shown)}" if shown else ""


# --- the frame ---------------------------------------------------------------------------------------------


def _block(each: ChangeSet, items: tuple[_Item, ...], link: Callable[[ChangeSet], str] | None) -> _Block:
    return _Block(
        title=words.name(each),
        url=each.url[:500],
        link=(link(each) if link else "")[:500],
        versions=f"version {each.old_version} → {each.new_version}, seen {words.moment(each.new_at)}",
        language=html.language(each),
        items=items,
        more=len(each.changes) - sum(item.changes for item in items),
    )


def _other(each: ChangeSet) -> str:
    return f"{words.name(each, 80)} ({words.count(len(each.changes), 'change')})"


def _named(others: list[str]) -> str:
    """Name policies that found no room."""
    if not others:
        return ""
    rest = len(others) - _NAMES
    return ", ".join(others[:_NAMES]) + (f", and {rest} more policies" if rest > 0 else "")


def _notice(notice: Notice) -> dict[str, str]:
    return {
        "title": words.name(notice),
        "text": clip(notice.text, 300),
        "what": words.NOTICES[notice.kind],
        "url": notice.url[:500],
        "at": words.moment(notice.at),
    }


def _text(blocks: Sequence[_Block], others: str, notices: Sequence[dict[str, str]], unsaid: int) -> str:
    lines: list[str] = []
    for block in blocks:
        lines += ["", block.title, *(line for line in (address(block.url), block.versions) if line)]
        for item in block.items:
            lines += ["", *item.lines]
        lines += [f"and {words.count(block.more, 'more change')}"] if block.more else []
        lines += [f"Whole redline: {web(block.link) or visible(block.link)}"] if block.link else []
    lines += ["", f"Also changed: {others}"] if others else []
    for notice in notices:
        lines += ["", f"{notice['title']} {notice['what']} ({notice['at']})", notice["text"], address(notice["url"])]
    lines += [f"and {words.count(unsaid, 'more notice')}"] if unsaid else []
    return "\n".join(lines).strip()
