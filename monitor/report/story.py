"""A report as people read it: grouped by target, ordered by weight, small things put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.model import Change, ChangeSet, EditKind, Kind, Level, Run
from monitor.report import runs, tongues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.model import Report

_QUIET = {Kind.RENUMBERED, Kind.FORMATTING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A cosmetic change in one line."""

    change: Change

    @property
    def shown(self) -> tuple[Run, ...]:
        """The words of the one edit worth showing; empty when none is."""
        edits = [edit for edit in self.change.edits if edit.kind is not EditKind.FORMATTING]
        return runs.shorten(runs.of(edits[0]), context=12, longest=60) if edits else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One change set, ordered for reading."""

    told: tuple[Change, ...]
    """Material, then minor, each in reading order."""
    briefs: tuple[Brief, ...]
    renumbered: tuple[Change, ...]
    """Sections of which the number alone changed."""

    @property
    def lines(self) -> tuple[Level, ...]:
        """The level of each thing that a reader is told; sections of which the number alone changed are one."""
        told = (*(change.level for change in self.told), *(brief.change.level for brief in self.briefs))
        return (*told, Level.COSMETIC) if self.renumbered else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All change sets of one target, newest first."""

    target: str
    title: str
    url: str
    tags: tuple[str, ...]
    sets: tuple[ChangeSet, ...]

    @property
    def level(self) -> Level | None:
        """The highest level among its changes; None when nothing changed in the end."""
        return Level.highest(each.level for each in self.sets if each.changes)

    @property
    def size(self) -> int:
        """How much is told of it."""
        return sum(size(each.changes) for each in self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures at the top."""

    changed: int
    """Policies that read otherwise in the end."""
    undone: int
    """Policies that changed and read at the end as at the beginning."""
    watched: int
    levels: tuple[tuple[Level, int], ...]
    """What is told by level, material first; levels without any are left out."""
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
    return Story(
        told=tuple(told), briefs=tuple(Brief(change=change) for change in briefs), renumbered=tuple(renumbered)
    )


def _is_number_alone(change: Change) -> bool:
    return Kind.RENUMBERED in change.kinds and set(change.kinds) <= _QUIET and not change.edits


def size(changes: Iterable[Change]) -> int:
    """Count what a reader is told of these changes of one change set."""
    return len(tell(changes).lines)


def tally(kinds: Iterable[tuple[Sequence[Kind], bool]]) -> tuple[tuple[str, int], ...]:
    """Count sections by what became of them, those that matter most first.

    Args:
        kinds: of each changed section, and whether it has edits.

    >>> tally([((Kind.ADDED,), True), ((Kind.RENUMBERED,), False), ((Kind.RENUMBERED,), False)])
    (('added', 1), ('renumbered', 2))
    """
    counts = Counter(_sort(found, has_edits=has_edits) for found, has_edits in kinds)
    return tuple(
        (what, counts[what]) for what in ("changed", "added", "removed", "moved", "renumbered") if counts[what]
    )


def _sort(kinds: Sequence[Kind], *, has_edits: bool) -> str:
    for kind in (Kind.ADDED, Kind.REMOVED):
        if kind in kinds:
            return kind.value
    rest = set(kinds) - _QUIET
    if has_edits or rest - {Kind.MOVED}:
        return "changed"
    return "moved" if rest else "renumbered" if Kind.RENUMBERED in kinds else "changed"


def chapters(sets: Iterable[ChangeSet]) -> tuple[Chapter, ...]:
    """Group change sets by target, the weightiest target first, each with its newest set first."""
    groups: dict[str, list[ChangeSet]] = {}
    for each in sets:
        groups.setdefault(each.target, []).append(each)
    return tuple(_chapter(group) for group in sorted(groups.values(), key=weight))


def weight(sets: Sequence[ChangeSet]) -> tuple[int, int, int, str, str]:
    """Give the key by which what matters most comes first: its level, how much of it is material, then the newest day.

    Args:
        sets: those of one target, or one alone.

    Returns:
        what sorts by itself; at last by name, by which people look for a policy among those of one run, whatever
        order they were fetched in.
    """
    levels = [change.level for each in sets for change in each.changes]
    rank = max([level.rank for level in levels], default=-1)
    newest = max(sets, key=lambda each: (each.new_at, each.new_version))
    name = tongues.name(newest).casefold()
    return -rank, -levels.count(Level.MATERIAL), -newest.new_at.toordinal(), name, newest.target


def _chapter(group: list[ChangeSet]) -> Chapter:
    group.sort(key=lambda each: (each.new_at, each.new_version), reverse=True)
    head = group[0]
    return Chapter(target=head.target, title=tongues.name(head), url=head.url, tags=head.tags, sets=tuple(group))


def summarise(report: Report) -> Summary:
    """Count what a report holds."""
    changed = {each.target for each in report.sets if each.changes}
    return Summary(
        changed=len(changed),
        undone=len({each.target for each in report.sets} - changed),
        watched=report.watched,
        levels=levels(each.changes for each in report.sets),
        topics=topics(change for each in report.sets for change in each.changes),
        first=len(report.first),
        held=sum(1 for health in report.ailing if health.held_since),
        failing=sum(1 for health in report.ailing if tongues.is_failing(health)),
    )


def levels(sets: Iterable[Iterable[Change]]) -> tuple[tuple[Level, int], ...]:
    """Count what is told of the changes of each change set by level, material first."""
    counts = Counter(level for changes in sets for level in tell(changes).lines)
    return tuple((level, counts[level]) for level in tongues.LEVELS if counts[level])


def topics(changes: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    """Count the changes that are more than cosmetic by topic, commonest first, then by name."""
    counts = Counter(topic.value for change in changes if change.level is not Level.COSMETIC for topic in change.topics)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
