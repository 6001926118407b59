"""What is told of the words of a rule that changed: which became which, and what came in or went out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.diff.tokens import size
from monitor.model import Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.diff.hunks import Hunk
    from monitor.diff.rules import Fact, Rule

NEGATED = "a negation came or went"
_STEM = 2
"""Letters in which "can" and "cannot", 認める and 認めない begin alike."""
_VERB = re.compile(r"[一-龥]{0,4}[ぁ-ん]{0,2}[うくぐすつぬぶむる]")
_SHORT = 4
"""Words that stand in the place of a fact up to which they are told as its other side."""


@dataclass(slots=True)
class Swap:
    """The facts of one rule in one hunk, before and after."""

    rule: Rule
    hunk: Hunk
    old: list[Fact] = field(default_factory=list)
    new: list[Fact] = field(default_factory=list)


def gone_for_good(swaps: list[Swap], old: list[Fact], new: list[Fact]) -> set[int]:
    """Name the facts that came or went for good: the others only stand elsewhere in the sentence."""
    found = set()
    changed = {id(fact) for swap in swaps for fact in [*swap.old, *swap.new]}
    for facts, others in ((old, new), (new, old)):
        elsewhere = Counter((id(fact.rule), fact.value) for fact in others)
        for fact in sorted(facts, key=lambda fact: id(fact) in changed):
            key = (id(fact.rule), fact.value)
            if elsewhere[key]:
                elsewhere[key] -= 1
            else:
                found.add(id(fact))
    return found


def told_of(swaps: list[Swap], gone_for_good: set[int], before: str, after: str) -> Iterator[Signal]:
    """Pair the facts of each swap in order; what is left over is told with the words that stand in its place.

    A fact that two hunks touch is told once, in a pair where it has one.
    """
    told: set[int] = set()
    for swap in swaps:
        for one, other in zip(swap.old, swap.new, strict=False):
            told |= {id(one), id(other)}
            kind = _kind(one, other, before[one.start : one.start + _STEM], after[other.start : other.start + _STEM])
            yield _signal(swap.rule, before[one.start : one.end], after[other.start : other.end], kind)
    for swap in swaps:
        for fact in [*swap.old, *swap.new]:
            if id(fact) in told or fact.is_weak or id(fact) not in gone_for_good:
                continue
            told.add(id(fact))
            if fact in swap.old:
                instead = _instead(after, swap.hunk.after)
                yield _signal(swap.rule, before[fact.start : fact.end], instead, _alone(fact, after, swap.hunk.after))
            else:
                instead = _instead(before, swap.hunk.before)
                yield _signal(swap.rule, instead, after[fact.start : fact.end], _alone(fact, before, swap.hunk.before))


def _kind(one: Fact, other: Fact, begins: str, begins_now: str) -> SignalKind:
    """Tell "can" that became "cannot", a negation, from "can" that became "must" and 認める that became 禁じる."""
    kind = one.rule.kind
    stems = {one.value.removeprefix("!"), other.value.removeprefix("!")}
    turned = one.value.startswith("!") != other.value.startswith("!")
    if kind is SignalKind.OBLIGATION and turned and (len(stems) == 1 or stems == {"plain", "might"}):
        return kind if stems <= {"can", "must"} and begins != begins_now else SignalKind.NEGATION
    return kind


def _alone(fact: Fact, text: str, instead: tuple[int, int]) -> SignalKind:
    """Tell 負わない beside 負う, a negation, from words in the place of others."""
    is_verb = fact.value == "!plain" and _VERB.fullmatch(text[slice(*instead)])
    return SignalKind.NEGATION if is_verb else fact.rule.kind


def _instead(text: str, place: tuple[int, int]) -> str:
    words = text[slice(*place)].strip()
    return words if size(words) <= _SHORT else ""


def _signal(rule: Rule, before: str, after: str, kind: SignalKind) -> Signal:
    reason = NEGATED if kind is not rule.kind else rule.reason
    before, after = before.strip(), after.strip()
    return Signal(kind=kind, before=before, after=after, reason=f"{reason}: {fate(before, after)}")


def fate(before: str, after: str) -> str:
    """Say in words what became of what."""
    if not before:
        return f"“{after}” came in"
    return f"“{before}” is “{after}” now" if after else f"“{before}” went out"
