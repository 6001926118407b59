"""One visit, from the answer to the database: keep, read, judge, compare, record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.errors import DocumentError, LimitError
from monitor.gate import Verdict
from monitor.gate.answer import is_answer
from monitor.model import Outcome, Skip, Visit
from monitor.pipeline import browsing, endings, health, holding, skipping, variants
from monitor.pipeline.case import Case, Found, Road, Step
from monitor.pipeline.reading import is_wording, known_part, look, read, reads_alike, refresh, rules_of, study

if TYPE_CHECKING:
    from monitor.model import Failure, Page, Snapshot, Target, Version
    from monitor.store import Store
    from monitor.store.history import Kept
    from monitor.store.targets import State

__all__ = ["Road", "fail", "record"]


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
    state, row = _begun(road.store, target, snapshot)
    state = refresh(road, target, state)
    if row is None:
        known = skipping.find(road, target, state, snapshot, is_echo=is_echo)
        if known is not None:
            return endings.confirm(road, target, state, snapshot, known)
        with road.store.writing(is_told=False):
            row = road.store.evidence.keep(state.id, snapshot)
    case = Case(road=road, target=target, state=state, snapshot=snapshot, row=row, is_echo=is_echo)
    try:
        return _conclude(case)
    except LimitError as error:  # the others are not to wait for it; what was sent is kept
        return endings.hold(case, Verdict(reasons=(str(error),), may_settle=False), None)


def fail(road: Road, target: Target, failure: Failure) -> Visit:
    """Record that no answer came; people are told after `report_after` visits in a row.

    A visit that was put off was none: what is known of the target stays, but for when it may be asked again.
    """
    visit = Visit(target=target.name, outcome=Outcome.FAILED, reason=failure.reason, at=failure.failed_at)
    targets = road.store.targets
    with road.store.writing():
        state = targets.enrol(target, failure.failed_at)
        event = health.Event.PUT_OFF if failure.is_put_off else health.Event.FAILED
        ailment = health.ailment_of(failure)
        state = health.move(state, event, failure.failed_at, ailment=ailment, not_before=failure.not_before)
        if not failure.is_put_off:
            state = targets.add_visit(state, visit, answer=failure, run=road.run)
        targets.save(health.tell(road, target, state, failure.failed_at))
    return visit


def _begun(store: Store, target: Target, snapshot: Snapshot) -> tuple[State, int | None]:
    """Give what is known of a target, and the row of the snapshot where that was kept already.

    Of a page of which nothing is known no answer can be spared, so row and answer are kept in one transaction.
    """
    known = store.targets.enrolled(target)
    if known is not None:
        return known, None
    with store.writing(is_told=False):
        state = store.targets.enrol(target, snapshot.fetched_at)
        is_news = state.accepted is None and snapshot.status != skipping.NOT_MODIFIED
        return state, store.evidence.keep(state.id, snapshot) if is_news else None


def _conclude(case: Case) -> Visit:
    """Decide what a visit ends in; each ending records itself."""
    try:
        version, page = _read(case)
    except LimitError:
        raise
    except DocumentError as error:
        return _unreadable(case, error)
    found = variants.find(case, version)
    if not (variants.is_same(found) and is_answer(case.snapshot.status)):
        found = variants.look_back(case, replace(found, page=page))
        verdict = browsing.judge(case, holding.judge(case, found))
        if not verdict.is_open:
            stay = holding.stay(case, found)
            if not holding.is_settled(case, verdict, stay):
                return endings.hold(case, verdict, stay)
            return _let_through(case, found, holding.explain(verdict, stay), is_news=verdict.is_news)
    if found.previous is None:
        return endings.first(case, found)
    return _compare(case, found, found.previous)


def _read(case: Case) -> tuple[Version, Page | None]:
    """Read an answer, and look at its raw page at once where that will be asked for: without a version in force."""
    reader, target, snapshot, charset = case.road.reader, case.target, case.snapshot, case.state.charset
    if case.state.latest is None:
        return study(reader, target, snapshot, charset)
    return read(reader, target, snapshot, charset, known_part(case.road.store, target, case.state.latest)), None


def _compare(case: Case, found: Found, previous: Kept) -> Visit:
    """Set a text that may pass beside the version in force."""
    if found.is_alike or reads_alike(previous.version, found.version):
        return endings.unchanged(case, found, Skip.SAME_WORDING)
    step = Step(base=previous, comparison=case.road.reader.trace(previous.version, found.version))
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
    comparison = case.road.reader.trace(found.previous.version, found.version)
    if not is_news:
        return endings.adopted(case, found, Step(base=found.previous, comparison=comparison, reason=reason))
    return endings.changed(case, found, Step(base=found.previous, comparison=comparison, reason=reason))


def _unreadable(case: Case, error: DocumentError) -> Visit:
    """Hold an answer without text; raise when there is nothing to say of it but that."""
    page = look(case.road.reader, case.snapshot, case.state.charset)
    verdict = browsing.judge(case, holding.judge_unread(case, page))
    latest = case.state.latest
    has_base = latest is not None and case.road.store.history.rules(latest) == rules_of(case.target)
    is_blank = not (page.title or page.text or page.scripts)
    if is_blank or (case.target.select and not has_base):
        endings.hold(case, replace(verdict, reasons=(error.message,)), None)
        raise error
    if holding.is_drifted(case, page):
        return endings.hold(case, replace(verdict, reasons=(error.message,)), None, is_drifted=True)
    return endings.hold(case, verdict, None)
