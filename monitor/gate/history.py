"""How a reading stands to what the target said before: another document, half of one, one twice over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from monitor.gate import garbled, losses, relatives, subjects, unfilled, walls
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
_EDITION: Final = 0.65
"""The most that stays of a text of two editions when one is taken off."""
_DOUBLE: Final = 1.7
_GROWN: Final = 1.2
"""How much longer a text is at least when the other documents of its page are read with it."""
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
    version: Version | None = None
    """With its tree, where that is at hand; parts that change at every visit are marked in it as in the reading."""


def nearest(version: Version, past: Sequence[Past]) -> tuple[Past, Overlap] | None:
    """Give the earlier wording that has most in common with a reading, and what that is."""
    if not past:
        return None
    text = version.text
    # the sort is stable and `past` has the newest first: of two equally near the newer one is compared with
    close = sorted(past, key=lambda one: -common_lines(one.text, text))[:2]
    compared = [(one, overlap(one.text, text)) for one in dict.fromkeys((close[0], past[0], *close[1:]))]
    return max(compared, key=lambda pair: pair[1].kept)


def judge(version: Version, page: Page, old: Past, shared: Overlap, former: Page) -> Verdict:
    """Judge a reading by what it has in common with the nearest earlier wording.

    Args:
        version: the reading.
        page: what the raw page shows besides it.
        old: the wording.
        shared: what they have in common.
        former: what the raw page of the version in force showed.
    """
    if not (verdict := _damage(old.text, version.text)).is_open:
        return verdict
    if reason := _grown(version, old, shared):
        return doubt(reason, is_news=shared.kept < _SAME)
    if shared.kept < STRANGE:
        verdict = _stranger(version, old, shared)
        is_scant = shared.size < _SCANT and length(version.text) < _SCANT_WORDS
        return replace(verdict, may_settle=False) if is_scant and not walls.speaks(version) else verdict
    if shared.known >= _SAME and shared.size >= _DOUBLE and _is_doubled(version):
        return doubt("the text stands on the page twice", is_news=False)
    if reason := _relative(version, page, old, shared, former):
        return doubt(f"it is another document: {reason}; {_kept(shared)}")
    return _loss(version, page, old, shared, was_ended=former.is_ended)


def _grown(version: Version, old: Past, shared: Overlap) -> str:
    """Say that one document of a page with several can no longer be told from the others; "" else."""
    part = old.version.part if old.version is not None else ""
    if not part or version.part or shared.kept < STRANGE or shared.size < _GROWN or shared.known >= _SAME:
        return ""
    return (
        f"the part {part[:80]!r} can no longer be told from the rest of the page: {shared.size:.1f} times as much text"
    )


def _damage(old: str, new: str) -> Verdict:
    """Doubt a text with signs of what nobody writes: a template that is not filled in, letters of another charset."""
    if sign := unfilled.came(old, new):
        return doubt(f"its template is not filled in: {sign!r}")
    if lost := garbled.differs(old, new):
        many = "a letter is" if lost[0] == 1 else f"{lost[0]} letters are"
        return doubt(f"{many} garbled: its bytes do not fit its charset", is_news=not lost[1])
    return OPEN


def _stranger(version: Version, old: Past, shared: Overlap) -> Verdict:
    kept = _kept(shared)
    if old.language and version.language and old.language != version.language:
        reason = f"it is in another language: {version.language!r} instead of {old.language!r}"
        return doubt(reason, is_news=False)
    if reason := subjects.differ(old.title, old.text, version.title, version.text):
        return doubt(f"it is another document: {reason}; {kept}")
    if length(version.text) < _STUB_WORDS and shared.size < _STUB:
        return doubt(f"hardly any text: {_words(version.text)} instead of {_words(old.text)}; {kept}")
    if reason := relatives.differ_by_party(old.text, version.text):
        return doubt(f"it is another document: {reason}; {kept}")
    return OPEN


def _relative(version: Version, page: Page, old: Past, shared: Overlap, former: Page) -> str:
    """Say why a text that has something in common with the policy is a relative of it; "" when nothing says so."""
    titles = (old.title, former.title), (version.title, page.title)
    if reason := relatives.differ_by_name(*titles, shared.kept):
        return reason
    if old.version is None:  # an earlier variant: the page that is known is not that one's
        return ""
    return relatives.differ_by_place((former, old.version.url), (page, version.url))


def _kept(shared: Overlap) -> str:
    return f"{shared.kept:.0%} of the last text is on the page"


def _loss(version: Version, page: Page, old: Past, shared: Overlap, *, was_ended: bool) -> Verdict:
    """Doubt a text that is nothing but a part of the old one, when it breaks off, or a block or half of it is gone.

    An edition that is taken off the page, of two that stood there, is no loss: its section numbers stood there twice.
    """
    is_part = shared.known >= _SAME
    is_open_ended = shared.size < 1 and (page.is_broken_off or (was_ended and not page.is_ended))
    if is_part and (is_open_ended or _breaks_off(version, old)):
        return doubt(f"it breaks off: it ends after {_words(version.text)} of {_words(old.text)}")
    if shared.kept <= _EDITION and _has_two_editions(old.version) and not _has_two_editions(version):
        return OPEN
    if old.version is not None and (lost := losses.find(old.version, version)):
        return doubt(f"{_tell(lost)}, and nothing else differs")
    if is_part and shared.kept <= _HALF:
        return doubt(f"only a part has come: {shared.kept:.0%} of the last text, and nothing new")
    return OPEN


def _tell(lost: losses.Loss) -> str:
    if lost.note and not lost.clauses:
        return f"it says {lost.note!r}"
    gone = f"{lost.clauses} clause{'s are' if lost.clauses != 1 else ' is'} gone {lost.where}"
    return f"only a part has come: {gone}, {lost.share:.0%} of the last text"


def _breaks_off(version: Version, old: Past) -> bool:
    """Tell whether the text ends in the middle of a line of the old one, which goes on from there."""
    lines = [line for line in version.text.split("\n") if line]
    before = [line for line in old.text.split("\n") if line]
    if not lines or len(lines) > len(before):
        return False
    return any(line.startswith(lines[-1]) and line != lines[-1] for line in before[len(lines) - 1 : len(lines) + 1])


def _has_two_editions(old: Version | None) -> bool:
    titles = [part.title for part in old.walk()] if old is not None else []
    labels = Counter(title.split(" ", 1)[0] for title in titles if title[:1].isdigit() or title[:1] == "第")
    return sum(count > 1 for count in labels.values()) >= _FEWEST_HEADINGS


def _is_doubled(version: Version) -> bool:
    lines = Counter(line for line in version.text.split("\n") if length(line) > _FEWEST_HEADINGS)
    twice = sum(count for count in lines.values() if count > 1)
    return len(lines) > _FEWEST_HEADINGS and twice > sum(lines.values()) * _SAME * _HALF


def _words(text: str) -> str:
    count = round(length(text))
    return f"{count} word{'s' if count != 1 else ''}"
