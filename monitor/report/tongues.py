"""The nouns of the model in the words of one language: kinds, levels, places, times and reasons."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from monitor.model import EditKind, Kind, Level, NoticeKind, SignalKind
from monitor.report import reasons
from monitor.report.safe import clip
from monitor.report.words import LANGUAGES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.model import Change, ChangeSet, Edit, Health, Notice, Place, Signal

TITLE_LENGTH = 160
"""Of headings and names in a frame, in characters; edits of headings are shown whole."""
LEVELS = (Level.MATERIAL, Level.MINOR, Level.COSMETIC)
_CLAUSE = 40
"""Characters of a clause that came or went, to know it by: whole it stands in the redline."""
_STOPS = 12
"""Versions named of those that a net change leads over."""
_OTHERS = 8
"""Sections named that a split or merge leads to."""
_REASON, _STATE = 240, 300
_TOLD = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d \d\d:\d\d UTC(?![A-Za-z+-])", re.ASCII)
"""A time as other rooms write it."""


def _zone(here: datetime) -> str:
    """Call the time of a place by its letters ("JST"), or by its distance from UTC where it has none.

    >>> from datetime import timedelta, timezone
    >>> _zone(datetime(2026, 3, 14, tzinfo=timezone(timedelta(hours=5, minutes=30), "+0530")))
    'UTC+05:30'
    """
    letters = here.tzname() or ""
    if letters.isalpha():
        return letters
    offset = f"{here:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def name(watched: ChangeSet | Health | Notice, limit: int = TITLE_LENGTH) -> str:
    """Name what is watched, by the title people gave it."""
    return clip(watched.title, limit) or clip(watched.target, limit)


def is_failing(health: Health) -> bool:
    """Tell whether an ailing target fails, rather than being held or restless."""
    if health.held_since:
        return False
    return health.failing_since is not None or not (health.is_flapping or health.is_noisy)


@lru_cache(maxsize=32)
def tongue(language: str, zone: tzinfo = UTC) -> Tongue:
    """Give a language, English for one that is not known, with the clocks of a place."""
    return Tongue(language if language in LANGUAGES else LANGUAGES[0], zone)


class Tongue:
    """One of the languages, and the clocks by which it tells times."""

    def __init__(self, language: str, zone: tzinfo = UTC) -> None:
        self.language, self.zone = language, zone
        self._column = LANGUAGES.index(language)
        self._words: dict[str, tuple[str, str]] = {}
        self._fixed: dict[str, str] = {}

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """Give the words of a key, filled in; `n` also chooses between one and many.

        >>> Tongue("en").say("count.changed", 1), Tongue("ja").say("count.changed", 1)
        ('1 policy changed', '1件のポリシーに変更')
        """
        if (fixed := self._fixed.get(key)) is not None:
            return fixed
        one, many = self._words.get(key) or self._learn(key)
        return (one if n == 1 else many).format(n=n, **values)

    def _learn(self, key: str) -> tuple[str, str]:
        """Take the words of a key, for one and for many, out of the table of all languages, once."""
        words = WORDS[key][self._column]
        if not any(mark in words for mark in "|{}"):
            self._fixed[key] = words
        one, _, many = words.partition("|")
        self._words[key] = learnt = one, many or one
        return learnt

    def listed(self, parts: Iterable[str]) -> str:
        """Put parts into one line."""
        return self.say("comma").join(parts)

    # --- times ---

    def moment(self, at: datetime) -> str:
        """Write a time to the minute, as the clocks of the place show it, with what that time is called there.

        >>> at = datetime(2026, 3, 14, 8, 5, tzinfo=UTC)
        >>> Tongue("en").moment(at), Tongue("ja").moment(at)
        ('2026-03-14 08:05 UTC', '2026年3月14日 08:05 UTC')
        """
        here = self._here(at)
        clock = f"{here.hour:02}:{here.minute:02}"
        return self.say("time.moment", day=self.calendar_day(here), clock=clock, zone=_zone(here))

    def day(self, at: datetime) -> str:
        """Write the day that a time falls on in that place."""
        return self.calendar_day(self.on(at))

    def on(self, at: datetime) -> date:
        """Give the day that a time falls on in that place."""
        return self._here(at).date()

    def calendar_day(self, day: date) -> str:
        """Write a day of the calendar."""
        return self.say("time.day", year=day.year, month=day.month, day=day.day)

    def calendar_month(self, day: date) -> str:
        """Write the month of a day."""
        return self.say("time.month", year=day.year, month=day.month)

    def retimed(self, text: str) -> str:
        """Write the times in a sentence of another room, which are in UTC, as the clocks of the place show them.

        >>> Tongue("ja").retimed("2026-03-01 08:00 UTCから保留")
        '2026年3月1日 08:00 UTCから保留'
        """
        return _TOLD.sub(lambda found: self._retimed(found.group()), text)

    def _retimed(self, told: str) -> str:
        try:
            return self.moment(datetime.strptime(f"{told}+0000", "%Y-%m-%d %H:%M UTC%z"))
        except ValueError:  # the words of a page, and no time
            return told

    def _here(self, at: datetime) -> datetime:
        try:
            return at.astimezone(self.zone)
        except OverflowError:  # the first or the last day there is
            return at.astimezone(UTC)

    # --- closed sets ---

    def level(self, level: Level) -> str:
        """Name a level."""
        return self.say(f"level.{level}")

    def kind(self, kind: Kind) -> str:
        """Name what became of a section."""
        return self.say(f"kind.{kind}")

    def topic(self, topic: str) -> str:
        """Name a topic."""
        return self.say(f"topic.{topic}")

    def notice(self, kind: NoticeKind, number: int = 1) -> str:
        """Say what a notice is about, of one policy or of a number of them."""
        return self.say(f"notice.{kind.value}", number)

    def topics(self, topics: Iterable[str]) -> str:
        """Name several topics."""
        return self.listed(map(self.topic, topics))

    def levels(self, counts: Iterable[tuple[Level, int]]) -> str:
        """Write how many there are of each level."""
        return self.listed(self.say("count.level", number, level=self.level(level)) for level, number in counts)

    def changed(self, changed: int, watched: int) -> str:
        """Write how many policies changed, and of how many; 0 for an unknown number.

        >>> Tongue("en").changed(1, 1), Tongue("en").changed(1, 12), Tongue("ja").changed(1, 12)
        ('1 of 1 policy changed', '1 of 12 policies changed', '12件中1件のポリシーに変更')
        """
        if not watched:
            return self.say("count.changed", changed)
        return self.say("count.changed.of", watched, changed=changed)

    def topic_counts(self, counts: Iterable[tuple[str, int]]) -> str:
        """Write how many there are of each topic."""
        return self.listed(self.say("count.topic", number, topic=self.topic(topic)) for topic, number in counts)

    # --- sections ---

    def title(self, place: Place) -> str:
        """Name a section; text before any heading has none."""
        return clip(place.title, TITLE_LENGTH) or self.say("place.unnamed")

    def crumbs(self, place: Place) -> tuple[str, ...]:
        """Name the sections above a section, from the top down."""
        return tuple([clip(part, TITLE_LENGTH) for part in place.path[:-1]])

    def path(self, place: Place) -> str:
        """Name a section with those above it."""
        return " › ".join((*self.crumbs(place), self.title(place)))

    def passage(self, old: Place | None, new: Place | None) -> str:
        """Write the two numbers of a renumbered section."""
        labels = [clip(place.label, 40) if place else "" for place in (old, new)]
        return " → ".join(label or self.say("place.unnumbered") for label in labels)

    def phrases(self, change: Change) -> str:
        """Say what became of a section."""
        return self.listed([self._phrase(kind, change) for kind in change.kinds])

    def _phrase(self, kind: Kind, change: Change) -> str:
        how = self._how(kind, change)
        return self.say(f"kind.{kind.value}.how", **how) if how else self.kind(kind)

    def _how(self, kind: Kind, change: Change) -> dict[str, Any]:
        """Give from what to what a section went; empty where its kind says all."""
        old, new = change.old, change.new
        if kind in {Kind.SPLIT, Kind.MERGED}:
            others = self.listed(self.title(place) for place in change.related[:_OTHERS])
            return {"others": others} if others else {}
        if old is None or new is None:
            return {}
        if kind is Kind.RENUMBERED:
            return {"passage": self.passage(old, new)}
        if kind is Kind.RETITLED and not any(edit.heading for edit in change.edits):
            return {"heading": clip(old.heading, TITLE_LENGTH)}
        if kind is Kind.MOVED and self.crumbs(old) != self.crumbs(new):
            return {"place": " › ".join(self.crumbs(old)) or self.say("place.top")}
        return {}

    def fate(self, change: Change) -> str:
        """Say what became of a section, and in how many of its clauses."""
        many = f" ({self.say('count.clauses', len(change.edits))})" if len(change.edits) > 1 else ""
        return f"{self.phrases(change)}{many}"

    # --- reasons ---

    def signal(self, found: Signal) -> str:
        """Explain a signal: what it is about, before and after, and what else its rule has to say.

        >>> from monitor.model import Signal, SignalKind
        >>> found = Signal(kind=SignalKind.PERIOD, before="30 days", after="90 days", reason="a longer period")
        >>> Tongue("en").signal(found)
        'period: 30 days → 90 days (a longer period)'
        """
        said = self.say("said", what=self.say(f"signal.{found.kind.value}"), text=self.shift(found))
        reason = self.rule(found)
        return self.say("because", text=said, reason=reason) if reason else said

    def shift(self, found: Signal) -> str:
        """Write the words of a signal before and after, or what came, or what went."""
        most = _CLAUSE if found.kind is SignalKind.CLAUSE else TITLE_LENGTH
        before, after = clip(found.before, most), clip(found.after, most)
        if before and after:
            return f"{before} → {after}"
        return self.say("signal.new", text=after) if after else self.say("signal.gone", text=before)

    def rule(self, found: Signal) -> str:
        """Give what the rule of a signal says besides its words, which stand beside it already."""
        quoted = [f"“{words}”" for words in (found.before, found.after) if words]
        is_told = ": " in found.reason and bool(quoted) and all(words in found.reason for words in quoted)
        return "" if is_told else clip(reasons.translate(found.reason, self.language), TITLE_LENGTH)

    def why(self, change: Change) -> tuple[str, ...]:
        """Give the reasons for a change's level that neither its signals nor its kinds say already."""
        told = {found.reason for found in change.signals}
        return tuple(
            [self.reason(said) for said in change.reasons if said not in told and said not in reasons.RESTATED]
        )

    def reason(self, reason: str, limit: int = _REASON) -> str:
        """Write a reason, in this language where it has one for it."""
        return clip(reasons.translate(reason, self.language), limit)

    def cause(self, reason: str, limit: int) -> str:
        """Write why a target ails, the times in it as those around it."""
        return self.retimed(self.reason(reason, limit))

    def state(self, health: Health) -> str:
        """Say how a target ails, since when, and why."""
        tries = self.say("health.tries", health.failures) if health.failures > 1 else ""
        said = f"{self._ailment(health)}{tries}"
        return self.say("said", what=said, text=self.cause(health.reason, _STATE)) if health.reason else said

    def _ailment(self, health: Health) -> str:
        if health.held_since:
            return self.say("health.held.since", moment=self.moment(health.held_since))
        if is_failing(health):
            since = health.failing_since
            return self.say("health.failing.since", moment=self.moment(since)) if since else self.say("health.failing")
        return self.notice(NoticeKind.FLAPPING if health.is_flapping else NoticeKind.NOISY)

    # --- edits ---

    def note(self, edit: Edit) -> str:
        """Say of an edit what its words do not show."""
        if not edit.heading and edit.since is None and edit.kind is EditKind.REWORDED:
            return ""
        parts = [self.say("edit.heading")] if edit.heading else []
        if edit.kind is EditKind.MOVED or edit.kind is EditKind.FORMATTING:
            parts.append(self.say(f"note.{edit.kind}"))
        return self.listed((*parts, *self.came(edit)))

    def came(self, edit: Edit) -> tuple[str, ...]:
        """Say when an edit of a net change came, where that is known."""
        if edit.since is None:
            return ()
        return (self.say("went" if edit.kind is EditKind.REMOVED else "came", day=self.day(edit.since)),)

    def what(self, edit: Edit) -> str:
        """Head a clause: what became of it where its words do not tell, and when."""
        is_plain = edit.kind in {EditKind.REWORDED, EditKind.DATE}
        kind = "edit.heading" if edit.heading else "" if is_plain else f"edit.{edit.kind.value}"
        return " · ".join((*((self.say(kind),) if kind else ()), *self.came(edit)))

    # --- change sets ---

    def way(self, each: ChangeSet) -> str:
        """Name the versions that a net change leads over; empty for two consecutive ones."""
        if not each.stops:
            return ""
        stops = self.listed(self.say("way.stop", stop.version, day=self.day(stop.at)) for stop in each.stops[:_STOPS])
        rest = len(each.stops) - _STOPS
        return self.say("way", stops=stops) + (self.say("way.more", rest) if rest > 0 else "")

    def nothing(self, each: ChangeSet) -> str:
        """Say that a change set has no changes."""
        return self.say("nothing.net" if each.stops else "nothing")

    def renumbering(self, changes: Sequence[Change], most: int = 6) -> str:
        """Put renumbered sections into one line; past `most` of them only the first few and the last are named."""
        pairs = [self.passage(change.old, change.new) for change in changes]
        if len(pairs) > most:
            pairs = [*pairs[: most - 2], "…", pairs[-1]]
        return self.say("renumbering", len(changes), pairs=self.listed(pairs))

    def tally(self, counts: Iterable[tuple[str, int]]) -> str:
        """Count sections by what became of them: "1 section added, 13 renumbered"."""
        said = [self.say(f"tally.{what}", number) for what, number in counts]
        if self.language == "en":  # the noun stands once
            said = [*said[:1], *(part.replace(" sections", "").replace(" section", "") for part in said[1:])]
        return self.listed(said)
