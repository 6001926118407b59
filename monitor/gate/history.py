"""How a reading stands to what the target said before: another document, half of one, one twice over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from monitor.gate import subjects, walls
from monitor.gate.overlap import Overlap, common_lines, length, overlap
from monitor.gate.verdict import OPEN, Verdict, doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Page, Version

STRANGE: Final = 0.1
"""Below this share of old runs of words a page has nothing to do with the old one: rewrites by the same hand kept
0.01 to 0.2 of them, other documents of the same site 0 to 0.04."""
_SAME: Final = 0.97
_HALF: Final = 0.6
_DOUBLE: Final = 1.7
_STUB: Final = 0.25
_STUB_WORDS: Final = 150
_FEWEST_HEADINGS: Final = 3
_SCANT: Final = 0.1
_SCANT_WORDS: Final = 60
"""A text of less than that share of the old one and fewer words than these is the policy only if it speaks as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A wording that a target had."""

    text: str
    """As `Version.text` gives it."""
    title: str = ""
    language: str = ""
    titles: tuple[str, ...] = ()
    """Label and heading of its sections, where they are known."""


def nearest(version: Version, past: Sequence[Past]) -> tuple[Past, Overlap] | None:
    """Give the earlier wording that has most in common with a reading, and what that is."""
    if not past:
        return None
    text = version.text
    # the sort is stable and `past` has the newest first: of two equally near the newer one is compared with
    close = sorted(past, key=lambda one: -common_lines(one.text, text))[:2]
    compared = [(one, overlap(one.text, text)) for one in dict.fromkeys((close[0], past[0], *close[1:]))]
    return max(compared, key=lambda pair: pair[1].kept)


def judge(version: Version, page: Page, old: Past, shared: Overlap, *, was_ended: bool) -> Verdict:
    """Judge a reading by what it has in common with the nearest earlier wording.

    Args:
        version: the reading.
        page: what the raw page shows besides it.
        old: the wording.
        shared: what they have in common.
        was_ended: the page of the version in force closed its markup, as whole pages do.
    """
    if shared.kept < STRANGE:
        verdict = _stranger(version, old, shared)
        is_scant = shared.size < _SCANT and length(version.text) < _SCANT_WORDS
        return replace(verdict, may_settle=False) if is_scant and not walls.speaks(version) else verdict
    if shared.known >= _SAME and shared.size >= _DOUBLE and _is_doubled(version):
        return doubt("the text stands on the page twice", is_news=False)
    return _loss(version, page, old, shared, was_ended=was_ended)


def _stranger(version: Version, old: Past, shared: Overlap) -> Verdict:
    kept = f"{shared.kept:.0%} of the last text is on the page"
    if old.language and version.language and old.language != version.language:
        reason = f"it is in another language: {version.language!r} instead of {old.language!r}"
        return doubt(reason, is_news=False)
    if reason := subjects.differ(old.title, old.text, version.title, version.text):
        return doubt(f"it is another document: {reason}; {kept}")
    if length(version.text) < _STUB_WORDS and shared.size < _STUB:
        return doubt(f"hardly any text: {_words(version.text)} instead of {_words(old.text)}; {kept}")
    return OPEN


def _loss(version: Version, page: Page, old: Past, shared: Overlap, *, was_ended: bool) -> Verdict:
    """Doubt a text that is nothing but a part of the old one, when it breaks off or half of it is gone.

    An edition that is taken off the page, of two that stood there, is no loss: its section numbers stood there twice.
    """
    if shared.known < _SAME:
        return OPEN
    is_open_ended = page.is_broken_off or (was_ended and not page.is_ended)
    if (is_open_ended and shared.size < 1) or _breaks_off(version, old):
        return doubt(f"it breaks off: it ends after {_words(version.text)} of {_words(old.text)}")
    if shared.kept <= _HALF and not _had_two_editions(old):
        return doubt(f"only a part has come: {shared.kept:.0%} of the last text, and nothing new")
    return OPEN


def _breaks_off(version: Version, old: Past) -> bool:
    """Tell whether the text ends in the middle of a line of the old one, which goes on from there."""
    lines = [line for line in version.text.split("\n") if line]
    before = [line for line in old.text.split("\n") if line]
    if not lines or len(lines) > len(before):
        return False
    return any(line.startswith(lines[-1]) and line != lines[-1] for line in before[len(lines) - 1 : len(lines) + 1])


def _had_two_editions(old: Past) -> bool:
    labels = Counter(title.split(" ", 1)[0] for title in old.titles if title[:1].isdigit() or title[:1] == "第")
    return sum(count > 1 for count in labels.values()) >= _FEWEST_HEADINGS


def _is_doubled(version: Version) -> bool:
    lines = Counter(line for line in version.text.split("\n") if length(line) > _FEWEST_HEADINGS)
    twice = sum(count for count in lines.values() if count > 1)
    return len(lines) > _FEWEST_HEADINGS and twice > sum(lines.values()) * _SAME * _HALF


def _words(text: str) -> str:
    count = round(length(text))
    return f"{count} word{'s' if count != 1 else ''}"
