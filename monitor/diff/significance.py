"""How much a change matters, and why: nothing is hidden by it, only ordered and filtered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.diff.clauses import date_only, number_only
from monitor.diff.dates import is_date_line
from monitor.diff.hunks import count_words, sentences
from monitor.diff.lexicon import PROVISO
from monitor.diff.signals import sentences_in_or_out, signals_of
from monitor.diff.telling import fate
from monitor.model import EditKind, Kind, Level, Op, Signal, SignalKind, Topic

if TYPE_CHECKING:
    from monitor.diff.edits import Scene, Story
    from monitor.diff.references import Renumbering
    from monitor.model import Edit

_WEIGHTY = frozenset(Topic) - {Topic.CONTACT, Topic.POLICY_CHANGES}
"""Topics under which a clause that comes or goes matters by itself."""
_COSMETIC = {
    Kind.RENUMBERED: "the number changed",
    Kind.LINK: "a link leads elsewhere",
    Kind.DATE: "the date line changed",
    Kind.FORMATTING: "punctuation, case or mark-up changed",
}
_MINOR = {
    Kind.REWORDED: "wording changed",
    Kind.RETITLED: "the heading changed",
    Kind.MOVED: "the section stands elsewhere",
    Kind.SPLIT: "the section was split",
    Kind.MERGED: "sections were merged",
    Kind.REORDERED: "the order changed",
}
_LONGEST = 200
_LEAST_SAME = 0.15
_MOST_WEIGHED = 1_000
"""Changed sentences of one comparison that are read for signals: with more, what changed is the whole document."""
_TOO_MANY = f"more than {_MOST_WEIGHED} sentences changed: the words of this one were not weighed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A level with its reasons and the signals behind it."""

    level: Level
    reasons: tuple[str, ...]
    signals: tuple[Signal, ...]


def judge(
    scene: Scene, kinds: tuple[Kind, ...], story: Story, topics: tuple[Topic, ...], numbers: Renumbering
) -> Verdict:
    """Weigh one change.

    Cosmetic: formatting, link targets, renumbering and the references that follow it, the date line. Minor: other
    wording, another order or place or heading. Material: a signal; a section or clause that came or went.
    """
    whole = _whole_section(kinds, has_text=bool(story.edits))
    reasons: list[str] = [whole] if whole else []
    signals: list[Signal] = []
    levels = [Level.COSMETIC]
    if whole:
        levels.append(Level.MATERIAL if story.edits else Level.MINOR)
    for edit in story.edits:
        level, why, found = _weigh(scene, edit, topics, numbers, whole=bool(whole))
        levels.append(level)
        signals += found
        reasons += why
    reasons += [f"a clause went elsewhere: “{clause[:60]}”" for clause, _ in story.lost]
    if story.lost or any(kind in _MINOR and kind is not Kind.REWORDED for kind in kinds):
        levels.append(Level.MINOR)
    reasons += [reason for kind, reason in (_COSMETIC | _MINOR).items() if kind in kinds and kind is not Kind.REWORDED]
    signals += _uses(scene, signals)
    level = max(levels, key=lambda one: one.rank)
    return Verdict(level=level, reasons=tuple(dict.fromkeys(reasons)), signals=tuple(dict.fromkeys(signals)))


def _has_room(scene: Scene, edit: Edit) -> bool:
    """Count the sentences that changed, and tell whether an edit may still be read for signals."""
    if scene.weighed <= _MOST_WEIGHED:
        scene.weighed += sum(1 for _ in sentences(edit.words))
    return scene.weighed <= _MOST_WEIGHED


def _whole_section(kinds: tuple[Kind, ...], *, has_text: bool) -> str:
    """Say that a section came or went; one without text of its own is but a heading."""
    part = "a section" if has_text else "a heading without text"
    if Kind.ADDED in kinds:
        return f"{part} came in"
    return f"{part} went out" if Kind.REMOVED in kinds else ""


