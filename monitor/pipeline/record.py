"""One visit, from the answer to the database: keep, read, judge, compare, record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor import diff
from monitor.errors import DocumentError
from monitor.model import NoticeKind, Outcome, Visit
from monitor.pipeline import browsing, endings, holding, variants
from monitor.pipeline.case import Case, Found, Road, Step
from monitor.pipeline.reading import is_wording, look, read, refresh, rules_of
from monitor.pipeline.route import tell_health
from monitor.store.evidence import digest

if TYPE_CHECKING:
    from monitor.model import Failure, Snapshot, Target

__all__ = ["Road", "fail", "record"]

_NOT_MODIFIED = 304
_OK = 200


def record(road: Road, target: Target, snapshot: Snapshot, *, is_echo: bool = False) -> Visit:
    """Keep what a snapshot says of a target, and give what the visit ended in.

    The snapshot is kept before it is read. The version, its changes and the alerts that wait are kept together
    or not at all.

    Args:
        road: what it is recorded with.
        target: whose page was fetched.
        snapshot: what came.
        is_echo: the page was fetched again in the same run, to confirm a change; another wording is then told as
            flapping, not as a second change.

    Raises:
        DocumentError: the bytes hold no text at all; the visit has been recorded as held.
        NeedsBrowserError: nothing was recorded: the page is to be fetched with a browser, as the road says it can be.
        StoreError: the database cannot be written to.
    """
    store = road.store
    with store.writing():
        state = refresh(store, target, store.targets.enrol(target, snapshot.fetched_at))
        is_same = snapshot.status == _OK and digest(snapshot.body) == state.accepted
        is_known = snapshot.status == _NOT_MODIFIED or is_same
        row = None if is_known else store.evidence.keep(state.id, snapshot)
    if row is None:
        return endings.confirm(road, target, state, snapshot)
    return _conclude(Case(road=road, target=target, state=state, snapshot=snapshot, row=row, is_echo=is_echo))


def fail(road: Road, target: Target, failure: Failure) -> Visit:
    """Record that no answer came; people are told after `report_after` visits in a row."""
    visit = Visit(target=target.name, outcome=Outcome.FAILED, reason=failure.reason, at=failure.failed_at)
    targets = road.store.targets
    with road.store.writing():
        state = targets.enrol(target, failure.failed_at)
        state = targets.add_visit(state, visit, answer=failure, run=road.run)
        state = replace(
            state,
            failures=state.failures + 1,
            failing_since=state.failing_since or failure.failed_at,
            not_before=failure.not_before,
        )
        if state.failures >= target.report_after:
            state = tell_health(road.store, road.channels, target, state, NoticeKind.FAILING, failure.failed_at)
        targets.save(state)
    return visit


def _conclude(case: Case) -> Visit:
    """Decide what a visit ends in; each ending records itself."""
    try:
        version = read(case.target, case.snapshot, case.state.charset)
    except DocumentError as error:
        return _unreadable(case, error)
    found = variants.find(case, version)
    if not variants.is_same(found):
        found = variants.look_back(case, found)
        verdict = browsing.judge(case, holding.judge(case, found))
        if not verdict.is_open:
            stay = holding.stay(case, found)
            if not holding.is_settled(case, verdict, stay):
                return endings.hold(case, verdict, stay)
            return _let_through(case, found, holding.explain(verdict, stay), is_news=verdict.is_news)
    if found.previous is None:
        return endings.first(case, found)
    step = Step(base=found.previous, comparison=diff.trace(found.previous.version, found.version))
    if not any(is_wording(change) for change in step.comparison.changes):
        return endings.unchanged(case, found)
    return _differs(case, found, step)


def _differs(case: Case, found: Found, step: Step) -> Visit:
    """Tell a new wording from one that came back, and from an edit in one of several variants."""
    if browsing.is_switched(case):
        return endings.adopted(case, found, replace(step, reason=browsing.told(case)))
    near = variants.nearest(case, found)
    if near is None:
        return endings.changed(case, found, step)
    if variants.is_return(near):
        if variants.is_taken_back(case, found):
            return endings.changed(case, found, step, is_return=True)
        return endings.returned(case, found, near)
    return endings.changed(case, found, near if variants.alternates(case) else step)


def _let_through(case: Case, found: Found, reason: str, *, is_news: bool) -> Visit:
    """Take a doubtful text that stayed as the policy."""
    if found.previous is None:
        return endings.first(case, found)
    comparison = diff.trace(found.previous.version, found.version)
    if not is_news:
        return endings.adopted(case, found, Step(base=found.previous, comparison=comparison, reason=reason))
    return endings.changed(case, found, Step(base=found.previous, comparison=comparison, reason=reason))


def _unreadable(case: Case, error: DocumentError) -> Visit:
    """Hold an answer without text; raise when there is nothing to say of it but that."""
    page = look(case.snapshot, case.state.charset)
    verdict = browsing.judge(case, holding.judge_unread(case, page))
    latest = case.state.latest
    has_base = latest is not None and case.road.store.history.rules(latest) == rules_of(case.target)
    is_blank = not (page.title or page.text or page.scripts)
    if is_blank or (case.target.select and not has_base):
        endings.hold(case, replace(verdict, reasons=(error.message,)), None)
        raise error
    return endings.hold(case, verdict, None)
