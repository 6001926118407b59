"""Answers that are held: judged by the gate, kept as evidence, and let through when a doubtful text stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor import gate
from monitor.errors import DocumentError, MonitorError
from monitor.figures import minute
from monitor.gate.answer import is_answer
from monitor.gate.overlap import overlap
from monitor.pipeline import browsing
from monitor.pipeline.reading import known_part, look, read

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.gate import Verdict
    from monitor.model import Page
    from monitor.pipeline.case import Case, Found

VISITS = 3
"""How often a doubtful text must be seen before it is taken as the policy."""
_SELDOM = 3
"""A target that is visited seldom need not wait for the third time when the second is this many settles later."""
_SAME = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long the text that is being held has been there."""

    digest: str
    seen: int
    since: datetime
    row: int
    """Row of the first snapshot that had it."""


def judge(case: Case, found: Found) -> Verdict:
    """Ask the gate, unless the words are known as the policy's."""
    if browsing.is_switched(case):
        return gate.weigh(found.version, case.snapshot, found.page)
    if is_answer(case.snapshot.status) and any(one.digest == found.name for one in found.past):
        return gate.Verdict()
    trees = {found.previous.id: found.previous.version} if found.previous else {}
    past = [
        gate.Past(text=one.text, title=one.title, language=one.language, version=trees.get(one.row))
        for one in sorted(found.past, key=lambda one: one.row != case.state.latest)
    ]
    return gate.weigh(found.version, case.snapshot, found.page, past, former=_former(case, found))


def judge_unread(case: Case, page: Page) -> Verdict:
    """Ask the gate about an answer in which there was nothing to read."""
    return gate.weigh(None, case.snapshot, page)


def is_drifted(case: Case, page: Page) -> bool:
    """Tell whether an answer without what the target selects is sound as a whole page: its layout has changed."""
    whole = replace(case.target, select=None, url=case.target.url.partition("#")[0])
    if whole == case.target:
        return False
    try:
        version = read(case.road.reader, whole, case.snapshot, case.state.charset)
    except DocumentError:
        return False
    return gate.weigh(version, case.snapshot, page).is_open


def _former(case: Case, found: Found) -> Page | None:
    """Look at the page that said last what the version in force says."""
    if found.previous is None:
        return None
    before = case.road.store.evidence.snapshot(case.state.seen or found.previous.snapshot)
    return look(case.road.reader, before, case.state.charset)


def stay(case: Case, found: Found) -> Stay:
    """Tell how long the text of a held answer has been there, this visit included."""
    state, name = case.state, found.name
    if state.held_row is not None and state.held_from and (name == state.held_digest or _is_like_held(case, found)):
        return Stay(digest=name, seen=state.held_seen + 1, since=state.held_from, row=state.held_row)
    return Stay(digest=name, seen=1, since=case.snapshot.fetched_at, row=case.row)


def _is_like_held(case: Case, found: Found) -> bool:
    if case.state.held_row is None:
        return False
    road, target = case.road, case.target
    snapshot, part = (
        road.store.evidence.snapshot(case.state.held_row),
        known_part(road.store, target, case.state.latest),
    )
    try:
        earlier = read(road.reader, target, snapshot, case.state.charset, part)
    except MonitorError:
        return False
    shared = overlap(earlier.text, found.version.text)
    return min(shared.kept, shared.known) >= _SAME


def is_settled(case: Case, verdict: Verdict, stay: Stay) -> bool:
    """Tell whether a held text stayed long enough to be the policy; a wall by its own words never does."""
    span = case.snapshot.fetched_at - stay.since
    settle = case.target.settle
    often = stay.seen >= VISITS and span >= settle
    seldom = stay.seen > 1 and span >= _SELDOM * settle
    return verdict.may_settle and (often or seldom)


def explain(verdict: Verdict, stay: Stay) -> str:
    """Say why a text that was held is taken as the policy now."""
    stayed = f"held since {minute(stay.since)}, it stayed on {stay.seen} visits"
    return f"a replacement: {stayed} ({'; '.join(verdict.reasons)})"