def _weigh(
    scene: Scene, edit: Edit, topics: tuple[Topic, ...], numbers: Renumbering, *, whole: bool
) -> tuple[Level, list[str], list[Signal]]:
    if edit.kind is EditKind.REWORDED and not _has_room(scene, edit):
        return Level.MATERIAL, [_TOO_MANY], []
    if date_only(edit) or number_only(edit):
        return Level.COSMETIC, [], []
    if edit.kind in {EditKind.ADDED, EditKind.REMOVED}:
        return _weigh_clause(scene, edit, topics, whole=whole)
    if edit.kind is EditKind.MOVED:
        return Level.MINOR, ["a clause stands elsewhere"], []
    if edit.kind is EditKind.REWORDED:
        return (Level.MINOR, [], []) if edit.heading else _weigh_words(scene, edit, topics, numbers)
    return Level.COSMETIC, [], []


def _weigh_clause(
    scene: Scene, edit: Edit, topics: tuple[Topic, ...], *, whole: bool
) -> tuple[Level, list[str], list[Signal]]:
    """Weigh a clause that came or went: by itself, or with its whole section, of which that is told already."""
    gone, come = edit.before or "", edit.after or ""
    signals = list(scene.newcomers(gone, come))
    if whole:
        return Level.MATERIAL, [], signals
    fate = "came in" if edit.kind is EditKind.ADDED else "went out"
    return Level.MATERIAL, [f"a clause {fate}"], signals + _clause_signal(gone, come, topics)


def _weigh_words(
    scene: Scene, edit: Edit, topics: tuple[Topic, ...], numbers: Renumbering
) -> tuple[Level, list[str], list[Signal]]:
    before, after = edit.before or "", edit.after or ""
    if followed := numbers.explains(edit):
        return Level.COSMETIC, [f"a reference follows the renumbering: {one} is {two} now" for one, two in followed], []
    if is_date_line(before) and is_date_line(after):
        return Level.MINOR, ["the date line was reworded"], []
    if _is_replaced(edit):
        replaced = [*signals_of(edit, scene.around), *_clause_signal(before, after, topics)]
        return Level.MATERIAL, ["a clause was replaced", *(signal.reason for signal in replaced)], replaced
    signals = list(signals_of(edit, scene.around))
    for gone, come in sentences_in_or_out(edit):
        signals += [*_proviso(gone, come), *scene.newcomers(gone, come)] or _clause_signal(gone, come, topics)
    if signals:
        return Level.MATERIAL, [signal.reason for signal in signals], signals
    return Level.MINOR, ["wording changed, no signal"], []


def _is_replaced(edit: Edit) -> bool:
    """Tell whether hardly a word stayed: what holds the two together is then a footnote's mark, or a place."""
    same = sum(count_words(run.text) for run in edit.words if run.op is Op.EQUAL)
    return same < _LEAST_SAME * max(count_words(edit.before or ""), count_words(edit.after or ""))


def _clause_signal(gone: str, come: str, topics: tuple[Topic, ...]) -> list[Signal]:
    """Tell of a clause or sentence that came or went where that matters by itself."""
    weighty = [topic.value for topic in topics if topic in _WEIGHTY]
    if not weighty:
        return []
    fate = "was replaced" if gone and come else ("came in" if come else "went out")
    reason = f"words on {', '.join(weighty)} {fate}"
    return [Signal(kind=SignalKind.CLAUSE, before=gone[:_LONGEST], after=come[:_LONGEST], reason=reason)]


def _proviso(gone: str, come: str) -> list[Signal]:
    """Tell of a sentence that came or went and takes something out of the one before it, whatever the topic."""
    if (gone and come) or not PROVISO.search(gone or come):
        return []
    gone, come = gone[:_LONGEST], come[:_LONGEST]
    reason = f"a limit or an exception changed: {fate(gone, come)}"
    return [Signal(kind=SignalKind.LIMIT, before=gone, after=come, reason=reason)]


def _uses(scene: Scene, signals: list[Signal]) -> list[Signal]:
    """Say for each changed definition in which sections its term is used."""
    found = []
    for signal in signals:
        if signal.kind is not SignalKind.DEFINITION or "means changed" not in signal.reason:
            continue
        term = signal.reason.split("“")[1].split("”")[0]
        users = [
            section.title or section.clauses[0].text[:40]
            for section in scene.new.sections
            if any(term in clause.text and clause.text != signal.after for clause in section.clauses)
        ]
        if users:
            found.append(
                Signal(
                    kind=SignalKind.DEFINITION,
                    before=term,
                    after=term,
                    reason=f"“{term}” is used in: {'; '.join(users[:20])}",
                )
            )
    return found
