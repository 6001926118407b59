"""Wordings that come back: a page that alternates, a change that was taken back, an edit in one of several variants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from monitor.gate import rhythm, volatile
from monitor.gate.overlap import common_lines
from monitor.model import Level, NoticeKind
from monitor.pipeline.case import Found, Step
from monitor.pipeline.reading import look, reads_alike, rules_of, wording
from monitor.pipeline.route import is_heard

if TYPE_CHECKING:
    from datetime import date

    from monitor.model import Snapshot, Target, Version
    from monitor.pipeline.case import Case, Road
    from monitor.store.history import Kept, Wording
    from monitor.store.targets import State

REMEMBERED = 30
"""How many versions back a wording counts as seen recently."""
_SETTLED = 2
"""A wording seen on this many visits in a row is no half-loaded page: what replaces it is a change, even if the
replacement was known before (a policy that is taken back is news)."""

_STOOD = 3
"""Visits, the return among them, on which a wording must have stood before a page no longer alternates."""
_LONGEST = 30
"""And the most that are asked for, however often wordings came back, unless one stood half as long before."""


def find(case: Case, version: Version) -> Found:
    """Set a reading beside the version in force, and mark in both what is known to change at every visit."""
    if case.state.latest is None:
        return Found(version=version, name=wording(version))
    kept = case.road.store.history.get(case.state.latest)
    memory = volatile.load(case.state.churn)
    if not memory and reads_alike(kept.version, version):
        return Found(version=version, name=kept.digest, previous=kept, former=kept.digest, is_alike=True)
    name, former = wording(version), wording(kept.version)
    if memory or former != name:
        memory = volatile.observe(memory, kept.version, version, is_echo=case.is_echo, days=_days(case, kept))
    marked, before = volatile.mark(memory, version), volatile.mark(memory, kept.version)
    return Found(
        version=marked,
        name=name if marked is version else wording(marked),
        memory=memory,
        previous=replace(kept, version=before),
        former=former if before is kept.version else wording(before),
    )


def _days(case: Case, kept: Kept) -> tuple[date, date]:
    return kept.fetched_at.astimezone(UTC).date(), case.snapshot.fetched_at.astimezone(UTC).date()


def is_same(found: Found) -> bool:
    """Tell whether a reading has the words of the version in force."""
    return found.previous is not None and found.former == found.name


def look_back(case: Case, found: Found) -> Found:
    """Add what is needed to judge a wording that is not the one in force."""
    past = case.road.store.history.recent(case.state.id, rules_of(case.target), REMEMBERED)
    page = found.page or look(case.road.reader, case.snapshot, found.version.charset)
    return replace(found, page=page, past=past)


def nearest(case: Case, found: Found) -> Step | None:
    """Find the earlier version that is nearer to a reading than the one in force, and compare with that."""
    name, text = found.name, found.version.text
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
    has been quiet for longer than ever between two of them. A wording that was there for one visit alone is the page's
    habit too when it shows again, and what was never told as new (another language, the text twice over) is not taken
    back. If such a wording stays, people hear that the page settled on it.
    """
    state, previous, targets = case.state, found.previous, case.road.store.targets
    if previous is None or state.latest is None or NoticeKind.FLAPPING in state.told:
        return False
    if previous.number > 1 and not case.road.store.history.changes(state.latest):
        return False
    names = targets.wordings(state)
    if rhythm.is_glimpsed(names, found.name) or rhythm.hear(names).is_restless:
        return False
    return targets.sightings(state, state.latest) >= _SETTLED


def alternates(case: Case) -> bool:
    """Tell whether a wording came back lately: then an edit is an edit of the variant it is nearest to."""
    return case.state.returns > 0 or rhythm.hear(case.road.store.targets.wordings(case.state)).is_restless


# --- when a page has settled -------------------------------------------------------------------------------


def settled(road: Road, target: Target, state: State, snapshot: Snapshot) -> int:
    """Tell on how many visits, this one included, a page that was told to alternate has kept one wording; 0: not yet.

    It must be there for `settle`, on two more visits for each time that a wording came back lately (what alternates at
    random stands still for a while, too), and on more than twice as many as one stood before another came back.
    """
    if NoticeKind.FLAPPING not in state.told:
        return 0
    before, since, returns = road.store.targets.stand(state)
    visits, patience = before + 1, rhythm.hear(road.store.targets.wordings(state)).patience
    is_long = since is not None and snapshot.fetched_at - since >= target.settle
    is_often = visits > patience and visits >= min(max(_STOOD, 1 + 2 * returns), _LONGEST)
    return visits if (is_long and is_often) or state.quiet + 1 >= max(_LONGEST, patience + 1) else 0


def stands(road: Road, target: Target, state: State) -> str:
    """Say which wording a page has settled on, where it is not the one that people last heard of; else nothing.

    It is no news as a change would be: both wordings were told when they were new.
    """
    history, told = road.store.history, _told(road, target, state)
    if told is None or state.latest is None or told == state.latest:
        return ""
    if history.get(told).digest == history.get(state.latest).digest:
        return ""
    now, before = history.number(state.latest), history.number(told)
    return f", that of version {now}, not of version {before}, which was told last"


def _told(road: Road, target: Target, state: State) -> int | None:
    if is_heard(target, road.channels):
        return road.store.history.told(state.id)
    return road.store.history.last(state.id)
