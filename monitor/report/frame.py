"""The sentences around the changes of a message, in the language that its channel asks for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from monitor.model import Level, NoticeKind
from monitor.report import story
from monitor.report.safe import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from monitor.model import Change, ChangeSet, Notice
    from monitor.report.story import Chapter
    from monitor.report.tongues import Tongue

_NAMED = 6
"""Policies named in a title."""
_NAME = 80
"""Characters of each name there."""
_FEW = 3
"""Policies up to which a message needs no overview."""
_SIGNALS, _REASONS = 8, 4


class Frame:
    """What a message says besides the words of a page."""

    def __init__(self, words: Tongue) -> None:
        self.tongue = words
        self.redline = self.tongue.say("message.redline")
        self.others = self.tongue.say("message.others")

    def title(self, chapters: Sequence[Chapter], levels: Sequence[tuple[Level, int]], notices: int) -> str:
        """Head a message about changed policies.

        Args:
            chapters: the policies.
            levels: what is told of them by level: of one policy its title counts changes. Changes of several may be
                told once for many, so there the policies are counted, each by its highest level.
            notices: how many are told besides.
        """
        say = self.tongue.say
        names = list(dict.fromkeys(clip(each.title, _NAME) for each in chapters))
        also = say("message.also", notices) if notices else ""
        if len(chapters) == 1:
            return self._counted(names[0], levels, also)
        named = self.tongue.listed(names[:_NAMED])
        weight = self._weight([each.level or Level.COSMETIC for each in chapters])
        return say("message.many", len(chapters), weight=weight, also=also, names=named)

    def _counted(self, name: str, levels: Sequence[tuple[Level, int]], also: str = "") -> str:
        total = sum(number for _, number in levels)
        return self.tongue.say("message.one", total, name=name, counts=self.tongue.levels(levels) or total, also=also)

    def overview(self, chapters: Sequence[Chapter], most: int) -> tuple[str, ...]:
        """Say of each of many policies how much changed, a line each; nothing of a few, which the title names."""
        if len(chapters) <= _FEW:
            return ()
        told = (
            self._counted(clip(each.title, _NAME), story.levels(found.changes for found in each.sets))
            for each in chapters[:most]
        )
        rest = len(chapters) - most
        return (*told, self.more(rest, "policy")) if rest > 0 else tuple(told)

    def _weight(self, levels: Sequence[Level]) -> str:
        """Say how many of several policies changed materially, or that none did."""
        material = levels.count(Level.MATERIAL)
        if 0 < material < len(levels):
            return self.tongue.say("message.some.material", material)
        return self.tongue.say(f"message.all.{max(levels, key=lambda level: level.rank).value}")

    def health(self, names: Sequence[str], kinds: Sequence[NoticeKind]) -> str:
        """Head a message that holds notices alone."""
        if len(kinds) == 1:
            return self.tongue.say("message.notice", name=names[0], what=self.tongue.notice(kinds[0]))
        counts = Counter(sorted(kinds, key=list(NoticeKind).index))
        parts = self.tongue.listed(self._ailing(counts))
        return self.tongue.say("message.notices", parts=parts, names=self.tongue.listed(names[:_NAMED]))

    def _ailing(self, counts: Mapping[NoticeKind, int]) -> Iterator[str]:
        """Say of how many policies there is what to tell; the noun stands where it is another one than before."""
        before = ""
        for kind, number in counts.items():
            noun = "channels" if kind is NoticeKind.UNDELIVERED else "policies"
            said = "more" if noun == before else noun
            yield self.tongue.say(f"message.{said}", number, what=self.tongue.notice(kind, number))
            before = noun

    def notice(self, name: str, notice: Notice) -> str:
        """Head a notice inside a message."""
        what = self.tongue.notice(notice.kind)
        return self.tongue.say("message.said", name=name, what=what, moment=self.tongue.moment(notice.at))

    def fate(self, change: Change) -> str:
        """Say in one line what became of a section, how much it matters, and what it is about."""
        said = (self.tongue.phrases(change), self.tongue.level(change.level), self.tongue.topics(change.topics))
        return " · ".join(part for part in said if part)

    def why(self, change: Change) -> tuple[str, ...]:
        """Explain the level: the signals, then what else there is to say."""
        signals = (self.tongue.signal(found) for found in change.signals[:_SIGNALS])
        return (*signals, *self.tongue.why(change)[:_REASONS])

    def versions(self, each: ChangeSet) -> str:
        """Say between which versions, and when the newer one was seen."""
        seen = self.tongue.moment(each.new_at)
        return self.tongue.say("versions.seen", old=each.old_version, new=each.new_version, moment=seen)

    def shared(self, changes: int, policies: int) -> str:
        """Head what several policies share."""
        return self.tongue.say("message.shared", changes, policies=policies)

    def changed(self, name: str, changes: int) -> str:
        """Name a policy of which there is no room to tell more."""
        return self.tongue.say("message.changed", changes, name=name)

    def more(self, number: int, noun: str) -> str:
        """Count what found no room: a "clause", "cosmetic" change, "change", "notice" or "policy"."""
        return self.tongue.say(f"more.{noun}", number)
