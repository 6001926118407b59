"""Wordings that come back: a page that alternates, a change that was taken back, an edit in one of several variants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.gate import volatile
from monitor.gate.overlap import common_lines
from monitor.model import Level, NoticeKind
from monitor.pipeline.case import Found, Step
from monitor.pipeline.reading import look, rules_of, wording

if TYPE_CHECKING:
    from monitor.model import Version
    from monitor.pipeline.case import Case
    from monitor.store.history import Wording

REMEMBERED = 30
"""How many versions back a wording counts as seen recently."""
_SETTLED = 2
"""A wording seen on this many visits in a row is no half-loaded page: what replaces it is a change, even if the
replacement was known before (a policy that is taken back is news)."""


def find(case: Case, version: Version) -> Found:
    """Set a reading beside the version in force, and mark in both what is known to change at every visit."""
    if case.state.latest is None:
        return Found(version=version)
    kept = case.road.store.history.get(case.state.latest)
    memory = volatile.load(case.state.churn)
    if memory or wording(kept.version) != wording(version):
        memory = volatile.observe(memory, kept.version, version, is_echo=case.is_echo)
    return Found(
        version=volatile.mark(memory, version),
        memory=memory,
        previous=replace(kept, version=volatile.mark(memory, kept.version)),
    )


def is_same(found: Found) -> bool:
    """Tell whether a reading has the words of the version in force."""
    return found.previous is not None and wording(found.previous.version) == wording(found.version)


def look_back(case: Case, found: Found) -> Found:
    """Add what is needed to judge a wording that is not the one in force."""
    past = case.road.store.history.recent(case.state.id, rules_of(case.target), REMEMBERED)
    return replace(found, page=look(case.road.reader, case.snapshot, found.version.charset), past=past)


def nearest(case: Case, found: Found) -> Step | None:
    """Find the earlier version that is nearer to a reading than the one in force, and compare with that."""
    name, text = wording(found.version), found.version.text
    in_force = next((one for one in found.past if one.row == case.state.latest), None)
    others = [one for one in found.past if in_force is None or one.digest != in_force.digest]
    if not others:
        return None
    best = next((one for one in others if one.digest == name), None) or max(others, key=lambda one: _near(one, text))
    if best.digest != name and in_force is not None and _near(in_force, text) >= _near(best, text):
        return None
    kept = case.road.store.history.get(best.row)
    base = replace(kept, version=volatile.mark(found.memory, kept.version))
    return Step(base=base, comparison=case.road.reader.trace(base.version, found.version))


def _near(one: Wording, text: str) -> float:
    return common_lines(one.text, text)


def is_return(near: Step) -> bool:
    """Tell whether the nearest earlier version says the same, but for what nobody is told of."""
    return all(change.level is Level.COSMETIC for change in near.comparison.changes)


def is_taken_back(case: Case, found: Found) -> bool:
    """Tell a change that the publisher took back from a page that flaps between wordings.

    The first return is news when what it replaces had stood and was told; further ones are the page's habit, until it
    has been quiet for long. What was never told as new (another language, the text twice over) is not taken back.
    """
    state, previous = case.state, found.previous
    if previous is None or state.latest is None or state.returns or NoticeKind.FLAPPING in state.told:
        return False
    if previous.number > 1 and not case.road.store.history.changes(state.latest):
        return False
    return case.road.store.targets.sightings(state, state.latest) >= _SETTLED


def alternates(case: Case) -> bool:
    """Tell whether a wording came back lately: then an edit is an edit of the variant it is nearest to."""
    return case.state.returns > 0
