"""A report as people read it: grouped by target, ordered by weight, small things put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.model import Change, ChangeSet, EditKind, Kind, Level, Run
from monitor.report import runs, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.model import Report

_QUIET = {Kind.RENUMBERED, Kind.FORMATTING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A cosmetic change in one line."""

    title: str
    phrase: str
    shown: tuple[Run, ...]
    """The words of the one edit worth showing; empty when none is."""
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One change set, ordered for reading."""

    told: tuple[Change, ...]
    """Material, then minor, each in reading order."""
    briefs: tuple[Brief, ...]
    renumbered: tuple[Change, ...]
    """Sections of which the number alone changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All change sets of one target, newest first."""

    target: str
    title: str
    url: str
    tags: tuple[str, ...]
    sets: tuple[ChangeSet, ...]

    @property
    def level(self) -> Level:
        """The highest level among its changes."""
        return max((each.level for each in self.sets), key=lambda level: level.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures at the top."""

    changed: int
    """Policies."""
    watched: int
    levels: tuple[tuple[Level, int], ...]
    """Changes by level, material first; levels without a change are left out."""
    topics: tuple[tuple[str, int], ...]
    """Changes by topic, commonest first."""
    first: int
    held: int
    failing: int


def tell(changes: Iterable[Change]) -> Story:
    """Order the changes of a change set."""
    told: list[Change] = []
    briefs: list[Change] = []
    renumbered: list[Change] = []
    for change in changes:
        if change.level is not Level.COSMETIC:
            told.append(change)
        elif _is_number_alone(change):
            renumbered.append(change)
        else:
            briefs.append(change)
    told.sort(key=lambda change: -change.level.rank)
    return Story(told=tuple(told), briefs=tuple(_brief(change) for change in briefs), renumbered=tuple(renumbered))


def _is_number_alone(change: Change) -> bool:
    return Kind.RENUMBERED in change.kinds and set(change.kinds) <= _QUIET and not change.edits


def _brief(change: Change) -> Brief:
    edits = [edit for edit in change.edits if edit.kind is not EditKind.FORMATTING]
    shown = runs.shorten(runs.of(edits[0]), context=12, longest=60) if edits else ()
    more = f" ({words.count(len(change.edits), 'clause')})" if len(change.edits) > 1 else ""
    phrase = ", ".join(words.phrases(change)) + more
    return Brief(title=words.title(change.place), phrase=phrase, shown=shown, change=change)


def renumbering(changes: Sequence[Change], most: int = 6) -> str:
    """Put renumbered sections into one line; past `most` of them only the first few and the last are named."""
    pairs = [words.passage(change.old, change.new) for change in changes]
    if len(pairs) > most:
        pairs = [*pairs[: most - 2], "…", pairs[-1]]
    return f"{words.count(len(changes), 'section')} renumbered: {', '.join(pairs)}"


def chapters(sets: Iterable[ChangeSet]) -> tuple[Chapter, ...]:
    """Group change sets by target, targets in the order they come, each with its newest set first."""
    groups: dict[str, list[ChangeSet]] = {}
    for each in sets:
        groups.setdefault(each.target, []).append(each)
    return tuple(_chapter(group) for group in groups.values())


def _chapter(group: list[ChangeSet]) -> Chapter:
    group.sort(key=lambda each: (each.new_at, each.new_version), reverse=True)
    head = group[0]
    return Chapter(target=head.target, title=words.name(head), url=head.url, tags=head.tags, sets=tuple(group))


def summarise(report: Report) -> Summary:
    """Count what a report holds."""
    changes = [change for each in report.sets for change in each.changes]
    return Summary(
        changed=len({each.target for each in report.sets}),
        watched=report.watched,
        levels=levels(changes),
        topics=topics(changes),
        first=len(report.first),
        held=sum(1 for health in report.ailing if health.held_since),
        failing=sum(1 for health in report.ailing if words.is_failing(health)),
    )


def levels(changes: Iterable[Change]) -> tuple[tuple[Level, int], ...]:
    """Count changes by level, material first."""
    counts = Counter(change.level for change in changes)
    return tuple((level, counts[level]) for level in words.LEVELS if counts[level])


def topics(changes: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    """Count the changes that are more than cosmetic by topic, commonest first, then by name."""
    counts = Counter(topic.value for change in changes if change.level is not Level.COSMETIC for topic in change.topics)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
