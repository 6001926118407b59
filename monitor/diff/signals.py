"""Find the changed words that are likely to matter, and say why.

That a clause contains "may" or a number says nothing: half of all changed clauses do. A *tight* swap inside a sentence
that is otherwise equal does: few words changed, and among them one of `lexicon`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff.lexicon import DEFINITION, RULES
from monitor.diff.tokens import size
from monitor.model import EditKind, Op, Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.model import Edit, Run

_MOST_WORDS = 8
"""Words deleted or inserted in one place up to which the swap is tight."""
_LEAST_EQUAL = 0.5
_FEW = 2
_LEAST_SENTENCE = 5
_LONGEST = 20_000
_AROUND = 400
_REACH = 40
"""Characters on either side of a change in which a rule may begin or end."""
_STOP = re.compile(r"[.!?](?=\s)|[。！？；;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """One place where words changed: where it stands in both texts, and the sentence around it."""

    before: tuple[int, int]
    after: tuple[int, int]
    old: str
    new: str
    old_start: int
    """Where `old` begins in the text before."""
    new_start: int

    @property
    def deleted(self) -> tuple[int, int]:
        """Place of the deleted words inside `old`."""
        return self.before[0] - self.old_start, self.before[1] - self.old_start

    @property
    def inserted(self) -> tuple[int, int]:
        """Place of the inserted words inside `new`."""
        return self.after[0] - self.new_start, self.after[1] - self.new_start


def signals_of(edit: Edit) -> tuple[Signal, ...]:
    """List the signals of one edited clause, each once."""
    if edit.kind is not EditKind.REWORDED or edit.heading or edit.before is None or edit.after is None:
        return ()
    found: list[Signal] = []
    for hunk in _hunks(edit.words, edit.before, edit.after):
        if _is_tight(hunk):
            found += _swaps(hunk)
    found += _definitions(edit)
    return tuple(dict.fromkeys(found))


def sentences_in_or_out(edit: Edit) -> list[tuple[str, str]]:
    """List whole sentences that came or went inside a clause, as (before, after) with one of them empty."""
    found = []
    for hunk in _hunks(edit.words, edit.before or "", edit.after or ""):
        gone = (edit.before or "")[slice(*hunk.before)].strip()
        come = (edit.after or "")[slice(*hunk.after)].strip()
        if bool(gone) != bool(come) and _is_sentence(gone or come):
            found.append((gone, come))
    return found


def _is_sentence(piece: str) -> bool:
    return size(piece) >= _LEAST_SENTENCE and piece.endswith((".", "!", "?", "。", "！", "？"))


def _hunks(runs: Sequence[Run], before: str, after: str) -> Iterator[Hunk]:
    old = new = 0
    index = 0
    while index < len(runs):
        if runs[index].op is Op.EQUAL:
            old, new, index = old + len(runs[index].text), new + len(runs[index].text), index + 1
            continue
        start = (old, new)
        while index < len(runs) and runs[index].op is not Op.EQUAL:
            if runs[index].op is Op.DELETED:
                old += len(runs[index].text)
            else:
                new += len(runs[index].text)
            index += 1
        (old_left, old_right), (new_left, new_right) = _sentence(before, start[0], old), _sentence(after, start[1], new)
        yield Hunk(
            before=(start[0], old),
            after=(start[1], new),
            old=before[old_left:old_right],
            new=after[new_left:new_right],
            old_start=old_left,
            new_start=new_left,
        )


def _sentence(clause: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence around a place, no more than some hundred characters of it on either side."""
    left = max(0, start - _AROUND)
    stops = [match.end() for match in _STOP.finditer(clause, left, max(start - 1, left))]
    right = min(len(clause), end + _AROUND)
    stop = _STOP.search(clause, max(end - 1, 0), right)
    return (stops[-1] if stops else left), (stop.end() if stop else right)


def _is_tight(hunk: Hunk) -> bool:
    words = [hunk.old[slice(*hunk.deleted)].strip(), hunk.new[slice(*hunk.inserted)].strip()]
    gone, come = (size(piece) for piece in words)
    if not (gone and come) and _is_sentence("".join(words)):
        return False
    changed = max(gone, come)
    if changed > _MOST_WORDS:
        return False
    longer = max(size(hunk.old), size(hunk.new))
    return longer - changed >= _LEAST_EQUAL * longer or changed <= _FEW or not (gone and come)


def _swaps(hunk: Hunk) -> Iterator[Signal]:
    claimed_old: list[tuple[int, int]] = []
    claimed_new: list[tuple[int, int]] = []
    for kind, rule, reason in RULES:
        gone = _touched(rule, hunk.old, hunk.deleted, hunk.inserted, claimed_old)
        come = _touched(rule, hunk.new, hunk.inserted, hunk.deleted, claimed_new)
        before, after = _join(hunk.old, gone), _join(hunk.new, come)
        if text.loose(before) == text.loose(after):
            continue
        claimed_old += gone
        claimed_new += come
        yield Signal(kind=kind, before=before, after=after, reason=_reason(reason, before, after))


def _touched(
    rule: re.Pattern[str],
    sentence: str,
    place: tuple[int, int],
    other: tuple[int, int],
    claimed: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Find the words of a rule that overlap the changed place; nothing may be told twice."""
    start, end = place
    found = []
    for match in rule.finditer(sentence, _word_start(sentence, start - _REACH), end + _REACH):
        left, right = match.span()
        # a word inserted inside ("30 days" to "30 business days") touches the phrase around it
        inside = left < start and end < right if start == end else left < end and start < right
        if (inside or (start == end and other[0] == other[1] and left <= start < right)) and not any(
            left < taken_right and taken_left < right for taken_left, taken_right in claimed
        ):
            found.append((left, right))
    return found


def _word_start(sentence: str, place: int) -> int:
    """Step back to where a word starts, so that no half of one is read."""
    return 0 if place <= 0 else sentence.rfind(" ", max(0, place - _REACH), place) + 1 or place


def _join(sentence: str, spans: list[tuple[int, int]]) -> str:
    return ", ".join(sentence[left:right].strip() for left, right in spans)


def _reason(reason: str, before: str, after: str) -> str:
    if not before:
        return f"{reason}: “{after}” came in"
    if not after:
        return f"{reason}: “{before}” went out"
    return f"{reason}: “{before}” is “{after}” now"


def _definitions(edit: Edit) -> Iterator[Signal]:
    """Tell of a changed clause that says what a term means."""
    before, after = edit.before or "", edit.after or ""
    old, new = defined_terms(before), defined_terms(after)
    for term in dict.fromkeys([*old, *new]):
        if (term in old) != (term in new):
            gone, come = (term, "") if term in old else ("", term)
            yield Signal(
                kind=SignalKind.DEFINITION,
                before=gone,
                after=come,
                reason=_reason("a defined term changed", gone, come),
            )
    for match in DEFINITION.finditer(after[:_LONGEST]):
        if match.group(1) or match.group(2):
            term = next(filter(None, match.groups()))
            if term in old:
                yield Signal(
                    kind=SignalKind.DEFINITION,
                    before=before,
                    after=after,
                    reason=f"what “{term}” means changed",
                )


def defined_terms(clause: str) -> list[str]:
    """List the terms a clause defines."""
    return [next(filter(None, match.groups())).strip() for match in DEFINITION.finditer(clause[:_LONGEST])]
