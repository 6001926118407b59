"""The words of the frame: how kinds, levels, places, times and reasons read."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from monitor.model import EditKind, Kind, Level, NoticeKind
from monitor.report.safe import clip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.model import Change, ChangeSet, Edit, Health, Notice, Place, Signal

TITLE_LENGTH = 160
"""Of headings and names in a frame, in characters; edits of headings are shown whole."""
_STOPS = 12
"""Versions named of those that a net change leads over."""

_PLAIN = {
    Kind.ADDED: "added",
    Kind.REMOVED: "removed",
    Kind.REWORDED: "reworded",
    Kind.REORDERED: "clauses reordered",
    Kind.LINK: "link targets changed",
    Kind.DATE: "date line changed",
    Kind.FORMATTING: "formatting only",
}
EDITS = {
    EditKind.ADDED: "added",
    EditKind.REMOVED: "removed",
    EditKind.REWORDED: "reworded",
    EditKind.MOVED: "moved",
    EditKind.LINK: "link",
    EditKind.DATE: "date",
    EditKind.FORMATTING: "formatting",
}
NOTICES = {
    NoticeKind.FAILING: "cannot be fetched",
    NoticeKind.HELD: "answered with something that is not the policy",
    NoticeKind.FLAPPING: "switches between wordings",
    NoticeKind.NOISY: "changes at most visits",
    NoticeKind.RECOVERED: "is back",
    NoticeKind.UNDELIVERED: "does not take its alerts",
}
LEVELS = (Level.MATERIAL, Level.MINOR, Level.COSMETIC)


def moment(at: datetime) -> str:
    """Write a time in UTC, to the minute.

    >>> from datetime import datetime
    >>> moment(datetime(2026, 3, 14, 8, 5, tzinfo=UTC))
    '2026-03-14 08:05 UTC'
    """
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def day(at: datetime) -> str:
    """Write a day in UTC.

    >>> from datetime import datetime
    >>> day(datetime(2026, 3, 14, 8, 5, tzinfo=UTC))
    '2026-03-14'
    """
    return f"{at.astimezone(UTC):%Y-%m-%d}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun.

    >>> count(1, "policy", "policies"), count(2, "change")
    ('1 policy', '2 changes')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def name(watched: ChangeSet | Health | Notice, limit: int = TITLE_LENGTH) -> str:
    """Name what is watched, by the title people gave it."""
    return clip(watched.title, limit) or clip(watched.target, limit)


def title(place: Place) -> str:
    """Name a section; text before any heading has none."""
    return clip(place.title, TITLE_LENGTH) or "Opening text"


def crumbs(place: Place) -> tuple[str, ...]:
    """Name the sections above a section, from the top down."""
    return tuple(clip(part, TITLE_LENGTH) for part in place.path[:-1])


def path(place: Place) -> str:
    """Name a section with those above it."""
    return " › ".join((*crumbs(place), title(place)))


def phrases(change: Change) -> tuple[str, ...]:
    """Say what became of a section, one phrase a kind."""
    return tuple(_phrase(kind, change) for kind in change.kinds)


def _phrase(kind: Kind, change: Change) -> str:
    if kind in _PLAIN:
        return _PLAIN[kind]
    others = ", ".join(title(place) for place in change.related[:8])
    if kind is Kind.SPLIT:
        return f"split, together with {others}" if others else "split"
    if kind is Kind.MERGED:
        return f"merged with {others}" if others else "merged"
    if change.old is None or change.new is None:
        return kind.value
    return _passage(kind, change.old, change.new, shown=any(edit.heading for edit in change.edits))


def _passage(kind: Kind, old: Place, new: Place, *, shown: bool) -> str:
    if kind is Kind.RENUMBERED:
        return f"renumbered {passage(old, new)}"
    if kind is Kind.RETITLED:
        return "retitled" if shown else f"retitled, was “{clip(old.heading, TITLE_LENGTH)}”"
    above = crumbs(old)
    if above == crumbs(new):
        return "moved"
    return f"moved from {' › '.join(above) or 'the top level'}"


def passage(old: Place | None, new: Place | None) -> str:
    """Write the two numbers of a renumbered section."""
    before, after = (clip(place.label, 40) if place else "" for place in (old, new))
    return f"{before or 'no number'} → {after or 'no number'}"


def signal(found: Signal) -> str:
    """Explain a signal: what it is about, before and after, and the rule.

    >>> from monitor.model import Signal, SignalKind
    >>> signal(Signal(kind=SignalKind.PERIOD, before="30 days", after="90 days", reason="a longer period"))
    'period: 30 days → 90 days (a longer period)'
    """
    reason = f" ({clip(found.reason, TITLE_LENGTH)})" if found.reason else ""
    return f"{found.kind.value}: {shift(found)}{reason}"


def shift(found: Signal) -> str:
    """Write the words of a signal before and after, or what came, or what went."""
    before, after = clip(found.before, TITLE_LENGTH), clip(found.after, TITLE_LENGTH)
    if before and after:
        return f"{before} → {after}"
    return f"new: {after}" if after else f"gone: {before}"


def topics(names: Sequence[str]) -> tuple[str, ...]:
    """Write topics as words."""
    return tuple(name.replace("-", " ") for name in names)


def why(change: Change) -> tuple[str, ...]:
    """Give the reasons for a change's level that its signals do not say already."""
    told = {found.reason for found in change.signals}
    return tuple(clip(reason, 240) for reason in change.reasons if reason not in told)


def state(health: Health) -> str:
    """Say how a target ails, since when, and why."""
    tries = f", {count(health.failures, 'failed visit')} in a row" if health.failures > 1 else ""
    reason = f": {clip(health.reason, 300)}" if health.reason else ""
    return f"{_ailment(health)}{tries}{reason}"


def _ailment(health: Health) -> str:
    if health.held_since:
        return f"held since {moment(health.held_since)}"
    if is_failing(health):
        return f"failing since {moment(health.failing_since)}" if health.failing_since else "failing"
    return NOTICES[NoticeKind.FLAPPING if health.is_flapping else NoticeKind.NOISY]


def is_failing(health: Health) -> bool:
    """Tell whether an ailing target fails, rather than being held or restless."""
    if health.held_since:
        return False
    return health.failing_since is not None or not (health.is_flapping or health.is_noisy)


def note(edit: Edit) -> str:
    """Say of an edit what its words do not show."""
    parts = ["heading"] if edit.heading else []
    if edit.kind in {EditKind.MOVED, EditKind.FORMATTING}:
        parts.append(EDITS[edit.kind])
    return ", ".join((*parts, *came(edit)))


def came(edit: Edit) -> tuple[str, ...]:
    """Say when an edit of a net change came, where that is known."""
    if edit.since is None:
        return ()
    return (f"{'gone' if edit.kind is EditKind.REMOVED else 'since'} {day(edit.since)}",)


def way(each: ChangeSet) -> str:
    """Name the versions that a net change leads over; empty for two consecutive ones."""
    if not each.stops:
        return ""
    named = [f"{stop.version} ({day(stop.at)})" for stop in each.stops[:_STOPS]]
    rest = len(each.stops) - len(named)
    return f"net change by way of versions {', '.join(named)}{f' and {rest} more' if rest else ''}"


def nothing(each: ChangeSet) -> str:
    """Say that a change set has no changes."""
    return "Nothing in the end: what came was taken back." if each.stops else "No change of wording."
