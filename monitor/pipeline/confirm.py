"""The second look: a change is fetched again in the same run before it is told.

The change is recorded, with its alerts waiting, when it is first seen; the second fetch can only take the alerts back.
So a run that dies in between, or whose second fetch fails, has announced the change rather than lost it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor import gate
from monitor.errors import DocumentError
from monitor.gate import volatile
from monitor.model import Errand, Failure, Outcome
from monitor.pipeline.reading import look, read, wording
from monitor.pipeline.record import record

if TYPE_CHECKING:
    from monitor.model import Snapshot, Target, Visit
    from monitor.pipeline.case import Road
    from monitor.store.history import Kept
    from monitor.store.targets import State


def second_look(target: Target, visit: Visit, answer: Snapshot | Failure) -> Errand | None:
    """Give the errand that confirms a visit, when there is something to confirm. It is fetched in full.

    Args:
        target: whose visit.
        visit: what the answer ended in.
        answer: the first one; if it came through a browser, so does the second.
    """
    if target.confirm is None or visit.outcome is not Outcome.CHANGED or not visit.alert:
        return None
    is_rendered = not isinstance(answer, Failure) and answer.is_rendered
    return Errand(target=target.name, url=target.url, render=is_rendered, wait=target.confirm)


def settle(road: Road, target: Target, visit: Visit, answer: Snapshot | Failure) -> Visit:
    """Compare the second answer of a run with the first, and give what the visit ended in after all.

    The same wording confirms the change, and nothing more is kept. So does an answer that is no policy, or none at all.
    Any other wording is kept too, and the page is told to be flapping: when the old wording came back, in place of the
    change; when a third one came, beside it.

    Args:
        road: what visits are recorded with.
        target: whose page it is.
        visit: what the first answer ended in.
        answer: the second one.
    """
    store = road.store
    state = store.targets.state(target.name)
    if isinstance(answer, Failure) or state is None or state.latest is None:
        return visit
    kept = store.history.get(state.latest)
    if not _differs(road, target, state, kept, answer):
        return visit
    with store.writing():
        again = record(road, target, answer, is_echo=True)
        if again.outcome is not Outcome.VARIANT:
            return visit
        store.outbox.withdraw(kept.id)
    return replace(again, reason=f"two fetches in one run gave two wordings; {again.reason}")


def _differs(road: Road, target: Target, state: State, kept: Kept, answer: Snapshot) -> bool:
    """Tell whether an answer is the policy in another wording than the version in force."""
    try:
        second = read(road.reader, target, answer, state.charset, kept.version.part)
        page = look(road.reader, answer, state.charset)
    except DocumentError:
        return False
    memory = volatile.load(state.churn)
    if wording(volatile.mark(memory, second)) == wording(volatile.mark(memory, kept.version)):
        return False
    first = kept.version
    past = [gate.Past(text=first.text, title=first.title, language=first.language, version=first)]
    return gate.weigh(second, answer, page, past).is_open
